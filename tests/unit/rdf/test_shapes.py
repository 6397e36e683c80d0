"""The shapes: each term of the vocabulary has one, and each speaks both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
import rdflib
from rdflib import OWL, RDF, SH, URIRef
from rdflib.collection import Collection

from mscgraph.model import Design
from mscgraph.rdf.namespaces import vocabulary
from mscgraph.rdf.prefixes import VOCABULARY
from mscgraph.rdf.records import records_of
from mscgraph.rdf.shapes import SHAPES, shapes

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase


@pytest.fixture(scope="module")
def graph(tiny_kb: KnowledgeBase) -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes(records_of(tiny_kb), "1.2.3"), format="turtle")


def shape(name: str) -> URIRef:
    return URIRef(f"{SHAPES}/{name}")


def test_it_says_what_it_is(graph: rdflib.Graph) -> None:
    (whole,) = graph.subjects(RDF.type, OWL.Ontology)
    assert graph.value(whole, OWL.versionIRI) == URIRef(f"{whole}/1.2.3")


def test_every_shape_says_in_both_languages_what_is_wrong(graph: rdflib.Graph) -> None:
    named = {*graph.subjects(RDF.type, SH.PropertyShape), *graph.subjects(RDF.type, SH.NodeShape)}
    assert len(named) > 100
    for one in named:
        languages = {text.language for text in graph.objects(one, SH.message)}  # type: ignore[attr-defined]  # all are literals
        assert languages == {"en", "zh-Hans"}, one


def test_every_property_of_the_vocabulary_has_a_shape(graph: rdflib.Graph) -> None:
    for term in vocabulary():
        aimed = graph.value(shape(term.name), SH.targetSubjectsOf)
        expected = URIRef(VOCABULARY + term.name) if term.part in ("object", "data") else None
        assert aimed == expected
    assert graph.value(shape("belief"), SH.datatype) == rdflib.XSD.decimal
    assert graph.value(shape("hasEvidence"), SH["class"]) == URIRef(f"{VOCABULARY}Evidence")


def listed(graph: rdflib.Graph, name: str) -> list[str]:
    (found,) = graph.objects(shape(name), SH["in"])
    return [str(item) for item in Collection(graph, found)]


def test_lists_are_those_of_the_model_and_of_the_graph(
    graph: rdflib.Graph, tiny_kb: KnowledgeBase
) -> None:
    assert listed(graph, "Evidence-design") == list(get_args(Design))
    predicates = {name.removeprefix(VOCABULARY) for name in listed(graph, "Claim-predicate")}
    assert predicates == {"isA" if name == "is_a" else name for name in tiny_kb.predicates}
