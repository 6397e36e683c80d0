"""A whole graph, whichever form it is in: what every writer takes and every reader gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mscgraph.compiled.graph import Graph
from mscgraph.data import LICENCE
from mscgraph.rdf.records import PARTS, records_of

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.rdf.records import Records

    Exportable = KnowledgeBase | Graph

META = ("schema_version", "data_version", "content_hash")
"""What identifies a state of the data."""

__all__ = ["META", "PARTS", "Whole", "whole_of"]


@dataclass(frozen=True, slots=True)
class Whole:
    """The records of a graph with what identifies them."""

    meta: dict[str, str]
    records: Records

    @property
    def licence(self) -> str:
        """Licence of curated data; empty for an imported graph, whose sources have their own."""
        return LICENCE if self.meta["content_hash"] else ""


def whole_of(source: Exportable) -> Whole:
    """Give the records of a loaded or a compiled graph."""
    if isinstance(source, Graph):
        return Whole({key: source.meta[key] for key in META}, records_of(source))
    from mscgraph.kb.cache import data_version
    from mscgraph.kb.records import SCHEMA_VERSION

    versions = (SCHEMA_VERSION, data_version(source.content_hash), source.content_hash)
    return Whole(dict(zip(META, versions, strict=True)), records_of(source))
