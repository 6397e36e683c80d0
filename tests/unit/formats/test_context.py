"""The JSON-LD context expands an identifier to its IRI in the RDF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import rdflib

from mscgraph.formats.context import context
from mscgraph.rdf.records import records_of
from mscgraph.rdf.terms import Terms

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase


def expanded(kb: KnowledgeBase, curies: list[str]) -> set[str]:
    """Let rdflib expand CURIEs by the context."""
    document = {**json.loads(context(kb)), "@graph": [{"@id": c, "rdfs:label": c} for c in curies]}
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    return set(map(str, graph.subjects()))


@pytest.mark.kb_data
def test_every_entity_has_its_iri(real_kb: KnowledgeBase) -> None:
    terms = Terms(records_of(real_kb))
    curies = list(real_kb.entities)
    assert expanded(real_kb, curies) == {str(terms.of(curie)) for curie in curies}


def test_the_context_is_plain_json(tiny_kb: KnowledgeBase) -> None:
    held = json.loads(context(tiny_kb))["@context"]
    assert held["CL"] == {"@id": "https://example.org/CL/", "@prefix": True}
    assert held["biolink"]["@id"] == "https://w3id.org/biolink/vocab/"
