"""Beliefs worked out by hand from the table of DESIGN 7."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.kb.belief import TABLE, Belief, beliefs
from tests.builders import Item, bare, cite, claim, entity, evidence

if TYPE_CHECKING:
    from pathlib import Path

A, B, MOUSE, ANIMAL = "GO:0000001", "GO:0000002", "NCBITaxon:10090", "NCBITaxon:33208"


def believed(root: Path, *claims: Item) -> dict[str, Belief]:
    folder = bare()
    folder.entities("process", entity(A, "a"), entity(B, "b"))
    folder.entities("species", entity(ANIMAL, "animal"), entity(MOUSE, "mouse", parents=[ANIMAL]))
    return beliefs(folder.claims(*claims).kb(root))


def belief(root: Path, *reasons: Item, **more: Any) -> float:
    claims = claim("rev2020-001", A, "increases", B, *reasons, **more)
    return believed(root, claims)["rev2020-001"].value


def loss(kind: str, effect: str) -> list[Item]:
    return [{"kind": kind, "of": A, "effect": effect}]


@pytest.mark.parametrize(
    ("reasons", "expected"),
    [
        # 1 - (1 - .65 x .9)
        ([evidence("ames2010")], 0.585),
        ([evidence(cite("ames2010", "faithful", proof="title"))], 0.65),
        ([evidence(cite("ames2010", "not_applicable"))], 0.65),
        # error .415 x .6, x .7, and no factor where something was added or nothing changed
        ([evidence("ames2010", manipulation=loss("knockout", "abolished"))], 0.751),
        ([evidence("ames2010", manipulation=loss("blockade", "weakened"))], 0.7095),
        ([evidence("ames2010", manipulation=loss("blockade", "unchanged"))], 0.585),
        ([evidence("ames2010", manipulation=loss("overexpression", "abolished"))], 0.585),
        # pooled by distinct reference: 1 - .415 x .415
        ([evidence("ames2010", "bolt2011")], 0.827775),
        ([evidence("ames2010"), evidence("bolt2011")], 0.827775),
        ([evidence("ames2010"), evidence("ames2010", section="2")], 0.585),
        ([evidence("ames2010"), evidence(cite("ames2010", "faithful"))], 0.65),
        # jointly cited references are one group, as weak as their weakest relay
        ([evidence("ames2010", "bolt2011", joint="true")], 0.585),
        ([evidence("ames2010", cite("bolt2011", "faithful"), joint="true")], 0.585),
        # hedges: 1 - (1 - .65 x .75 x .9), x .45
        ([evidence("ames2010", hedge="suggested")], 0.43875),
        ([evidence("ames2010", hedge="hypothesised")], 0.26325),
        # relay: .65 x .85 where it is off in model, dose or number, else .65 x .25
        ([evidence(cite("ames2010", "discrepant", on=["dose"]))], 0.5525),
        ([evidence(cite("ames2010", "discrepant", on=["model", "number"]))], 0.5525),
        ([evidence(cite("ames2010", "discrepant", on=["sign"]))], 0.1625),
        ([evidence(cite("ames2010", "discrepant", on=["dose", "subject"]))], 0.1625),
        # scope: .65 x .9 x .95; .35 x .75 where it is ambiguous what is cited
        ([evidence("ames2010", cites_scope="back")], 0.55575),
        ([evidence("ames2010", cites_scope="forward")], 0.55575),
        ([evidence(cites_scope="ambiguous")], 0.2625),
        # a review alone .35, once per document; a review of a review .45 x .9
        ([evidence()], 0.35),
        ([evidence(), evidence(section="2")], 0.35),
        ([evidence(), evidence(document="rev2021")], 0.5775),
        ([evidence("epps2014")], 0.405),
        ([evidence("epps2014"), evidence("ames2010")], 0.585),
        ([evidence(), evidence("ames2010")], 0.585),
        # what was retracted counts nothing
        ([evidence("dunn2013")], 0.0),
        ([evidence("dunn2013", "ames2010")], 0.585),
        ([evidence("dunn2013"), evidence("ames2010")], 0.585),
        # a trial of 12 has .30 as its error, one of 30 or of unknown size .20
        ([evidence("cole2012", design="rct", study="rev2020-cole2012")], 0.63),
        ([evidence("cole2012", design="rct")], 0.72),
        # ceilings: 1 - .415^3 = .9285 and 1 - .415^4 = .97034
        ([evidence("ames2010", "bolt2011", "cole2012")], 0.90),
        (
            [evidence("ames2010", "bolt2011", "cole2012"), evidence("ref2001", document="rev2021")],
            0.97,
        ),
    ],
)
def test_belief(tmp_path: Path, reasons: list[Item], expected: float) -> None:
    from tests.builders import REFERENCES, reference

    folder = bare().add(REFERENCES, reference("ref2001"))
    folder.entities("process", entity(A, "a"), entity(B, "b"))
    folder.claims(claim("rev2020-001", A, "increases", B, *reasons))
    assert beliefs(folder.kb(tmp_path))["rev2020-001"].value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        ("meta_analysis", 0.85),
        ("rct", 0.80),
        ("systematic_review", 0.75),
        ("cohort", 0.65),
        ("animal", 0.65),
        ("clinical_trial", 0.60),
        ("in_vitro", 0.60),
        ("ex_vivo", 0.60),
        ("cadaver", 0.60),
        ("case_series", 0.45),
        ("case_report", 0.35),
        ("review_statement", 0.45),
    ],
)
def test_every_design_has_its_error(tmp_path: Path, design: str, expected: float) -> None:
    reason = evidence(cite("ames2010", "faithful"), design=design)
    assert belief(tmp_path, reason) == pytest.approx(expected)
    assert design in TABLE.error


@pytest.mark.parametrize(("n", "expected"), [("29", 0.63), ("30", 0.72), ("about 12", 0.72)])
def test_a_small_trial_is_one_of_fewer_than_thirty(tmp_path: Path, n: str, expected: float) -> None:
    folder = bare().claims(
        claim(
            "rev2020-001",
            A,
            "increases",
            B,
            evidence("cole2012", design="rct", study="rev2020-cole2012"),
        )
    )
    folder.entities("process", entity(A, "a"), entity(B, "b"))
    folder.item("rev2020-cole2012")["n"] = n
    assert beliefs(folder.kb(tmp_path))["rev2020-001"].value == pytest.approx(expected)


def test_a_finding_of_no_effect_errs_more(tmp_path: Path) -> None:
    assert belief(tmp_path, evidence("ames2010"), negated="true") == pytest.approx(0.485)


def test_an_error_is_never_above_one(tmp_path: Path) -> None:
    reason = evidence(hedge="hypothesised", cites_scope="ambiguous", design="review_statement")
    value = belief(tmp_path, reason, negated="true")
    assert value == pytest.approx(0.018125)  # .35 x .45 x .75 - .10
    discrepant = evidence(cite("ames2010", "discrepant", on=["sign"]), hedge="hypothesised")
    assert belief(tmp_path, discrepant, negated="true") == 0


def test_opposition_lowers_both_sides(tmp_path: Path) -> None:
    found = believed(
        tmp_path,
        claim("rev2020-001", A, "increases", B, evidence("ames2010")),
        claim("rev2020-002", A, "decreases", B, evidence("bolt2011")),
    )
    for ident, other in (("rev2020-001", "rev2020-002"), ("rev2020-002", "rev2020-001")):
        assert found[ident].value == pytest.approx(0.585 * (1 - 0.585))
        assert found[ident].support == pytest.approx(0.585)
        assert found[ident].opposition == pytest.approx(0.585)
        assert found[ident].opposed_by == {other: 1.0}


def test_opposition_counts_half_where_one_side_is_silent(tmp_path: Path) -> None:
    found = believed(
        tmp_path,
        claim("rev2020-001", A, "increases", B, evidence("ames2010"), context={"species": MOUSE}),
        claim("rev2020-002", A, "decreases", B, evidence("bolt2011")),
    )
    assert found["rev2020-001"].value == pytest.approx(0.585 * (1 - 0.585 / 2))


def test_several_opponents_are_pooled(tmp_path: Path) -> None:
    found = believed(
        tmp_path,
        claim("rev2020-001", A, "increases", B, evidence("ames2010")),
        claim("rev2020-002", A, "decreases", B, evidence("bolt2011")),
        claim("rev2020-003", A, "increases", B, evidence("cole2012"), negated="true"),
    )
    remaining = (1 - 0.585) * (1 - 0.485)
    assert found["rev2020-001"].value == pytest.approx(0.585 * remaining)
    assert found["rev2020-001"].opposition == pytest.approx(1 - remaining)


def test_agreement_never_raises(tmp_path: Path) -> None:
    found = believed(
        tmp_path,
        claim("rev2020-001", A, "increases", B, evidence("ames2010"), context={"species": MOUSE}),
        claim("rev2020-002", A, "increases", B, evidence("bolt2011"), context={"species": ANIMAL}),
    )
    assert {round(held.value, 6) for held in found.values()} == {0.585}


def test_a_retracted_claim_has_no_belief_and_opposes_nothing(tmp_path: Path) -> None:
    found = believed(
        tmp_path,
        claim("rev2020-001", A, "increases", B, evidence("ames2010")),
        claim("rev2020-002", A, "decreases", B, status="retracted", reason="misread"),
    )
    assert set(found) == {"rev2020-001"}
    assert found["rev2020-001"].value == pytest.approx(0.585)


def test_the_terms_of_a_belief_are_kept(tmp_path: Path) -> None:
    reason = evidence("ames2010", cites_scope="back", manipulation=loss("knockout", "abolished"))
    (group,) = believed(tmp_path, claim("rev2020-001", A, "increases", B, reason))[
        "rev2020-001"
    ].groups
    assert (group.source, group.primary, group.design) == ("ames2010", True, "animal")
    assert (group.base, group.hedge, group.relay, group.scope) == (0.35, 1.0, 0.9, 0.95)
    assert (group.manipulation, group.negated) == (0.6, 0.0)
    assert group.error == pytest.approx((1 - 0.65 * 0.9 * 0.95) * 0.6)
