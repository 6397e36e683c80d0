"""Read a network in the tool that it is for; runs on the Python of .venv-validators.

igraph reads GraphML, ndex2 reads CX2. Prints a JSON object with the attributes of all nodes and
edges, the edges with the labels of their ends.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def by_igraph(path: Path) -> dict[str, Any]:
    """Read GraphML."""
    import igraph

    graph = igraph.Graph.Read_GraphML(str(path))
    return {
        "nodes": [{**vertex.attributes(), "id": vertex["id"]} for vertex in graph.vs],
        "edges": [
            {**edge.attributes(), "source": graph.vs[edge.source]["id"], "target": target["id"]}
            for edge in graph.es
            for target in [graph.vs[edge.target]]
        ],
    }


def by_ndex2(path: Path) -> dict[str, Any]:
    """Read CX2."""
    from ndex2.cx2 import RawCX2NetworkFactory

    network = RawCX2NetworkFactory().get_cx2network(str(path))
    nodes = {ident: node["v"] for ident, node in network.get_nodes().items()}
    return {
        "nodes": list(nodes.values()),
        "edges": [
            {
                **edge["v"],
                "source": nodes[edge["s"]]["represents"],
                "target": nodes[edge["t"]]["represents"],
            }
            for edge in network.get_edges().values()
        ],
        "declared": network.get_attribute_declarations(),
        "network": network.get_network_attributes(),
    }


READERS = {".graphml": by_igraph, ".cx2": by_ndex2}

if __name__ == "__main__":
    name = Path(sys.argv[1])
    print(json.dumps(READERS[name.suffix](name)))  # noqa: T201 - the answer
