"""HermiT finds no fault in the ontology with the whole graph, and refuses what contradicts it."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, Literal, URIRef

from mscgraph.rdf.axioms import APART, PAIRS
from mscgraph.rdf.build import to_rdf
from mscgraph.rdf.prefixes import STANDARD, VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mscgraph.kb.load import KnowledgeBase

# each run starts Java: one worker, one after the other
pytestmark = [
    pytest.mark.xdist_group("reasoner"),
    pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java"),
]

ONTOLOGY = Path(__file__).parents[3] / "ontology" / "mscgraph.ttl"

Triple = tuple[Any, Any, Any]


def own(name: str) -> URIRef:
    return URIRef(VOCABULARY + name)


def thing(name: str) -> URIRef:
    return URIRef(f"https://example.org/{name}")


def are(**kinds: str) -> list[Triple]:
    """State the classes of things: ``are(fog="Disease CellSource")``."""
    return [
        (thing(name), RDF.type, own(kind))
        for name, found in kinds.items()
        for kind in found.split()
    ]


def says(subject: str, predicate: str, value: str | Literal) -> Triple:
    return thing(subject), own(predicate), thing(value) if type(value) is str else value


DISJOINT: Triple = (None, OWL.members, None)
"""The axiom that names all classes which exclude each other."""

CLASSES: dict[str, tuple[Triple, list[Triple]]] = {
    "a disease is no cell source": (DISJOINT, are(a="Disease CellSource")),
    "a claim is no evidence": (DISJOINT, are(a="Claim Evidence")),
    "an entity is no paper": (DISJOINT, are(a="Species Reference")),
    "what is measured is no process": (DISJOINT, are(a="Outcome Process")),
    "an unaltered cell is no product": (
        (own("CellSource"), OWL.disjointWith, own("CellProduct")),
        are(a="CellSource CellProduct"),
    ),
}
PROPERTIES: dict[str, tuple[Triple, list[Triple]]] = {
    "no disease carries a cargo": (
        (own("carries"), RDFS.domain, None),
        [*are(b="Disease", c="MicroRNA"), says("b", "carries", "c")],
    ),
    "no organ is treated": (
        (own("treats"), RDFS.range, None),
        [*are(d="Drug", e="Anatomy"), says("d", "treats", "e")],
    ),
    "no disease is expressed": (
        (own("expresses"), RDFS.range, None),
        [*are(f="CellType", g="Disease"), says("f", "expresses", "g")],
    ),
    "a study is no evidence of a claim": (
        (own("hasEvidence"), RDFS.range, None),
        [*are(h="Claim", i="Study"), says("h", "hasEvidence", "i")],
    ),
    "a mechanism is no mediator": (
        (own("mediatedBy"), RDFS.range, None),
        [*are(j="Claim", k="Mechanism"), says("j", "mediatedBy", "k")],
    ),
    "no entity is below a claim": (
        (own("isA"), RDFS.range, None),
        [*are(m="Disease", n="Claim"), says("m", "isA", "n")],
    ),
    "a claim has one sign": (
        (own("sign"), RDF.type, OWL.FunctionalProperty),
        [*are(o="Claim"), says("o", "sign", Literal("+")), says("o", "sign", Literal("-"))],
    ),
    "a paper is retracted or not": (
        (own("retracted"), RDF.type, OWL.FunctionalProperty),
        [says("p", "retracted", Literal(True)), says("p", "retracted", Literal(False))],  # noqa: FBT003 - the value itself
    ),
    "no claim opposes itself": (
        (own("opposes"), RDF.type, OWL.IrreflexiveProperty),
        [*are(q="Claim"), says("q", "opposes", "q")],
    ),
    "belief is a number": (
        (own("belief"), RDFS.range, None),
        [*are(r="Claim"), says("r", "belief", Literal("high"))],
    ),
    "no organ works by a member": (
        (own("inverse_of_member_of_pathway"), OWL.inverseOf, None),
        [*are(s="Anatomy", t="Protein"), says("s", "inverse_of_member_of_pathway", "t")],
    ),
}
CASES = {**CLASSES, **PROPERTIES}


def ontology(*without: Triple) -> rdflib.Graph:
    graph = rdflib.Graph().parse(ONTOLOGY)
    for axiom in without:
        assert axiom in graph, f"the ontology does not hold {axiom}"
        graph.remove(axiom)
    return graph


def unsatisfiable(graph: rdflib.Graph) -> list[str] | None:
    """Give the classes that HermiT finds empty; None where the whole is inconsistent."""
    owlready2: Any = pytest.importorskip("owlready2")
    world = owlready2.World()
    loaded = world.get_ontology("https://example.org/reasoned").load(
        fileobj=BytesIO(graph.serialize(format="nt", encoding="utf-8")), format="ntriples"
    )
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    return [found.name for found in world.inconsistent_classes()]


def planted(graph: rdflib.Graph, triples: Iterable[Triple]) -> rdflib.Graph:
    for triple in triples:
        graph.add(triple)
    return graph


@pytest.mark.kb_data
def test_the_ontology_with_the_whole_graph_is_consistent(real_kb: KnowledgeBase) -> None:
    assert unsatisfiable(planted(to_rdf(real_kb), ontology())) == []


@pytest.mark.parametrize("name", CASES)
def test_a_contradiction_is_refused(name: str) -> None:
    assert unsatisfiable(planted(ontology(), CASES[name][1])) is None


@pytest.mark.parametrize("cases", [CLASSES, PROPERTIES], ids=["classes", "properties"])
def test_it_is_the_named_axiom_that_refuses_it(
    cases: dict[str, tuple[Triple, list[Triple]]],
) -> None:
    """Without these axioms, and with all others, every one of the contradictions passes."""
    graph = ontology(*{axiom for axiom, _ in cases.values()})
    for _, triples in cases.values():
        planted(graph, triples)
    assert unsatisfiable(graph) == []


@pytest.mark.kb_data
def test_every_kind_is_in_one_block(real_kb: KnowledgeBase) -> None:
    named = [kind for block in APART for kind in block]
    assert sorted(named) == sorted(real_kb.types)
    assert all(any({*pair} <= {*block} for block in APART) for pair in PAIRS)


def test_inverses_come_with_their_relation() -> None:
    graph = ontology()
    obo = STANDARD["obo"]
    assert (URIRef(f"{obo}RO_0001000"), OWL.inverseOf, URIRef(f"{obo}RO_0001001")) in graph
    back = own("inverse_of_member_of_pathway")
    assert (back, OWL.inverseOf, own("member_of_pathway")) in graph
