"""Options that several commands share."""

from __future__ import annotations

import os
from functools import wraps
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.output import Output
from mscgraph.cli.tongue import TAGS, VARIABLE, of_console

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

F = Any
FORMATS = ("table", "json", "jsonl", "tsv")


def key_value(text: str) -> tuple[str, str]:
    """Split ``KEY=VALUE``.

    Raises:
        BadParameter: there is no equals sign.
    """
    key, equals, value = text.partition("=")
    if not equals:
        said = _("{text!r} is not KEY=VALUE, for example species=mouse")
        raise click.BadParameter(said.format(text=text))
    return key, value


class InGraph(click.ParamType):  # type: ignore[type-arg]  # generic only in the newest click
    """A name or an id that the graph holds; the shell completes it from some of its tables."""

    def __init__(self, name: str, *tables: str) -> None:
        self.name = name
        self._tables = tables

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> Any:  # noqa: ARG002, D102 - as click calls it
        from mscgraph.cli.completion import candidates  # only a shell that completes needs it

        return candidates(ctx, self._tables, incomplete)


ENTITY = InGraph("entity", "entities")
PREDICATE = InGraph("predicate", "predicates")
KIND = InGraph("kind", "types")
CLAIM = InGraph("claim", "claims")
REFERENCE = InGraph("reference", "references")
MECHANISM = InGraph("mechanism", "mechanisms")
DOCUMENT = InGraph("document", "documents")


def lang_option(command: F, *, used: bool = True) -> F:
    """Add ``--lang``; the command receives the language tag, if it makes use of it."""
    return click.option(
        "--lang",
        type=click.Choice(list(TAGS)),
        default=of_console,
        show_default="that of the console",
        envvar=VARIABLE,
        callback=lambda _ctx, _param, value: TAGS[value],
        expose_value=used,
        help="Language of labels and texts.",
    )(command)


def data_option(command: F) -> F:
    """Add ``--data``."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False),
        envvar="MSCGRAPH_DATA",
        show_default=False,
        help="Folder of another graph.  [default: the one that comes with mscgraph]",
    )(command)


def with_option(command: F) -> F:
    """Add ``--with``; the command receives the folder as ``joined``."""
    return click.option(
        "--with",
        "joined",
        type=click.Path(file_okay=False),
        metavar="DIR",
        help="Folder of an imported graph, joined to this one through their identifiers.",
    )(command)


def documents_option(command: F) -> F:
    """Add ``--documents``, where the texts of the documents are."""
    return click.option(
        "--documents",
        required=True,
        type=click.Path(exists=True, file_okay=False),
        help="Folder with the texts of the documents (*.txt).",
    )(command)


def output_option(command: F) -> F:
    """Add ``-o/--output``."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False),
        default="-",
        show_default="standard output",
        help="File to write.",
    )(command)


PLAIN = ("txt", "text", "md")
"""Suffixes of any text, which say no format."""


def format_by_suffix(
    output: str, known: Collection[str], named: Mapping[str, str] | None = None
) -> str | None:
    """Take the format from the suffix of a file; None where it says nothing.

    Args:
        output: name of the file.
        known: formats of the command, of which most are suffixes too.
        named: other suffixes, each with its format.

    Raises:
        UsageError: the suffix is that of something else.
    """
    name = os.path.basename(output)  # noqa: PTH119 - pathlib costs more than a whole look-up
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    chosen = (named or {}).get(suffix, suffix)
    if chosen in known:
        return chosen
    if suffix in ("", *PLAIN):
        return None
    said = _("{file}: not a format of this command; give one with -f: {formats}")
    if suffix == "html":
        said = _("{file}: a listing is no page; mscgraph view -o {file} draws one")
    raise click.UsageError(said.format(file=output, formats=", ".join(known)))


def output_options(*extra: str, default: str | None = None) -> Callable[[F], F]:
    """Add ``-f/--format``, ``-o/--output`` and ``--bom``; the command receives them as ``out``.

    Args:
        extra: formats beside table, json, jsonl and tsv.
        default: the format if none is given, by ``-f`` or by the suffix of ``-o``;
            None: table on a terminal, tsv elsewhere.
    """

    def decorate(command: F) -> F:
        shown = default or "table on a terminal, else tsv"
        known = (*extra, *FORMATS)
        formats = click.option(
            "-f",
            "--format",
            "fmt",
            type=click.Choice(known),
            show_default=f"suffix of FILE; {shown}",
            help="Format of the output.",
        )
        bom = click.option(
            "--bom", is_flag=True, help="Begin tsv with a byte order mark, for spreadsheets."
        )

        @wraps(command)
        def with_output(*, fmt: str | None, output: str, bom: bool, **rest: Any) -> Any:
            chosen = fmt or format_by_suffix(output, known)
            return command(out=Output(chosen or default, output, bom), **rest)

        return formats(output_option(bom(with_output)))

    return decorate
