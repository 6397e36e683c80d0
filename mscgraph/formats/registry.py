"""The one registry of formats: a suffix leads to what writes it and what reads it.

It feeds the choices of the command line, the docs and the test that every writer passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from mscgraph.errors import FormatError
from mscgraph.formats import kgx_export, neo4j
from mscgraph.formats.bibliography import writer as bibliography
from mscgraph.formats.cytoscape import write_cx2, write_cyjs
from mscgraph.formats.graphml import write_graphml
from mscgraph.formats.nanopub import write_nanopubs
from mscgraph.formats.rdf import read_ntriples, read_turtle, write_ntriples, write_turtle
from mscgraph.formats.records_json import META_LINE, read_json, read_jsonl, write_json, write_jsonl
from mscgraph.formats.sssom import write_sssom
from mscgraph.formats.whole import whole_of
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mscgraph.formats.whole import Exportable, Whole
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.model import Text

    Writer = Callable[[Whole], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """How a graph is written, and read back where nothing is lost."""

    label: Text
    write: Writer | Mapping[str, Writer]
    """Gives the text in pieces; the same graph gives the same bytes. Several by name: a folder."""
    read: Callable[[bytes, str], KnowledgeBase] | None = None
    """Takes the bytes and the name of the file."""
    said: Callable[[Whole], Message] | None = None
    """Gives one line on what the format could not hold."""

    @property
    def is_folder(self) -> bool:
        """Whether the format has several files."""
        return isinstance(self.write, Mapping)


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
    "kgx-tsv": Format(
        {"en": "KGX, two tables", "zh-Hans": "KGX,两张表"},
        {
            "nodes.tsv": kgx_export.write_nodes_tsv,
            "edges.tsv": kgx_export.write_edges_tsv,
        },
        said=kgx_export.unclassed,
    ),
    "kgx-jsonl": Format(
        {"en": "KGX, JSON lines", "zh-Hans": "KGX,每行一条 JSON"},
        {
            "nodes.jsonl": kgx_export.write_nodes_jsonl,
            "edges.jsonl": kgx_export.write_edges_jsonl,
        },
        said=kgx_export.unclassed,
    ),
    "nanopub": Format(
        {
            "en": "nanopublications as TriG, one for each claim, unsigned",
            "zh-Hans": "纳米出版物(TriG),每条论断一份,未签名",
        },
        write_nanopubs,
    ),
    "cx2": Format(
        {"en": "CX2 for NDEx and Cytoscape", "zh-Hans": "CX2,供 NDEx 与 Cytoscape 使用"}, write_cx2
    ),
    "cyjs": Format({"en": "JSON of Cytoscape.js", "zh-Hans": "Cytoscape.js 的 JSON"}, write_cyjs),
    "neo4j": Format(
        {"en": "CSV for the bulk import of Neo4j", "zh-Hans": "CSV,供 Neo4j 批量导入"},
        {"nodes.csv": neo4j.write_nodes, "relationships.csv": neo4j.write_relationships},
    ),
    "sssom": Format(
        {"en": "SSSOM, cross-references of the entities", "zh-Hans": "SSSOM,实体的交叉引用"},
        write_sssom,
    ),
    "bibtex": Format(
        {"en": "references as BibTeX", "zh-Hans": "参考文献,BibTeX 格式"}, bibliography("bibtex")
    ),
    "ris": Format({"en": "references as RIS", "zh-Hans": "参考文献,RIS 格式"}, bibliography("ris")),
    "csl-json": Format(
        {"en": "references as CSL-JSON", "zh-Hans": "参考文献,CSL-JSON 格式"},
        bibliography("csl-json"),
    ),
}

SUFFIXES: Mapping[str, str] = {"bib": "bibtex", "trig": "nanopub"}
"""Suffixes of files that are not the name of their format."""


def write(obj: Exportable, target: Path | IO[bytes], *, fmt: str | None = None) -> None:
    r"""Write a graph to a file, which then appears whole or not at all, or to an open stream.

    Args:
        obj: a loaded or a compiled graph.
        target: a path, or a stream that takes bytes; a format of several files makes a folder of
            the path, and cannot be written to a stream.
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
    chosen, whole = format_of(target if isinstance(target, Path) else None, fmt), whole_of(obj)
    if isinstance(target, Path):
        from mscgraph.compiled.folder import write_folder
        from mscgraph.compiled.write import beside

        if isinstance(chosen.write, Mapping):
            write_folder(target, {name: make(whole) for name, make in chosen.write.items()})
        else:
            with beside(target) as place, place.open("w", encoding="utf-8", newline="") as file:
                file.writelines(chosen.write(whole))
        return
    if isinstance(chosen.write, Mapping):
        given = Message("{format} on a stream", {"format": fmt})
        raise FormatError(given, [n for n, f in FORMATS.items() if not f.is_folder])
    for piece in chosen.write(whole):
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
    suffix = path.suffix.lstrip(".").lower() if path else ""
    if path and path.name.lower().endswith(".csl.json"):
        suffix = "csl-json"
    name = fmt or SUFFIXES.get(suffix, suffix)
    if name not in FORMATS:
        given = fmt or (path.name if path else Message("a stream without a name"))
        raise FormatError(given, list(FORMATS))
    return FORMATS[name]


def readable() -> list[str]:
    """List the formats that can be read back."""
    return [name for name, found in FORMATS.items() if found.read is not None]
