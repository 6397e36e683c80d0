"""The rows of a table: a key of a record, a property, and the way from each to the other.

RDF knows no order: where a list is not in the natural order of its values, :data:`ORDER` says the
order beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import unquote

from mscgraph.languages import LANGUAGES
from mscgraph.rdf.namespaces import MSCG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib import Literal, URIRef

    from mscgraph.rdf.mapping import Table
    from mscgraph.rdf.records import Records
    from mscgraph.rdf.terms import Node, Terms


ORDER = MSCG.order
"""Holds ``<key> <rank> <rank> ...``: for each place in the list, the rank of its value."""


_DIGITS = re.compile("([0-9]+)")


Path = tuple[str | int, ...]
"""The steps of a record's IRI after its kind."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a record stands while it is written."""

    terms: Terms
    records: Records
    path: Path = ()
    study: str | None = None
    """The study of the evidence around it."""

    def at(self, path: Path) -> Scope:
        """Give the scope of a record with another IRI."""
        return replace(self, path=path)


class Found(NamedTuple):
    """A term as a file gives it."""

    text: str
    """An IRI, or the text of a literal."""
    is_iri: bool = False
    language: str = ""


class Form(NamedTuple):
    """How one value is written as a term, and how a term is read; None where it is not."""

    term: Callable[[Scope, Any], URIRef | Literal | None]
    value: Callable[[Terms, Found], Any]


def natural(text: str) -> tuple[tuple[str | tuple[int, str], ...], str]:
    """Give the key that sorts numbers in a text as numbers.

    Example:
        >>> sorted(["note/10", "note/9"], key=natural)
        ['note/9', 'note/10']
    """
    parts = _DIGITS.split(text)
    keys = (
        (len(part.lstrip("0")), part.lstrip("0")) if number % 2 else part
        for number, part in enumerate(parts)
    )
    return tuple(keys), text


def ranks_of(texts: list[str]) -> str | None:
    """Say the order of a list by the ranks of its values; None where that is their own order.

    Example:
        >>> ranks_of(["b", "a", "b"]), ranks_of(["a", "b"])
        ('1 0 1', None)
    """
    ordered = sorted(set(texts), key=natural)
    if texts == ordered:
        return None
    ranks = {text: str(rank) for rank, text in enumerate(ordered)}
    return " ".join(ranks[text] for text in texts)


def in_order(founds: Iterable[Found], ranks: str | None) -> list[Found]:
    """Give values in the order that was said, or in their own where it fits no longer."""
    ordered = sorted(founds, key=lambda found: natural(found.text))
    try:
        places = [int(rank) for rank in (ranks or "").split()]
    except ValueError:
        return ordered
    fits = set(places) == set(range(len(ordered)))
    return [ordered[place] for place in places] if fits else ordered


class About(Protocol):
    """What a file says about one subject."""

    @property
    def iri(self) -> str:
        """The subject."""

    @property
    def terms(self) -> Terms:
        """The IRIs of the graph."""

    def found(self, predicate: URIRef) -> list[Found]:
        """Give the objects of a property."""

    def single(self, predicate: URIRef) -> Found | None:
        """Give the one object of a property."""

    def texts(self, predicate: URIRef) -> dict[str, str]:
        """Give the text of a property in each language."""

    def ranks(self, key: str) -> str | None:
        """Give the order of a list; None where none is said."""

    def record(self, iri: str, table: Table) -> dict[str, Any]:
        """Give the record of another subject."""


class Row(Protocol):
    """A key of a record and its place in RDF."""

    @property
    def key(self) -> str:
        """The key, with dots where the record holds others: ``walk.forward``."""

    def put(self, node: Node, value: Any, scope: Scope) -> Iterable[Node]:
        """Add the triples of a value to a node; give the nodes that it needs beside."""

    def get(self, about: About) -> Any:
        """Give the value; None where nothing says it."""


@dataclass(frozen=True, slots=True)
class One:
    """One value. What is absent, empty or false is not written."""

    key: str
    predicate: URIRef
    form: Form
    always: bool = False
    """Write ``false`` as well."""
    number: URIRef | None = None
    """Property for the number in a printed figure."""

    def put(self, node: Node, value: Any, scope: Scope) -> tuple[Node, ...]:
        """Add a triple."""
        if value is None or value == "" or (value is False and not self.always):
            return ()
        if self.number is not None:
            node.printed(self.predicate, self.number, value)
        else:
            node.put(self.predicate, self.form.term(scope, value))
        return ()

    def get(self, about: About) -> Any:
        """Give the value."""
        found = about.single(self.predicate)
        return None if found is None else self.form.value(about.terms, found)


@dataclass(frozen=True, slots=True)
class Named:
    """The id that the IRI of the subject itself ends in."""

    key: str
    space: str

    def put(self, _node: Node, _value: Any, _scope: Scope) -> tuple[Node, ...]:
        """Add nothing: the IRI says it."""
        return ()

    def get(self, about: About) -> str:
        """Give what follows the namespace."""
        return unquote(about.iri.removeprefix(self.space).rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Kind:
    """A value that is one of the classes of its subject."""

    key: str
    predicate: URIRef
    form: Form

    def put(self, node: Node, value: Any, scope: Scope) -> tuple[Node, ...]:
        """Add a triple where the value is a class."""
        node.put(self.predicate, self.form.term(scope, value))
        return ()

    def get(self, about: About) -> Any:
        """Give the first value that a class of the subject has."""
        values = (self.form.value(about.terms, found) for found in about.found(self.predicate))
        return next((value for value in values if value is not None), None)


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values."""

    key: str
    predicate: URIRef
    form: Form

    def put(self, node: Node, value: Any, scope: Scope) -> tuple[Node, ...]:
        """Add a triple for each distinct value, and their order."""
        terms = [term for item in value or () if (term := self.form.term(scope, item)) is not None]
        node.put(self.predicate, *dict.fromkeys(terms))
        put_order(node, self.key, [str(term) for term in terms])
        return ()

    def get(self, about: About) -> Any:
        """Give the values in order."""
        found = in_order(about.found(self.predicate), about.ranks(self.key))
        return [self.form.value(about.terms, one) for one in found]


@dataclass(frozen=True, slots=True)
class Texts:
    """A text in each language."""

    key: str
    predicate: URIRef

    def put(self, node: Node, value: Any, scope: Scope) -> tuple[Node, ...]:  # noqa: ARG002 - all rows take the same
        """Add a triple for each language."""
        node.text(self.predicate, value)
        return ()

    def get(self, about: About) -> Any:
        """Give the texts by language."""
        return about.texts(self.predicate) or None


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names in each language."""

    key: str
    predicate: URIRef

    def put(self, node: Node, value: Any, scope: Scope) -> tuple[Node, ...]:  # noqa: ARG002 - all rows take the same
        """Add a triple for each name, and their order."""
        for language, names in (value or {}).items():
            for name in dict.fromkeys(names):
                node.text(self.predicate, {language: name})
            put_order(node, f"{self.key}@{language}", names)
            if not names:
                node.word(ORDER, f"{self.key}@{language} ")  # a list of nothing
        return ()

    def get(self, about: About) -> Any:
        """Give the names by language, in order."""
        names: dict[str, list[Found]] = {
            tag: [] for tag in LANGUAGES if about.ranks(f"{self.key}@{tag}") == ""
        }
        for one in about.found(self.predicate):
            names.setdefault(language_of(one), []).append(one)
        return {
            language: [one.text for one in in_order(found, about.ranks(f"{self.key}@{language}"))]
            for language, found in names.items()
        } or None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Words by key, each written ``key=value``."""

    key: str
    predicate: URIRef

    def put(self, node: Node, value: Any, scope: Scope) -> tuple[Node, ...]:  # noqa: ARG002 - all rows take the same
        """Add a triple for each pair, and their order."""
        pairs = [f"{key}={word}" for key, word in (value or {}).items()]
        node.word(self.predicate, *pairs)
        put_order(node, self.key, pairs)
        return ()

    def get(self, about: About) -> Any:
        """Give the words by key."""
        found = in_order(about.found(self.predicate), about.ranks(self.key))
        pairs = (one.text.partition("=") for one in found)
        return {key: word for key, _, word in pairs} or None


def put_order(node: Node, key: str, texts: Iterable[str]) -> None:
    """Say the order of a list where its values do not say it."""
    ranks = ranks_of(list(texts))
    if ranks is not None:
        node.word(ORDER, f"{key} {ranks}")


def language_of(found: Found) -> str:
    """Give the tag as we write it: engines fold its case."""
    return {"zh-hans": "zh-Hans"}.get(found.language.lower(), found.language)
