"""Actors side by side: by outcome, by design, by mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import NotFoundError
from mscgraph.graph.compare import Cell, Row, compare
from mscgraph.graph.mediators import mediators
from tests.builders import (
    FAT,
    FOG,
    GLOW,
    JOINT,
    KLOT,
    MSC,
    PULP,
    SWELLING,
    TNF,
    bare,
    claim,
    entity,
    evidence,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

NOTHING = Cell("", ())
SCORE = "MSCG:score"


def test_by_outcome(tiny_graph: Graph) -> None:
    assert compare(tiny_graph, ["PSC", FAT]) == [
        Row(
            FOG,
            (
                Cell("- (animals)", ("rev2020-005",)),
                Cell("- / not - (animals)", ("rev2020-008", "rev2021-001", "rev2021-003")),
            ),
            shared=True,
        )
    ]


def test_a_group_gathers_what_is_below_it(tiny_graph: Graph) -> None:
    (row,) = compare(tiny_graph, [MSC])
    assert (row.shared, len(row.cells[0].claims)) == (False, 4)


def test_processes_and_molecules_are_no_outcomes(tiny_graph: Graph) -> None:
    assert compare(tiny_graph, [TNF, KLOT]) == []


def test_within_an_outcome_and_what_is_below_it(tiny_graph: Graph) -> None:
    assert [row.name for row in compare(tiny_graph, [PULP], outcome="joint disease")] == [FOG]
    assert compare(tiny_graph, [PULP], outcome=TNF) == []
    assert compare(tiny_graph, [FAT], by="design", outcome=TNF) == [
        Row("animal", (Cell("1", ("rev2020-006",)),), shared=False)
    ]


def test_by_design_counts_a_claim_once_per_design(tmp_path: Path) -> None:
    graph = busy(tmp_path)
    assert compare(graph, [PULP, FAT, MSC], by="design") == [
        # what several have comes first, then by name
        Row(
            "animal",
            (
                Cell("2", ("rev2020-001", "rev2020-002")),
                Cell("1", ("rev2020-004",)),
                NOTHING,
            ),
            shared=True,
        ),
        Row("in_vitro", (Cell("1", ("rev2020-001",)), NOTHING, NOTHING), shared=False),
        Row("rct", (NOTHING, Cell("1", ("rev2020-005",)), NOTHING), shared=False),
    ]


def test_by_outcome_shows_every_effect_and_its_level(tmp_path: Path) -> None:
    rows = compare(busy(tmp_path), [FAT, PULP])
    assert rows == [
        Row(
            FOG,
            (Cell("not -", ("rev2020-005",)), Cell("- (animals)", ("rev2020-001",))),
            shared=True,
        ),
        Row(
            SCORE,
            (Cell("? (animals)", ("rev2020-004",)), Cell("+ (animals)", ("rev2020-002",))),
            shared=True,
        ),
    ]


def test_the_order_of_the_actors_is_that_of_the_cells(tmp_path: Path) -> None:
    graph = busy(tmp_path)
    one, other = compare(graph, [PULP, FAT]), compare(graph, [FAT, PULP])
    assert [row.cells for row in one] == [tuple(reversed(row.cells)) for row in other]


def busy(root: Path) -> Graph:
    folder = bare()
    folder.entities(
        "cell_source", *(entity(c, n) for c, n in ((PULP, "pulp"), (FAT, "fat"), (MSC, "marrow")))
    )
    folder.entities("disease", entity(FOG, "fog"))
    folder.entities("outcome", entity(SCORE, "score", higher_is="worse"))
    twice = evidence("ames2010"), evidence("bolt2011"), evidence("ames2010", design="in_vitro")
    folder.claims(
        claim("rev2020-001", PULP, "treats", FOG, *twice),
        claim("rev2020-002", PULP, "increases", SCORE, evidence("ames2010")),
        claim("rev2020-004", FAT, "affects", SCORE, evidence("ames2010")),
        claim(
            "rev2020-005", FAT, "treats", FOG, evidence("cole2012", design="rct"), negated="true"
        ),
        claim(
            "rev2020-006",
            MSC,
            "treats",
            FOG,
            evidence("cole2012", design="rct"),
            status="retracted",
            reason="a slip",
        ),
    )
    return folder.graph(root)


def test_by_mechanism(tiny_graph: Graph) -> None:
    rows = compare(tiny_graph, [PULP, FAT, KLOT], by="mechanism", outcome="knee fog")
    found, _ = mediators(tiny_graph, PULP, FOG)
    shares = {m.entity: f"{m.share:.2f} {m.standing}" for m in found}
    assert {row.name: row.cells[0].text for row in rows} == shares
    assert all(row.cells[1] == NOTHING for row in rows)
    shared = {row.name for row in rows if row.shared}
    assert shared == {GLOW, SWELLING}
    # what is shared comes first
    assert [row.name for row in rows] == [SWELLING, GLOW, KLOT]


def test_by_mechanism_names_the_claims_of_every_path_through_it(tiny_graph: Graph) -> None:
    rows = compare(tiny_graph, [PULP], by="mechanism", outcome=FOG)
    claims = {row.name: row.cells[0].claims for row in rows}
    long = ("rev2020-001", "rev2020-002", "rev2020-003", "rev2020-004")
    assert claims[KLOT] == claims[SWELLING] == long
    assert set(claims[GLOW]) == {"rev2020-005", *long}
    assert len(claims[GLOW]) == 5


def test_by_mechanism_needs_an_outcome(tiny_graph: Graph) -> None:
    with pytest.raises(ValueError, match="needs an outcome"):
        compare(tiny_graph, [PULP], by="mechanism")


@pytest.mark.parametrize("by", ["outcome", "design", "mechanism"])
def test_an_unknown_name(tiny_graph: Graph, by: str) -> None:
    with pytest.raises(NotFoundError):
        compare(tiny_graph, ["nobody"], by=by, outcome=FOG)  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        compare(tiny_graph, [PULP], by=by, outcome="nowhere")  # type: ignore[arg-type]


def test_a_route_shows_what_was_seen_by_it(tmp_path: Path) -> None:
    folder = bare()
    folder.entities("cell_source", entity(PULP, "pulp"))
    folder.entities("process", entity("MSCG:vein", "by vein"), entity("MSCG:joint", "by joint"))
    folder.entities("disease", entity(FOG, "fog"), entity(JOINT, "joint"))
    folder.claims(
        claim(
            "rev2020-001",
            PULP,
            "treats",
            FOG,
            evidence("ames2010"),
            context={"route": "MSCG:vein"},
        ),
        claim("rev2020-002", PULP, "treats", JOINT, evidence("ames2010")),
    )
    assert compare(folder.graph(tmp_path), ["by vein", "by joint"]) == [
        Row(FOG, (Cell("- (animals)", ("rev2020-001",)), NOTHING), shared=False)
    ]
