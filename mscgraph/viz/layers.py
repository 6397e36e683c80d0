"""Lay out a small graph from left to right: ranks, order within a rank, coordinates.

The usual three steps of a layered drawing, each in its plain form. Ties fall by the order in which
entities are given, so that the same part always gives the same picture.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

Arc = tuple[str, str]
Size = tuple[int, int]

SWEEPS = 12
GAP_Y = 30
SHAPE, STRETCH = 2.4, 2.5
"""A picture wider than so many times its height is stretched, at most by so much."""


def flow_ranks(
    nodes: Sequence[str], arcs: Sequence[Arc], lefts: Collection[str], rights: Collection[str]
) -> dict[str, int]:
    """Give each node its column: right of all that leads to it, as far as circles allow.

    Args:
        nodes: all nodes, in the order that breaks ties.
        arcs: what leads to what.
        lefts: nodes of the first column.
        rights: nodes of the last column.
    """
    forward = _without_circles([*lefts, *(n for n in nodes if n not in lefts)], arcs)
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for source, target in forward:
        before[target].append(source)
        after[source].append(target)
    ranks: dict[str, int] = {}
    for node in _in_flow(nodes, before, after):
        ranks[node] = max((ranks[other] + 1 for other in before[node]), default=0)
    for node in sorted(nodes, key=lambda n: -ranks[n]):
        if not before[node] and node not in lefts and after[node]:
            ranks[node] = min(ranks[other] for other in after[node]) - 1
    last = max((ranks[node] for node in nodes if node not in rights), default=0)
    ranks.update((node, max(last + 1, ranks[node])) for node in rights)
    least = min(ranks.values(), default=0)
    return {node: rank - least for node, rank in ranks.items()}


def place(
    ranks: Mapping[str, int], arcs: Sequence[Arc], sizes: Mapping[str, Size], gap: int
) -> dict[str, tuple[int, int]]:
    """Give each node its place: few crossings, no overlap, neighbours on a level where it fits.

    Args:
        ranks: the column of each node.
        arcs: what stands beside what.
        sizes: width and height of each card.
        gap: room between columns, for the names of relations.
    """
    columns = _columns(ranks)
    beside = _beside(ranks, arcs)
    for sweep in range(SWEEPS):
        _reorder(columns if sweep % 2 == 0 else columns[::-1], beside)
    levels = _levels(columns, beside, sizes)
    places: dict[str, tuple[int, int]] = {}
    x = 0
    for column in columns:
        wide = max(sizes[node][0] for node in column)
        for node in column:
            places[node] = (x + wide // 2, round(levels[node]))
        x += wide + gap
    tall = max(levels.values(), default=0.0) - min(levels.values(), default=0.0)
    stretch = min(STRETCH, max(1.0, (x - gap) / (SHAPE * max(tall, 1.0))))
    return {node: (x, round(y * stretch)) for node, (x, y) in places.items()}


def _without_circles(order: Iterable[str], arcs: Sequence[Arc]) -> list[Arc]:
    """Leave out the arcs that close a circle when walked from the first nodes on."""
    out: dict[str, list[str]] = defaultdict(list)
    for source, target in dict.fromkeys(arcs):
        if source != target:
            out[source].append(target)
    kept: list[Arc] = []
    done: set[str] = set()
    for start in order:
        if start in done:
            continue
        open_nodes, trail = {start}, [(start, iter(out[start]))]
        while trail:
            node, rest = trail[-1]
            following = next(rest, None)
            if following is None:
                trail.pop()
                open_nodes.discard(node)
                done.add(node)
            elif following not in open_nodes:
                kept.append((node, following))
                if following not in done:
                    open_nodes.add(following)
                    trail.append((following, iter(out[following])))
    return kept


def _in_flow(
    nodes: Sequence[str], before: Mapping[str, list[str]], after: Mapping[str, list[str]]
) -> list[str]:
    """Order the nodes so that each comes after all that lead to it."""
    waiting = {node: len(before[node]) for node in nodes}
    ready = [node for node in nodes if not waiting[node]]
    for node in ready:
        for other in after[node]:
            waiting[other] -= 1
            if not waiting[other]:
                ready.append(other)
    return ready


def _columns(ranks: Mapping[str, int]) -> list[list[str]]:
    columns: dict[int, list[str]] = defaultdict(list)
    for node, rank in ranks.items():
        columns[rank].append(node)
    return [columns[rank] for rank in sorted(columns)]


def _beside(ranks: Mapping[str, int], arcs: Iterable[Arc]) -> dict[str, list[str]]:
    """List the neighbours of each node in other columns; a near column counts more often."""
    beside: dict[str, list[str]] = defaultdict(list)
    for source, target in dict.fromkeys(arcs):
        apart = abs(ranks[source] - ranks[target])
        if apart:
            beside[source] += [target] * max(1, 4 - apart)
            beside[target] += [source] * max(1, 4 - apart)
    return beside


def _reorder(columns: list[list[str]], beside: Mapping[str, list[str]]) -> None:
    """Sort each column by the mean place of its neighbours, each place taken from 0 to 1."""
    at = {node: (i + 0.5) / len(column) for column in columns for i, node in enumerate(column)}
    for column in columns:
        means = {}
        for node in column:
            others = beside.get(node, [])
            means[node] = sum(at[other] for other in others) / len(others) if others else at[node]
        column.sort(key=lambda node: means[node])
        at.update((node, (i + 0.5) / len(column)) for i, node in enumerate(column))


def _levels(
    columns: Sequence[Sequence[str]], beside: Mapping[str, list[str]], sizes: Mapping[str, Size]
) -> dict[str, float]:
    """Move every node towards the mean height of its neighbours, as far as its column lets it."""
    y: dict[str, float] = {}
    for column in columns:
        _stack(column, dict.fromkeys(column, 0.0), sizes, y)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else list(columns)[::-1]:
            wish = {}
            for node in column:
                others = beside.get(node, [])
                wish[node] = sum(y[other] for other in others) / len(others) if others else y[node]
            _stack(column, wish, sizes, y)
    return y


def _stack(
    column: Sequence[str], wish: Mapping[str, float], sizes: Mapping[str, Size], y: dict[str, float]
) -> None:
    """Put a column as near as possible to the wished heights, in order and without overlap.

    Blocks of nodes that push one another move as one to the mean of their wishes.
    """
    blocks: list[tuple[list[str], float, float]] = []  # nodes, mean wish of the top, length
    for node in column:
        length = sizes[node][1] + GAP_Y
        block = ([node], wish[node] - length / 2, float(length))
        while blocks and blocks[-1][1] + blocks[-1][2] > block[1]:
            nodes, top, size = blocks.pop()
            count, more = len(nodes), len(block[0])
            mean = (top * count + (block[1] - size) * more) / (count + more)
            block = ([*nodes, *block[0]], mean, size + block[2])
        blocks.append(block)
    for nodes, top, _ in blocks:
        for node in nodes:
            y[node] = top + (sizes[node][1] + GAP_Y) / 2
            top += sizes[node][1] + GAP_Y  # noqa: PLW2901 - walks down the block
