"""Show findings: lines for people, rows for programs, and always how much was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mscgraph.cli.output import open_output, write_rows

if TYPE_CHECKING:
    from mscgraph.findings import Report

COLUMNS = ("rule", "severity", "file", "line", "record", "message")


def report_findings(
    report: Report, *, lang: str, fmt: str, output: str = "-", bom: bool = False
) -> None:
    """Write a report and end with exit 1 if it holds an error; the summary goes to stderr."""
    if fmt == "text":
        with open_output(output) as file:
            for finding in report.findings:
                file.write(finding.render(lang) + "\n")
    else:
        rows = (finding.to_record(lang) for finding in report.findings)
        write_rows(rows, COLUMNS, fmt=fmt, output=output, bom=bom)
    click.echo(summary(report, lang), err=True)
    if not report.ok:
        raise SystemExit(1)


def summary(report: Report, lang: str) -> str:
    """Say how much was looked at and how much is wrong."""
    looked = ", ".join(f"{count:,} {part}" for part, count in report.counts.items() if count)
    errors, warnings = len(report.errors), len(report.findings) - len(report.errors)
    if lang == "en":
        return f"{looked or 'nothing'}: {errors} errors, {warnings} warnings"
    return f"{looked or '无'}:{errors} 个错误,{warnings} 个警告"
