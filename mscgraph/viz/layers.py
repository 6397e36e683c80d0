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
GAP_X = 170
"""Between columns: room for the name of a relation."""
GAP_Y = 30


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


def distance_ranks(
    nodes: Sequence[str], arcs: Iterable[Arc], centre: Collection[str]
) -> dict[str, int]:
    """Give each node its column by its distance from a centre: causes to the left, effects right."""
    out: dict[str, list[str]] = defaultdict(list)
    back: dict[str, list[str]] = defaultdict(list)
    for source, target in arcs:
        out[source].append(target)
        back[target].append(source)
    ranks = dict.fromkeys(centre, 0)
    ring = list(centre)
    while ring:
        found: dict[str, int] = {}
        for node in ring:
            side = ranks[node]
            for others, step in ((back[node], -1), (out[node], 1)):
                for other in others:
                    # away from the centre; at the centre itself the arrow decides
                    rank = side + (step if side == 0 else (1 if side > 0 else -1))
                    if other not in ranks and other not in found:
                        found[other] = rank
        ranks.update(found)
        ring = list(found)
    ranks.update((node, 0) for node in nodes if node not in ranks)
    least = min(ranks.values(), default=0)
    return {node: ranks[node] - least for node in nodes}


def place(
    ranks: Mapping[str, int], arcs: Sequence[Arc], sizes: Mapping[str, Size]
) -> dict[str, tuple[int, int]]:
    """Give each node its place: few crossings, no overlap, neighbours on a level where it fits."""
    columns = _columns(ranks)
    beside = _beside(ranks, arcs)
    for sweep in range(SWEEPS):
        _reorder(columns if sweep % 2 == 0 else columns[::-1], beside)
    heights = _levels(columns, beside, sizes)
    places: dict[str, tuple[int, int]] = {}
    x = 0
    for column in columns:
        wide = max(sizes[node][0] for node in column)
        for node in column:
            places[node] = (x + wide // 2, round(heights[node]))
        x += wide + GAP_X
    return places


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
            target = next(rest, None)
            if target is None:
                trail.pop()
                open_nodes.discard(node)
                done.add(node)
            elif target not in open_nodes:
                kept.append((node, target))
                if target not in done:
                    open_nodes.add(target)
                    trail.append((target, iter(out[target])))
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
