"""The path search once more, plainly: try every simple chain of claims, then sort.

It reads the curated records and the walk rules, never the compiled arcs, so that it can disagree
with them. Exponential; for graphs of a few entities.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple

from mscgraph.kb.belief import beliefs
from mscgraph.terms import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph import model
    from mscgraph.graph.query import PathQuery
    from mscgraph.kb.load import KnowledgeBase

_SIGNS = {1: "+", -1: "-", 0: "0", UNKNOWN: None}
_LAST = "\uffff"  # a plain step comes after one through any mediator


class Edge(NamedTuple):
    """A claim or a relation in one direction, through one mediator or none."""

    source: str
    target: str
    via: str | None
    sign: int
    structural: bool
    rule: str
    predicate: str
    belief: float
    cost: int
    number: int
    """Claims by id, then relations by id."""
    name: str
    """Id of the claim; blank for a relation."""
    claim: model.Claim | None


class Answer(NamedTuple):
    """What is compared with a path."""

    entities: tuple[str, ...]
    places: tuple[tuple[str, ...], ...]
    """The same, with all mediators of a claim in one place."""
    steps: tuple[tuple[str | None, bool, tuple[str, ...]], ...]
    """Sign, structural or not, and all parallel claims of each step, the best first."""
    sign: str | None
    effect: str | None
    score: float


Hop = tuple[Edge, ...]
"""Parallel edges, the cheapest first."""


class Oracle:
    """All answers to one question."""

    def __init__(self, kb: KnowledgeBase, source: str, target: str, query: PathQuery) -> None:
        self.kb = kb
        self.query = query
        self.sources = {e for e in kb.entities if source in kb.ancestors[e]}
        self.targets = {e for e in kb.entities if target in kb.ancestors[e]} - self.sources
        self.avoid = {e for e in kb.entities if kb.ancestors[e] & set(query.avoid)}
        self.edges = [edge for edge in self._edges() if self._may_walk(edge)]
        self.hops: dict[str, list[Hop]] = {}

    def answers(self) -> list[Answer]:
        """Give the first k answers, best first."""
        found: dict[str, tuple[Hop, ...]] = {}
        for edges in self._stories() if self.query.reported_only else [self.edges]:
            for chain in self._chains(edges):
                found[repr(_order(chain))] = chain
        best = sorted(found.values(), key=_order)
        return self._told(best)[: self.query.k]

    def _told(self, chains: list[tuple[Hop, ...]]) -> list[Answer]:
        """Tell chains of the same claims once."""
        groups: dict[str, list[tuple[Hop, ...]]] = {}
        for chain in chains:
            key = repr([(hop[0].number, hop[0].target, not hop[0].via) for hop in chain])
            groups.setdefault(key, []).append(chain)
        return [self._telling(group) for group in groups.values()]

    def _telling(self, group: list[tuple[Hop, ...]]) -> Answer:
        """Go through the mediators that come first in their claims; the others join them."""
        listed: list[list[str]] = [
            list(hop[0].claim.mediated_by) if hop[0].claim else [] for hop in group[0]
        ]
        first = min(
            group,
            key=lambda chain: [
                named.index(hop[0].via) if hop[0].via else -1
                for named, hop in zip(listed, chain, strict=True)
            ],
        )
        answer = self._answer(first)
        taken = set(answer.entities)
        places: list[tuple[str, ...]] = [(answer.entities[0],)]
        for i, named in enumerate(listed):
            if first[i][0].via:
                others = {chain[i][0].via for chain in group} - taken
                places.append(tuple(e for e in named if e in {first[i][0].via, *others}))
                taken.update(places[-1])
            places.append((first[i][0].target,))
        return answer._replace(places=tuple(places))

    def _chains(self, edges: list[Edge]) -> list[tuple[Hop, ...]]:
        """Give all chains of some edges; a plain one is left out beside its mediated twin."""
        self.hops = self._grouped(edges)
        chains = [chain for source in self.sources for chain in self._walk(source, {source}, ())]
        kept: list[tuple[Hop, ...]] = []
        told: dict[tuple[int, ...], list[tuple[str | None, ...]]] = {}
        for chain in sorted(chains, key=_order):
            records = tuple(hop[0].number for hop in chain)
            vias = tuple(hop[0].via for hop in chain)
            if self._wanted(chain) and not _less_said(vias, told.get(records, [])):
                told.setdefault(records, []).append(vias)
                kept.append(chain)
        return kept

    def _grouped(self, edges: list[Edge]) -> dict[str, list[Hop]]:
        """Group edges by their source: parallel ones of one sign are one choice."""
        groups: dict[tuple[str, str, str | None, int, bool, bool], list[Edge]] = {}
        for edge in edges:
            kind = edge.structural, self._is_shortened(edge)
            groups.setdefault((edge.source, edge.target, edge.via, edge.sign, *kind), []).append(
                edge
            )
        found: dict[str, list[Hop]] = {}
        for (source, *_), parallel in groups.items():
            hop = tuple(sorted(parallel, key=lambda e: (e.cost, e.number)))
            found.setdefault(source, []).append(hop)
        return found

    def _is_shortened(self, edge: Edge) -> bool:
        """Whether a claim that could be told through a mediator is told without."""
        claim = edge.claim
        if claim is None or edge.via or (edge.source, edge.target) != (claim.subject, claim.object):
            return False
        return any(not self.kb.entities[mediator].unspecified for mediator in claim.mediated_by)

    def _stories(self) -> Iterator[list[Edge]]:
        """Yield the edges of each thing that one study reported whole."""
        kb = self.kb
        yield [
            edge
            for edge in self.edges
            if edge.source in self.sources and edge.target in self.targets and self._shown(edge)
        ]
        for mechanism in kb.mechanisms.values():
            if mechanism.kind == "study":
                yield [e for e in self.edges if e.claim is None or e.name in mechanism.claims]

    def _shown(self, edge: Edge) -> bool:
        """Whether a claim rests on a primary paper that was not retracted."""
        cites = (cite for e in edge.claim.evidence for cite in e.cites) if edge.claim else ()
        found = (self.kb.references[cite.reference] for cite in cites)
        return any(r.retracted is None and r.design not in ("review", "other") for r in found)

    # ------------------------------------------------------------------ edges

    def _edges(self) -> Iterator[Edge]:
        kb, held = self.kb, beliefs(self.kb)
        degrees = _Degrees(kb)
        for number, ident in enumerate(sorted(kb.claims)):
            claim = kb.claims[ident]
            belief = round(held[ident].value, 6) if ident in held else 0.0
            comparator = claim.context.comparator
            if claim.negated or not belief or (comparator and ":" in comparator):
                continue
            sign = kb.signs.of(claim.predicate, claim.object, claim.pathway_role)
            spec = degrees.specificity(claim.subject, claim.predicate, claim.object)
            rule = kb.predicates[claim.predicate]
            plain = Edge(
                source=claim.subject,
                target=claim.object,
                via=None,
                sign=sign,
                structural=sign == 0,
                rule=rule.walk.forward,
                predicate=claim.predicate,
                belief=belief,
                cost=_cost(belief * (0.25 if sign == 0 else spec) * float(rule.weight)),
                number=number,
                name=ident,
                claim=claim,
            )
            yield from (plain._replace(via=via) for via in claim.mediated_by)
            yield from _both_ways(plain, rule.walk.backward, claim.pathway_role)
        for number, (subject, relation) in enumerate(_relations(kb), len(kb.claims)):
            rule = kb.predicates[relation.predicate]
            plain = Edge(
                source=subject,
                target=relation.object,
                via=None,
                sign=kb.signs.of(relation.predicate, relation.object, relation.role),
                structural=True,
                rule=rule.walk.forward,
                predicate=relation.predicate,
                belief=1.0,
                cost=_cost(0.25 * float(rule.weight)),
                number=number,
                name="",
                claim=None,
            )
            yield from _both_ways(plain, rule.walk.backward, relation.role)

    def _may_walk(self, edge: Edge) -> bool:
        query = self.query
        rules = {"yes", "last_step"} | ({"sign_any"} if query.sign == "any" else set())
        return (
            edge.rule in rules
            and self._may_stand(edge)
            and not {edge.source, edge.target} & self.avoid
            and not (edge.claim and self.avoid.intersection(edge.claim.mediated_by))
            and (not query.predicates or edge.predicate in query.predicates)
            and edge.belief >= query.min_belief
            and (edge.claim is None or self._fits(edge.claim))
        )

    def _may_stand(self, edge: Edge) -> bool:
        """Whether the target of an edge, and its mediator, may stand where they would."""
        kb, query = self.kb, self.query
        if edge.via is not None and kb.entities[edge.via].unspecified:
            return False
        inside = {edge.target, edge.via} - self.sources - self.targets - {None}
        if query.types and any(kb.entities[e].type not in query.types for e in inside if e):
            return False
        if edge.target in self.targets:
            return True
        if query.through_products and edge.predicate == "chemoattracts":
            return True
        entity = kb.entities[edge.target]
        only_end = entity.unspecified or kb.types[entity.type].ends_only
        return edge.rule != "last_step" and not only_end

    def _fits(self, claim: model.Claim) -> bool:
        """Whether evidence and context of a claim pass the filters."""
        query = self.query
        designs = {evidence.design for evidence in claim.evidence}
        documents = {evidence.document for evidence in claim.evidence}
        supposed = all(evidence.hedge == "hypothesised" for evidence in claim.evidence)
        for key, value in query.context:
            stated = getattr(claim.context, key)
            if stated is not None and value not in self.kb.ancestors.get(stated, {stated}):
                return False
        return (
            (query.hypotheses or not supposed)
            and (not query.designs or bool(designs & set(query.designs)))
            and (not query.documents or bool(documents & set(query.documents)))
        )

    # ------------------------------------------------------------------ chains

    def _walk(
        self, entity: str, visited: set[str], chain: tuple[Hop, ...]
    ) -> Iterator[tuple[Hop, ...]]:
        """Yield every simple chain from here to the first target that it meets."""
        if entity in self.targets:
            yield chain
            return
        for hop in self.hops.get(entity, ()):
            new = {hop[0].target} | ({hop[0].via} if hop[0].via else set())
            longer = (*chain, hop)
            if not new & visited and hop[0].target not in self.sources and self._sound(longer):
                yield from self._walk(hop[0].target, visited | new, longer)

    def _sound(self, chain: tuple[Hop, ...]) -> bool:
        structural = [hop[0].structural for hop in chain]
        return (
            sum(2 if hop[0].via else 1 for hop in chain) <= self.query.max_hops
            and sum(structural) <= 2
            and structural[-2:] != [True, True]
        )

    def _wanted(self, chain: tuple[Hop, ...]) -> bool:
        query, answer = self.query, self._answer(chain)
        kinds = "".join(f"{self.kb.entities[entity].type} " for entity in answer.entities)
        return (
            (not query.reported_only or any(hop[0].claim for hop in chain))
            and set(query.via) <= set(answer.entities)
            and query.sign in (None, "any", answer.sign)
            and query.effect in (None, answer.effect)
            and bool(re.fullmatch(_pattern(query.shape), kinds))
        )

    def _answer(self, chain: tuple[Hop, ...]) -> Answer:
        entities = [chain[0][0].source]
        steps: list[tuple[str | None, bool, tuple[str, ...]]] = []
        sign = 1
        for hop in chain:
            edge = hop[0]
            claims = tuple(parallel.name for parallel in hop if parallel.name)
            step = _SIGNS[edge.sign] if edge.via is None else None, edge.structural, claims
            steps.extend([step] if edge.via is None else [step, step])
            entities.extend(entity for entity in (edge.via, edge.target) if entity)
            if UNKNOWN in (sign, edge.sign):
                sign = UNKNOWN
            elif edge.sign:
                sign *= edge.sign
        score = math.exp(-sum(hop[0].cost for hop in chain) / 2**32)
        good = self.kb.signs.good_direction(entities[-1])
        effect = (
            {1: "beneficial", -1: "harmful"}.get(sign * (good or 0)) if abs(sign) == 1 else None
        )
        return Answer(tuple(entities), (), tuple(steps), _SIGNS[sign], effect, score)


def _pattern(shape: str) -> str:
    """Turn a shape into a regular expression over kinds, each followed by a space."""
    parts = shape.split(">") if shape else ["*"]
    return "".join(r"(\w+ )*" if part == "*" else f"{part} " for part in parts)


class _Degrees:
    """Neighbours by predicate, of all that is stated and not denied."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.triples: set[tuple[str, str, str]] = {
            (claim.subject, claim.predicate, claim.object)
            for claim in kb.claims.values()
            if claim.status == "active" and not claim.negated
        }
        self.triples |= {(s, r.predicate, r.object) for s, r in _relations(kb)}

    def specificity(self, subject: str, predicate: str, obj: str) -> float:
        out = sum(1 for s, p, _ in self.triples if (s, p) == (subject, predicate))
        into = sum(1 for _, p, o in self.triples if (p, o) == (predicate, obj))
        return float((out * into) ** -0.4)


def _relations(kb: KnowledgeBase) -> list[tuple[str, model.Relation]]:
    found = {
        f"{entity.id} {relation.predicate} {relation.object}": (entity.id, relation)
        for entity in kb.entities.values()
        for relation in entity.relations
    }
    return [found[name] for name in sorted(found)]


def _both_ways(edge: Edge, backward: str, role: str | None) -> Iterator[Edge]:
    """Yield an edge along its arrow and against it, each with its own rule."""
    yield edge
    if backward == "role_effector":
        backward = "yes" if role == "effector" else "never"
    yield edge._replace(source=edge.target, target=edge.source, rule=backward)


def _cost(probability: float) -> int:
    return max(1, round(-math.log(probability) * 2**32))


def _less_said(vias: tuple[str | None, ...], told: list[tuple[str | None, ...]]) -> bool:
    """Whether the same claims were told already, with these mediators and more."""
    return any(
        all(via is None or via == known for via, known in zip(vias, others, strict=True))
        for others in told
    )


def _order(chain: tuple[Hop, ...]) -> tuple[int, list[int], list[str]]:
    """Cheapest first; ties by claim, then mediated before plain."""
    edges = [hop[0] for hop in chain]
    vias = [edge.via or _LAST for edge in edges]
    return sum(edge.cost for edge in edges), [edge.number for edge in edges], vias
