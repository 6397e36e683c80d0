"""Coverage: what became of every sentence of the documents at hand."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import DataError, DataFolderError
from mscgraph.kb.anchors import anchor_of
from mscgraph.kb.coverage import Coverage, coverage
from tests.builders import DOCUMENTS, FOG, PULP, Folder, Item, claim, evidence, tiny

if TYPE_CHECKING:
    from pathlib import Path

CLAIMED = "Pulp stem cells help against fog^[1]."
LEFT_OUT = "Knees have been known for long."
OPEN = "Nobody looked at this one."
BODY = f"A review of made-up knees\n\n1 Knees\n{CLAIMED} {LEFT_OUT}\n{OPEN}\n"
LISTED = "Ames A. On ames2010[J]. J Knee, 2010, 1: 1-2."
TEXT = f"{BODY}\nReferences\n[1] {LISTED}\n"
COVERAGE_2020 = "graphs/coverage/rev2020.yaml"


def omission(sentence: str, reason: str = "background") -> Item:
    return {"anchor": anchor_of(sentence), "reason": reason}


def folder() -> Folder:
    """The tiny folder with two claims on one sentence and a reason for another."""
    said = evidence("ames2010", anchors=[anchor_of(CLAIMED)])
    return (
        tiny()
        .claims(
            claim("rev2020-021", PULP, "improves", FOG, said),
            claim("rev2020-020", PULP, "affects", FOG, said),
        )
        .add(COVERAGE_2020, omission(LEFT_OUT))
    )


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder that holds the first document, and nothing of the second."""
    there = tmp_path / "texts"
    there.mkdir()
    (there / "rev2020.txt").write_text(TEXT, "utf-8")
    return there


def cover(tmp_path: Path, texts: Path, data: Folder | None = None, *documents: str) -> Coverage:
    root = (data or folder()).write(tmp_path / "data")
    return coverage(root, texts, documents=documents or ("rev2020",))


def test_every_sentence_has_its_state_in_print_order(tmp_path: Path, texts: Path) -> None:
    found = cover(tmp_path, texts)
    assert found.findings == ()
    assert [
        (c.document, c.sentence.text, c.state, c.claims, c.reason) for c in found.sentences
    ] == [
        ("rev2020", "A review of made-up knees", "open", (), ""),
        ("rev2020", CLAIMED, "claims", ("rev2020-020", "rev2020-021"), ""),
        ("rev2020", LEFT_OUT, "reason", (), "background"),
        ("rev2020", OPEN, "open", (), ""),
        ("rev2020", LISTED, "open", (), ""),
    ]
    assert [c.sentence.number for c in found.sentences] == [None, None, None, None, 1]


def test_a_retracted_claim_covers_nothing(tmp_path: Path, texts: Path) -> None:
    data = folder()
    for ident in ("rev2020-020", "rev2020-021"):
        data.item(ident).update(status="retracted", reason="a slip of ours")
    assert cover(tmp_path, texts, data).sentences[1].state == "open"


def test_the_same_sentence_of_another_document_is_not_covered(tmp_path: Path, texts: Path) -> None:
    (texts / "rev2021.txt").write_text(TEXT, "utf-8")
    found = cover(tmp_path, texts, None, "rev2021")
    assert {(c.document, c.state) for c in found.sentences} == {("rev2021", "open")}


def test_all_documents_if_none_is_named(tmp_path: Path, texts: Path) -> None:
    found = coverage(folder().write(tmp_path / "data"), str(texts))
    assert {c.document for c in found.sentences} == {"rev2020"}
    (finding,) = found.findings
    assert (finding.rule, finding.record) == ("V005", "rev2021")


def test_what_is_missing_elsewhere_is_no_matter(tmp_path: Path, texts: Path) -> None:
    assert cover(tmp_path, texts).findings == ()
    assert [f.rule for f in cover(tmp_path, texts, None, "rev2021").findings] == ["V005"]


def test_a_reason_whose_sentence_is_gone(tmp_path: Path, texts: Path) -> None:
    found = cover(tmp_path, texts, folder().add(COVERAGE_2020, omission("It was once here.")))
    (finding,) = found.findings
    assert (finding.rule, finding.file) == ("V001", COVERAGE_2020)
    assert finding.line == 3
    gone = anchor_of("It was once here.")
    assert f"anchor {gone} is gone" in finding.render("en")
    assert gone in finding.render("zh-Hans")


def test_a_reason_of_a_document_not_at_hand_is_not_looked_for(tmp_path: Path, texts: Path) -> None:
    data = folder().add("graphs/coverage/rev2021.yaml", omission("It was once here."))
    assert [f.rule for f in coverage(data.write(tmp_path / "data"), texts).findings] == ["V005"]


def test_a_document_is_found_by_its_hash_under_any_name(tmp_path: Path, texts: Path) -> None:
    (texts / "rev2020.txt").rename(texts / "knees.txt")
    data = folder()
    data.files[DOCUMENTS][0]["sha256"] = hashlib.sha256(TEXT.encode()).hexdigest()
    assert len(cover(tmp_path, texts, data).sentences) == 5


def test_broken_data_are_no_coverage(tmp_path: Path, texts: Path) -> None:
    data = folder()
    data.item("rev2020-020")["predicate"] = "increase"
    with pytest.raises(DataError):
        cover(tmp_path, texts, data)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError):
        cover(tmp_path, tmp_path / "nowhere")
