"""Gaps: sources crossed with outcomes, and how far each pair has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import NotFoundError
from mscgraph.graph.gaps import Gap, gaps
from tests.builders import (
    FAT,
    FOG,
    JOINT,
    KLOT,
    MOUSE,
    MSC,
    PULP,
    SWELLING,
    TNF,
    bare,
    claim,
    entity,
    evidence,
    tiny,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

SCORE, HARM = "MSCG:score", "MSCG:harm"


def test_the_default_crosses_what_acts_with_what_is_acted_on(tiny_graph: Graph) -> None:
    # the group acts in no claim of its own; proteins, cytokines and processes are no outcomes
    assert gaps(tiny_graph) == [
        Gap(FAT, FOG, "animals", ("rev2020-008", "rev2021-001", "rev2021-003"), denied=True),
        Gap(PULP, FOG, "animals", ("rev2020-005",), denied=False),
    ]


def test_a_group_gathers_what_is_below_it(tiny_graph: Graph) -> None:
    (gap,) = gaps(tiny_graph, ["stem cell"], ["joint disease"])
    assert gap == Gap(
        MSC,
        JOINT,
        "animals",
        ("rev2020-005", "rev2020-008", "rev2021-001", "rev2021-003"),
        denied=True,
    )


def test_rows_and_columns_come_as_asked(tiny_graph: Graph) -> None:
    found = gaps(tiny_graph, ["PSC", FAT], ["膝雾", "joint disease"])
    assert [(g.source, g.outcome) for g in found] == [
        (PULP, FOG),
        (PULP, JOINT),
        (FAT, FOG),
        (FAT, JOINT),
    ]


def test_any_entity_may_be_asked_for(tiny_graph: Graph) -> None:
    found = gaps(tiny_graph, [PULP, FAT], [KLOT, TNF, SWELLING])
    assert [(g.source, g.outcome, g.level, g.claims) for g in found] == [
        (PULP, KLOT, "animals", ("rev2020-001",)),
        (PULP, TNF, "none", ()),
        # the claim on the very ends is retracted, so the chain by KLOT and GLOW counts
        (PULP, SWELLING, "stitched", ()),
        (FAT, KLOT, "none", ()),
        (FAT, TNF, "animals", ("rev2020-006",)),
        # the only way on from TNF is a hypothesis
        (FAT, SWELLING, "none", ()),
    ]


@pytest.mark.parametrize("ends", [(["nobody"], []), ([], ["nowhere"])])
def test_an_unknown_name(tiny_graph: Graph, ends: tuple[list[str], list[str]]) -> None:
    with pytest.raises(NotFoundError):
        gaps(tiny_graph, *ends)


def graph(root: Path) -> Graph:
    folder = bare()
    folder.entities(
        "cell_source", *(entity(c, n) for c, n in ((PULP, "pulp"), (FAT, "fat"), (MSC, "marrow")))
    )
    folder.entities("species", entity(MOUSE, "mouse"))
    folder.entities("disease", entity(FOG, "fog"), entity(JOINT, "joint"))
    folder.entities("outcome", entity(SCORE, "score", higher_is="worse"))
    folder.claims(
        claim("rev2020-001", PULP, "treats", FOG, evidence("cole2012", design="rct")),
        claim("rev2020-002", FAT, "treats", FOG, evidence("ames2010"), negated="true"),
        claim("rev2020-003", FAT, "improves", SCORE, evidence("ames2010", design="in_vitro")),
        claim("rev2020-004", PULP, "improves", SCORE),
        claim(
            "rev2020-005",
            MSC,
            "treats",
            JOINT,
            status="retracted",
            reason="a slip",
        ),
    )
    return folder.graph(root)


def test_each_level_and_a_denied_effect(tmp_path: Path) -> None:
    found = gaps(graph(tmp_path), [PULP, FAT])
    assert found == [
        Gap(PULP, FOG, "patients", ("rev2020-001",), denied=False),
        Gap(PULP, SCORE, "review", ("rev2020-004",), denied=False),
        Gap(FAT, FOG, "none", ("rev2020-002",), denied=True),
        Gap(FAT, SCORE, "in_vitro", ("rev2020-003",), denied=False),
    ]


def test_what_only_a_retracted_claim_says_is_no_row_and_no_column(tmp_path: Path) -> None:
    found = gaps(graph(tmp_path))
    assert {g.source for g in found} == {PULP, FAT}
    assert {g.outcome for g in found} == {FOG, SCORE}


def test_a_source_without_claims_has_no_columns(tmp_path: Path) -> None:
    folder = tiny()
    folder.entities("cell_source", entity("MSCG:skin", "skin stem cell", parents=[MSC]))
    assert gaps(folder.graph(tmp_path), ["MSCG:skin"]) == []
