"""The RDF terms that mscgraph writes, in closed namespaces: a mistyped term raises.

Our own terms stand in ``vocabulary.tsv``, once, with label and definition in both languages; the
ontology is generated from the same table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD, ClosedNamespace

from mscgraph.rdf.biolink import PARENTS
from mscgraph.rdf.prefixes import STANDARD, VOCABULARY

if TYPE_CHECKING:
    from mscgraph.model import Text

__all__ = [
    "BIOLINK",
    "DCTERMS",
    "ECO",
    "FABIO",
    "MSCG",
    "OWL",
    "PRISM",
    "PROV",
    "RDF",
    "RDFS",
    "RO",
    "SKOS",
    "XSD",
    "Term",
    "vocabulary",
]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of our vocabulary."""

    part: str
    """class, object, data or annotation."""
    name: str
    domain: tuple[str, ...]
    """Classes of ours; several are alternatives."""
    range: str
    """A class of ours, or a datatype of XSD (langString: text with a language)."""
    label: Text
    definition: Text


@cache
def vocabulary() -> tuple[Term, ...]:
    """Read ``vocabulary.tsv``: our terms beside the kinds and predicates of the data."""
    text = files("mscgraph.rdf").joinpath("vocabulary.tsv").read_text("utf-8")
    return tuple(_term(line.split("\t")) for line in text.splitlines()[1:])


def _term(cells: list[str]) -> Term:
    part, name, domain, range_, label_en, label_zh, definition_en, definition_zh = cells
    return Term(
        part,
        name,
        tuple(domain.split()),
        range_,
        {"en": label_en, "zh-Hans": label_zh},
        {"en": definition_en, "zh-Hans": definition_zh},
    )


MSCG = ClosedNamespace(VOCABULARY, [term.name for term in vocabulary()])
BIOLINK = ClosedNamespace(
    STANDARD["biolink"],
    [
        *PARENTS,
        "Association",
        "InformationContentEntity",
        "NamedThing",
        "Publication",
        "Study",
        "anatomical_context_qualifier",
        "category",
        "disease_context_qualifier",
        "has_evidence",
        "negated",
    ],
)
RO = ClosedNamespace(
    f"{STANDARD['obo']}RO_",
    [
        "0002558",  # has evidence
    ],
)
FABIO = ClosedNamespace(
    STANDARD["fabio"],
    [
        "Expression",
        "JournalArticle",
        "ReviewArticle",
        "hasPubMedCentralId",
        "hasPubMedId",
        "hasPublicationYear",
    ],
)
PRISM = ClosedNamespace(
    STANDARD["prism"], ["doi", "issueIdentifier", "pageRange", "publicationName", "volume"]
)
ECO = ClosedNamespace(
    f"{STANDARD['obo']}ECO_",
    [
        "0000033",  # author statement supported by traceable reference
        "0000034",  # author statement without traceable support
        "0006016",  # author statement from published clinical study
    ],
)
