"""GraphML, the picture of the graph that Cytoscape, Gephi, yEd and networkx read."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from mscgraph.formats import flat

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.formats.flat import Flat, Value
    from mscgraph.formats.whole import Whole

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, escaped or not."""


def write_graphml(whole: Whole) -> Iterator[str]:
    """Give the active claims between the entities; the items of a list are parted by a bar."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in flat.nodes(whole):
        graph.add_node(str(node.pop("id")), **_attributes(node))
    for edge in flat.edges(whole):
        source, target, claim = (str(edge.pop(key)) for key in ("subject", "object", "id"))
        # the claim once more: igraph takes the id of an edge for that of its source
        graph.add_edge(source, target, claim, claim=claim, **_attributes(edge))
    buffer = BytesIO()
    nx.write_graphml_xml(graph, buffer, prettyprint=True)
    # a reader of XML takes a bare carriage return for a line feed
    yield buffer.getvalue().decode().replace("\r", "&#13;")


def _attributes(values: Flat) -> dict[str, str | float | bool]:
    return {key: _attribute(value) for key, value in values.items()}


def _attribute(value: Value) -> str | float | bool:
    if isinstance(value, list):
        value = "|".join(item.replace("|", "\N{BROKEN BAR}") for item in value)
    return _ILLEGAL.sub("\ufffd", value) if isinstance(value, str) else value
