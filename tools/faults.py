"""Say how many of the faults put into copies of real claims are caught; docs/faults.md holds it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the injector is part of the tests

from tests.faults.injector import COPIES, SEED, Bench, Row  # noqa: E402 - after the path above
from tests.faults.kinds import KINDS  # noqa: E402

PAGE = ROOT / "docs" / "faults.md"
START, END = "<!-- figures: tools/faults.py --write -->", "<!-- end of figures -->"
HEAD = (
    *("kind", "what is changed", "injected", "before", "error", "warning", "missed"),
    *("sentence alone", "clean rejected"),
)


def main() -> int:
    """Print the table, and write it into the page if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", default=ROOT.parent / "shared" / "documents", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.relative_to(ROOT)}")
    arguments = parser.parse_args()
    if not arguments.documents.is_dir():
        print(f"no folder {arguments.documents}; name one with --documents", file=sys.stderr)
        return 3
    table = figures(Bench.of(ROOT, arguments.documents))
    print(table)
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        before, after = page.split(START)[0], page.split(END)[1]
        PAGE.write_text(f"{before}{START}\n{table}\n{END}{after}", encoding="utf-8")
    return 0


def figures(bench: Bench) -> str:
    """Give the table and what it was drawn from, in Markdown."""
    rows = [bench.row(kind) for kind in KINDS]
    claims = bench.kb.active_claims
    rejected = sum(bool(bench.on(claim)) for claim in claims)
    lines = [HEAD, ["---"] * 2 + ["--:"] * (len(HEAD) - 2), *map(cells, rows), total(rows)]
    table = "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)
    return (
        f"Drawn from {len(claims):,} claims with seed {SEED}, {COPIES} faults of each kind or as "
        f"many as claims can bear.\nOf all {len(claims):,} claims as they stand, {rejected} are "
        f"wrongly rejected.\n\n{table}"
    )


def cells(row: Row) -> tuple[object, ...]:
    """Give one line of the table."""
    missed = row.injected - row.caught
    return (
        *(f"`{row.kind}`", KINDS[row.kind].__doc__, row.injected, row.before),
        *(row.errors, row.warnings, missed, row.alone, row.rejected),
    )


def total(rows: list[Row]) -> tuple[object, ...]:
    """Give the last line: all kinds together, in per cent where that says more."""
    injected = sum(row.injected for row in rows)
    sums = (
        sum(row.before for row in rows),
        sum(row.errors for row in rows),
        sum(row.warnings for row in rows),
        sum(row.injected - row.caught for row in rows),
        sum(row.alone for row in rows),
        sum(row.rejected for row in rows),
    )
    return ("all", "", injected, *(f"{n} ({100 * n / injected:.0f} %)" for n in sums))


if __name__ == "__main__":
    sys.exit(main())
