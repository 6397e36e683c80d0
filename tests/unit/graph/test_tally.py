"""Counts by arrays are the counts by records."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.graph.levels import claims_by
from mscgraph.graph.tally import _by_records, tally
from tests.unit.imports.tables import EDGES, NODES, build, jsonl, opened, tsv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

ROWS: list[dict[str, Any]] = [
    *EDGES,
    *({**EDGES[0], "knowledge_source": "there", "primary_knowledge_source": ""} for _ in range(3)),
    {**EDGES[0], "publications": [f"PMID:{n}" for n in range(12)]},
    {**EDGES[0], "publications": ["PMID:1", "PMID:1"]},
]


@pytest.mark.parametrize("writer", [tsv, jsonl])
def test_an_import_is_counted_by_arrays(
    writer: Callable[[list[dict[str, Any]]], bytes], tmp_path: Path
) -> None:
    build(tmp_path, writer(NODES), writer(ROWS))
    graph = opened(tmp_path)
    found = tally(graph)
    assert {name: found[name] for name in _by_records(graph)} == _by_records(graph)
    assert found["type"] == Counter(entity["type"] for entity in graph.entities.bodies())
    assert found["relay"]["unchecked"] > 12


def test_a_curated_graph_is_counted_by_records(real_graph: Graph) -> None:
    found = tally(real_graph)
    assert found["type"].total() == len(real_graph.entities)
    assert found["status"].total() == len(real_graph.claims)
    assert found["predicate"].total() == found["status"]["active"]


def test_the_claims_of_an_actor_are_those_of_its_arrays(tmp_path: Path) -> None:
    build(tmp_path)
    graph = opened(tmp_path)
    actor = graph.resolve("NCBIGene:1")
    wanted = [claim for claim in graph.claims.bodies() if claim["subject"] == "NCBIGene:1"]
    assert claims_by(graph, actor) == wanted
