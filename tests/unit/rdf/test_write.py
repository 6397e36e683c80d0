"""N-Triples and Turtle: what goes in comes out, in the one order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from mscgraph.rdf import write
from mscgraph.rdf.namespaces import RDF, XSD
from mscgraph.rdf.prefixes import STANDARD
from mscgraph.rdf.write import ntriples, turtle

if TYPE_CHECKING:
    from mscgraph.rdf.terms import Triple

S, P, Q = (URIRef(f"https://w3id.org/mscgraph/vocab/{name}") for name in "spq")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(Literal, texts, st.sampled_from(["en", "zh-Hans"])),
    st.builds(lambda text: Literal(text, datatype=XSD.string), texts),
    st.just(Literal("1.5", datatype=XSD.decimal)),
)


@given(st.lists(literals, max_size=4))
def test_any_text_survives_in_both_parsers(objects: list[Literal]) -> None:
    triples: list[Triple] = [(S, P, obj) for obj in objects]
    wanted = {(str(o), (o.language or "").lower()) for o in objects}
    for text in ("\n".join(ntriples(triples)), "\n".join(turtle(triples, STANDARD))):
        parsed: Any = ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)
        found = {t.object for t in parsed}
        assert {(o.value, (o.language or "").lower()) for o in found} == wanted
    objects_read: Any = (
        rdflib.Graph().parse(data="\n".join(ntriples(triples)), format="nt").objects()
    )
    assert {(str(o), (o.language or "").lower()) for o in objects_read} == wanted


def test_lines_are_sorted_and_each_is_there_once() -> None:
    triples: list[Triple] = [(S, Q, P), (S, P, Literal("b")), (S, P, Literal("a")), (S, Q, P)]
    lines = list(ntriples(triples))
    assert lines == sorted(lines)
    assert len(lines) == 3


def test_turtle_groups_by_subject_with_the_type_first() -> None:
    triples: list[Triple] = [
        (S, P, Literal("b", lang="en")),
        (S, RDF.type, Q),
        (S, P, Literal("a")),
        (Q, P, S),
    ]
    body = list(turtle(triples, {"mscg": STANDARD["mscg"]}))[1:]
    assert body == [
        "",
        "mscg:q mscg:p mscg:s .",
        "",
        "mscg:s a mscg:q ;",
        '    mscg:p "a", "b"@en .',
    ]


def test_nothing_gives_no_line() -> None:
    assert list(ntriples([])) == []
    assert list(turtle([], {})) == []


@pytest.mark.parametrize("held", [1, 2, 3, 4, 5, 100])
def test_lines_in_files_come_as_those_in_memory(monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    found = ["b\tc", "a\u2028", "b", "a-b", "a\tz", "b", "", "\U0001f600", "\uffff"]
    monkeypatch.setattr(write, "HELD", held)
    assert list(write.in_order(found)) == sorted(set(found))
    assert list(write.in_order(())) == []
