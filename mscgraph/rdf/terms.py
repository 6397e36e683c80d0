"""IRIs of a graph's records, and the triples about one subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from rdflib import Literal, URIRef

from mscgraph.model import as_number
from mscgraph.rdf.namespaces import MSCG, RDF, XSD, vocabulary
from mscgraph.rdf.prefixes import BASE, ENTITY, STANDARD, VOCABULARY, expand, prefixes, segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mscgraph.rdf.records import Records

Triple = tuple[URIRef, URIRef, URIRef | Literal]

IS_A = "is_a"


def iri_of(kind: str, *path: str | int) -> URIRef:
    """Give the IRI of a record: ``<base><kind>/<id>``."""
    return URIRef(f"{BASE}{kind}/{'/'.join(segment(str(step)) for step in path)}")


def decimal_of(text: str) -> Literal | None:
    """Read a printed figure as ``xsd:decimal`` in its canonical form; None where it is no number.

    Example:
        >>> decimal_of("54.20").n3(), decimal_of("1 : 1")
        ('"54.2"^^<http://www.w3.org/2001/XMLSchema#decimal>', None)
    """
    number = as_number(text)
    if number is None:
        return None
    # engines rewrite decimals: only the canonical form is the same in all of them
    shown = format(number.normalize() + 0, "f")
    return Literal(shown, datatype=XSD.decimal, normalize=False)


_TAKEN = frozenset(term.name for term in vocabulary())
"""Names that have a meaning of their own in our vocabulary."""


class Terms:
    """The IRIs of one graph: its prefixes, kinds and predicates."""

    def __init__(self, records: Records) -> None:
        self.spaces = prefixes(records["prefixes"].values())
        self._kinds = {kind: _own(kind) for kind in records["types"]}
        self._predicates = {
            ident: MSCG.isA if ident == IS_A else _own(ident) for ident in records["predicates"]
        }
        self._words = {
            str(iri): ident for ident, iri in (*self._kinds.items(), *self._predicates.items())
        }
        self._known: dict[str, URIRef] = {}
        self._spaces = sorted(
            self.spaces.items(), key=lambda pair: (-len(pair[1]), pair[0] in STANDARD, pair[0])
        )

    def of(self, curie: str) -> URIRef:
        """Give the IRI of a CURIE; one with a prefix of nobody's is put below our own entities."""
        if curie not in self._known:
            self._known[curie] = URIRef(expand(curie, self.spaces))
        return self._known[curie]

    def curie(self, iri: str) -> str:
        """Give the CURIE of an IRI, the way back of :meth:`of`."""
        for prefix, space in self._spaces:
            if iri.startswith(space):
                local = unquote(iri[len(space) :])
                # a CURIE with a prefix of nobody's stands whole below our own entities
                return local if space == ENTITY and ":" in local else f"{prefix}:{local}"
        return iri

    def kind(self, ident: str) -> URIRef:
        """Give the class of a kind of entity.

        Raises:
            KeyError: the graph has no such kind.
        """
        return self._kinds[ident]

    def predicate(self, ident: str) -> URIRef:
        """Give the property of a predicate.

        Raises:
            KeyError: the graph has no such predicate.
        """
        return self._predicates[ident]

    def word(self, iri: str) -> str | None:
        """Give the id of the kind or predicate that has an IRI; None where none has."""
        return self._words.get(iri)


def _own(ident: str) -> URIRef:
    """Give the IRI of a kind or predicate; one of an import may be named like a term of ours."""
    apart = "import/" if ident in _TAKEN else ""
    return URIRef(f"{VOCABULARY}{apart}{segment(ident)}")


class Node:
    """The triples about one subject, in the order in which they were put."""

    def __init__(self, subject: URIRef, *kinds: URIRef) -> None:
        self.subject = subject
        self.triples: list[Triple] = []
        self.put(RDF.type, *kinds)

    def put(self, predicate: URIRef, *objects: URIRef | Literal | None) -> None:
        """Put one triple for each object that is there."""
        self.triples.extend((self.subject, predicate, obj) for obj in objects if obj is not None)

    def word(self, predicate: URIRef, *texts: Any) -> None:
        """Put plain strings; what is empty is left out."""
        self.put(predicate, *(Literal(str(text)) for text in texts if text not in (None, "")))

    def words(self, record: Mapping[str, Any], keys: Iterable[tuple[str, URIRef]]) -> None:
        """Put the plain strings of several keys of a record."""
        for key, predicate in keys:
            self.word(predicate, record[key])

    def text(self, predicate: URIRef, text: Mapping[Any, str] | None) -> None:
        """Put a text in each of its languages."""
        for language, value in (text or {}).items():
            self.put(predicate, Literal(value, lang=language))

    def flag(self, predicate: URIRef, *, value: bool) -> None:
        """Put a truth value, false as well as true."""
        self.put(predicate, Literal("true" if value else "false", datatype=XSD.boolean))

    def whole(self, predicate: URIRef, number: int | None) -> None:
        """Put an integer."""
        if number is not None:
            self.put(predicate, Literal(str(number), datatype=XSD.integer))

    def printed(self, predicate: URIRef, number: URIRef, text: str) -> None:
        """Put a figure as printed and, where it is one number, as a number."""
        if text:
            self.put(predicate, Literal(text))
            self.put(number, decimal_of(text))
