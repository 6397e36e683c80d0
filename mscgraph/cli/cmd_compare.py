"""``mscgraph compare``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import ENTITY, data_option, lang_option, output_options, with_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mscgraph.cli.output import Output
    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.compare import Row
    from mscgraph.languages import Language

_NOTHING = {
    "en": "the graph has nothing on these; see mscgraph show",
    "zh-Hans": "图谱中没有相关内容;请看 mscgraph show",
}


@click.command()
@click.argument("actors", nargs=-1, required=True, type=ENTITY)
@click.option(
    "--by",
    type=click.Choice(["summary", "mechanism", "outcome", "design"]),
    show_default="summary with --outcome, else outcome",
    help="What the rows are.",
)
@click.option(
    "--outcome", type=ENTITY, help="Only what bears on this; summary and mechanism need it."
)
@output_options()
@lang_option
@data_option
@with_option
def command(
    *,
    actors: tuple[str, ...],
    by: Any,
    outcome: str | None,
    out: Output,
    lang: Language,
    data: str | None,
    joined: str | None,
) -> None:
    """Set cell sources, products or routes side by side.

    The summary shows for each the best path, the effect, claims, references, what stands against
    it, complications, and which mediators it shares. Rows by outcome show the effect (+ more of
    it, - less, not + no rise found, ? no direction) and how far it has been shown; rows by
    mechanism the share of path score through each mediator.

    \b
    Example:
      mscgraph compare BM-MSC UC-MSC --outcome "liver failure"
      mscgraph compare "transannular approach" "transpedicular approach"
      mscgraph compare BM-MSC UC-MSC --by design -f tsv | cut -f1,4
    """
    from mscgraph.graph.compare import compare
    from mscgraph.kb.cache import open_graph

    by = by or ("summary" if outcome else "outcome")
    if by in ("summary", "mechanism") and outcome is None:
        raise click.UsageError(_("--by {by} needs --outcome ENTITY").format(by=by))
    graph = open_graph(data, joined)
    numbers = [graph.resolve(actor) for actor in actors]
    if len(set(numbers)) < len(numbers):
        raise click.UsageError(_("two names are one entity: leave one out"))
    found = compare(graph, actors, by=by, outcome=outcome)
    names = [graph.entity(number)["label"][lang] for number in numbers]
    rows = [_row(graph, row, names, lang) for row in found if any(c.text for c in row.cells)]
    columns = ("id", "label", "shared", *names)
    out.rows(rows, columns, full=True, first=("id", "label", *names))
    if not rows:
        click.echo(f"mscgraph: {_NOTHING[lang]}", err=True)
        raise SystemExit(1)


def _row(graph: Graph, row: Row, names: Sequence[str], lang: Language) -> dict[str, Any]:
    from mscgraph.graph.say import DESIGNS, SUMMARY, label

    texts = {name: cell.text.get(lang, "") for name, cell in zip(names, row.cells, strict=True)}
    claims = {name: list(cell.claims) for name, cell in zip(names, row.cells, strict=True)}
    if row.name in SUMMARY:
        shown = SUMMARY[row.name][lang]
    elif row.name in DESIGNS:
        shown = DESIGNS[row.name][lang != "en"]
    else:
        shown = label(graph, row.name, lang)
    return {"id": row.name, "label": shown, "shared": row.shared, **texts, "claims": claims}
