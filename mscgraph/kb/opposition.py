"""Which claims oppose each other.

Two claims oppose when they have the same ends, their *effective* signs exclude each other and
their contexts are compatible. A key that both have must agree (equal, or one below the other);
a key that only one has counts half; one disjoint pair of values means no conflict.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mscgraph import terms
from mscgraph.model import to_record
from mscgraph.terms import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase

_EXCLUDES = {
    "+": {"-", "not +", "no effect"},
    "-": {"+", "not -", "no effect"},
    "not +": {"+"},
    "not -": {"-"},
    "no effect": {"+", "-"},
}


def effective_sign(kb: KnowledgeBase, claim: model.Claim) -> str | None:
    """Give ``+``, ``-``, ``not +``, ``not -`` or ``no effect``; None without a sign."""
    sign = kb.signs.of(claim.predicate, claim.object, claim.pathway_role)
    return terms.effective_sign(sign, claim.predicate, negated=claim.negated)


def is_relative(claim: model.Claim) -> bool:
    """Whether the claim compares with another drug or product and so shows no effect of its own."""
    return claim.context.comparator is not None and claim.context.comparator not in CONTROLS


def compatibility(kb: KnowledgeBase, one: model.Context, other: model.Context) -> float:
    """Give 1 for equal contexts, 0 for disjoint ones, and between where one side is silent."""
    first, second = to_record(one), to_record(other)
    shared = silent = 0
    for key, value in first.items():
        twin = second[key]
        if value is None and twin is None:
            continue
        if value is None or twin is None:
            silent += 1
        elif _agree(kb, value, twin):
            shared += 1
        else:
            return 0.0
    return (shared + silent / 2) / (shared + silent) if shared + silent else 1.0


def _agree(kb: KnowledgeBase, one: str, other: str) -> bool:
    if one == other or (one in CONTROLS and other in CONTROLS):
        return True
    above = kb.ancestors
    return one in above.get(other, ()) or other in above.get(one, ())


def oppositions(
    kb: KnowledgeBase, claims: Iterable[model.Claim]
) -> Mapping[str, Mapping[str, float]]:
    """Give, for each claim that is opposed, the opposing claims with their compatibility."""
    by_ends: dict[tuple[str, str], list[model.Claim]] = defaultdict(list)
    for claim in claims:
        if not is_relative(claim):
            by_ends[claim.subject, claim.object].append(claim)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for group in by_ends.values():
        for i, one in enumerate(group):
            for other in group[i + 1 :]:
                first, second = effective_sign(kb, one), effective_sign(kb, other)
                if first is None or second is None or second not in _EXCLUDES[first]:
                    continue
                weight = compatibility(kb, one.context, other.context)
                if weight > 0:
                    found[one.id][other.id] = found[other.id][one.id] = weight
    return found
