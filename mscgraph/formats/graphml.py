"""GraphML, the picture of the graph that Cytoscape, Gephi, yEd and networkx read."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from mscgraph.graph.networkx import multigraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.formats.whole import Whole

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, escaped or not."""


def write_graphml(whole: Whole) -> Iterator[str]:
    """Give the active claims between the entities; evidence and context stay behind."""
    from networkx import write_graphml_xml

    records = whole.records
    active = (claim for claim in records["claims"].values() if claim["status"] == "active")
    graph = multigraph(records["entities"].values(), active)
    for _, attributes in graph.nodes(data=True):
        for key, value in attributes.items():
            attributes[key] = _ILLEGAL.sub("\ufffd", value)
    buffer = BytesIO()
    write_graphml_xml(graph, buffer, prettyprint=True)
    yield buffer.getvalue().decode()
