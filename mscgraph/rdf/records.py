"""The JSON records of a graph by part, whichever form the graph is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.layout import TABLES

if TYPE_CHECKING:
    from mscgraph.compiled.read import Table
    from mscgraph.kb.load import KnowledgeBase

PARTS = (
    "documents",
    "references",
    "studies",
    "predicates",
    "entities",
    "claims",
    "mechanisms",
    "types",
    "prefixes",
)
"""All that a graph consists of, in the order of the JSON export."""

Record = dict[str, Any]
Part = Mapping[str, Record]
Records = Mapping[str, Part]


class TableView(Mapping[str, Record]):
    """A table of a compiled graph as a mapping; a record is parsed when it is asked for."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __getitem__(self, ident: str) -> Record:
        body: Record | None = self._table.get(ident)
        if body is None:
            raise KeyError(ident)
        return body

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.ids)

    def __len__(self) -> int:
        return len(self._table)


def records_of(source: KnowledgeBase | Graph) -> Records:
    """Give the records of a loaded or a compiled graph; those of a compiled one are read lazily."""
    if isinstance(source, Graph):
        return {part: _table(source, part) for part in PARTS}
    from mscgraph.kb.records import all_records
    from mscgraph.model import to_record

    found: dict[str, Part] = {**all_records(source)}
    found["prefixes"] = {name: to_record(prefix) for name, prefix in source.prefixes.items()}
    return {part: found[part] for part in PARTS}


def _table(graph: Graph, part: str) -> Part:
    if part in TABLES:
        return TableView(graph.file.table(part))
    return _prefixes_of_the_package()


def _prefixes_of_the_package() -> Part:
    """Read our own prefixes: a compiled graph of this format does not carry its own."""
    from mscgraph.data import data_root
    from mscgraph.kb import schema
    from mscgraph.kb.source import parse
    from mscgraph.model import Prefix, to_record

    file = "ontology/prefixes.yaml"
    source, _ = parse(file, (data_root() / file).read_bytes())
    found = (pair[1] for pair in schema.validate("prefixes", source) if isinstance(pair, tuple))
    return {item.prefix: to_record(item) for item in found if isinstance(item, Prefix)}
