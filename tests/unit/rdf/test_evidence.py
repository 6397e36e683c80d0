"""Evidence in RDF: relay, result, manipulation, each with a name of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rdflib import RDF, Graph

from mscgraph.rdf.build import to_rdf
from mscgraph.rdf.namespaces import ECO, MSCG, PROV, XSD
from tests.builders import (
    FAT,
    KLOT,
    PULP,
    TNF,
    bare,
    cite,
    claim,
    evidence,
    text,
    tiny,
)
from tests.unit.rdf.facts import iri, own, said

if TYPE_CHECKING:
    from pathlib import Path


def test_evidence_relay_and_result(rdf: Graph) -> None:
    node = own("evidence/rev2020-008/0123456789ab")
    assert said(rdf, own("claim/rev2020-008"), MSCG.hasEvidence) == {node}
    assert said(rdf, node, RDF.type) == {MSCG.Evidence, ECO["0006016"]}
    assert said(rdf, node, MSCG.design) == {"rct"}
    assert said(rdf, node, MSCG.hedge) == {"asserted"}
    assert said(rdf, node, MSCG.section) == {"1"}
    assert said(rdf, node, MSCG.anchor) == {"0123456789ab"}
    assert said(rdf, node, MSCG.statement) == {"It is so.", "确实如此。"}
    assert said(rdf, node, PROV.wasQuotedFrom) == {own("document/rev2020")}
    assert said(rdf, node, PROV.wasDerivedFrom) == {own("reference/cole2012")}
    assert said(rdf, node, MSCG.study) == {own("study/rev2020-cole2012")}
    relay = own("relay/rev2020-008/0123456789ab/cole2012")
    assert said(rdf, node, MSCG.hasRelay) == {relay}
    assert said(rdf, relay, MSCG.status) == {"unchecked"}
    assert said(rdf, relay, MSCG.reference) == {own("reference/cole2012")}
    (result,) = said(rdf, node, MSCG.hasResult)
    assert said(rdf, result, MSCG.value) == {"54.20"}
    assert [o.n3() for o in rdf.objects(result, MSCG.number)] == [f'"54.2"^^<{XSD.decimal}>']
    assert said(rdf, result, MSCG.arm) == {own("study/rev2020-cole2012/arm/cells")}


def test_eco_type_by_what_is_cited(rdf: Graph) -> None:
    types = {
        "rev2020-001": ECO["0000033"],  # an animal study
        "rev2020-007": ECO["0000034"],  # nothing
        "rev2020-008": ECO["0006016"],  # a trial
        "rev2021-002": ECO["0000033"],  # a review
    }
    for ident, wanted in types.items():
        assert wanted in said(rdf, own(f"evidence/{ident}/0123456789ab"), RDF.type)


def test_equal_results_of_one_study_are_one_and_others_are_not(tmp_path: Path) -> None:
    figure = {"measure": text("fog score"), "value": "3"}
    study: dict[str, Any] = {"study": "rev2020-cole2012", "results": [figure]}
    folder = tiny().claims(
        claim("rev2020-101", FAT, "decreases", KLOT, evidence("cole2012", **study)),
        claim("rev2020-102", FAT, "increases", KLOT, evidence("cole2012", **study)),
        claim("rev2020-103", FAT, "affects", KLOT, evidence("bolt2011", results=[figure])),
        claim("rev2020-104", PULP, "affects", KLOT, evidence("bolt2011", results=[figure])),
    )
    graph = to_rdf(folder.kb(tmp_path))
    found = [
        said(graph, own(f"evidence/rev2020-{n}/0123456789ab"), MSCG.hasResult)
        for n in (101, 102, 103, 104)
    ]
    assert found[0] == found[1]
    assert len(set().union(*found)) == 3


def test_two_evidences_of_one_sentence_have_two_names(tmp_path: Path) -> None:
    folder = bare()
    folder.entities("protein", {"id": KLOT, "label": text("KLOT")}, {"id": TNF, "label": text("T")})
    both = (evidence("ames2010"), evidence("bolt2011"))
    kb = folder.claims(claim("rev2020-001", KLOT, "increases", TNF, *both)).kb(tmp_path)
    names = said(to_rdf(kb), own("claim/rev2020-001"), MSCG.hasEvidence)
    base = "evidence/rev2020-001/0123456789ab"
    assert names == {own(base), own(f"{base}-2")}


def test_manipulation_and_relay_in_full(tmp_path: Path) -> None:
    relay = cite("ames2010", "discrepant", on=["dose", "model"], note=text("less"), proof="title")
    relay["printed"] = "8"
    reason = evidence(
        relay,
        manipulation=[{"kind": "blockade", "of": KLOT, "effect": "weakened", "with": TNF}],
        joint="true",
        ellipsis=["subject"],
        degree="strong",
    )
    kb = tiny().claims(claim("rev2020-101", PULP, "affects", KLOT, reason)).kb(tmp_path)
    graph = to_rdf(kb)
    node = own("manipulation/rev2020-101/0123456789ab/1")
    assert said(graph, node, MSCG.kind) == {"blockade"}
    assert said(graph, node, MSCG.effect) == {"weakened"}
    assert said(graph, node, MSCG.of) == {iri(KLOT)}
    assert said(graph, node, MSCG["with"]) == {iri(TNF)}
    told = own("relay/rev2020-101/0123456789ab/ames2010")
    assert said(graph, told, MSCG.on) == {"dose", "model"}
    assert said(graph, told, MSCG.printed) == {8}
    assert said(graph, told, MSCG.note) == {"less", "less(中)"}
    place = own("evidence/rev2020-101/0123456789ab")
    assert said(graph, place, MSCG.joint) == {True}
    assert said(graph, place, MSCG.ellipsis) == {"subject"}


def test_a_reference_cited_twice_at_one_place_has_two_relays(tmp_path: Path) -> None:
    twice = evidence(cite("ames2010"), cite("ames2010", "faithful", proof="title"))
    kb = tiny().claims(claim("rev2020-101", PULP, "affects", KLOT, twice)).kb(tmp_path)
    node = own("evidence/rev2020-101/0123456789ab")
    assert len(said(to_rdf(kb), node, MSCG.hasRelay)) == 2
