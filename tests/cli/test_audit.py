"""mscgraph audit: what a document's use of a paper cannot be taken at its word for."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli.cmd_audit import _KINDS, COLUMNS
from mscgraph.kb.audit import KINDS
from tests.builders import FOG, PULP, TNF, cite, claim, evidence, text, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.fixture
def odd(tmp_path: Path) -> str:
    """A folder with one entry of each kind, and claims on two of them."""
    folder = tiny()
    for document in folder.files["graphs/documents.yaml"]:
        document["bibliography"] = ["ames2010", "bolt2011", "bolt2011"]
    folder.files["graphs/documents.yaml"][0]["bibliography"].append("dunn2013")
    slip = cite(
        "bolt2011", "discrepant", on=["model", "dose"], note=text("It was rats.", "是大鼠。")
    )
    wrong = {"reference": "bolt2011", "printed": "1"}
    note = {"note": "the page prints 1"}
    folder.claims(
        claim("rev2020-020", PULP, "affects", FOG, evidence(slip)),
        claim("rev2020-021", PULP, "affects", TNF, evidence(wrong, **note), evidence(slip)),
    )
    return str(folder.write(tmp_path))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_one_line_per_entry(run: Run, odd: str) -> None:
    done = run("audit", "--data", odd)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "\t".join(COLUMNS)
    assert [
        (r["kind"], r["document"], r["reference"], r["printed"]) for r in rows(done.stdout)
    ] == [
        ("retracted", "rev2020", "dunn2013", "4"),
        ("misnumbered", "rev2020", "bolt2011", "1"),
        ("duplicated", "rev2020", "bolt2011", "2, 3"),
        ("duplicated", "rev2021", "bolt2011", "2, 3"),
        ("discrepant", "rev2020", "bolt2011", ""),
    ]
    last = rows(done.stdout)[-1]
    assert (last["on"], last["claims"]) == ("model|dose", "rev2020-020|rev2020-021")
    assert last["text"] == "It was rats."
    assert done.stderr == ("1 retracted, 1 misnumbered, 2 duplicated, 1 discrepant; 2 claims\n")


def test_in_chinese(run: Run, odd: str) -> None:
    done = run("audit", "--data", odd, "--lang", "zh")
    texts = [r["text"] for r in rows(done.stdout)]
    assert texts[0].startswith("2015 撤稿")
    assert texts[1] == "原文印作 [1],实指 [2]。"
    assert texts[-1] == "是大鼠。"
    assert done.stderr == "1 撤稿, 1 编号有误, 2 重复, 1 转述不符;涉及 2 个论断\n"


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind(run: Run, odd: str, kind: str) -> None:
    done = run("audit", "--data", odd, "--kind", kind, "-f", "json")
    found = json.loads(done.stdout)
    assert {tuple(row) for row in found} == {COLUMNS}
    assert {row["kind"] for row in found} == {kind}
    assert done.stderr.startswith(f"{len(found)} {kind}; ")


def test_the_kinds_of_the_option_are_those_of_the_audit() -> None:
    assert tuple(_KINDS) == KINDS


def test_nothing_found_is_a_good_answer(run: Run) -> None:
    done = run("audit", "--kind", "discrepant")
    assert (done.exit_code, done.stdout) == (0, "\t".join(COLUMNS) + "\n")
    assert done.stderr == "0; 0 claims\n"


def test_usage_and_broken_data(run: Run, tmp_path: Path) -> None:
    assert run("audit", "--kind", "odd").exit_code == 2
    folder = tiny()
    folder.item("rev2020-004")["predicate"] = "increase"
    done = run("audit", "--data", str(folder.write(tmp_path)))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "[T001]" in done.stderr
