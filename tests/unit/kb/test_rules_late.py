"""Rules on relations and on sentences left out: what breaks them, where, and what does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.kb.check import check
from tests.builders import FOG, GLOW, KLOT, PREDICATES, TNF, Folder, Item, relation, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.findings import Finding

FREE, HELD = "cccccccccccc", "0123456789ab"
COVERAGE_2020 = "graphs/coverage/rev2020.yaml"


def found(root: Path, folder: Folder) -> list[Finding]:
    return list(check(folder.write(root)).findings)


def narrow() -> Folder:
    """Give the tiny folder, where only a protein or cytokine has a receptor, a protein."""
    folder = tiny()
    rule = folder.item("has_receptor")
    rule.update(domain=["molecule"], range=["Protein"])
    return folder


def test_a_relation_between_the_right_kinds(tmp_path: Path) -> None:
    folder = narrow()
    folder.item(TNF)["relations"] = [relation("has_receptor", KLOT)]
    assert found(tmp_path, folder) == []


@pytest.mark.parametrize(
    ("subject", "obj", "ends"),
    [
        pytest.param(GLOW, KLOT, [("subject", "Pathway", GLOW)], id="subject"),
        pytest.param(TNF, FOG, [("object", "Disease", FOG)], id="object"),
        pytest.param(
            GLOW, FOG, [("subject", "Pathway", GLOW), ("object", "Disease", FOG)], id="both"
        ),
    ],
)
def test_a_relation_between_the_wrong_kinds(
    tmp_path: Path, subject: str, obj: str, ends: list[tuple[str, str, str]]
) -> None:
    folder = narrow()
    folder.item(subject)["relations"] = [
        relation("derived_from", KLOT),
        relation("has_receptor", obj),
    ]
    findings = found(tmp_path, folder)
    assert [f.rule for f in findings] == ["C002"] * len(ends)
    said = {(f.values["end"], f.values["kind"], f.values["id"]) for f in findings}
    assert said == set(ends)
    for finding in findings:
        lines = (tmp_path / finding.file).read_text("utf-8").splitlines()
        assert finding.record == subject
        assert lines[finding.line - 1].strip() == "- predicate: has_receptor"


@pytest.mark.parametrize(
    ("name", "obj", "rule"),
    [("has_receptors", KLOT, "T001"), ("has_receptor", "GO:0000404", "T002")],
)
def test_what_is_unknown_is_told_once(tmp_path: Path, name: str, obj: str, rule: str) -> None:
    folder = narrow()
    folder.item(TNF)["relations"] = [relation(name, obj)]
    assert [f.rule for f in found(tmp_path, folder)] == [rule]


def test_an_entity_whose_kind_is_unknown_is_told_once(tmp_path: Path) -> None:
    folder = narrow()
    folder.files[PREDICATES][0]["domain"] = ["anything"]
    folder.item(TNF)["relations"] = [relation("has_receptor", KLOT)]
    rules = [f.rule for f in found(tmp_path, folder)]
    assert rules.count("T009") == 1


def left_out(reason: str, anchor: str = FREE, **more: object) -> Item:
    return {"anchor": anchor, "reason": reason, **more}


@pytest.mark.parametrize(
    ("item", "rules"),
    [
        pytest.param(left_out("background"), [], id="a reason"),
        pytest.param(left_out("restates", claims=["rev2020-001"]), [], id="restates a claim"),
        pytest.param(left_out("restates"), ["C014"], id="restates nothing"),
        pytest.param(left_out("gap", claims=["rev2020-001"]), ["C014"], id="another with claims"),
        pytest.param(left_out("topic", HELD), ["C013"], id="holds claims"),
        pytest.param(left_out("restates", HELD), ["C013", "C014"], id="both"),
    ],
)
def test_a_sentence_left_out(tmp_path: Path, item: Item, rules: list[str]) -> None:
    findings = found(tmp_path, tiny().add(COVERAGE_2020, item))
    assert [f.rule for f in findings] == rules
    assert {f.file for f in findings} <= {COVERAGE_2020}
    assert {f.record for f in findings} <= {f"rev2020/{item['anchor']}"}


def test_the_claims_of_a_sentence_are_named(tmp_path: Path) -> None:
    folder = tiny()
    for item in folder.files["graphs/claims/rev2020/all.yaml"][2:]:
        item["evidence"][0]["anchors"] = [FREE]
    (finding,) = found(tmp_path, folder.add(COVERAGE_2020, left_out("topic", HELD)))
    assert "the sentence holds rev2020-001, rev2020-002 and cannot" in finding.render()


def test_claims_of_another_document_or_retracted_hold_no_sentence(tmp_path: Path) -> None:
    folder = tiny()
    for item in folder.files["graphs/claims/rev2020/all.yaml"]:
        item["evidence"][0]["anchors"] = [FREE]
    assert found(tmp_path, folder.add(COVERAGE_2020, left_out("topic", HELD))) == []
