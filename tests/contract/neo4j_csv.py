"""Read tables as the bulk import of Neo4j does, and refuse whatever it would stumble over.

Neo4j is published for neither pip nor Debian, and no library found there reads its headers. So the
rules are written down once more, from the chapter on the CSV header format of its Operations Manual
and the parser of its importer (``DataFactories`` and ``BufferedCharSeeker`` of neo4j/neo4j). Where
the importer guesses in silence (any word but true is false to it), this reader refuses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DELIMITER = "\x1f"
"""What parts a list; the page on formats says how to tell the importer."""
BUFFER = 4 * 1024 * 1024
"""The largest field that the importer holds by default, in characters."""

_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|\Z)')
_COLUMN = re.compile(
    r"(?P<name>[^:(){}]*)(?::(?P<type>[A-Za-z_]+(?:\[\])?)(?:\((?P<space>[^()]*)\))?)?"
)
_OWN = {"nodes": {"ID", "LABEL"}, "relationships": {"START_ID", "END_ID", "TYPE"}}
_WHOLE = {"byte", "short", "int", "long"}


class RefusedError(ValueError):
    """The importer would stop here, or take the value for another."""


class Column(NamedTuple):
    """A column as its header says it."""

    name: str
    type: str
    space: str
    """Where the ids of one kind are unique; empty is the space that all share."""


class Table(NamedTuple):
    """A file: its columns, and a value for each of them that a row fills."""

    kind: str
    columns: list[Column]
    rows: list[dict[str, Any]]


class Imported(NamedTuple):
    """What would stand in the database."""

    nodes: dict[str, dict[str, Any]]
    relationships: list[dict[str, Any]]


def load(nodes: str, relationships: str) -> Imported:
    """Import a table of nodes and one of relationships."""
    found: dict[str, dict[str, Any]] = {}
    ends = table(nodes)
    links = table(relationships)
    if (ends.kind, links.kind) != ("nodes", "relationships"):
        raise RefusedError(f"{ends.kind} and {links.kind}")
    key = next(_key(column) for column in ends.columns if column.type == "ID")
    for row in ends.rows:
        if row[key] in found:
            raise RefusedError(f"two nodes are called {row[key]}")
        found[row[key]] = row
    for row in links.rows:
        for end in ("START_ID", "END_ID"):
            if row.get(end) not in found:
                raise RefusedError(f"no node is called {row.get(end)}")
        if not row.get("TYPE"):
            raise RefusedError("a relationship without type")
    spaces = {
        column.space for column in (*ends.columns, *links.columns) if column.type.endswith("ID")
    }
    if len(spaces) != 1:
        raise RefusedError(f"ids of several spaces: {spaces}")
    return Imported(found, links.rows)


def table(text: str) -> Table:
    """Read one file."""
    lines = _lines(text)
    columns = [_column(name or "") for name in next(lines, [])]
    kind = "relationships" if any(c.type == "START_ID" for c in columns) else "nodes"
    _check(kind, columns)
    rows = []
    for line in lines:
        if len(line) != len(columns):
            raise RefusedError(f"{len(line)} fields under {len(columns)} columns")
        pairs = zip(columns, line, strict=True)
        rows.append({_key(c): _value(c, cell) for c, cell in pairs if cell is not None})
    return Table(kind, columns, rows)


def _lines(text: str) -> Iterator[list[str | None]]:
    """Give the fields of each line; one without quotes and content is absent."""
    line: list[str | None] = []
    at = 0
    while at < len(text):
        match = _FIELD.match(text, at)
        if match is None:
            raise RefusedError(f"a quote out of place: {text[at : at + 40]!r}")
        quoted, bare, end = match.groups()
        if max(len(quoted or ""), len(bare or "")) > BUFFER:
            raise RefusedError("a field larger than the buffer")
        line.append(bare or None if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if end != ",":
            if line != [None]:  # an empty line is skipped
                yield line
            line = []
    if line:
        yield [*line, None]  # the text ends with a comma


def _column(header: str) -> Column:
    match = _COLUMN.fullmatch(header)
    if match is None:
        raise RefusedError(f"no header: {header!r}")
    return Column(match["name"], match["type"] or "string", match["space"] or "")


def _key(column: Column) -> str:
    return column.name or column.type


def _check(kind: str, columns: list[Column]) -> None:
    names = [_key(column) for column in columns]
    if len(set(names)) < len(names):
        raise RefusedError(f"a name twice: {names}")
    types = [column.type for column in columns]
    for name in _OWN[kind] - {"LABEL"}:
        if types.count(name) != 1:
            raise RefusedError(f"{types.count(name)} columns {name}")
    for column in columns:
        if column.type in _OWN[kind]:
            continue
        if column.type.removesuffix("[]") not in _READ:
            raise RefusedError(f"{kind} have no {column.type}")
        if not column.name:
            raise RefusedError("a property without name")


def _value(column: Column, cell: str) -> Any:
    if column.type == "LABEL":
        return cell.split(DELIMITER)
    read = _READ.get(column.type.removesuffix("[]"), str)
    try:
        return [*map(read, cell.split(DELIMITER))] if column.type.endswith("[]") else read(cell)
    except (ValueError, KeyError) as error:
        raise RefusedError(f"{column.name} is no {column.type}: {cell[:40]!r}") from error


_READ: dict[str, Callable[[str], Any]] = {
    "string": str,
    "boolean": {"true": True, "false": False}.__getitem__,
    "float": float,
    "double": float,
    **dict.fromkeys(_WHOLE, int),
}
"""The types that are used here; there are others, for times and places."""
