"""Write KGX: nodes and edges in the words of Biolink, and ours beside them.

What Biolink has no slot for stands in columns that begin with ``mscg_``. ``mscgraph import`` reads
both, so that predicate, sign, negation and hedge of every claim come back as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.compiled.imported import CONTEXT
from mscgraph.compiled.write import dump
from mscgraph.formats import flat
from mscgraph.formats.kgx_classes import PLAIN, association
from mscgraph.formats.kgx_words import LEVELS, OURS, OWN, said_as
from mscgraph.languages import Message
from mscgraph.rdf.biolink import lineage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mscgraph.formats.flat import Flat, Value
    from mscgraph.formats.whole import Whole
    from mscgraph.rdf.records import Record

_NODE_SLOTS = {"label_en": "name", "synonyms": "synonym", "xrefs": "xref"}
_EDGE_SLOTS = {"belief": "has_confidence_score"}
_QUALIFIERS = {ours: theirs for theirs, ours in CONTEXT.items()}
_SOURCE = "infores:mscgraph"

NODES = (
    *("id", "category", "name", "synonym", "xref", "has_attribute_type"),
    *(f"{OWN}{key}" for key in ("label_zh", "type", "parents", "higher_is", "note")),
)
EDGES = (
    *("id", "subject", "predicate", "object", "category", "negated"),
    *("qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier"),
    *("causal_mechanism_qualifier", *CONTEXT, "original_predicate"),
    *("knowledge_level", "agent_type", "primary_knowledge_source", "publications"),
    *("has_confidence_score", "evidence_count"),
    *(
        f"{OWN}{key}"
        for key in flat.EDGE_KEYS
        if key not in ("id", "subject", "object", "predicate", "negated", "belief", "publications")
    ),
)
"""Columns of the tables."""


def write_nodes_tsv(whole: Whole) -> Iterator[str]:
    """Give the table of nodes."""
    return _tsv(NODES, _nodes(whole))


def write_edges_tsv(whole: Whole) -> Iterator[str]:
    """Give the table of edges."""
    return _tsv(EDGES, _edges(whole))


def write_nodes_jsonl(whole: Whole) -> Iterator[str]:
    """Give the nodes, one a line."""
    return (f"{dump(node)}\n" for node in _nodes(whole))


def write_edges_jsonl(whole: Whole) -> Iterator[str]:
    """Give the edges, one a line."""
    return (f"{dump(edge)}\n" for edge in _edges(whole))


def unclassed(whole: Whole) -> Message:
    """Say how many edges have no class of their own in Biolink."""
    made = [edge["category"] == [f"biolink:{PLAIN}"] for edge in _edges(whole)]
    return Message(
        "{count:,} of {all:,} edges fit no association class of Biolink "
        "and stand as biolink:{plain}",
        {"count": sum(made), "all": len(made), "plain": PLAIN},
    )


def _nodes(whole: Whole) -> Iterator[Record]:
    for node in flat.nodes(whole):
        category = str(node.pop("category"))
        row = {"id": node.pop("id"), "category": [category]}
        if "Attribute" in lineage(category.removeprefix("biolink:")):
            row["has_attribute_type"] = row["id"]  # the attribute is a class: it is its own type
        node["type"] = f"{OURS}{node['type']}"
        yield {**row, **_renamed(node, _NODE_SLOTS)}


def _edges(whole: Whole) -> Iterator[Record]:
    from mscgraph.rdf.terms import iri_of

    records = whole.records
    predicates = dict(records["predicates"])
    categories = {
        str(node["id"]): str(node["category"]).removeprefix("biolink:")
        for node in flat.nodes(whole)
    }
    for edge in flat.edges(whole):
        name, qualifiers = said_as(predicates[str(edge["predicate"])])
        qualifiers = {**qualifiers, **_context(edge)}
        ends = [categories[str(edge[end])] for end in ("subject", "object")]
        local = name.removeprefix("biolink:")
        row = {
            "id": str(iri_of("claim", str(edge.pop("id")))),
            "subject": edge.pop("subject"),
            "predicate": name,
            "object": edge.pop("object"),
            "category": [f"biolink:{association(ends[0], local, ends[1], qualifiers)}"],
            "negated": edge.pop("negated"),
            **qualifiers,
            "original_predicate": f"{OURS}{edge.pop('predicate')}",
            "knowledge_level": LEVELS[str(edge.get("hedge", "asserted"))],
            **_source(edge),
            **({"publications": edge.pop("publications")} if "publications" in edge else {}),
            "evidence_count": len(_listed(edge.get("evidence"))),
        }
        yield {**row, **_renamed(edge, _EDGE_SLOTS)}


def _context(edge: Flat) -> dict[str, Any]:
    """Give the context for which Biolink has a qualifier; that of anatomy is a list."""
    pairs = (item.partition("=")[::2] for item in _listed(edge.get("context")))
    found = {_QUALIFIERS[key]: value for key, value in pairs if key in _QUALIFIERS}
    return {key: [value] if key.startswith("anatomical") else value for key, value in found.items()}


def _source(edge: Flat) -> dict[str, str]:
    """Give who says it: we do, unless the graph was imported from others."""
    documents = _listed(edge.get("documents"))
    foreign = next((name for name in documents if name.startswith("infores:")), None)
    return {
        "agent_type": "not_provided" if foreign else "manual_agent",
        "primary_knowledge_source": foreign or _SOURCE,
    }


def _listed(value: Value | None) -> list[str]:
    return value if isinstance(value, list) else []


def _renamed(values: Flat, slots: Mapping[str, str]) -> dict[str, Any]:
    return {slots.get(key, f"{OWN}{key}"): value for key, value in values.items()}


# ---------------------------------------------------------------------- tables


def _tsv(columns: tuple[str, ...], rows: Iterable[Record]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_cell(row.get(column, "")) for column in columns) + "\n"


def _cell(value: Any) -> str:
    """Show a value: the format has no escape for a tab, a line end or a bar.

    The kgx library parts every cell at its bars, that of a name as well.
    """
    if isinstance(value, bool):
        return "true" if value else ""  # the kgx library takes every word for true
    if isinstance(value, list):
        return "|".join(map(_cell, value))
    return str(value).translate(_KEPT_OUT)


_KEPT_OUT = str.maketrans("\t\r\n|", "   \N{BROKEN BAR}")
