"""Find and explain paths: names in, records out."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.layout import HYPOTHESIS, NONE, SIGN_ANY, UNIT
from mscgraph.compiled.read import must_exist
from mscgraph.errors import UndecidedError
from mscgraph.graph import say
from mscgraph.graph.evidence import Claims, standing_of
from mscgraph.graph.query import Path, PathQuery, PathResult, Reason, Step
from mscgraph.graph.search import Search, effect_of
from mscgraph.graph.shape import narrowed
from mscgraph.graph.tellings import Telling, ends_within, gather
from mscgraph.terms import SIGN_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.search import Hop, Trail

    ArcTest = Callable[[int], bool]
    """Says of the number of an arc whether it may be walked."""

_DEFAULT = PathQuery()
LARGE = 20_000
"""Arcs from which on the compiled kernel is worth its loading."""


def find_paths(
    graph: Graph, source: str, target: str, *, query: PathQuery = _DEFAULT
) -> PathResult:
    """Find the best paths from one entity to another, best first.

    Both ends may be classes: then every entity below them counts. A path never visits an entity
    twice, and is told once with all mediators that its claims name. Cost grows with ``max_hops``;
    narrow the query with filters first.

    Raises:
        NotFoundError: an end, or what a filter names, is not in the graph.
    """
    return _Finder(graph, source, target, query).answer()


def _barred(query: PathQuery) -> int:
    """Give the flags of the arcs that a query never walks."""
    return (0 if query.sign == "any" else SIGN_ANY) | (0 if query.hypotheses else HYPOTHESIS)


def _both(one: ArcTest, other: ArcTest) -> ArcTest:
    return lambda arc: one(arc) and other(arc)


class _Finder:
    """One question to one graph."""

    def __init__(self, graph: Graph, source: str, target: str, query: PathQuery) -> None:
        self._graph = graph
        self._query = query
        self._source = graph.resolve(source)
        self._target = graph.resolve(target)
        self._sources = graph.below(self._source)
        self._targets = self._beside(self._sources)
        self._claims = Claims(graph)
        must_exist("predicate", graph.predicates, query.predicates)
        must_exist("kind", graph.types, query.types)
        must_exist("document", graph.file.table("documents"), query.documents)

    def _beside(self, sources: Iterable[int]) -> list[int]:
        """List the target and all below it, but for what is a source."""
        taken = set(sources)
        return [entity for entity in self._graph.below(self._target) if entity not in taken]

    def answer(self) -> PathResult:
        self._decidable()
        tellings, complete = self._tellings(self._query)
        paths = tuple(self._path(telling) for telling in tellings)
        reason = None if paths or not complete else self._reason()
        return PathResult(self._said(), paths, complete, reason, self._against())

    # ------------------------------------------------------------------ search

    def _search(self, query: PathQuery, allowed: ArcTest | None = None) -> Search:
        must = frozenset(self._graph.resolve(name) for name in query.via)
        ends = self._sources, self._targets
        query = narrowed(query)
        if allowed is None and len(self._graph.arcs) >= LARGE:
            from mscgraph.graph.kernel_search import fast_search  # ctypes is not for a small graph

            search = fast_search(self._graph, ends, query, must, _barred(query))
            if search is not None:
                return search
        return Search(self._graph, ends, allowed or self._filter(query), query, must)

    def _tellings(self, query: PathQuery) -> tuple[list[Telling], bool]:
        """Search for more trails until they make enough tellings, the last one whole too."""
        wanted = query.k and query.k + 1
        while True:
            trails, whole = self._trails(query._replace(k=wanted))
            tellings = gather(self._graph, trails)
            if not wanted or len(trails) < wanted or ends_within(tellings, query.k):
                return tellings[: query.k or None], whole
            wanted *= 2

    def _trails(self, query: PathQuery) -> tuple[Sequence[Trail], bool]:
        """Search; with ``reported_only`` once inside the claims of each story."""
        if not query.reported_only:
            return self._search(query).run()
        found: dict[tuple[Any, ...], Trail] = {}
        whole = True
        allowed = self._filter(query)
        for story in self._stories():
            search = self._search(query, _both(story, allowed))
            trails, complete = search.run()
            whole = whole and complete
            found.update((search.order(trail), trail) for trail in trails)
        return [found[key] for key in sorted(found)][: query.k or None], whole

    def _stories(self) -> Iterator[ArcTest]:
        """Yield a test of arcs for each thing that one study reported whole."""
        graph, arcs = self._graph, self._graph.arcs
        yield lambda arc: self._spans(arc) and self._is_primary(arcs.record[arc])
        for mechanism in graph.mechanisms.bodies():
            if mechanism["kind"] == "study":
                yield self._told({graph.claims.index(ident) for ident in mechanism["claims"]})

    def _told(self, claims: set[int | None]) -> ArcTest:
        """Build the test for one mechanism; an ontology joins its claims, but tells no story."""
        record, ontology = self._graph.arcs.record, len(self._graph.claims)
        return lambda arc: (
            record[arc] in claims or (record[arc] >= ontology and not self._spans(arc))
        )

    def _spans(self, arc: int) -> bool:
        """Whether one arc leads all the way."""
        arcs = self._graph.arcs
        return arcs.source[arc] in self._sources and arcs.target[arc] in self._targets

    def _is_primary(self, record: int) -> bool:
        """Whether a claim rests on a study that was not retracted."""
        claims = self._graph.claims
        return record < len(claims) and bool(self._claims.primaries(claims.ids[record]))

    def _decidable(self) -> None:
        """Decline where good and bad are asked for and cannot be told apart."""
        graph = self._graph
        targets = self._targets  # none where the source holds them all, which needs no sign
        if self._query.effect and targets and not any(map(graph.good_direction, targets)):
            raise UndecidedError(graph.entity(self._target)["label"], graph.kind(self._target))

    def _filter(self, query: PathQuery) -> ArcTest:
        """Build the test of one arc, remembering its answers."""
        graph, arcs = self._graph, self._graph.arcs
        avoid = {e for name in query.avoid for e in graph.below(graph.resolve(name))}
        through = graph.claims_through(avoid)
        wanted = {graph.predicates.index(predicate) for predicate in query.predicates}
        ends = {*self._sources, *self._targets}
        context = [(key, graph.context_ids(key, value)) for key, value in query.context]
        on_claims = bool(query.designs or query.documents or context)
        barred = _barred(query)

        def fits_place(entity: int) -> bool:
            inside = entity not in ends and bool(query.types)
            return entity not in avoid and not (inside and graph.kind(entity) not in query.types)

        @cache
        def allowed(arc: int) -> bool:
            via = arcs.mediator(arc)
            return (
                not arcs.flags[arc] & barred
                and (not wanted or arcs.predicate[arc] in wanted)
                and arcs.belief[arc] >= query.min_belief
                and fits_place(arcs.target[arc])
                and arcs.source[arc] not in avoid
                and arcs.record[arc] not in through
                and (via is None or fits_place(via))
                and (
                    not on_claims
                    or self._claims.fits(arcs.record[arc], query.designs, query.documents, context)
                )
            )

        return allowed

    # ------------------------------------------------------------------ answer

    def _path(self, telling: Telling) -> Path:
        graph, costs = self._graph, self._graph.arcs.cost
        steps = self._steps(telling)
        ids = (steps[0].subject, *(step.object for step in steps))
        sign = SIGN_WORDS[telling.sign]
        best = tuple(dict.fromkeys(step.claims[0] for step in steps if step.claims))
        return Path(
            source=ids[0],
            target=ids[-1],
            hops=len(steps),
            sign=sign,
            effect=effect_of(graph, telling),
            score=math.exp(-sum(costs[hop.arcs[0]] for hop in telling.hops) / UNIT),
            standing=standing_of(self._claims, steps),
            entities=ids,
            steps=steps,
            claims=best,
            weakest=min(range(len(steps)), key=lambda i: (steps[i].score, i)),
            references=self._claims.references(best),
            counter_evidence=self._claims.against(steps, ids[0], ids[-1], sign),
            text=say.chain(graph, steps),
        )

    def _steps(self, telling: Telling) -> tuple[Step, ...]:
        """Tell a mediated claim as two steps, any other as one."""
        steps: list[Step] = []
        places = iter(telling.places)
        (at,) = next(places)
        for hop in telling.hops:
            if hop.via != NONE:
                steps.append(self._step((at, hop.via), hop, next(places)))
                at = hop.via
            steps.append(self._step((at, hop.target), hop))
            (at,) = next(places)
        return tuple(steps)

    def _step(self, ends: tuple[int, int], hop: Hop, mediators: tuple[int, ...] = ()) -> Step:
        graph, table = self._graph, self._graph.arcs
        best = hop.arcs[0]
        numbers = [table.record[arc] for arc in hop.arcs]
        claims = [graph.claims.ids[n] for n in numbers if n < len(graph.claims)]
        relation = None if claims else graph.record(numbers[0])["id"]
        return Step(
            subject=graph.curie(ends[0]),
            object=graph.curie(ends[1]),
            sign=SIGN_WORDS[hop.sign] if hop.via == NONE else None,
            structural=hop.structural,
            belief=table.belief[best],
            specificity=table.specificity[best],
            score=math.exp(-table.cost[best] / UNIT),
            claims=tuple(claims),
            relation=relation,
            mediators=tuple(graph.curie(entity) for entity in mediators),
            graph=graph.origin(numbers[0]),
        )

    def _against(self) -> tuple[str, ...]:
        """List the claims on the very ends that deny an effect: never walked, always shown."""
        pairs = ((s, t) for s in self._sources for t in self._targets)
        return tuple(
            record["id"]
            for source, target in pairs
            for record in self._claims.between(source, target)
            if record["negated"] and record["status"] == "active"
        )

    def _said(self) -> dict[str, Any]:
        """Give the query as it was understood."""
        asked = {
            name: getattr(self._query, name)
            for name in PathQuery._fields
            if getattr(self._query, name) != getattr(_DEFAULT, name) or name in ("k", "max_hops")
        }
        graph = self._graph
        ends = {"source": graph.curie(self._source), "target": graph.curie(self._target)}
        return {**ends, **asked}

    # ------------------------------------------------------------------ why not

    def _reason(self) -> Reason:
        query, entity = self._query, self._graph.entity
        if not self._targets:
            return Reason("same", say.same_end(entity(self._source), entity(self._target)))
        open_query = PathQuery(max_hops=len(self._graph.entities), **_OPTIONS)
        if self._search(open_query).reaches() is not None:
            for eased, reason in self._eased():
                if self._first(eased):
                    return reason
            if any(getattr(query, n) != getattr(_DEFAULT, n) for n in (*_FILTERS, "sign")):
                return Reason("filter", say.filtered("filters"))
        return self._no_route()

    def _eased(self) -> Iterator[tuple[PathQuery, Reason]]:
        """Yield the query without one of its limits, and the reason if that gives a path."""
        query = self._query
        for name in _FILTERS:
            default = getattr(_DEFAULT, name)
            if getattr(query, name) != default:
                yield query._replace(**{name: default}), Reason("filter", say.filtered(name))
        if query.sign is not None:
            yield query._replace(sign=None), Reason("sign", say.sign_mismatch(query.sign))
        for hops in range(query.max_hops + 1, query.max_hops + 7):
            longer = say.too_few_hops(query.max_hops, hops)
            yield query._replace(max_hops=hops), Reason("too_few_hops", longer)
        for name, value in _OPTIONS.items():
            if not getattr(query, name):
                closed = Reason("option", say.only_with(name, value, self._broader(query)))
                yield query._replace(**{name: value}), closed

    def _no_route(self) -> Reason:
        hypotheses = self._query.hypotheses
        query = PathQuery(max_hops=len(self._graph.entities), sign="any", hypotheses=hypotheses)
        products = {p for source in self._sources for p in self._graph.derived_from(source)}
        text = say.no_route(self._reaching(products, query), self._broader(query))
        return Reason("no_route", text)

    def _reaching(self, sources: Iterable[int], query: PathQuery) -> list[dict[str, str]]:
        """Give the labels of the entities that reach the target by themselves."""
        graph = self._graph
        allowed = self._filter(query)
        return [
            graph.entity(source)["label"]
            for source in sorted(sources)
            if (targets := self._beside(graph.below(source)))
            and Search(graph, ([source], targets), allowed, query).reaches() is not None
        ]

    def _broader(self, query: PathQuery) -> list[dict[str, str]]:
        """Give the labels of the nearest classes of the source that reach the target."""
        index = self._graph.entities.index
        level, seen = {self._source}, {self._source}
        while level:
            parents = (p for entity in level for p in self._graph.entity(entity)["parents"])
            level = {number for number in map(index, parents) if number is not None} - seen
            seen |= level
            found = self._reaching(level, query)
            if found:
                return found
        return []

    def _first(self, query: PathQuery) -> bool:
        trails, _ = self._trails(query._replace(k=1))
        return bool(trails)


_OPTIONS: dict[str, Any] = {"hypotheses": True, "through_products": True, "sign": "any"}
"""What opens ways that a search does not take by itself."""
_FILTERS = (
    "via",
    "avoid",
    "predicates",
    "types",
    "designs",
    "documents",
    "context",
    "min_belief",
    "shape",
    "effect",
    "reported_only",
)
