"""Long and short forms of identifiers."""

from __future__ import annotations

import pytest

from mscgraph.rdf.prefixes import BASE, STANDARD, Shortener, expand, segment

NAMES = {
    **STANDARD,
    "CL": "http://purl.obolibrary.org/obo/CL_",
    "HGNC": "https://identifiers.org/hgnc/",
    "MSCG": f"{BASE}entity/",
}


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://purl.obolibrary.org/obo/CL_0002540", "CL:0002540"),
        ("http://purl.obolibrary.org/obo/ECO_0000033", "obo:ECO_0000033"),
        (f"{BASE}entity/gmsc", "MSCG:gmsc"),
        (f"{BASE}vocab/sign", "mscg:sign"),
        (f"{BASE}evidence/qi2024-001/0123456789ab", "evidence:qi2024-001/0123456789ab"),
        ("http://elsewhere.org/a", "http://elsewhere.org/a"),
        ("https://identifiers.org/hgnc/", "https://identifiers.org/hgnc/"),
    ],
)
def test_an_iri_is_shown_as_people_write_it(iri: str, short: str) -> None:
    assert Shortener(NAMES).short(iri) == short


@pytest.mark.parametrize(
    ("iri", "written"),
    [
        (f"{BASE}vocab/sign", "mscg:sign"),
        (f"{BASE}evidence/a/b", f"<{BASE}evidence/a/b>"),
        (f"{BASE}entity/a.", f"<{BASE}entity/a.>"),
        (f"{BASE}entity/a%20b", f"<{BASE}entity/a%20b>"),
        ("http://elsewhere.org/a", "<http://elsewhere.org/a>"),
    ],
)
def test_turtle_has_no_name_that_needs_an_escape(iri: str, written: str) -> None:
    assert Shortener(NAMES).turtle(iri) == written


@pytest.mark.parametrize(
    ("curie", "iri"),
    [
        ("HGNC:1682", "https://identifiers.org/hgnc/1682"),
        ("MSCG:gmsc", f"{BASE}entity/gmsc"),
        ("Gene::9021", f"{BASE}entity/Gene::9021"),
        ("no prefix", f"{BASE}entity/no%20prefix"),
        ("HGNC:<a>", "https://identifiers.org/hgnc/%3Ca%3E"),
    ],
)
def test_every_curie_has_an_iri(curie: str, iri: str) -> None:
    assert expand(curie, NAMES) == iri


def test_a_segment_keeps_what_an_iri_may_hold() -> None:
    assert segment("10.1000/a(b)c;1-2") == "10.1000%2Fa(b)c;1-2"
