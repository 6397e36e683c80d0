"""``verify`` finds the documents and their lists of references; its command."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from mscgraph.cli import cli
from mscgraph.errors import DataFolderError, NotFoundError
from mscgraph.kb.anchors import anchor_of
from mscgraph.kb.verify import verify
from tests.builders import CLAIMS_2020, DOCUMENTS, Folder
from tests.unit.kb.verifying import DOCUMENT, TITLE, Check, found, sound


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
