"""Read KGX: nodes and edges as TSV or JSON lines, plain or gzip, one block at a time.

A row that cannot be used is counted and told with its place; a file that is no KGX is an error.
"""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from mscgraph.errors import GraphFileError
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


BLOCK = 1 << 20
LONGEST = 16 << 20
"""No line of a table is longer; what has none so far is no table."""
SHOWN = 10
"""Rows that cannot be used and are told one by one."""

NEEDED = {"nodes": ("id",), "edges": ("subject", "predicate", "object")}
Part = Literal["nodes", "edges"]


class MalformedRowError(GraphFileError):
    """A row that cannot be used, where none may be."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used."""

    file: str
    line: int
    reason: Message

    @property
    def said(self) -> Message:
        """What is said of it: place and reason."""
        place = {"file": self.file, "line": self.line, "reason": self.reason}
        return Message("{file}:{line}: {reason}", place)

    def __str__(self) -> str:
        return str(self.said)


@dataclass(slots=True)
class Rows:
    """What became of the rows of an import."""

    strict: bool = False
    bad: int = 0
    shown: list[BadRow] = field(default_factory=list)

    def reject(self, table: Table, line: int, reason: Message) -> None:
        """Count a row that cannot be used.

        Raises:
            MalformedRowError: none may be.
        """
        row = BadRow(str(table.path), line, reason)
        if self.strict:
            raise MalformedRowError(f"{table.path}:{line}", reason)
        self.bad += 1
        if len(self.shown) < SHOWN:
            self.shown.append(row)


@dataclass(frozen=True, slots=True)
class Table:
    """One file: what it holds, how it is written and which columns it has."""

    path: Path
    part: Part
    kind: Literal["tsv", "jsonl"]
    columns: tuple[str, ...]
    """Of TSV."""

    @property
    def first_line(self) -> int:
        """Number of the line that holds the first row."""
        return 2 if self.kind == "tsv" else 1

    def lines(self, progress: Callable[[int], None]) -> Iterator[list[bytes]]:
        """Yield the rows, some thousand at a time.

        Args:
            progress: is told how many bytes of the file have been read.

        Raises:
            GraphFileError: the file cannot be read to its end.
        """
        blocks = read_lines(self.path, progress)
        first = next(blocks, None)
        if first is not None:
            yield first[1:] if self.kind == "tsv" else first
        yield from blocks


def open_table(path: Path) -> Table:
    """Look at the start of a file.

    Raises:
        GraphFileError: it cannot be read, is empty, or holds neither nodes nor edges.
    """
    first = next((lines[0] for lines in read_lines(path, lambda _: None)), b"")
    if not first.strip():
        raise GraphFileError(path, "is empty; expected nodes or edges of KGX")
    try:
        text = first.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GraphFileError(path, "is no text; expected KGX as TSV or JSON lines") from error
    if text.lstrip().startswith("{"):
        columns, kind = _keys(path, text), "jsonl"
    else:
        columns, kind = tuple(text.split("\t")), "tsv"
    for part in ("edges", "nodes"):
        if all(name in columns for name in NEEDED[part]):
            held: tuple[str, ...] = columns if kind == "tsv" else ()
            return Table(path, part, kind, held)  # type: ignore[arg-type]  # both are literals
    raise GraphFileError(
        path,
        Message(
            "holds neither nodes nor edges of KGX: it needs a column id, or subject, predicate and "
            "object; it has {columns!r}",
            {"columns": ", ".join(columns[:6])[:200]},
        ),
    )


def read_lines(path: Path, progress: Callable[[int], None]) -> Iterator[list[bytes]]:
    """Yield the lines of a file, plain or gzip, one block at a time, never none.

    Raises:
        GraphFileError: it cannot be read to its end, or a line has no end.
    """
    rest = b""
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            if path.suffix == ".gz" and not packed:
                raise GraphFileError(path, "is named .gz, but is not gzip")
            file = gzip.GzipFile(fileobj=raw) if packed else raw
            while block := file.read(BLOCK):
                lines = (rest + block).replace(b"\r\n", b"\n").split(b"\n")
                rest = lines.pop()
                if len(rest) > LONGEST:
                    size = {"size": LONGEST >> 20}
                    raise GraphFileError(path, Message("has a line of more than {size} MB", size))
                progress(raw.tell())
                if lines:
                    yield lines
    except (OSError, EOFError, zlib.error) as error:
        words = getattr(error, "strerror", None) or str(error)
        reason = {"reason": Message(words) if words else Message("damaged")}
        raise GraphFileError(path, Message("cannot be read: {reason}", reason)) from error
    if rest:
        yield [rest.removesuffix(b"\r")]


def fields_of(line: bytes, table: Table) -> dict[str, Any] | Message:
    """Give a row by column, or the reason why it is none."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        return Message("is not UTF-8")
    if table.kind == "tsv":
        cells = text.split("\t")
        if len(cells) > len(table.columns):
            found = {"cells": len(cells), "columns": len(table.columns)}
            return Message("has {cells} cells, but the header has {columns}", found)
        return dict(zip(table.columns, cells, strict=False))
    try:
        row = json.loads(text)
        if "\\ud" in text.lower():  # half of a pair of surrogates is no character
            json.dumps(row, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return Message("is no JSON")
    return row if isinstance(row, dict) else Message("is no JSON object")


def _keys(path: Path, text: str) -> tuple[str, ...]:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GraphFileError(path, "its first line is no JSON object") from error
    return tuple(row)
