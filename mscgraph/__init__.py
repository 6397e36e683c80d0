"""mscgraph: the knowledge graph of how mesenchymal stem cells act.

Example:
    >>> import mscgraph
    >>> graph = mscgraph.open_graph()
    >>> graph.curie(graph.resolve("CD73"))
    'HGNC:8021'

Importing this package reads no file and loads nothing but the standard library; the names
below are loaded when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.errors import (
        AmbiguousNameError,
        DataError,
        DataFolderError,
        FormatError,
        GraphFileError,
        MissingExtraError,
        MscgraphError,
        NotFoundError,
        PlaceError,
        QueryError,
        UndecidedError,
    )
    from mscgraph.findings import Finding, Report
    from mscgraph.formats.registry import write
    from mscgraph.graph.networkx import to_networkx
    from mscgraph.graph.paths import find_paths
    from mscgraph.graph.query import Path, PathQuery, PathResult, Step
    from mscgraph.kb.cache import open_graph
    from mscgraph.kb.check import check
    from mscgraph.kb.load import KnowledgeBase, load
    from mscgraph.rdf.build import to_rdf
    from mscgraph.rdf.store import select

_HOMES = {
    "mscgraph.compiled.graph": ("Graph",),
    "mscgraph.errors": (
        "AmbiguousNameError",
        "DataError",
        "DataFolderError",
        "FormatError",
        "GraphFileError",
        "MissingExtraError",
        "MscgraphError",
        "NotFoundError",
        "PlaceError",
        "QueryError",
        "UndecidedError",
    ),
    "mscgraph.findings": ("Finding", "Report"),
    "mscgraph.formats.registry": ("write",),
    "mscgraph.graph.networkx": ("to_networkx",),
    "mscgraph.graph.paths": ("find_paths",),
    "mscgraph.graph.query": ("Path", "PathQuery", "PathResult", "Step"),
    "mscgraph.kb.cache": ("open_graph",),
    "mscgraph.kb.check": ("check",),
    "mscgraph.kb.load": ("KnowledgeBase", "load"),
    "mscgraph.rdf.build": ("to_rdf",),
    "mscgraph.rdf.store": ("select",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "AmbiguousNameError",
    "DataError",
    "DataFolderError",
    "Finding",
    "FormatError",
    "Graph",
    "GraphFileError",
    "KnowledgeBase",
    "MissingExtraError",
    "MscgraphError",
    "NotFoundError",
    "Path",
    "PathQuery",
    "PathResult",
    "PlaceError",
    "QueryError",
    "Report",
    "Step",
    "UndecidedError",
    "check",
    "find_paths",
    "load",
    "open_graph",
    "select",
    "to_networkx",
    "to_rdf",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
