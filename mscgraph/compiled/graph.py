"""The graph as every command sees it: names, entities, claims and arcs over one mapped file."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mscgraph.compiled.layout import ENDS_ONLY, NONE, UNSPECIFIED
from mscgraph.errors import AmbiguousNameError, NotFoundError
from mscgraph.terms import CONTEXT_KEYS, CONTEXT_WORDS, CONTROLS, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mscgraph.compiled.read import CompiledFile, Table

Origin = Literal["curated", "imported"]
"""Which of two joined graphs something is from."""


class Match(NamedTuple):
    """An entity that a text may mean."""

    entity: int
    name: str
    """The name that matched, as written."""
    score: float
    """100 for the very name, less for a part of one, a similar one or one of a joined graph."""


class Graph:
    """A compiled graph, opened. Entities are numbers here; :meth:`entity` gives their record."""

    def __init__(self, file: CompiledFile) -> None:
        self.file = file
        self.meta = file.meta

    # ------------------------------------------------------------------ records

    @cached_property
    def entities(self) -> Table:
        """The records of the entities; an entity's number is its index here."""
        return self.file.table("entities")

    @cached_property
    def claims(self) -> Table:
        """The records of the claims."""
        return self.file.table("claims")

    @cached_property
    def relations(self) -> Table:
        """The structural facts of the ontology; their number follows those of the claims."""
        return self.file.table("relations")

    @cached_property
    def references(self) -> Table:
        """The records of the references."""
        return self.file.table("references")

    @cached_property
    def mechanisms(self) -> Table:
        """The records of the mechanisms."""
        return self.file.table("mechanisms")

    @cached_property
    def predicates(self) -> Table:
        """The records of the predicates; an arc's predicate is an index here."""
        return self.file.table("predicates")

    @cached_property
    def types(self) -> Table:
        """The records of the kinds; an entity's kind is an index here."""
        return self.file.table("types")

    def curie(self, entity: int) -> str:
        """Give the id of an entity."""
        return self.entities.ids[entity]

    def entity(self, entity: int) -> dict[str, Any]:
        """Give the record of an entity."""
        body: dict[str, Any] = self.entities.body(entity)
        return body

    def record(self, number: int) -> dict[str, Any]:
        """Give the claim, or past the claims the relation, that an arc walks."""
        claims = len(self.claims)
        body: dict[str, Any] = (
            self.claims.body(number) if number < claims else self.relations.body(number - claims)
        )
        return body

    def origin(self, record: int) -> Origin | None:
        """Say which of two joined graphs a claim or relation is from; None: there is but one."""
        if self.file.kind != "joined":
            return None
        curated = self.meta["curated_claims"]
        return "imported" if curated <= record < len(self.claims) else "curated"

    @property
    def curated_claims(self) -> int:
        """Number of the claims, the first ones, that may name mediators, routes or mechanisms.

        No imported edge does.
        """
        if self.file.kind == "imported":
            return 0
        return int(self.meta.get("curated_claims", len(self.claims)))

    # ------------------------------------------------------------------ entities

    @cached_property
    def _kinds(self) -> Any:
        return self.file.numbers("entity.type")

    @cached_property
    def _flags(self) -> Any:
        return self.file.numbers("entity.flags")

    @cached_property
    def _good(self) -> Any:
        return self.file.numbers("entity.good")

    def kind(self, entity: int) -> str:
        """Give the kind of an entity."""
        return self.types.ids[self._kinds[entity]]

    def ends_only(self, entity: int) -> bool:
        """Say whether an entity stands only at the ends of a path."""
        return bool(self._flags[entity] & (ENDS_ONLY | UNSPECIFIED))

    def unspecified(self, entity: int) -> bool:
        """Say whether an entity is a class that names no member."""
        return bool(self._flags[entity] & UNSPECIFIED)

    def derived_from(self, entity: int) -> list[int]:
        """List what is derived from an entity, such as the vesicles of a cell; never below it."""
        curie = self.curie(entity)
        claims = self.claims_with(entity, "object")
        records = (*(self.claims.body(n) for n in claims), *self.relations.bodies())
        found = {
            self.entities.index(record["subject"])
            for record in records
            if record["predicate"] == "derived_from" and record["object"] == curie
        }
        return sorted(index for index in found if index is not None)

    def claims_with(self, entity: int, end: str) -> Any:
        """Give the numbers of the claims with an entity as ``subject`` or ``object``."""
        starts, numbers = self.file.numbers(f"as_{end}.at"), self.file.numbers(f"as_{end}.claim")
        return numbers[starts[entity] : starts[entity + 1]]

    def claims_through(self, entities: Collection[int]) -> set[int]:
        """Give the numbers of the claims that name one of these entities as a mediator."""
        arcs = zip(self.arcs.via, self.arcs.record, strict=True)
        return {record for via, record in arcs if via in entities} if entities else set()

    def good_direction(self, entity: int) -> int:
        """Say whether more (1) or less (-1) of it is good for the patient; 0: undecided."""
        return int(self._good[entity])

    def below(self, entity: int) -> list[int]:
        """List an entity and all that is below it by ``is_a``, itself first."""
        starts, children = self.file.numbers("below.at"), self.file.numbers("below.entity")
        found = [entity]
        seen = {entity}
        for current in found:
            for child in children[starts[current] : starts[current + 1]]:
                if child not in seen:
                    seen.add(child)
                    found.append(child)
        return found

    # ------------------------------------------------------------------ names

    def resolve(self, text: str) -> int:
        """Find the one entity that goes by a name or an id.

        Raises:
            NotFoundError: nothing does; the nearest names are suggested.
            AmbiguousNameError: several do.
        """
        index = self.entities.index(text)
        if index is not None and self.entity(index)["status"] == "active":
            return index
        matches = list(self._exact(fold(text)))
        best = max((match.score for match in matches), default=0)
        found = {match.entity for match in matches if match.score == best}
        if len(found) == 1:
            return found.pop()
        if found:
            ids = sorted(self.curie(entity) for entity in found)
            raise AmbiguousNameError("entity", text, ids)
        raise NotFoundError("entity", text, self.suggest(text))

    def context_ids(self, key: str, value: str) -> frozenset[str]:
        """Give what satisfies ``key=value`` of a context: an entity and all below it, or a word.

        Raises:
            NotFoundError: there is no such key, or no entity goes by the value.
        """
        if key not in CONTEXT_KEYS:
            raise NotFoundError("context key", key, CONTEXT_KEYS)
        if key in CONTEXT_WORDS or value in CONTROLS:
            return frozenset({value})
        return frozenset(self.curie(entity) for entity in self.below(self.resolve(value)))

    def find(self, text: str, *, kind: str | None = None, limit: int = 10) -> list[Match]:
        """Find entities by name: the very name, then those that hold it, then similar ones.

        Args:
            text: any part of a name in any language.
            kind: only entities of this kind.
            limit: at most so many.
        """
        wanted = fold(text)
        best: dict[int, Match] = {}
        for match in (*self._exact(wanted), *self._holding(wanted), *self._near(wanted, limit * 3)):
            held = best.get(match.entity)
            if (held is None or match.score > held.score) and (
                kind is None or self.kind(match.entity) == kind
            ):
                best[match.entity] = match
        ordered = sorted(best.values(), key=lambda m: (-m.score, len(m.name), self.curie(m.entity)))
        return ordered[:limit]

    def suggest(self, text: str, limit: int = 3) -> list[str]:
        """Give the names nearest to a text that is no name."""
        names: list[str] = []
        for match in self.find(text, limit=limit):
            if match.name not in names:
                names.append(match.name)
        return names

    def names_from(self, text: str, limit: int = 50) -> list[str]:
        """Give the names that begin with a text, in any language, in the order of the alphabet."""
        wanted, names = fold(text), self._folded
        found: dict[str, None] = {}
        row = bisect_left(names, wanted)
        while row < len(names) and names[row].startswith(wanted) and len(found) < limit:
            found[self.file.strings("name.shown")[row]] = None
            row += 1
        return list(found)

    @cached_property
    def _folded(self) -> Any:
        return self.file.strings("name.folded")

    @cached_property
    def _theirs(self) -> Any:
        """Of a joined graph: for each name, whether only the imported one gives it."""
        return self.file.numbers("name.graph") if self.file.has("name.graph") else None

    def _match(self, row: int, score: float) -> Match:
        entity = self.file.numbers("name.entity")[row]
        if self._theirs and self._theirs[row]:
            score -= 0.5  # of two names that fit alike, the curated one is meant
        return Match(entity, self.file.strings("name.shown")[row], score)

    def _exact(self, wanted: str) -> Iterator[Match]:
        row = bisect_left(self._folded, wanted) if wanted else len(self._folded)
        while row < len(self._folded) and self._folded[row] == wanted:
            yield self._match(row, 100.0)
            row += 1

    def _holding(self, wanted: str) -> Iterator[Match]:
        if not wanted:
            return
        for row, name in enumerate(self._folded):
            at = name.find(wanted)
            if at >= 0:
                share = len(wanted) / len(name)
                yield self._match(row, (90.0 if at == 0 else 75.0) + 9.0 * share)

    def _near(self, wanted: str, limit: int) -> Iterator[Match]:
        if not wanted:
            return
        from rapidfuzz import fuzz, process  # only for names that are not there as typed

        names = list(self._folded)
        for _, score, row in process.extract(
            wanted, names, scorer=fuzz.ratio, limit=limit, score_cutoff=55
        ):
            yield self._match(row, score * 0.74)

    # ------------------------------------------------------------------ arcs

    @cached_property
    def arcs(self) -> Arcs:
        """The arcs that a path may walk."""
        return Arcs(self.file)


class Arcs:
    """Parallel arrays over all arcs; ``out(e)`` and ``into(e)`` give arc numbers."""

    def __init__(self, file: CompiledFile) -> None:
        numbers = file.numbers
        self._out = numbers("out.at")
        self._in = numbers("in.at")
        self._in_arc = numbers("in.arc")
        self.source = numbers("arc.source")
        self.target = numbers("arc.target")
        self.via = numbers("arc.via")
        self.sign = numbers("arc.sign")
        self.flags = numbers("arc.flags")
        self.predicate = numbers("arc.predicate")
        self.record = numbers("arc.record")
        self.belief = numbers("arc.belief")
        self.specificity = numbers("arc.specificity")
        self.cost = numbers("arc.cost")

    def __len__(self) -> int:
        return len(self.source)

    def out(self, entity: int) -> range:
        """Give the numbers of the arcs that leave an entity."""
        return range(self._out[entity], self._out[entity + 1])

    def into(self, entity: int) -> Any:
        """Give the numbers of the arcs that reach an entity."""
        return self._in_arc[self._in[entity] : self._in[entity + 1]]

    def mediator(self, arc: int) -> int | None:
        """Give the entity through which an arc runs; None for a plain one."""
        via: int = self.via[arc]
        return None if via == NONE else via
