"""The ontology: kinds and predicates of the data, and the terms of their RDF, as OWL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef

from mscgraph.rdf import biolink
from mscgraph.rdf.axioms import axioms, inverse_nodes, single_nodes
from mscgraph.rdf.namespaces import BIOLINK, DCTERMS, MSCG, OWL, RDF, RDFS, RO, SKOS, vocabulary
from mscgraph.rdf.prefixes import STANDARD, VOCABULARY
from mscgraph.rdf.terms import IS_A, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from mscgraph.rdf.namespaces import Term
    from mscgraph.rdf.records import Records
    from mscgraph.rdf.terms import Terms, Triple

ONTOLOGY = URIRef(VOCABULARY.rstrip("/"))
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
TITLE = {"en": "mscgraph ontology", "zh-Hans": "间充质干细胞机制图谱本体"}

_PARTS = {
    "class": OWL.Class,
    "object": OWL.ObjectProperty,
    "data": OWL.DatatypeProperty,
    "annotation": OWL.AnnotationProperty,
}
_MATCHES = {
    "exact": RDFS.subPropertyOf,
    "narrow": RDFS.subPropertyOf,
    "close": SKOS.closeMatch,
    "broad": SKOS.broadMatch,
}
"""How a predicate is tied to the term of another model, by the match that the data states."""
_ABOVE = {
    "Claim": (BIOLINK.Association,),
    "Evidence": (BIOLINK.InformationContentEntity,),
    "Reference": (BIOLINK.Publication,),
    "Study": (BIOLINK.Study,),
    "cell": (BIOLINK.anatomical_context_qualifier,),
    "disease": (BIOLINK.disease_context_qualifier,),
    "hasEvidence": (BIOLINK.has_evidence, RO["0002558"]),
    "tissue": (BIOLINK.anatomical_context_qualifier,),
}
"""What stands above a term of our own, in Biolink 4.4.4 and the Relation Ontology."""

_BORROWED = {
    RDFS.subClassOf: OWL.Class,
    RDFS.subPropertyOf: OWL.ObjectProperty,
    OWL.inverseOf: OWL.ObjectProperty,
}
"""What a term of another model is, by the axiom that names it."""


def term_nodes(terms: Terms, records: Records) -> Iterator[Node]:
    """Give all classes and properties without domains and ranges, which need blank nodes."""
    yield from map(_vocabulary_node, vocabulary())
    categories = _categories(records)
    for record in records["types"].values():
        yield _kind_node(terms, record, categories[record["id"]])
    for record in records["predicates"].values():
        if record["id"] != IS_A:
            yield _predicate_node(terms, record)


def _vocabulary_node(term: Term) -> Node:
    node = Node(MSCG[term.name], _PARTS[term.part])
    node.text(RDFS.label, term.label)
    node.text(SKOS.definition, term.definition)
    node.put(RDFS.isDefinedBy, ONTOLOGY)
    if term.name == "isA":
        node.put(RDF.type, OWL.TransitiveProperty)
        node.word(DCTERMS.identifier, IS_A)
    elif term.name == "opposes":
        node.put(RDF.type, OWL.SymmetricProperty)
    below = RDFS.subClassOf if term.part == "class" else RDFS.subPropertyOf
    node.put(below, *_ABOVE.get(term.name, ()))
    return node


def _categories(records: Records) -> dict[str, set[str]]:
    """Give the Biolink classes that the entities of each kind have, its own first of all."""
    found = {kind: {record["category"]} for kind, record in records["types"].items()}
    for entity in records["entities"].values():
        if entity["category"]:
            found[entity["type"]].add(entity["category"])
    return found


def _kind_node(terms: Terms, record: Mapping[str, Any], categories: Iterable[str]) -> Node:
    node = Node(terms.kind(record["id"]), OWL.Class)
    node.text(RDFS.label, record["label"])
    node.text(SKOS.definition, record["definition"])
    node.put(RDFS.isDefinedBy, ONTOLOGY)
    # the nearest class that holds for all of the kind: not every cell product is a cell
    above = biolink.common(sorted(curie.partition(":")[2] for curie in categories))
    node.put(RDFS.subClassOf, MSCG.Entity, BIOLINK[above])
    node.put(BIOLINK.category, terms.of(record["category"]))
    node.word(MSCG.group, *record["groups"])
    node.flag(MSCG.endsOnly, value=record["ends_only"])
    node.word(MSCG.effectRule, record["effect"])
    node.word(RDFS.comment, record["comments"])
    return node


def _predicate_node(terms: Terms, record: Mapping[str, Any]) -> Node:
    node = Node(terms.predicate(record["id"]), OWL.ObjectProperty)
    if record["symmetric"]:
        node.put(RDF.type, OWL.SymmetricProperty)
    node.text(RDFS.label, record["label"])
    node.text(SKOS.definition, record["definition"])
    node.put(RDFS.isDefinedBy, ONTOLOGY)
    node.word(DCTERMS.identifier, record["id"])
    node.word(MSCG.signRule, record["sign"])
    node.word(MSCG.walkForward, record["walk"]["forward"])
    node.word(MSCG.walkBackward, record["walk"]["backward"])
    node.word(MSCG.weight, record["weight"])
    for mapping, key in ((record["biolink"], "predicate"), (record["ro"], "id")):
        if mapping and mapping["match"] in _MATCHES:
            node.put(_MATCHES[mapping["match"]], terms.of(mapping[key]))
    for key, value in ((record["biolink"] or {}).get("qualifiers") or {}).items():
        node.word(MSCG.qualifier, f"{key}={value}")
    node.word(RDFS.comment, record["comments"])
    return node


# ----------------------------------------------------------------------------- the file


def ontology(terms: Terms, records: Records, version: str) -> str:
    """Give the ontology as Turtle, with all that it refuses, for ``ontology/mscgraph.ttl``."""
    from mscgraph.rdf.write import turtle

    nodes = (
        _header(version),
        *term_nodes(terms, records),
        *inverse_nodes(terms, records),
        *single_nodes(),
    )
    triples = [triple for node in nodes for triple in node.triples]
    triples += [triple for node in _borrowed(triples) for triple in node.triples]
    used = {
        name: iri for name, iri in terms.spaces.items() if name in STANDARD or name in ("RO", "BFO")
    }
    lines = [*turtle(triples, used), "", *axioms(records)]
    return "\n".join(lines) + "\n"


def _borrowed(triples: Iterable[Triple]) -> Iterator[Node]:
    """Declare the terms of other models that ours stand below or turn round, as OWL 2 asks."""
    for _, predicate, term in triples:
        if predicate in _BORROWED and isinstance(term, URIRef) and not term.startswith(VOCABULARY):
            yield Node(term, _BORROWED[predicate])


def _header(version: str) -> Node:
    node = Node(ONTOLOGY, OWL.Ontology)
    node.put(OWL.versionIRI, URIRef(f"{ONTOLOGY}/{version}"))
    node.word(OWL.versionInfo, version)
    node.text(DCTERMS.title, TITLE)
    node.put(DCTERMS.license, LICENCE)
    node.put(RDFS.seeAlso, URIRef(STANDARD["biolink"]))
    return node
