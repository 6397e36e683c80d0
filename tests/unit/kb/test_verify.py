"""``verify``: each rule on a broken copy of a claim, against a made-up document."""

from __future__ import annotations

import pytest

from mscgraph.kb.anchors import anchor_of
from tests.builders import FAT, GLOW, MOUSE, SWELLING, TNF, text
from tests.unit.kb.verifying import (
    ACTS,
    DOCUMENT,
    LOWERS,
    RAISES,
    TITLE,
    Check,
    cites,
    found,
    says,
    sound,
)


def test_sound_claims_pass_and_the_report_says_how_much_was_checked(check: Check) -> None:
    report = check(sound())
    assert [finding.render() for finding in report.findings] == []
    assert report.counts == {
        "claims": 4,
        "evidence": 4,
        "studies": 1,
        "omissions": 1,
        "anchors": 6,
        "numbers": 5,
        "names": 7,
        "citations": 4,
        "entries": 5,
    }


def test_one_claim_is_checked_with_its_study_and_nothing_else(check: Check) -> None:
    counts = check(sound(), "rev2020-003").counts
    assert (counts["claims"], counts["studies"], counts["entries"]) == (1, 1, 0)
    assert check(sound(), "rev2020-001").counts["studies"] == 0


def test_a_retracted_claim_is_not_checked(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-001").update(status="retracted", reason="why not")
    folder.item("rev2020-001")["evidence"][0]["anchors"] = ["0" * 12]
    report = check(folder)
    assert (report.findings, report.counts["claims"]) == ((), 3)


# ------------------------------------------------------------------------------- anchors


def test_v001_shows_the_nearest_sentence_and_where(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-003")["evidence"][0]["anchors"] = ["0" * 12]
    (finding,) = check(folder).findings
    assert (finding.rule, finding.record) == ("V001", "rev2020-003")
    assert finding.values["nearest"] == f"2 {anchor_of(LOWERS)} {LOWERS[:40] + '…'!r}"
    line = (check.root / finding.file).read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line.strip() == f"- '{'0' * 12}'"


def test_v001_shows_a_short_sentence_whole_and_looks_everywhere_if_the_section_is_gone(
    check: Check,
) -> None:
    folder = sound()
    folder.item("rev2020-001")["evidence"][0].update(section="9", anchors=["0" * 12])
    (finding,) = check(folder).findings
    assert finding.values["nearest"] == f"1 {anchor_of(RAISES)} {RAISES!r}"


def test_v001_of_a_study_and_of_coverage(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-cole2012")["anchors"] = ["0" * 12]
    folder.files["graphs/coverage/rev2020.yaml"][0]["anchor"] = "1" * 12
    assert found(check(folder)) == [
        ("V001", f"rev2020/{'1' * 12}"),
        ("V001", "rev2020-cole2012"),
    ]


def test_v001_in_an_empty_document(check: Check) -> None:
    (check.documents / "download.txt").unlink()
    (check.documents / "rev2020.txt").write_bytes(b"\n")
    report = check(sound(), "rev2020-001")
    assert [finding.values["nearest"] for finding in report.findings] == ["-"]


def test_v002_another_section(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-001")["evidence"][0]["section"] = "2"
    (finding,) = check(folder).findings
    assert (finding.rule, finding.values["found"], finding.values["expected"]) == ("V002", "1", "2")


def test_v002_an_entry_of_the_list_proves_a_title_only(check: Check) -> None:
    folder = sound()
    del folder.item("rev2020-004")["evidence"][0]["via"]
    assert found(check(folder)) == [("V002", "rev2020-004")]


def test_a_sentence_that_is_printed_twice_is_taken_from_its_section(check: Check) -> None:
    changed = DOCUMENT.replace("Nobody knows why.", f"Nobody knows why. {RAISES}")
    (check.documents / "rev2020.txt").write_bytes(changed.encode())
    (check.documents / "download.txt").unlink()
    folder = sound()
    assert found(check(folder)) == []
    folder.item("rev2020-001")["evidence"][0]["section"] = "2"
    assert found(check(folder)) == []


# ------------------------------------------------------------------------------- figures


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", "54.2"),
        ("value", "4.20"),
        ("value", "54.20 to 55"),
        ("n", "1"),
        ("unit", "10^6/ml"),
        ("p", "<0.01"),
        ("timepoint", "week 2"),
    ],
)
def test_v003_a_figure_that_is_not_printed(check: Check, key: str, value: str) -> None:
    folder = sound()
    folder.item("rev2020-003")["evidence"][0]["results"][0][key] = value
    (finding,) = check(folder).findings
    assert (finding.rule, finding.record) == ("V003", "rev2020-003")
    assert (finding.values["key"], finding.values["value"]) == (key, value)


def test_v003_the_sentences_of_the_study_count_as_well(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-003")["evidence"][0]["results"][0]["timepoint"] = "week 24"
    assert found(check(folder)) == []
    del folder.item("rev2020-003")["evidence"][0]["study"]
    assert found(check(folder)) == [("V003", "rev2020-003")]


@pytest.mark.parametrize(("key", "value"), [("n", "13"), ("follow_up", "2 years")])
def test_v003_of_a_study(check: Check, key: str, value: str) -> None:
    folder = sound()
    folder.item("rev2020-cole2012")[key] = value
    assert found(check(folder)) == [("V003", "rev2020-cole2012")]


@pytest.mark.parametrize(("key", "value"), [("n", "7"), ("dose", "10^6"), ("schedule", "2 weeks")])
def test_v003_of_an_arm(check: Check, key: str, value: str) -> None:
    folder = sound()
    arm = folder.item("rev2020-cole2012")["arms"][0]
    arm[key] = value
    assert found(check(folder)) == []  # the arm says that its figures are computed
    del arm["derived"]
    arm.setdefault("n", "")
    assert ("V003", "rev2020-cole2012") in found(check(folder))


# --------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("ident", "end", "other", "key"),
    [
        ("rev2020-001", "subject", FAT, "subject"),
        ("rev2020-001", "object", SWELLING, ""),
        ("rev2020-003", "object", SWELLING, "object"),
        ("rev2020-003", "subject", GLOW, "subject"),
    ],
    ids=["subject", "in the sentence before", "of another section", "nowhere near"],
)
def test_v004_an_end_that_is_not_named(
    check: Check, ident: str, end: str, other: str, key: str
) -> None:
    folder = sound()
    folder.item(ident).update({end: other, f"{end}_label": ""})
    report = check(folder)
    assert [(f.rule, f.values["key"]) for f in report.findings] == ([("V004", key)] if key else [])


def test_v004_the_heading_names_an_end(check: Check) -> None:
    folder = sound()
    folder.files["ontology/entities/protein.yaml"][0].update(label=text("of the pulp"))
    assert found(check(folder)) == []


def test_v004_a_mediator(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-002")["mediated_by"] = [TNF]
    (finding,) = check(folder).findings
    assert (finding.rule, finding.values["key"]) == ("V004", "mediator")
    folder.item("rev2020-002")["evidence"][0]["ellipsis"] = ["mediator"]
    assert found(check(folder)) == []


def test_v004_what_an_entry_names_stands_in_it_alone(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-004")["evidence"][0]["ellipsis"] = ["object"]
    assert found(check(folder)) == [("V004", "rev2020-004")]


def test_an_unknown_entity_is_left_to_check(check: Check) -> None:
    folder = sound()
    folder.item("rev2020-001")["object"] = "HGNC:1"
    assert found(check(folder)) == []


# -------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("anchored", "number", "scope", "good"),
    [
        (RAISES, 1, None, True),
        (RAISES, 2, None, False),
        (LOWERS, 2, None, True),
        (LOWERS, 3, None, True),
        (ACTS, 4, None, False),
        (ACTS, 4, "back", True),
        (ACTS, 4, "forward", False),
        (ACTS, 1, "forward", True),
        (ACTS, 1, "back", False),
        (ACTS, 2, "back", False),
        (TITLE, 1, None, True),
        (TITLE, 2, None, False),
    ],
)
def test_v006_a_number_within_its_scope(
    check: Check,
    anchored: str,
    number: int,
    scope: str | None,
    good: bool,  # noqa: FBT001
) -> None:
    folder = sound()
    section = "2" if anchored == LOWERS else "references" if anchored == TITLE else "1"
    reason = says(anchored, section=section, cites=cites(number), ellipsis=["subject", "object"])
    reason.update({"cites_scope": scope} if scope else {})
    reason["design"] = "rct" if number == 3 else "animal"  # as the cited work
    folder.item("rev2020-001").update(evidence=[reason], context={"species": MOUSE})
    assert found(check(folder)) == ([] if good else [("V006", "rev2020-001")])


def test_a_cite_without_a_printed_number_is_not_looked_for(check: Check) -> None:
    folder = sound()
    del folder.item("rev2020-001")["evidence"][0]["cites"][0]["printed"]
    assert found(check(folder)) == []
