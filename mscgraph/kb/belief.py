"""Belief: how likely a claim is right in its stated context.

Evidence is grouped by distinct primary reference, because ten sentences about one paper are one
experiment. A group errs with probability ``1 - (1 - e_design) x hedge x relay x scope``; support
is ``min(cap, 1 - product of errors)``; belief is ``support x (1 - opposition)``, so that conflict
lowers and never raises. The numbers are reasoned, not learned; they stand in :data:`TABLE` and
nowhere else, and ``path --explain-score`` prints every term.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mscgraph.kb.opposition import oppositions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Table:
    """All weights of the belief and of the score of a path."""

    error: Mapping[str, float]
    """By design: that such a study is wrong about what it says."""
    small_rct: float
    """Error of a trial with fewer than :attr:`small_n` patients."""
    small_n: int
    review_of_review: float
    """Error of a document that cites a review."""
    review_alone: float
    """Error of a document that cites nothing."""
    hedge: Mapping[str, float]
    relay: Mapping[str, float]
    discrepant_mild: float
    """Relay factor where the paper differs in model, dose or number only."""
    scope: Mapping[str, float]
    manipulation: Mapping[str, float]
    """Factor on the error where loss or blockade abolishes or weakens the effect."""
    negated: float
    """Added to the error of a finding of no effect."""
    cap_one: float
    """Ceiling of support while one document stands behind a claim."""
    cap_many: float
    specificity: float
    """Exponent w of ``(out-degree x in-degree)^-w``."""
    structural: float
    """Fixed factor of a structural step."""


TABLE = Table(
    error={
        "meta_analysis": 0.15,
        "rct": 0.20,
        "systematic_review": 0.25,
        "cohort": 0.35,
        "animal": 0.35,
        "clinical_trial": 0.40,
        "in_vitro": 0.40,
        "ex_vivo": 0.40,
        "cadaver": 0.40,
        "case_series": 0.55,
        "case_report": 0.65,
        "review_statement": 0.55,
    },
    small_rct=0.30,
    small_n=30,
    review_of_review=0.55,
    review_alone=0.65,
    hedge={"asserted": 1.0, "suggested": 0.75, "hypothesised": 0.45},
    relay={"faithful": 1.0, "unchecked": 0.90, "not_applicable": 1.0, "discrepant": 0.25},
    discrepant_mild=0.85,
    scope={"sentence": 1.0, "back": 0.95, "forward": 0.95, "ambiguous": 0.75, "none": 1.0},
    manipulation={"abolished": 0.6, "weakened": 0.7},
    negated=0.10,
    cap_one=0.90,
    cap_many=0.97,
    specificity=0.4,
    structural=0.25,
)
"""DESIGN 7. ``structural`` is ours: a step that says where and not what must not outrank a claim
of one animal study between the same two."""

_MILD = {"model", "dose", "number"}
_LOSS = {"knockout", "knockdown", "depletion", "blockade", "inhibition"}


@dataclass(frozen=True, slots=True)
class Group:
    """The evidence that rests on one primary reference (or, without any, on one document)."""

    source: str
    primary: bool
    error: float
    design: str
    base: float
    hedge: float
    relay: float
    scope: float
    manipulation: float
    negated: float


@dataclass(frozen=True, slots=True)
class Belief:
    """A belief with all its terms."""

    value: float
    support: float
    cap: float
    opposition: float
    groups: tuple[Group, ...]
    opposed_by: Mapping[str, float]


def beliefs(kb: KnowledgeBase) -> dict[str, Belief]:
    """Give the belief of every active claim, by id."""
    claims = {claim.id: claim for claim in kb.active_claims}
    opposing = oppositions(kb, claims.values())
    support = {ident: _support(kb, claim) for ident, claim in claims.items()}
    found: dict[str, Belief] = {}
    for ident in claims:
        against = opposing.get(ident, {})
        remaining = 1.0
        for other in sorted(against):
            remaining *= 1.0 - support[other][0] * against[other]
        value, cap, groups = support[ident]
        found[ident] = Belief(value * remaining, value, cap, 1.0 - remaining, groups, dict(against))
    return found


def _support(kb: KnowledgeBase, claim: model.Claim) -> tuple[float, float, tuple[Group, ...]]:
    best: dict[str, Group] = {}
    for group in _groups(kb, claim):
        held = best.get(group.source)
        if held is None or group.error < held.error:
            best[group.source] = group
    groups = sorted(best.values(), key=lambda group: group.source)
    if any(group.primary for group in groups):
        groups = [group for group in groups if group.primary]
    wrong = 1.0
    for group in groups:
        wrong *= group.error
    documents = {evidence.document for evidence in claim.evidence}
    cap = TABLE.cap_one if len(documents) == 1 else TABLE.cap_many
    return min(cap, 1.0 - wrong), cap, tuple(groups)


def _groups(kb: KnowledgeBase, claim: model.Claim) -> Iterator[Group]:
    for evidence in claim.evidence:
        cites = [c for c in evidence.cites if kb.references[c.reference].retracted is None]
        if evidence.cites and not cites:
            continue  # all it rests on is retracted
        if not cites:
            base = TABLE.review_alone
            yield _group(claim, evidence, f"document {evidence.document}", base, 1.0, primary=False)
        elif evidence.joint:
            relay = min(_relay(cite) for cite in cites)
            source = " + ".join(sorted(cite.reference for cite in cites))
            primary = all(_is_primary(kb, cite) for cite in cites)
            yield _group(
                claim,
                evidence,
                source,
                _base(kb, evidence, primary=primary),
                relay,
                primary=primary,
            )
        else:
            for cite in cites:
                primary = _is_primary(kb, cite)
                base = _base(kb, evidence, primary=primary)
                yield _group(claim, evidence, cite.reference, base, _relay(cite), primary=primary)


def _group(
    claim: model.Claim,
    evidence: model.Evidence,
    source: str,
    base: float,
    relay: float,
    *,
    primary: bool,
) -> Group:
    hedge = TABLE.hedge[evidence.hedge]
    scope = TABLE.scope[evidence.cites_scope]
    proof = min(
        (TABLE.manipulation.get(m.effect, 1.0) for m in evidence.manipulation if m.kind in _LOSS),
        default=1.0,
    )
    extra = TABLE.negated if claim.negated else 0.0
    error = min(1.0, (1.0 - (1.0 - base) * hedge * relay * scope) * proof + extra)
    return Group(source, primary, error, evidence.design, base, hedge, relay, scope, proof, extra)


def _is_primary(kb: KnowledgeBase, cite: model.Cite) -> bool:
    return kb.references[cite.reference].design not in ("review", "other")


def _base(kb: KnowledgeBase, evidence: model.Evidence, *, primary: bool) -> float:
    if not primary:
        return TABLE.review_of_review
    if evidence.design == "rct" and evidence.study is not None:
        n = kb.studies[evidence.study].n
        if n.isdigit() and int(n) < TABLE.small_n:
            return TABLE.small_rct
    return TABLE.error[evidence.design]


def _relay(cite: model.Cite) -> float:
    relay = cite.relay
    if relay.status == "discrepant" and set(relay.on) <= _MILD:
        return TABLE.discrepant_mild
    return TABLE.relay[relay.status]
