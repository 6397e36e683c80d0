"""Bend the lines so that parallel ones stay apart and few ones pass beside the cards."""

from __future__ import annotations

from collections import defaultdict
from math import atan2, cos, hypot, pi, sin
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mscgraph.viz.layers import Arc, Size

Point = tuple[float, float]
Place = tuple[int, int]
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom."""

BENDS = (0.0, 0.16, -0.16, 0.3, -0.3, 0.44, -0.44, 0.58, -0.58, 0.7, -0.7)
"""Roundness to try, the straight line first; above zero the line turns clockwise."""
SPOTS = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
"""Where on the free part of a line its name may stand, the middle first."""
STEPS = 30
CELL = 9
"""Lines that share a square of so many pixels run into one another."""
APART = 0.11
"""Two parallel lines differ in their bend by at least so much."""


class Course(NamedTuple):
    """How a line runs."""

    bend: float
    spot: float
    """Where its name stands, from 0 at the source to 1 at the target."""


def fan_out(arcs: Sequence[Arc], places: Mapping[str, Place]) -> list[Course]:
    """Bend parallel lines by their number, and lines within a column always."""
    taken: dict[frozenset[str], int] = defaultdict(int)
    courses = []
    for source, target in arcs:
        ends = frozenset((source, target))
        upright = places[source][0] == places[target][0]
        number = taken[ends] + upright
        taken[ends] += 1
        bend = BENDS[min(number, len(BENDS) - 1)]
        courses.append(Course(bend if source <= target else -bend, 0.5))
    return courses


def pass_by(
    arcs: Sequence[Arc],
    names: Sequence[Size],
    places: Mapping[str, Place],
    sizes: Mapping[str, Size],
) -> list[Course]:
    """Choose for each line the least bend that hits no card, no other name and no other line.

    Args:
        arcs: the lines, the most important first.
        names: width and height of the name on each.
        places: the middle of each card.
        sizes: width and height of each card.
    """
    room = _Room({node: _around(places[node], sizes[node]) for node in places})
    taken: dict[frozenset[str], list[float]] = defaultdict(list)
    courses = []
    for (source, target), name in zip(arcs, names, strict=True):
        ends = frozenset((source, target))
        way = 1 if source <= target else -1
        best: tuple[float, Course, list[Point]] | None = None
        for bend in BENDS:
            if any(abs(bend * way - other) < APART for other in taken[ends]):
                continue
            points = list(curve(places[source], places[target], bend))
            weight, spot = room.weigh(points, ends, name)
            weight += 4 * abs(bend)
            if best is None or weight < best[0] - 1e-9:
                best = (weight, Course(bend, spot), points)
        if best is None:  # more parallel lines than bends: the last lie upon one another
            best = (0.0, Course(BENDS[-1] * way, 0.5), [])
        _, course, points = best
        taken[ends].append(course.bend * way)
        room.take(points, course.spot, name)
        courses.append(course)
    return courses


class _Room:
    """What is taken already: cards, names and lines."""

    def __init__(self, cards: Mapping[str, Frame]) -> None:
        self._cards = cards
        self._names: list[Frame] = []
        self._cells: set[tuple[int, int]] = set()

    def weigh(self, points: list[Point], ends: frozenset[str], name: Size) -> tuple[float, float]:
        """Say how bad a course is, and the best spot for the name on it."""
        own = [self._cards[node] for node in ends]
        others = [card for node, card in self._cards.items() if node not in ends]
        free = [i for i, p in enumerate(points) if not any(_within(p, card) for card in own)]
        if not free:
            return 0.0, 0.5
        hits = sum(any(_within(points[i], card) for i in free) for card in others)
        inner = free[len(free) // 5 : -(len(free) // 5) or None]
        shared = sum(_cell(points[i]) in self._cells for i in inner) / len(inner)
        clash, spot = min(
            (self._clashes(_around(points[i], name)) + abs(part - 0.5), i / STEPS)
            for part in SPOTS
            for i in (free[round(part * (len(free) - 1))],)
        )
        return 12 * hits + 5 * clash + 6 * shared, spot

    def take(self, points: list[Point], spot: float, name: Size) -> None:
        """Mark what a line and its name need."""
        if points:
            self._names.append(_around(points[round(spot * STEPS)], name))
            self._cells.update(map(_cell, points))

    def _clashes(self, name: Frame) -> float:
        return sum(_overlap(name, other) for other in (*self._cards.values(), *self._names))


def curve(start: Place, end: Place, bend: float) -> Iterator[Point]:
    """Yield points along a line as vis-network bends it: ``curvedCW``, below zero ``curvedCCW``."""
    across, down = end[0] - start[0], start[1] - end[1]
    turn = atan2(down, across) + (bend * 0.5 + 0.5) * pi
    reach = (abs(bend) * 0.5 + 0.5) * hypot(across, down)
    via = (start[0] + reach * sin(turn), start[1] + reach * cos(turn))
    for step in range(STEPS + 1):
        t = step / STEPS
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        yield a * start[0] + b * via[0] + c * end[0], a * start[1] + b * via[1] + c * end[1]


def _cell(point: Point) -> tuple[int, int]:
    return round(point[0] / CELL), round(point[1] / CELL)


def _around(middle: Point, size: Size) -> Frame:
    x, y = middle
    return x - size[0] / 2, y - size[1] / 2, x + size[0] / 2, y + size[1] / 2


def _within(point: Point, box: Frame) -> bool:
    return box[0] - 4 < point[0] < box[2] + 4 and box[1] - 4 < point[1] < box[3] + 4


def _overlap(one: Frame, two: Frame) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
