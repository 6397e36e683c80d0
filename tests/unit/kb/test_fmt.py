"""``fmt``: one spelling, nothing lost, broken files left alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mscgraph.cli import cli
from mscgraph.errors import DataFolderError
from mscgraph.kb.fmt import ChangedMeaningError, format_folder
from mscgraph.kb.fmt_text import WIDTH

if TYPE_CHECKING:
    from pathlib import Path

TYPES = """\
- id: Protein
  file: protein
  label: {en: protein, zh-Hans: 蛋白}
  definition: {en: A gene and its product., zh-Hans: 基因及其产物。}
  category: biolink:Gene
"""
ENTITIES = """\
- id: HGNC:1682
  label: {en: CD47, zh-Hans: CD47}
- id: HGNC:8021
  label: {en: CD73, zh-Hans: CD73}
"""
CLAIM = """\
- id: ab2024-{number}
  subject: HGNC:8021
  subject_label: CD73
  predicate: increases
  object: HGNC:1682
  object_label: CD47
  evidence:
  - document: ab2024
    section: '1'
    anchors: ['0123456789ab']
    design: animal
    statement:
      en: CD73 raises CD47.
      zh-Hans: CD73升高CD47。
"""


PREDICATE = """\
- id: increases
  label: {en: increases, zh-Hans: 增加}
  definition: {en: It does., zh-Hans: 的确如此。}
  sign: '+1'
  walk: {forward: 'yes'}
  domain: [any]
  range: [any]
  biolink:
    predicate: biolink:affects
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one kind, two entities and no claim."""
    (tmp_path / "ontology/entities").mkdir(parents=True)
    (tmp_path / "graphs/claims/ab2024").mkdir(parents=True)
    (tmp_path / "ontology/types.yaml").write_text(TYPES, encoding="utf-8")
    (tmp_path / "ontology/entities/protein.yaml").write_text(ENTITIES, encoding="utf-8")
    return tmp_path


def claims_file(folder: Path, text: str) -> Path:
    path = folder / "graphs/claims/ab2024/topic.yaml"
    path.write_bytes(text.encode())
    return path


def formatted(folder: Path, text: str) -> str:
    """Format one file of claims; a second run must change nothing."""
    path = claims_file(folder, text)
    done = format_folder(folder)
    assert done.report.ok, [finding.render() for finding in done.report.findings]
    first = path.read_bytes()
    assert format_folder(folder).changed == ()
    assert path.read_bytes() == first
    return first.decode()


def test_what_is_in_the_one_spelling_stays(folder: Path) -> None:
    text = CLAIM.format(number="001") + CLAIM.format(number="002")
    assert formatted(folder, text) == text


def test_order_defaults_labels_and_quotes(folder: Path) -> None:
    text = """\
- evidence:
    - {statement: {zh-Hans: "CD73升高CD47。", en: "CD73 raises CD47."}, design: animal,
       via: body, hedge: asserted, anchors: [0123456789ab], section: 1, document: ab2024,
       cites: [{reference: x2020, printed: 8, relay: {status: unchecked}}]}
  note: "why: because"
  negated: false
  context: {timing: 'yes', species: NCBITaxon:9606}
  object_label: old name
  object: HGNC:1682
  predicate: increases
  subject_label: CD-73
  subject: HGNC:8021
  id: ab2024-001
"""
    assert (
        formatted(folder, text)
        == """\
- id: ab2024-001
  subject: HGNC:8021
  subject_label: CD73
  predicate: increases
  object: HGNC:1682
  object_label: CD47
  context: {species: 'NCBITaxon:9606', timing: 'yes'}
  evidence:
  - document: ab2024
    section: '1'
    anchors: ['0123456789ab']
    design: animal
    statement:
      en: CD73 raises CD47.
      zh-Hans: CD73升高CD47。
    cites:
    - {reference: x2020, printed: 8}
  note: 'why: because'
"""
    )


def test_items_are_sorted_with_their_comments(folder: Path) -> None:
    two, one = CLAIM.format(number="002"), CLAIM.format(number="001")
    text = f"# the file\n\n# on two\n{two}\n\n# on one\n# more on one\n\n{one}# the end\n"
    assert formatted(folder, text) == (
        f"# the file\n\n# on one\n# more on one\n{one}# on two\n{two}# the end\n"
    )


def test_a_comment_before_the_first_item_is_the_files_own(folder: Path) -> None:
    two, one = CLAIM.format(number="002"), CLAIM.format(number="001")
    assert formatted(folder, f"# topic\n{two}{one}") == f"# topic\n{one}{two}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("  predicate:", "# here\n  predicate:", 4),
        ("  predicate:", "  # here\n  predicate:", 4),
        ("increases", "increases  # here", 4),
        ("en: CD73 raises CD47.", "en: |  # here\n        CD73 raises CD47.", 13),
        ("['0123456789ab']", "[\n# here\n    '0123456789ab']", 11),
    ],
    ids=["column 0", "indented", "behind a value", "behind a block sign", "in a list"],
)
def test_a_comment_inside_an_item_is_a_finding(folder: Path, old: str, new: str, line: int) -> None:
    text = CLAIM.format(number="001").replace(old, new)
    path = claims_file(folder, text)
    done = format_folder(folder)
    assert [(f.rule, f.line) for f in done.report.findings] == [("S008", line)]
    assert done.changed == ()
    assert path.read_text(encoding="utf-8") == text


def test_a_number_sign_in_a_text_is_no_comment(folder: Path) -> None:
    quoted = CLAIM.format(number="001").replace("CD73 raises CD47.", "'CD73 # raises CD47.'")
    assert formatted(folder, quoted) == quoted
    block = quoted.replace("'CD73 # raises CD47.'", ">-\n        CD73\n        # raises CD47.")
    assert formatted(folder, block) == quoted


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("- id: [", "S001"),
        ("- id: ab2024-001\n", "M001"),
        (CLAIM.format(number="001") + "  negated: maybe\n", "M003"),
        (CLAIM.format(number="001") + "  colour: red\n", "M002"),
    ],
    ids=["no YAML", "key missing", "value not allowed", "unknown key"],
)
def test_a_broken_file_is_reported_and_left_alone(folder: Path, text: str, rule: str) -> None:
    path = claims_file(folder, text)
    other = folder / "ontology/entities/protein.yaml"
    other.write_text(ENTITIES.replace("label: ", "label:  "), encoding="utf-8")
    done = format_folder(folder)
    assert rule in {finding.rule for finding in done.report.findings}
    assert done.changed == ("ontology/entities/protein.yaml",)
    assert path.read_text(encoding="utf-8") == text
    assert other.read_text(encoding="utf-8") == ENTITIES


def test_line_ends_and_byte_order_mark(folder: Path) -> None:
    text = CLAIM.format(number="001")
    assert formatted(folder, "\ufeff# topic\n" + text) == "# topic\n" + text
    assert formatted(folder, text.replace("\n", "\r\n")) == text
    assert formatted(folder, text.removesuffix("\n")) == text


def test_who_may_read_a_file_stays(folder: Path) -> None:
    path = claims_file(folder, CLAIM.format(number="001") + "\n")
    path.chmod(0o640)
    assert format_folder(folder).changed
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_relation_takes_the_label_of_its_object(folder: Path) -> None:
    path = folder / "ontology/entities/protein.yaml"
    relation = "{predicate: form_of, object: HGNC:8021, object_label: CD-73, source: MSCG}"
    path.write_text(ENTITIES + f"  relations: [{relation}]\n", encoding="utf-8")
    format_folder(folder)
    expected = "  - {predicate: form_of, object: 'HGNC:8021', object_label: CD73, source: MSCG}\n"
    assert path.read_text(encoding="utf-8") == ENTITIES + "  relations:\n" + expected


def test_a_kind_that_the_file_gives_is_left_out(folder: Path) -> None:
    path = folder / "ontology/entities/protein.yaml"
    path.write_text(ENTITIES + "  type: Protein\n", encoding="utf-8")
    format_folder(folder)
    assert path.read_text(encoding="utf-8") == ENTITIES
    path.write_text(ENTITIES + "  type: Other\n", encoding="utf-8")
    format_folder(folder)
    assert "  type: Other\n" in path.read_text(encoding="utf-8")


def test_lines_are_at_most_so_wide(folder: Path) -> None:
    for size in range(1, 60):
        names = [f"{'名' * size}{i}" for i in range(2)]
        path = folder / "ontology/entities/protein.yaml"
        path.write_text(ENTITIES + f"  synonyms: {{zh-Hans: {names}}}\n", encoding="utf-8")
        format_folder(folder)
        lines = path.read_text(encoding="utf-8").splitlines()
        columns = [sum(1 + (char == "名") for char in line) for line in lines]
        whole = f"  synonyms: {{zh-Hans: [{', '.join(names)}]}}"
        fits = len(whole) + 2 * size <= WIDTH
        assert (whole in lines) is fits
        assert max(columns) <= WIDTH or size > 45


def test_a_file_of_comments_alone_stays(folder: Path) -> None:
    path = claims_file(folder, "# nothing yet\n\n")
    done = format_folder(folder)
    assert (done.changed, done.report.ok) == ((), True)
    assert path.read_text(encoding="utf-8") == "# nothing yet\n\n"


def test_coverage_stands_on_one_line_in_the_order_of_print(folder: Path) -> None:
    path = folder / "graphs/coverage/ab2024.yaml"
    path.parent.mkdir()
    note = "why this sentence holds no claim, at such length that one line of it is too short"
    text = (
        "- {anchor: 'f123456789ab', reason: gap}\n"
        f"- anchor: '0123456789ab'\n  reason: topic\n  note: {note}\n"
    )
    path.write_text(text.replace("gap", "gap, document: ab2024"), encoding="utf-8")
    assert format_folder(folder).changed == ("graphs/coverage/ab2024.yaml",)
    assert path.read_text(encoding="utf-8") == text


def test_what_would_not_read_back_is_not_written(folder: Path) -> None:
    key = "k" * 1100  # a parser takes a key on one line up to 1024 characters
    path = folder / "ontology/predicates.yaml"
    path.write_text(PREDICATE + f"    qualifiers:\n      ? {key}\n      : x\n", encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(ChangedMeaningError, match=r"predicates\.yaml"):
        format_folder(folder)
    assert path.read_bytes() == before


def test_a_file_that_cannot_be_read(folder: Path) -> None:
    (folder / "graphs/claims/ab2024/topic.yaml").mkdir()
    with pytest.raises(DataFolderError, match=r"topic\.yaml"):
        format_folder(folder)


def test_a_file_that_cannot_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, data: bytes) -> None:
        raise PermissionError(13, "Permission denied", str(path), data)

    monkeypatch.setattr("mscgraph.kb.fmt.replace_file", refuse)
    claims_file(folder, CLAIM.format(number="001") + "\n")
    with pytest.raises(DataFolderError, match="Permission denied"):
        format_folder(folder)


class TestCommand:
    def test_prints_the_files_that_changed(self, folder: Path) -> None:
        path = claims_file(folder, CLAIM.format(number="001") + "\n")
        done = CliRunner().invoke(cli, ["fmt", "--data", str(folder)])
        assert (done.exit_code, done.stdout) == (0, "graphs/claims/ab2024/topic.yaml\n")
        assert done.stderr == "3 files, 4 items: 0 errors, 0 warnings\n"
        assert path.read_text(encoding="utf-8") == CLAIM.format(number="001")

    def test_check_writes_nothing_and_says_what_to_run(self, folder: Path) -> None:
        path = claims_file(folder, CLAIM.format(number="001") + "\n")
        done = CliRunner().invoke(cli, ["fmt", "--check", "--data", str(folder)])
        assert done.exit_code == 1
        assert re.fullmatch(
            r"graphs/claims/ab2024/topic.yaml: .*mscgraph fmt \[F001\]\n", done.stdout
        )
        assert path.read_text(encoding="utf-8") == CLAIM.format(number="001") + "\n"
        CliRunner().invoke(cli, ["fmt", "--data", str(folder)])
        done = CliRunner().invoke(cli, ["fmt", "--check", "--data", str(folder)])
        assert (done.exit_code, done.stdout) == (0, "")

    def test_a_finding_ends_with_one(self, folder: Path) -> None:
        claims_file(folder, "- id: [")
        done = CliRunner().invoke(cli, ["fmt", "--data", str(folder)])
        assert done.exit_code == 1
        assert "[S001]" in done.stdout
