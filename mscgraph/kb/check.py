"""``check``: every rule over a whole data folder, all findings in one run."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from mscgraph.data import data_root
from mscgraph.errors import NotFoundError
from mscgraph.findings import Report
from mscgraph.kb.load import KnowledgeBase, read
from mscgraph.kb.rules import ALL
from mscgraph.rulebook import RULES

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def examine(root: Path) -> tuple[KnowledgeBase, Report]:
    """Read a folder and run all rules over what could be read."""
    kb, findings = read(root)
    for rule in ALL:
        findings.extend(rule(kb))
    evidence = sum(len(claim.evidence) for claim in kb.claims.values())
    return kb, Report.of(findings, {**kb.counts, "evidence": evidence})


def check(root: Path | str | None = None, *, rules: Collection[str] = ()) -> Report:
    """Give all findings on a data folder; bad data never raises.

    Args:
        root: the folder; by default the graph that comes with mscgraph.
        rules: codes of the rules to report; all if empty.

    Raises:
        DataFolderError: there is no such folder, or it cannot be read.
        NotFoundError: there is no such rule.
    """
    for code in rules:
        if code not in RULES:
            raise NotFoundError("rule", code, get_close_matches(code, list(RULES), cutoff=0.7))
    _, report = examine(data_root(root))
    if not rules:
        return report
    return Report(tuple(f for f in report.findings if f.rule in rules), report.counts)
