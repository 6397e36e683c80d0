"""``mscgraph gaps``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import ENTITY, data_option, lang_option, output_options

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.graph.gaps import Gap
    from mscgraph.languages import Language

COLUMNS = ("source", "source_label", "outcome", "outcome_label", "level", "denied", "claims")
FIRST = ("source", "source_label", "outcome_label", "level", "claims", "denied")


@click.command()
@click.option("--source", "sources", multiple=True, type=ENTITY, help="Only this source.")
@click.option("--outcome", "outcomes", multiple=True, type=ENTITY, help="Only this outcome.")
@output_options("svg")
@lang_option
@data_option
def command(
    *,
    sources: tuple[str, ...],
    outcomes: tuple[str, ...],
    out: Output,
    lang: Language,
    data: str | None,
) -> None:
    """Show what of which source has been shown for which outcome.

    In patients, in animals, in vitro, by a review's word, only stitched from several studies, or
    not at all. -f svg draws it as a heat map.

    \b
    Example:
      mscgraph gaps --outcome "liver failure" --outcome "lupus nephritis"
      mscgraph gaps -f tsv | cut -f2,4,5 | grep patients
    """
    from mscgraph.graph.gaps import gaps
    from mscgraph.graph.say import label
    from mscgraph.kb.cache import open_graph

    graph = open_graph(data)
    found = gaps(graph, sources, outcomes)
    names = {curie: label(graph, curie, lang) for g in found for curie in (g.source, g.outcome)}
    if out.fmt == "svg":
        from mscgraph.cli.heat_map import heat_map
        from mscgraph.graph.levels import LEVELS
        from mscgraph.graph.say import short

        words = {str(level): short(level, lang) for level in LEVELS}
        with out.open() as file:
            file.write(heat_map(found, names, words))
        return
    rows = (_row(gap, names, lang) for gap in found)
    if not out.rows(rows, COLUMNS, first=FIRST):
        said = _(
            "no source acts on a disease, symptom or outcome; name both with --source and --outcome"
        )
        click.echo(f"mscgraph: {said}", err=True)
        raise SystemExit(1)


def _row(gap: Gap, names: dict[str, str], lang: Language) -> dict[str, Any]:
    from mscgraph.graph.say import short

    return {
        **gap._asdict(),
        "source_label": names[gap.source],
        "outcome_label": names[gap.outcome],
        "level": short(gap.level, lang),
    }
