"""Read a graph back from RDF: the way back of :mod:`mscgraph.rdf.build`, by the same tables.

Triples that no table knows are left alone, so that a file may hold more than we wrote. What the
tables know must be right: a record that lacks something, or says two things where one can be,
is an error that names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from mscgraph.errors import GraphFileError
from mscgraph.kb.assemble import assemble
from mscgraph.languages import Message
from mscgraph.rdf.build import TABLES
from mscgraph.rdf.mapping import record_of
from mscgraph.rdf.namespaces import RDF
from mscgraph.rdf.ontology import KIND, PREDICATE
from mscgraph.rdf.rows import ORDER, Found, language_of
from mscgraph.rdf.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import URIRef

    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.rdf.mapping import Table

FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}

ORDERED = {
    "prefixes": TABLES["prefixes"],
    "types": KIND,
    "predicates": PREDICATE,
    **TABLES,
}
"""The parts, first those that give the IRIs of the others."""

LONG = 160
"""Characters of the parser's own words that a user still reads."""

Said = dict[str, dict[str, list[Found]]]
"""What a file says: objects by subject and property."""


def read_rdf(data: bytes, name: str, fmt: str) -> KnowledgeBase:
    """Read the RDF of a graph.

    Args:
        data: the bytes of the file.
        name: of the file, for errors.
        fmt: a key of :data:`FORMATS`.

    Raises:
        GraphFileError: it is no RDF, holds no graph of mscgraph, or a record is not whole.
    """
    said = _said(data, name, fmt)
    parts: dict[str, list[dict[str, Any]]] = {}
    for part, table in ORDERED.items():
        file = _File(name, said, _terms(parts))
        parts[part] = [
            record_of(table, _About(file, iri)) for iri in sorted(_subjects(said, table))
        ]
    if not parts["predicates"]:
        raise GraphFileError(name, "no graph of mscgraph: it defines no predicates")
    _label(parts)
    return assemble(name, data, parts)


def _terms(parts: Mapping[str, list[dict[str, Any]]]) -> Terms:
    """Give the IRIs of a graph as far as it was read: its prefixes, then kinds, then predicates."""
    return Terms(
        {
            "prefixes": {record["prefix"]: record for record in _whole(parts, "prefixes", "iri")},
            "types": {record["id"]: record for record in _whole(parts, "types", "id")},
            "predicates": {record["id"]: record for record in _whole(parts, "predicates", "id")},
        }
    )


def _whole(
    parts: Mapping[str, list[dict[str, Any]]], part: str, key: str
) -> Iterator[dict[str, Any]]:
    """Leave out what is not whole: the schema speaks of it in the end."""
    needed = {key, "prefix" if part == "prefixes" else "id"}
    return (record for record in parts.get(part, ()) if needed <= record.keys())


def _said(data: bytes, name: str, fmt: str) -> Said:
    said: Said = {}
    try:
        for quad in ox.parse(data, format=FORMATS[fmt]):
            about = said.setdefault(_found(quad.subject).text, {})
            about.setdefault(quad.predicate.value, []).append(_found(quad.object))
    except SyntaxError as error:
        what = error.msg.partition(": ")[2] or error.msg
        at = {"line": error.lineno, "column": error.offset}
        fault = Message("line {line}, column {column}: ", at)
        told = {"place": fault, "what": " ".join(what.split())[:LONG]}
        raise GraphFileError(name, Message("{place}{what}", told)) from error
    return said


def _found(term: Any) -> Found:
    if isinstance(term, ox.NamedNode):
        return Found(term.value, is_iri=True)
    if isinstance(term, ox.Literal):
        return Found(term.value, language=term.language or "")
    return Found(str(term))  # a blank node: no record of ours is one


def _subjects(said: Said, table: Table) -> Iterator[str]:
    """Find the subjects of a table."""
    marks = [str(mark) for mark in table.mark]
    kinds = {str(kind) for kind in table.classes[:1]}
    for iri, about in said.items():
        if marks:
            if all(mark in about for mark in marks):
                yield iri
        elif kinds & {found.text for found in about.get(str(RDF.type), ())}:
            yield iri


class _File(NamedTuple):
    """A file on its way back."""

    name: str
    said: Said
    terms: Terms


class _About(NamedTuple):
    """What the file says about one subject."""

    file: _File
    iri: str

    @property
    def terms(self) -> Terms:
        """The IRIs of the graph."""
        return self.file.terms

    def found(self, predicate: URIRef) -> list[Found]:
        """Give the objects of a property, each once."""
        objects = self.file.said.get(self.iri, {}).get(str(predicate), ())
        return list(dict.fromkeys(objects))

    def single(self, predicate: URIRef) -> Found | None:
        """Give the one object of a property.

        Raises:
            GraphFileError: there are several.
        """
        found = self.found(predicate)
        if len(found) > 1:
            told = {"subject": self.iri, "count": len(found), "predicate": predicate}
            raise GraphFileError(
                self.file.name,
                Message("<{subject}> has {count} values of <{predicate}> where one can be", told),
            )
        return found[0] if found else None

    def texts(self, predicate: URIRef) -> dict[str, str]:
        """Give the text of a property in each language.

        Raises:
            GraphFileError: there are several in one.
        """
        found = self.found(predicate)
        texts = {language_of(one): one.text for one in found}
        if len(texts) < len(found):
            told = {"subject": self.iri, "predicate": predicate}
            raise GraphFileError(
                self.file.name,
                Message("<{subject}> has two values of <{predicate}> in one language", told),
            )
        return texts

    def ranks(self, key: str) -> str | None:
        """Give the order of a list; None where none is said."""
        for found in self.found(ORDER):
            name, _, ranks = found.text.partition(" ")
            if name == key:
                return ranks
        return None

    def record(self, iri: str, table: Table) -> dict[str, Any]:
        """Give the record of another subject.

        Raises:
            GraphFileError: the file says nothing of it.
        """
        if iri not in self.file.said:
            told = {"subject": self.iri, "object": iri}
            raise GraphFileError(
                self.file.name,
                Message("<{subject}> names <{object}>, of which the file says nothing", told),
            )
        return record_of(table, self._replace(iri=iri))


def _label(parts: Mapping[str, list[dict[str, Any]]]) -> None:
    """Put the labels beside the ids: RDF states a label once, at the entity."""
    labels = {entity.get("id"): entity.get("label", {}).get("en") for entity in parts["entities"]}
    for claim in parts["claims"]:
        for end in ("subject", "object"):
            claim[f"{end}_label"] = labels.get(claim.get(end), "")
    for entity in parts["entities"]:
        for relation in entity["relations"]:
            relation["object_label"] = labels.get(relation.get("object"), "")
