"""Actors side by side: by outcome, by design, by mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import NotFoundError
from mscgraph.graph.compare import Cell, Row, compare
from mscgraph.graph.mediators import mediators
from mscgraph.graph.paths import find_paths
from mscgraph.graph.say import SUMMARY
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
    TYPES,
    bare,
    claim,
    entity,
    evidence,
    kind,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

NOTHING = Cell({})
SCORE = "MSCG:score"


def said(text: str, claims: tuple[str, ...]) -> Cell:
    """Make a cell; what it says in Chinese is looked at where it is shown."""
    return Cell({"en": text}, claims)


def english(rows: list[Row]) -> list[Row]:
    """Leave only the English of each cell."""
    return [
        row._replace(
            cells=tuple(
                c._replace(text={k: v for k, v in c.text.items() if k == "en"}) for c in row.cells
            )
        )
        for row in rows
    ]


def test_by_outcome(tiny_graph: Graph) -> None:
    assert english(compare(tiny_graph, ["PSC", FAT])) == [
        Row(
            FOG,
            (
                said("- (animals)", ("rev2020-005",)),
                said("- / not - (animals)", ("rev2020-008", "rev2021-001", "rev2021-003")),
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
    assert english(compare(tiny_graph, [FAT], by="design", outcome=TNF)) == [
        Row("animal", (said("1", ("rev2020-006",)),), shared=False)
    ]


def test_by_design_counts_a_claim_once_per_design(tmp_path: Path) -> None:
    graph = busy(tmp_path)
    assert english(compare(graph, [PULP, FAT, MSC], by="design")) == [
        # what several have comes first, then by name
        Row(
            "animal",
            (
                said("2", ("rev2020-001", "rev2020-002")),
                said("1", ("rev2020-004",)),
                NOTHING,
            ),
            shared=True,
        ),
        Row("in_vitro", (said("1", ("rev2020-001",)), NOTHING, NOTHING), shared=False),
        Row("rct", (NOTHING, said("1", ("rev2020-005",)), NOTHING), shared=False),
    ]


def test_by_outcome_shows_every_effect_and_its_level(tmp_path: Path) -> None:
    rows = english(compare(busy(tmp_path), [FAT, PULP]))
    assert rows == [
        Row(
            FOG,
            (said("not -", ("rev2020-005",)), said("- (animals)", ("rev2020-001",))),
            shared=True,
        ),
        Row(
            SCORE,
            (said("? (animals)", ("rev2020-004",)), said("+ (animals)", ("rev2020-002",))),
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
    assert {row.name: row.cells[0].text["en"] for row in rows} == shares
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


@pytest.mark.parametrize("by", ["summary", "mechanism"])
def test_what_needs_an_outcome(tiny_graph: Graph, by: str) -> None:
    with pytest.raises(ValueError, match=f"by {by} needs an outcome"):
        compare(tiny_graph, [PULP], by=by)  # type: ignore[arg-type]


def test_in_sum(tiny_graph: Graph) -> None:
    rows = {row.name: row for row in compare(tiny_graph, [PULP, FAT], by="summary", outcome=FOG)}
    assert list(rows) == list(SUMMARY)
    path = find_paths(tiny_graph, PULP, FOG).paths[0]
    best = rows["best_path"].cells[0]
    assert best.text["en"] == f"{path.text['en']} ({path.score:.3f}, {path.standing})"
    assert best.claims == path.claims
    assert rows["effect"].cells[1].text == {
        "en": "- / not - (animals)",
        "zh-Hans": "- / 未减 (动物)",
    }
    assert rows["claims"].cells[1].text["en"] == "3"
    assert "bolt2011" in rows["references"].cells[0].text["en"]
    assert rows["counter_evidence"].cells[0].claims == path.counter_evidence
    found = {m.entity for m in mediators(tiny_graph, PULP, FOG)[0]}
    own = rows["own_mediators"].cells[0].text["en"].split(", ")
    assert len(own) == len(found) == 3
    assert not rows["shared_mediators"].shared
    assert rows["complications"].cells == (NOTHING, NOTHING)


def test_complications_are_those_of_the_actor_whatever_the_outcome(tmp_path: Path) -> None:
    folder = bare()
    folder.entities("cell_source", entity(PULP, "pulp"))
    folder.entities("disease", entity(FOG, "fog"))
    folder.add(TYPES, kind("AdverseEvent", "adverse_event", "outcome", effect="lower_is_better"))
    folder.entities("adverse_event", entity("MSCG:fever", "fever"), entity("MSCG:leak", "leak"))
    folder.claims(
        claim("rev2020-001", PULP, "increases", "MSCG:fever", evidence("ames2010")),
        claim("rev2020-002", PULP, "increases", "MSCG:leak", evidence("ames2010"), negated="true"),
    )
    rows = compare(folder.graph(tmp_path), ["pulp"], by="summary", outcome="fog")
    filled = {row.name: row.cells[0] for row in rows if row.cells[0].text}
    assert set(filled) == {"complications"}
    assert filled["complications"].text["en"] == "fever + (animals), leak not +"
    assert filled["complications"].claims == ("rev2020-001", "rev2020-002")


def test_mediators_of_all_are_told_apart_from_those_of_one(tmp_path: Path) -> None:
    folder = bare()
    folder.entities("cell_source", entity(PULP, "pulp"), entity(FAT, "fat"))
    folder.entities("cytokine", entity(TNF, "TNF"))
    folder.entities("protein", entity(KLOT, "KLOT"))
    folder.entities("disease", entity(FOG, "fog"))
    folder.claims(
        claim("rev2020-001", PULP, "treats", FOG, evidence("ames2010"), mediated_by=[TNF, KLOT]),
        claim("rev2020-002", FAT, "treats", FOG, evidence("ames2010"), mediated_by=[TNF]),
    )
    rows = compare(folder.graph(tmp_path), ["pulp", "fat"], by="summary", outcome="fog")
    cells = {row.name: [cell.text.get("en", "") for cell in row.cells] for row in rows}
    assert cells["shared_mediators"] == ["TNF", "TNF"]
    assert cells["own_mediators"] == ["KLOT", ""]


@pytest.mark.parametrize("by", ["summary", "outcome", "design", "mechanism"])
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
    assert english(compare(folder.graph(tmp_path), ["by vein", "by joint"])) == [
        Row(FOG, (said("- (animals)", ("rev2020-001",)), NOTHING), shared=False)
    ]
