"""Made-up and damaged SPARQL: an answer or our own error, in time, and never a word to a server."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mscgraph.errors import QueryError
from mscgraph.rdf.endpoint import Endpoint
from mscgraph.rdf.named import named_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {"ex": "http://example.org/", "mscg": "http://example.org/v/"}
TRIPLES = "".join(
    f"<http://example.org/{i}> <http://example.org/p{i % 3}> <http://example.org/{i * 7 % 20}> .\n"
    for i in range(20)
).encode()
LIMIT = 2.0
"""Seconds of one query; what is endless takes a new process each time, so few are tried."""

bounded = settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = (
    *("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS"),
    *("BIND", "VALUES", "GRAPH", "SERVICE", "SILENT", "FROM", "FROM NAMED", "LOAD", "INTO"),
    *("INSERT DATA", "DELETE WHERE", "CLEAR ALL", "EXISTS", "NOT", "AS", "LIMIT 3", "COUNT"),
    *("{", "}", "(", ")", "[", "]", ".", ";", ",", "*", "+", "/", "|", "^", "!", "<", ">", "="),
    *("?a", "?b", "$c", "ex:1", "ex:p0", "mscg:x", "nope:y", "a", "true", "1", "-2.5", "1e9"),
    *(
        '"text"',
        "'''long\ntext'''",
        '"',
        "@zh-Hans",
        "^^",
        "#",
        "\n",
        "\\",
        "\x00",
        "\u202e",
        "细胞",
    ),
    *("REGEX(?a, '(a+)+$')", "REPLACE('aaaa', '(a|a)*b', '')", "IRI('x')", "UUID()", "ROUND(1)"),
)


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.settimeout(0)
        yield found


@pytest.fixture(scope="module", params=["in memory", "on disk"])
def endpoint(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Endpoint]:
    """Ask both kinds: the process of a store may open files, and with them sockets."""
    place = tmp_path_factory.mktemp("store")
    made = ox.Store(str(place))
    made.load(TRIPLES, format=ox.RdfFormat.N_TRIPLES)
    made.flush()
    del made  # closes it
    with Endpoint(place if request.param == "on disk" else TRIPLES, NAMES) as found:
        yield found


def ask(endpoint: Endpoint, server: socket.socket, query: str) -> None:
    here = f"<http://127.0.0.1:{server.getsockname()[1]}/>"
    said = ""
    try:
        endpoint.run(query.replace("HERE", here), timeout=LIMIT)
    except QueryError as error:
        said = str(error)
    assert len(said.splitlines()) <= 1
    with pytest.raises(BlockingIOError):  # nobody called
        server.accept()


@bounded
@given(st.lists(st.sampled_from((*WORDS, "HERE")), max_size=30).map(" ".join))
def test_words_in_any_order(endpoint: Endpoint, server: socket.socket, query: str) -> None:
    ask(endpoint, server, query)


@bounded
@given(st.text(max_size=80))
def test_any_text(endpoint: Endpoint, server: socket.socket, query: str) -> None:
    ask(endpoint, server, query)


share = st.floats(0, 1, exclude_max=True)
queries = st.sampled_from([query.text for query in named_queries().values()])


@bounded
@given(queries, st.lists(st.tuples(share, share, st.sampled_from((*WORDS, "HERE"))), max_size=4))
def test_the_named_queries_with_words_changed(
    endpoint: Endpoint, server: socket.socket, query: str, harm: list[tuple[float, float, str]]
) -> None:
    parts = re.split(r"(\W)", query)
    for at, other, word in harm:
        parts[int(at * len(parts))] = word
        parts[int(other * len(parts))] = ""
    ask(endpoint, server, "".join(parts))


iris = st.lists(
    st.sampled_from((*"a#'/?:@!()*,;=%", "\\u0041", "\\U00000041", "\\u0022", "é")), max_size=5
).map(lambda signs: f"?a <http://x/{''.join(signs)}> ?e .")
groups = st.recursive(
    st.sampled_from(("?a ?b ?c .", "?a ex:p0 ?d .", "FILTER(?a != ?c)", "BIND(1 AS ?x)")) | iris,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        inner.map("{{ {} }}".format),
        inner.map("OPTIONAL {{ {} }}".format),
        inner.map("SERVICE SILENT HERE {{ {} }}".format),
        inner.map("FILTER NOT EXISTS {{ {} }}".format),
        inner.map("{{ SELECT * {{ {} }} }}".format),
        st.tuples(inner, inner).map(lambda two: f"{{ {two[0]} }} UNION {{ {two[1]} }}"),
    ),
    max_leaves=8,
)


@bounded
@given(groups)
def test_queries_of_the_grammar(endpoint: Endpoint, server: socket.socket, group: str) -> None:
    ask(endpoint, server, f"SELECT * {{ {group}\n}} LIMIT 100")


@pytest.mark.parametrize(
    "query",
    [
        "LOAD HERE",
        "LOAD SILENT HERE INTO GRAPH ex:g",
        "INSERT DATA { ex:1 ex:p ex:2 }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE HERE { ?s ?p ?o } }",
        "SELECT * FROM HERE { ?s ?p ?o }",
        "SELECT * FROM NAMED HERE { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE HERE",
        "SELECT * " + "MINUS { ?a ?b ?c } " * 5000,
        "SELECT * { " + "MINUS { ?a ?b ?c } " * 5000 + "}",
    ],
)
def test_what_reaches_out_or_breaks_the_engine(
    endpoint: Endpoint, server: socket.socket, query: str
) -> None:
    ask(endpoint, server, query)
    found = endpoint.run("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert b'"20"' in found.data  # whatever came before, the next one is answered
