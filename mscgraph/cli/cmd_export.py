"""``mscgraph export``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import data_option, lang_option
from mscgraph.cli.output import Output

if TYPE_CHECKING:
    from mscgraph.formats.registry import Format
    from mscgraph.languages import Language

FORMATS = (
    *("json", "jsonl", "ttl", "nt", "graphml", "kgx-tsv", "kgx-jsonl", "nanopub"),
    *("cx2", "cyjs", "neo4j", "sssom", "bibtex", "ris", "csl-json"),
)
"""Keys of the registry of formats, which ``--help`` does not load; a test compares them."""


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    required=True,
    help="File or folder to write; - for standard output.",
)
@click.option(
    "-f",
    "--format",
    "fmt",
    type=click.Choice(FORMATS),
    show_default="suffix of the file",
    help="Format of the file.",
)
@click.option(
    "--schema", is_flag=True, help="Write the JSON Schema of json and jsonl, and no graph."
)
@data_option
@lang_option
def command(
    *, output: str, fmt: str | None, schema: bool, lang: Language, data: str | None
) -> None:
    """Write the whole graph to a file, or to a folder of files.

    json and jsonl lose nothing and can be read back; ttl and nt are RDF with all evidence;
    graphml holds the entities and the signed claims between them. The kgx formats make a folder
    of nodes and edges in the words of Biolink, which mscgraph import reads back. nanopub, cx2, cyjs
    and neo4j hold the claims with their evidence; sssom holds the cross-references of the entities,
    bibtex, ris and csl-json the references.

    \b
    Example:
      mscgraph export -o graph.json
      mscgraph export -f jsonl -o - | grep '"part":"claims"'
    """
    from collections.abc import Mapping

    from mscgraph.formats.json_schema import write_schema
    from mscgraph.formats.whole import whole_of
    from mscgraph.kb.cache import open_graph

    out = Output(fmt, output)
    if schema:
        out.file([write_schema()])
        return
    chosen = _chosen(fmt, output, lang)
    whole = whole_of(open_graph(data))
    if isinstance(chosen.write, Mapping):
        out.folder({name: make(whole) for name, make in chosen.write.items()})
    else:
        out.file(chosen.write(whole))
    if chosen.said is not None:
        click.echo(f"mscgraph: {chosen.said(whole).render(lang)}", err=True)


def _chosen(fmt: str | None, output: str, lang: Language) -> Format:
    from pathlib import Path

    from mscgraph.errors import FormatError
    from mscgraph.formats.registry import format_of

    try:
        chosen = format_of(None if output == "-" else Path(output), fmt)
    except FormatError as error:
        said = _("{error}; choose one with -f").format(error=error.render(lang))
        raise click.UsageError(said) from error
    if chosen.is_folder and output == "-":
        said = _("{format} has several files; name a folder with -o")
        raise click.UsageError(said.format(format=fmt))
    return chosen
