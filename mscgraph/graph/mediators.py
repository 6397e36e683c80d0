"""Which entities carry the belief between a source and an outcome.

The measure is the *share of path score*: of the summed scores of the best paths between the two,
the part that runs through the entity. It needs no model beyond the score of a path, and it says of
two mediators on one path that they stand and fall together.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import PathResult

PATHS = 200
"""So many best paths are summed."""


class Mediator(NamedTuple):
    """One entity between the two ends."""

    entity: str
    share: float
    """Part of the summed path scores that runs through it, 0 to 1."""
    paths: int
    best: float
    """Score of the best path through it."""
    standing: str
    """Standing of that path."""


def mediators(
    graph: Graph, source: str, outcome: str, *, query: PathQuery | None = None
) -> tuple[list[Mediator], PathResult]:
    """Rank the entities between two ends by their share of path score.

    Args:
        graph: the graph.
        source: name or id.
        outcome: name or id.
        query: limits of the search; by default the best 200 paths.

    Returns:
        The mediators, the greatest share first, and the paths that were summed.

    Raises:
        NotFoundError: an end is not in the graph.
    """
    result = find_paths(graph, source, outcome, query=query or PathQuery(k=PATHS))
    total = sum(path.score for path in result.paths)
    sums: dict[str, list[tuple[float, str]]] = {}
    for path in result.paths:
        for entity in chain.from_iterable(path.places[1:-1]):
            sums.setdefault(entity, []).append((path.score, path.standing))
    found = [
        Mediator(entity, sum(s for s, _ in held) / total, len(held), *max(held))
        for entity, held in sums.items()
    ]
    return sorted(found, key=lambda m: (-m.share, m.entity)), result
