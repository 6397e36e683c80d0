"""How far a finding has come: by design, by what it was done in, and by whether it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from mscgraph.graph.levels import (
    LEVELS,
    OF_DESIGN,
    Level,
    best_level,
    claims_by,
    is_effect,
    level_of,
)
from mscgraph.model import Design
from tests.builders import FAT, FOG, MOUSE, MSC, PULP, bare, claim, entity

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

HUMAN = "NCBITaxon:9606"


def body(*designs: str, hedge: str = "asserted", **more: Any) -> dict[str, Any]:
    """Build what the levels read of a claim."""
    context = more.pop("context", {})
    evidence = [{"design": design, "hedge": hedge} for design in designs]
    said = {"status": "active", "negated": False, "sign": "+", "context": context}
    return {**said, "evidence": evidence, **more}


def test_every_design_has_a_level() -> None:
    assert set(OF_DESIGN) == set(get_args(Design))
    assert set(OF_DESIGN.values()) <= set(LEVELS)
    assert get_args(Level) == LEVELS


@pytest.mark.parametrize(
    ("designs", "species", "level"),
    [
        pytest.param(["rct"], None, "patients", id="a trial, species not said"),
        pytest.param(["rct"], HUMAN, "patients", id="a trial in people"),
        pytest.param(["rct"], MOUSE, "animals", id="a randomized study of mice"),
        pytest.param(["meta_analysis"], MOUSE, "animals", id="a meta-analysis of mice"),
        pytest.param(["case_report"], None, "patients", id="a case"),
        pytest.param(["animal"], None, "animals", id="animals"),
        pytest.param(["animal"], HUMAN, "animals", id="human cells in animals"),
        pytest.param(["cadaver"], HUMAN, "in_vitro", id="a cadaver is no patient"),
        pytest.param(["in_vitro"], MOUSE, "in_vitro", id="mouse cells"),
        pytest.param(["review_statement"], MOUSE, "review", id="words on mice stay words"),
        pytest.param(["review_statement", "in_vitro", "animal"], None, "animals", id="the highest"),
        pytest.param(["in_vitro", "rct"], None, "patients", id="the highest stands last"),
    ],
)
def test_level_of(designs: list[str], species: str | None, level: str) -> None:
    assert level_of(body(*designs, context={"species": species} if species else {})) == level


@pytest.mark.parametrize(
    ("claim", "shown"),
    [
        pytest.param(body("rct"), True, id="an effect"),
        pytest.param(body("rct", negated=True), False, id="denied"),
        pytest.param(body("rct", sign=None), True, id="an effect without a direction"),
        pytest.param(body("rct", sign="0"), False, id="only studied for it"),
        pytest.param(body("rct", status="retracted"), False, id="retracted"),
        pytest.param(body("rct", hedge="hypothesised"), False, id="supposed"),
        pytest.param(body("rct", hedge="suggested"), True, id="suggested"),
        pytest.param(body("rct", context={"comparator": PULP}), False, id="relative to a product"),
        pytest.param(body("rct", context={"comparator": "sham"}), True, id="against a sham"),
        pytest.param(body("rct", context={"comparator": None}), True, id="no comparator"),
    ],
)
def test_is_effect(claim: dict[str, Any], *, shown: bool) -> None:
    assert is_effect(claim) is shown


def test_one_evidence_that_asserts_is_enough() -> None:
    claim = body("rct", "animal", hedge="hypothesised")
    claim["evidence"][1]["hedge"] = "asserted"
    assert is_effect(claim)


def test_best_level_looks_at_effects_only() -> None:
    denied = body("rct", negated=True)
    assert best_level([denied, body("in_vitro"), body("animal")]) == "animals"
    assert best_level([denied]) == "none"
    assert best_level([]) == "none"
    assert best_level(iter([body("review_statement")])) == "review"


def idents(graph: Graph, actor: str) -> list[str]:
    return [claim["id"] for claim in claims_by(graph, graph.resolve(actor))]


def test_claims_by_an_actor_and_all_below_it(tiny_graph: Graph) -> None:
    fat = ["rev2020-006", "rev2020-008", "rev2021-001", "rev2021-003"]
    assert idents(tiny_graph, FAT) == fat
    assert idents(tiny_graph, PULP) == ["rev2020-001", "rev2020-005"]  # 2021-004 is retracted
    assert idents(tiny_graph, MSC) == sorted([*fat, "rev2020-001", "rev2020-005"])


def test_being_an_object_is_no_action(tiny_graph: Graph) -> None:
    assert idents(tiny_graph, FOG) == []


def test_a_route_acts_where_it_is_the_way(tmp_path: Path) -> None:
    folder = bare()
    folder.entities("cell_source", entity(PULP, "pulp stem cell"), entity(FAT, "fat stem cell"))
    folder.entities("disease", entity(FOG, "fog"))
    folder.entities(
        "process",
        entity("MSCG:injected", "injection"),
        entity("MSCG:vein", "by vein", parents=["MSCG:injected"]),
    )
    folder.claims(
        claim("rev2020-001", PULP, "treats", FOG, context={"route": "MSCG:vein"}),
        claim("rev2020-002", FAT, "treats", FOG, context={"route": "MSCG:injected"}),
        claim("rev2020-003", FAT, "improves", FOG),
    )
    graph = folder.graph(tmp_path)
    assert idents(graph, "MSCG:vein") == ["rev2020-001"]
    assert idents(graph, "injection") == ["rev2020-001", "rev2020-002"]
