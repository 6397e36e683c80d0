"""Mediators: the share of the summed path scores that runs through an entity."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import NotFoundError
from mscgraph.graph.mediators import mediators
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from tests.builders import FAT, FOG, GLOW, KLOT, PULP, SWELLING, TNF, bare, claim, entity, evidence

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


def test_the_share_is_the_part_of_the_summed_scores(tiny_graph: Graph) -> None:
    found, result = mediators(tiny_graph, "PSC", "knee fog")
    scores = {path.entities: path.score for path in result.paths}
    total = math.fsum(scores.values())
    assert set(scores) == {
        (PULP, GLOW, FOG),
        (PULP, KLOT, GLOW, SWELLING, FOG),
    }
    for one in found:
        through = [score for entities, score in scores.items() if one.entity in entities[1:-1]]
        assert one.paths == len(through)
        assert one.share == pytest.approx(sum(through) / total)
        assert one.best == max(through)
    assert {m.entity for m in found} == {e for path in result.paths for e in path.entities[1:-1]}
    assert [m.share for m in found] == sorted((m.share for m in found), reverse=True)


def test_the_standing_is_that_of_the_best_path(tiny_graph: Graph) -> None:
    found, result = mediators(tiny_graph, PULP, FOG)
    by_entity = {m.entity: m for m in found}
    best = next(path for path in result.paths if GLOW in path.entities)
    assert (by_entity[GLOW].best, by_entity[GLOW].standing) == (best.score, best.standing)
    assert by_entity[KLOT].standing == "one review"


def test_two_on_one_path_stand_and_fall_together(tiny_graph: Graph) -> None:
    found, _ = mediators(tiny_graph, PULP, FOG)
    by_entity = {m.entity: m for m in found}
    assert by_entity[KLOT].share == by_entity[SWELLING].share
    # equal shares come by id
    order = [m.entity for m in found]
    assert order.index(SWELLING) < order.index(KLOT)


def parallel(root: Path) -> Graph:
    """A strong way by TNF, a weak one by KLOT, and nothing else."""
    folder = bare()
    folder.entities("cell_source", entity(PULP, "pulp"), entity(FAT, "fat"))
    folder.entities("cytokine", entity(TNF, "TNF"))
    folder.entities("protein", entity(KLOT, "KLOT"))
    folder.entities("disease", entity(FOG, "fog"))
    weak = evidence("bolt2011", hedge="suggested")
    folder.claims(
        claim("rev2020-001", PULP, "decreases", TNF, evidence("ames2010")),
        claim("rev2020-002", TNF, "worsens", FOG, evidence("ames2010")),
        claim("rev2020-003", PULP, "increases", KLOT, weak),
        claim("rev2020-004", KLOT, "improves", FOG, weak),
        claim("rev2020-005", FAT, "treats", FOG, evidence("ames2010")),
    )
    return folder.graph(root)


def test_shares_of_disjoint_ways_sum_to_one(tmp_path: Path) -> None:
    found, _ = mediators(parallel(tmp_path), PULP, FOG)
    assert [m.entity for m in found] == [TNF, KLOT]
    assert sum(m.share for m in found) == pytest.approx(1)
    strong, weak = 0.585**2, (0.65 * 0.75 * 0.9) ** 2  # belief of an animal study, once cut by 3/4
    assert found[0].share == pytest.approx(strong / (strong + weak), rel=1e-4)


def test_a_direct_path_takes_its_share_and_no_mediator(tmp_path: Path) -> None:
    graph = parallel(tmp_path)
    found, result = mediators(graph, FAT, FOG)
    assert found == []
    assert len(result.paths) == 1
    assert result.reason is None


def test_no_path_is_no_mediator_and_says_why(tmp_path: Path) -> None:
    found, result = mediators(parallel(tmp_path), FOG, PULP)
    assert found == []
    assert result.reason is not None
    assert result.reason.code == "no_route"


def test_the_query_limits_what_is_summed(tmp_path: Path) -> None:
    graph = parallel(tmp_path)
    found, result = mediators(graph, PULP, FOG, query=PathQuery(k=1))
    assert [(m.entity, m.share, m.paths) for m in found] == [(TNF, 1.0, 1)]
    assert result.paths == find_paths(graph, PULP, FOG, query=PathQuery(k=1)).paths


def test_an_unknown_end(tiny_graph: Graph) -> None:
    with pytest.raises(NotFoundError):
        mediators(tiny_graph, "nobody", FOG)
