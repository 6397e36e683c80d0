"""The search itself: best-first over signed simple chains of claims.

State = (entity, sign so far). The distance to the target over all allowed arcs, signs and
simplicity aside, is the lower bound, so paths leave the queue in the order of their cost. A large
graph is searched by :mod:`mscgraph.graph.kernel_search`, which gives the same answers to the last
bit.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from mscgraph.compiled.layout import APART, LAST_STEP, NONE, STRUCTURAL, TO_PRODUCT
from mscgraph.terms import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from mscgraph.compiled.graph import Arcs, Graph
    from mscgraph.graph.query import Effect, PathQuery
    from mscgraph.graph.shape import Shape
    from mscgraph.graph.tellings import Telling

MAX_STRUCTURAL = 2
_FAR = 1 << 62
HOP = 1 << 44
"""More than any path costs: added to each hop where the fewest hops come first."""


class Hop(NamedTuple):
    """One choice at an entity: parallel arcs of one sign, the cheapest first."""

    target: int
    via: int
    sign: int
    structural: bool
    cost: int
    arcs: tuple[int, ...]

    @property
    def hops(self) -> int:
        """Steps that this choice takes: two through a mediator."""
        return 1 if self.via == NONE else 2


class Trail(NamedTuple):
    """A partial path."""

    cost: int
    hops: tuple[Hop, ...]
    visited: frozenset[int]
    sign: int
    steps: int
    structural: int
    shape: int
    """Positions in the shape asked for."""


def effect_of(graph: Graph, trail: Trail | Telling) -> Effect | None:
    """Say what a finished path means for the patient; None where that cannot be known."""
    good = graph.good_direction(trail.hops[-1].target)
    if trail.sign == UNKNOWN or not good:
        return None
    return "beneficial" if trail.sign == good else "harmful"


def _less_said(vias: tuple[int, ...], told: Iterable[tuple[int, ...]]) -> bool:
    """Whether the same claims were told already, with these mediators and more."""
    return any(
        all(via in (NONE, known) for via, known in zip(vias, others, strict=True))
        for others in told
    )


def _shape(graph: Graph, query: PathQuery) -> Shape | None:
    if not query.shape:
        return None
    from mscgraph.graph.shape import Shape

    return Shape(query.shape, list(graph.types.ids))


class Search:
    """One search over a graph: which arcs are allowed is decided once per arc."""

    def __init__(
        self,
        graph: Graph,
        ends: tuple[Collection[int], Collection[int]],
        allowed: Callable[[int], bool],
        query: PathQuery,
        must_visit: frozenset[int] = frozenset(),
    ) -> None:
        sources, targets = ends
        self._graph = graph
        self._arcs: Arcs = graph.arcs
        self._sources = frozenset(sources)
        self._targets = frozenset(targets)
        self._allowed = allowed
        self._query = query
        self._sign = {"+": 1, "-": -1}.get(query.sign or "")
        self._signed = self._sign is not None or query.effect is not None
        self._must_visit = must_visit
        self._shape = _shape(graph, query)
        self._hops: dict[int, list[Hop]] = {}
        self._cost_left, self._hops_left = self._bounds()

    def run(self) -> tuple[Sequence[Trail], bool]:
        """Give simple paths in the order of their cost, and whether these are all."""
        queue: list[tuple[int, tuple[int, ...], tuple[int, ...], int, Trail]] = []
        number = 0
        for source in sorted(self._sources):
            shape = self._shaped(None, source)
            self._push(queue, Trail(0, (), frozenset({source}), 1, 0, 0, shape), source, number)
            number += 1
        found: list[Trail] = []
        told: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        looked = 0
        while queue and (not self._query.k or len(found) < self._query.k):
            _, _, _, _, trail = heappop(queue)
            end = trail.hops[-1].target if trail.hops else next(iter(trail.visited))
            if trail.hops and end in self._targets:
                _, records, vias = self.order(trail)
                if self._accepts(trail) and not _less_said(vias, told.get(records, ())):
                    found.append(trail)
                    told.setdefault(records, []).append(vias)
                continue
            looked += 1
            if looked > self._query.budget:
                return found, False
            for hop in self._choices(end):
                longer = self._extend(trail, hop)
                if longer is not None:
                    number += 1
                    self._push(queue, longer, hop.target, number)
        return found, True

    def reaches(self) -> int | None:
        """Give the least number of hops from a source to a target; None if there is no way."""
        least = min((self._hops_left.get(source, _FAR) for source in self._sources), default=_FAR)
        return None if least == _FAR else least

    def _push(
        self,
        queue: list[tuple[int, tuple[int, ...], tuple[int, ...], int, Trail]],
        trail: Trail,
        end: int,
        number: int,
    ) -> None:
        left = self._cost_left.get(end, _FAR)
        if (
            left == _FAR
            or not trail.shape
            or trail.steps + self._hops_left[end] > self._query.max_hops
        ):
            return
        _, records, vias = self.order(trail)
        heappush(queue, (trail.cost + left, records, vias, number, trail))

    def order(self, trail: Trail) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """Give the place of a trail among others: cost, claims, mediated before plain."""
        return trail.cost, self._records(trail), tuple(hop.via for hop in trail.hops)

    def _records(self, trail: Trail) -> tuple[int, ...]:
        return tuple(self._arcs.record[hop.arcs[0]] for hop in trail.hops)

    def _extend(self, trail: Trail, hop: Hop) -> Trail | None:
        if hop.target in trail.visited or hop.via in trail.visited:
            return None
        structural = trail.structural + hop.structural
        if hop.structural and trail.hops and trail.hops[-1].structural:
            return None
        if structural > MAX_STRUCTURAL or (hop.target in self._sources):
            return None
        sign = trail.sign
        if UNKNOWN in (hop.sign, sign):
            sign = UNKNOWN
        elif hop.sign:
            sign *= hop.sign
        inside = (hop.target,) if hop.via == NONE else (hop.via, hop.target)
        return Trail(
            trail.cost + hop.cost,
            (*trail.hops, hop),
            trail.visited.union(inside),
            sign,
            trail.steps + hop.hops,
            structural,
            self._shaped(trail.shape, *inside),
        )

    def _shaped(self, positions: int | None, *entities: int) -> int:
        """Walk the shape over more entities; without a shape everything fits."""
        if self._shape is None:
            return 1
        found = self._shape.start if positions is None else positions
        for entity in entities:
            found = self._shape.advance(found, self._graph.kind(entity))
        return found

    def _accepts(self, trail: Trail) -> bool:
        if self._sign is not None and trail.sign != self._sign:
            return False
        if self._query.effect and effect_of(self._graph, trail) != self._query.effect:
            return False
        if self._shape is not None and not self._shape.fits(trail.shape):
            return False
        return self._must_visit <= trail.visited

    def _choices(self, entity: int) -> list[Hop]:
        """Group the parallel arcs of an entity; they stay apart by sign, mediator and kind."""
        if entity not in self._hops:
            groups: dict[tuple[int, int, int, int], list[int]] = {}
            arcs = self._arcs
            for arc in arcs.out(entity):
                if self._passes(arc):
                    apart = arcs.flags[arc] & APART
                    key = (arcs.target[arc], arcs.via[arc], arcs.sign[arc], apart)
                    groups.setdefault(key, []).append(arc)
            self._hops[entity] = [self._hop(members) for members in groups.values()]
        return self._hops[entity]

    def _hop(self, members: list[int]) -> Hop:
        """Make one choice of parallel arcs."""
        arcs = self._arcs
        ordered = sorted(members, key=lambda arc: (arcs.cost[arc], arcs.record[arc]))
        best = ordered[0]
        structural = bool(arcs.flags[best] & STRUCTURAL)
        ends = arcs.target[best], arcs.via[best], arcs.sign[best]
        return Hop(*ends, structural, self._weight(best), tuple(ordered))

    def _weight(self, arc: int) -> int:
        """Give what the search adds up: the cost, below the hops where these come first."""
        hops = self._steps(arc) * HOP if self._query.by == "hops" else 0
        cost: int = self._arcs.cost[arc]
        return cost + hops

    def _steps(self, arc: int) -> int:
        return int(1 + (self._arcs.via[arc] != NONE))

    def _passes(self, arc: int) -> bool:
        """Whether an arc may be walked, the place of its target in the path included."""
        arcs = self._arcs
        target, via = arcs.target[arc], arcs.mediator(arc)
        if via is not None and self._graph.unspecified(via):
            return False
        if self._signed and arcs.sign[arc] == UNKNOWN:
            return False  # what comes after it has no sign either
        if target not in self._targets:
            last = arcs.flags[arc] & LAST_STEP
            on = self._query.through_products and arcs.flags[arc] & TO_PRODUCT
            if (last and not on) or (self._graph.ends_only(target) and not on):
                return False
        return self._allowed(arc)

    def _bounds(self) -> tuple[dict[int, int], dict[int, int]]:
        """Least cost and least hops from every entity to a target, over allowed arcs."""
        costs: dict[int, int] = {}
        hops: dict[int, int] = {}
        for best, weight in ((costs, self._weight), (hops, self._steps)):
            queue = [(0, target) for target in sorted(self._targets)]
            best.update(dict.fromkeys(self._targets, 0))
            while queue:
                distance, entity = heappop(queue)
                if distance > best[entity] or (
                    entity in self._sources and entity not in self._targets
                ):
                    continue
                for arc in self._arcs.into(entity):
                    source = self._arcs.source[arc]
                    if source in self._targets or not self._passes(arc):
                        continue
                    reach = distance + weight(arc)
                    if reach < best.get(source, _FAR):
                        best[source] = reach
                        heappush(queue, (reach, source))
        return costs, hops
