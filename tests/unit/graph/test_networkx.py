"""The view that networkx users get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.graph.networkx import to_networkx
from tests.builders import FAT, FOG, KLOT, PULP, SWELLING, TNF

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase


def test_active_claims_are_edges_by_their_id(tiny_kb: KnowledgeBase) -> None:
    graph = to_networkx(tiny_kb)
    assert {key for *_, key in graph.edges(keys=True)} == {c.id for c in tiny_kb.active_claims}
    assert set(graph) == set(tiny_kb.entities)
    assert graph.number_of_edges(FAT, FOG) == 3


def test_attributes(tiny_kb: KnowledgeBase) -> None:
    graph = to_networkx(tiny_kb)
    assert graph.nodes[FOG] == {"label_en": "knee fog", "label_zh": "膝雾", "type": "Disease"}
    edge = graph.edges[FAT, FOG, "rev2020-008"]
    assert (edge["predicate"], edge["sign"], edge["negated"]) == ("treats", "-", True)
    assert (edge["documents"], edge["references"]) == ("rev2020", "cole2012")
    assert 0 < edge["belief"] < 1
    assert graph.edges[FAT, TNF, "rev2020-006"]["references"] == "ames2010|bolt2011"
    assert graph.edges[TNF, KLOT, "rev2021-002"]["sign"] == "?"


def test_some_claims_bring_their_ends_alone(tiny_kb: KnowledgeBase) -> None:
    chosen = [tiny_kb.claims["rev2020-001"], tiny_kb.claims["rev2021-004"]]
    graph = to_networkx(tiny_kb, claims=chosen)
    assert set(graph) == {PULP, KLOT, SWELLING}
    assert "belief" not in graph.edges[PULP, SWELLING, "rev2021-004"]  # retracted
    whole = to_networkx(tiny_kb)
    one = (PULP, KLOT, "rev2020-001")
    assert graph.edges[one] == whole.edges[one]
    assert len(to_networkx(tiny_kb, claims=[])) == 0
