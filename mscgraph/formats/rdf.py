"""RDF as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.formats.whole import Whole
    from mscgraph.kb.load import KnowledgeBase


def write_ntriples(whole: Whole) -> Iterator[str]:
    """Give the N-Triples, sorted."""
    from mscgraph.rdf.build import triples
    from mscgraph.rdf.write import ntriples

    for line in ntriples(triples(whole.records)):
        yield f"{line}\n"


def write_turtle(whole: Whole) -> Iterator[str]:
    """Give the Turtle, grouped by subject."""
    from mscgraph.rdf.build import triples
    from mscgraph.rdf.terms import Terms
    from mscgraph.rdf.write import turtle

    for line in turtle(triples(whole.records), Terms(whole.records).spaces):
        yield f"{line}\n"


def read_ntriples(data: bytes, name: str) -> KnowledgeBase:
    """Read what :func:`write_ntriples` wrote.

    Raises:
        GraphFileError: it is no such graph.
    """
    from mscgraph.rdf.read import read_rdf

    return read_rdf(data, name, "nt")


def read_turtle(data: bytes, name: str) -> KnowledgeBase:
    """Read what :func:`write_turtle` wrote.

    Raises:
        GraphFileError: it is no such graph.
    """
    from mscgraph.rdf.read import read_rdf

    return read_rdf(data, name, "ttl")
