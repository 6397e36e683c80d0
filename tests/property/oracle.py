"""The path search once more, plainly: try every simple chain of claims, then sort.

It reads the curated records and the walk rules, never the compiled arcs, so that it can disagree
with them. Exponential; for graphs of a few entities.
"""

from __future__ import annotations

import math
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
    steps: tuple[tuple[str | None, bool, tuple[str, ...]], ...]
    """Sign, structural or not, and all parallel claims of each step, the best first."""
    sign: str | None
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
        self.hops = self._hops()

    def answers(self) -> list[Answer]:
        """Give the first k answers, best first."""
        chains = [chain for source in self.sources for chain in self._walk(source, {source}, ())]
        found: list[Answer] = []
        told: set[tuple[int, ...]] = set()
        for chain in sorted(chains, key=_order):
            records = tuple(hop[0].number for hop in chain)
            plain = all(hop[0].via is None for hop in chain)
            if self._wanted(chain) and not (plain and records in told):
                told.add(records)
                found.append(_answer(chain))
        return found[: self.query.k]

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
            weight = float(kb.predicates[claim.predicate].weight)
            cost = _cost(belief * (0.25 if sign == 0 else spec) * weight)
            walk = kb.predicates[claim.predicate].walk
            rest = (claim.predicate, belief, cost, number, ident, claim)
            ends = claim.subject, claim.object
            for via in (None, *claim.mediated_by):
                yield Edge(*ends, via, sign, sign == 0, walk.forward, *rest)
            backward = _backward(walk.backward, claim.pathway_role)
            yield Edge(*reversed(ends), None, sign, sign == 0, backward, *rest)
        for number, (subject, relation) in enumerate(_relations(kb), len(kb.claims)):
            sign = kb.signs.of(relation.predicate, relation.object, relation.role)
            walk = kb.predicates[relation.predicate].walk
            cost = _cost(0.25 * float(kb.predicates[relation.predicate].weight))
            tail = (relation.predicate, 1.0, cost, number, "", None)
            yield Edge(subject, relation.object, None, sign, True, walk.forward, *tail)
            backward = _backward(walk.backward, relation.role)
            yield Edge(relation.object, subject, None, sign, True, backward, *tail)

    def _hops(self) -> dict[str, list[Hop]]:
        """Group the edges that may be walked: parallel ones of one sign are one choice."""
        groups: dict[tuple[str, str, str | None, int, bool], list[Edge]] = {}
        for edge in self._edges():
            if self._may_walk(edge):
                key = (edge.source, edge.target, edge.via, edge.sign, edge.structural)
                groups.setdefault(key, []).append(edge)
        found: dict[str, list[Hop]] = {entity: [] for entity in self.kb.entities}
        for (source, *_), edges in groups.items():
            found[source].append(tuple(sorted(edges, key=lambda e: (e.cost, e.number))))
        return found

    def _may_walk(self, edge: Edge) -> bool:
        query = self.query
        rules = {"yes", "last_step"} | ({"sign_any"} if query.sign == "any" else set())
        return (
            edge.rule in rules
            and self._may_stand(edge)
            and not {edge.source, edge.target, edge.via} & self.avoid
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
        for hop in self.hops[entity]:
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
        answer = _answer(chain)
        sign = self.query.sign
        return set(self.query.via) <= set(answer.entities) and sign in (None, "any", answer.sign)


class _Degrees:
    """Neighbours by predicate, of all that is stated and not denied."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.triples = {
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


def _backward(rule: str, role: str | None) -> str:
    if rule == "role_effector":
        return "yes" if role == "effector" else "never"
    return rule


def _cost(probability: float) -> int:
    return max(1, round(-math.log(probability) * 2**32))


def _order(chain: tuple[Hop, ...]) -> tuple[int, list[int], list[str]]:
    """Cheapest first; ties by claim, then mediated before plain."""
    edges = [hop[0] for hop in chain]
    vias = [edge.via or _LAST for edge in edges]
    return sum(edge.cost for edge in edges), [edge.number for edge in edges], vias


def _answer(chain: tuple[Hop, ...]) -> Answer:
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
    return Answer(tuple(entities), tuple(steps), _SIGNS[sign], score)
