"""``mscgraph import`` and the commands on the graph that it makes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli import cmd_import
from mscgraph.formats.kgx import Rows
from mscgraph.formats.kgx_import import Imported
from tests.unit.imports.tables import BAD_TSV, EDGES, NODES, tsv

if TYPE_CHECKING:
    from tests.conftest import Run, Start


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = tmp_path / "nodes.tsv", tmp_path / "edges.tsv"
    for path, data in zip(paths, (tsv(NODES), tsv(EDGES)), strict=True):
        path.write_bytes(data)
    return [str(path) for path in paths]


@pytest.fixture
def folder(tmp_path: Path, files: list[str], run: Run) -> str:
    to = str(tmp_path / "made")
    done = run("import", *files, "--to", to)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith(
        f"imported 5 entities and 6 claims into {to}; 0 rows could not be used\n"
    )
    return to


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("find", "ach"), "DOID:3"),
        (("show", "one"), "edge-1"),
        (("claims", "--about", "two"), "edge-2"),
        (("stats", "-f", "tsv"), "infores:here"),
        (("path", "one", "ache"), "PMID:1"),
        (("path", "one", "ache", "-f", "json"), "edge-2"),
        (("path", "one", "ache", "--explain-score"), "belief"),
        (("path", "one", "ache", "-f", "mermaid"), "ache"),
        (("mediators", "one", "ache"), "NCBIGene:2"),
        (("query", "SELECT ?id { ?c a mscg:Claim ; dcterms:identifier ?id }"), "edge-2"),
        (("compare", "one", "two"), "DOID:3"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_commands_read_it(run: Run, folder: str, call: tuple[str, ...], said: str) -> None:
    done = run(*call, "--data", folder)
    assert done.exit_code == 0
    assert said in done.stdout


def test_a_path_in_json_keeps_the_contract(run: Run, folder: str) -> None:
    answer = json.loads(run("path", "one", "ache", "-f", "json", "--data", folder).stdout)
    assert [path["entities"] for path in answer["paths"]] == [
        ["NCBIGene:1", "NCBIGene:2", "DOID:3"]
    ]
    assert answer["paths"][0]["claims"] == ["edge-1", "edge-2"]


def test_bad_rows_are_shown(run: Run, tmp_path: Path, files: list[str]) -> None:
    Path(files[1]).write_bytes(BAD_TSV)
    done = run("import", *files, "--to", str(tmp_path / "made"))
    assert done.exit_code == 0
    assert "edges.tsv:5: has no subject\n" in done.stderr
    assert "4 rows could not be used" in done.stderr


def test_strict_says_no(run: Run, tmp_path: Path, files: list[str]) -> None:
    Path(files[1]).write_bytes(BAD_TSV)
    done = run("import", *files, "--to", str(tmp_path / "made"), "--strict")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert not (tmp_path / "made").exists()


def test_junk_is_one_line(run: Run, tmp_path: Path, files: list[str]) -> None:
    Path(files[0]).write_bytes(b"\x89PNG\r\n\x1a\n" * 9)
    done = run("import", *files, "--to", str(tmp_path / "made"))
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)


def test_the_summary_says_when_there_is_more_and_no_kernel() -> None:
    rows = Rows(bad=12)
    lines = cmd_import._summary(Imported(1, 2, 3, rows, compiled=False), "there", "en")
    assert lines[0] == "and 12 more"
    assert "plain Python" in lines[1]


def test_the_bar_is_for_terminals_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cmd_import._progress()("edges.tsv", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    draw = cmd_import._progress()
    draw("edges.tsv", 1, 2)
    draw("writing", 2, 2)
    shown = capsys.readouterr().err
    assert " 50%" in shown
    assert shown.endswith("100%\n")


def test_the_curated_graph_loads_neither_kernel_nor_ctypes(start: Start) -> None:
    code = (
        "import sys; from mscgraph.cli import cli\n"
        "cli(['path', 'GMSC', 'lupus nephritis', '-f', 'json'], standalone_mode=False)\n"
        "heavy = {'ctypes', 'mscgraph.graph.kernel', 'mscgraph.graph.kernel_search'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = start("-c", code)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize("fmt", ["ttl", "nt", "json", "jsonl"])
def test_an_export_becomes_the_data_files_that_it_came_from(
    run: Run, tmp_path: Path, fmt: str
) -> None:
    made, folder = str(tmp_path / f"graph.{fmt}"), str(tmp_path / "copy")
    assert run("export", "-o", made).exit_code == 0
    done = run("import", made, "--to", folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"imported 10 entities and 12 claims into {folder}; 16 files\n"
    assert run("check", "--data", folder).exit_code == 0
    assert run("fmt", "--check", "--data", folder).exit_code == 0
    again = str(tmp_path / f"again.{fmt}")
    assert run("export", "--data", folder, "-o", again).exit_code == 0
    if fmt in ("ttl", "nt"):  # the others name the state of the files
        assert Path(again).read_bytes() == Path(made).read_bytes()


def test_an_export_is_imported_alone(run: Run, tmp_path: Path, files: list[str]) -> None:
    made = str(tmp_path / "graph.ttl")
    run("export", "-o", made)
    done = run("import", made, *files, "--to", str(tmp_path / "copy"))
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        2,
        f"Error: {made} holds a whole graph; import it alone",
    )


def test_an_export_with_an_error_leaves_nothing(run: Run, tmp_path: Path) -> None:
    made = tmp_path / "graph.nt"
    run("export", "-o", str(made))
    text = made.read_text().replace('/retracted> "false"', '/x> "false"')
    made.write_text(text.replace('"ames2010"', '"ames 2010"'))
    done = run("import", str(made), "--to", str(tmp_path / "copy"))
    assert done.exit_code == 1
    assert "[" in done.stderr
    assert not (tmp_path / "copy").exists()
    made.write_text("<a")
    done = run("import", str(made), "--to", str(tmp_path / "copy"))
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]
