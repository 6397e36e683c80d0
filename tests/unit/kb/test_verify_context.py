"""``verify`` on the setting, the design, the reference and the names of a claim."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph import model
from mscgraph.kb.anchors import anchor_of
from mscgraph.model import Curie
from tests.builders import FAT, FOG, GLOW, JOINT, KLOT, MOUSE, PULP, SWELLING
from tests.unit.kb.judging import HUMAN, NEWT, RISES, Judge

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase


@pytest.mark.parametrize(
    ("printed", "more", "codes"),
    [
        ("小鼠的克洛托升高。", {"species": MOUSE}, []),
        ("小鼠的克洛托升高。", {"species": HUMAN}, ["V014"]),
        ("小鼠的克洛托升高。", {}, ["V015"]),
        ("小鼠和大鼠的克洛托升高。", {}, []),
        ("小鼠的克洛托升高。", {"design": "review_statement"}, []),
        ("克洛托升高。", {"species": HUMAN}, []),
        ("克洛托升高。", {"species": HUMAN, "model": "MSCG:fog-mouse"}, ["V014"]),
        ("克洛托升高。", {"species": MOUSE, "design": "cohort"}, ["V014"]),
        ("患者的克洛托升高。", {"design": "cohort"}, ["V015"]),
        ("羊膜的克洛托升高。", {"species": HUMAN}, []),
        ("小鼠的克洛托升高。", {"species": NEWT}, ["V014"]),
        ("蝾螈与小鼠不同,克洛托升高。", {"species": NEWT}, []),
        ("小鼠的克洛托升高。", {"species": "NCBITaxon:1"}, []),
    ],
)
def test_species(judge: Judge, printed: str, more: dict[str, Any], codes: list[str]) -> None:
    assert judge(printed, (PULP, "increases", KLOT), RISES, **more) == codes


def test_v015_the_claims_beside_it_agree(kb: KnowledgeBase) -> None:
    printed = "克洛托与肿胀均升高[1]。"
    reason = replace(
        kb.claims["rev2020-001"].evidence[0],
        anchors=(anchor_of(printed),),
        ellipsis=("subject", "object"),
        statement={"en": RISES[0], "zh-Hans": RISES[1]},
    )
    of_mice = {
        ident: replace(
            kb.claims[ident], evidence=(reason,), context=model.Context(species=Curie(MOUSE))
        )
        for ident in ("rev2020-002", "rev2020-003")
    }
    odd = replace(kb.claims["rev2020-001"], evidence=(reason,))
    for claims, codes in (
        (of_mice, ["V015"]),
        ({"rev2020-002": of_mice["rev2020-002"]}, []),
        ({**of_mice, "rev2020-003": replace(of_mice["rev2020-003"], context=odd.context)}, []),
    ):
        beside = replace(kb, claims=MappingProxyType({odd.id: odd, **claims}))
        assert Judge(beside).found(odd, printed) == codes


@pytest.mark.parametrize(
    ("reference", "design", "note", "codes"),
    [
        ("ames2010", "animal", "", []),
        ("ames2010", "in_vitro", "", ["V016"]),
        ("ames2010", "in_vitro", "The text names a dish.", []),
        ("ames2010", "rct", "The text names a trial.", ["V016"]),
        ("cole2012", "rct", "", []),
        ("ames2010", "review_statement", "", []),
        (None, "animal", "", []),
        (None, "rct", "", ["V016"]),
    ],
)
def test_v016_the_design_of_what_is_cited(
    judge: Judge, reference: str | None, design: str, note: str, codes: list[str]
) -> None:
    cites = (model.Cite(reference),) if reference else ()
    ends = (PULP, "increases", KLOT)
    printed = "牙髓干细胞提高克洛托。"
    assert judge(printed, ends, RISES, cites=cites, design=design, note=note) == codes
    if design == "rct" and not reference:
        assert judge("患者随机分组,克洛托升高。", ends, RISES, design=design, species=HUMAN) == []


@pytest.mark.parametrize(
    ("printed", "reference", "codes"),
    [
        ("Ames等[2]称克洛托升高。", "bolt2011", []),
        ("Ames等[2]称克洛托升高。", "ames2010", []),
        ("Bolt等[2]称克洛托升高。", "ames2010", ["V017"]),
    ],
)
def test_v017_another_reference_is_meant(
    judge: Judge, kb: KnowledgeBase, printed: str, reference: str, codes: list[str]
) -> None:
    assert all(ref.authors == ("Ames A",) for ref in kb.references.values())
    cites = (model.Cite(reference, printed=2),)
    note = "The author named is meant."
    found = judge(printed, (PULP, "increases", KLOT), RISES, cites=cites, note=note)
    assert found == codes


@pytest.mark.parametrize(("number", "codes"), [(2, []), (3, ["V006"])])
def test_v006_the_nearest_number_reaches_back(judge: Judge, number: int, codes: list[str]) -> None:
    reference = ("bolt2011", "cole2012")[number - 2]
    sentences = ("牙髓干细胞提高克洛托。", "肿胀减轻。", "膝雾减轻[2]。", "关节病减轻[3]。")
    more = {"cites": (model.Cite(reference, printed=number),), "cites_scope": "back"}
    design = ("animal", "rct")[number - 2]
    assert judge(sentences, (PULP, "increases", KLOT), RISES, design=design, **more) == codes


@pytest.mark.parametrize(
    ("told", "more", "codes"),
    [
        (RISES, {}, []),
        (("Fat stem cells raise KLOT.", "脂肪干细胞使克洛托升高。"), {}, ["V019"]),
        (("Fat stem cells raise KLOT.", "脂肪干细胞使克洛托升高。"), {"cell": FAT}, []),
        (("The stem cells raise KLOT.", "干细胞使克洛托升高。"), {}, []),
        (("They raise KLOT.", "它们使克洛托升高。"), {}, []),
        (("Fat stem cells raise KLOT.", "它们使克洛托升高。"), {}, []),
        ((), {}, []),
    ],
)
def test_v019_the_paraphrase_names_another(
    judge: Judge, told: tuple[str, str], more: dict[str, Any], codes: list[str]
) -> None:
    assert judge("给药后克洛托升高。", (PULP, "increases", KLOT), told, **more) == codes


def test_v019_a_mediator(judge: Judge) -> None:
    told = ("By the GLOW axis PSC raise KLOT.", "PSC经辉光轴升高克洛托。")
    ends = (PULP, "increases", KLOT)
    assert judge("经辉光轴,克洛托升高。", ends, told, mediated_by=(GLOW,)) == []
    assert judge("经辉光轴,克洛托升高。", ends, told, mediated_by=(SWELLING,)) == []
    told = ("By joint disease PSC raise KLOT.", "PSC经关节病升高克洛托。")
    assert judge("经关节病,克洛托升高。", ends, told, mediated_by=(FOG,)) == []
    told = ("By knee fog PSC raise KLOT.", "PSC经膝雾升高克洛托。")
    assert judge("经膝雾,克洛托升高。", ends, told, mediated_by=(JOINT,)) == ["V019"]


FITS = "牙髓干细胞在小鼠膝雾模型中使克洛托升高至54.20[1]。"


DIFFERS = "天气对此毫无影响。"


def test_v020_the_sentence_beside_it_fits_better(judge: Judge) -> None:
    told = (
        "In mice with knee fog pulp stem cells raise KLOT to 54.20.",
        "小鼠膝雾模型中,牙髓干细胞使克洛托升高至54.20。",
    )
    ends = (PULP, "increases", KLOT)
    assert judge((FITS, DIFFERS), ends, told, disease=FOG, species=MOUSE) == []
    assert judge((DIFFERS, FITS), ends, told, disease=FOG, species=MOUSE) == ["V020"]
    assert judge((DIFFERS, FITS), ends, (), disease=FOG, species=MOUSE) == []


@pytest.mark.parametrize(
    ("own", "beside", "codes"),
    [
        ({}, [{"model": "MSCG:fog-mouse"}] * 2, ["V023"]),
        ({}, [{"disease": FOG}] * 2, ["V023"]),
        ({}, [{"model": "MSCG:fog-mouse"}, {}], []),
        ({}, [{"disease": FOG}, {"disease": JOINT}], []),
        ({}, [{"disease": SWELLING}] * 2, []),
        ({"model": "MSCG:fog-mouse"}, [{"disease": FOG}] * 2, []),
        ({"condition": SWELLING}, [{"disease": FOG}] * 2, []),
    ],
)
def test_v023_the_setting_of_a_study_stands_on_all_of_its_claims(
    kb: KnowledgeBase, own: dict[str, Any], beside: list[dict[str, Any]], codes: list[str]
) -> None:
    printed = "克洛托使肿胀加重[1]。"
    reason = replace(
        kb.claims["rev2020-001"].evidence[0],
        anchors=(anchor_of(printed),),
        ellipsis=("subject", "object"),
        statement={"en": "KLOT makes swelling worse.", "zh-Hans": "克洛托使肿胀加重。"},
    )
    odd = replace(
        kb.claims["rev2020-001"],
        subject=Curie(KLOT),
        predicate="promotes",
        object=Curie(SWELLING),
        evidence=(reason,),
        context=model.Context(**own),
    )
    others = {
        ident: replace(kb.claims[ident], evidence=(reason,), context=model.Context(**context))
        for ident, context in zip(("rev2020-002", "rev2020-003"), beside, strict=True)
    }
    together = replace(kb, claims=MappingProxyType({odd.id: odd, **others}))
    assert Judge(together).found(odd, printed) == codes
    review = replace(reason, design="review_statement")
    told = {ident: replace(claim, evidence=(review,)) for ident, claim in others.items()}
    together = replace(kb, claims=MappingProxyType({odd.id: odd, **told}))
    assert Judge(together).found(odd, printed) == []
