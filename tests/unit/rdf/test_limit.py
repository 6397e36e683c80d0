"""How long and how large: what is not made ready in time, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import QueryError
from mscgraph.languages import Message
from mscgraph.rdf import limit
from mscgraph.rdf.cache import triples_of
from mscgraph.rdf.endpoint import Endpoint
from mscgraph.rdf.lexer import LENGTH, refuse
from mscgraph.rdf.limit import Limit, within
from mscgraph.rdf.results import truth_of
from tests.unit.imports.tables import NODES, build, opened, tsv

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

OVER = Limit(5, 0)
STORE = r"build a store once with mscgraph build --store DIR, then ask with --store DIR"
TRIPLE = b"<http://example.org/1> <http://example.org/p> <http://example.org/2> .\n"


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_what_is_left() -> None:
    assert OVER.left == 0
    assert 0 < Limit.of(60).left <= 60
    doing = Message("it went on")
    assert [*within("abc", Limit.of(60), doing)] == [*within("abc", None, doing)] == [*"abc"]


def test_triples_that_are_not_made_in_time(tiny_graph: Graph, tmp_path: Path) -> None:
    said = f"stopped after 5 s, while the triples of the graph were made; {STORE}"
    with pytest.raises(QueryError, match=said):
        triples_of(tiny_graph, OVER)
    assert not list(tmp_path.rglob("*.nt"))


def test_triples_that_are_not_taken_in_in_time() -> None:
    with Endpoint(TRIPLE, {}) as endpoint:
        with pytest.raises(QueryError, match="stopped after 5 s, while the query engine took in"):
            endpoint.start(OVER)
        endpoint.start(Limit.of(60))
        endpoint.start(OVER)  # it is there
        assert truth_of(endpoint.run("ASK { ?s ?p ?o }").data)


def test_a_graph_that_is_too_large(tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limit, "CLAIMS", 11)
    said = f"the graph has 12 claims, and one of more than 11 is not asked without a store; {STORE}"
    with pytest.raises(QueryError, match=said):
        triples_of(tiny_graph)


def test_two_imports_are_kept_apart(tmp_path: Path) -> None:
    found = []
    for name in ("here", "there"):
        folder = tmp_path / name
        folder.mkdir()
        build(folder, tsv([*NODES, {"id": "X:6", "category": "biolink:Gene", "name": name}]))
        found.append(triples_of(opened(folder)))
    assert f'"{"here"}"'.encode() in found[0]
    assert f'"{"there"}"'.encode() in found[1]


def test_a_query_that_is_too_long() -> None:
    refuse(f"ASK {{}}#{' ' * (LENGTH - 7)}")
    with pytest.raises(QueryError, match="2,000,001 characters, and at most 2,000,000 are read"):
        refuse(f"ASK {{}}#{' ' * (LENGTH - 6)}")


def test_a_query_that_breaks_the_engine_is_one_line_and_the_next_is_answered() -> None:
    with Endpoint(TRIPLE, {}) as endpoint:
        with pytest.raises(QueryError, match=r"ended by itself.*list values with IN or VALUES"):
            endpoint.run(f"SELECT ({'1+' * 100_000}1 AS ?n) {{}}", timeout=60)
        assert truth_of(endpoint.run("ASK { ?s ?p ?o }").data)
