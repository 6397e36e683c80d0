from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.mark.parametrize(
    "part",
    [
        (),
        ("--focus", "KLOT"),
        ("--focus", "KLOT", "--depth", "2"),
        ("--path", "PSC", "knee fog", "-k", "3", "--max-hops", "5"),
        ("--document", "rev2020"),
        ("--mechanism", "rev2020-glow"),
        ("--compare", "PSC", "fat stem cell"),
    ],
    ids=["whole", "focus", "depth", "path", "document", "mechanism", "compare"],
)
def test_writes_one_file_and_nothing_beside_it(
    run: Run, tmp_path: Path, part: tuple[str, ...]
) -> None:
    target = tmp_path / "picture.html"

    done = run("view", *part, "-o", str(target))

    assert done.exit_code == 0
    assert done.stdout == ""
    assert f"mscgraph: {target}: " in done.stderr
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_text("utf-8").startswith('<!DOCTYPE html>\n<html lang="en">')


def test_writes_to_standard_output(run: Run) -> None:
    done = run("view", "--focus", "KLOT", "-o", "-")

    assert done.exit_code == 0
    assert done.stderr == ""
    assert done.stdout.endswith("</html>\n")


def test_opens_in_chinese_on_demand(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "x.html"
    run("view", "--focus", "克洛托", "--lang", "zh", "-o", str(target))

    page = target.read_text("utf-8")
    assert '<html lang="zh-Hans">' in page
    assert "<title>克洛托的周边 · mscgraph</title>" in page


def test_writes_utf8_to_a_pipe_whatever_the_console_speaks(tiny_root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mscgraph", "view", "--focus", "KLOT", "-o", "-"]
    done = subprocess.run(
        [*command, "--data", str(tiny_root)],
        check=False,
        capture_output=True,
        env={"PYTHONIOENCODING": "gbk", "XDG_CACHE_HOME": str(tmp_path), "PATH": ""},
    )

    assert done.returncode == 0
    assert done.stderr == b""
    assert "克洛托" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--focus", "KLOTT"), 1, "mscgraph: no entity is called 'KLOTT'; did you mean KLOT"),
        (("--path", "PSC", "KLOTT"), 1, "mscgraph: no entity is called 'KLOTT'; did you mean KLOT"),
        (("--compare", "PSC", "PSC"), 1, "mscgraph: no second entity to compare is called 'PSC'"),
        (("--compare", "PSC", "x", "--focus", "y"), 2, "--focus and --compare choose"),
        (("--focus", ""), 1, "mscgraph: no entity is called ''"),
        (("--document", "rev2012"), 1, "mscgraph: no document is called 'rev2012'; did you mean"),
        (("--path", "knee fog", "KLOT"), 1, "mscgraph: no path: no chain of claims"),
        (("--path", "KLOT", "knee fog", "--max-hops", "1"), 1, "try --max-hops 3"),
        (("--path", "knee fog", "KLOT", "--lang", "zh"), 1, "mscgraph: 没有路径:两者之间"),
        (("--focus", "KLOT", "--document", "rev2020"), 2, "--focus and --document choose"),
        (("--depth", "2"), 2, "--depth goes with --focus"),
        (("--focus", "KLOT", "-k", "2"), 2, "-k goes with --path"),
        (("--focus", "KLOT", "--max-hops", "2"), 2, "--max-hops goes with --path"),
    ],
)
def test_says_what_is_wrong_in_one_line(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run("view", *arguments, "-o", str(tmp_path / "x.html"))

    assert done.exit_code == code
    assert said in done.stderr
    assert code == 2 or done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = run("view", "-o", str(tmp_path / "file" / "x.html"))

    assert done.exit_code == 3
    assert done.stderr.startswith("mscgraph: ")
    assert "name a file in a folder that you may write" in done.stderr
    assert done.stderr.count("\n") == 1


def test_too_large_a_graph_is_refused_with_advice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mscgraph.viz.part.MAX_ENTITIES", 5)

    done = run("view", "-o", str(tmp_path / "x.html"))

    assert done.exit_code == 3
    assert "10 entities are too many for one picture (at most 5); draw a part" in done.stderr


def test_needs_a_file(run: Run) -> None:
    assert run("view").exit_code == 2
