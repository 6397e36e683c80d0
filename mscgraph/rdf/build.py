"""The RDF of a graph: plain RDF 1.1, deterministic IRIs, no blank nodes (DESIGN 6)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from mscgraph.rdf.claims import claim_nodes
from mscgraph.rdf.entities import entity_nodes
from mscgraph.rdf.ontology import term_nodes
from mscgraph.rdf.records import records_of
from mscgraph.rdf.sources import document_nodes, mechanism_nodes, reference_nodes, study_nodes
from mscgraph.rdf.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.rdf.records import Records
    from mscgraph.rdf.terms import Node, Triple


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
    terms = Terms(records)
    kinds = dict(records["types"])  # looked up for every entity: parsed once
    lookups = {
        **records,
        "references": dict(records["references"]),
        "predicates": dict(records["predicates"]),
    }
    lookups["entities"] = dict(records["entities"])
    yield from term_nodes(terms, records)
    yield from chain.from_iterable(
        entity_nodes(terms, record, kinds) for record in lookups["entities"].values()
    )
    for record in lookups["references"].values():
        yield from reference_nodes(record)
    for record in records["documents"].values():
        yield from document_nodes(record)
    for record in records["studies"].values():
        yield from study_nodes(terms, record)
    for record in records["claims"].values():
        yield from claim_nodes(terms, record, lookups)
    for record in records["mechanisms"].values():
        yield from mechanism_nodes(record)
