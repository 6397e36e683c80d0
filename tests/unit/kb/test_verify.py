"""``verify``: each rule on a broken copy of a claim, against a made-up document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from mscgraph.cli import cli
from mscgraph.errors import DataFolderError, NotFoundError
from mscgraph.kb.anchors import anchor_of
from mscgraph.kb.verify import verify
from mscgraph.kb.verify_text import cited_numbers, figures, names_any
from tests.builders import (
    CLAIMS_2020,
    DOCUMENTS,
    FAT,
    FOG,
    GLOW,
    KLOT,
    MOUSE,
    PULP,
    SWELLING,
    TNF,
    Folder,
    Item,
    claim,
    evidence,
    text,
    tiny,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.findings import Report

RAISES = "Pulp stem cells (PSCs) raise KLOT^[1]."
LOWERS = "Fat stem cells lower TNF- $\\alpha$ to 54.20 ± 3.1 ng/ml in 12 mice, P<0.05^[2-3]."
NOTHING = "The cells were given once and followed for 24 weeks."
ACTS = "They act by the GLOW axis against knee (joint) fog."
NUMBERED = "This has been known for long^[4]."
TITLE = "Ames A. On ames2010[J]. J Knee, 2010, 1: 1-2."
DOCUMENT = f"""
A review of made-up knees

1 Stem cells of the pulp
Swelling is what a knee has. {RAISES}
{ACTS} {NUMBERED}

2 Stem cells of fat
{LOWERS} {NOTHING}
Nobody knows why.

References
[1] {TITLE}
[2] Bolt B. On bolt2011. 2011.
[3] Cole C. On cole2012. 2012.
[4] Dunn D. On dunn2O13. 2013.
[5] Epps E. On epps2014. 2014.
"""


def cites(*numbers: int) -> list[Item]:
    names = ["ames2010", "bolt2011", "cole2012", "dunn2013", "epps2014"]
    return [{"reference": names[n - 1], "printed": str(n)} for n in numbers]


def says(*sentences: str, section: str = "1", **more: Any) -> Item:
    return evidence(section=section, **{"anchors": [anchor_of(s) for s in sentences], **more})


def sound() -> Folder:
    """Claims that stand in the document, one for each rule to break."""
    folder = tiny()
    folder.files[CLAIMS_2020] = [
        claim("rev2020-001", PULP, "increases", KLOT, says(RAISES, cites=cites(1))),
        claim("rev2020-002", PULP, "treats", FOG, says(ACTS), mediated_by=[GLOW]),
        claim("rev2020-003", FAT, "decreases", TNF, says(LOWERS, section="2", cites=cites(2, 3))),
        claim("rev2020-004", PULP, "increases", KLOT, says(TITLE, cites=cites(1), via="title")),
    ]
    folder.item("rev2020-003")["evidence"][0].update(
        study="rev2020-cole2012",
        results=[
            {"measure": text("TNF"), "value": "54.20", "spread": "3.1", "unit": "ng/ml", "n": "12"},
            {"measure": text("half"), "value": "27.1", "derived": "true"},
        ],
    )
    folder.item("rev2020-003")["context"] = {"species": MOUSE}
    folder.item("rev2020-004")["context"] = {"aspect": "in its title"}
    folder.item("rev2020-004")["evidence"][0]["ellipsis"] = ["subject", "object"]
    folder.item("rev2020-cole2012").update(
        anchors=[anchor_of(LOWERS), anchor_of(NOTHING)], follow_up="24 weeks"
    )
    folder.item("rev2020-cole2012")["arms"][0].update(n="6", derived="12 split 1:1")
    folder.files.pop("graphs/claims/rev2021/all.yaml")
    folder.files.pop("graphs/mechanisms.yaml")
    folder.files[DOCUMENTS].pop()
    folder.files[DOCUMENTS][0]["sha256"] = hashlib.sha256(DOCUMENT.encode()).hexdigest()
    folder.add(
        "graphs/coverage/rev2020.yaml",
        {"anchor": anchor_of("Nobody knows why."), "reason": "gap"},
    )
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder that holds the document under a name of its own, and something else."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "download.txt").write_bytes(DOCUMENT.encode())
    (folder / "other.txt").write_text("Another text.", encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"\xff")
    return folder


class Check:
    """Write a data folder, verify it, and give what is found."""

    def __init__(self, tmp_path: Path, documents: Path) -> None:
        self.root = tmp_path / "data"
        self.documents = documents

    def __call__(self, folder: Folder, *claims: str) -> Report:
        return verify(folder.write(self.root), self.documents, claims=claims).report


@pytest.fixture
def check(tmp_path: Path, documents: Path) -> Check:
    return Check(tmp_path, documents)


def found(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.record) for finding in report.findings]


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


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("TNF- α rose", "TNFalpha"),
        ("TNF-\\alpha", "TNF-α"),
        ("IL-1 β", "IL-1beta"),
        ("BM-MSCs were given", "MSC"),
        ("CD146<sup>+</sup> MSC", "CD146+ MSC"),
        ("*Gli1*", "GLI1"),
        ("Ly6C^{hi} cells", "Ly6C hi"),
        ("信号转导转录激活因子 3 (STAT3)信号通路", "信号转导转录激活因子3信号通路"),
        ("STAT3(signal transducer (and activator))信号通路", "STAT3信号通路"),
        ("骨髓MSC", "骨髓msc"),
        ("nuclear factor-\nκB", "NF-κB|nuclear factor kappaB"),
    ],
)
def test_named(printed: str, name: str) -> None:
    assert names_any(printed, tuple(name.split("|")))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("IL-10 rose", "IL-1"),
        ("IL-1β rose", "IL-1"),
        ("CD47", "CD4"),
        ("CD146- MSC", "CD146+ MSC"),
        ("PTEN", "TEN"),
        ("osteogenesis", "osteo"),
        ("MSCx", "MSC"),
        ("anything", "-"),
        ("anything", "()"),
    ],
)
def test_not_named(printed: str, name: str) -> None:
    assert not names_any(printed, (name,))


# -------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("$1.0 \\times 10^5/\\text{kg}$", {"1.0", "105"}),
        ("10⁶ cells", {"106"}),
        ("5.1° ± 0.2°", {"5.1", "0.2"}),
        ("15 – 25 %", {"15", "25"}),
        ("1:1", {"1"}),
        ("36^[8] and 7<sup>[9, 10]</sup>", {"36", "7"}),
        ("none", set()),
    ],
)
def test_figures(printed: str, expected: set[str]) -> None:
    assert figures(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("a^[8]", {8}),
        ("a<sup>[15-16]</sup>", {15, 16}),
        ("a^[4, 17]", {4, 17}),
        ("a[1,3–5]", {1, 3, 4, 5}),
        ("On fog[J]. 2010", set()),
    ],
)
def test_cited_numbers(printed: str, expected: set[int]) -> None:
    assert cited_numbers(printed) == expected


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


# ------------------------------------------------------------------------------ documents


def test_v007_another_title(check: Check) -> None:
    folder = sound()
    folder.item("bolt2011")["title"] = "A work on something else altogether"
    (finding,) = check(folder).findings
    assert (finding.rule, finding.record, finding.values["printed"]) == ("V007", "rev2020", 2)


def test_v007_entries_in_another_order_or_missing(check: Check) -> None:
    folder = sound()
    folder.files[DOCUMENTS][0]["bibliography"] = ["ames2010", "bolt2011", "cole2012", "epps2014"]
    folder.files[DOCUMENTS][0]["bibliography"] += ["epps2014", "ames2010"]
    assert [finding.values["printed"] for finding in check(folder).findings] == [4, 6]


def test_v005_no_such_document(check: Check) -> None:
    (check.documents / "download.txt").unlink()
    report = check(sound())
    assert found(report) == [("V005", "rev2020")]
    assert report.counts["evidence"] == report.counts["anchors"] == 0


def test_a_document_is_found_by_its_name_when_the_bytes_differ(check: Check) -> None:
    (check.documents / "download.txt").unlink()
    changed = "\ufeff" + DOCUMENT.replace("\n", "\r\n")
    (check.documents / "rev2020.txt").write_bytes(changed.encode())
    assert found(check(sound())) == []


def test_a_document_that_is_not_utf8(check: Check) -> None:
    (check.documents / "download.txt").unlink()
    (check.documents / "rev2020.txt").write_bytes(b"one\n\xff")
    (finding,) = check(sound()).findings
    assert (finding.rule, finding.line) == ("S002", 2)


def test_no_such_folder_and_no_such_claim(check: Check) -> None:
    with pytest.raises(NotFoundError, match="rev2020-999"):
        check(sound(), "rev2020-999")
    with pytest.raises(DataFolderError, match="nowhere"):
        verify(check.root, check.root / "nowhere")


# -------------------------------------------------------------------------------- command


class TestCommand:
    def start(self, check: Check, folder: Folder, *more: str) -> Result:
        data = str(folder.write(check.root))
        where = ["--data", data, "--documents", str(check.documents)]
        return CliRunner().invoke(cli, ["verify", *where, *more], catch_exceptions=False)

    def test_sound(self, check: Check) -> None:
        done = self.start(check, sound())
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr.startswith("4 claims, 4 evidence, 1 studies, 1 omissions, 6 anchors")

    def test_broken(self, check: Check) -> None:
        folder = sound()
        folder.item("rev2020-003")["evidence"][0]["anchors"] = ["0" * 12]
        done = self.start(check, folder, "-f", "json", "--lang", "zh")
        assert done.exit_code == 1
        assert '"rule": "V001"' in done.stdout
        assert "已不存在" in done.stdout

    def test_show(self, check: Check) -> None:
        folder = sound()
        folder.item("rev2020-004")["negated"] = "true"
        done = self.start(check, folder, "--show", "--claim", "rev2020-004")
        assert done.exit_code == 0
        assert done.stdout.splitlines()[:-1] == [
            "rev2020-004  pulp stem cell not increases KLOT",
            f"  {CLAIMS_2020}:{done.stdout.splitlines()[1].rpartition(':')[2]}",
            f"  rev2020 references {anchor_of(TITLE)}",
            f"    {TITLE}",
            "  en      It is so.",
            "  zh-Hans 确实如此。",
            "",
        ]
        assert "rev2020-001" in self.start(check, sound(), "--show").stdout

    def test_show_is_text(self, check: Check) -> None:
        assert self.start(check, sound(), "--show", "-f", "tsv").exit_code == 2

    def test_a_document_that_is_not_held_shows_nothing(self, check: Check) -> None:
        (check.documents / "download.txt").unlink()
        assert "rev2020-001" not in self.start(check, sound(), "--show").stdout
