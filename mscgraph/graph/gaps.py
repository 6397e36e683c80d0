"""What has been shown of which source for which outcome, and what has not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.graph.levels import Level, best_level
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mscgraph.compiled.graph import Graph

OUTCOME_KINDS = ("Disease", "Phenotype", "Outcome", "AdverseEvent")


class Gap(NamedTuple):
    """What is known of one source and one outcome."""

    source: str
    outcome: str
    level: Level
    claims: tuple[str, ...]
    """Claims on the two ends themselves, denied ones included."""
    denied: bool
    """Whether one of them denies an effect."""


def gaps(graph: Graph, sources: Sequence[str] = (), outcomes: Sequence[str] = ()) -> list[Gap]:
    """Cross sources with outcomes.

    A claim on a source, or on a kind of it, and on the outcome, or a kind of it, decides by its
    design; without one, a path makes it ``stitched``.

    Args:
        graph: the graph.
        sources: names; by default every cell source that acts in some claim.
        outcomes: names; by default every disease, symptom, outcome and adverse event on which
            one of the sources acts.

    Raises:
        NotFoundError: a name is not in the graph.
    """
    rows = [graph.resolve(name) for name in sources] or _acting(graph)
    told = {source: _by_object(graph, source) for source in rows}
    columns = [graph.resolve(name) for name in outcomes] or _acted_on(graph, told.values())
    return [_gap(graph, source, outcome, told[source]) for source in rows for outcome in columns]


_Claims = dict[str, list[dict[str, Any]]]


def _acting(graph: Graph) -> list[int]:
    return [
        entity
        for entity in range(len(graph.entities))
        if graph.kind(entity) == "CellSource" and any(_active(graph, entity))
    ]


def _active(graph: Graph, subject: int) -> Iterator[dict[str, Any]]:
    claims = (graph.claims.body(number) for number in graph.claims_with(subject, "subject"))
    return (claim for claim in claims if claim["status"] == "active")


def _by_object(graph: Graph, source: int) -> _Claims:
    """Give the claims of a source and of all below it, by what they act on."""
    found: _Claims = defaultdict(list)
    for entity in graph.below(source):
        for claim in _active(graph, entity):
            found[claim["object"]].append(claim)
    return found


def _acted_on(graph: Graph, told: Iterable[_Claims]) -> list[int]:
    objects = {curie for claims in told for curie in claims}
    found = (graph.entities.index(curie) for curie in sorted(objects))
    return [e for e in found if e is not None and graph.kind(e) in OUTCOME_KINDS]


def _gap(graph: Graph, source: int, outcome: int, told: _Claims) -> Gap:
    objects = [graph.curie(entity) for entity in graph.below(outcome)]
    claims = [claim for curie in objects for claim in told.get(curie, ())]
    level = best_level(claims)
    ends = graph.curie(source), graph.curie(outcome)
    if level == "none" and find_paths(graph, *ends, query=PathQuery(k=1)).paths:
        level = "stitched"
    denied = any(claim["negated"] for claim in claims)
    return Gap(*ends, level, tuple(sorted(claim["id"] for claim in claims)), denied)
