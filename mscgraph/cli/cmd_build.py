"""``mscgraph build``."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import data_option, lang_option
from mscgraph.data import LICENCE

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph


@click.command()
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(), help="Folder for the bundle of all formats."
)
@click.option(
    "--store",
    metavar="DIR",
    type=click.Path(),
    help="Folder for the graph with its RDF in Oxigraph, for query --store.",
)
@click.option(
    "--licence",
    metavar="IRI",
    show_default="CC BY 4.0 for the graph that comes with mscgraph",
    help="Licence of the data, for the description of the bundle.",
)
@data_option
@partial(lang_option, used=False)
def command(
    *, output: str | None, store: str | None, licence: str | None, data: str | None
) -> None:
    """Build a bundle of all formats, or a store for SPARQL.

    A bundle is a folder with the graph in every format that "mscgraph export" writes, described as
    an RO-Crate. A store holds the graph and its RDF, indexed; any number of processes may query it
    at the same time, and every other command that reads no data files takes it as --data.

    A folder that holds anything else is left alone; a build that is interrupted leaves the old
    folder, or none.

    \b
    Example:
      mscgraph build -o bundle --licence https://creativecommons.org/licenses/by/4.0/
      mscgraph build --store msc.store && mscgraph query --store msc.store --name sources | head
    """
    from mscgraph.kb.cache import open_graph

    if output is None and store is None:
        raise click.UsageError(_("say what to build: -o DIR, --store DIR, or both"))
    known = _licence(licence, data) if output is not None else ""
    graph = open_graph(data)
    if output is not None:
        click.echo(_bundle(graph, output, known), err=True)
    if store is not None:
        click.echo(_store(graph, store), err=True)


def _licence(given: str | None, data: str | None) -> str:
    from mscgraph.data import find_root, own_root

    if given is None and find_root(data) != own_root():
        said = _("say under which --licence this graph may be used, as an IRI")
        raise click.UsageError(said)
    return given or LICENCE


def _bundle(graph: Graph, output: str, licence: str) -> str:
    from pathlib import Path

    from mscgraph.formats.bundle import write_bundle

    names = write_bundle(graph, Path(output), licence=licence, date=_today())
    said = _("built {output}: {count} files and their description")
    return said.format(output=output, count=len(names))


def _today() -> str:
    """Give the day, or the one that builds that must be the same again name."""
    import os
    from datetime import UTC, datetime

    named = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(named), UTC) if named.isdigit() else datetime.now(UTC)
    return moment.date().isoformat()


def _store(graph: Graph, store: str) -> str:
    from pathlib import Path

    from mscgraph.rdf.disk import build_store

    count = build_store(graph, Path(store))
    return _("built {store}: {count:,} triples").format(store=store, count=count)
