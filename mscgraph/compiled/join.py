"""Join an imported graph to a curated one: one compiled graph, which the same search walks.

What a search reads is laid anew: entities by id, names, and the arcs of both. Every arc keeps the
cost that it has in its own graph. Degrees, and with them specificity, are those of its own graph
too: a curated step would else count for less because somebody imported another graph, and a path
that is wholly curated would not keep its score. The rows of the imported graph, which are most of
its size, stay in its file.
"""

from __future__ import annotations

import math
from array import array
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.compiled.build import BigSections
from mscgraph.compiled.joined import ALIASES
from mscgraph.compiled.layout import APART, NONE, TABLES, UNIT
from mscgraph.compiled.match import match
from mscgraph.compiled.write import dump
from mscgraph.errors import GraphFileError
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mscgraph.compiled.read import CompiledFile

    Change = Callable[[int], int] | None
    """What becomes of a number of one graph in the joined one; None where it stays."""

OURS, THEIRS = 0, 1
_ARCS = (
    *("source", "target", "via", "record", "predicate"),
    *("sign", "flags", "belief", "specificity", "cost"),
)
_MOST = 256
"""Predicates and kinds, at most: their numbers are bytes."""


class Run(NamedTuple):
    """Entities of one graph that stand in a row in the joined one."""

    side: int
    start: int
    stop: int
    first: bool = True
    last: bool = True
    """Whether each of them begins, and is whole, with this run; a shared entity takes several."""


class Span(NamedTuple):
    """A stretch of an array of one graph."""

    side: int
    start: int
    stop: int


def join(ours: CompiledFile, theirs: CompiledFile) -> tuple[BigSections, dict[str, Any]]:
    """Give the sections of the joined graph and what its header says.

    Raises:
        GraphFileError: the imported file was edited, or the two together have more predicates or
            kinds than a graph can have.
    """
    try:
        made = _Join(ours, theirs)
        made.put_tables()
        made.put_entities()
        made.put_names()
        made.put_claims()
        made.put_arcs()
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise GraphFileError(theirs.name, "truncated or edited; import it again") from error
    return made.sections, made.meta()


class _Join:
    """Two graphs on their way to one."""

    def __init__(self, ours: CompiledFile, theirs: CompiledFile) -> None:
        self.sections = BigSections()
        self._files = ours, theirs
        self._matches = match(ours.table("entities"), theirs.table("entities"))
        self._claims = len(ours.table("claims")), len(theirs.table("claims"))
        self._ids = tuple(list(file.strings("entities.id")) for file in self._files)
        self._twins: dict[int, list[int]] = {}
        for number, twin in self._matches.same.items():
            self._twins.setdefault(twin, []).append(number)
        unmatched = (i for i in range(len(self._ids[THEIRS])) if i not in self._matches.same)
        homes = [(OURS, i) for i in range(len(self._ids[OURS]))]
        homes.extend((THEIRS, i) for i in unmatched)
        self._homes = sorted(homes, key=lambda home: self._ids[home[0]][home[1]])
        self._runs = list(self._order())
        self._counts = {"entities": len(homes), "shared": len(self._twins)}

    @cached_property
    def _numbers(self) -> tuple[array[int], array[int]]:
        """The number of each entity of both graphs in the joined one."""
        made = tuple(array("I", bytes(4 * len(ids))) for ids in self._ids)
        for number, (side, entity) in enumerate(self._homes):
            made[side][entity] = number
        for entity, twin in self._matches.same.items():
            made[THEIRS][entity] = made[OURS][twin]
        return made[OURS], made[THEIRS]

    def _order(self) -> Iterator[Run]:
        """Yield the entities of both graphs in the order of the joined one, in runs."""
        held: Run | None = None
        for side, entity in self._homes:
            twins = self._twins.get(entity, ()) if side == OURS else ()
            goes_on = held and held.first and (held.side, held.stop) == (side, entity)
            if held and goes_on and not twins:
                held = held._replace(stop=entity + 1)
                continue
            if held:
                yield held
            held = Run(side, entity, entity + 1, last=not twins)
            for place, twin in enumerate(twins, 1):
                yield held
                held = Run(THEIRS, twin, twin + 1, first=False, last=place == len(twins))
        if held:
            yield held

    # ------------------------------------------------------------------ arrays

    def _grouped(
        self, name: str, values: str, runs: Iterable[Run] | None = None
    ) -> tuple[array[int], list[Span]]:
        """Give where the group of each entity begins, and what to lay in a row for it."""
        starts = [_starts(file, name, values) for file in self._files]
        at, end = array("I", [0]), 0
        spans = []
        for run in self._runs if runs is None else runs:
            begins = starts[run.side]
            spans.append(Span(run.side, begins[run.start], begins[run.stop]))
            for entity in range(run.start, run.stop):
                end += begins[entity + 1] - begins[entity]
                if run.last:
                    at.append(end)
        return at, spans

    def _laid(
        self, name: str, spans: Sequence[Span], changes: tuple[Change, Change] = (None, None)
    ) -> array[Any]:
        """Lay stretches of the same array of both graphs in a row."""
        views = [file.numbers(name) for file in self._files]
        made = array(views[OURS].format)
        for side, start, stop in spans:
            change, part = changes[side], views[side][start:stop]
            if change is None:
                made.frombytes(part.tobytes())
            else:
                made.extend(map(change, part))
        return made

    def _per_entity(self, name: str, changes: tuple[Change, Change] = (None, None)) -> None:
        """Put an array by entity; for a shared one what the curated graph says counts."""
        spans = [Span(run.side, run.start, run.stop) for run in self._runs if run.first]
        self.sections.numbers(name, self._laid(name, spans, changes))

    @property
    def _entity(self) -> tuple[Change, Change]:
        return self._numbers[OURS].__getitem__, self._numbers[THEIRS].__getitem__

    # ------------------------------------------------------------------ records

    def put_tables(self) -> None:
        """Put the records that only the curated graph has."""
        own = [name for name in TABLES if name not in ("entities", "predicates", "types")]
        for name in own:
            for part in ("id", "body"):
                key = f"{name}.{part}"
                self.sections.text(f"{key}.text", bytes(self._files[OURS].text(f"{key}.text")))
                starts = self._files[OURS].numbers(f"{key}.at")
                self.sections.numbers(f"{key}.at", array("Q", starts))

    def _put_words(self, name: str) -> tuple[Change, Change]:
        """Put predicates or kinds, those of both graphs, and give what their numbers become."""
        tables = [file.table(name) for file in self._files]
        bodies = {body["id"]: body for table in reversed(tables) for body in table.bodies()}
        ids = sorted(bodies)
        if len(ids) > _MOST:
            raise GraphFileError(
                self._files[THEIRS].name,
                Message(
                    "has {count} {name} that the curated graph lacks; together there may be {most}",
                    {"count": len(ids) - len(tables[OURS]), "name": name, "most": _MOST},
                ),
            )
        self.sections.strings(f"{name}.id", map(str.encode, ids))
        self.sections.strings(f"{name}.body", (dump(bodies[ident]).encode() for ident in ids))
        self._counts[name] = len(ids)
        numbers = {ident: number for number, ident in enumerate(ids)}
        ours, theirs = ([numbers[ident] for ident in table.ids] for table in tables)
        return ours.__getitem__, theirs.__getitem__

    def put_entities(self) -> None:
        """Put the entities; a shared one is the curated one, with the ids of both."""
        self._per_entity("entity.type", self._put_words("types"))
        self._per_entity("entity.flags")
        self._per_entity("entity.good")
        self._put_below()
        self.sections.strings("entities.id", (self._ids[s][i].encode() for s, i in self._homes))
        self.sections.strings("entities.body", self._bodies())
        self.sections.text(ALIASES, dump(self._aliases).encode())

    def _put_below(self) -> None:
        """Put what is below each entity; for a shared one what the curated graph says counts.

        No step of a path says by which hierarchy an end was widened, so the imported graph must
        not widen a curated one.
        """
        runs = [run._replace(last=True) for run in self._runs if run.first]
        at, spans = self._grouped("below", "below.entity", runs)
        self.sections.numbers("below.at", at)
        self.sections.numbers("below.entity", self._laid("below.entity", spans, self._entity))

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, str]]:
        labels = self._files[OURS].table("entities")
        return {
            self._ids[THEIRS][number]: (self._ids[OURS][twin], labels.body(twin)["label"]["en"])
            for number, twin in self._matches.same.items()
        }

    def _bodies(self) -> Iterator[bytes]:
        tables = [file.table("entities") for file in self._files]
        for side, entity in self._homes:
            body = tables[side].body(entity)
            if side == THEIRS:
                parents = (self._aliases.get(parent, (parent,))[0] for parent in body["parents"])
                body["parents"] = list(parents)
            for twin in self._twins.get(entity, ()) if side == OURS else ():
                other = tables[THEIRS].body(twin)
                known = dict.fromkeys((*body["xrefs"], other["id"], *other["xrefs"]))
                body["xrefs"] = [xref for xref in known if xref != body["id"]]
            yield dump(body).encode()

    def put_names(self) -> None:
        """Put the names of both graphs; one that both give is the curated graph's."""
        rows: dict[tuple[str, int, str], tuple[int, int]] = {}
        for side in (THEIRS, OURS):
            file, numbers = self._files[side], self._numbers[side]
            named = file.numbers("name.entity"), file.numbers("name.rank")
            names = zip(
                file.strings("name.folded"), file.strings("name.shown"), *named, strict=True
            )
            for folded, shown, entity, rank in names:
                rows[folded, numbers[entity], shown] = rank, side
        ordered = sorted(
            (f, entity, rank, shown, s) for (f, entity, shown), (rank, s) in rows.items()
        )
        self.sections.strings("name.folded", (row[0].encode() for row in ordered))
        self.sections.strings("name.shown", (row[3].encode() for row in ordered))
        self.sections.numbers("name.entity", array("I", [row[1] for row in ordered]))
        self.sections.numbers("name.rank", array("B", [row[2] for row in ordered]))
        self.sections.numbers("name.graph", array("B", [row[4] for row in ordered]))

    # ------------------------------------------------------------------ claims and arcs

    def put_claims(self) -> None:
        """Put which claims name an entity; the imported ones are numbered after the curated."""
        for end in ("subject", "object"):
            at, spans = self._grouped(f"as_{end}", f"as_{end}.claim")
            claims = self._laid(f"as_{end}.claim", spans, (None, self._claims[OURS].__add__))
            self.sections.numbers(f"as_{end}.at", at)
            self.sections.numbers(f"as_{end}.claim", claims)

    def put_arcs(self) -> None:
        """Put the arcs of both graphs, by entity, and how they are reached from their targets."""
        at, spans = self._grouped("out", "arc.source")
        changes = self._changes()
        arcs = {name: self._laid(f"arc.{name}", spans, changes[name]) for name in _ARCS}
        raised = self._hold_back(at, arcs)
        moved = self._moved(spans)
        self._sort_out(at, arcs, moved)
        back, spans = self._grouped("in", "in.arc")
        order = self._laid("in.arc", spans, (moved[OURS].__getitem__, moved[THEIRS].__getitem__))
        for entity in raised.union(self._numbers[OURS][twin] for twin in self._twins):
            span = slice(back[entity], back[entity + 1])
            order[span] = array(order.typecode, sorted(order[span], key=arcs["cost"].__getitem__))
        self.sections.numbers("out.at", at)
        self.sections.numbers("in.at", back)
        self.sections.numbers("in.arc", order)
        for name in ("source", "cost", "flags"):  # what a search from the target reads
            values = arcs[name]
            reached = array(values.typecode, map(values.__getitem__, order))
            self.sections.numbers(f"in.{name}", reached)
        for name, values in arcs.items():
            self.sections.numbers(f"arc.{name}", values)

    def _changes(self) -> dict[str, tuple[Change, Change]]:
        same: tuple[Change, Change] = (None, None)
        ours, theirs = self._claims
        vias = (_or_none(numbers) for numbers in self._numbers)
        changes = dict.fromkeys(_ARCS, same)
        changes.update(source=self._entity, target=self._entity, via=(next(vias), next(vias)))
        changes.update(predicate=self._put_words("predicates"))
        # the relations of the curated graph, numbered after its claims, come after all claims
        changes.update(record=(lambda n: n if n < ours else n + theirs, ours.__add__))
        return changes

    def _moved(self, spans: Sequence[Span]) -> tuple[array[int], array[int]]:
        """Give the new number of every arc of both graphs."""
        made = tuple(array("I", bytes(file.text("arc.source"))) for file in self._files)
        first = 0
        for side, start, stop in spans:
            made[side][start:stop] = array("I", range(first, first + stop - start))
            first += stop - start
        return made[OURS], made[THEIRS]

    def _sort_out(
        self, at: array[int], arcs: dict[str, array[Any]], moved: tuple[array[int], array[int]]
    ) -> None:
        """Let the arcs of each entity of both graphs stand the cheapest first, as a search wants.

        ``moved`` follows: it goes on to give the number of every arc.
        """
        place: dict[int, int] = {}
        for twin in self._twins:
            entity = self._numbers[OURS][twin]
            own = range(at[entity], at[entity + 1])
            order = sorted(own, key=arcs["cost"].__getitem__)
            place.update(zip(order, own, strict=True))
            for values in arcs.values():
                values[own.start : own.stop] = array(
                    values.typecode, map(values.__getitem__, order)
                )
        for made in moved:
            for number, arc in enumerate(made):
                if arc in place:
                    made[number] = place[arc]

    def _hold_back(self, at: array[int], arcs: dict[str, array[Any]]) -> set[int]:
        """Let no imported arc outdo a curated one that leads the same way; say whereto they lead.

        Parallel arcs are one step, and the cheapest stands for it. So an imported arc between the
        ends and with the sign of curated ones costs at least as much as each of them, since which
        of them may be walked depends on the question: it is shown behind the curated claim, and
        the path keeps its score and its standing.
        """
        raised: set[int] = set()
        for twin in self._twins:
            entity = self._numbers[OURS][twin]
            parts: tuple[list[int], list[int]] = ([], [])
            for arc in range(at[entity], at[entity + 1]):
                parts[not self._is_ours(arcs["record"][arc])].append(arc)
            for arc in parts[THEIRS]:
                ahead = (mine for mine in parts[OURS] if _leads_alike(arcs, mine, arc))
                _raise_cost(arcs, arc, max((arcs["cost"][mine] for mine in ahead), default=0))
                raised.add(arcs["target"][arc])
        return raised

    def _is_ours(self, record: int) -> bool:
        return not 0 <= record - self._claims[OURS] < self._claims[THEIRS]

    def meta(self) -> dict[str, Any]:
        """Give what the header says of the graph."""
        ours, theirs = (file.meta["counts"] for file in self._files)
        counts = {name: count + theirs.get(name, 0) for name, count in ours.items()}
        counts.update(self._counts, unclear=self._matches.unclear)
        own = {"curated_claims": self._claims[OURS], "content_hash": "", "counts": counts}
        return {**self._files[OURS].meta, **own}


def _starts(file: CompiledFile, name: str, values: str) -> Any:
    """Give where the groups of a file begin.

    Raises:
        ValueError: they lead outside.
    """
    at = file.numbers(f"{name}.at")
    if at[0] or at[-1] != len(file.numbers(values)) or any(a > b for a, b in pairwise(at)):
        raise ValueError(name)
    return at


def _or_none(numbers: array[int]) -> Change:
    return lambda entity: NONE if entity == NONE else numbers[entity]


def _leads_alike(arcs: dict[str, array[Any]], mine: int, other: int) -> bool:
    """Whether a search would make one step of two arcs of an entity."""
    alike = all(arcs[name][mine] == arcs[name][other] for name in ("target", "via", "sign"))
    return alike and not (arcs["flags"][mine] ^ arcs["flags"][other]) & APART


def _raise_cost(arcs: dict[str, array[Any]], arc: int, least: int) -> None:
    """Raise the cost of an arc, by way of its specificity, so that the factors still give it."""
    missing = least - arcs["cost"][arc]
    if missing > 0:
        arcs["cost"][arc] = least
        arcs["specificity"][arc] *= math.exp(-missing / UNIT)
