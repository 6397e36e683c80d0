"""SPARQL in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import Literal, URIRef, Variable

from mscgraph.errors import QueryError
from mscgraph.rdf.build import to_rdf
from mscgraph.rdf.prefixes import STANDARD
from mscgraph.rdf.results import TURTLE, Iri, Table, literal_value, table_of
from mscgraph.rdf.store import _fault, answer, indexed, load, select
from mscgraph.rdf.write import ntriples

if TYPE_CHECKING:
    import pyoxigraph as ox

    from mscgraph.kb.load import KnowledgeBase

EX = "http://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.fixture(scope="module")
def graph(tiny_kb: KnowledgeBase) -> rdflib.Graph:
    return to_rdf(tiny_kb)


@pytest.fixture(scope="module")
def store(graph: rdflib.Graph) -> ox.Store:
    return load("\n".join(ntriples(graph)).encode())  # type: ignore[arg-type]  # it holds no blank node


def test_select_gives_columns_and_typed_values(graph: rdflib.Graph) -> None:
    table = select(
        graph,
        "SELECT ?claim ?negated ?belief ?on { ?claim a mscg:Claim ; biolink:negated ?negated ;"
        ' dcterms:identifier "rev2020-001" ; mscg:belief ?belief OPTIONAL { ?claim mscg:on ?on } }',
    )
    assert table.columns == ("claim", "negated", "belief", "on")
    ((claim, negated, belief, on),) = table.rows
    assert isinstance(claim, Iri)
    assert claim.endswith("/claim/rev2020-001")
    assert (negated, on) == (False, None)
    assert isinstance(belief, float)
    assert next(table.records())["negated"] is False


def test_an_indexed_graph_answers_alike_under_rdflibs_face(graph: rdflib.Graph) -> None:
    query = "SELECT ?id { ?s mscg:isA ?o ; dcterms:identifier ?id } ORDER BY ?id"
    moved = indexed(graph)
    assert len(moved) == len(graph)
    assert select(moved, query) == select(graph, query)
    found = [str(binding[Variable("id")]) for binding in moved.query(query).bindings]
    assert found == [row[0] for row in select(graph, query).rows]


def test_the_prefixes_of_the_graph_need_no_declaration(graph: rdflib.Graph) -> None:
    assert select(graph, "SELECT ?p { HGNC:6344 mscg:increases ?p }").rows
    plain = rdflib.Graph()
    plain.add((URIRef(f"{EX}s"), URIRef(f"{STANDARD['mscg']}sign"), Literal("+")))
    assert select(plain, "SELECT ?s { ?s mscg:sign '+' }").rows == ((Iri(f"{EX}s"),),)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s ?p }", r"^line 1, column 1\d: expected"),
        ("SELECT *\n{ ?s nope:p ?o }", "^line 2, column 6: the prefix of nope:p is not declared"),
        ("ASK { ?s ?p ?o }", "only SELECT gives a table"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "only SELECT gives a table"),
        ("DELETE WHERE { ?s ?p ?o }", "updates are refused"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> {} }", "SERVICE is refused"),
        ("", "^line 1, column 1: "),
    ],
)
def test_a_faulty_query_says_where_and_what(graph: rdflib.Graph, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        select(graph, query)
    assert len(str(caught.value)) < 250


def test_ask_and_construct(store: ox.Store) -> None:
    found = answer(store, "ASK { ?s a mscg:Claim }", STANDARD)
    assert (found.kind, found.data) == ("ask", b'{"head":{},"boolean":true}')
    query = "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o , mscg:Mechanism }"
    lines = answer(store, query, STANDARD).data.splitlines()
    assert lines == sorted(lines)
    turtle = answer(store, query, STANDARD, graph=TURTLE).data.decode()
    assert turtle == (
        "@prefix mechanism: <https://w3id.org/mscgraph/mechanism/> .\n"
        "@prefix mscg: <https://w3id.org/mscgraph/vocab/> .\n"
        "mechanism:rev2020-glow a mscg:Mechanism .\n"
    )


def test_what_the_engine_expects_is_cut_where_nobody_reads_on(graph: rdflib.Graph) -> None:
    with pytest.raises(QueryError, match=r", \.\.\.$"):
        select(graph, "SELECT ?x { ?x ?y")


def test_a_fault_without_a_place() -> None:
    assert str(_fault("ASK {}", "too hard", {})) == "too hard"


@pytest.mark.parametrize("query", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_an_unknown_media_type(store: ox.Store, query: str) -> None:
    with pytest.raises(QueryError, match="image/png is no format"):
        answer(store, query, STANDARD, results="image/png", graph="image/png")


@pytest.mark.parametrize("media_type", ["application/rdf+xml", "application/ld+json"])
def test_other_formats_of_a_graph(store: ox.Store, media_type: str) -> None:
    found = answer(store, "DESCRIBE mechanism:rev2020-glow", STANDARD, graph=media_type)
    parsed = rdflib.Graph().parse(data=found.data, format=media_type)
    assert (None, rdflib.RDF.type, URIRef(f"{STANDARD['mscg']}Mechanism")) in parsed


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("3", "integer", 3),
        ("0.50", "decimal", 0.5),
        ("1e3", "double", 1000.0),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("many", "integer", "many"),
        ("maybe", "boolean", "maybe"),
        ("2010", "gYear", "2010"),
        ("text", "string", "text"),
    ],
)
def test_a_literal_as_a_value(text: str, datatype: str, value: object) -> None:
    found = literal_value(text, XSD + datatype)
    assert (found, type(found)) == (value, type(value))


def test_a_blank_node_is_shown_by_its_name() -> None:
    data = b"""{"head": {"vars": ["s"]},
                "results": {"bindings": [{"s": {"type": "bnode", "value": "b0"}}]}}"""
    assert table_of(data) == Table(("s",), (("b0",),))


def test_damaged_triples_cannot_be_loaded() -> None:
    with pytest.raises(SyntaxError):
        load(b"<a> <b>")
