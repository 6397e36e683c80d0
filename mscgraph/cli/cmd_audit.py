"""``mscgraph audit``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import data_option, lang_option, output_options

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.languages import Language

_KINDS = {
    "retracted": "撤稿",
    "misnumbered": "编号有误",
    "duplicated": "重复",
    "discrepant": "转述不符",
}
COLUMNS = ("reference", "kind", "document", "printed", "on", "claims", "text")
FIRST = ("reference", "kind", "text", "on", "claims")


@click.command()
@click.option(
    "--kind",
    type=click.Choice(list(_KINDS)),
    help="Only entries of this kind.",
)
@output_options()
@lang_option
@data_option
def command(*, kind: str | None, out: Output, lang: Language, data: str | None) -> None:
    """List retracted, misnumbered, duplicated and misreported references.

    \b
    Example:
      mscgraph audit
      mscgraph audit --kind discrepant -f tsv | cut -f1,5
    """
    from mscgraph.kb.audit import audit
    from mscgraph.kb.load import load

    entries = [entry for entry in audit(load(data)) if kind is None or entry.kind == kind]
    rows = (
        {key: getattr(entry, key) for key in COLUMNS} | {"text": entry.text[lang]}
        for entry in entries
    )
    out.rows(rows, COLUMNS, first=FIRST)
    counts = Counter(entry.kind for entry in entries)
    said = (f"{n} {kind if lang == 'en' else _KINDS[kind]}" for kind, n in counts.items())
    shown = ", ".join(said) or "0"
    claims = {ident for entry in entries for ident in entry.claims}
    end = f"; {len(claims)} claims" if lang == "en" else f";涉及 {len(claims)} 个论断"
    click.echo(shown + end, err=True)
