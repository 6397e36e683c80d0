"""The words of a SPARQL query, and what is refused in it.

Refusing by a plain search would stop a query that only speaks of a service, and would miss one
that hides it. So the query is read as a parser reads it. One thing needs the whole grammar: ``<``
opens an IRI or compares. Where both can be, both readings are followed to the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mscgraph.errors import QueryError
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

_TOKEN = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<string>\"{3}(?:(?:\"|\"\")?(?:[^"\\]|\\.))*\"{3}
            |  '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
            |  \"(?:[^"\\\r\n]|\\.)*\"
            |  '(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w-]*:))
  | (?P<name>(?:\w[\w.\-·]*)?:(?:[\w.\-·:%]|\\.)*)
  | (?P<word>\w+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
"""An IRI for certain: no expression holds two slashes in a row."""
_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)

NESTING = 200
"""Brackets, and signs of negation, that may stand in each other: the engine's own stack ends
somewhere above 2,000, and with it the process."""

LENGTH = 2_000_000
"""Characters of the longest query: to read so many takes 2 s, which no time limit covers."""


class Token(NamedTuple):
    """A word of a query."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """Yield the words of a query, spaces and comments too, ``<...>`` being an IRI."""
    return _read(query, 0)


def place(query: str, offset: int) -> tuple[int, int]:
    """Give line and column of an offset, both from 1."""
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def refuse(query: str) -> None:
    """Let only queries pass that read this graph and nothing else.

    Raises:
        QueryError: the query is an update, asks another server, or is nested too deeply or too
            long.
    """
    if len(query) > LENGTH:
        said = Message(
            "the query has {count:,} characters, and at most {most:,} are read; ask in parts",
            {"count": len(query), "most": LENGTH},
        )
        raise QueryError(said)
    deep = _too_deep(query)
    if deep is not None:
        raise QueryError(
            Message("nested more than {depth} deep", {"depth": NESTING}), *place(query, deep.start)
        )
    first = next(_statement(query), None)
    if first is not None and first.text.upper() in _UPDATES:
        raise QueryError("updates are refused; the graph is read only", *place(query, first.start))
    for token in _every_reading(query):
        if _is_service(token):
            raise QueryError(
                "SERVICE is refused; a query reads this graph and asks no other server",
                *place(query, token.start),
            )


def fill(query: str, values: Mapping[str, str]) -> str:
    """Replace ``$name`` by its value, outside of strings, IRIs and comments."""
    return "".join(
        values.get(token.text[1:], token.text)
        if token.kind == "variable" and token.text.startswith("$")
        else token.text
        for token in tokens(query)
    )


def unknown_prefix(query: str, known: Collection[str]) -> Token | None:
    """Find the first name whose prefix is neither known nor declared in the query."""
    declared, after = {*known, "_"}, ""
    for token in tokens(query):
        if token.kind == "name":
            prefix = token.text.partition(":")[0]
            if after == "PREFIX":
                declared.add(prefix)
            elif prefix not in declared:
                return token
        if token.kind != "space":
            after = token.text.upper()
    return None


def _too_deep(query: str) -> Token | None:
    """Find the first bracket or sign of negation that is in too many others.

    What may be an IRI or a comparison counts as the latter, which has brackets.
    """
    brackets = signs = 0
    for token in tokens(query):
        if token.kind == "space":
            continue
        signs = signs + 1 if token.text == "!" else 0
        if token.kind == "iri" and not _ABSOLUTE.match(token.text):
            brackets += sum(map(token.text.count, "([{"))
        brackets += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if brackets + signs > NESTING:
            return token
    return None


def _read(query: str, start: int) -> Iterator[Token]:
    at = start
    while match := _TOKEN.match(query, at):
        yield Token(str(match.lastgroup), match[0], at)
        at = match.end()


def _statement(query: str) -> Iterator[Token]:
    """Yield the words after the declarations of prefixes and base."""
    skip = 0
    for token in tokens(query):
        if token.kind == "space":
            continue
        if token.text.upper() in ("PREFIX", "BASE"):
            skip = 2 if token.text.upper() == "PREFIX" else 1
        elif skip:
            skip -= 1
        else:
            yield token


def _every_reading(query: str) -> Iterator[Token]:
    """Yield the words of all readings; each place is read once."""
    starts, seen = [0], set[int]()
    while starts:
        for token in _read(query, starts.pop()):
            if token.start in seen:
                break
            seen.add(token.start)
            yield token
            if token.kind == "iri" and not _ABSOLUTE.match(token.text):
                starts.append(token.start + 1)


def _is_service(token: Token) -> bool:
    """Whether a word can be the keyword, alone or run together with what stands beside it."""
    if token.kind == "word":
        return "service" in token.text.lower()
    # a parser that knows no prefix of this name reads SERVICE:x as SERVICE and :x
    return token.kind == "name" and token.text.partition(":")[0].lower().endswith("service")
