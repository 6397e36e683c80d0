"""``mscgraph coverage``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import (
    DOCUMENT,
    data_option,
    documents_option,
    lang_option,
    output_options,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mscgraph.cli.output import Output
    from mscgraph.kb.coverage import Covered
    from mscgraph.languages import Language

COLUMNS = ("anchor", "document", "section", "number", "state", "claims", "reason", "text")
FIRST = ("anchor", "state", "text", "section", "claims")
_SHOWN = 60


@click.command()
@documents_option
@click.option("--document", multiple=True, type=DOCUMENT, help="Only this document.")
@click.option("--open", "only_open", is_flag=True, help="Only sentences that nobody accounts for.")
@output_options()
@lang_option
@data_option
def command(
    *,
    documents: str,
    document: tuple[str, ...],
    only_open: bool,
    out: Output,
    lang: Language,
    data: str | None,
) -> None:
    """List every sentence with its claims, or the reason why it holds none.

    Exit 1 if a sentence of the documents at hand is open.

    \b
    Example:
      mscgraph coverage --documents ~/documents --document qi2024
      mscgraph coverage --documents ~/documents --open -f tsv | cut -f1,3
    """
    from mscgraph.kb.coverage import coverage

    found = coverage(data, documents, documents=document)
    rows = (
        {
            "anchor": one.sentence.anchor,
            "document": one.document,
            "section": one.sentence.section,
            "number": one.sentence.number,
            "state": one.state,
            "claims": one.claims,
            "reason": one.reason,
            "text": one.sentence.text[:_SHOWN],
        }
        for one in found.sentences
        if one.state == "open" or not only_open
    )
    out.rows(rows, COLUMNS, first=FIRST)
    for finding in found.findings:
        click.echo(finding.render(lang), err=True)
    click.echo("\n".join(_summary(found.sentences, lang)), err=True)
    if found.findings or any(one.state == "open" for one in found.sentences):
        raise SystemExit(1)


def _summary(sentences: Sequence[Covered], lang: Language) -> list[str]:
    counts: dict[str, Counter[str]] = {}
    for one in sentences:
        counts.setdefault(one.document, Counter())[one.state] += 1
    lines = []
    for ident, states in counts.items():
        total = states.total()
        share = 100 * (total - states["open"]) // total
        if lang == "en":
            parts = f"{states['claims']} with claims, {states['reason']} with a reason"
            lines.append(f"{ident}: {total} sentences, {parts}, {states['open']} open ({share} %)")
        else:
            parts = f"{states['claims']} 句有论断,{states['reason']} 句有理由"
            lines.append(f"{ident}:共 {total} 句,{parts},{states['open']} 句未处理({share} %)")
    return lines
