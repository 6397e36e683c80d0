"""``mscgraph export``: the formats, files and exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mscgraph.formats.registry import FORMATS, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, Start


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_file_holds_what_stdout_gets(run: Run, tmp_path: Path, fmt: str) -> None:
    path = tmp_path / f"graph.{fmt}"
    done = run("export", "-o", str(path))
    assert (done.exit_code, done.output) == (0, "")
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
