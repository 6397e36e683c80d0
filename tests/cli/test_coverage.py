"""mscgraph coverage: every sentence with its claims, or the reason why it has none."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli.cmd_coverage import COLUMNS
from mscgraph.kb.anchors import anchor_of
from tests.builders import FOG, PULP, Folder, claim, evidence, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

CLAIMED = "Pulp stem cells help against fog."
LEFT_OUT = "Knees have been known for long."
OPEN = "Nobody looked at this one, which is long enough to be cut short at the end of the row."
TITLE = "A review of made-up knees"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    there = tmp_path / "texts"
    there.mkdir()
    text = f"{TITLE}\n\n1 Knees\n{CLAIMED} {LEFT_OUT} {OPEN}\n"
    (there / "rev2020.txt").write_text(text, "utf-8")
    return there


def folder(*left_out: str) -> Folder:
    reasons = [{"anchor": anchor_of(text), "reason": "background"} for text in left_out]
    said = evidence("ames2010", anchors=[anchor_of(CLAIMED)])
    made = tiny().claims(claim("rev2020-020", PULP, "affects", FOG, said))
    return made.add("graphs/coverage/rev2020.yaml", *reasons)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_an_open_sentence_is_the_answer_no(run: Run, texts: Path, tmp_path: Path) -> None:
    data = str(folder(LEFT_OUT, TITLE).write(tmp_path / "data"))
    ask = ("coverage", "--data", data, "--documents", str(texts), "--document", "rev2020")
    done = run(*ask)
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "\t".join(COLUMNS)
    assert [(r["section"], r["state"], r["claims"], r["reason"]) for r in rows(done.stdout)] == [
        ("front", "reason", "", "background"),
        ("1", "claims", "rev2020-020", ""),
        ("1", "reason", "", "background"),
        ("1", "open", "", ""),
    ]
    assert [r["anchor"] for r in rows(done.stdout)][1:] == [
        anchor_of(s) for s in (CLAIMED, LEFT_OUT, OPEN)
    ]
    # a row shows what to look for, not the document
    assert rows(done.stdout)[-1]["text"] == OPEN[:60]
    assert done.stderr == ("rev2020: 4 sentences, 1 with claims, 2 with a reason, 1 open (75 %)\n")
    chinese = run(*ask, "--lang", "zh")
    assert chinese.exit_code == 1
    assert chinese.stderr == "rev2020:共 4 句,1 句有论断,2 句有理由,1 句未处理(75 %)\n"
    only = run(*ask, "--open")
    assert [r["anchor"] for r in rows(only.stdout)] == [anchor_of(OPEN)]
    assert (only.exit_code, only.stderr) == (1, done.stderr)


def test_nothing_open(run: Run, texts: Path, tmp_path: Path) -> None:
    data = str(folder(LEFT_OUT, TITLE, OPEN).write(tmp_path / "data"))
    ask = ("coverage", "--data", data, "--documents", str(texts), "--document", "rev2020")
    done = run(*ask, "--open")
    assert (done.exit_code, done.stdout) == (0, "\t".join(COLUMNS) + "\n")
    assert done.stderr.endswith(", 0 open (100 %)\n")


def test_a_reason_whose_sentence_is_gone(run: Run, texts: Path, tmp_path: Path) -> None:
    gone = "It was once here."
    data = str(folder(LEFT_OUT, TITLE, OPEN, gone).write(tmp_path / "data"))
    ask = ("coverage", "--data", data, "--documents", str(texts), "--document", "rev2020")
    done = run(*ask)
    assert done.exit_code == 1
    assert f"anchor {anchor_of(gone)} is gone" in done.stderr
    assert f"锚点 {anchor_of(gone)} 已不存在" in run(*ask, "--lang", "zh").stderr


def test_a_document_that_is_not_at_hand(run: Run, texts: Path, tmp_path: Path) -> None:
    data = str(folder(LEFT_OUT, TITLE, OPEN).write(tmp_path / "data"))
    done = run("coverage", "--data", data, "--documents", str(texts))
    assert done.exit_code == 1
    assert "is document rev2021 (by SHA-256, or named rev2021.txt) [V005]" in done.stderr
    assert done.stderr.count("sentences,") == 1


def test_usage(run: Run, tmp_path: Path) -> None:
    assert run("coverage").exit_code == 2
    assert run("coverage", "--documents", str(tmp_path / "nowhere")).exit_code == 2


def test_a_document_that_is_none_is_named(run: Run, texts: Path, tmp_path: Path) -> None:
    data = str(folder(LEFT_OUT, TITLE).write(tmp_path / "data"))
    done = run("coverage", "--data", data, "--documents", str(texts), "--document", "rev202")
    assert (done.exit_code, done.stdout) == (1, "")
    assert (
        done.stderr == "mscgraph: no document is called 'rev202'; did you mean rev2021, rev2020?\n"
    )
