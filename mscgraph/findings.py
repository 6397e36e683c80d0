"""Findings on the data: a broken rule at a place, and all of them in a report.

A finding names a rule of :data:`~mscgraph.rulebook.RULES` and holds what fills its message; the
message itself stands in the table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mscgraph.rulebook import RULES, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule at a place."""

    rule: str
    file: str = ""
    line: int = 0
    record: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Severity of the rule."""
        return RULES[self.rule].severity

    def message(self, lang: str = "en") -> str:
        """Give the message in a language (``en`` or ``zh-Hans``)."""
        rule = RULES[self.rule]
        return (rule.en if lang == "en" else rule.zh).format(**self.values)

    def render(self, lang: str = "en") -> str:
        """Give the one line that a user reads: place, what, code."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        who = f" {self.record}" if self.record else ""
        return f"{place}{who}: {self.message(lang)} [{self.rule}]"

    def to_record(self, lang: str = "en") -> dict[str, object]:
        """Give the finding as plain data."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "file": self.file,
            "line": self.line,
            "record": self.record,
            "message": self.message(lang),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, in the order of files and lines, and how much was looked at."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]

    @classmethod
    def of(cls, findings: Iterable[Finding], counts: Mapping[str, int]) -> Report:
        """Sort the findings into a report."""
        ordered = sorted(findings, key=lambda f: (f.file, f.line, f.rule, f.record, f.message()))
        return cls(tuple(ordered), dict(counts))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings at error level."""
        return tuple(f for f in self.findings if f.severity == "error")

    @property
    def ok(self) -> bool:
        """Whether there is no finding at error level."""
        return not self.errors
