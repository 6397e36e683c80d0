"""``mscgraph show``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import ENTITY, data_option, lang_option, output_options, with_option
from mscgraph.cli.stdin import ids_from_stdin

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.languages import Language


@click.command()
@click.argument("entity", type=ENTITY)
@output_options("text", default="text")
@lang_option
@data_option
@with_option
def command(
    *, entity: str, out: Output, lang: Language, data: str | None, joined: str | None
) -> None:
    """Show an entity: names, ids, claims in and out.

    ENTITY is a name in any language, an id, or - to read ids from stdin.

    \b
    Example:
      mscgraph show CD73
      mscgraph find CD73 -f tsv | mscgraph show -
    """
    from mscgraph.cli.cards import card, card_record
    from mscgraph.kb.cache import open_graph

    graph = open_graph(data, joined)
    names = ids_from_stdin() if entity == "-" else [entity]
    numbers = [graph.resolve(name) for name in names]
    if out.fmt == "text":
        with out.open() as file:
            file.write("\n".join(card(graph, number, lang) for number in numbers))
        return
    rows = [card_record(graph, number) for number in numbers]
    if out.fmt in ("tsv", "table"):
        rows = [_flat(row, lang) for row in rows]
    columns = ("id", "type", "label", "synonyms", "parents", "xrefs", "claims")
    out.rows(rows, columns, full=True)


def _flat(row: dict[str, Any], lang: Language) -> dict[str, Any]:
    """Put the label of one language, and the synonyms of all, into one cell each."""
    synonyms = [name for names in row["synonyms"].values() for name in names]
    return {**row, "label": row["label"][lang], "synonyms": synonyms}
