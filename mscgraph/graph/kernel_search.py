"""Searches by the compiled kernel: the arrays of a graph, a question, and what was found."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, overload
from weakref import WeakKeyDictionary

from mscgraph.compiled.layout import NONE, STRUCTURAL, UNIT
from mscgraph.errors import GraphFileError
from mscgraph.graph.kernel import library
from mscgraph.graph.kernel_structs import (
    ARRAYS,
    INWARD,
    PER_ENTITY,
    CBuffer,
    CGraph,
    CPath,
    CQuery,
    buffer_of,
)
from mscgraph.graph.search import HOP, Hop, Search, Trail
from mscgraph.graph.shape import ANY, Shape

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import PathQuery

LONGEST = 255
"""Arcs of a path, at most."""
ROOM = 256
"""Arcs of a path and those parallel to them, at first."""
FEW_STEPS = 3
"""Up to so many steps all paths are listed and then sorted, as where a shape says how many."""
SLACK = 2.0
"""In the logarithm of the score: where the first search over the least way ends."""
LONGEST_SHAPE = 63
"""Parts of a shape, at most: one bit for each."""


class Limits(NamedTuple):
    """All of a question but its ends."""

    query: PathQuery
    must_visit: frozenset[int]
    barred: int


# ---------------------------------------------------------------------- a graph


class KernelGraph:
    """The arrays of a graph as the kernel takes them, checked once."""

    def __init__(self, kernel: Any, graph: Graph) -> None:
        """Take the arrays.

        Raises:
            GraphFileError: an index in the file leads outside of it.
        """
        self.kernel = kernel
        self.idle: list[int] = []
        """Searches that wait for the next question."""
        self._buffers: list[CBuffer] = []
        self._shapes: dict[str, tuple[Any, int, int, int]] = {}
        self._last: tuple[Limits, CQuery] | None = None
        self.kinds = list(graph.types.ids)
        views = {name: graph.file.numbers(name) for name in ARRAYS}
        entities, arcs = len(graph.entities), len(views["arc.source"])
        sized = all(
            len(view) == (entities if name in PER_ENTITY else arcs)
            for name, view in views.items()
            if not name.endswith(".at")
        )
        starts = len(views["out.at"]) == len(views["in.at"]) == entities + 1
        inside = sized and starts and max(views["in.arc"], default=0) < max(arcs, 1)
        self.struct = CGraph(entities, arcs, *map(self._address, views.values()))
        if inside:
            inward = self._inward(graph)
            inside = all(len(view) == arcs for view in inward.values())
            for name, view in inward.items():
                setattr(self.struct, name.replace(".", "_"), self._address(view))
        if not (inside and kernel.ms_check(ctypes.byref(self.struct))):
            raise GraphFileError(graph.file.name, "truncated or edited; build or import it again")

    def _inward(self, graph: Graph) -> dict[str, Any]:
        """Give source, cost and flags by the order of ``in.arc``: from the file, or made now."""
        if all(map(graph.file.has, INWARD)):
            return {name: graph.file.numbers(name) for name in INWARD}
        made = {name: (kind * self.struct.arcs)() for name, kind in INWARD.items()}
        self.kernel.ms_gather(ctypes.byref(self.struct), *made.values())
        return {name: memoryview(values) for name, values in made.items()}

    def _address(self, view: Any) -> int | None:
        """Give the address of an array, which is good as long as this object lives."""
        buffer = buffer_of(view)
        self._buffers.append(buffer)
        return buffer.buf or None

    def shape(self, text: str) -> tuple[Any, int, int, int]:
        """Give a shape as the kernel takes it: by kind what it fits, and three of its parts."""
        if text not in self._shapes:
            shape = Shape(text, self.kinds)
            fitting = (ctypes.c_uint64 * 256)(*map(shape.parts_for, self.kinds))
            self._shapes[text] = fitting, shape.any, shape.start, shape.end
        return self._shapes[text]

    def chosen(self, kinds: Sequence[str]) -> bytes:
        """Give 256 flags, one for each of these kinds."""
        return _chosen(self.kinds.index(kind) for kind in kinds if kind in self.kinds)

    def question(
        self, graph: Graph, ends: tuple[Collection[int], Collection[int]], limits: Limits
    ) -> CQuery:
        """Give a question; that many in a row differ by their ends alone is made use of."""
        if self._last is None or self._last[0] != limits:
            self._last = limits, _limits(self, graph, limits)
        same = self._last[1]
        asked = CQuery.from_buffer_copy(same)
        asked.kept = [same, *asked.lists(sources=ends[0], targets=ends[1])]
        return asked

    def search(self, asked: CQuery) -> int:
        """Give a search that has taken up a question; it comes back by :meth:`done`."""
        state = self.idle.pop() if self.idle else self.kernel.ms_new(ctypes.byref(self.struct))
        if not state:
            raise MemoryError("no memory for a path search")
        self.kernel.ms_ask(state, ctypes.byref(asked))
        return int(state)

    def done(self, state: int) -> None:
        """Take a search back."""
        self.kernel.ms_forget(state)
        self.idle.append(state)

    def __del__(self) -> None:
        for state in self.idle:
            self.kernel.ms_free(state)
        for buffer in self._buffers:
            ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))


_graphs: WeakKeyDictionary[Graph, KernelGraph] = WeakKeyDictionary()


def _kernel_graph(graph: Graph) -> KernelGraph | None:
    kernel = library()
    if kernel is None:
        return None
    if graph not in _graphs:
        _graphs[graph] = KernelGraph(kernel, graph)
    return _graphs[graph]


# ---------------------------------------------------------------------- a search


def fast_search(
    graph: Graph,
    ends: tuple[Collection[int], Collection[int]],
    query: PathQuery,
    must_visit: frozenset[int],
    barred: int,
) -> FastSearch | None:
    """Give a search by the kernel; None where there is none, or it cannot judge the filters.

    Args:
        graph: a compiled graph.
        ends: sources and targets.
        query: the limits; filters on evidence are left to Python.
        must_visit: what a path must visit.
        barred: flags of the arcs that are never walked.

    Raises:
        GraphFileError: the file of the graph was edited.
    """
    if query.designs or query.documents or query.context:
        return None
    if query.shape.count(">") >= LONGEST_SHAPE:
        return None
    held = _kernel_graph(graph)
    if held is None:
        return None
    return FastSearch(held, graph, ends, Limits(query, must_visit, barred))


class FastSearch(Search):
    """One search by the kernel."""

    def __init__(
        self,
        held: KernelGraph,
        graph: Graph,
        ends: tuple[Collection[int], Collection[int]],
        limits: Limits,
    ) -> None:
        self._held = held
        self._graph = graph
        self._arcs = graph.arcs
        self._state = 0
        self._asked = held.question(graph, ends, limits)
        self._state = held.search(self._asked)

    def __del__(self) -> None:
        if self._state:
            self._held.done(self._state)

    def run(self) -> tuple[Found, bool]:
        """Give simple paths in the order of their cost, and whether these are all."""
        complete, entities = ctypes.c_int32(), ctypes.c_uint64()
        run = self._held.kernel.ms_run
        count = run(self._state, ctypes.byref(entities), ctypes.byref(complete))
        if complete.value < 0:
            raise MemoryError("no memory for this many partial paths; ask for fewer hops")
        return Found(self, count, entities.value), bool(complete.value)

    def reaches(self) -> int | None:
        """Give the least number of hops from a source to a target; None if there is no way."""
        least: int = self._held.kernel.ms_reaches(self._state)
        return None if least == NONE else least

    def chains(self, count: int, entities: int) -> list[list[int]]:
        """Give the entities of each path, mediators included."""
        walked, lengths = _zeros(entities), _zeros(count)
        self._held.kernel.ms_chains(self._state, walked.buffer_info()[0], lengths.buffer_info()[0])
        whole = walked.tolist()
        return [whole[first:last] for first, last in pairwise(accumulate(lengths, initial=0))]

    def trail(self, number: int) -> Trail:
        """Give one path as Python's own search gives it."""
        said, counts, room = CPath(), _zeros(LONGEST), ROOM
        while True:
            members = _zeros(room)
            places = ctypes.byref(said), counts.buffer_info()[0], members.buffer_info()[0]
            count = self._held.kernel.ms_path(self._state, number, *places, room)
            if count <= room:
                break
            room = count
        ends = accumulate(counts[: said.length], initial=0)
        hops = tuple(self._hop_of(members[first:last]) for first, last in pairwise(ends))
        inside = {hop.via for hop in hops if hop.via != NONE}
        visited = {self._arcs.source[members[0]], *(hop.target for hop in hops)} | inside
        rest = said.sign, said.steps, said.structural, said.shape
        return Trail(said.cost, hops, frozenset(visited), *rest)

    def _hop_of(self, members: array[int]) -> Hop:
        arcs, best = self._arcs, members[0]
        via = arcs.via[best]
        hops = 1 if via == NONE else 2
        cost = arcs.cost[best] + (hops * HOP if self._asked.by_hops else 0)
        structural = bool(arcs.flags[best] & STRUCTURAL)
        return Hop(arcs.target[best], via, arcs.sign[best], structural, cost, tuple(members))


class Found(Sequence[Trail]):
    """What a search found, each path made when it is asked for."""

    def __init__(self, search: FastSearch, count: int, entities: int) -> None:
        self._search = search
        self._count = count
        self._entities = entities

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Trail: ...

    @overload
    def __getitem__(self, index: slice) -> list[Trail]: ...

    def __getitem__(self, index: int | slice) -> Trail | list[Trail]:
        numbers = range(self._count)[index]
        if isinstance(numbers, range):
            return [self._search.trail(number) for number in numbers]
        return self._search.trail(numbers)

    def chains(self) -> list[list[int]]:
        """Give the entities of each path, mediators included: quicker than the paths."""
        return self._search.chains(self._count, self._entities)


def _limits(held: KernelGraph, graph: Graph, limits: Limits) -> CQuery:
    """Say all of a question but its ends as the kernel takes it."""
    query = limits.query
    avoid = {e for name in query.avoid for e in graph.below(graph.resolve(name))}
    asked = CQuery()
    through = graph.claims_through(avoid)
    asked.kept = asked.lists(must=limits.must_visit, avoid=avoid, through_avoided=through)
    if query.types:
        asked.kinds = held.chosen(query.types)
    if query.predicates:
        asked.predicates = _chosen(graph.predicates.index(name) for name in query.predicates)
    if query.shape:
        asked.shape, asked.any, asked.first, asked.last = held.shape(query.shape)
    asked.min_belief, asked.budget = query.min_belief, query.budget
    asked.slack = int(SLACK * UNIT)
    asked.k, asked.max_hops = query.k, query.max_hops
    asked.barred, asked.through = limits.barred, query.through_products
    asked.sign = {"+": 1, "-": -1}.get(query.sign or "", 0)
    asked.effect = {"beneficial": 1, "harmful": 2}.get(query.effect or "", 0)
    asked.by_hops = query.by == "hops"
    asked.few = not query.k or query.max_hops <= FEW_STEPS or _fixed(query)
    return asked


def _fixed(query: PathQuery) -> bool:
    """Whether a shape says how many steps there are."""
    return bool(query.shape) and ANY not in query.shape


def _zeros(count: int) -> array[int]:
    return array("I", bytes(4 * count))


def _chosen(indices: Iterable[int | None]) -> bytes:
    """Give 256 flags, one for each chosen index."""
    flags = bytearray(256)
    for index in indices:
        if index is not None:
            flags[index] = 1
    return bytes(flags)
