"""The tiny graph as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.rdf.build import to_rdf

if TYPE_CHECKING:
    from rdflib import Graph

    from mscgraph.kb.load import KnowledgeBase


@pytest.fixture(scope="module")
def rdf(tiny_kb: KnowledgeBase) -> Graph:
    return to_rdf(tiny_kb)
