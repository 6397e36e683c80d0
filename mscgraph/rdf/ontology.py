"""The ontology: kinds and predicates of the data, and the terms of their RDF, as OWL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef

from mscgraph.data import LICENCE
from mscgraph.rdf import biolink
from mscgraph.rdf.axioms import axioms, inverse_nodes, single_nodes
from mscgraph.rdf.forms import CURIE, FLAG, SYMMETRIC, WORD
from mscgraph.rdf.mapping import Table, describe_all
from mscgraph.rdf.namespaces import BIOLINK, DCTERMS, MSCG, OWL, RDF, RDFS, RO, SKOS, vocabulary
from mscgraph.rdf.prefixes import STANDARD, VOCABULARY
from mscgraph.rdf.rows import Kind, Many, Named, One, Pairs, Scope, Texts
from mscgraph.rdf.terms import IS_A, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mscgraph.rdf.namespaces import Term
    from mscgraph.rdf.records import Record, Records
    from mscgraph.rdf.terms import Terms, Triple

ONTOLOGY = URIRef(VOCABULARY.rstrip("/"))
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
    scope = Scope(terms, records)
    for term in vocabulary():
        # the words for is_a stand in its own record, where the graph has one
        yield _vocabulary_node(term, named=term.name == "isA" and IS_A in records["predicates"])
    yield from describe_all(KIND, records["types"], scope)
    yield from describe_all(PREDICATE, records["predicates"], scope)
    categories = _categories(records)
    for kind, found in categories.items():
        node = Node(terms.kind(kind))
        # the nearest class that holds for all of the kind: not every cell product is a cell
        above = biolink.common(sorted(curie.partition(":")[2] for curie in found))
        node.put(RDFS.subClassOf, MSCG.Entity, BIOLINK[above])
        yield node


def _vocabulary_node(term: Term, *, named: bool) -> Node:
    node = Node(MSCG[term.name], _PARTS[term.part])
    if not named:
        node.text(RDFS.label, term.label)
        node.text(SKOS.definition, term.definition)
    node.put(RDFS.isDefinedBy, ONTOLOGY)
    if term.name == "isA":
        node.put(RDF.type, OWL.TransitiveProperty)
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


def _more_of_kind(node: Node, _record: Record, _scope: Scope) -> tuple[Node, ...]:
    node.put(RDFS.isDefinedBy, ONTOLOGY)
    return ()


def _more_of_predicate(node: Node, record: Record, scope: Scope) -> tuple[Node, ...]:
    node.put(RDFS.isDefinedBy, ONTOLOGY)
    for mapping, key in ((record["biolink"], "predicate"), (record["ro"], "id")):
        if mapping and mapping["match"] in _MATCHES:
            node.put(_MATCHES[mapping["match"]], scope.terms.of(mapping[key]))
    return ()


KIND = Table(
    "vocab",
    (OWL.Class,),
    (
        Named("id", VOCABULARY),
        One("file", MSCG.file, WORD),
        Texts("label", RDFS.label),
        Texts("definition", SKOS.definition),
        One("category", BIOLINK.category, CURIE),
        Many("groups", MSCG.group, WORD),
        One("ends_only", MSCG.endsOnly, FLAG, always=True),
        One("effect", MSCG.effectRule, WORD),
        One("comments", RDFS.comment, WORD),
    ),
    _more_of_kind,
    iri=lambda terms, ident: terms.kind(ident),
    mark=(MSCG.effectRule,),
)
PREDICATE = Table(
    "vocab",
    (OWL.ObjectProperty,),
    (
        One("id", DCTERMS.identifier, WORD),
        Texts("label", RDFS.label),
        Texts("definition", SKOS.definition),
        One("sign", MSCG.signRule, WORD),
        One("walk.forward", MSCG.walkForward, WORD),
        One("walk.backward", MSCG.walkBackward, WORD),
        Many("domain", MSCG.admittedSubject, WORD),
        Many("range", MSCG.admittedObject, WORD),
        Texts("inverse_label", MSCG.inverseLabel),
        Kind("symmetric", RDF.type, SYMMETRIC),
        One("weight", MSCG.weight, WORD),
        One("biolink.predicate", MSCG.biolinkPredicate, WORD),
        Pairs("biolink.qualifiers", MSCG.qualifier),
        One("biolink.match", MSCG.biolinkMatch, WORD),
        One("ro.id", MSCG.roTerm, WORD),
        One("ro.label", MSCG.roLabel, WORD),
        One("ro.match", MSCG.roMatch, WORD),
        One("comments", RDFS.comment, WORD),
    ),
    _more_of_predicate,
    iri=lambda terms, ident: terms.predicate(ident),
    mark=(MSCG.signRule,),
)


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
    node.put(DCTERMS.license, URIRef(LICENCE))
    node.put(RDFS.seeAlso, URIRef(STANDARD["biolink"]))
    return node
