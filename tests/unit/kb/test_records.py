"""The JSON records add what is computed: key, sign, belief, mechanisms, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.kb.keys import claim_key
from mscgraph.kb.records import all_records
from tests.builders import bare, claim, entity, evidence

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from mscgraph.kb.load import KnowledgeBase

A, B, C = "GO:0000001", "GO:0000002", "GO:0000003"


def test_a_claim_record(tiny_kb: KnowledgeBase) -> None:
    record = all_records(tiny_kb)["claims"]["rev2020-003"]
    assert (record["sign"], record["effective_sign"], record["negated"]) == ("-", "-", False)
    assert record["belief"] == 0.585
    assert record["belief_terms"]["cap"] == 0.9
    assert record["belief_terms"]["groups"][0]["source"] == "ames2010"
    assert record["mechanisms"] == ["rev2020-glow"]
    assert record["context"] == {}
    assert len(record["key"]) == 12


def test_a_result_has_its_number_beside_the_printed_text(tiny_kb: KnowledgeBase) -> None:
    (result,) = all_records(tiny_kb)["claims"]["rev2020-008"]["evidence"][0]["results"]
    assert (result["value"], result["number"]) == ("54.20", 54.2)


def test_a_retracted_claim_has_no_belief(tiny_kb: KnowledgeBase) -> None:
    record = all_records(tiny_kb)["claims"]["rev2021-004"]
    assert (record["status"], record["belief"], record["belief_terms"]) == ("retracted", None, None)


def test_opposition_is_told(tiny_kb: KnowledgeBase) -> None:
    claims = all_records(tiny_kb)["claims"]
    assert claims["rev2020-008"]["belief_terms"]["opposed_by"] == {"rev2021-003": 0.5}
    assert claims["rev2020-008"]["effective_sign"] == "not -"


def key(root: Path, **more: Any) -> str:
    folder = bare()
    folder.entities("process", entity(A, "a"), entity(B, "b"), entity(C, "c"))
    merged = {"name": "increases", "obj": B, "reasons": [], **more}
    reasons, name, obj = merged.pop("reasons"), merged.pop("name"), merged.pop("obj")
    folder.claims(claim("rev2020-001", A, name, obj, *reasons, **merged))
    return claim_key(folder.kb(root).claims["rev2020-001"])


@pytest.mark.parametrize(
    "change",
    [
        {"name": "decreases"},
        {"obj": C},
        {"negated": "true"},
        {"mediated_by": [C]},
        {"pathway_role": "effector"},
        {"context": {"species": A}},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_makes_another_claim_changes_the_key(tmp_path: Path, change: dict[str, Any]) -> None:
    assert key(tmp_path, **change) != key(tmp_path)


def test_evidence_and_the_order_of_mediators_leave_the_key(tmp_path: Path) -> None:
    assert key(tmp_path, reasons=[evidence("ames2010")], note="why") == key(tmp_path)
    assert key(tmp_path, mediated_by=[B, C]) == key(tmp_path, mediated_by=[C, B])
