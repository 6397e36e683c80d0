"""What a query may not do, however it is written."""

from __future__ import annotations

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscgraph.errors import QueryError
from mscgraph.rdf.lexer import fill, place, refuse, tokens, unknown_prefix

NOBODY = "<http://127.0.0.1:9/>"
"""A server that is not there: the engine's attempt to reach it is an error of its own kind."""

HIDDEN = {
    "plain": f"SELECT * {{ SERVICE {NOBODY} {{ ?s ?p ?o }} }}",
    "silent": f"SELECT * {{ SERVICE SILENT {NOBODY} {{ ?s ?p ?o }} }}",
    "lower case": f"select * {{ service {NOBODY} {{ ?s ?p ?o }} }}",
    "variable": f"SELECT * {{ VALUES ?g {{ {NOBODY} }} SERVICE ?g {{ ?s ?p ?o }} }}",
    "no space": f"SELECT * {{?s ?p 1.SERVICE{NOBODY}{{?s ?p ?o}}}}",
    "after a number": f"SELECT * {{ ?s ?p 1SERVICE {NOBODY} {{ ?s ?p ?o }} }}",
    "after a truth value": f"SELECT * {{ ?s ?p trueSERVICE {NOBODY} {{ ?s ?p ?o }} }}",
    "as a prefix": f"PREFIX : {NOBODY} SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "behind a comment": f'SELECT * {{ # "\n SERVICE {NOBODY} {{ ?s ?p ?o }} # "\n }}',
    "less-than and a comment": (f"SELECT * {{ FILTER(1<1)SERVICE#c>\n{NOBODY} {{ ?s ?p ?o }} }}"),
    "less-than and a string": (
        f"SELECT * {{ FILTER('a'<'>')SERVICE {NOBODY} {{ ?s ?p ?o }} FILTER('b' != '') }}"
    ),
    "less-than and a long string": (
        f"SELECT * {{ FILTER(1<#> '''\n2) SERVICE {NOBODY} {{ ?s ?p ?o }} }} #'''"
    ),
}

HIDDEN |= {
    f"behind an IRI with {escape} and {sign}": (
        f"SELECT * {{ ?s <http://x/{escape}{sign}> ?o SERVICE {NOBODY} {{ ?a ?b ?c }}\n}}"
    )
    for sign in "#'"
    for escape in (r"\u0041", r"\U00000041")
}

HARMLESS = {
    "string": "SELECT * { ?s ?p 'SERVICE <http://x/> {' }",
    "long string": 'SELECT * { ?s ?p """a "quoted" SERVICE\nline""" }',
    "escaped quote": r"SELECT * { ?s ?p 'it\'s SERVICE' }",
    "comment": "SELECT * { ?s ?p ?o } # SERVICE <http://x/>",
    "IRI": "SELECT * { ?s <http://example.org/service> ?o }",
    "relative IRI": "BASE <http://example.org/> SELECT * { ?s <a> <b> }",
    "local name": "PREFIX ex: <http://example.org/> SELECT * { ?s ex:SERVICE ?o }",
    "variable": "SELECT ?service { ?service ?p ?o }",
    "comparison": "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1) }",
    "hash in an IRI": "SELECT * { ?s <http://example.org/#service> ?o }",
    "update in a string": "SELECT * { ?s ?p 'INSERT DATA' }",
    "words of updates": "PREFIX add: <http://x/> SELECT ?load { ?load add:drop ?o }",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_another_server_is_never_asked(name: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused") as caught:
        refuse(HIDDEN[name])
    assert caught.value.line is not None


@pytest.mark.parametrize("name", HIDDEN)
def test_each_hiding_place_is_one_that_the_engine_reads(name: str) -> None:
    """Without the check the engine would go there: it fails at the door, not at the grammar."""
    with suppress(OSError, RuntimeError):
        list(ox.Store().query(HIDDEN[name]))  # type: ignore[arg-type]  # all are SELECT


signs = st.one_of(
    st.sampled_from((r"\u0041", r"\U00000041", "\\")),
    st.sampled_from("#'\""),
    st.sampled_from("aA1<>/?:.-()!=|^\n "),
)


@settings(max_examples=400)
@given(st.lists(signs, max_size=3), st.sampled_from(("", "", ".", "# '\n", "FILTER(1<2)", "'")))
def test_no_garble_hides_a_service(inside: list[str], behind: str) -> None:
    """Either the check sees it, or it is no query."""
    iri = f"<http://x/{''.join(inside)}>"
    service = f"{behind} SERVICE {NOBODY} {{ ?a ?b ?c }}\n"
    query = f"SELECT * {{ OPTIONAL {{ ?s {iri} ?o }} {service} }}"
    with suppress(QueryError):
        refuse(query)
        with pytest.raises(SyntaxError):
            ox.Store().query(query)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_query_may_speak_of_services_and_updates(name: str) -> None:
    refuse(HARMLESS[name])
    ox.Store().query(HARMLESS[name])


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a> <b> <c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX ex: <http://x/>\n# why not\nLOAD <http://x/>",
        "clear all",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "BASE <http://x/> DROP ALL",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryError, match="updates are refused"):
        refuse(query)


def test_the_place_is_that_of_the_word() -> None:
    query = "SELECT * {\n  间充质 # 注\n  SERVICE <http://x/> {} }"
    with pytest.raises(QueryError) as caught:
        refuse(query)
    assert (caught.value.line, caught.value.column) == (3, 3)
    assert place("ab\ncd", 4) == (2, 2)


def test_a_prefix_that_nobody_declared() -> None:
    query = "PREFIX ex: <http://x/> SELECT * { _:b ex:p mscg:q , no:q . ?s also:no 'an:other' }"
    found = unknown_prefix(query, ["mscg"])
    assert found is not None
    assert (found.text, found.start) == ("no:q", query.index("no:q"))
    assert unknown_prefix(query, ["mscg", "no", "also"]) is None


@given(st.text(alphabet="<>\"'#?:.{} \nSERVICEab1\\@$", max_size=60))
def test_the_words_make_up_the_query(query: str) -> None:
    assert "".join(token.text for token in tokens(query)) == query


def test_a_parameter_is_filled_outside_of_strings_comments_and_iris() -> None:
    query = "SELECT * { $a ?a '$a' . <http://x/$a> ?p \"$a\" } # $a"
    filled = fill(query, {"a": "<http://y/>"})
    assert filled == "SELECT * { <http://y/> ?a '$a' . <http://x/$a> ?p \"$a\" } # $a"
    assert fill(query, {}) == query


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 30_000 + "}" * 30_000,
        "SELECT * { FILTER(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }",
        "SELECT * { FILTER(" + "! " * 30_000 + "true) }",
        "SELECT * { ?a " + "(" * 30_000 + "rdfs:label" + ")" * 30_000 + " ?b }",
        "SELECT * { FILTER(?b<" + "(" * 30_000 + "?b>1" + ")" * 30_000 + ") }",
    ],
    ids=["groups", "brackets", "negations", "paths", "behind a sign of less"],
)
def test_what_would_break_the_engine_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="nested more than 200 deep"):
        refuse(query)


def test_what_is_nested_and_shallow_passes() -> None:
    query = "SELECT * { FILTER(" + "(" * 150 + "! ! true" + ")" * 150 + ") " + "{}" * 500 + " }"
    refuse(query)
    ox.Store().query(query)
