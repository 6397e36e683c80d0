"""A new claim: the next free id, every rule first, and the one spelling of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import DataError, NotFoundError
from mscgraph.kb.check import check
from mscgraph.kb.fmt import format_folder
from mscgraph.kb.load import load
from mscgraph.kb.new import add_claim, entity_named, next_id
from tests.builders import CLAIMS_2020, FAT, FOG, KLOT, PULP, SWELLING, TNF, Folder, Item, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.findings import Finding
    from mscgraph.kb.load import KnowledgeBase

ANCHOR = "cccccccccccc"


def draft(
    obj: str = TNF, label: str = "TNF-α", *, document: str = "rev2020", **more: object
) -> Item:
    """A sound claim, as the command hands it over."""
    return {
        "subject": PULP,
        "subject_label": "pulp stem cell",
        "predicate": "affects",
        "object": obj,
        "object_label": label,
        "negated": False,
        "mediated_by": [],
        "context": {},
        "evidence": [
            {
                "document": document,
                "section": "1",
                "anchors": [ANCHOR],
                "cites": [{"reference": "bolt2011", "printed": "2"}],
                "design": "animal",
                "statement": {
                    "en": "Pulp cells act on TNF: so it is.",
                    "zh-Hans": "牙髓干细胞作用于TNF。",
                },
            }
        ],
        **more,
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tiny folder of this test's own, spelt as fmt spells it."""
    folder = tiny().write(tmp_path)
    format_folder(folder)
    return folder


def files(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def refused(root: Path, item: Item, topic: str = "all", kb: KnowledgeBase | None = None) -> Finding:
    """Check that a draft is refused for one reason and that nothing was written."""
    before = files(root)
    with pytest.raises(DataError) as caught:
        add_claim(kb or load(root), topic, item)
    assert files(root) == before
    (finding,) = caught.value.report.errors
    assert finding.render() in str(caught.value)
    return finding


def test_the_next_id_follows_the_highest_one(root: Path) -> None:
    kb = load(root)
    assert next_id(kb, "rev2020") == "rev2020-009"
    assert next_id(kb, "rev2021") == "rev2021-005"  # 004 is retracted, its id stays taken
    assert next_id(kb, "new2024") == "new2024-001"


def test_the_next_id_after_a_hole_and_past_999(tmp_path: Path) -> None:
    folder = tiny()
    folder.item("rev2020-004")["id"] = "rev2020-1041"
    assert next_id(folder.kb(tmp_path), "rev2020") == "rev2020-1042"


def test_a_claim_is_appended_and_the_folder_stays_sound(root: Path) -> None:
    old = (root / CLAIMS_2020).read_bytes()
    assert add_claim(load(root), "all", draft()) == ("rev2020-009", CLAIMS_2020)
    assert (root / CLAIMS_2020).read_bytes().startswith(old)
    assert check(root).findings == ()
    assert format_folder(root, check=True).changed == ()
    claim = load(root).claims["rev2020-009"]
    assert (claim.subject, claim.predicate, claim.object, claim.negated) == (
        PULP,
        "affects",
        TNF,
        False,
    )
    (evidence,) = claim.evidence
    assert (evidence.anchors, evidence.cites[0].printed) == ((ANCHOR,), 2)
    assert evidence.statement["zh-Hans"] == "牙髓干细胞作用于TNF。"


def test_a_new_topic_is_a_new_file(root: Path) -> None:
    ident, file = add_claim(load(root), "fresh", draft(document="rev2021"))
    assert (ident, file) == ("rev2021-005", "graphs/claims/rev2021/fresh.yaml")
    assert format_folder(root, check=True).changed == ()
    assert load(root).places["claims", ident].file == file


def test_two_claims_in_a_row(root: Path) -> None:
    add_claim(load(root), "all", draft())
    ident, _ = add_claim(load(root), "all", draft(SWELLING, "swelling"))
    assert ident == "rev2020-010"
    assert check(root).ok


@pytest.mark.parametrize("end", ["", "\n# seen twice"], ids=["no newline", "a comment"])
def test_a_file_that_does_not_end_its_last_line(root: Path, end: str) -> None:
    path = root / CLAIMS_2020
    path.write_text(path.read_text("utf-8").rstrip("\n") + end, "utf-8")
    ident, _ = add_claim(load(root), "all", draft())
    assert ident in load(root).claims


@pytest.mark.parametrize(
    ("rule", "item"),
    [
        pytest.param("T001", draft(predicate="afects"), id="unknown predicate"),
        pytest.param("T002", draft("HGNC:404", "nothing"), id="unknown entity"),
        pytest.param("T003", draft(label="TNF"), id="wrong label"),
        pytest.param("C012", draft(mediated_by=[TNF]), id="a mediator at an end"),
        pytest.param("C003", draft(context={"species": FOG}), id="context of another kind"),
        pytest.param("C010", draft(context={"comparator": "nothing"}), id="no control"),
        pytest.param("M002", draft(context={"colour": "red"}), id="unknown key"),
        pytest.param("M003", draft(status="gone"), id="value not allowed"),
        pytest.param("T006", draft(document="none2020"), id="unknown document"),
    ],
)
def test_a_broken_rule_writes_nothing(root: Path, rule: str, item: Item) -> None:
    finding = refused(root, item)
    assert finding.rule == rule
    assert finding.record in ("rev2020-009", "none2020-001")
    assert finding.file.startswith("graphs/claims/")


def in_evidence(**changed: object) -> Item:
    item = draft()
    item["evidence"][0].update(changed)
    return item


@pytest.mark.parametrize(
    ("rule", "item"),
    [
        ("M003", in_evidence(design="guess")),
        ("M003", in_evidence(cites=[{"reference": "bolt2011", "printed": "two"}])),
        ("M004", in_evidence(statement={"en": "So it is.", "zh-Hans": " "})),
        ("M004", in_evidence(statement={"en": "So it is."})),
        ("T004", in_evidence(cites=[{"reference": "bolt2012"}])),
        ("C004", in_evidence(cites=[{"reference": "bolt2011", "printed": "1"}])),
        ("C009", in_evidence(cites_scope="none")),
    ],
)
def test_broken_evidence_writes_nothing(root: Path, rule: str, item: Item) -> None:
    assert refused(root, item).rule == rule


def test_a_twin_in_the_same_document(root: Path) -> None:
    add_claim(load(root), "all", draft())
    finding = refused(root, draft())
    assert (finding.rule, finding.record) == ("C001", "rev2020-010")


def test_a_twin_in_a_later_document(root: Path) -> None:
    """The finding is on the older claim, whose id sorts after the new one."""
    add_claim(load(root), "all", draft(document="rev2021"))
    finding = refused(root, draft())
    assert (finding.rule, finding.record) == ("C001", "rev2021-005")


def test_a_sentence_that_was_left_out(tmp_path: Path) -> None:
    folder = tiny().add("graphs/coverage/rev2020.yaml", {"anchor": ANCHOR, "reason": "background"})
    finding = refused(folder.write(tmp_path), draft())
    assert (finding.rule, finding.record) == ("C013", f"rev2020/{ANCHOR}")


def test_an_error_that_was_there_before_is_no_hindrance(tmp_path: Path) -> None:
    folder = tiny()
    folder.item("rev2020-004")["predicate"] = "increase"
    kb = folder.kb(tmp_path)
    assert add_claim(kb, "all", draft())[0] == "rev2020-009"


@pytest.mark.parametrize("topic", ["../../../escape", "../rev2021/all", "other/deep", "/etc/x"])
def test_a_topic_cannot_leave_the_folder_of_its_document(root: Path, topic: str) -> None:
    finding = refused(root, draft(), topic)
    assert finding.rule == "I003"


def test_a_file_that_became_unreadable(tmp_path: Path) -> None:
    folder: Folder = tiny()
    kb = folder.kb(tmp_path)
    (tmp_path / CLAIMS_2020).write_text("- id: [", "utf-8")
    assert refused(tmp_path, draft(), kb=kb).rule == "S001"


@pytest.mark.parametrize(
    ("text", "curie"),
    [
        (KLOT, KLOT),
        ("KLOT", KLOT),
        ("klot", KLOT),
        ("克洛托", KLOT),
        ("PSC", PULP),
        ("tnf", TNF),
        ("fat stem cell", FAT),
    ],
)
def test_an_entity_goes_by_id_name_and_synonym(
    tiny_kb: KnowledgeBase, text: str, curie: str
) -> None:
    assert entity_named(tiny_kb, text).id == curie


@pytest.mark.parametrize(
    ("text", "suggestions"), [("pulp stem cel", ("pulp stem cell",)), ("zzzz", ())]
)
def test_no_entity_goes_by_the_name(
    tiny_kb: KnowledgeBase, text: str, suggestions: tuple[str, ...]
) -> None:
    with pytest.raises(NotFoundError) as caught:
        entity_named(tiny_kb, text)
    assert (caught.value.kind, caught.value.text) == ("entity", text)
    assert caught.value.suggestions == suggestions
