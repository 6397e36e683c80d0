"""Bend the lines so that parallel ones stay apart and, in a small picture, pass beside the cards."""

from __future__ import annotations

from collections import defaultdict
from math import atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mscgraph.viz.layers import Arc, Size

Point = tuple[float, float]
Place = tuple[int, int]

BENDS = (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36, 0.5, -0.5, 0.65, -0.65)
"""Roundness to try, the straight line first; above zero the line turns clockwise."""
STEPS = 24


def fan_out(arcs: Sequence[Arc], places: Mapping[str, Place]) -> list[float]:
    """Bend parallel lines by their number, and lines within a column always."""
    taken: dict[frozenset[str], int] = defaultdict(int)
    bends = []
    for source, target in arcs:
        ends = frozenset((source, target))
        upright = places[source][0] == places[target][0]
        number = taken[ends] + upright
        taken[ends] += 1
        bend = BENDS[min(number, len(BENDS) - 1)]
        bends.append(bend if source <= target else -bend)
    return bends


def pass_by(
    arcs: Sequence[Arc],
    labels: Sequence[Size],
    places: Mapping[str, Place],
    sizes: Mapping[str, Size],
) -> list[float]:
    """Choose for each line the least bend that hits no card, no other label and no parallel line.

    Args:
        arcs: the lines, the most important first.
        labels: width and height of the name on each.
        places: the middle of each card.
        sizes: width and height of each card.
    """
    cards = {node: _around(places[node], sizes[node]) for node in places}
    names: list[tuple[float, float, float, float]] = []
    taken: dict[frozenset[str], list[float]] = defaultdict(list)
    bends = []
    for (source, target), size in zip(arcs, labels, strict=True):
        ends = frozenset((source, target))
        way = 1 if source <= target else -1
        best, cost = 0.0, float("inf")
        for bend in BENDS:
            if any(abs(bend * way - other) < 0.11 for other in taken[ends]):
                continue
            points = list(curve(places[source], places[target], bend))
            name = _around(points[STEPS // 2], size)
            others = [card for node, card in cards.items() if node not in ends]
            hits = sum(any(_within(point, card) for point in points) for card in others)
            clashes = sum(_overlap(name, other) for other in (*cards.values(), *names))
            weight = 12 * hits + 5 * clashes + 4 * abs(bend)
            if weight < cost - 1e-9:
                best, cost = bend, weight
        taken[ends].append(best * way)
        names.append(_around(list(curve(places[source], places[target], best))[STEPS // 2], size))
        bends.append(best)
    return bends


def curve(start: Place, end: Place, bend: float) -> Iterator[Point]:
    """Yield points along a line as vis-network draws it (``curvedCW``, below zero ``curvedCCW``)."""
    across, down = end[0] - start[0], start[1] - end[1]
    turn = atan2(down, across) + (bend * 0.5 + 0.5) * pi
    reach = (abs(bend) * 0.5 + 0.5) * hypot(across, down)
    via = (start[0] + reach * sin(turn), start[1] + reach * cos(turn))
    for step in range(STEPS + 1):
        t = step / STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        yield a * start[0] + b * via[0] + c * end[0], a * start[1] + b * via[1] + c * end[1]


def _around(middle: Point, size: Size) -> tuple[float, float, float, float]:
    x, y = middle
    return x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2


def _within(point: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] - 4 < point[0] < box[2] + 4 and box[1] - 4 < point[1] < box[3] + 4


def _overlap(
    one: tuple[float, float, float, float], two: tuple[float, float, float, float]
) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
