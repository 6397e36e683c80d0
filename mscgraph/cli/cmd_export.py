"""``mscgraph export``."""

from __future__ import annotations

import click

from mscgraph.cli.options import data_option
from mscgraph.cli.output import Output

FORMATS = ("json", "jsonl", "ttl", "nt", "graphml")
"""Keys of the registry of formats, which ``--help`` does not load; a test compares them."""


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    required=True,
    help="File to write; - for standard output.",
)
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(FORMATS),
    show_default="suffix of the file",
    help="Format of the file.",
)
@data_option
def command(*, output: str, fmt: str | None, data: str | None) -> None:
    """Write the whole graph to a file.

    json and jsonl lose nothing and can be read back; ttl and nt are RDF with all evidence;
    graphml holds the entities and the signed claims between them.

    \b
    Example:
      mscgraph export -o graph.json
      mscgraph export -f jsonl -o - | grep '"part":"claims"'
    """
    from pathlib import Path

    from mscgraph.errors import FormatError
    from mscgraph.formats.registry import format_of
    from mscgraph.formats.whole import whole_of
    from mscgraph.kb.cache import open_graph

    try:
        chosen = format_of(None if output == "-" else Path(output), fmt)
    except FormatError as error:
        raise click.UsageError(f"{error}; choose one with -f") from error
    Output(fmt, output).file(chosen.write(whole_of(open_graph(data))))
