"""RDF of documents, references, studies and mechanisms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import Literal, URIRef

from mscgraph.rdf.namespaces import DCTERMS, FABIO, MSCG, PRISM, RDFS, XSD
from mscgraph.rdf.prefixes import segment
from mscgraph.rdf.terms import Node, iri_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.rdf.records import Record
    from mscgraph.rdf.terms import Terms

_REFERENCE_WORDS = (
    ("id", DCTERMS.identifier),
    ("title", DCTERMS.title),
    ("container", PRISM.publicationName),
    ("volume", PRISM.volume),
    ("issue", PRISM.issueIdentifier),
    ("pages", PRISM.pageRange),
    ("doi", PRISM.doi),
    ("pmid", FABIO.hasPubMedId),
    ("pmcid", FABIO.hasPubMedCentralId),
    ("identifiers", MSCG.identifiers),
    ("proof", MSCG.proof),
    ("design", MSCG.design),
    ("species", MSCG.speciesText),
)
_STUDY_WORDS = (
    ("id", DCTERMS.identifier),
    ("design", MSCG.design),
    ("follow_up", MSCG.followUp),
    ("blinding", MSCG.blinding),
    ("note", MSCG.note),
)
_ARM_WORDS = (
    ("id", DCTERMS.identifier),
    ("dose", MSCG.dose),
    ("schedule", MSCG.schedule),
    ("derived", MSCG.derivation),
)
_REVIEWS = ("review", "systematic_review", "meta_analysis")


def reference_nodes(record: Record) -> Iterator[Node]:
    """Give the triples about a bibliographic record and its notes."""
    node = Node(iri_of("reference", record["id"]), MSCG.Reference, _work(record))
    node.words(record, _REFERENCE_WORDS)
    node.put(DCTERMS.creator, *(Literal(author) for author in record["authors"]))
    node.word(MSCG.authors, "; ".join(record["authors"]))  # a triple each would lose the order
    node.put(FABIO.hasPublicationYear, _year(record["year"]))
    if record["et_al"]:
        node.flag(MSCG.etAl, value=True)
    if record["doi"]:
        node.put(RDFS.seeAlso, URIRef(f"https://doi.org/{segment(record['doi'])}"))
    retraction = record["retracted"]
    node.flag(MSCG.retracted, value=retraction is not None)
    if retraction is not None:
        node.word(MSCG.retractionDate, retraction["date"])
        node.word(MSCG.retractionNotice, retraction["notice"])
    for number, note in enumerate(record["notes"], 1):
        told = Node(iri_of("reference", record["id"], "note", number), MSCG.ReferenceNote)
        told.words(note, (("kind", MSCG.kind), ("proof", MSCG.proof)))
        told.text(MSCG.text, note["text"])
        if note["document"]:
            told.put(MSCG.document, iri_of("document", note["document"]))
        node.put(MSCG.hasNote, told.subject)
        yield told
    yield node


def _work(record: Record) -> URIRef:
    if record["design"] in _REVIEWS:
        return FABIO.ReviewArticle
    return FABIO.JournalArticle if record["container"] else FABIO.Expression


def _year(text: str) -> Literal | None:
    if not text:
        return None
    is_year = len(text) == 4 and text.isascii() and text.isdigit()
    return Literal(text, datatype=XSD.gYear, normalize=False) if is_year else Literal(text)


def document_nodes(record: Record) -> Iterator[Node]:
    """Give the triples about a document and its reference list."""
    node = Node(iri_of("document", record["id"]), MSCG.Document)
    node.text(RDFS.label, record["label"])
    node.words(
        record,
        (("id", DCTERMS.identifier), ("language", DCTERMS.language), ("sha256", MSCG.sha256)),
    )
    node.put(MSCG.reference, iri_of("reference", record["reference"]))
    for printed, reference in enumerate(record["bibliography"], 1):
        entry = Node(iri_of("document", record["id"], "citation", printed), MSCG.Citation)
        entry.whole(MSCG.printed, printed)
        entry.put(MSCG.reference, iri_of("reference", reference))
        node.put(MSCG.hasCitation, entry.subject)
        yield entry
    yield node


def study_nodes(terms: Terms, record: Record) -> Iterator[Node]:
    """Give the triples about a study and its arms."""
    node = Node(iri_of("study", record["id"]), MSCG.Study)
    node.text(RDFS.label, record["label"])
    node.words(record, _STUDY_WORDS)
    node.word(MSCG.anchor, *record["anchors"])
    node.text(MSCG.population, record["population"])
    node.printed(MSCG.n, MSCG.size, record["n"])
    node.put(MSCG.document, iri_of("document", record["document"]))
    if record["reference"]:
        node.put(MSCG.reference, iri_of("reference", record["reference"]))
    for key, predicate in (("species", MSCG.species), ("model", MSCG.model)):
        if record[key]:
            node.put(predicate, terms.of(record[key]))
    for arm in record["arms"]:
        part = Node(iri_of("study", record["id"], "arm", arm["id"]), MSCG.Arm)
        part.words(arm, _ARM_WORDS)
        part.text(MSCG.what, arm["what"])
        part.printed(MSCG.n, MSCG.size, arm["n"])
        for key, predicate in (("entity", MSCG.entity), ("route", MSCG.route)):
            if arm[key]:
                part.put(predicate, terms.of(arm[key]))
        node.put(MSCG.hasArm, part.subject)
        yield part
    yield node


def mechanism_nodes(record: Record) -> Iterator[Node]:
    """Give the triples about a mechanism."""
    node = Node(iri_of("mechanism", record["id"]), MSCG.Mechanism)
    node.text(RDFS.label, record["label"])
    node.words(record, (("id", DCTERMS.identifier), ("kind", MSCG.kind)))
    node.put(MSCG.document, iri_of("document", record["document"]))
    node.put(MSCG.hasClaim, *(iri_of("claim", claim) for claim in record["claims"]))
    node.put(MSCG.reference, *(iri_of("reference", ref) for ref in record["references"]))
    yield node
