"""What the arrays and rows of an import let through is what its records say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.graph import selection
from mscgraph.graph.selection import Asked, select
from tests.unit.imports.tables import EDGES, NODES, build, jsonl, opened, tsv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

MOUSE = frozenset({"NCBITaxon:10090"})
ROWS: list[dict[str, Any]] = [
    *EDGES,
    {**EDGES[0], "primary_knowledge_source": "there", "publications": ["PMID:12"]},
    {**EDGES[0], "publications": ["DOI:10.1/ü"], "species_context_qualifier": "NCBITaxon:10090"},
    {**EDGES[1], "species_context_qualifier": "NCBITaxon:9606"},
]
QUESTIONS = [
    Asked(),
    Asked(ids=("edge-2", "edge-1", "nothing")),
    Asked(ids=("edge-1",), predicate="treats"),
    Asked(about=(0,)),
    Asked(about=(2, 3), negated=True),
    Asked(predicate="treats"),
    Asked(predicate="expresses"),
    Asked(negated=True),
    Asked(predicate="treats", negated=True),
    Asked(document="infores:here"),
    Asked(document="infores:there"),
    Asked(document="infores:unknown"),
    Asked(document="infores:nobody"),
    Asked(reference="PMID:1"),
    Asked(reference="DOI:10.1/ü"),
    Asked(reference="PMID:3"),
    Asked(reference="PMID:1", document="infores:here", predicate="decreases_expression_of"),
    Asked(context=(("species", MOUSE),)),
    Asked(context=(("species", MOUSE), ("species", frozenset({"NCBITaxon:9606"})))),
    Asked(context=(("route", MOUSE),)),
    Asked(mechanism="story"),
    Asked(opposed=True),
]


@pytest.fixture(params=[tsv, jsonl])
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Graph:
    writer: Callable[[list[dict[str, Any]]], bytes] = request.param
    build(tmp_path, writer(NODES), writer(ROWS))
    return opened(tmp_path)


def of_all(graph: Graph, asked: Asked, patch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Choose by making a record of every claim."""
    with patch.context() as every:
        every.setattr(selection, "_numbers", lambda graph, _: range(len(graph.claims)))
        return list(select(graph, asked))


@pytest.mark.parametrize("asked", QUESTIONS, ids=str)
def test_of_an_import(graph: Graph, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(select(graph, asked)) == of_all(graph, asked, monkeypatch)


def test_the_questions_find_something(graph: Graph) -> None:
    found = [len(list(select(graph, asked))) for asked in QUESTIONS]
    assert found[0] == len(ROWS)
    assert sum(map(bool, found)) >= 12


@pytest.mark.parametrize("name", ["bone marrow-derived mesenchymal stem cell", "CD73", "mouse"])
def test_of_the_curated_graph(
    real_graph: Graph, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = real_graph.below(real_graph.resolve(name))
    for asked in (Asked(about=about), Asked(about=about, negated=True), Asked(opposed=True)):
        assert list(select(real_graph, asked)) == of_all(real_graph, asked, monkeypatch)


def test_an_escape_in_json_is_read(tmp_path: Path) -> None:
    escaped = jsonl(ROWS).replace(b'"PMID:12"', b'"PMID\\u003a12"')
    build(tmp_path, jsonl(NODES), escaped)
    (claim,) = select(opened(tmp_path), Asked(reference="PMID:12"))
    assert claim["evidence"][0]["cites"][0]["reference"] == "PMID:12"


def test_no_record_is_made_in_vain(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    body = graph.claims.body

    def counted(number: int) -> Any:
        made.append(number)
        return body(number)

    monkeypatch.setattr(graph.claims, "body", counted)
    assert len(list(select(graph, Asked(document="infores:there")))) == 1
    assert set(made) <= {len(EDGES), len(EDGES) + 1}  # the row with an escape may hold anything
    made.clear()
    assert not list(select(graph, Asked(predicate="expresses")))
    assert not made
