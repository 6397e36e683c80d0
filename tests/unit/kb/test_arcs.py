"""Which way a path may walk, with which sign and at which cost."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from mscgraph.compiled import layout
from mscgraph.kb.arcs import Arc, arcs, cost_of
from mscgraph.kb.compile import _relations
from mscgraph.kb.records import all_records
from mscgraph.terms import UNKNOWN
from tests.builders import Folder, bare, claim, entity, evidence, relation

if TYPE_CHECKING:
    from pathlib import Path

A, B, C, D = (f"GO:000000{n}" for n in range(1, 5))
AXIS, RATIO = "MSCG:axis", "MSCG:ratio"
NAMES = [A, B, C, D, AXIS, RATIO]


def folder() -> Folder:
    found = bare()
    found.entities("process", entity(A, "a"), entity(B, "b"), entity(C, "c"), entity(D, "d"))
    found.entities("pathway", entity(AXIS, "axis"))
    found.entities("ratio", entity(RATIO, "ratio", higher_is="better"))
    return found


def walked(found: Folder, root: Path) -> list[Arc]:
    kb = found.kb(root)
    return arcs(kb, all_records(kb)["claims"], dict(_relations(kb)))


def ways(found: Folder, root: Path) -> list[tuple[str, str, int, int]]:
    """Give (source, target, sign, flags) of each arc."""
    return [(NAMES[a.source], NAMES[a.target], a.sign, a.flags) for a in walked(found, root)]


@pytest.mark.parametrize(
    ("predicate", "role", "expected"),
    [
        ("increases", None, [(A, AXIS, 1, 0)]),
        ("decreases", None, [(A, AXIS, -1, 0)]),
        ("affects", None, [(A, AXIS, UNKNOWN, 0)]),
        ("expresses", None, [(A, AXIS, 0, layout.STRUCTURAL)]),
        ("risk_of", None, [(A, AXIS, 1, layout.LAST_STEP)]),
        ("chemoattracts", None, [(A, AXIS, 1, layout.LAST_STEP | layout.TO_PRODUCT)]),
        ("model_of", None, [(A, AXIS, 0, layout.LAST_STEP | layout.STRUCTURAL)]),
        (
            "binds",
            None,
            [(A, AXIS, UNKNOWN, layout.SIGN_ANY), (AXIS, A, UNKNOWN, layout.SIGN_ANY)],
        ),
        ("form_of", None, []),
        ("correlates_positively", None, []),
        ("member_of_pathway", "activator", [(A, AXIS, 1, 0)]),
        ("member_of_pathway", "inhibitor", [(A, AXIS, -1, 0)]),
        ("member_of_pathway", "unstated", [(A, AXIS, UNKNOWN, 0)]),
        ("member_of_pathway", "effector", [(A, AXIS, 1, 0), (AXIS, A, 1, 0)]),
    ],
)
def test_walk_rules(
    tmp_path: Path, predicate: str, role: str | None, expected: list[tuple[str, str, int, int]]
) -> None:
    more = {"pathway_role": role} if role else {}
    found = folder().claims(claim("rev2020-001", A, predicate, AXIS, **more))
    assert ways(found, tmp_path) == expected


def test_what_is_never_walked(tmp_path: Path) -> None:
    found = folder().claims(
        claim("rev2020-001", A, "increases", B, negated="true"),
        claim("rev2020-002", A, "increases", B, context={"comparator": C}),
        claim("rev2020-003", A, "increases", B, status="retracted", reason="wrong"),
        claim("rev2020-004", A, "increases", C, evidence("dunn2013")),
        claim("rev2020-005", A, "increases", D, context={"comparator": "sham"}),
    )
    assert ways(found, tmp_path) == [(A, D, 1, 0)]


def test_a_claim_is_a_hypothesis_if_all_its_evidence_is(tmp_path: Path) -> None:
    supposed, shown = evidence("ames2010", hedge="hypothesised"), evidence("bolt2011")
    found = folder().claims(
        claim("rev2020-001", A, "increases", B, supposed),
        claim("rev2020-002", A, "increases", C, supposed, shown),
    )
    assert sorted(ways(found, tmp_path)) == [(A, B, 1, layout.HYPOTHESIS), (A, C, 1, 0)]


def test_mediators_are_alternatives_beside_the_plain_arc(tmp_path: Path) -> None:
    found = folder().claims(claim("rev2020-001", A, "decreases", B, mediated_by=[C, D]))
    three = walked(found, tmp_path)
    assert [arc.via for arc in three] == [NAMES.index(C), NAMES.index(D), layout.NONE]
    assert {(arc.source, arc.target, arc.sign, arc.cost) for arc in three} == {
        (NAMES.index(A), NAMES.index(B), -1, three[0].cost)
    }


def test_relations_of_an_ontology_are_structural_steps(tmp_path: Path) -> None:
    found = folder()
    found.item(RATIO)["relations"] = [
        relation("ratio_component", A, role="numerator"),
        relation("ratio_component", B, role="denominator"),
        relation("form_of", C),
    ]
    found.item(C)["relations"] = [relation("member_of_pathway", AXIS, role="effector")]
    flag = layout.STRUCTURAL
    assert ways(found, tmp_path) == [
        (C, AXIS, 1, flag),
        (AXIS, C, 1, flag),
        (RATIO, A, 1, flag),
        (RATIO, B, -1, flag),
    ]


def test_costs(tmp_path: Path) -> None:
    """One animal study is .585 believed; its subject and object have two neighbours each."""
    found = folder().claims(
        claim("rev2020-001", A, "increases", B, evidence("ames2010")),
        claim("rev2020-002", A, "increases", C, evidence("ames2010"), negated="true"),
        claim("rev2020-003", A, "increases", D, evidence("ames2010"), context={"comparator": C}),
        claim("rev2020-004", C, "increases", B, evidence("ames2010")),
        claim("rev2020-005", B, "risk_of", D, evidence("ames2010")),
        claim("rev2020-006", B, "expresses", C, evidence("ames2010")),
    )
    by_record = {arc.record: arc for arc in walked(found, tmp_path)}
    first = by_record[0]
    assert first.belief == 0.585
    # A increases B and D (the denied C is no neighbour); A and C increase B
    assert first.specificity == pytest.approx(4**-0.4)
    assert first.cost == round(-math.log(0.585 * 4**-0.4) * 2**32)
    assert by_record[4].cost == round(-math.log(0.585 * 0.5) * 2**32)
    assert by_record[5].cost == round(-math.log(0.585 * 0.25) * 2**32)


@pytest.mark.parametrize(
    ("probability", "cost"), [(1.0, 1), (1 - 1e-15, 1), (0.5, 2977044472), (math.exp(-1), 1 << 32)]
)
def test_cost_is_an_integer_of_at_least_one(probability: float, cost: int) -> None:
    assert cost_of(probability) == cost


def test_arcs_are_sorted(tmp_path: Path) -> None:
    found = folder().claims(
        claim("rev2020-001", B, "increases", A),
        claim("rev2020-002", A, "binds", C),
        claim("rev2020-003", A, "increases", B, mediated_by=[D]),
        claim("rev2020-004", A, "increases", B, mediated_by=[C], context={"donor": "autologous"}),
    )
    order = [(arc.source, arc.cost, arc.record, arc.target) for arc in walked(found, tmp_path)]
    assert order == sorted(order)
