"""The named queries: SPARQL files whose first lines say, in both languages, what they answer.

::

    # title.en: Mediators of an outcome
    # description.zh-Hans: ...
    # param.outcome.en: outcome, process or disease
    # param.outcome.kind: entity
    # param.outcome.default: MSC migration

A parameter stands in the query as ``$outcome``. It is optional unless ``required``: a variable
that is not filled is just a variable, and the query then answers for all.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from mscgraph.errors import NotFoundError
from mscgraph.rdf.lexer import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language
    from mscgraph.model import Text

LANGUAGE = "lang"
"""The parameter that every query has: the language of its labels."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be filled into a query."""

    name: str
    label: Text
    kind: Literal["entity", "word"] = "entity"
    """An entity is named in any language, a word is a string."""
    default: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that comes with mscgraph."""

    name: str
    title: Text
    description: Text
    parameters: tuple[Parameter, ...]
    text: str

    def fill(
        self, values: Mapping[str, str], resolve: Callable[[str], str], language: Language
    ) -> str:
        """Give the query with its parameters.

        Args:
            values: parameters by name; a missing one has its default or stays open.
            resolve: gives the IRI of the entity that goes by a name.
            language: of the labels.

        Raises:
            NotFoundError: there is no such parameter, or no such entity.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise NotFoundError("parameter", name, sorted(known))
        filled = {LANGUAGE: json.dumps(language)}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value:
                is_entity = parameter.kind == "entity"
                filled[parameter.name] = f"<{resolve(value)}>" if is_entity else _quote(value)
        return fill(self.text, filled)


def _quote(text: str) -> str:
    """Write a string of SPARQL; JSON escapes the same characters in the same way."""
    return json.dumps(text, ensure_ascii=False)


def iri_resolver(graph: Graph, names: Mapping[str, str]) -> Callable[[str], str]:
    """Give the function that finds the IRI of the entity that goes by a name.

    The function raises NotFoundError where there is none, or more than one.
    """
    from mscgraph.rdf.prefixes import expand

    return lambda text: expand(graph.curie(graph.resolve(text)), names)


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Read all named queries, by name."""
    folder = files("mscgraph.rdf").joinpath("queries")
    found = sorted(path.name for path in folder.iterdir() if path.name.endswith(".rq"))
    return {
        name.removesuffix(".rq"): parse(
            name.removesuffix(".rq"), folder.joinpath(name).read_text("utf-8")
        )
        for name in found
    }


def named_query(name: str) -> NamedQuery:
    """Give a named query.

    Raises:
        NotFoundError: there is none of this name; the nearest are suggested.
    """
    known = named_queries()
    if name not in known:
        import difflib

        raise NotFoundError("query", name, difflib.get_close_matches(name, known) or list(known))
    return known[name]


def parse(name: str, text: str) -> NamedQuery:
    """Read a query and the lines of comment at its head."""
    head: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        key, _, value = line[2:].partition(": ")
        head[key] = value.strip()
    names = dict.fromkeys(key.split(".")[1] for key in head if key.startswith("param."))
    return NamedQuery(
        name,
        _text(head, "title"),
        _text(head, "description"),
        tuple(_parameter(head, name) for name in names),
        text,
    )


def _parameter(head: Mapping[str, str], name: str) -> Parameter:
    key = f"param.{name}"
    return Parameter(
        name,
        _text(head, key),
        "word" if head.get(f"{key}.kind") == "word" else "entity",
        head.get(f"{key}.default", ""),
        head.get(f"{key}.example", ""),
    )


def _text(head: Mapping[str, str], key: str) -> Text:
    return {"en": head[f"{key}.en"], "zh-Hans": head[f"{key}.zh-Hans"]}
