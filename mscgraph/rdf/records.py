"""The JSON records of a graph by part, whichever form the graph is in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.graph import Graph

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
    "omissions",
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
    """Give the records of a loaded or a compiled graph, each part in the order of its ids.

    Those of a compiled graph are parsed when they are asked for.
    """
    if isinstance(source, Graph):
        return {part: TableView(source.file.table(part)) for part in PARTS}
    from mscgraph.kb.records import all_records

    found = all_records(source)
    return {part: dict(sorted(found[part].items())) for part in PARTS}
