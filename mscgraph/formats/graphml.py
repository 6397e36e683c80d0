"""GraphML, the picture of the graph that Cytoscape, Gephi, yEd and networkx read.

Written as it comes: the writer of networkx needs the whole graph in memory, 10 KB for each claim.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from mscgraph.formats import flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph.formats.flat import Flat, Value
    from mscgraph.formats.whole import Whole

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, escaped or not."""
_TYPES = {str: "string", list: "string", bool: "boolean", float: "double"}
_NODE_KEYS = {key: kind for key, kind in flat.NODE_KEYS.items() if key != "id"}
# the claim once more: igraph takes the id of an edge for that of its source
_EDGE_KEYS = {"claim": str} | {
    key: kind for key, kind in flat.EDGE_KEYS.items() if key not in ("id", "subject", "object")
}


def write_graphml(whole: Whole) -> Iterator[str]:
    """Give the active claims between the entities; the items of a list are parted by a bar."""
    yield "<?xml version='1.0' encoding='utf-8'?>\n"
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    yield from _declared("node", _NODE_KEYS)
    yield from _declared("edge", _EDGE_KEYS)
    yield '  <graph edgedefault="directed">\n'
    for node in flat.nodes(whole):
        yield f"    <node id={_quoted(node.pop('id'))}>\n{_data('node', node)}    </node>\n"
    for edge in flat.edges(whole):
        claim, source, target = (edge.pop(key) for key in ("id", "subject", "object"))
        ends = f"source={_quoted(source)} target={_quoted(target)} id={_quoted(claim)}"
        data = _data("edge", {"claim": claim, **edge})
        yield f"    <edge {ends}>\n{data}    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _declared(scope: str, keys: Mapping[str, type]) -> Iterator[str]:
    for key, kind in keys.items():
        names = f'id="{scope}_{key}" for="{scope}" attr.name="{key}"'
        yield f'  <key {names} attr.type="{_TYPES[kind]}" />\n'


def _data(scope: str, values: Flat) -> str:
    return "".join(
        f'      <data key="{scope}_{key}">{escape(_text(value), _RETURN)}</data>\n'
        for key, value in values.items()
    )


_RETURN = {"\r": "&#13;"}
"""A reader of XML takes a bare carriage return for a line feed."""


def _quoted(value: Value) -> str:
    return quoteattr(_text(value))


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = "|".join(item.replace("|", "\N{BROKEN BAR}") for item in value)
    return _ILLEGAL.sub("\ufffd", str(value))
