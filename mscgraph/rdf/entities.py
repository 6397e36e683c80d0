"""RDF of the entities and of what an ontology states of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from mscgraph.rdf.forms import CURIE, FLAG, KIND, MERGED, PREDICATE, WORD
from mscgraph.rdf.mapping import Nodes, Table, fact
from mscgraph.rdf.namespaces import BIOLINK, DCTERMS, MSCG, OWL, RDF, RDFS, SKOS
from mscgraph.rdf.rows import Kind, Many, Names, One, Texts
from mscgraph.rdf.terms import Node, iri_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.rdf.records import Record
    from mscgraph.rdf.rows import Scope


def _more_of_entity(node: Node, record: Record, scope: Scope) -> Iterator[Node]:
    kind = scope.records["types"][record["type"]]
    node.put(BIOLINK.category, scope.terms.of(record["category"] or kind["category"]))
    relations = record["relations"]
    for relation, place in zip(relations, _relation_scopes(scope, relations), strict=True):
        yield from fact(relation, record["id"], scope)
        told = Node(iri_of("relation", *place.path))
        told.put(RDF.subject, node.subject)
        yield told


def _relation_scopes(scope: Scope, items: list[Record]) -> Iterator[Scope]:
    """Name a relation by what it says and who states it; what stands twice is one."""
    for relation in items:
        said = (relation[key] for key in ("predicate", "object", "role", "source"))
        content = "\n".join((str(scope.path[0]), *said))
        yield scope.at((hashlib.sha256(content.encode()).hexdigest()[:12],))


RELATION = Table(
    "relation",
    (MSCG.Relation,),
    (
        One("predicate", RDF.predicate, PREDICATE),
        One("object", RDF.object, CURIE),
        One("source", DCTERMS.source, WORD),
        One("role", MSCG.role, WORD),
    ),
)
ENTITY = Table(
    "entity",
    (),
    (
        One("id", DCTERMS.identifier, WORD),
        Kind("type", RDF.type, KIND),
        Texts("label", RDFS.label),
        Names("synonyms", SKOS.altLabel),
        One("ontology_label", MSCG.ontologyLabel, WORD),
        One("category", MSCG.ownCategory, CURIE),
        Many("parents", MSCG.isA, CURIE),
        Nodes("relations", MSCG.hasRelation, RELATION, _relation_scopes),
        Many("xrefs", SKOS.exactMatch, CURIE),
        Many("close_xrefs", SKOS.closeMatch, CURIE),
        One("broader_xref", SKOS.broadMatch, CURIE),
        One("higher_is", MSCG.higherIs, WORD),
        One("readout", MSCG.readout, CURIE),
        One("unspecified", MSCG.unspecified, FLAG),
        One("status", OWL.deprecated, MERGED),
        One("replaced_by", DCTERMS.isReplacedBy, CURIE),
        One("note", MSCG.note, WORD),
    ),
    _more_of_entity,
    iri=lambda terms, ident: terms.of(ident),
    mark=(BIOLINK.category, DCTERMS.identifier),
)
