"""The ontology: fresh, well-formed, and true of the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef
from rdflib.collection import Collection

from mscgraph.rdf.axioms import axioms
from mscgraph.rdf.biolink import PARENTS, common, lineage
from mscgraph.rdf.prefixes import STANDARD, VOCABULARY
from mscgraph.rdf.records import records_of
from tools.generate import FILES

if TYPE_CHECKING:
    from rdflib.term import Node

    from mscgraph.kb.load import KnowledgeBase

ROOT = Path(__file__).parents[3]
BIOLINK = STANDARD["biolink"]


@pytest.fixture(scope="module")
def owl() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "mscgraph.ttl")


def own(name: str) -> URIRef:
    return URIRef(VOCABULARY + name)


@pytest.mark.kb_data
@pytest.mark.parametrize("name", FILES)
def test_a_generated_file_is_fresh(real_kb: KnowledgeBase, name: str) -> None:
    held = (ROOT / name).read_text("utf-8")
    assert held == FILES[name](real_kb), f"{name} is stale; run python tools/generate.py"


def test_it_says_what_it_is(owl: rdflib.Graph) -> None:
    (ontology,) = owl.subjects(RDF.type, OWL.Ontology)
    assert len(set(owl.objects(ontology, OWL.versionIRI))) == 1
    (licence,) = owl.objects(ontology, URIRef(f"{STANDARD['dcterms']}license"))
    assert str(licence) == "https://creativecommons.org/licenses/by/4.0/"
    defined = set(owl.objects(None, RDFS.isDefinedBy))
    assert defined == {ontology}


def terms(owl: rdflib.Graph, *kinds: URIRef) -> set[Node]:
    """Give the terms of our own that are of these kinds."""
    found = {term for kind in kinds for term in owl.subjects(RDF.type, kind)}
    return {term for term in found if str(term).startswith(VOCABULARY)}


def test_every_term_is_named_and_defined_in_both_languages(owl: rdflib.Graph) -> None:
    ours = terms(owl, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    assert len(ours) > 150
    for term in ours:
        assert owl.value(term, RDFS.isDefinedBy) is not None, term
        for predicate in (RDFS.label, SKOS.definition):
            tags = {o.language for o in owl.objects(term, predicate)}  # type: ignore[attr-defined]  # all are literals
            assert tags == {"en", "zh-Hans"}, term


def test_every_property_has_a_domain_and_a_range(owl: rdflib.Graph) -> None:
    inverse = set(owl.subjects(OWL.inverseOf))  # has those of the other, turned round
    for term in terms(owl, OWL.ObjectProperty, OWL.DatatypeProperty) - inverse:
        for key in (RDFS.domain, RDFS.range):
            assert len(set(owl.objects(term, key))) == 1, term


def test_what_is_named_is_declared(owl: rdflib.Graph) -> None:
    """OWL 2 asks for it, and a reasoner may pass over what it cannot place."""
    for above, kind in (
        (RDFS.subClassOf, OWL.Class),
        (RDFS.subPropertyOf, OWL.ObjectProperty),
        (OWL.inverseOf, OWL.ObjectProperty),
    ):
        for term in owl.objects(None, above):
            assert (term, RDF.type, kind) in owl, term
    ro = URIRef(f"{STANDARD['obo']}RO_0001000")
    assert owl.value(ro, OWL.inverseOf) == URIRef(f"{STANDARD['obo']}RO_0001001")
    assert owl.value(own("inverse_of_member_of_pathway"), OWL.inverseOf) == own("member_of_pathway")


def test_records_stand_below_what_biolink_and_ro_call_them(owl: rdflib.Graph) -> None:
    evidence = {str(above) for above in owl.objects(own("hasEvidence"), RDFS.subPropertyOf)}
    assert evidence == {f"{BIOLINK}has_evidence", f"{STANDARD['obo']}RO_0002558"}
    assert (own("Claim"), RDFS.subClassOf, URIRef(f"{BIOLINK}Association")) in owl
    assert (own("Reference"), RDFS.subClassOf, URIRef(f"{BIOLINK}Publication")) in owl


def test_kinds_and_predicates_are_all_there(owl: rdflib.Graph, real_kb: KnowledgeBase) -> None:
    for kind in real_kb.types:
        assert (own(kind), RDF.type, OWL.Class) in owl
    for predicate in real_kb.predicates.values():
        if predicate.id == "is_a":
            assert (own("isA"), RDF.type, OWL.TransitiveProperty) in owl
            continue
        node = own(predicate.id)
        assert (node, RDF.type, OWL.ObjectProperty) in owl
        assert ((node, RDF.type, OWL.SymmetricProperty) in owl) is predicate.symmetric


def test_a_predicate_is_below_another_only_where_the_match_is_exact(
    owl: rdflib.Graph, real_kb: KnowledgeBase
) -> None:
    for predicate in real_kb.predicates.values():
        if predicate.id == "is_a":
            continue
        above = {str(o) for o in owl.objects(own(predicate.id), RDFS.subPropertyOf)}
        wanted = set()
        if predicate.biolink and predicate.biolink.match in ("exact", "narrow"):
            wanted.add(BIOLINK + predicate.biolink.predicate.partition(":")[2])
        if predicate.ro and predicate.ro.match in ("exact", "narrow"):
            wanted.add(f"{STANDARD['obo']}{predicate.ro.id.replace(':', '_')}")
        assert above == wanted
    assert (own("treats"), SKOS.closeMatch, URIRef(f"{BIOLINK}treats")) in owl
    assert (own("promotes"), RDFS.subPropertyOf, URIRef(f"{STANDARD['obo']}RO_0002213")) in owl


def test_a_kind_is_below_a_class_that_covers_all_of_its_entities(
    owl: rdflib.Graph, real_kb: KnowledgeBase
) -> None:
    for entity in real_kb.entities.values():
        above = {str(o) for o in owl.objects(own(entity.type), RDFS.subClassOf)}
        category = (entity.category or real_kb.types[entity.type].category).partition(":")[2]
        assert above & {BIOLINK + name for name in lineage(category)}, entity.id
    cell_source = {str(o) for o in owl.objects(own("CellSource"), RDFS.subClassOf)}
    assert cell_source == {VOCABULARY + "Entity", BIOLINK + "Cell"}


def admitted(owl: rdflib.Graph, predicate: str, key: URIRef) -> set[str]:
    """Give the kinds of a domain or range."""
    found = owl.value(own(predicate), key)
    if not isinstance(found, BNode):
        return {str(found).removeprefix(VOCABULARY)}
    (union,) = owl.objects(found, OWL.unionOf)
    return {str(member).removeprefix(VOCABULARY) for member in Collection(owl, union)}


def test_domain_and_range_admit_the_ends_of_every_claim(
    owl: rdflib.Graph, real_kb: KnowledgeBase
) -> None:
    for claim in real_kb.claims.values():
        for end, key in ((claim.subject, RDFS.domain), (claim.object, RDFS.range)):
            predicate = "isA" if claim.predicate == "is_a" else claim.predicate
            kinds = admitted(owl, predicate, key)
            assert kinds & {"Entity", real_kb.entities[end].type}
    assert admitted(owl, "carries", RDFS.domain) == {"CellProduct"}
    assert admitted(owl, "associated_with", RDFS.domain) == {"Entity"}


def test_the_nearest_class_that_covers() -> None:
    assert common(["MicroRNA", "Gene"]) == "BiologicalEntity"
    assert common(["Drug", "SmallMolecule"]) == "ChemicalEntity"
    assert common(["Gene"]) == "Gene"
    assert common(["Gene", "NotYetInBiolink"]) == "NamedThing"
    assert all(lineage(name)[-1] == "NamedThing" for name in PARENTS)


def test_categories_of_the_data_are_known(real_kb: KnowledgeBase) -> None:
    used = {kind.category for kind in real_kb.types.values()}
    used |= {entity.category for entity in real_kb.entities.values() if entity.category}
    assert {curie.partition(":")[2] for curie in used} <= set(PARENTS)


def test_a_graph_without_the_kinds_of_a_predicate_says_nothing_of_its_end(
    tiny_kb: KnowledgeBase,
) -> None:
    records = dict(records_of(tiny_kb))
    mouse = {"Species": records["types"]["Species"], "Disease": records["types"]["Disease"]}
    lines = axioms({**records, "types": mouse})
    assert "mscg:treats rdfs:range mscg:Disease ." in lines
    assert not any(line.startswith("mscg:treats rdfs:domain") for line in lines)
    assert "unionOf (  )" not in "\n".join(lines)
