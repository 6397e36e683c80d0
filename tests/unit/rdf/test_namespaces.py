"""Our vocabulary: closed, complete in both languages, apart from the names of the data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mscgraph.rdf.namespaces import BIOLINK, ECO, FABIO, MSCG, PRISM, vocabulary

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase

TERMS = {term.name: term for term in vocabulary()}
DATATYPES = {"string", "boolean", "integer", "decimal", "langString", "Literal"}


def test_a_mistyped_term_raises() -> None:
    with pytest.raises(AttributeError):
        _ = MSCG.hasEvidenze
    for space in (BIOLINK, FABIO, PRISM):
        with pytest.raises(AttributeError):
            _ = space.Nothing
    with pytest.raises(KeyError):
        _ = ECO["0000035"]


@pytest.mark.parametrize("name", TERMS)
def test_a_term_says_what_it_is(name: str) -> None:
    term = TERMS[name]
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name)
    assert name[0].isupper() == (term.part == "class")
    assert all(
        text[language].strip()
        for text in (term.label, term.definition)
        for language in ("en", "zh-Hans")
    )
    classes = {name for name, found in TERMS.items() if found.part == "class"}
    assert set(term.domain) <= classes
    ranges: dict[str, set[str]] = {"object": classes, "data": DATATYPES}
    # what says something of a term of the ontology has neither
    assert term.range in ranges.get(term.part, {""})
    assert bool(term.domain) is (term.part in ranges)


def test_no_term_is_hidden_by_a_method_of_str() -> None:
    """A namespace of rdflib is a str: MSCG.count would be a function, not a term."""
    assert set(TERMS).isdisjoint(dir(str))


def test_no_term_is_there_twice() -> None:
    assert len(TERMS) == len(vocabulary())


def test_terms_kinds_and_predicates_are_apart(real_kb: KnowledgeBase) -> None:
    assert set(TERMS).isdisjoint({*real_kb.types, *real_kb.predicates})
