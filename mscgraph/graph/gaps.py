"""What has been shown of which source for which outcome, and what has not."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.graph.levels import Level, best_level
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    pairs = _claims_by_ends(graph)
    rows = [graph.resolve(name) for name in sources] or _acting(graph, pairs)
    columns = [graph.resolve(name) for name in outcomes] or _acted_on(graph, rows, pairs)
    return [_gap(graph, source, outcome, pairs) for source in rows for outcome in columns]


_Pairs = dict[tuple[str, str], list[dict[str, Any]]]


def _claims_by_ends(graph: Graph) -> _Pairs:
    pairs: _Pairs = defaultdict(list)
    for claim in graph.claims.bodies():
        if claim["status"] == "active":
            pairs[claim["subject"], claim["object"]].append(claim)
    return pairs


def _acting(graph: Graph, pairs: _Pairs) -> list[int]:
    subjects = {subject for subject, _ in pairs}
    return [
        entity
        for entity in range(len(graph.entities))
        if graph.kind(entity) == "CellSource" and graph.curie(entity) in subjects
    ]


def _acted_on(graph: Graph, sources: Sequence[int], pairs: _Pairs) -> list[int]:
    ids = {graph.curie(entity) for source in sources for entity in graph.below(source)}
    objects = {obj for (subject, obj), claims in pairs.items() if subject in ids and claims}
    found = (graph.entities.index(curie) for curie in sorted(objects))
    return [e for e in found if e is not None and graph.kind(e) in OUTCOME_KINDS]


def _gap(graph: Graph, source: int, outcome: int, pairs: _Pairs) -> Gap:
    subjects = [graph.curie(entity) for entity in graph.below(source)]
    objects = [graph.curie(entity) for entity in graph.below(outcome)]
    claims = [claim for s in subjects for o in objects for claim in pairs.get((s, o), ())]
    level = best_level(claims)
    ends = graph.curie(source), graph.curie(outcome)
    if level == "none" and find_paths(graph, *ends, query=PathQuery(k=1)).paths:
        level = "stitched"
    denied = any(claim["negated"] for claim in claims)
    return Gap(*ends, level, tuple(sorted(claim["id"] for claim in claims)), denied)
