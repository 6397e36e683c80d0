"""``mscgraph export``: the formats, files and exit codes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from mscgraph.formats.registry import FORMATS, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, Start


FILES = [name for name, found in FORMATS.items() if not found.is_folder]
FOLDERS = [name for name, found in FORMATS.items() if found.is_folder]


@pytest.mark.parametrize("fmt", FILES)
def test_a_file_holds_what_stdout_gets(run: Run, tmp_path: Path, fmt: str) -> None:
    path = tmp_path / f"graph.{fmt}"
    done = run("export", "-o", str(path))
    assert (done.exit_code, done.output) == (0, "")
    assert run("export", "-o", "-", "-f", fmt).stdout_bytes == path.read_bytes()


@pytest.mark.parametrize("fmt", FOLDERS)
def test_a_folder_is_written_whole_and_again(run: Run, tmp_path: Path, fmt: str) -> None:
    path = tmp_path / "out"
    for _ in range(2):
        done = run("export", "-f", fmt, "-o", str(path))
        assert (done.exit_code, done.stdout) == (0, "")
    write = FORMATS[fmt].write
    assert isinstance(write, Mapping)
    assert {found.name for found in path.iterdir()} == set(write)
    assert [found.name for found in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_something_else_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    done = run("export", "-f", "neo4j", "-o", str(tmp_path))
    assert (done.exit_code, done.stdout) == (3, "")
    assert "holds something else; name a new folder" in done.stderr
    assert [found.name for found in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_folder_cannot_go_to_standard_output(run: Run) -> None:
    done = run("export", "-f", "neo4j", "-o", "-")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "neo4j has several files; name a folder with -o" in done.stderr


@pytest.mark.parametrize("fmt", ["kgx-tsv", "kgx-jsonl"])
def test_edges_without_a_class_are_told(run: Run, tmp_path: Path, fmt: str) -> None:
    done = run("export", "-f", fmt, "-o", str(tmp_path / "out"))
    assert done.stderr == (
        "mscgraph: 11 of 11 edges fit no association class of Biolink "
        "and stand as biolink:Association\n"
    )


def test_the_schema_needs_no_graph_and_no_format(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.schema.json"
    assert run("export", "--schema", "-o", str(path), "--data", str(tmp_path)).exit_code == 0
    assert json.loads(path.read_bytes())["title"] == "mscgraph"
    assert run("export", "--schema", "-o", "-").stdout_bytes == path.read_bytes()


@pytest.mark.parametrize(("suffix", "fmt"), [("bib", "bibtex"), ("trig", "nanopub")])
def test_the_usual_suffix_of_a_format(run: Run, tmp_path: Path, suffix: str, fmt: str) -> None:
    path = tmp_path / f"graph.{suffix}"
    assert run("export", "-o", str(path)).exit_code == 0
    assert run("export", "-o", "-", "-f", fmt).stdout_bytes == path.read_bytes()


def test_json_can_be_read_back(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    run("export", "-o", str(path))
    assert json.loads(path.read_bytes())["meta"]["content_hash"] == read_file(path).content_hash


def test_the_format_wins_over_the_suffix(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "graph.txt"
    assert run("export", "-o", str(path), "-f", "nt").exit_code == 0
    assert path.read_text("utf-8").startswith("<")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing option"),
        (("-o", "graph.owl"), "'graph.owl' is not a format"),
        (("-o", "-"), "choose one with -f"),
        (("-o", "-", "-f", "owl"), "'owl' is not one of"),
    ],
)
def test_a_wrong_call(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("export", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_place_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("export", "-o", str(tmp_path / "file" / "graph.json"))
    assert (done.exit_code, done.stdout) == (3, "")
    assert "name a file in a folder that you may write" in done.stderr


def test_the_encoding_of_the_console_does_not_change_a_file(start: Start, tiny_root: Path) -> None:
    command = ("-m", "mscgraph", "export", "-o", "-", "-f", "json")
    found = [
        start(*command, MSCGRAPH_DATA=str(tiny_root), PYTHONIOENCODING=encoding).stdout
        for encoding in ("utf-8", "gbk")
    ]
    assert found[0] == found[1]
    assert "膝雾" in found[0].decode()
