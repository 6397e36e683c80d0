"""``mscgraph build``."""

from __future__ import annotations

import click

from mscgraph.cli.options import data_option


@click.command()
@click.option(
    "--store",
    metavar="DIR",
    type=click.Path(),
    help="Folder for the graph with its RDF in Oxigraph, for query --store.",
)
@data_option
def command(*, store: str | None, data: str | None) -> None:
    """Build a store for SPARQL on disk.

    A store holds the graph and its RDF, indexed. Any number of processes may query it at the same
    time, and every other command takes it as --data. A folder that holds anything else is left
    alone; a build that is interrupted leaves the old folder, or none.

    \b
    Example:
      mscgraph build --store msc.store
      mscgraph build --store msc.store && mscgraph query --store msc.store --name sources | head
    """
    from pathlib import Path

    from mscgraph.kb.cache import open_graph

    if store is None:
        raise click.UsageError("say what to build: --store DIR")
    from mscgraph.rdf.disk import build_store

    count = build_store(open_graph(data), Path(store))
    click.echo(f"built {store}: {count:,} triples", err=True)
