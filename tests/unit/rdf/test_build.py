"""The RDF of the tiny graph says what its records say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from mscgraph.rdf.build import to_rdf, triples
from mscgraph.rdf.claims import claim_nodes, is_fact
from mscgraph.rdf.namespaces import BIOLINK, DCTERMS, FABIO, MSCG, PRISM, XSD
from mscgraph.rdf.prefixes import VOCABULARY
from mscgraph.rdf.records import PARTS, records_of
from mscgraph.rdf.terms import Terms, decimal_of
from tests.builders import (
    FAT,
    FOG,
    GLOW,
    JOINT,
    KLOT,
    MOUSE,
    PULP,
    SWELLING,
    TNF,
    cite,
    claim,
    evidence,
    text,
    tiny,
)
from tests.unit.rdf.facts import iri, own, said, verb

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph as Compiled
    from mscgraph.kb.load import KnowledgeBase


def test_nothing_is_a_blank_node_and_no_figure_lacks_its_canonical_form(rdf: Graph) -> None:
    assert not any(isinstance(term, BNode) for triple in rdf for term in triple)
    numbers = {o for o in rdf.objects() if isinstance(o, Literal) and o.datatype == XSD.decimal}
    assert all(decimal_of(str(number)) == number for number in numbers)
    assert numbers


def test_a_compiled_graph_gives_the_same_triples(
    tiny_kb: KnowledgeBase, tiny_graph: Compiled, tiny_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MSCGRAPH_DATA", str(tiny_root))
    loaded, compiled = records_of(tiny_kb), records_of(tiny_graph)
    assert set(triples(loaded)) == set(triples(compiled))
    for part in PARTS:
        assert dict(loaded[part]) == dict(compiled[part])
        assert list(loaded[part]) == list(compiled[part])
    with pytest.raises(KeyError):
        _ = compiled["claims"]["nothing"]


def test_an_entity(rdf: Graph) -> None:
    fog = iri(FOG)
    assert said(rdf, fog, RDF.type) == {verb("Disease")}
    assert said(rdf, fog, BIOLINK.category) == {URIRef("https://w3id.org/biolink/vocab/NamedThing")}
    labels = {(str(o), o.language) for o in rdf.objects(fog, RDFS.label) if isinstance(o, Literal)}
    assert labels == {("knee fog", "en"), ("膝雾", "zh-Hans")}
    assert said(rdf, fog, MSCG.isA) == {iri(JOINT)}
    assert said(rdf, fog, SKOS.exactMatch) == {iri("MONDO:0000009")}
    assert said(rdf, iri(JOINT), SKOS.closeMatch) == {iri("MONDO:0000008")}
    assert said(rdf, iri(GLOW), SKOS.broadMatch) == {iri("GO:0000002")}
    assert said(rdf, iri(TNF), SKOS.altLabel) == {"TNF"}
    # our own prefix of entities is that of every graph, whatever its table says
    assert said(rdf, iri(PULP), DCTERMS.identifier) == {PULP}


def test_subclass_stands_only_among_classes(rdf: Graph) -> None:
    entities = set(rdf.subjects(BIOLINK.category)) - set(rdf.subjects(RDFS.isDefinedBy))
    assert entities
    assert entities.isdisjoint(set(rdf.subjects(RDFS.subClassOf)))


def test_a_claim(rdf: Graph) -> None:
    node = own("claim/rev2020-005")
    assert said(rdf, node, RDF.type) == {MSCG.Claim, BIOLINK.Association}
    assert said(rdf, node, RDF.subject) == {iri(PULP)}
    assert said(rdf, node, RDF.predicate) == {verb("treats")}
    assert said(rdf, node, RDF.object) == {iri(FOG)}
    assert said(rdf, node, MSCG.sign) == {"-"}
    assert said(rdf, node, MSCG.mediatedBy) == {iri(GLOW)}
    assert said(rdf, node, RDFS.label) == {
        "pulp stem cell treats knee fog",
        "牙髓干细胞 treats(中) 膝雾",
    }
    assert said(rdf, own("claim/rev2021-003"), MSCG.species) == {iri(MOUSE)}
    assert said(rdf, own("claim/rev2021-001"), MSCG.comparator) == {iri(PULP)}
    assert said(rdf, own("claim/rev2020-008"), RDFS.label) >= {"not: fat stem cell treats knee fog"}


def test_negation_and_belief_are_always_stated(rdf: Graph, tiny_kb: KnowledgeBase) -> None:
    for found in tiny_kb.claims.values():
        node = own(f"claim/{found.id}")
        assert said(rdf, node, BIOLINK.negated) == {found.negated}
        assert len(said(rdf, node, MSCG.belief)) == (found.status == "active")


def test_opposing_claims_name_each_other(rdf: Graph) -> None:
    one, two = own("claim/rev2020-005"), own("claim/rev2020-008")
    assert (one, MSCG.opposes, two) not in rdf  # another subject
    other = own("claim/rev2021-003")
    assert (two, MSCG.opposes, other) in rdf
    assert (other, MSCG.opposes, two) in rdf


def test_direct_triples(rdf: Graph) -> None:
    assert (iri(PULP), verb("increases"), iri(KLOT)) in rdf
    assert (iri(PULP), verb("treats"), iri(FOG)) in rdf
    assert (iri(FAT), verb("treats"), iri(FOG)) in rdf  # rev2021-003; -008 denies, -001 compares
    assert (iri(TNF), verb("increases"), iri(SWELLING)) not in rdf  # only supposed
    assert (iri(PULP), verb("increases"), iri(SWELLING)) not in rdf  # retracted


BAD = cite("ames2010", "discrepant", on=["sign"])
MILD = cite("ames2010", "discrepant", on=["dose"])
FACTS: dict[str, tuple[bool, dict[str, Any], list[dict[str, Any]]]] = {
    "plain": (True, {}, [evidence("ames2010")]),
    "review alone": (True, {}, [evidence()]),
    "control": (True, {"context": {"comparator": "sham"}}, [evidence("ames2010")]),
    "mild difference": (True, {}, [evidence(MILD)]),
    "one of two papers fits": (True, {}, [evidence(BAD, "bolt2011")]),
    "one of two places is sure": (True, {}, [evidence(hedge="hypothesised"), evidence("bolt2011")]),
    "suggested": (True, {}, [evidence("ames2010", hedge="suggested")]),
    "negated": (False, {"negated": "true"}, [evidence("ames2010")]),
    "hypothesised": (False, {}, [evidence("ames2010", hedge="hypothesised")]),
    "active comparator": (False, {"context": {"comparator": PULP}}, [evidence("ames2010")]),
    "other sign": (False, {}, [evidence(BAD)]),
    "retracted paper": (False, {}, [evidence("dunn2013")]),
    "retracted and other": (False, {}, [evidence("dunn2013", BAD)]),
    "sure of the wrong paper": (False, {}, [evidence(hedge="hypothesised"), evidence(BAD)]),
    "retracted claim": (False, {"status": "retracted", "reason": "x"}, [evidence("ames2010")]),
}


@pytest.mark.parametrize("name", FACTS)
def test_what_a_reader_may_take_as_a_fact(tmp_path: Path, name: str) -> None:
    wanted, more, reasons = FACTS[name]
    folder = tiny()
    folder.files["graphs/claims/rev2020/all.yaml"] = []
    folder.files["graphs/claims/rev2021/all.yaml"] = []
    folder.files["graphs/mechanisms.yaml"] = []
    kb = folder.claims(claim("rev2020-001", FAT, "treats", FOG, *reasons, **more)).kb(tmp_path)
    records = records_of(kb)
    assert is_fact(records["claims"]["rev2020-001"], records["references"]) is wanted
    assert ((iri(FAT), verb("treats"), iri(FOG)) in to_rdf(kb)) is wanted


def test_references_and_documents(rdf: Graph) -> None:
    ames = own("reference/ames2010")
    assert said(rdf, ames, DCTERMS.title) == {"On ames2010"}
    assert said(rdf, ames, PRISM.doi) == {"10.1000/ames"}
    assert said(rdf, ames, RDFS.seeAlso) == {URIRef("https://doi.org/10.1000/ames")}
    assert [o.n3() for o in rdf.objects(ames, FABIO.hasPublicationYear)] == [
        f'"2010"^^<{XSD.gYear}>'
    ]
    assert said(rdf, ames, MSCG.retracted) == {False}
    dunn = own("reference/dunn2013")
    assert said(rdf, dunn, MSCG.retracted) == {True}
    assert said(rdf, dunn, MSCG.retractionNotice) == {"https://example.org/notice"}
    assert FABIO.ReviewArticle in said(rdf, own("reference/epps2014"), RDF.type)
    fourth = own("document/rev2020/citation/4")
    assert said(rdf, fourth, MSCG.printed) == {4}
    assert said(rdf, fourth, MSCG.reference) == {dunn}


def test_studies_arms_and_mechanisms(rdf: Graph) -> None:
    study, arm = own("study/rev2020-cole2012"), own("study/rev2020-cole2012/arm/cells")
    assert said(rdf, study, MSCG.hasArm) == {arm}
    assert said(rdf, study, MSCG.n) == {"12"}
    assert said(rdf, arm, MSCG.entity) == {iri(FAT)}
    assert said(rdf, arm, MSCG.what) == {"cells", "cells(中)"}
    story = own("mechanism/rev2020-glow")
    assert len(said(rdf, story, MSCG.hasClaim)) == 3
    assert said(rdf, story, MSCG.kind) == {"study"}


def test_what_is_seldom_said_is_said(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(TNF).update(unspecified="true", higher_is="worse", ontology_label="TNF gene")
    folder.item(JOINT).update(status="merged", replaced_by=FOG)
    folder.item(GLOW)["readout"] = KLOT
    folder.item("cole2012").update(
        year="in press",
        container="Journal",
        notes=[{"kind": "scope", "text": text("small"), "document": "rev2020"}],
    )
    folder.item("rev2020-cole2012").update(species=MOUSE, population=text("patients"))
    result = {"measure": text("x"), "derived": "true", "p": "0.03"}
    folder.claims(
        claim("rev2020-101", FAT, "affects", KLOT, evidence("cole2012", results=[result]))
    )
    graph = to_rdf(folder.kb(tmp_path))
    assert said(graph, iri(TNF), MSCG.unspecified) == {True}
    assert said(graph, iri(TNF), MSCG.higherIs) == {"worse"}
    assert said(graph, iri(TNF), MSCG.ontologyLabel) == {"TNF gene"}
    assert said(graph, iri(JOINT), DCTERMS.isReplacedBy) == {iri(FOG)}
    assert said(graph, iri(JOINT), OWL.deprecated) == {True}
    assert said(graph, iri(GLOW), MSCG.readout) == {iri(KLOT)}
    cole = own("reference/cole2012")
    assert said(graph, cole, FABIO.hasPublicationYear) == {"in press"}
    assert FABIO.JournalArticle in said(graph, cole, RDF.type)
    assert said(graph, cole, MSCG.etAl) == {True}
    note = own("reference/cole2012/note/1")
    assert said(graph, cole, MSCG.hasNote) == {note}
    assert said(graph, note, MSCG.document) == {own("document/rev2020")}
    study = own("study/rev2020-cole2012")
    assert said(graph, study, MSCG.species) == {iri(MOUSE)}
    assert said(graph, study, MSCG.population) == {"patients", "patients(中)"}
    place = own("evidence/rev2020-101/0123456789ab")
    (figure,) = said(graph, place, MSCG.hasResult)
    assert said(graph, figure, MSCG.derived) == {True}
    assert [str(o) for o in graph.objects(figure, MSCG.pNumber)] == ["0.03"]


def test_a_relation_stands_as_a_fact_with_its_source(tmp_path: Path) -> None:
    folder = tiny()
    relation = {"predicate": "form_of", "object": TNF, "object_label": "", "source": "GO"}
    folder.item(KLOT)["relations"] = [relation]
    graph = to_rdf(folder.kb(tmp_path))
    assert (iri(KLOT), verb("form_of"), iri(TNF)) in graph
    (node,) = graph.subjects(RDF.type, MSCG.Relation)
    assert isinstance(node, URIRef)
    assert said(graph, node, DCTERMS.source) == {"GO"}


def test_the_triples_of_one_claim(tiny_kb: KnowledgeBase, rdf: Graph) -> None:
    records = records_of(tiny_kb)
    nodes = claim_nodes(Terms(records), records["claims"]["rev2020-005"], records)
    found = {triple for node in nodes for triple in node.triples}
    assert (iri(PULP), verb("treats"), iri(FOG)) in found
    assert {subject for subject, _, _ in found} > {own("claim/rev2020-005")}
    assert found <= set(rdf)


def test_an_unknown_kind_or_predicate_raises(tiny_kb: KnowledgeBase) -> None:
    terms = Terms(records_of(tiny_kb))
    with pytest.raises(KeyError):
        terms.predicate("increase")
    with pytest.raises(KeyError):
        terms.kind("Diseases")
    assert terms.of("nothing") == own("entity/nothing")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("54.20", "54.2"),
        ("1,234", "1234"),
        ("-0.0", "0"),
        ("1e3", "1000"),
        ("100", "100"),
        ("1:1", None),
        ("", None),
        ("nan", None),
        ("1_0", None),
        ("<0.05", None),
        ("1e999999", None),
    ],
)
def test_a_printed_figure_as_a_decimal(text: str, number: str | None) -> None:
    found = decimal_of(text)
    assert (None if found is None else str(found)) == number


def test_an_empty_graph_has_its_vocabulary_alone(tiny_kb: KnowledgeBase) -> None:
    none: dict[str, Any] = {part: {} for part in PARTS if part not in ("types", "predicates")}
    graph = to_rdf(replace(tiny_kb, **none))
    defined = set(graph.subjects(RDFS.isDefinedBy))
    assert set(graph.subjects()) == defined


def test_prefixes_are_bound(rdf: Graph) -> None:
    bound = dict(rdf.namespaces())
    assert str(bound["HGNC"]) == "https://example.org/HGNC/"
    assert str(bound["mscg"]) == VOCABULARY
