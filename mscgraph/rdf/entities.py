"""RDF of the entities and of what an ontology states of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mscgraph.rdf.namespaces import BIOLINK, DCTERMS, MSCG, OWL, RDF, RDFS, SKOS
from mscgraph.rdf.terms import Node, iri_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from mscgraph.rdf.records import Part
    from mscgraph.rdf.terms import Terms

_WORDS = (
    ("id", DCTERMS.identifier),
    ("ontology_label", MSCG.ontologyLabel),
    ("higher_is", MSCG.higherIs),
    ("note", MSCG.note),
)


def entity_nodes(terms: Terms, record: Mapping[str, Any], kinds: Part) -> Iterator[Node]:
    """Give the triples about an entity, its hierarchy and its relations."""
    node = Node(terms.of(record["id"]), terms.kind(record["type"]))
    node.words(record, _WORDS)
    node.put(BIOLINK.category, terms.of(record["category"] or kinds[record["type"]]["category"]))
    node.text(RDFS.label, record["label"])
    for language, names in record["synonyms"].items():
        for name in names:
            node.text(SKOS.altLabel, {language: name})
    node.put(MSCG.isA, *map(terms.of, record["parents"]))
    node.put(SKOS.exactMatch, *map(terms.of, record["xrefs"]))
    node.put(SKOS.closeMatch, *map(terms.of, record["close_xrefs"]))
    for key, predicate in (
        ("broader_xref", SKOS.broadMatch),
        ("readout", MSCG.readout),
        ("replaced_by", DCTERMS.isReplacedBy),
    ):
        if record[key]:
            node.put(predicate, terms.of(record[key]))
    if record["unspecified"]:
        node.flag(MSCG.unspecified, value=True)
    if record["status"] == "merged":
        node.flag(OWL.deprecated, value=True)
    yield node
    for relation in record["relations"]:
        yield from _relation_nodes(terms, record["id"], relation)


def _relation_nodes(terms: Terms, subject: str, relation: Mapping[str, Any]) -> Iterator[Node]:
    """Give the fact itself, and who states it."""
    start, end = terms.of(subject), terms.of(relation["object"])
    predicate = terms.predicate(relation["predicate"])
    fact = Node(start)
    fact.put(predicate, end)
    yield fact
    content = f"{subject}\n{relation['predicate']}\n{relation['object']}\n{relation['role']}"
    ident = hashlib.sha256(content.encode()).hexdigest()[:12]
    node = Node(iri_of("relation", ident), MSCG.Relation)
    node.put(RDF.subject, start)
    node.put(RDF.predicate, predicate)
    node.put(RDF.object, end)
    node.word(DCTERMS.source, relation["source"])
    node.word(MSCG.role, relation["role"])
    yield node
