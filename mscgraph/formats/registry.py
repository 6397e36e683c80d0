"""The one registry of formats: a suffix leads to what writes it and what reads it.

It feeds the choices of the command line, the docs and the test that every writer passes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mscgraph.errors import FormatError
from mscgraph.formats.graphml import write_graphml
from mscgraph.formats.rdf import read_ntriples, read_turtle, write_ntriples, write_turtle
from mscgraph.formats.records_json import META_LINE, read_json, read_jsonl, write_json, write_jsonl
from mscgraph.formats.whole import whole_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mscgraph.formats.whole import Exportable, Whole
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.model import Text


@dataclass(frozen=True, slots=True)
class Format:
    """How a graph is written, and read back where nothing is lost."""

    label: Text
    write: Callable[[Whole], Iterator[str]]
    """Gives the text in pieces; the same graph gives the same bytes."""
    read: Callable[[bytes, str], KnowledgeBase] | None = None
    """Takes the bytes and the name of the file."""


FORMATS: Mapping[str, Format] = {
    "json": Format(
        {"en": "JSON, loss-free, one document", "zh-Hans": "JSON,无损,单一文档"},
        write_json,
        read_json,
    ),
    "jsonl": Format(
        {"en": "JSON, loss-free, one record a line", "zh-Hans": "JSON,无损,每行一条记录"},
        write_jsonl,
        read_jsonl,
    ),
    "ttl": Format(
        {"en": "RDF as Turtle, loss-free", "zh-Hans": "RDF,无损,Turtle 格式"},
        write_turtle,
        read_turtle,
    ),
    "nt": Format(
        {"en": "RDF as N-Triples, loss-free", "zh-Hans": "RDF,无损,N-Triples 格式"},
        write_ntriples,
        read_ntriples,
    ),
    "graphml": Format(
        {"en": "GraphML, entities and signed edges", "zh-Hans": "GraphML,实体与带正负号的边"},
        write_graphml,
    ),
}


def write(obj: Exportable, target: Path | IO[bytes], *, fmt: str | None = None) -> None:
    r"""Write a graph to a file, which then appears whole or not at all, or to an open stream.

    Args:
        obj: a loaded or a compiled graph.
        target: a path, or a stream that takes bytes.
        fmt: a key of :data:`FORMATS`; by default the suffix of the path.

    Raises:
        FormatError: nobody writes this format, or the stream leaves it open.
        OSError: the file cannot be written.

    Example:
        >>> from io import BytesIO
        >>> stream = BytesIO()
        >>> write(graph, stream, fmt="json")
        >>> stream.getvalue()[:27]
        b'{\n"meta": {"schema_version"'
    """
    if isinstance(target, Path):
        from mscgraph.compiled.write import replace_file

        pieces = format_of(target, fmt).write(whole_of(obj))
        replace_file(target, "".join(pieces).encode())
        return
    for piece in format_of(None, fmt).write(whole_of(obj)):
        target.write(piece.encode())


def read_file(path: Path, *, fmt: str | None = None) -> KnowledgeBase:
    """Read a graph back from a format that loses nothing.

    Raises:
        FormatError: nobody reads this format.
        GraphFileError: the file holds something else.
        OSError: the file cannot be read.
    """
    chosen = format_of(path, fmt)
    if chosen.read is None:
        raise FormatError(fmt or path.name, readable())
    return chosen.read(path.read_bytes(), str(path))


def holds_whole(path: Path) -> bool:
    """Say whether a file holds a graph that :func:`read_file` reads, by its name and its start.

    KGX has lines of JSON as well; ours begin with what identifies the graph.
    """
    name = path.suffix.lstrip(".").lower()
    if name != "jsonl":
        return name in readable()
    with path.open("rb") as file:
        return file.read(len(META_LINE)) == META_LINE


def format_of(path: Path | None, fmt: str | None = None) -> Format:
    """Find a format by its name, else by the suffix of a file.

    Raises:
        FormatError: there is none.
    """
    name = fmt or (path.suffix.lstrip(".").lower() if path else "")
    if name not in FORMATS:
        given = fmt or (path.name if path else "a stream without a name")
        raise FormatError(given, list(FORMATS))
    return FORMATS[name]


def readable() -> list[str]:
    """List the formats that can be read back."""
    return [name for name, found in FORMATS.items() if found.read is not None]
