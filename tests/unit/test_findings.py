"""One table of rules: both languages say the same, and a report is in the order of the files."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from mscgraph.findings import Finding, Report
from mscgraph.rulebook import RULES


def places(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_the_same_in_both_languages(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch("[SMITCEVF][0-9]{3}", code)
    assert places(rule.en) == places(rule.zh)
    assert re.search("[一-鿿]", rule.zh)
    assert not re.search("[一-鿿]", rule.en)


def test_a_finding_is_one_line_with_place_who_and_code() -> None:
    finding = Finding("M001", "graphs/studies.yaml", 7, "s1", {"key": "design"})
    assert finding.severity == "error"
    assert finding.render() == "graphs/studies.yaml:7 s1: key 'design' is missing [M001]"
    assert finding.render("zh-Hans") == "graphs/studies.yaml:7 s1: 缺少键 'design' [M001]"
    assert finding.to_record("zh-Hans") == {
        "rule": "M001",
        "severity": "error",
        "file": "graphs/studies.yaml",
        "line": 7,
        "record": "s1",
        "message": "缺少键 'design'",
    }


def test_a_finding_on_a_whole_file_has_no_line() -> None:
    finding = Finding("S006", "graphs/documents.yaml", values={"expected": "graphs/documents.yaml"})
    assert finding.render().startswith("graphs/documents.yaml: missing or empty")


def test_a_report_sorts_by_file_and_line_and_fails_on_errors_only() -> None:
    missing = {"key": "id"}
    later = Finding("M001", "b.yaml", 2, values=missing)
    first = Finding("M001", "a.yaml", 10, values=missing)
    warning = Finding("E004", "a.yaml", 2, "HGNC:1", {"id": "HGNC:1"})
    report = Report.of([later, first, warning], {"claims": 3})
    assert report.findings == (warning, first, later)
    assert report.errors == (first, later)
    assert not report.ok
    assert Report.of([warning], {}).ok
    assert report.counts == {"claims": 3}
