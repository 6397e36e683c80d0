"""The lines of the picture: claims that say the same of the same two entities make one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mscgraph.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mscgraph.compiled.graph import Graph
    from mscgraph.viz.words import Pair

Layer = Literal["claim", "denied", "ontology"]
"""What a reader switches on and off together."""


class Key(NamedTuple):
    """What two claims must share to be one line."""

    source: str
    target: str
    label: Pair
    sign: str
    """``+``, ``-``, ``?`` not given, ``0`` structural."""
    layer: Layer


@dataclass(slots=True)
class Link:
    """A line from one entity to another with everything that stands behind it."""

    key: Key
    claims: list[str] = field(default_factory=list)
    relation: Pair | None = None
    """What an ontology states, where no claim stands behind the line."""
    belief: float = 0.0
    """The best of its claims."""


def pair(text: Mapping[str, Any]) -> Pair:
    """Give a text of the graph in the order of the languages."""
    en, zh = (str(text[language]) for language in LANGUAGES)
    return en, zh


class Links:
    """Gathers the lines of one picture, in the order in which they come."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._links: dict[Key, Link] = {}
        self._numbers: dict[Key, int] = {}

    def all(self) -> tuple[Link, ...]:
        """Give the lines; the number of a line is its place here."""
        return tuple(self._links.values())

    def claim(self, record: Mapping[str, Any]) -> int:
        """Add a claim from its subject to its object, and give the number of the line."""
        label = self._label(record)
        sign = {"+": "+", "-": "-", "0": "0"}.get(record["sign"] or "", "?")
        key = Key(record["subject"], record["object"], label, sign, _layer(record))
        return self._put(key, record)

    def through(self, record: Mapping[str, Any], mediator: str) -> tuple[int, int]:
        """Add the two parts of a claim that runs through a mediator; neither has its own sign."""
        en, zh = self._label(record)
        layer = _layer(record)
        first = Key(record["subject"], mediator, ("acts through", "经由"), "?", layer)
        net = {"+": "+", "-": "−"}.get(record["sign"] or "")
        marks = (f" (net {net})", f"(净 {net})") if net else ("", "")
        so = (f"and so {en}{marks[0]}", f"进而{zh}{marks[1]}")
        second = Key(mediator, record["object"], so, "?", layer)
        return self._put(first, record), self._put(second, record)

    def relation(
        self, record: Mapping[str, Any], sign: str = "0", layer: Layer = "ontology"
    ) -> int:
        """Add what an ontology states of two entities."""
        verb = self._verbs.get(record["predicate"], (record["predicate"],) * 2)
        key = Key(record["subject"], record["object"], verb, sign, layer)
        number = self._put(key, None)
        self._links[key].relation = (
            f"{verb[0]} ({record['source']})",
            f"{verb[1]}({record['source']})",
        )
        return number

    def _put(self, key: Key, record: Mapping[str, Any] | None) -> int:
        link = self._links.setdefault(key, Link(key))
        self._numbers.setdefault(key, len(self._numbers))
        if record is not None and record["id"] not in link.claims:
            link.claims.append(record["id"])
            link.belief = max(link.belief, record["belief"] or 0.0)
        return self._numbers[key]

    @cached_property
    def _verbs(self) -> dict[str, Pair]:
        return {record["id"]: pair(record["label"]) for record in self._graph.predicates.bodies()}

    def _label(self, record: Mapping[str, Any]) -> Pair:
        """Give the relation in words: what is denied, and against what an effect is relative."""
        en, zh = self._verbs.get(record["predicate"], (record["predicate"],) * 2)
        comparator = self._graph.entities.get(record["context"].get("comparator") or "")
        if comparator is not None:
            than = pair(comparator["label"])
            en, zh = f"{en} (vs {than[0]})", f"{zh}(对比{than[1]})"
        if record["status"] != "active":
            return f"withdrawn: {en}", f"已撤回:{zh}"
        return (f"not: {en}", f"否定:{zh}") if record["negated"] else (en, zh)


def _layer(record: Mapping[str, Any]) -> Layer:
    return "denied" if record["negated"] or record["status"] != "active" else "claim"
