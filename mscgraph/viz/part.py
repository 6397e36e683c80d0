"""Choose what is drawn: the whole graph, or a part of it by entity, ends, document or mechanism."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from mscgraph.errors import MscgraphError, NotFoundError
from mscgraph.graph.paths import find_paths
from mscgraph.languages import Message
from mscgraph.viz.links import Links, pair
from mscgraph.viz.records import citation
from mscgraph.viz.stories import path_cards
from mscgraph.viz.words import closed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from mscgraph.compiled.graph import Graph
    from mscgraph.compiled.read import Table
    from mscgraph.graph.query import PathQuery
    from mscgraph.viz.links import Link
    from mscgraph.viz.stories import PathCard
    from mscgraph.viz.words import Pair

View = Literal["whole", "focus", "path", "document", "mechanism", "compare"]

MAX_ENTITIES = 3000
"""Past this nobody sees anything, and a browser stops answering."""

SCAN = 50_000
"""Up to so many claims all are read for those that an entity mediates; past it only ends count."""


class TooLargeError(MscgraphError):
    """More entities than a picture can show."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count

    def render(self, lang: str = "en") -> str:
        """Say how many are too many, and what to draw instead."""
        said = Message(
            "{count:,} entities are too many for one picture (at most {most:,}); "
            "draw a part: --focus ENTITY --depth 1, or --path SOURCE TARGET",
            {"count": self.count, "most": MAX_ENTITIES},
        )
        return said.render(lang)


class NoPathError(MscgraphError):
    """There is no path to draw; ``text`` says why, in both languages."""

    exit_code = 1

    def __init__(self, text: Pair) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return f"no path to draw: {self.text[0]}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one picture shows."""

    view: View
    title: Pair
    notes: tuple[Pair, ...]
    """What a reader must know of this part, one line each."""
    entities: tuple[str, ...]
    links: tuple[Link, ...]
    lefts: tuple[str, ...] = ()
    """Entities from which the picture is read: sources of paths, the centre of a focus."""
    rights: tuple[str, ...] = ()
    """Entities at which it ends."""
    flow: tuple[tuple[str, str], ...] = ()
    """What stands left of what, where the lines themselves do not tell."""
    paths: tuple[PathCard, ...] = ()
    columns: tuple[tuple[str, int], ...] = ()
    """The column of each entity, where it is not found from the lines."""
    groups: tuple[tuple[Pair, tuple[str, ...]], ...] = ()
    """Entities that belong together, each group under its heading."""

    @property
    def claims(self) -> list[str]:
        """The claims behind its lines and against its paths, by id."""
        drawn = {ident for link in self.links for ident in link.claims}
        return sorted(drawn.union(*(card.against for card in self.paths)))


def whole(graph: Graph) -> Part:
    """Take every claim and every relation.

    Raises:
        TooLargeError: the graph has too many entities.
    """
    limit(len(graph.entities))
    links = Links(graph)
    draw(links, graph.claims.bodies(), graph.relations.bodies(), graph.entities.ids)
    drawn, total = ends_of(links.all()), len(graph.entities)
    note = (
        f"{len(drawn)} of {total} entities are drawn: ends and mediators of claims, and what"
        " ontology facts join to them; the others are contexts or classes.",
        f"{total} 个实体中绘出 {len(drawn)} 个:论断的两端与中介,及本体事实所连者;"
        "其余为背景或类别。",
    )
    return Part("whole", ("The whole graph", "全图"), (note,), drawn, links.all())


def focus(graph: Graph, name: str, depth: int) -> Part:
    """Take what is at most so many lines away from an entity, or from any entity below it.

    Raises:
        NotFoundError: nothing goes by this name.
        TooLargeError: too much is around it.
    """
    number = graph.resolve(name)
    centre = tuple(graph.curie(entity) for entity in graph.below(number))
    near = _Near(graph)
    reached = set(centre)
    ring = set(centre)
    for _ in range(depth):
        ring = {other for curie in ring for other in near.neighbours(curie)} - reached
        reached |= ring
        limit(len(reached))
    idents = sorted({ident for curie in reached for ident in near.claims(curie)})
    records = (graph.claims.get(ident) for ident in idents)
    relations = sorted({ident for curie in reached for ident in near.relations(curie)})
    links = Links(graph)
    draw(links, records, (graph.relations.get(ident) for ident in relations), reached)
    label = pair(graph.entity(number)["label"])
    title = (f"Around {label[0]}", f"{label[1]}的周边")
    away = f"{depth} step{'s' if depth > 1 else ''}"
    note = (
        f"All that is at most {away} away; causes stand left of effects.",
        f"{depth} 步以内的全部内容;上游在左,下游在右。",
    )
    lefts = tuple(curie for curie in centre if curie == centre[0] or near.claims(curie))
    entities = tuple(sorted({*ends_of(links.all()), *lefts}))
    return Part("focus", title, (note,), entities, links.all(), lefts)


def paths(graph: Graph, source: str, target: str, query: PathQuery) -> Part:
    """Take the best paths from a source to a target, and what speaks against them.

    Raises:
        NotFoundError: an end is not in the graph.
        NoPathError: there is no path.
    """
    result = find_paths(graph, source, target, query=query)
    if not result.paths:
        cut = ("the search was cut short", "检索提前结束")
        raise NoPathError(pair(result.reason.text) if result.reason else cut)
    links = Links(graph)
    cards = path_cards(graph, links, result)
    flow = dict.fromkeys((line[0], line[1]) for path in result.paths for line in path.lines())
    ends = [pair(_record(graph, str(result.query[end]))["label"]) for end in ("source", "target")]
    title = (f"{ends[0][0]} → {ends[1][0]}", f"{ends[0][1]} → {ends[1][1]}")
    return Part(
        "path",
        title,
        (),
        ends_of(links.all()),
        links.all(),
        lefts=tuple(dict.fromkeys(path.source for path in result.paths)),
        rights=tuple(dict.fromkeys(path.target for path in result.paths)),
        flow=tuple(flow),
        paths=cards,
    )


def document(graph: Graph, ident: str) -> Part:
    """Take the claims for which a document gives evidence.

    Raises:
        NotFoundError: there is no such document.
        TooLargeError: it speaks of too many entities.
    """
    record = _named(graph.file.table("documents"), "document", ident)
    links = Links(graph)
    told = (c for c in graph.claims.bodies() if any(e["document"] == ident for e in c["evidence"]))
    draw(links, told, (), graph.entities.ids)
    drawn = ends_of(links.all())
    limit(len(drawn))
    notes = _citations(graph, (record["reference"],))
    return Part("document", pair(record["label"]), notes, drawn, links.all())


def mechanism(graph: Graph, ident: str) -> Part:
    """Take the claims of a mechanism.

    Raises:
        NotFoundError: there is no such mechanism.
    """
    record = _named(graph.mechanisms, "mechanism", ident)
    links = Links(graph)
    draw(links, (graph.claims.get(claim) for claim in record["claims"]), (), graph.entities.ids)
    told = graph.file.table("documents").get(record["document"])
    origin = _joined(closed("mechanism", record["kind"]), pair(told["label"]))
    notes = (origin, *_citations(graph, record["references"]))
    return Part("mechanism", pair(record["label"]), notes, ends_of(links.all()), links.all())


def draw(
    links: Links,
    claims: Iterable[dict[str, Any]],
    relations: Iterable[dict[str, Any]],
    shown: Collection[str] | Iterable[str],
) -> None:
    """Add claims, with the mediators through which they run, and relations; ends must be shown."""
    among = frozenset(shown)
    for record in claims:
        if record["subject"] not in among or record["object"] not in among:
            continue
        links.claim(record)
        for mediator in record["mediated_by"]:
            if mediator in among:
                links.through(record, mediator)
    for record in relations:
        if record["subject"] in among and record["object"] in among:
            links.relation(record)


def ends_of(links: Iterable[Link]) -> tuple[str, ...]:
    """List the entities at the ends of lines."""
    return tuple(sorted({end for link in links for end in (link.key.source, link.key.target)}))


def _citations(graph: Graph, idents: Iterable[str]) -> tuple[Pair, ...]:
    return tuple((citation(graph.references.get(ident)),) * 2 for ident in idents)


def _joined(one: Pair, two: Pair) -> Pair:
    return f"{one[0]}; {two[0]}", f"{one[1]};{two[1]}"


def limit(count: int) -> None:
    """Refuse what nobody could read."""
    if count > MAX_ENTITIES:
        raise TooLargeError(count)


def _record(graph: Graph, curie: str) -> dict[str, Any]:
    record: dict[str, Any] = graph.entities.get(curie)
    return record


def _named(table: Table, kind: str, ident: str) -> dict[str, Any]:
    record: dict[str, Any] | None = table.get(ident)
    if record is None:
        raise NotFoundError(kind, ident, get_close_matches(ident, list(table.ids), cutoff=0.4))
    return record


class _Near:
    """What stands beside an entity."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def claims(self, curie: str) -> list[str]:
        """List the claims with an entity at an end or between."""
        graph = self._graph
        number = graph.entities.index(curie)
        found: dict[str, None] = {}
        if number is not None:
            for end in ("subject", "object"):
                starts, rows = (
                    graph.file.numbers(f"as_{end}.at"),
                    graph.file.numbers(f"as_{end}.claim"),
                )
                found.update(
                    (graph.claims.ids[row], None)
                    for row in rows[starts[number] : starts[number + 1]]
                )
        return [*found, *self._mediated.get(curie, ())]

    def relations(self, curie: str) -> list[str]:
        """List the relations of an entity."""
        return self._related.get(curie, [])

    def neighbours(self, curie: str) -> Iterator[str]:
        """Yield the entities that share a line with an entity, itself perhaps among them."""
        for ident in self.claims(curie):
            record = self._graph.claims.get(ident)
            yield from (record["subject"], record["object"], *record["mediated_by"])
        for ident in self.relations(curie):
            subject, _, obj = ident.split(" ")
            yield from (subject, obj)

    @cached_property
    def _mediated(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        if len(self._graph.claims) <= SCAN:
            for record in self._graph.claims.bodies():
                for mediator in record["mediated_by"]:
                    found[mediator].append(record["id"])
        return found

    @cached_property
    def _related(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for ident in self._graph.relations.ids:
            subject, _, obj = ident.split(" ")
            found[subject].append(ident)
            found[obj].append(ident)
        return found
