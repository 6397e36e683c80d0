"""Names fold alike where they mean the same, and signs follow predicate, object and role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.terms import STRUCTURAL, UNKNOWN, Signs, expand, fold, names_of
from tests.builders import FOG, KLOT, PULP, SWELLING, bare, entity

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TNF-α", "TNF alpha"),
        ("TNF-α", "TNFα"),
        ("TNF-α", "tnf-ALPHA"),
        ("IL-1β", "IL1 beta"),
        ("IFN‑γ", "IFN-gamma"),
        ("NF–κB", "nf-kappa b"),
        ("\uff23\uff24\uff14\uff17", "CD47"),
        ("\uff34\uff2e\uff26\uff0dα", "TNF-α"),
        ("牙龈 间充质干细胞", "牙龈间充质干细胞"),
        ("CD39/CD73", "CD39-CD73"),
        ("Sjögren", "sjogren"),
        ("Alzheimer’s disease", "Alzheimer's disease"),
        ("(CCl4)", "CCl4"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CD146+", "CD146-"),
        ("CD146+ MSC", "CD146- MSC"),
        ("CD146+", "CD146"),
        ("CD146-", "CD146"),
        ("IL-1", "IL-10"),
        ("TNF-α", "TNF-β"),
        ("牙龈", "牙髓"),
    ],
)
def test_names_of_two_things_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_fold_of_nothing_is_nothing() -> None:
    assert fold(" ") == ""


def test_expand(tiny_kb: KnowledgeBase) -> None:
    assert expand("HGNC:6344", tiny_kb.prefixes) == "https://example.org/HGNC/6344"
    with pytest.raises(KeyError):
        expand("NOPE:1", tiny_kb.prefixes)


def test_names_come_labels_first_and_once(tmp_path: Path) -> None:
    folder = bare().entities(
        "protein",
        entity(
            KLOT,
            "KLOT",
            "克洛托",
            synonyms={"en": ["klotho", "KLOT"], "zh-Hans": ["克洛托蛋白", "klotho"]},
            ontology_label="alpha-klotho",
        ),
    )
    folder.claims()
    kb = folder.write(tmp_path)
    from mscgraph.kb.load import read

    record = read(kb)[0].entities[KLOT]
    assert names_of(record) == [
        ("KLOT", "en"),
        ("克洛托", "zh-Hans"),
        ("klotho", "en"),
        ("克洛托蛋白", "zh-Hans"),
        ("alpha-klotho", "en"),
    ]


@pytest.fixture
def signs(tmp_path: Path) -> Signs:
    from mscgraph.kb.load import read

    folder = bare()
    folder.entities("disease", entity(FOG, "fog"))
    folder.entities("process", entity(SWELLING, "swelling"))
    folder.entities(
        "outcome",
        entity("MSCG:gait", "gait", higher_is="better"),
        entity("MSCG:pain-score", "pain score", higher_is="worse"),
        entity("MSCG:weight", "weight", higher_is="depends"),
    )
    return read(folder.write(tmp_path))[0].signs


@pytest.mark.parametrize(
    ("predicate", "obj", "role", "sign"),
    [
        ("increases", SWELLING, None, 1),
        ("decreases", SWELLING, None, -1),
        ("affects", SWELLING, None, UNKNOWN),
        ("expresses", SWELLING, None, STRUCTURAL),
        ("treats", FOG, None, -1),
        ("improves", FOG, None, -1),
        ("worsens", FOG, None, 1),
        ("improves", "MSCG:gait", None, 1),
        ("worsens", "MSCG:gait", None, -1),
        ("improves", "MSCG:pain-score", None, -1),
        ("worsens", "MSCG:pain-score", None, 1),
        ("improves", "MSCG:weight", None, UNKNOWN),
        ("improves", SWELLING, None, UNKNOWN),
        ("improves", "MSCG:absent", None, UNKNOWN),
        ("member_of_pathway", SWELLING, "activator", 1),
        ("member_of_pathway", SWELLING, "effector", 1),
        ("member_of_pathway", SWELLING, "inhibitor", -1),
        ("member_of_pathway", SWELLING, "unstated", UNKNOWN),
        ("member_of_pathway", SWELLING, None, UNKNOWN),
        ("ratio_component", SWELLING, "numerator", 1),
        ("ratio_component", SWELLING, "denominator", -1),
    ],
)
def test_sign(signs: Signs, predicate: str, obj: str, role: str | None, sign: int) -> None:
    assert signs.of(predicate, obj, role) == sign


@pytest.mark.parametrize(
    ("curie", "direction"),
    [(FOG, -1), ("MSCG:gait", 1), ("MSCG:pain-score", -1), ("MSCG:weight", None), (PULP, None)],
)
def test_good_is_decided_for_diseases_and_judged_outcomes_only(
    signs: Signs, curie: str, direction: int | None
) -> None:
    assert signs.good_direction(curie) == direction
