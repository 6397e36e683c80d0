"""RDF of documents, references, studies, mechanisms, omissions and namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef

from mscgraph.rdf.forms import CURIE, FLAG, WORD, YEAR, link
from mscgraph.rdf.mapping import Nodes, Table, numbered
from mscgraph.rdf.namespaces import DCTERMS, FABIO, MSCG, PRISM, RDF, RDFS
from mscgraph.rdf.prefixes import doi_address
from mscgraph.rdf.rows import Many, One, Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.rdf.records import Record
    from mscgraph.rdf.rows import Scope
    from mscgraph.rdf.terms import Node

_REVIEWS = ("review", "systematic_review", "meta_analysis")


def _more_of_reference(node: Node, record: Record, _scope: Scope) -> tuple[Node, ...]:
    node.put(RDF.type, _work(record))
    node.word(MSCG.authors, "; ".join(record["authors"]))  # for people: one triple, in order
    if record["doi"]:
        node.put(RDFS.seeAlso, URIRef(doi_address(record["doi"])))
    node.flag(MSCG.retracted, value=record["retracted"] is not None)
    return ()


def _work(record: Record) -> URIRef:
    if record["design"] in _REVIEWS:
        return FABIO.ReviewArticle
    return FABIO.JournalArticle if record["container"] else FABIO.Expression


def _more_of_citation(node: Node, _record: Record, scope: Scope) -> tuple[Node, ...]:
    node.whole(MSCG.printed, int(scope.path[-1]))
    return ()


def _arm_scopes(scope: Scope, items: list[Record]) -> Iterator[Scope]:
    for arm in items:
        yield scope.at((*scope.path, "arm", arm["id"]))


NOTE = Table(
    "reference",
    (MSCG.ReferenceNote,),
    (
        One("kind", MSCG.kind, WORD),
        Texts("text", MSCG.text),
        One("document", MSCG.document, link("document")),
        One("proof", MSCG.proof, WORD),
    ),
)
REFERENCE = Table(
    "reference",
    (MSCG.Reference,),
    (
        One("id", DCTERMS.identifier, WORD),
        One("title", DCTERMS.title, WORD),
        Many("authors", DCTERMS.creator, WORD),
        One("year", FABIO.hasPublicationYear, YEAR),
        One("et_al", MSCG.etAl, FLAG),
        One("container", PRISM.publicationName, WORD),
        One("volume", PRISM.volume, WORD),
        One("issue", PRISM.issueIdentifier, WORD),
        One("pages", PRISM.pageRange, WORD),
        One("doi", PRISM.doi, WORD),
        One("pmid", FABIO.hasPubMedId, WORD),
        One("pmcid", FABIO.hasPubMedCentralId, WORD),
        One("identifiers", MSCG.identifiers, WORD),
        One("proof", MSCG.proof, WORD),
        One("design", MSCG.design, WORD),
        One("species", MSCG.speciesText, WORD),
        One("retracted.date", MSCG.retractionDate, WORD),
        One("retracted.notice", MSCG.retractionNotice, WORD),
        Nodes("notes", MSCG.hasNote, NOTE, numbered("note")),
    ),
    _more_of_reference,
)
CITATION = Table(
    "document",
    (MSCG.Citation,),
    (One("reference", MSCG.reference, link("reference")),),
    _more_of_citation,
)
DOCUMENT = Table(
    "document",
    (MSCG.Document,),
    (
        One("id", DCTERMS.identifier, WORD),
        One("reference", MSCG.reference, link("reference")),
        Texts("label", RDFS.label),
        One("language", DCTERMS.language, WORD),
        One("sha256", MSCG.sha256, WORD),
        Nodes("bibliography", MSCG.hasCitation, CITATION, numbered("citation"), only="reference"),
    ),
)
ARM = Table(
    "study",
    (MSCG.Arm,),
    (
        One("id", DCTERMS.identifier, WORD),
        Texts("what", MSCG.what),
        One("entity", MSCG.entity, CURIE),
        One("n", MSCG.n, WORD, number=MSCG.size),
        One("dose", MSCG.dose, WORD),
        One("route", MSCG.route, CURIE),
        One("schedule", MSCG.schedule, WORD),
        One("derived", MSCG.derivation, WORD),
    ),
)
STUDY = Table(
    "study",
    (MSCG.Study,),
    (
        One("id", DCTERMS.identifier, WORD),
        Texts("label", RDFS.label),
        One("document", MSCG.document, link("document")),
        Many("anchors", MSCG.anchor, WORD),
        One("design", MSCG.design, WORD),
        One("reference", MSCG.reference, link("reference")),
        One("species", MSCG.species, CURIE),
        One("model", MSCG.model, CURIE),
        Texts("population", MSCG.population),
        One("n", MSCG.n, WORD, number=MSCG.size),
        Nodes("arms", MSCG.hasArm, ARM, _arm_scopes),
        One("follow_up", MSCG.followUp, WORD),
        One("blinding", MSCG.blinding, WORD),
        One("note", MSCG.note, WORD),
    ),
)
MECHANISM = Table(
    "mechanism",
    (MSCG.Mechanism,),
    (
        One("id", DCTERMS.identifier, WORD),
        Texts("label", RDFS.label),
        One("document", MSCG.document, link("document")),
        One("kind", MSCG.kind, WORD),
        Many("claims", MSCG.hasClaim, link("claim")),
        Many("references", MSCG.reference, link("reference")),
    ),
)
OMISSION = Table(
    "omission",
    (MSCG.Omission,),
    (
        One("anchor", MSCG.anchor, WORD),
        One("document", MSCG.document, link("document")),
        One("reason", MSCG.reason, WORD),
        Many("claims", MSCG.restates, link("claim")),
        One("note", MSCG.note, WORD),
    ),
    ids=("document", "anchor"),
)
NAMESPACE = Table(
    "namespace",
    (MSCG.Namespace,),
    (
        One("prefix", DCTERMS.identifier, WORD),
        One("iri", MSCG.iri, WORD),
        One("pattern", MSCG.pattern, WORD),
        One("name", DCTERMS.title, WORD),
        One("licence", MSCG.licence, WORD),
    ),
    ids=("prefix",),
)
