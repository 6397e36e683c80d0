"""Which claims exclude each other, and how far their contexts let them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mscgraph import model
from mscgraph.kb.opposition import compatibility, effective_sign, is_relative, oppositions
from tests.builders import Folder, Item, bare, claim, entity, evidence

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase

A, B, C = "GO:0000001", "GO:0000002", "GO:0000003"
ANIMAL, MOUSE, RAT = "NCBITaxon:33208", "NCBITaxon:10090", "NCBITaxon:10116"
WEIGHT = "MSCG:weight"


def folder(*claims: Item) -> Folder:
    found = bare()
    found.entities("process", *(entity(curie, curie[-1]) for curie in (A, B, C)))
    found.entities("outcome", entity(WEIGHT, "weight", higher_is="depends"))
    found.entities(
        "species",
        entity(ANIMAL, "animal"),
        entity(MOUSE, "mouse", parents=[ANIMAL]),
        entity(RAT, "rat", parents=[ANIMAL]),
    )
    return found.claims(*claims)


def said(ident: str, what: str, **more: Any) -> Item:
    """Build a claim of A on B from ``increases`` or ``not increases``."""
    denied = {"negated": "true"} if what.startswith("not ") else {}
    return claim(ident, A, what.removeprefix("not "), B, evidence("ames2010"), **denied, **more)


def opposed(root: Path, *claims: Item) -> dict[str, dict[str, float]]:
    kb = folder(*claims).kb(root)
    return {k: dict(v) for k, v in oppositions(kb, kb.active_claims).items()}


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("increases", "decreases", True),
        ("increases", "not increases", True),
        ("decreases", "not decreases", True),
        ("increases", "not affects", True),
        ("decreases", "not affects", True),
        ("increases", "increases", False),
        ("increases", "not decreases", False),
        ("decreases", "not increases", False),
        ("not increases", "not decreases", False),
        ("not increases", "not affects", False),
        ("increases", "affects", False),
        ("increases", "expresses", False),
        ("increases", "not expresses", False),
        ("increases", "correlates_positively", False),
        ("increases", "not correlates_positively", False),
    ],
)
@pytest.mark.parametrize("swapped", [False, True], ids=["", "swapped"])
def test_signs_that_exclude_each_other(
    tmp_path: Path, one: str, other: str, *, clash: bool, swapped: bool
) -> None:
    pair = (other, one) if swapped else (one, other)
    found = opposed(tmp_path, said("rev2020-001", pair[0]), said("rev2020-002", pair[1]))
    expected = {"rev2020-001": {"rev2020-002": 1.0}, "rev2020-002": {"rev2020-001": 1.0}}
    assert found == (expected if clash else {})


def test_other_ends_never_oppose(tmp_path: Path) -> None:
    there = claim("rev2020-002", A, "decreases", C)
    back = claim("rev2020-003", B, "decreases", A)
    assert opposed(tmp_path, said("rev2020-001", "increases"), there, back) == {}


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ({}, {}, 1.0),
        ({"species": MOUSE}, {"species": MOUSE}, 1.0),
        ({"species": MOUSE}, {"species": ANIMAL}, 1.0),
        ({"species": ANIMAL}, {"species": RAT}, 1.0),
        ({"species": MOUSE}, {}, 0.5),
        ({"species": MOUSE}, {"donor": "autologous"}, 0.5),
        ({"species": MOUSE, "donor": "autologous"}, {"species": MOUSE}, 0.75),
        ({"species": MOUSE}, {"species": RAT}, 0.0),
        ({"species": MOUSE, "aspect": "speed"}, {"species": MOUSE, "aspect": "force"}, 0.0),
        ({"aspect": "speed"}, {"aspect": "speed"}, 1.0),
        ({"comparator": "untreated"}, {"comparator": "vehicle"}, 1.0),
        ({"comparator": "untreated"}, {}, 0.5),
    ],
)
def test_compatible_contexts(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], weight: float
) -> None:
    kb = folder().kb(tmp_path)
    first, second = (model.Context(**context) for context in (one, other))  # type: ignore[arg-type]  # plain text is what YAML gives
    assert compatibility(kb, first, second) == compatibility(kb, second, first) == weight


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ({"species": MOUSE}, {"species": RAT}, False),
        ({"species": MOUSE}, {"species": ANIMAL}, True),
    ],
    ids=["disjoint", "below"],
)
def test_claims_in_contexts(
    tmp_path: Path, one: dict[str, str], other: dict[str, str], *, clash: bool
) -> None:
    found = opposed(
        tmp_path,
        said("rev2020-001", "increases", context=one),
        said("rev2020-002", "decreases", context=other),
    )
    assert bool(found) == clash


@pytest.mark.parametrize(
    ("comparator", "relative"), [(None, False), ("untreated", False), ("sham", False), (C, True)]
)
def test_an_active_comparator_shows_no_effect_of_its_own(
    tmp_path: Path, comparator: str | None, *, relative: bool
) -> None:
    context = {"context": {"comparator": comparator}} if comparator else {}
    kb = folder(said("rev2020-001", "increases", **context), said("rev2020-002", "decreases")).kb(
        tmp_path
    )
    assert is_relative(kb.claims["rev2020-001"]) == relative
    assert bool(oppositions(kb, kb.active_claims)) == (not relative)


@pytest.fixture
def kb(tmp_path: Path) -> KnowledgeBase:
    names = ["increases", "not increases", "decreases", "not decreases"]
    names += ["affects", "not affects", "expresses", "not expresses"]
    claims = [said(f"rev2020-{n:03}", name) for n, name in enumerate(names)]
    undecided = claim("rev2020-100", A, "improves", WEIGHT, negated="true")
    return folder(*claims, undecided).kb(tmp_path)


def test_effective_signs(kb: KnowledgeBase) -> None:
    signs = [effective_sign(kb, kb.claims[f"rev2020-{n:03}"]) for n in range(8)]
    assert signs == ["+", "not +", "-", "not -", None, "no effect", None, None]
    assert effective_sign(kb, kb.claims["rev2020-100"]) is None
