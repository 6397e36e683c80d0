"""Paths as the page tells them: in words, with the lines that they run along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mscgraph.graph import say
from mscgraph.graph.evidence import Claims, account_of
from mscgraph.graph.prose import weakest
from mscgraph.viz.links import pair
from mscgraph.viz.words import closed

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import Path, PathResult, Step
    from mscgraph.viz.links import Links
    from mscgraph.viz.words import Pair


@dataclass(frozen=True, slots=True)
class PathCard:
    """One path in words."""

    text: Pair
    facts: tuple[Pair, ...]
    """Score and steps, net sign, how it came about, weakest step."""
    links: tuple[int, ...]
    """The lines that it runs along."""
    against: tuple[str, ...]
    """Claims that oppose it, by id."""


def path_cards(graph: Graph, links: Links, result: PathResult) -> tuple[PathCard, ...]:
    """Draw the paths of an answer and what speaks against them, and tell each in words."""
    cards = tuple(_card(graph, links, path, result.counter_evidence) for path in result.paths)
    for ident in dict.fromkeys(ident for card in cards for ident in card.against):
        links.claim(graph.claims.get(ident))
    return cards


def _card(graph: Graph, links: Links, path: Path, denied: tuple[str, ...]) -> PathCard:
    score = (
        f"score {say.score(path.score)} · {path.hops} step{'s' if path.hops > 1 else ''}",
        f"得分 {say.score(path.score)} · {path.hops} 步",
    )
    account, _ = account_of(Claims(graph), path)
    facts = [score, closed("net", path.sign or "?"), closed("account", account)]
    if path.effect is not None:
        facts.insert(2, closed("effect", path.effect))
    if len(path.claims) > 1:
        ends = [pair(graph.entities.get(curie)["label"]) for curie in weakest(path)]
        least = say.score(path.steps[path.weakest].score)
        facts.append(
            (
                f"weakest step: {ends[0][0]} → {ends[1][0]} ({least})",
                f"最弱一步:{ends[0][1]} → {ends[1][1]}({least})",
            )
        )
    drawn = [number for line in path.lines() for number in _line(graph, links, *line)]
    against = tuple(dict.fromkeys((*path.counter_evidence, *denied)))
    return PathCard(pair(path.text), tuple(facts), tuple(dict.fromkeys(drawn)), against)


def _line(graph: Graph, links: Links, subject: str, obj: str, step: Step) -> list[int]:
    """Draw one step: what an ontology states, a part of a mediated claim, or plain claims."""
    if step.relation is not None:
        sign = step.sign if step.sign in ("+", "-") else "0"
        return [links.relation(graph.relations.get(step.relation), sign, "claim")]
    numbers = []
    for ident in step.claims:
        record = graph.claims.get(ident)
        ends = {record["subject"], record["object"]}
        if step.sign is None and obj in record["mediated_by"] and subject in ends:
            numbers.append(links.through(record, obj)[0])
        elif step.sign is None and subject in record["mediated_by"] and obj in ends:
            numbers.append(links.through(record, subject)[1])
        else:
            numbers.append(links.claim(record))
    return numbers
