"""The data files of this repository are in the one spelling, and short enough to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mscgraph.kb.fmt import format_folder

ROOT = Path(__file__).parents[2]
CLAIM_FILES = sorted((ROOT / "graphs/claims").glob("*/*.yaml"))

pytestmark = pytest.mark.kb_data


def test_one_spelling() -> None:
    done = format_folder(ROOT, check=True)
    assert [finding.render() for finding in done.report.findings] == []


@pytest.mark.parametrize("path", CLAIM_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_claim_file_stays_under_600_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < 600
