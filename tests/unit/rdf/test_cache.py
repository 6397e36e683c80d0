"""The N-Triples beside the compiled graph: kept, checked, and never an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from mscgraph.kb.cache import open_graph
from mscgraph.rdf import cache
from mscgraph.rdf.cache import KEEP, triples_of

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "mscgraph"


def kept(home: Path) -> list[Path]:
    return sorted(home.glob("*.nt"))


def never(*_: object) -> bytes:
    pytest.fail("built although it was kept")


def test_it_is_built_once(tiny_graph: Graph, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = triples_of(tiny_graph)
    assert len(kept(home)) == 1
    monkeypatch.setattr(cache, "_build", never)
    assert triples_of(tiny_graph) == first


@pytest.mark.parametrize("damage", [b"", b"<a> <b> <c> .\n", b"\xff\x00"])
def test_a_broken_file_is_built_anew(tiny_graph: Graph, home: Path, damage: bytes) -> None:
    first = triples_of(tiny_graph)
    (path,) = kept(home)
    path.write_bytes(damage + path.read_bytes()[: len(damage) * 7])
    assert triples_of(tiny_graph) == first
    assert triples_of(tiny_graph) == first


def test_a_folder_that_cannot_be_written_is_no_error(
    tiny_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert triples_of(tiny_graph).startswith(b"<")


def test_another_state_of_the_data_has_another_file(
    tiny_graph: Graph, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    triples_of(tiny_graph)
    monkeypatch.setitem(tiny_graph.meta, "content_hash", "0" * 64)
    triples_of(tiny_graph)
    assert len(kept(home)) == 2


def test_the_newest_stay(tiny_graph: Graph, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for state in range(KEEP + 2):
        monkeypatch.setitem(tiny_graph.meta, "content_hash", str(state))
        triples_of(tiny_graph)
        for path in kept(home):  # all a little older than the next
            found = path.stat()
            os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns - 1_000_000_000))
    assert len(kept(home)) == KEEP


def test_the_compiled_graphs_beside_it_stay(tiny_root: Path, home: Path) -> None:
    graph = open_graph(tiny_root)
    triples_of(graph)
    assert len(list(home.glob("*.mscg"))) == 1
    assert len(kept(home)) == 1
