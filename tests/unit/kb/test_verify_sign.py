"""``verify`` on the sign and the order of a sentence: slips, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from mscgraph import model
from tests.builders import FOG, KLOT, PULP, SWELLING, TNF
from tests.unit.kb.judging import FALLS, RISES, SILENT, Judge

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase


@pytest.mark.parametrize(
    ("printed", "name", "told", "good"),
    [
        pytest.param("牙髓干细胞促进克洛托表达。", "increases", RISES, True, id="rise"),
        pytest.param("牙髓干细胞促进克洛托表达。", "decreases", RISES, False, id="rise for fall"),
        pytest.param("牙髓干细胞抑制克洛托表达。", "decreases", FALLS, True, id="fall"),
        pytest.param("牙髓干细胞抑制克洛托表达。", "increases", FALLS, False, id="fall for rise"),
        pytest.param("牙髓干细胞抑制克洛托表达。", "increases", RISES, False, id="misread"),
        pytest.param("牙髓干细胞抑制肿胀,提高克洛托。", "increases", RISES, True, id="of another"),
        pytest.param(
            *("PSC act on KLOT.", "increases", ("It is normal.", "恢复正常。"), True),
            id="normal may be either",
        ),
        pytest.param("PSC act on KLOT.", "decreases", SILENT, False, id="no word of fall"),
        pytest.param("PSC act on KLOT.", "increases", SILENT, True, id="no word of rise needed"),
        pytest.param(
            "PSC act on KLOT.", "increases", (FALLS[0], SILENT[1]), True, id="one witness"
        ),
        pytest.param("牙髓干细胞组克洛托显著降低。", "increases", SILENT, False, id="word after"),
        pytest.param("牙髓干细胞导致克洛托升高。", "increases", RISES, True, id="carried"),
        pytest.param("盐水与脂肪干细胞使克洛托下降。", "increases", RISES, True, id="other group"),
    ],
)
def test_v008_rise_and_fall(
    judge: Judge,
    printed: str,
    name: str,
    told: tuple[str, str],
    good: bool,  # noqa: FBT001
) -> None:
    assert judge(printed, (PULP, name, KLOT), told) == ([] if good else ["V008"])


@pytest.mark.parametrize(
    ("name", "told", "good"),
    [
        ("treats", ("Pulp stem cells ease knee fog.", "牙髓干细胞缓解膝雾。"), True),
        ("worsens", ("Pulp stem cells ease knee fog.", "牙髓干细胞缓解膝雾。"), False),
        ("worsens", ("Pulp stem cells aggravate knee fog.", "牙髓干细胞加重膝雾。"), True),
        ("treats", ("Pulp stem cells aggravate knee fog.", "牙髓干细胞加重膝雾。"), False),
        ("treats", ("Pulp stem cells heal injured knees.", "牙髓干细胞修复受损的膝。"), True),
        ("worsens", ("Pulp stem cells heal injured knees.", "牙髓干细胞修复受损的膝。"), False),
    ],
)
def test_v008_good_and_bad(
    judge: Judge,
    name: str,
    told: tuple[str, str],
    good: bool,  # noqa: FBT001
) -> None:
    printed = "牙髓干细胞作用于膝雾,减轻者有之,加重者亦有之。"  # so the paraphrase decides
    assert judge(printed, (PULP, name, FOG), told) == ([] if good else ["V008"])


def test_v008_two_falls_are_a_rise(judge: Judge) -> None:
    told = ("Less KLOT means less swelling.", "克洛托减少,肿胀随之减轻。")
    assert judge("克洛托的减少使肿胀减轻。", (KLOT, "promotes", SWELLING), told) == []
    assert judge("克洛托的减少使肿胀减轻。", (KLOT, "suppresses", SWELLING), told) == ["V008"]
    assert judge("缺乏克洛托使肿胀减轻。", (KLOT, "promotes", SWELLING), told) == []
    lost = ("Without KLOT swelling is less.", "缺失克洛托后肿胀减轻。")
    assert judge("克洛托缺失显著减少肿胀。", (KLOT, "promotes", SWELLING), lost) == []


def test_v008_what_is_about_a_mediator_or_a_second_group_is_not_about_the_object(
    judge: Judge,
) -> None:
    told = ("By lowering TNF the cells raise KLOT.", "细胞降低TNF,使克洛托升高。")
    ends = (PULP, "increases", KLOT)
    assert judge("It is KLOT of PSC that thereby grows.", ends, told, mediated_by=(TNF,)) == []
    told = ("PSC raise KLOT, while with saline it fell.", "PSC使克洛托升高;盐水组下降。")
    assert judge("It is KLOT of PSC that grows.", ends, told) == []


def test_v008_a_word_is_about_the_next_name_if_that_is_near(judge: Judge) -> None:
    far = "PSC raise, as many people in many places have seen by now, KLOT."
    assert judge("PSC act on KLOT.", (PULP, "increases", KLOT), (far, SILENT[1])) == []


def test_v008_an_undecided_object_has_no_good_and_no_bad(judge: Judge) -> None:
    told = ("Pulp stem cells worsen it.", "牙髓干细胞使之恶化。")
    assert judge("牙髓干细胞使克洛托恶化。", (PULP, "improves", KLOT), told) == []


def test_v008_a_name_that_begins_with_a_telling_word_is_no_object_of_the_word_before(
    kb: KnowledgeBase,
) -> None:
    repair = replace(kb.entities[SWELLING], label={"en": "mending", "zh-Hans": "修复损伤"})
    entities = MappingProxyType({**kb.entities, SWELLING: repair})
    judge = Judge(replace(kb, entities=entities))
    told = ("PSC further mending.", "PSC促进修复损伤。")
    assert judge("牙髓干细胞可减轻膝雾和修复损伤。", (PULP, "promotes", SWELLING), told) == []


def test_v008_figures_may_show_a_fall(judge: Judge) -> None:
    results = (model.Result(measure={"en": "KLOT", "zh-Hans": "克洛托"}, direction="decreased"),)
    ends, told = (PULP, "decreases", KLOT), SILENT
    assert judge("PSC act on KLOT.", ends, told, results=results) == []


@pytest.mark.parametrize(
    ("printed", "told", "ends", "codes"),
    [
        ("克洛托促进肿胀。", ("KLOT furthers swelling.", "克洛托促进肿胀。"), (KLOT, SWELLING), []),
        (
            *("克洛托促进肿胀。", ("KLOT furthers swelling.", "克洛托促进肿胀。")),
            *((SWELLING, KLOT), ["V018"]),
        ),
        (
            *("肿胀由克洛托促成。", ("Swelling is furthered by KLOT.", "肿胀由克洛托促成。")),
            *((KLOT, SWELLING), []),
        ),
        ("克洛托促进肿胀。", SILENT, (SWELLING, KLOT), ["V018"]),
        ("肿胀者,克洛托有关。", SILENT, (KLOT, SWELLING), []),
        ("肿胀的因子是克洛托。", SILENT, (KLOT, SWELLING), []),
        ("克洛托促进肿胀,肿胀促进克洛托。", SILENT, (SWELLING, KLOT), []),
    ],
)
def test_v018_what_acts_comes_first(
    judge: Judge,
    printed: str,
    told: tuple[str, str],
    ends: tuple[str, str],
    codes: list[str],
) -> None:
    subject, obj = ends
    assert judge(printed, (subject, "promotes", obj), told) == codes
