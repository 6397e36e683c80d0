"""``mscgraph import``."""

from __future__ import annotations

import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mscgraph.cli.options import lang_option

if TYPE_CHECKING:
    from collections.abc import Callable

    from mscgraph.formats.kgx_import import Imported
    from mscgraph.languages import Language

WIDTH = 30


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False),
)
@click.option(
    "--to", "folder", required=True, metavar="DIR", type=click.Path(), help="Folder for the graph."
)
@click.option("--strict", is_flag=True, help="Stop at the first row that cannot be used.")
@lang_option
def command(*, files: tuple[str, ...], folder: str, strict: bool, lang: Language) -> None:
    """Import a graph from KGX files, or from one of our own exports.

    FILE... are KGX tables of nodes and edges, as TSV or JSON lines, plain or gzip; or one file that
    "mscgraph export" wrote as ttl, nt, json or jsonl, which becomes the data files that it came
    from. The graph in DIR then answers every command that reads no data files, by --data.

    \b
    Example:
      mscgraph import nodes.tsv.gz edges.tsv.gz --to hetionet
      mscgraph import *.tsv.gz --to hetionet && mscgraph stats --data hetionet | head
      mscgraph export -o graph.ttl && mscgraph import graph.ttl --to copy
    """
    from mscgraph.formats.registry import holds_whole

    paths = [Path(name) for name in files]
    wholes = [path for path in paths if holds_whole(path)]
    if wholes and len(paths) > 1:
        said = _("{file} holds a whole graph; import it alone").format(file=wholes[0])
        raise click.UsageError(said)
    if wholes:
        click.echo(_restore(wholes[0], folder), err=True)
        return
    click.echo("\n".join(_import_tables(paths, folder, lang, strict=strict)), err=True)


def _restore(path: Path, folder: str) -> str:
    """Write the data files of an export."""
    from mscgraph.formats.registry import read_file
    from mscgraph.kb.save import save

    kb = read_file(path)
    names = save(kb, Path(folder))
    return _(
        "imported {entities:,} entities and {claims:,} claims into {folder}; {files:,} files"
    ).format(entities=len(kb.entities), claims=len(kb.claims), folder=folder, files=len(names))


def _import_tables(paths: list[Path], folder: str, lang: Language, *, strict: bool) -> list[str]:
    from mscgraph.data import own_root
    from mscgraph.formats.kgx_import import import_graph
    from mscgraph.kb.cache import open_graph

    ours = open_graph(own_root())  # its words give the meaning, whatever graph is asked else
    vocabulary = list(ours.predicates.bodies()), list(ours.types.bodies())
    made = import_graph(paths, Path(folder), vocabulary, strict=strict, progress=_progress())
    return _summary(made, folder, lang)


def _progress() -> Callable[[str, int, int], None]:
    """Draw a bar on stderr, if that is a terminal."""
    if not sys.stderr.isatty():
        return lambda *_: None

    def draw(what: str, done: int, size: int) -> None:
        share = min(1.0, done / size) if size else 1.0
        bar = "#" * round(share * WIDTH)
        end = "\n" if share == 1.0 and what == "writing" else ""
        click.echo(f"\r\x1b[K{what[:30]:30} [{bar:{WIDTH}}] {share:4.0%}{end}", err=True, nl=False)

    return draw


def _summary(made: Imported, folder: str, lang: Language) -> list[str]:
    """Say what was imported, and what could not be."""
    lines = [row.said.render(lang) for row in made.rows.shown]
    if made.rows.bad > len(lines):
        lines.append(_("and {count:,} more").format(count=made.rows.bad - len(lines)))
    if not made.compiled:
        lines.append(_("no C compiler: searching this graph in plain Python, which is slower"))
    said = _(
        "imported {entities:,} entities and {claims:,} claims into {folder}; "
        "{bad:,} rows could not be used"
    )
    counts = {"entities": made.entities, "claims": made.claims, "bad": made.rows.bad}
    lines.append(said.format(folder=folder, **counts))
    return lines
