"""``mscgraph diff``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import data_option, lang_option, output_options
from mscgraph.cli.parts import counted

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.kb.diff import Change
    from mscgraph.languages import Language

COLUMNS = ("id", "part", "change", "keys", "what")
_ZH = {
    "added": "新增",
    "changed": "更改",
    "retracted": "撤回",
    "removed": "删除",
    "no difference": "没有差别",
}


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@output_options()
@lang_option
@data_option
def command(
    *, before: str, after: str | None, out: Output, lang: Language, data: str | None
) -> None:
    """Say by claim what was added, changed or retracted.

    BEFORE and AFTER are folders, or git revisions of the data; AFTER is by default the data as
    they are.

    \b
    Example:
      mscgraph diff HEAD
      mscgraph diff HEAD . -f tsv | cut -f1,3
    """
    from mscgraph.data import find_root
    from mscgraph.kb.diff import diff, state

    with state(before, data) as old, state(after or find_root(data), data) as new:
        changes = list(diff(old, new))
    rows = (_row(change, lang) for change in changes)
    out.rows(rows, COLUMNS, full=True)
    counts = Counter((change.part, change.kind) for change in changes)
    said = (f"{counted(p, n, lang)} {_w(kind, lang)}" for (p, kind), n in sorted(counts.items()))
    click.echo(", ".join(said) or _w("no difference", lang), err=True)


def _w(word: str, lang: Language) -> str:
    return word if lang == "en" else _ZH[word]


def _row(change: Change, lang: Language) -> dict[str, Any]:
    record = change.after or change.before
    if change.part == "claims":
        denied = "not " if record["negated"] else ""
        ends = record["subject_label"], record["predicate"], record["object_label"]
        what = f"{denied}{ends[0]} {ends[1]} {ends[2]}"
    else:
        label = record.get("label")
        what = label[lang] if label else str(record.get("title", ""))
    return {
        "id": change.id,
        "part": change.part,
        "change": change.kind,
        "keys": list(change.keys),
        "what": what,
        "before": change.before,
        "after": change.after,
    }
