"""Write results: rows in four formats, or text; errors on stderr in one line."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from gettext import gettext as _
from gettext import ngettext
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import click

from mscgraph.errors import DataError, PlaceError
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mscgraph.errors import MscgraphError
    from mscgraph.languages import Language

SHOWN = 10
"""Findings that a command shows that only wanted to read the graph."""
DRAWN = 500
"""Rows of one table on the terminal; a longer listing goes on in another."""


class CannotWriteError(PlaceError):
    """The output file cannot be written."""


def say_error(error: MscgraphError, lang: Language) -> None:
    """Put an error on stderr in a language: one line, or one line per finding."""
    if isinstance(error, DataError):
        found = error.report.errors
        click.echo("\n".join(finding.render(lang) for finding in found[:SHOWN]), err=True)
        count = len(found)
        said = ngettext(
            "the data has {count} error; run mscgraph check",
            "the data has {count} errors; run mscgraph check",
            count,
        )
        click.echo(f"mscgraph: {said.format(count=count)}", err=True)
    else:
        click.echo(f"mscgraph: {error.render(lang)}", err=True)


class Output(NamedTuple):
    """Where a command writes, and how: what ``-f``, ``-o`` and ``--bom`` say."""

    fmt: str | None
    """Name of a format; None: table on a terminal, tsv elsewhere."""
    path: str = "-"
    """A file, or ``-`` for standard output."""
    bom: bool = False
    """Begin tsv with a byte order mark, for spreadsheets."""

    @contextmanager
    def open(self) -> Iterator[IO[str]]:
        """Open standard output, or a file that appears whole or not at all."""
        if self.path == "-":
            yield sys.stdout
            return
        from pathlib import Path

        from mscgraph.compiled.write import beside

        try:
            with (
                beside(Path(self.path)) as place,
                place.open("w", encoding="utf-8", newline="") as file,
            ):
                yield file
        except OSError as error:
            reason = {"reason": Message(str(error.strerror))}
            said = Message("{reason}; name a file in a folder that you may write", reason)
            raise CannotWriteError(self.path, said) from error

    def folder(self, files: Mapping[str, Iterable[str]]) -> None:
        """Write a folder of several files, all of them or none."""
        from pathlib import Path

        from mscgraph.compiled.folder import write_folder

        write_folder(Path(self.path), files)

    def file(self, pieces: Iterable[str]) -> None:
        """Write a file that says of itself that it is UTF-8, whatever the console speaks."""
        if self.path == "-":
            sys.stdout.buffer.writelines(piece.encode() for piece in pieces)
            return
        with self.open() as file:
            file.writelines(pieces)

    def rows(
        self,
        rows: Iterable[Mapping[str, Any]],
        columns: Sequence[str],
        *,
        full: bool = False,
        first: Sequence[str] = (),
    ) -> int:
        """Write rows as table, tsv, json or jsonl, and give their number.

        Args:
            rows: one mapping per row.
            columns: keys of table and tsv, the id first.
            full: json formats hold all keys of a row, not only the columns.
            first: columns that matter most, in this order: a terminal too narrow for all begins
                with these.
        """
        fmt = self.fmt
        if fmt is None:
            fmt = "table" if self.path == "-" and sys.stdout.isatty() else "tsv"
        with self.open() as file:
            if fmt == "table":
                return _tables(iter(rows), columns, first, file)
            if fmt == "tsv":
                return _tsv(rows, columns, file, bom=self.bom)
            picked = rows if full else ({key: row.get(key) for key in columns} for row in rows)
            return _json(picked, file, lines=fmt == "jsonl")


def _tsv(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: IO[str], *, bom: bool
) -> int:
    file.write(("\ufeff" if bom else "") + "\t".join(columns) + "\n")
    count = 0
    for row in rows:
        file.write("\t".join(cell(row.get(key)) for key in columns) + "\n")
        count += 1
    return count


def _json(rows: Iterable[Mapping[str, Any]], file: IO[str], *, lines: bool) -> int:
    count = 0
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, indent=None if lines else 2)
        if lines:
            file.write(text + "\n")
        else:
            file.write(("[\n" if count == 0 else ",\n") + text)
        count += 1
    if not lines:
        file.write("\n]\n" if count else "[]\n")
    return count


def _tables(
    rows: Iterator[Mapping[str, Any]], columns: Sequence[str], first: Sequence[str], file: IO[str]
) -> int:
    """Draw tables of at most :data:`DRAWN` rows: the widths of one are known when all are."""
    from mscgraph.cli.table import draw  # brings rich, only to draw a table

    count, hidden = 0, set()
    while (held := list(islice(rows, DRAWN))) or not count:
        cells = [{key: cell(row.get(key), ", ") for key in columns} for row in held]
        hidden.update(draw(cells, columns, file, first))
        count += len(held)
        if not held:
            break
    if hidden:
        names = ", ".join(key for key in columns if key in hidden)
        said = _("no room for {names}: widen the terminal or ask for -f tsv").format(names=names)
        click.echo(f"mscgraph: {said}", err=True)
    return count


def cell(value: Any, joint: str = "|") -> str:
    """Show a value in one cell: lists with a joint between, no tab or newline inside."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        from mscgraph.graph.say import score  # a listing without figures does without

        return score(value)
    if isinstance(value, (list, tuple)):
        return joint.join(cell(item, joint) for item in value)
    return str(value).replace("\t", " ").replace("\r", " ").replace("\n", " ")
