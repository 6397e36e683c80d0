"""The RDF of a graph: plain RDF 1.1, deterministic IRIs, no blank nodes (DESIGN 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.rdf.claims import CLAIM
from mscgraph.rdf.entities import ENTITY
from mscgraph.rdf.mapping import describe_all
from mscgraph.rdf.ontology import term_nodes
from mscgraph.rdf.records import records_of
from mscgraph.rdf.rows import Scope
from mscgraph.rdf.sources import (
    DOCUMENT,
    MECHANISM,
    NAMESPACE,
    OMISSION,
    REFERENCE,
    STUDY,
)
from mscgraph.rdf.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.rdf.records import Records
    from mscgraph.rdf.terms import Node, Triple

TABLES = {
    "prefixes": NAMESPACE,
    "entities": ENTITY,
    "references": REFERENCE,
    "documents": DOCUMENT,
    "studies": STUDY,
    "claims": CLAIM,
    "mechanisms": MECHANISM,
    "omissions": OMISSION,
}
"""The parts of a graph that are data; kinds and predicates stand among the terms."""


def to_rdf(kb: KnowledgeBase) -> rdflib.Graph:
    """Build the RDF of a knowledge base, with the terms that it uses.

    The graph lives in memory, in rdflib's own store, which keeps language tags as they are
    written. To ask many or hard questions, :func:`mscgraph.rdf.store.indexed` moves it to
    Oxigraph.

    Example:
        >>> from rdflib import URIRef
        >>> graph = to_rdf(kb)
        >>> claim = URIRef("https://w3id.org/mscgraph/claim/rev2020-001")
        >>> str(graph.value(claim, URIRef("https://w3id.org/mscgraph/vocab/sign")))
        '+'
    """
    import rdflib

    records = records_of(kb)
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in Terms(records).spaces.items():
        graph.bind(prefix, iri)
    for triple in triples(records):
        graph.add(triple)
    return graph


def triples(records: Records) -> Iterator[Triple]:
    """Yield the triples of a graph by record; one that two claims state comes twice."""
    for node in _nodes(records):
        yield from node.triples


def _nodes(records: Records) -> Iterator[Node]:
    parts = ("types", "predicates", "references", "entities")
    parsed = {part: dict(records[part]) for part in parts}  # looked up often: parsed once
    scope = Scope(Terms(records), {**records, **parsed})
    yield from term_nodes(scope.terms, scope.records)
    for part, table in TABLES.items():
        yield from describe_all(table, scope.records[part], scope)
