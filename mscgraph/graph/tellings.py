"""Trails as a reader wants them: each chain of claims is told once.

The search offers a claim once for each mediator that it names. For a reader that is one telling,
with all mediators of a claim in one place; told apart, they would fill the list with one thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mscgraph.compiled.layout import NONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.search import Hop, Trail


class Telling(NamedTuple):
    """One chain of claims with all mediators that may stand in each place."""

    hops: tuple[Hop, ...]
    sign: int
    records: tuple[int, ...]
    """Of each hop, its best claim or relation."""
    places: tuple[tuple[int, ...], ...]
    """Entities in their order; mediators of one claim share a place, as the claim lists them."""


def gather(graph: Graph, trails: Iterable[Trail]) -> list[Telling]:
    """Join the trails that differ by mediators only; each stands where its first one stood."""
    groups: dict[tuple[tuple[int, int, bool], ...], list[Trail]] = {}
    record = graph.arcs.record
    for trail in trails:
        claims = tuple((record[hop.arcs[0]], hop.target, hop.via == NONE) for hop in trail.hops)
        groups.setdefault(claims, []).append(trail)
    return [_telling(graph, group) for group in groups.values()]


def ends_within(tellings: Sequence[Telling], k: int) -> bool:
    """Whether trails of other claims came after the first k tellings, so that these are whole."""
    if len(tellings) <= k:
        return False
    return tellings[-1].records != tellings[k - 1].records


def _telling(graph: Graph, group: Sequence[Trail]) -> Telling:
    """Lead the trail through what its claims list first; the others join it, each once."""
    ranks = [_ranks(graph, hop) for hop in group[0].hops]
    first = min(group, key=lambda t: [r(h.via) for r, h in zip(ranks, t.hops, strict=True)])
    named = set(first.visited)
    places: list[tuple[int, ...]] = [(graph.arcs.source[first.hops[0].arcs[0]],)]
    for i, (hop, rank) in enumerate(zip(first.hops, ranks, strict=True)):
        if hop.via != NONE:
            others = {trail.hops[i].via for trail in group} - named
            places.append(tuple(sorted({hop.via, *others}, key=rank)))
            named |= others
        places.append((hop.target,))
    records = tuple(graph.arcs.record[hop.arcs[0]] for hop in first.hops)
    return Telling(first.hops, first.sign, records, tuple(places))


def _ranks(graph: Graph, hop: Hop) -> Callable[[int], int]:
    """Give the place of a mediator in the list of the best claim; without one last."""
    if hop.via == NONE:
        return lambda _: 0
    listed = graph.record(graph.arcs.record[hop.arcs[0]])["mediated_by"]
    place = {graph.entities.index(curie): i for i, curie in enumerate(listed)}
    return lambda via: place.get(via, len(place))
