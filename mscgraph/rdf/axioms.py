"""What the ontology refuses: domains and ranges, classes that exclude each other, single values.

Axioms with blank nodes stand in the ontology's file alone, not beside the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import URIRef

from mscgraph.rdf.namespaces import DCTERMS, MSCG, OWL, RDFS, SKOS, vocabulary
from mscgraph.rdf.prefixes import STANDARD, VOCABULARY
from mscgraph.rdf.terms import IS_A, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mscgraph.rdf.namespaces import Term
    from mscgraph.rdf.records import Part, Record, Records
    from mscgraph.rdf.terms import Terms

APART: tuple[tuple[str, ...], ...] = (
    # bodies and their parts; an organ culture is a model, a vesicle may be a part of a cell
    ("CellSource", "CellProduct", "CellType", "Anatomy", "DiseaseModel"),
    # substances; a drug may be a small molecule or a protein
    (
        "Cytokine",
        "Protein",
        "ModifiedForm",
        "MicroRNA",
        "NoncodingRNA",
        "SmallMolecule",
        "Drug",
        "Material",
    ),
    # what goes on in a body: where a process ends and a disease begins, sources differ
    ("Pathway", "Process", "Disease", "Phenotype", "AdverseEvent"),
    ("Ratio", "Outcome", "Biomarker"),  # what is measured
    ("Route", "Intervention", "Technique"),  # what people do
    ("Property",),
    ("Species",),
)
"""Blocks of kinds: nothing is in two blocks; within one it may be of several kinds."""

PAIRS: tuple[tuple[str, str], ...] = (
    ("CellSource", "CellProduct"),  # not altered, altered
    ("CellSource", "Anatomy"),
    ("CellType", "Anatomy"),
    ("MicroRNA", "Cytokine"),
    ("MicroRNA", "Protein"),
    ("NoncodingRNA", "Cytokine"),
    ("NoncodingRNA", "Protein"),
    ("SmallMolecule", "Cytokine"),
    ("SmallMolecule", "Protein"),
    ("SmallMolecule", "MicroRNA"),
    ("Pathway", "Disease"),
    ("Pathway", "AdverseEvent"),
)
"""Kinds of one block that exclude each other as well."""

RECORDS = tuple(term.name for term in vocabulary() if term.part == "class")
_OVERLAP = frozenset({"Document", "Reference"})
"""A document is a reference that the curators read: the two do not exclude each other."""

_SEVERAL = frozenset(
    ("anchor", "ellipsis", "measure", "note", "on", "population", "statement", "text", "what")
)
"""Data properties with several values, or one in each language; all others have one."""

INVERSES = {
    "BFO_0000050": "BFO_0000051",  # part of, has part
    "RO_0001000": "RO_0001001",  # derives from, derives into
    "RO_0001025": "RO_0001015",  # located in, location of
    "RO_0002212": "RO_0002335",  # negatively regulates, negatively regulated by
    "RO_0002213": "RO_0002336",  # positively regulates, positively regulated by
    "RO_0002234": "RO_0002353",  # has output, output of
    "RO_0002292": "RO_0002206",  # expresses, expressed in
    "RO_0002510": "RO_0002511",  # transcribed from, transcribed to
}
"""Inverses of the terms above our predicates, as the Relation Ontology has them.

Read as ``inverse_of`` in its ro-base.obo of 2022-09-07; the parts in its subsets/ro-chado.obo.
"""


def inverse_nodes(terms: Terms, records: Records) -> Iterator[Node]:
    """Give the inverses: of RO's terms, and of ours that a path may walk backwards."""
    for record in records["predicates"].values():
        ro = record["ro"]
        if ro and ro["match"] in ("exact", "narrow"):
            above = str(terms.of(ro["id"]))
            other = INVERSES.get(above.removeprefix(STANDARD["obo"]))
            if other:
                node = Node(URIRef(above), OWL.ObjectProperty)
                node.put(OWL.inverseOf, URIRef(STANDARD["obo"] + other))
                yield node
        if record["inverse_label"]:
            yield _inverse_node(terms, record)


def _inverse_node(terms: Terms, record: Record) -> Node:
    name = f"inverse_of_{record['id']}"
    node = Node(URIRef(VOCABULARY + name), OWL.ObjectProperty)
    node.put(OWL.inverseOf, terms.predicate(record["id"]))
    node.text(RDFS.label, record["inverse_label"])
    label = record["label"]
    said = {
        "en": f'The other direction of "{label["en"]}".',
        "zh-Hans": f"“{label['zh-Hans']}”的反向。",
    }
    node.text(SKOS.definition, said)
    node.put(RDFS.isDefinedBy, URIRef(VOCABULARY.rstrip("/")))
    node.word(DCTERMS.identifier, name)
    return node


def is_single(term: Term) -> bool:
    """Tell whether a term is a data property with one value at most."""
    return term.part == "data" and term.name not in _SEVERAL


def single_nodes() -> Iterator[Node]:
    """Give the properties with one value at most, and the one that nothing has to itself."""
    for term in vocabulary():
        if is_single(term):
            yield Node(MSCG[term.name], OWL.FunctionalProperty)
    yield Node(MSCG.opposes, OWL.IrreflexiveProperty)


def axioms(records: Records) -> list[str]:
    """Give the lines of Turtle with domains, ranges and disjoint classes, sorted."""
    return sorted((*_ends(records), *_apart(records["types"])))


def _ends(records: Records) -> Iterator[str]:
    """Yield a line for each domain and range; several classes become a union."""
    for term in vocabulary():
        if term.domain:
            yield _axiom(term.name, "domain", term.domain)
        if term.range:
            shown = datatype(term.range) if term.part == "data" else f"mscg:{term.range}"
            yield f"mscg:{term.name} rdfs:range {shown} ."
    kinds = records["types"]
    for record in records["predicates"].values():
        if record["id"] == IS_A:
            continue
        for key in ("domain", "range"):
            # a graph may lack the kinds that its predicates name: that is no empty class
            if admitted := members(record[key], kinds):
                yield _axiom(record["id"], key, admitted)


def datatype(name: str) -> str:
    """Give the prefixed name of a datatype of the vocabulary."""
    return {"langString": "rdf:langString", "Literal": "rdfs:Literal"}.get(name, f"xsd:{name}")


def members(names: Iterable[str], kinds: Part) -> tuple[str, ...]:
    """Spell groups out as kinds; an entity of any kind where all are admitted."""
    wanted = set(names)
    found = tuple(
        sorted(kind for kind, record in kinds.items() if {kind, *record["groups"]} & wanted)
    )
    return ("Entity",) if len(found) == len(kinds) else found


def _axiom(name: str, key: str, classes: tuple[str, ...]) -> str:
    return f"mscg:{name} rdfs:{key} {_union(classes)} ."


def _union(classes: Iterable[str]) -> str:
    shown = [f"mscg:{name}" for name in classes]
    if len(shown) == 1:
        return shown[0]
    return f"[ a owl:Class ; owl:unionOf ( {' '.join(shown)} ) ]"


def _apart(kinds: Part) -> Iterator[str]:
    """Yield what excludes each other; a graph with other kinds keeps what it has of them."""
    blocks = [block for names in APART if (block := [name for name in names if name in kinds])]
    singles = [[name] for name in RECORDS if name not in _OVERLAP]
    for groups in (blocks, [*singles, sorted(_OVERLAP)]):
        shown = " ".join(_union(group) for group in groups)
        yield f"[] a owl:AllDisjointClasses ; owl:members ( {shown} ) ."
    for one, two in PAIRS:
        if one in kinds and two in kinds:
            yield f"mscg:{one} owl:disjointWith mscg:{two} ."
