"""Tables for the bulk import of Neo4j, ``neo4j-admin database import full``.

Fields may hold line ends, so the import needs ``--multiline-fields=true``. Lists are parted by a
sign that no text holds, so it needs ``--array-delimiter=U+001F`` as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.formats import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mscgraph.formats.flat import Flat
    from mscgraph.formats.whole import Whole

DELIMITER = "\x1f"
_TYPES = {str: "", bool: ":boolean", float: ":double", list: ":string[]"}


def write_nodes(whole: Whole) -> Iterator[str]:
    """Give the entities; each has the label Entity and that of its kind."""
    yield _head(flat.NODE_KEYS, {"id": "id:ID"}, ":LABEL")
    for node in flat.nodes(whole):
        yield _line(node, flat.NODE_KEYS, ["Entity", str(node["type"])])


def write_relationships(whole: Whole) -> Iterator[str]:
    """Give the claims; the type of a relationship is its predicate in capitals."""
    yield _head(flat.EDGE_KEYS, {"subject": ":START_ID", "object": ":END_ID"}, ":TYPE")
    for edge in flat.edges(whole):
        yield _line(edge, flat.EDGE_KEYS, str(edge["predicate"]).upper())


def _head(keys: Mapping[str, type], named: Mapping[str, str], last: str) -> str:
    columns = (named.get(key, f"{key}{_TYPES[kind]}") for key, kind in keys.items())
    return ",".join((*columns, last)) + "\n"


def _line(values: Flat, keys: Iterable[str], last: Any) -> str:
    return ",".join((*(_cell(values.get(key)) for key in keys), _cell(last))) + "\n"


def _cell(value: Any) -> str:
    """Quote a value; what is absent stays without quotes, or it would be an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return '"true"' if value else '"false"'
    if isinstance(value, list):
        value = DELIMITER.join(
            item.replace(DELIMITER, "\N{REPLACEMENT CHARACTER}") for item in value
        )
    return '"' + str(value).replace('"', '""') + '"'
