"""What changed between two states: two folders, and the revisions of a real git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import DataError, DataFolderError
from mscgraph.kb.diff import PARTS, Change, diff, state
from tests.builders import (
    CLAIMS_2020,
    CLAIMS_2021,
    MECHANISMS,
    PULP,
    REFERENCES,
    STUDIES,
    TNF,
    Folder,
    claim,
    entity,
    predicate,
    reference,
    tiny,
)

if TYPE_CHECKING:
    from pathlib import Path


def changes(tmp_path: Path, before: Folder, after: Folder) -> list[Change]:
    return list(diff(before.kb(tmp_path / "before"), after.kb(tmp_path / "after")))


def said(found: list[Change]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(c.part, c.id, c.kind, c.keys) for c in found]


def test_no_difference(tmp_path: Path) -> None:
    assert changes(tmp_path, tiny(), tiny()) == []


def test_the_order_and_the_file_of_a_record_are_no_difference(tmp_path: Path) -> None:
    moved = tiny()
    moved.files["graphs/claims/rev2020/more.yaml"] = [moved.files[CLAIMS_2020].pop(3)]
    moved.files[CLAIMS_2020].reverse()
    assert changes(tmp_path, tiny(), moved) == []


def test_added_removed_changed_and_retracted(tmp_path: Path) -> None:
    after = tiny()
    after.files[CLAIMS_2021].pop(1)
    after.claims(claim("rev2020-020", PULP, "affects", TNF))
    after.item("rev2020-004")["evidence"][0]["section"] = "3"
    after.item("rev2020-004")["note"] = "seen again"
    after.item("rev2020-006").update(status="retracted", reason="a slip of ours")
    found = changes(tmp_path, tiny(), after)
    assert said(found) == [
        ("claims", "rev2020-004", "changed", ("evidence", "note")),
        ("claims", "rev2020-006", "retracted", ("status", "reason")),
        ("claims", "rev2020-020", "added", ()),
        ("claims", "rev2021-002", "removed", ()),
    ]
    changed, _, added, removed = found
    assert changed.before["evidence"][0]["section"] == "1"
    assert changed.after["evidence"][0]["section"] == "3"
    assert (added.before, added.after["object"]) == (None, TNF)
    assert (removed.after, removed.before["subject"]) == (None, TNF)


def test_a_claim_that_was_retracted_before_is_only_changed(tmp_path: Path) -> None:
    after = tiny()
    after.item("rev2021-004")["reason"] = "its source was retracted in 2015"
    assert said(changes(tmp_path, tiny(), after)) == [
        ("claims", "rev2021-004", "changed", ("reason",))
    ]
    assert said(changes(tmp_path, after, tiny()))[0][2] == "changed"


def test_a_claim_that_is_taken_back_into_use_is_changed(tmp_path: Path) -> None:
    after = tiny()
    after.item("rev2021-004").pop("status")
    after.item("rev2021-004").pop("reason")
    assert said(changes(tmp_path, tiny(), after)) == [
        ("claims", "rev2021-004", "changed", ("status", "reason"))
    ]


def test_parts_come_in_their_order(tmp_path: Path) -> None:
    after = tiny()
    after.entities("cytokine", entity("HGNC:1", "ZAP"))
    after.files[REFERENCES].append(reference("zahn2019"))
    after.files[STUDIES][0]["n"] = "13"
    after.files[MECHANISMS].clear()
    after.files["ontology/predicates.yaml"].append(predicate("tickles", "+1"))
    after.files["ontology/types.yaml"][0]["comments"] = "where cells come from"
    after.item("rev2020-001")["note"] = "yes"
    found = changes(tmp_path, tiny(), after)
    assert said(found) == [
        ("claims", "rev2020-001", "changed", ("note",)),
        ("entities", "HGNC:1", "added", ()),
        ("references", "zahn2019", "added", ()),
        ("studies", "rev2020-cole2012", "changed", ("n",)),
        ("mechanisms", "rev2020-glow", "removed", ()),
        ("predicates", "tickles", "added", ()),
        ("types", "CellSource", "changed", ("comments",)),
    ]
    assert tuple(c.part for c in found) == PARTS


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(
        ["git", *identity, *arguments],  # noqa: S607 - whichever git the path gives
        cwd=folder,
        check=True,
        capture_output=True,
    )


@pytest.fixture
def no_git_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Hide the git settings of the caller, a hook's GIT_DIR above all."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def history(tmp_path: Path, no_git_settings: None) -> Path:  # noqa: ARG001 - must come first
    """A repository with the data below ``work``: two revisions, and a change not committed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    top = tmp_path / "top"
    data, folder = top / "work", tiny()
    folder.write(data)
    (top / "ontology").mkdir()  # another folder of that name, which is not the data
    (top / "ontology" / "other.txt").write_text("not data\n")
    git(tmp_path, "init", "-q", str(top))
    git(top, "add", ".")
    git(top, "commit", "-q", "-m", "first")
    git(top, "tag", "first")
    folder.claims(claim("rev2020-020", PULP, "affects", TNF))
    folder.write(data)
    git(top, "commit", "-q", "-a", "-m", "second")
    folder.item("rev2020-006").update(status="retracted", reason="a slip of ours")
    folder.write(data)
    return data


def between(before: str, after: str, root: Path) -> list[tuple[str, str]]:
    with state(before, root) as old, state(after, root) as new:
        return [(c.id, c.kind) for c in diff(old, new)]


def test_two_revisions(history: Path) -> None:
    assert between("first", "HEAD", history) == [("rev2020-020", "added")]
    assert between("HEAD", "HEAD~1", history) == [("rev2020-020", "removed")]


def test_a_revision_and_what_is_not_committed(history: Path) -> None:
    assert between("HEAD", str(history), history) == [("rev2020-006", "retracted")]
    assert between("first", str(history), history) == [
        ("rev2020-006", "retracted"),
        ("rev2020-020", "added"),
    ]


def test_the_archive_leaves_nothing_behind(
    history: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with state("HEAD", history) as kb:
        assert len(kb.claims) == 13
        assert list(scratch.iterdir())
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("name", ["nonsense", "--output=evil.tar", "HEAD:work"])
def test_neither_a_folder_nor_a_revision(history: Path, name: str) -> None:
    with (
        pytest.raises(DataFolderError, match="neither a folder nor a git revision of work/"),
        state(name, history),
    ):
        pass
    assert not (history / "evil.tar").exists()


def test_a_data_folder_without_history(tmp_path: Path, no_git_settings: None) -> None:  # noqa: ARG001
    root = tiny().write(tmp_path / "data")
    with pytest.raises(DataFolderError, match="not a git repository"), state("HEAD", root):
        pass


def test_what_cannot_be_read_is_not_taken_for_removed(tmp_path: Path) -> None:
    root = tiny().write(tmp_path)
    (root / CLAIMS_2020).write_text("- id: [", encoding="utf-8")
    with pytest.raises(DataError, match=CLAIMS_2020), state(str(root)):
        pass


def test_a_folder_that_is_no_data_folder(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="no data folder"), state(str(tmp_path)):
        pass


def test_a_machine_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tiny().write(tmp_path / "data")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DataFolderError, match="git is not installed"), state("HEAD", root):
        pass
