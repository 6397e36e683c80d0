"""What Cytoscape and NDEx read: CX2, and the JSON of Cytoscape.js. Evidence stands on the edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.compiled.write import dump
from mscgraph.formats import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mscgraph.formats.flat import Flat
    from mscgraph.formats.whole import Whole

_TITLE = "mscgraph"
_CX2_TYPES = {str: "string", bool: "boolean", float: "double", list: "list_of_string"}
_CX2_NAMES = {"label_en": "name", "id": "represents"}
"""What NDEx calls two attributes of a node; it searches by them."""


def write_cx2(whole: Whole) -> Iterator[str]:
    """Give CX2, one aspect a line, one node or edge a line."""
    number = {ident: i for i, ident in enumerate(whole.records["entities"])}
    network = {"name": _TITLE, "version": whole.meta["data_version"], "rights": whole.licence}
    counts = {"attributeDeclarations": 1, "networkAttributes": 1}
    counts |= {"nodes": len(number), "edges": sum(1 for _ in flat.active(whole))}
    yield '[{"CXVersion":"2.0","hasFragments":false}'
    yield from _aspect("metaData", ({"name": k, "elementCount": n} for k, n in counts.items() if n))
    yield from _aspect("attributeDeclarations", [_declarations(network)])
    yield from _aspect("networkAttributes", [network])
    yield from _aspect(
        "nodes",
        (
            {"id": i, "v": {_CX2_NAMES.get(key, key): value for key, value in node.items()}}
            for i, node in enumerate(flat.nodes(whole))
        ),
    )
    yield from _aspect(
        "edges", (_edge(i, number, edge) for i, edge in enumerate(flat.edges(whole)))
    )
    yield ',\n{"status":[{"success":true}]}]\n'


def _aspect(name: str, items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    lines = _parted(map(dump, items))
    first = next(lines, None)
    if first is not None:
        yield f',\n{{"{name}":[\n{first}'
        yield from lines
        yield "]}"


def _parted(items: Iterable[str]) -> Iterator[str]:
    """Put a comma before each item but the first."""
    for number, item in enumerate(items):
        yield f",\n{item}" if number else item


def _declarations(network: Mapping[str, str]) -> dict[str, Any]:
    node: dict[str, type] = {_CX2_NAMES.get(key, key): kind for key, kind in flat.NODE_KEYS.items()}
    edge: dict[str, type] = {"interaction": str, **flat.EDGE_KEYS}
    for end in ("subject", "object"):  # the edge has them as s and t
        del edge[end]
    kinds: dict[str, Mapping[str, type]] = {
        "networkAttributes": dict.fromkeys(network, str),
        "nodes": node,
        "edges": edge,
    }
    return {
        aspect: {key: {"d": _CX2_TYPES[kind]} for key, kind in keys.items()}
        for aspect, keys in kinds.items()
    }


def _edge(index: int, number: Mapping[Any, int], edge: Flat) -> dict[str, Any]:
    ends = {"s": number[edge.pop("subject")], "t": number[edge.pop("object")]}
    return {"id": index, **ends, "v": {"interaction": edge["predicate"], **edge}}


def write_cyjs(whole: Whole) -> Iterator[str]:
    """Give the elements of Cytoscape.js as Cytoscape itself exports them."""
    about = {"name": _TITLE, "shared_name": _TITLE, **whole.meta, "rights": whole.licence}
    yield '{"format_version":"1.0","generated_by":"mscgraph","target_cytoscapejs_version":"~3"'
    yield f',\n"data":{dump(about)},\n"elements":{{"nodes":[\n'
    yield from _parted(
        dump({"data": {"id": node["id"], "name": node["label_en"], **node}})
        for node in flat.nodes(whole)
    )
    yield '],\n"edges":[\n'
    yield from _parted(dump({"data": _joined(edge)}) for edge in flat.edges(whole))
    yield "]}}\n"


def _joined(edge: Flat) -> Flat:
    ends: Flat = {"source": edge.pop("subject"), "target": edge.pop("object")}
    return {"id": edge["id"], **ends, "interaction": edge["predicate"], **edge}
