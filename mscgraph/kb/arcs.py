"""The arcs of the graph: in which directions, with which sign and at which cost a path may walk."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mscgraph.compiled import layout
from mscgraph.kb.belief import TABLE
from mscgraph.kb.opposition import is_relative
from mscgraph.terms import STRUCTURAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph.kb.load import KnowledgeBase

_WALK_FLAGS = {
    "yes": 0,
    "last_step": layout.LAST_STEP,
    "sign_any": layout.SIGN_ANY,
    "role_effector": 0,
}
"""Flags of an arc by walk rule; a rule that is not here is never walked."""


@dataclass(frozen=True, slots=True)
class Arc:
    """One direction in which a path may walk a claim or a relation."""

    source: int
    target: int
    via: int
    sign: int
    flags: int
    predicate: int
    record: int
    """Index of the claim, or past the claims, of the relation."""
    belief: float
    specificity: float
    cost: int


@dataclass(frozen=True, slots=True)
class _Edge:
    """What a claim and an ontology's relation have in common."""

    subject: str
    predicate: str
    object: str
    role: str | None
    mediators: tuple[str, ...]
    record: int
    belief: float
    flags: int


def arcs(
    kb: KnowledgeBase,
    claims: Mapping[str, dict[str, Any]],
    relations: Mapping[str, dict[str, Any]],
) -> list[Arc]:
    """Give all arcs by source, the cheapest first, so that a search may stop at a cost.

    Args:
        kb: the knowledge base.
        claims: the JSON records of the claims, with their beliefs.
        relations: the JSON records of the relations of entities.
    """
    degrees = _Degrees()
    for claim in kb.active_claims:
        if not claim.negated:
            degrees.add(claim.subject, claim.predicate, claim.object)
    for body in relations.values():
        degrees.add(body["subject"], body["predicate"], body["object"])
    index = {curie: i for i, curie in enumerate(sorted(kb.entities))}
    numbers = {predicate: i for i, predicate in enumerate(sorted(kb.predicates))}
    edges = (*_claim_edges(kb, claims), *_relation_edges(relations, len(claims)))
    found = [
        arc
        for edge in edges
        for arc in _both_ways(kb, edge, degrees, index, numbers[edge.predicate])
    ]
    return sorted(found, key=lambda arc: (arc.source, arc.cost, arc.record, arc.target, arc.via))


def cost_of(probability: float) -> int:
    """Give the integer cost of a step: ``round(-ln p x 2^32)``, at least 1."""
    return max(1, round(-math.log(probability) * layout.UNIT))


def _claim_edges(kb: KnowledgeBase, claims: Mapping[str, dict[str, Any]]) -> Iterator[_Edge]:
    """Yield what may be walked: nothing denied, relative, retracted or without any belief."""
    for number, ident in enumerate(sorted(claims)):
        claim, belief = kb.claims[ident], claims[ident]["belief"]
        if claim.status != "active" or claim.negated or is_relative(claim) or not belief:
            continue
        supposed = all(evidence.hedge == "hypothesised" for evidence in claim.evidence)
        flags = layout.HYPOTHESIS if supposed else 0
        role, mediators = claim.pathway_role, claim.mediated_by
        yield _Edge(
            claim.subject, claim.predicate, claim.object, role, mediators, number, belief, flags
        )


def _relation_edges(relations: Mapping[str, dict[str, Any]], first: int) -> Iterator[_Edge]:
    for number, ident in enumerate(sorted(relations), first):
        body = relations[ident]
        ends = body["subject"], body["predicate"], body["object"]
        yield _Edge(*ends, body["role"], (), number, 1.0, layout.STRUCTURAL)


def _both_ways(
    kb: KnowledgeBase, edge: _Edge, degrees: _Degrees, index: Mapping[str, int], predicate: int
) -> Iterator[Arc]:
    rule = kb.predicates[edge.predicate]
    sign = kb.signs.of(edge.predicate, edge.object, edge.role)
    structural = sign == STRUCTURAL or bool(edge.flags & layout.STRUCTURAL)
    specificity = degrees.specificity(edge.subject, edge.predicate, edge.object)
    factor = TABLE.structural if structural else specificity
    cost = cost_of(edge.belief * factor * float(rule.weight))
    flags = edge.flags | (layout.STRUCTURAL if structural else 0)
    flags |= layout.TO_PRODUCT if edge.predicate == "chemoattracts" else 0
    subject, obj = index[edge.subject], index[edge.object]
    rest = predicate, edge.record, edge.belief, specificity, cost
    forward, backward = rule.walk.forward, rule.walk.backward
    if forward in _WALK_FLAGS:
        named = any(not kb.entities[mediator].unspecified for mediator in edge.mediators)
        shortened = layout.SHORTENED if named else 0
        for via in (layout.NONE, *(index[mediator] for mediator in edge.mediators)):
            short = shortened if via == layout.NONE else 0
            yield Arc(subject, obj, via, sign, flags | _WALK_FLAGS[forward] | short, *rest)
    effector = edge.role == "effector"
    if backward in _WALK_FLAGS and (backward != "role_effector" or effector):
        yield Arc(obj, subject, layout.NONE, sign, flags | _WALK_FLAGS[backward], *rest)


class _Degrees:
    """Distinct neighbours by predicate, over the whole graph."""

    def __init__(self) -> None:
        self._out: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._in: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, subject: str, predicate: str, obj: str) -> None:
        self._out[subject, predicate].add(obj)
        self._in[obj, predicate].add(subject)

    def specificity(self, subject: str, predicate: str, obj: str) -> float:
        """Give ``(out-degree of the subject x in-degree of the object) ^ -w``, by predicate."""
        product = len(self._out[subject, predicate]) * len(self._in[obj, predicate])
        return float(product**-TABLE.specificity)
