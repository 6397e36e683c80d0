"""``mscgraph diff``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import data_option, output_options

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.kb.diff import Change

COLUMNS = ("id", "part", "change", "keys", "what")


@click.command()
@click.argument("before")
@click.argument("after", default=".")
@output_options()
@data_option
def command(*, before: str, after: str, out: Output, data: str | None) -> None:
    """Say by claim what was added, changed or retracted.

    BEFORE and AFTER are folders, or git revisions of the data.

    \b
    Example:
      mscgraph diff HEAD
      mscgraph diff HEAD . -f tsv | cut -f1,3
    """
    from mscgraph.kb.diff import diff, state

    with state(before, data) as old, state(after, data) as new:
        changes = list(diff(old, new))
    rows = (_row(change) for change in changes)
    out.rows(rows, COLUMNS, full=True)
    counts = Counter((change.part, change.kind) for change in changes)
    said = ", ".join(f"{n} {part} {kind}" for (part, kind), n in sorted(counts.items()))
    click.echo(said or "no difference", err=True)


def _row(change: Change) -> dict[str, Any]:
    record = change.after or change.before
    if change.part == "claims":
        denied = "not " if record["negated"] else ""
        ends = record["subject_label"], record["predicate"], record["object_label"]
        what = f"{denied}{ends[0]} {ends[1]} {ends[2]}"
    else:
        label = record.get("label")
        what = label["en"] if label else str(record.get("title", ""))
    return {
        "id": change.id,
        "part": change.part,
        "change": change.kind,
        "keys": list(change.keys),
        "what": what,
        "before": change.before,
        "after": change.after,
    }
