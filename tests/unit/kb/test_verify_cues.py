"""``verify`` on denial, hedge, comparison and means: slips, and what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mscgraph import model
from tests.builders import FAT, FOG, KLOT, PULP, TNF
from tests.unit.kb.judging import BETTER, LOSS, RISES, Judge

# ----------------------------------------------------------------------------- V009 - V012


@pytest.mark.parametrize(
    ("printed", "told", "negated", "codes"),
    [
        ("牙髓干细胞未见膝雾。", ("PSC cause no fog.", "牙髓干细胞不致膝雾。"), True, []),
        ("牙髓干细胞引起膝雾。", ("PSC cause no fog.", "牙髓干细胞不致膝雾。"), True, ["V009"]),
        ("牙髓干细胞未见膝雾。", ("PSC cause fog.", "牙髓干细胞引起膝雾。"), True, ["V009"]),
        ("牙髓干细胞未见膝雾。", ("PSC cause no fog.", "牙髓干细胞无膝雾。"), False, ["V011"]),
        ("牙髓干细胞未见膝雾。", ("PSC cause fog.", "牙髓干细胞引起膝雾。"), False, ["V011"]),
        ("牙髓干细胞十分安全。", ("PSC are safe.", "牙髓干细胞安全。"), False, ["V011"]),
        ("牙髓干细胞引起膝雾,并无意外。", ("PSC cause fog.", "牙髓干细胞引起膝雾。"), False, []),
        ("牙髓干细胞未名。", ("PSC cause fog, not named.", "引起未具名的雾。"), False, []),
    ],
)
def test_denial(
    judge: Judge,
    printed: str,
    told: tuple[str, str],
    negated: bool,  # noqa: FBT001
    codes: list[str],
) -> None:
    assert judge(printed, (PULP, "causes", FOG), told, negated=negated) == codes


def test_v010_no_result_is_significant(judge: Judge) -> None:
    measure: model.Text = {"en": "KLOT", "zh-Hans": "克洛托"}
    nothing = model.Result(measure=measure, significance="ns", direction="increased")
    something = replace(nothing, significance="significant")
    ends = (PULP, "increases", KLOT)
    assert judge("牙髓干细胞提高克洛托。", ends, RISES, results=(nothing,)) == ["V010"]
    assert judge("牙髓干细胞提高克洛托。", ends, RISES, results=(nothing, something)) == []


@pytest.mark.parametrize(
    ("printed", "told", "hedge", "codes"),
    [
        ("牙髓干细胞可能提高克洛托。", ("PSC may raise KLOT.", "或可升高。"), "asserted", ["V012"]),
        ("牙髓干细胞可能提高克洛托。", ("PSC may raise KLOT.", "或可升高。"), "suggested", []),
        ("牙髓干细胞可能提高克洛托。", RISES, "asserted", ["V012"]),
        ("肿胀可能有害,但牙髓干细胞提高克洛托。", RISES, "asserted", []),
        ("牙髓干细胞提高克洛托。", ("PSC may raise KLOT.", "或可升高。"), "asserted", []),
        ("牙髓干细胞有望提高克洛托。", ("PSC are held to.", "被视为升高。"), "asserted", ["V012"]),
    ],
)
def test_v012_a_hedge(
    judge: Judge, printed: str, told: tuple[str, str], hedge: str, codes: list[str]
) -> None:
    assert judge(printed, (PULP, "increases", KLOT), told, hedge=hedge) == codes


def test_v012_promise_is_what_a_study_is_for(judge: Judge) -> None:
    told = ("PSC are promising in knee fog.", "牙髓干细胞治疗膝雾前景良好。")
    printed = "牙髓干细胞用于膝雾前景良好。"
    assert judge(printed, (PULP, "studied_for", FOG), told) == []
    assert judge(printed, (PULP, "treats", FOG), told) == ["V012"]


# ----------------------------------------------------------------------------- V013 comparator


@pytest.mark.parametrize(
    ("name", "told", "comparator", "codes"),
    [
        ("increases", BETTER, FAT, []),
        ("increases", BETTER, None, ["V013"]),
        ("increases", BETTER, "vehicle", ["V013"]),
        ("superior_to", BETTER, None, []),
        ("increases", RISES, None, []),
        ("increases", RISES, "baseline", []),
        ("increases", RISES, "sham", ["V013"]),
        ("increases", ("More KLOT than before.", "克洛托高于之前。"), None, ["V013"]),
        ("increases", ("More KLOT than with saline.", "克洛托高于盐水组。"), "vehicle", []),
    ],
)
def test_v013_what_the_text_compares_with(
    judge: Judge, name: str, told: tuple[str, str], comparator: str | None, codes: list[str]
) -> None:
    obj = KLOT if name == "increases" else FAT
    printed = "牙髓干细胞提高克洛托,更甚于脂肪干细胞。"
    assert judge(printed, (PULP, name, obj), told, comparator=comparator) == codes


# ----------------------------------------------------------------------------- V021, V022, V024


@pytest.mark.parametrize(
    ("printed", "mediated_by", "codes"),
    [
        ("牙髓干细胞通过TNF-α提高克洛托。", (TNF,), []),
        ("牙髓干细胞减少TNF-α,从而提高克洛托。", (TNF,), []),
        ("Pulp stem cells raise KLOT via TNF-alpha.", (TNF,), []),
        ("牙髓干细胞减少TNF-α,可提高克洛托。", (TNF,), ["V021"]),
        ("牙髓干细胞可以减少TNF-α以及提高克洛托。", (TNF,), ["V021"]),
        ("牙髓干细胞减少TNF-α,可提高克洛托。", (), []),
        ("牙髓干细胞可提高克洛托。", ("MSCG:nowhere",), ["V021"]),
    ],
)
def test_v021_a_word_says_through(
    judge: Judge, printed: str, mediated_by: tuple[str, ...], codes: list[str]
) -> None:
    ends = (PULP, "increases", KLOT)
    assert judge(printed, ends, RISES, mediated_by=mediated_by) == codes


@pytest.mark.parametrize(
    ("en", "zh", "mediated_by", "seen"),
    [
        ("They raise KLOT through TNF-alpha.", "细胞通过TNF-α提高克洛托。", (), True),
        ("They raise KLOT through TNF-alpha.", "细胞通过TNF-α提高克洛托。", (TNF,), False),
        # one language alone may speak of something else
        ("They raise KLOT beside TNF-alpha.", "细胞通过TNF-α提高克洛托。", (), False),
        ("They raise KLOT.", "神经TNF-α升高,细胞提高克洛托。", (), False),
        # what a thing is given by, it does not act through
        ("They raise KLOT by fat stem cells.", "细胞经脂肪干细胞提高克洛托。", (), False),
    ],
)
def test_v024_the_paraphrase_names_the_means(
    judge: Judge, en: str, zh: str, mediated_by: tuple[str, ...], *, seen: bool
) -> None:
    printed = "牙髓干细胞通过TNF-α与脂肪干细胞提高克洛托。"
    found = judge(printed, (PULP, "increases", KLOT), (en, zh), mediated_by=mediated_by)
    assert ("V024" in found) == seen


@pytest.mark.parametrize(
    ("name", "more", "codes"),
    [
        ("increases", {"comparator": "untreated"}, []),
        ("increases", {}, ["V022"]),
        ("superior_to", {}, []),
        ("increases", {"manipulation": (LOSS,)}, []),
    ],
)
def test_v022_what_a_result_is_measured_against(
    judge: Judge, name: str, more: dict[str, Any], codes: list[str]
) -> None:
    obj = KLOT if name == "increases" else FAT
    results = (
        model.Result({"en": "KLOT", "zh-Hans": "克洛托"}),
        model.Result({"en": "KLOT", "zh-Hans": "克洛托"}, arm="pulp", comparator="none"),
    )
    printed = "与对照组相比,牙髓干细胞提高克洛托,胜过脂肪干细胞。"
    told = RISES if name == "increases" else BETTER
    assert judge(printed, (PULP, name, obj), told, results=results, **more) == codes
