"""What all commands share: help, version, language, data folder, output file, errors."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli import COMMANDS, main
from mscgraph.errors import NotFoundError
from tests.builders import tiny

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from tests.conftest import Run

CALLS = {
    "find": ("find", "stem"),
    "show": ("show", "PSC"),
    "claims": ("claims",),
    "stats": ("stats",),
    "path": ("path", "PSC", "knee fog"),
    "check": ("check",),
}
"""One call of each command of this folder."""


@pytest.mark.parametrize("name", CALLS)
def test_help(run: Run, name: str, snapshot: SnapshotAssertion) -> None:
    done = run(name, "--help")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == snapshot
    assert run(name, "-h").stdout == done.stdout


def test_the_groups_help_lists_every_command(run: Run) -> None:
    done = run("--help")
    assert done.exit_code == 0
    listed = [line.split()[0] for line in done.stdout.split("Commands:\n")[1].splitlines()]
    assert listed == list(COMMANDS)


def test_an_unknown_command(run: Run) -> None:
    done = run("paht")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "No such command 'paht'" in done.stderr


def test_version_names_package_data_and_content(run: Run, tiny_root: Path) -> None:
    from mscgraph.kb.load import data_files, folder_hash

    content = folder_hash(tiny_root, data_files(tiny_root))
    package = version("mscgraph")
    done = run("--version")
    assert (done.exit_code, done.stderr) == (0, "")
    expected = f"mscgraph {package}, data {package}+{content[:8]}, content {content}\n"
    assert done.stdout == expected


@pytest.mark.parametrize("name", CALLS)
def test_a_data_folder_that_is_not_there(run: Run, name: str, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing")
    done = run(*CALLS[name], "--data", missing)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr == (
        f"mscgraph: {missing}: no such folder; name one with ontology/ and graphs/\n"
    )


@pytest.mark.parametrize("name", CALLS)
def test_a_data_folder_that_is_a_file(run: Run, name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(*CALLS[name], "--data", str(tmp_path / "file"))
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.parametrize("name", [name for name in CALLS if name != "check"])
def test_an_empty_data_folder(run: Run, name: str, tmp_path: Path) -> None:
    for folder in ("ontology", "graphs"):
        (tmp_path / folder).mkdir()
    done = run(*CALLS[name], "--data", str(tmp_path))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[S006]" in done.stderr
    assert done.stderr.endswith("the data has 7 errors; run mscgraph check\n")


def test_a_compiled_graph_that_is_damaged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.mscg").write_bytes(b"nonsense")
    done = run("show", "KLOT", "--data", str(tmp_path))
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "not a compiled graph of mscgraph" in done.stderr


@pytest.mark.parametrize("name", CALLS)
def test_a_folder_that_cannot_be_written(run: Run, name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    target = str(tmp_path / "file" / "out")
    done = run(*CALLS[name], "-o", target)
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.splitlines()[-1].startswith(f"mscgraph: {target}: ")
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_an_error_leaves_the_old_file_alone(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    assert run("show", "nobody", "-o", str(path)).exit_code == 1
    assert run("path", "nobody", "KLOT", "-o", str(path)).exit_code == 1
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("variables", "chinese"),
    [
        ({"LANG": "zh_CN.UTF-8"}, True),
        ({"LANG": "zh_TW"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, False),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, True),
        ({"LANG": "C.UTF-8", "MSCGRAPH_LANG": "zh"}, True),
        ({"LANG": "zh_CN.UTF-8", "MSCGRAPH_LANG": "en"}, False),
    ],
)
def test_the_console_chooses_the_language(
    run: Run, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, chinese: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("牙髓干细胞 → 膝雾" in run("path", "PSC", "knee fog").stdout) == chinese
    asked = run("path", "PSC", "knee fog", "--lang", "en").stdout
    assert "pulp stem cell → knee fog" in asked


def test_a_language_that_is_not_there(run: Run) -> None:
    done = run("find", "stem", "--lang", "de")
    assert (done.exit_code, done.stdout) == (2, "")


def test_verbose_shows_the_traceback(run: Run) -> None:
    with pytest.raises(NotFoundError):
        run("-v", "show", "nobody")


def test_main_ends_with_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import gc

    threshold = gc.get_threshold()
    monkeypatch.setenv("MSCGRAPH_DATA", str(tiny().write(tmp_path)))
    monkeypatch.setattr(sys, "argv", ["mscgraph", "show", "nobody"])
    try:
        with pytest.raises(SystemExit) as caught:
            main()
    finally:
        gc.set_threshold(*threshold)
    assert caught.value.code == 1
    assert "no entity is called 'nobody'" in capsys.readouterr().err


def test_a_reader_that_has_had_enough_is_no_no() -> None:
    asked = [sys.executable, "-m", "mscgraph", "claims", "-f", "jsonl"]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")
