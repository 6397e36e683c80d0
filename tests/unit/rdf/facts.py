"""How a test asks a graph in RDF."""

from __future__ import annotations

from typing import Any

from rdflib import Graph, Literal, URIRef

from mscgraph.rdf.prefixes import BASE, VOCABULARY


def iri(curie: str) -> URIRef:
    prefix, _, local = curie.partition(":")
    return URIRef(f"https://example.org/{prefix}/{local}")


def own(path: str) -> URIRef:
    return URIRef(BASE + path)


def verb(name: str) -> URIRef:
    return URIRef(VOCABULARY + name)


def said(graph: Graph, subject: URIRef, predicate: URIRef) -> set[Any]:
    return {
        o.toPython() if isinstance(o, Literal) else o for o in graph.objects(subject, predicate)
    }
