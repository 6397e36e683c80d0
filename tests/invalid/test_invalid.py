"""Each rule is broken once, and the finding stands where the fault is."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from mscgraph.kb.check import check
from mscgraph.rulebook import RULES
from tests.builders import CLAIMS_2020, CLAIMS_2021, MECHANISMS, PREDICATES, tiny

FOLDER = Path(__file__).parent
ELSEWHERE = (
    "tests/unit/kb/test_verify*.py",  # V: against the documents
    "tests/unit/kb/test_fmt*.py",  # F001 and S008: the spelling of the files
)
"""Tests that break the other rules by name."""


@dataclass(frozen=True)
class Case:
    """One change to the tiny folder and the finding that it must give; see files.yaml."""

    rule: str
    why: str
    file: str
    after: str = ""
    old: str = ""
    new: str = ""
    here: str = ""
    encoding: str = "utf-8"
    empty: str = ""
    many: str = ""
    also: tuple[str, ...] = ()

    def apply(self, root: Path) -> None:
        path = root / self.file
        path.parent.mkdir(exist_ok=True)
        text = path.read_text("utf-8") if path.exists() else ""
        if self.old:
            at = text.index(self.old, text.index(self.after))
            changed = text[:at] + self.new + text[at + len(self.old) :]
        else:
            changed = "" if self.empty else text + self.new
        assert changed != text
        path.write_text(changed, encoding=self.encoding)

    def place(self, root: Path) -> tuple[str, int]:
        """Give file and line of the finding."""
        if self.here == "NOWHERE":
            return self.file, 0
        lines = (root / self.file).read_text(self.encoding).splitlines()
        if self.here == "EOF":
            return self.file, len(lines) + 1
        wanted = self.here or self.new.splitlines()[0].strip()
        first = next((n for n, line in enumerate(lines) if self.after in line), 0)
        return self.file, next(
            n for n, line in enumerate(lines, 1) if n > first and line.strip() == wanted
        )


def cases() -> list[Case]:
    found: list[Case] = []
    for file in sorted(FOLDER.glob("*.yaml")):
        items = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
        found.extend(Case(**{**item, "also": tuple(item.get("also", ()))}) for item in items)
    return found


CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.why}")
def test_a_fault_gives_its_finding(case: Case, tmp_path: Path) -> None:
    root = tiny().write(tmp_path)
    case.apply(root)
    findings = check(root).findings
    (finding,) = [
        f for f in findings if f.rule == case.rule and (f.file, f.line) == case.place(root)
    ]
    assert finding.message("en") != finding.message("zh-Hans")
    assert finding.render().endswith(f"[{case.rule}]")
    if not case.many:
        assert Counter(f.rule for f in findings) == Counter((case.rule, *case.also))


def test_every_rule_is_broken_somewhere() -> None:
    named = {case.rule for case in CASES}
    for pattern in ELSEWHERE:
        for file in FOLDER.parents[1].glob(pattern):
            text = file.read_text("utf-8")
            named |= {code for code in RULES if re.search(rf"\b{code}\b", text)}
    assert sorted(set(RULES) - named) == []


def test_five_faults_in_five_files_are_five_findings_of_one_run(tmp_path: Path) -> None:
    root = tiny().write(tmp_path)
    wanted = {
        ("T001", CLAIMS_2020),
        ("I003", CLAIMS_2021),
        ("M001", MECHANISMS),
        ("I002", "ontology/entities/disease.yaml"),
        ("E003", "ontology/entities/pathway.yaml"),
    }
    chosen = {(case.rule, case.file): case for case in reversed(CASES)}
    for key in wanted:
        chosen[key].apply(root)
    report = check(root)
    assert {(f.rule, f.file) for f in report.findings} == wanted
    assert len(report.findings) == 5


def test_twenty_faults_in_one_file_are_twenty_findings(tmp_path: Path) -> None:
    root = tiny().write(tmp_path)
    path = root / PREDICATES
    text = path.read_text("utf-8").replace("definition:", "definitoin:")
    path.write_text(text, "utf-8")
    found = Counter(f.rule for f in check(root, rules=["M002"]).findings)
    assert found["M002"] == text.count("definitoin:")
