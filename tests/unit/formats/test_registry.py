"""Which format is meant, and how a file is written."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import FormatError, GraphFileError
from mscgraph.formats.registry import FORMATS, format_of, read_file, readable, write
from tests.unit.imports.tables import EDGES, NODES, build, jsonl, opened

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph


@pytest.mark.parametrize("name", ["graph.json", "GRAPH.JSON", "a.b.json"])
def test_the_suffix_says_the_format(name: str) -> None:
    assert format_of(Path(name)) is FORMATS["json"]


def test_a_named_format_wins_over_the_suffix() -> None:
    assert format_of(Path("graph.json"), "nt") is FORMATS["nt"]


@pytest.mark.parametrize(
    ("path", "fmt", "given"),
    [
        (Path("graph.owl"), None, "'graph.owl'"),
        (Path("graph"), None, "'graph'"),
        (Path("graph.json"), "xml", "'xml'"),
        (None, None, "without a name"),
    ],
)
def test_a_format_of_nobody(path: Path | None, fmt: str | None, given: str) -> None:
    with pytest.raises(FormatError, match=given) as caught:
        format_of(path, fmt)
    assert caught.value.supported == tuple(FORMATS)


def test_a_failed_write_leaves_the_old_file(tiny_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.owl"
    path.write_text("old")
    with pytest.raises(FormatError):
        write(tiny_graph, path)
    blocked = tmp_path / "folder.json"
    blocked.mkdir()
    with pytest.raises(OSError, match=r"folder\.json"):
        write(tiny_graph, blocked)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["folder.json", "graph.owl"]
    assert path.read_text() == "old"


def test_a_stream_needs_a_format(tiny_graph: Graph) -> None:
    with pytest.raises(FormatError):
        write(tiny_graph, BytesIO())


def test_a_stream_takes_one_file(tiny_graph: Graph) -> None:
    with pytest.raises(FormatError, match="'neo4j on a stream'") as caught:
        write(tiny_graph, BytesIO(), fmt="neo4j")
    assert "json" in caught.value.supported
    assert "neo4j" not in caught.value.supported
    stream = BytesIO()
    write(tiny_graph, stream, fmt="ris")
    assert stream.getvalue().startswith(b"TY  - JOUR")


def test_what_loses_something_cannot_be_read_back(tmp_path: Path) -> None:
    assert readable() == ["json", "jsonl", "ttl", "nt"]
    with pytest.raises(FormatError) as caught:
        read_file(tmp_path / "graph.graphml")
    assert caught.value.supported == ("json", "jsonl", "ttl", "nt")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "no JSON"),
        ("a.json", "[]"),
        ("a.json", "{}"),
        ("a.json", '{"meta": {}, "claims": []}'),
        ("a.jsonl", ""),
        ("a.jsonl", '{"part": "meta"}\n{"part": "planets", "id": "x"}\n'),
        ("a.jsonl", '{"id": "x"}\n'),
    ],
)
def test_a_file_that_is_no_graph(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(GraphFileError, match="no graph of mscgraph"):
        read_file(path)


def test_a_record_of_another_shape_is_named(tiny_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.json"
    write(tiny_graph, path)
    path.write_text(path.read_text("utf-8").replace('"knee fog"', "7"), "utf-8")
    with pytest.raises(
        GraphFileError, match=r"entities MONDO:0000001: label\.en: Input should be a valid string"
    ):
        read_file(path)


@pytest.mark.parametrize("fmt", ["json", "jsonl", "ttl", "nt"])
def test_an_import_comes_back_whatever_its_kinds_are_called(
    real_graph: Graph, tmp_path: Path, fmt: str
) -> None:
    nodes = [*NODES, {"id": "X:6", "category": ["biolink:Study"], "name": "a trial"}]
    edges = [*EDGES, {"subject": "X:6", "predicate": "biolink:note", "object": "DOID:3"}]
    words = list(real_graph.predicates.bodies()), list(real_graph.types.bodies())
    build(tmp_path, jsonl(nodes), jsonl(edges), vocabulary=words)
    graph = opened(tmp_path)
    path = tmp_path / f"out.{fmt}"
    write(graph, path)
    back = read_file(path)
    assert {ident: e.type for ident, e in back.entities.items()} == {
        e["id"]: e["type"] for e in graph.entities.bodies()
    }
    assert back.entities["X:6"].type == "Study"
    assert {(c.subject, c.predicate, c.object, c.negated) for c in back.claims.values()} == {
        (c["subject"], c["predicate"], c["object"], c["negated"]) for c in graph.claims.bodies()
    }
