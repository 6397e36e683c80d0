from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from mscgraph.model import Result
from mscgraph.viz.figures import result_line, study_line

STUDY = {"arms": [{"id": "cells", "what": {"en": "cells", "zh-Hans": "细胞"}}]}
EMPTY = {field.name: "" for field in fields(Result)}


def result(**more: Any) -> dict[str, Any]:
    """Build the record of a figure."""
    measure = {"en": "pain", "zh-Hans": "疼痛"}
    rest = {"significance": "unstated", "direction": None, "derived": False}
    return {**EMPTY, **rest, "measure": measure, **more}


@pytest.mark.parametrize(
    ("record", "en", "zh"),
    [
        (
            result(value="54.20", spread="3.1", unit="mm"),
            "pain: 54.20 ± 3.1 mm",
            "疼痛:54.20 ± 3.1 mm",
        ),
        (result(value="73.2", unit="%"), "pain: 73.2%", "疼痛:73.2%"),
        (result(range="2-5", unit="mm"), "pain: 2-5 mm", "疼痛:2-5 mm"),
        (
            result(value="3", range="2-5", arm="cells"),
            "pain: 3 (2-5) [cells]",
            "疼痛:3 (2-5) [细胞]",
        ),
        (
            result(value="3", arm="cells", comparator="saline", comparator_value="5"),
            "pain: 3 [cells] vs 5 [saline]",
            "疼痛:3 [细胞] 对比 5 [saline]",
        ),
        (
            result(direction="decreased", significance="ns", p="0.2", timepoint="week 4", n="9"),
            "pain: decreased; not significant; 0.2; at week 4; n = 9",
            "疼痛:降低;无显著性;0.2;时间点 week 4;n = 9",
        ),
        (
            result(value="1", baseline="7", derived=True, note="rounded"),
            "pain: 1; baseline 7; computed, not printed; rounded",
            "疼痛:1;基线 7;由图谱计算,原文未印;rounded",
        ),
    ],
    ids=["spread", "percent", "range", "range of a value", "arms", "words", "derived"],
)
def test_a_figure_is_told_as_printed(record: dict[str, Any], en: str, zh: str) -> None:
    assert result_line(record, STUDY) == (en, zh)


def test_a_figure_without_a_study_names_its_arm_as_typed() -> None:
    assert result_line(result(value="1", arm="a1"), None)[0] == "pain: 1 [a1]"


def test_a_study_is_told_with_what_is_known_of_it() -> None:
    study = {
        "label": {"en": "Trial", "zh-Hans": "试验"},
        "population": {"en": "adults", "zh-Hans": "成人"},
        "n": "20",
        "follow_up": "24 weeks",
        "blinding": "double",
    }
    empty = {**study, "population": None, "n": "", "follow_up": "", "blinding": None}

    assert study_line(study) == (
        "Trial (adults, n = 20, follow-up 24 weeks, double blinding)",
        "试验(成人,n = 20,随访 24 weeks,双盲)",
    )
    assert study_line(empty) == ("Trial", "试验")
