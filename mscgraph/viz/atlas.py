"""Lay out a large graph by kind: one band per family of kinds, from therapies to diseases."""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from mscgraph.viz.style import FAMILIES, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mscgraph.viz.layers import Arc, Size

GAP_X = 26
GAP_Y = 14
BAND = 64
"""Between bands."""
SHAPE = 1.5
"""Width of the whole by its height: that of a window beside the legend."""
SWEEPS = 8


class Band(NamedTuple):
    """The ground on which a family stands."""

    family: str
    left: int
    top: int
    right: int
    bottom: int


def place_by_family(
    families: Mapping[str, str],
    arcs: Iterable[Arc],
    sizes: Mapping[str, Size],
    kinds: Mapping[str, str],
) -> tuple[dict[str, tuple[int, int]], list[Band]]:
    """Give each node its place, and the bands behind them.

    Args:
        families: the family of each node, in the order that breaks ties.
        arcs: which nodes belong near each other.
        sizes: width and height of each card.
        kinds: the kind of each node; those of one kind stand together.
    """
    members = {f: [n for n, own in families.items() if own == f] for f in FAMILIES}
    groups = {family: nodes for family, nodes in members.items() if nodes}
    _order(groups, arcs)
    order = {kind: number for number, kind in enumerate(KINDS)}
    for nodes in groups.values():
        nodes.sort(key=lambda node: (order.get(kinds[node], len(order)), kinds[node]))
    tall = [sum(sizes[node][1] + GAP_Y for node in nodes) for nodes in groups.values()]
    limit, last = 50.0, max(tall, default=0)
    places, bands = _pack(groups, limit, sizes)
    while limit < last and bands[-1].right - bands[0].left > SHAPE * (
        bands[0].bottom - bands[0].top
    ):
        limit *= 1.1
        places, bands = _pack(groups, limit, sizes)
    return places, bands


def _pack(
    groups: Mapping[str, Sequence[str]], limit: float, sizes: Mapping[str, Size]
) -> tuple[dict[str, tuple[int, int]], list[Band]]:
    """Put the bands beside one another, none much higher than a limit."""
    places: dict[str, tuple[int, int]] = {}
    bands = []
    x = 0
    for family, nodes in groups.items():
        right = _fill(nodes, x, limit, sizes, places)
        half = max(abs(places[n][1]) + sizes[n][1] // 2 for n in nodes) + GAP_Y
        bands.append(Band(family, x - GAP_X, -half, right + GAP_X, half))
        x = right + BAND
    top, bottom = min((b.top for b in bands), default=0), max((b.bottom for b in bands), default=0)
    return places, [band._replace(top=top, bottom=bottom) for band in bands]


def _order(groups: dict[str, list[str]], arcs: Iterable[Arc]) -> None:
    """Sort each band by the mean place of the neighbours that its nodes have in other bands."""
    own = {node: family for family, nodes in groups.items() for node in nodes}
    beside: dict[str, list[str]] = defaultdict(list)
    for source, target in arcs:
        if own[source] != own[target]:
            beside[source].append(target)
            beside[target].append(source)
    for _ in range(SWEEPS):
        at = {
            node: (i + 0.5) / len(nodes)
            for nodes in groups.values()
            for i, node in enumerate(nodes)
        }
        for nodes in groups.values():
            means = {
                node: sum(at[o] for o in beside[node]) / len(beside[node])
                if beside[node]
                else at[node]
                for node in nodes
            }
            nodes.sort(key=lambda node, means=means: means[node])  # type: ignore[misc]


def _fill(
    nodes: Sequence[str],
    left: int,
    limit: float,
    sizes: Mapping[str, Size],
    places: dict[str, tuple[int, int]],
) -> int:
    """Fill a band row by row with columns of one width; give its right edge."""
    heights = sum(sizes[n][1] + GAP_Y for n in nodes)
    count = max(1, min(len(nodes), ceil(heights / limit)))
    rows = [list(nodes[i : i + count]) for i in range(0, len(nodes), count)]
    wide = [max(sizes[row[c]][0] for row in rows if c < len(row)) for c in range(count)]
    tall = [max(sizes[n][1] for n in row) + GAP_Y for row in rows]
    y = -sum(tall) / 2
    for row, height in zip(rows, tall, strict=True):
        x = left
        for node, width in zip(row, wide, strict=False):
            places[node] = (x + width // 2, round(y + height / 2))
            x += width + GAP_X
        y += height
    return left + sum(wide) + GAP_X * (count - 1)
