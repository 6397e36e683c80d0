"""Answers of a query as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULTS = "application/sparql-results+json"
NTRIPLES = "application/n-triples"
TURTLE = "text/turtle"
"""Media types of answers: to SELECT and ASK, to CONSTRUCT and DESCRIBE."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(
    _XSD + name
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
    )
)
_FRACTION = frozenset(_XSD + name for name in ("decimal", "double", "float"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: ``select``, ``ask`` or ``graph``, in the format that was asked for."""

    kind: str
    data: bytes


class Iri(str):
    """An IRI among the values of a table."""

    __slots__ = ()


Value = Iri | str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """The answer of a SELECT query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    """Numbers and truth values as such, IRIs as :class:`Iri`, None where nothing was found."""

    def records(self) -> Iterator[dict[str, Value]]:
        """Yield each row by column."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def table_of(data: bytes) -> Table:
    """Read the JSON that SPARQL defines for the answer of a SELECT query."""
    answer = json.loads(data)
    columns = tuple(answer["head"]["vars"])
    return Table(
        columns,
        tuple(
            tuple(_value(binding.get(column)) for column in columns)
            for binding in answer["results"]["bindings"]
        ),
    )


def truth_of(data: bytes) -> bool:
    """Read the JSON that SPARQL defines for the answer of an ASK query."""
    return bool(json.loads(data)["boolean"])


def _value(term: dict[str, Any] | None) -> Value:
    if term is None:
        return None
    text: str = term["value"]
    if term["type"] == "uri":
        return Iri(text)
    return literal_value(text, term.get("datatype", "")) if term["type"] == "literal" else text


def literal_value(text: str, datatype: str) -> Value:
    """Read a literal by its datatype; what is malformed stays text."""
    try:
        if datatype in _WHOLE:
            return int(text)
        if datatype in _FRACTION:
            return float(text)
    except ValueError:
        return text
    if datatype == f"{_XSD}boolean" and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    return text
