"""Every format read back by its own parser, down to single values with the key that holds each."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import networkx as nx
import rdflib

from mscgraph.formats.flat import EDGE_KEYS, NODE_KEYS
from mscgraph.formats.registry import FORMATS
from mscgraph.formats.whole import whole_of
from tests.contract import neo4j_csv
from tests.unit.formats.test_bibliography import from_tex, read_bibtex, read_ris

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase

Files = dict[str, bytes]
"""The bytes of each file by its name; a single file has none."""


def dumped(source: KnowledgeBase | Graph, fmt: str) -> Files:
    """Write a graph into memory."""
    writers: Mapping[str, Any]
    chosen, whole = FORMATS[fmt], whole_of(source)
    writers = chosen.write if chosen.is_folder else {"": chosen.write}  # type: ignore[assignment]
    return {name: "".join(write(whole)).encode() for name, write in writers.items()}


def atoms(fmt: str, files: Files) -> list[tuple[str, str]]:
    """Give every value with its key; truth values as true and false."""
    return [atom for data in files.values() for atom in READERS[fmt](data)]


def walk(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Give the values of JSON; an evidence that is written as text is JSON too."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from walk(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item, key)
    elif isinstance(value, str) and value.startswith('{"document":'):
        yield from walk(json.loads(value))
    elif value is not None:
        yield key, value if isinstance(value, str) else json.dumps(value)


def of_json(data: bytes) -> Iterator[tuple[str, str]]:
    return walk(json.loads(data))


def of_lines(data: bytes) -> Iterator[tuple[str, str]]:
    for line in data.decode().split("\n")[:-1]:
        yield from walk(json.loads(line))


def of_rdf(fmt: str) -> Callable[[bytes], Iterator[tuple[str, str]]]:
    def read(data: bytes) -> Iterator[tuple[str, str]]:
        graph = rdflib.Dataset(default_union=True).parse(data=data.decode(), format=fmt)
        for _, predicate, value in graph.triples((None, None, None)):
            yield str(predicate).replace("#", "/").rpartition("/")[2], str(value)

    return read


def of_graphml(data: bytes) -> Iterator[tuple[str, str]]:
    graph = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    for ident, attributes in graph.nodes(data=True):
        yield "id", ident
        yield from of_cells(attributes, "|", LISTS)
    for *_, attributes in graph.edges(data=True):
        yield from of_cells(attributes, "|", LISTS)


LISTS = tuple(key for key, kind in {**NODE_KEYS, **EDGE_KEYS}.items() if kind is list)


def of_cells(row: Mapping[str, Any], bar: str, lists: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key, cell in row.items():
        parts = str(cell).split(bar) if key in lists else [cell]
        yield from ((k, v) for part in parts for k, v in walk(part, key))


def of_tsv(data: bytes) -> Iterator[tuple[str, str]]:
    head, *lines = (line.split("\t") for line in data.decode().split("\n")[:-1])
    lists = ("synonym", "xref", "publications", *(f"mscg_{name}" for name in LISTS))
    for line in lines:
        yield from of_cells(dict(zip(head, line, strict=True)), "|", lists)


def of_csv(data: bytes) -> Iterator[tuple[str, str]]:
    for row in neo4j_csv.table(data.decode()).rows:
        yield from ((k, v) for key, cell in row.items() for k, v in walk(cell, key))


def of_sssom(data: bytes) -> Iterator[tuple[str, str]]:
    text = data.decode()
    table = text[text.index("\nsubject_id\t") + 1 :]
    for row in csv.DictReader(io.StringIO(table, newline=""), delimiter="\t"):
        yield from row.items()


def of_bibtex(data: bytes) -> Iterator[tuple[str, str]]:
    for fields in read_bibtex(data.decode()).values():
        yield from ((key, from_tex(value)) for key, value in fields.items())


def of_ris(data: bytes) -> Iterator[tuple[str, str]]:
    for record in read_ris(data.decode()):
        yield from ((tag, value) for tag, values in record.items() for value in values)


READERS: dict[str, Callable[[bytes], Iterator[tuple[str, str]]]] = {
    "json": of_json,
    "jsonl": of_lines,
    "ttl": of_rdf("turtle"),
    "nt": of_rdf("nt"),
    "graphml": of_graphml,
    "kgx-tsv": of_tsv,
    "kgx-jsonl": of_lines,
    "nanopub": of_rdf("trig"),
    "cx2": of_json,
    "cyjs": of_json,
    "neo4j": of_csv,
    "sssom": of_sssom,
    "bibtex": of_bibtex,
    "ris": of_ris,
    "csl-json": of_json,
}
