"""``mscgraph cite``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import (
    ENTITY,
    InGraph,
    data_option,
    format_by_suffix,
    lang_option,
    output_option,
)
from mscgraph.cli.output import Output
from mscgraph.errors import NotFoundError

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language

FORMATS = ("bibtex", "ris", "csl-json")
SUFFIXES = {"bib": "bibtex", "json": "csl-json"}
_NO_PATH = {
    "en": "no path leads from the one to the other; try mscgraph path",
    "zh-Hans": "两者之间没有路径;请试 mscgraph path",
}


@click.command()
@click.argument("ids", nargs=-1, type=InGraph("id", "claims", "references"))
@click.option(
    "--path",
    "ends",
    type=(ENTITY, ENTITY),
    metavar="SOURCE TARGET",
    help="The papers of the best path.",
)
@click.option(
    "-f",
    "--format",
    "style",
    type=click.Choice(FORMATS),
    show_default="suffix of FILE; bibtex",
    help="Format of the output.",
)
@output_option
@lang_option
@data_option
def command(
    *,
    ids: tuple[str, ...],
    ends: tuple[str, str] | None,
    style: str | None,
    output: str,
    lang: Language,
    data: str | None,
) -> None:
    """Cite the papers behind claims, references or a path.

    IDS are ids of claims or of references, or - to read them from stdin.

    \b
    Example:
      mscgraph cite qi2024-008
      mscgraph claims --about CD73 -f tsv | mscgraph cite - -f ris | head
    """
    from mscgraph.cli.stdin import ids_from_stdin
    from mscgraph.formats.bibliography import STYLES
    from mscgraph.kb.cache import open_graph

    if not ids and ends is None:
        said = _("name claims or references, or give --path SOURCE TARGET")
        raise click.UsageError(said)
    graph = open_graph(data)
    named = ids_from_stdin() if ids == ("-",) else list(ids)
    wanted = [*(reference for ident in named for reference in _cited(graph, ident))]
    if ends is not None:
        wanted.extend(_of_path(graph, *ends, lang))
    records = [graph.references.get(ident) for ident in dict.fromkeys(wanted)]
    chosen = style or format_by_suffix(output, FORMATS, SUFFIXES) or FORMATS[0]
    with Output(chosen, output).open() as file:
        file.write(STYLES[chosen](records))


def _cited(graph: Graph, ident: str) -> list[str]:
    """Give the references behind a claim, or the reference itself."""
    claim = graph.claims.get(ident)
    if claim is not None:
        return [cite["reference"] for e in claim["evidence"] for cite in e["cites"]]
    if graph.references.index(ident) is None:
        raise NotFoundError("claim or reference", ident)
    return [ident]


def _of_path(graph: Graph, source: str, target: str, lang: Language) -> tuple[str, ...]:
    from mscgraph.graph.paths import find_paths
    from mscgraph.graph.query import PathQuery

    result = find_paths(graph, source, target, query=PathQuery(k=1))
    if not result.paths:
        click.echo(f"mscgraph: {_NO_PATH[lang]}", err=True)
        raise SystemExit(1)
    return result.paths[0].references
