"""Show findings: lines for people, rows for programs, and always how much was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mscgraph.cli.parts import counted

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.findings import Report

COLUMNS = ("rule", "severity", "file", "line", "record", "message")
FIRST = ("rule", "message", "file", "line", "record")


def report_findings(report: Report, out: Output, *, lang: str) -> None:
    """Write a report and end with exit 1 if it holds an error; the summary goes to stderr."""
    if out.fmt == "text":
        with out.open() as file:
            for finding in report.findings:
                file.write(finding.render(lang) + "\n")
    else:
        rows = (finding.to_record(lang) for finding in report.findings)
        out.rows(rows, COLUMNS, first=FIRST)
    click.echo(summary(report, lang), err=True)
    if not report.ok:
        raise SystemExit(1)


def summary(report: Report, lang: str) -> str:
    """Say how much was looked at and how much is wrong."""
    comma = ", " if lang == "en" else ","
    looked = comma.join(counted(part, n, lang) for part, n in report.counts.items() if n)
    errors, warnings = len(report.errors), len(report.findings) - len(report.errors)
    if lang == "en":
        return f"{looked or 'nothing'}: {errors} errors, {warnings} warnings"
    return f"{looked or '无'}:{errors} 个错误,{warnings} 个警告"
