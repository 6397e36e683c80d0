"""A nanopublication says what the claim says, and its evidence stands in the provenance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import DCTERMS, PROV, RDF, URIRef

from mscgraph.formats.nanopub import NP
from mscgraph.rdf.prefixes import BASE, STANDARD, VOCABULARY
from tests.builders import FAT, FOG, PULP
from tests.contract.readers import dumped

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase

TREATS = URIRef(f"{VOCABULARY}treats")
NEGATED = URIRef(f"{STANDARD['biolink']}negated")


@pytest.fixture(scope="module")
def published(tiny_kb: KnowledgeBase) -> rdflib.Dataset:
    return rdflib.Dataset().parse(data=dumped(tiny_kb, "nanopub")[""].decode(), format="trig")


def part(published: rdflib.Dataset, claim: str, name: str) -> rdflib.Graph:
    return published.graph(URIRef(f"{BASE}nanopub/{claim}/{name}"))


def entity(curie: str) -> URIRef:
    return URIRef("https://example.org/" + curie.replace(":", "/"))


def test_each_active_claim_has_four_graphs(
    published: rdflib.Dataset, tiny_kb: KnowledgeBase
) -> None:
    heads = {
        s for s, _, _, _ in published.quads((None, RDF.type, URIRef(f"{NP}Nanopublication"), None))
    }
    assert heads == {URIRef(f"{BASE}nanopub/{claim.id}") for claim in tiny_kb.active_claims}
    for claim in tiny_kb.active_claims:
        for name in ("head", "assertion", "provenance", "pubinfo"):
            assert len(part(published, claim.id, name)) > 2
        info = part(published, claim.id, "pubinfo")
        assert {p for _, p, _ in info} == {DCTERMS.creator, DCTERMS.license, DCTERMS.hasVersion}


def test_a_fact_is_asserted_directly_and_a_denial_is_not(published: rdflib.Dataset) -> None:
    fact = (entity(PULP), TREATS, entity(FOG))
    assert fact in part(published, "rev2020-005", "assertion")
    denial = part(published, "rev2020-008", "assertion")
    assert (entity(FAT), TREATS, entity(FOG)) not in denial
    said = {str(value) for value in denial.objects(URIRef(f"{BASE}claim/rev2020-008"), NEGATED)}
    assert said == {"true"}


def test_the_evidence_stands_in_the_provenance(published: rdflib.Dataset) -> None:
    provenance = part(published, "rev2020-008", "provenance")
    assertion = URIRef(f"{BASE}nanopub/rev2020-008/assertion")
    (evidence,) = provenance.objects(assertion, PROV.wasDerivedFrom)
    assert (evidence, PROV.wasDerivedFrom, URIRef(f"{BASE}reference/cole2012")) in provenance
    assert rdflib.Literal("54.20") in set(provenance.objects())
    asserted = part(published, "rev2020-008", "assertion")
    assert URIRef(f"{VOCABULARY}belief") not in set(asserted.predicates())
