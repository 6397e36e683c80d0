"""``mscgraph mediators``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import ENTITY, data_option, lang_option, output_options

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.languages import Language

COLUMNS = ("id", "label", "share", "paths", "best", "standing")


@click.command()
@click.argument("source", type=ENTITY)
@click.argument("outcome", type=ENTITY)
@output_options()
@lang_option
@data_option
def command(
    *,
    source: str,
    outcome: str,
    out: Output,
    lang: Language,
    data: str | None,
) -> None:
    """Rank the entities between a source and an outcome.

    The measure is the share of path score: of the summed scores of the 200 best paths, the part
    that runs through the entity.

    \b
    Example:
      mscgraph mediators BM-MSC "liver fibrosis"
      mscgraph mediators BM-MSC "liver fibrosis" -f tsv | cut -f2,3
    """
    from mscgraph.graph.mediators import mediators
    from mscgraph.graph.say import label
    from mscgraph.kb.cache import open_graph

    graph = open_graph(data)
    found, result = mediators(graph, source, outcome)
    rows = ({"id": m.entity, "label": label(graph, m.entity, lang), **m._asdict()} for m in found)
    out.rows(rows, COLUMNS)
    if not found:
        reason = result.reason.text[lang] if result.reason else _DIRECT[lang]
        click.echo(f"mscgraph: {reason}", err=True)
        raise SystemExit(1)


_DIRECT = {
    "en": "the paths between the two are direct; nothing stands between them",
    "zh-Hans": "两者之间只有直接论断,中间没有实体",
}
