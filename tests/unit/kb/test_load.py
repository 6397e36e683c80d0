"""A folder becomes one immutable knowledge base, or one error that holds all findings."""

from __future__ import annotations

import os
import shutil
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import DataError, DataFolderError
from mscgraph.kb.check import check
from mscgraph.kb.load import content_hash, data_files, folder_hash, load, read
from tests.builders import (
    CLAIMS_2020,
    CLAIMS_2021,
    FOG,
    JOINT,
    MECHANISMS,
    REFERENCES,
    STUDIES,
    tiny,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase


def test_the_tiny_folder_is_sound(tiny_root: Path) -> None:
    report = check(tiny_root)
    assert report.findings == ()
    wanted = {"entities": 10, "documents": 2, "claims": 12, "evidence": 12}
    assert {part: report.counts[part] for part in wanted} == wanted


def test_records_are_in_the_order_of_their_ids(tiny_kb: KnowledgeBase) -> None:
    for part in ("entities", "references", "studies", "claims", "mechanisms"):
        assert list(getattr(tiny_kb, part)) == sorted(getattr(tiny_kb, part))
    assert next(iter(tiny_kb.types)) == "CellSource"


def test_nothing_can_be_put_into_it(tiny_kb: KnowledgeBase) -> None:
    assert isinstance(tiny_kb.claims, MappingProxyType)
    with pytest.raises(TypeError):
        tiny_kb.claims["x"] = tiny_kb.claims["rev2020-001"]  # type: ignore[index]  # that it fails is the point
    with pytest.raises(AttributeError):
        tiny_kb.content_hash = ""  # type: ignore[misc]  # that it fails is the point


def test_every_record_has_its_place(tiny_kb: KnowledgeBase, tiny_root: Path) -> None:
    place = tiny_kb.places["claims", "rev2021-003"]
    lines = (tiny_root / CLAIMS_2021).read_text("utf-8").splitlines()
    assert place.file == CLAIMS_2021
    assert lines[place.line() - 1] == "- id: rev2021-003"
    assert lines[place.line("context", "species") - 1].strip() == "species: NCBITaxon:10090"


def test_retracted_claims_are_not_active(tiny_kb: KnowledgeBase) -> None:
    assert "rev2021-004" in tiny_kb.claims
    assert "rev2021-004" not in {claim.id for claim in tiny_kb.active_claims}


def test_ancestors_hold_the_entity_itself(tiny_kb: KnowledgeBase) -> None:
    assert tiny_kb.ancestors[FOG] == {FOG, JOINT}
    assert tiny_kb.ancestors[JOINT] == {JOINT}


def test_ancestors_end_in_a_circle_and_at_what_is_not_there(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(JOINT)["parents"] = [FOG, "MONDO:0009999"]
    kb, _ = read(folder.write(tmp_path))
    assert {FOG, JOINT, "MONDO:0009999"} >= kb.ancestors[FOG] >= {FOG, JOINT}


def test_the_hash_is_of_names_and_bytes(tmp_path: Path) -> None:
    root = tiny().write(tmp_path)
    first = folder_hash(root, data_files(root))
    assert read(root)[0].content_hash == first
    os.utime(root / REFERENCES, (1, 1))
    (root / "README.md").write_text("no data")
    assert folder_hash(root, data_files(root)) == first
    claims = root / CLAIMS_2021
    claims.rename(claims.with_name("other.yaml"))
    assert folder_hash(root, data_files(root)) != first


def test_the_hash_tells_where_a_name_ends(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "ab"
    assert content_hash(tmp_path, {one: b"bc"}) != content_hash(tmp_path, {other: b"c"})


def test_load_raises_one_error_with_all_findings(tmp_path: Path) -> None:
    folder = tiny()
    folder.item("rev2020-001")["predicate"] = "nonsense"
    folder.item("rev2020-002")["colour"] = "red"
    folder.files[MECHANISMS][0]["claims"][0] = "rev2020-999"
    with pytest.raises(DataError) as caught:
        load(folder.write(tmp_path))
    rules = {finding.rule for finding in caught.value.report.errors}
    # the claim that cannot be read is also missing where the mechanism names it
    assert rules == {"T001", "M002", "T007"}
    assert str(caught.value).count("\n") == len(caught.value.report.errors) - 1


def test_a_warning_does_not_stop_load(tmp_path: Path) -> None:
    folder = tiny()
    folder.files[CLAIMS_2021].pop(2)  # the only claim in mice
    root = folder.write(tmp_path)
    assert [f.rule for f in check(root).findings] == ["E004"]
    assert load(root).claims


def test_check_reports_only_the_rules_asked_for(tmp_path: Path) -> None:
    folder = tiny()
    folder.item("rev2020-001")["predicate"] = "nonsense"
    folder.item("rev2020-002")["colour"] = "red"
    root = folder.write(tmp_path)
    assert {f.rule for f in check(root, rules=["T001"]).findings} == {"T001"}
    assert check(root, rules=["C001"]).ok


@pytest.mark.parametrize("file", [STUDIES, MECHANISMS])
def test_studies_and_mechanisms_may_be_absent(tmp_path: Path, file: str) -> None:
    folder = tiny()
    del folder.files[file]
    if file == STUDIES:
        evidence = folder.item("rev2020-008")["evidence"][0]
        del evidence["study"], evidence["results"]
    assert check(folder.write(tmp_path)).ok


def test_an_empty_folder(tmp_path: Path) -> None:
    for name in ("ontology", "graphs"):
        (tmp_path / name).mkdir()
    report = check(tmp_path)
    assert {f.rule for f in report.findings} == {"S006"}
    assert len(report.findings) == 7
    assert sum(report.counts.values()) == 0


def test_a_broken_file_is_not_called_missing_too(tmp_path: Path) -> None:
    root = tiny().write(tmp_path)
    (root / REFERENCES).write_text("- [")
    rules = {f.rule for f in check(root).findings if f.file == REFERENCES}
    assert rules == {"S001"}


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    root = tiny().write(tmp_path)
    (root / CLAIMS_2020).unlink()
    (root / CLAIMS_2020).mkdir()  # no permission binds root, but no one can read a folder
    with pytest.raises(DataFolderError, match="Is a directory"):
        load(root)


def test_the_order_of_the_disk_does_not_matter(tmp_path: Path) -> None:
    root = tiny().write(tmp_path / "one")
    backwards = tmp_path / "other"
    for file in reversed(data_files(root)):
        copy = backwards / file.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    one, other = read(root)[0], read(backwards)[0]
    assert one.content_hash == other.content_hash
    assert list(one.claims.values()) == list(other.claims.values())


def test_a_kind_that_no_file_declares_is_named_after_the_file(tmp_path: Path) -> None:
    folder = tiny().add(
        "ontology/entities/odd.yaml", {"id": "HGNC:9", "label": {"en": "x", "zh-Hans": "叉"}}
    )
    findings = check(folder.write(tmp_path)).findings
    assert ("T009", "ontology/entities/odd.yaml", 1) in {(f.rule, f.file, f.line) for f in findings}
