"""Write results: rows in four formats, or text; errors on stderr in one line."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import click

from mscgraph.errors import DataError, MscgraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


SHOWN = 10
"""Findings that a command shows that only wanted to read the graph."""
DRAWN = 500
"""Rows of one table on the terminal; a longer listing goes on in another."""


class CannotWriteError(MscgraphError):
    """The output file cannot be written."""


def say_error(error: MscgraphError) -> None:
    """Put an error on stderr: one line, or one line per finding."""
    if isinstance(error, DataError):
        found = error.report.errors
        click.echo("\n".join(finding.render() for finding in found[:SHOWN]), err=True)
        count = len(found)
        click.echo(
            f"mscgraph: the data has {count} error{'s' if count != 1 else ''}; run mscgraph check",
            err=True,
        )
    else:
        click.echo(f"mscgraph: {error}", err=True)


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
            reason = f"{error.strerror}; name a file in a folder that you may write"
            raise CannotWriteError(f"{self.path}: {reason}") from error

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
        self, rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, full: bool = False
    ) -> int:
        """Write rows as table, tsv, json or jsonl, and give their number.

        Args:
            rows: one mapping per row.
            columns: keys of table and tsv, the id first.
            full: json formats hold all keys of a row, not only the columns.
        """
        fmt = self.fmt
        if fmt is None:
            fmt = "table" if self.path == "-" and sys.stdout.isatty() else "tsv"
        with self.open() as file:
            if fmt == "table":
                return _tables(iter(rows), columns, file)
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


def _tables(rows: Iterator[Mapping[str, Any]], columns: Sequence[str], file: IO[str]) -> int:
    """Draw tables of at most :data:`DRAWN` rows: the widths of one are known when all are."""
    count = 0
    while held := list(islice(rows, DRAWN)):
        _table(held, columns, file)
        count += len(held)
    if not count:
        _table((), columns, file)
    return count


def _table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], file: IO[str]) -> None:
    from rich.console import Console  # only to draw a table
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for key in columns:
        table.add_column(key, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell(row.get(key))) for key in columns))
    Console(file=file, soft_wrap=False).print(table)


def cell(value: Any) -> str:
    """Show a value in one cell: lists with ``|``, no tab or newline inside."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        from mscgraph.graph.say import score  # a listing without figures does without

        return score(value)
    if isinstance(value, (list, tuple)):
        return "|".join(cell(item) for item in value)
    return str(value).replace("\t", " ").replace("\r", " ").replace("\n", " ")
