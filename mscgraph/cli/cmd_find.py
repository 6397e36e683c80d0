"""``mscgraph find``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import ENTITY, KIND, data_option, lang_option, output_options, with_option
from mscgraph.errors import NotFoundError

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.languages import Language


@click.command()
@click.argument("text", type=ENTITY)
@click.option("--kind", type=KIND, help="Only entities of this kind, for example Cytokine.")
@click.option("-n", "--limit", type=click.IntRange(1), default=10, help="At most so many.")
@output_options()
@lang_option
@data_option
@with_option
def command(
    *,
    text: str,
    kind: str | None,
    limit: int,
    out: Output,
    lang: Language,
    data: str | None,
    joined: str | None,
) -> None:
    """Find entities by name, in English or Chinese.

    \b
    Example:
      mscgraph find 牙龈
      mscgraph find CD73 -f tsv | mscgraph show -
    """
    from mscgraph.compiled.read import must_exist
    from mscgraph.kb.cache import open_graph

    graph = open_graph(data, joined)
    must_exist("kind", graph.types, filter(None, (kind,)))
    matches = graph.find(text, kind=kind, limit=limit)
    rows = [
        {
            "id": graph.curie(match.entity),
            "label": graph.entity(match.entity)["label"][lang],
            "type": graph.kind(match.entity),
            "name": match.name,
            "score": round(match.score, 1),
        }
        for match in matches
    ]
    out.rows(rows, ("id", "label", "type", "name", "score"))
    if not rows:
        raise NotFoundError("entity", text)
