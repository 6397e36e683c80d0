"""What stands where in RDF: one table for each kind of record, read in both directions.

A row ties a key of a record to a property. The writer goes through the rows to make triples, the
reader goes through the same rows to make the record again; what is only computed is added by the
table's ``more`` and never read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mscgraph.rdf.rows import in_order, put_order
from mscgraph.rdf.terms import IS_A, Node, Terms, iri_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rdflib import URIRef

    from mscgraph.rdf.records import Part, Record
    from mscgraph.rdf.rows import About, Row, Scope


@dataclass(frozen=True, slots=True)
class Nodes:
    """A list of records with IRIs of their own."""

    key: str
    predicate: URIRef
    table: Table
    scopes: Callable[[Scope, list[Any]], Iterable[Scope]]
    """Gives the place of each record; two may be the same."""
    only: str = ""
    """The list holds not records but this one key of each."""

    def put(self, node: Node, value: Any, scope: Scope) -> Iterator[Node]:
        """Add a triple for each record, and their order; give the records' own nodes."""
        items = [{self.only: item} for item in value or ()] if self.only else list(value or ())
        subjects = []
        for place, item in zip(self.scopes(scope, items), items, strict=True):
            subject = iri_of(self.table.kind, *place.path)
            node.put(self.predicate, subject)
            subjects.append(str(subject))
            yield from describe(self.table, item, place)
        put_order(node, self.key, subjects)

    def get(self, about: About) -> Any:
        """Give the records in order."""
        found = in_order(about.found(self.predicate), about.ranks(self.key))
        records = [about.record(one.text, self.table) for one in found]
        return [record.get(self.only) for record in records] if self.only else records


def numbered(*steps: str) -> Callable[[Scope, list[Any]], Iterator[Scope]]:
    """Name the records of a list by their place, from 1, below the one that holds it."""

    def scopes(scope: Scope, items: list[Any]) -> Iterator[Scope]:
        for number in range(1, len(items) + 1):
            yield scope.at((*scope.path, *steps, number))

    return scopes


def _nothing_more(_node: Node, _record: Record, _scope: Scope) -> Iterable[Node]:
    return ()


@dataclass(frozen=True, slots=True)
class Table:
    """How the records of one kind stand in RDF."""

    kind: str
    """The step after the base in their IRIs."""
    classes: tuple[URIRef, ...]
    rows: tuple[Row, ...]
    more: Callable[[Node, Record, Scope], Iterable[Node]] = field(default=_nothing_more)
    """Adds what is computed, which nobody reads back."""
    ids: tuple[str, ...] = ("id",)
    """The keys whose values follow in the IRI."""
    iri: Callable[[Terms, str], URIRef] | None = None
    """Gives the IRI where it is not made of kind and ids."""
    mark: tuple[URIRef, ...] = ()
    """Properties that such subjects alone have, where no class of their own tells them."""


def describe(
    table: Table, record: Record, scope: Scope, subject: URIRef | None = None
) -> Iterator[Node]:
    """Give the triples about a record and the records in it."""
    node = Node(subject if subject is not None else iri_of(table.kind, *scope.path), *table.classes)
    for row in table.rows:
        yield from row.put(node, _at(record, row.key), scope)
    yield from table.more(node, record, scope)
    yield node


def fact(record: Record, subject: str, scope: Scope) -> Iterator[Node]:
    """Give the direct triple of a claim or a relation.

    What is a kind of what is said by the entities' parents alone: a claim must not change it.
    """
    if record["predicate"] != IS_A:
        node = Node(scope.terms.of(subject))
        node.put(scope.terms.predicate(record["predicate"]), scope.terms.of(record["object"]))
        yield node


def describe_all(table: Table, part: Part, scope: Scope) -> Iterator[Node]:
    """Give the triples about all records of a part."""
    for record in part.values():
        path = tuple(record[key] for key in table.ids)
        subject = table.iri(scope.terms, record["id"]) if table.iri else None
        yield from describe(table, record, scope.at(path), subject)


def _at(record: Record, key: str) -> Any:
    value: Any = record
    for step in key.split("."):
        value = value.get(step) if value else None
    return value


def record_of(table: Table, about: About) -> dict[str, Any]:
    """Give the record that a subject has by the rows of its table."""
    record: dict[str, Any] = {}
    for row in table.rows:
        value = row.get(about)
        if value is not None:
            *steps, last = row.key.split(".")
            inner = record
            for step in steps:
                inner = inner.setdefault(step, {})
            inner[last] = value
    return record
