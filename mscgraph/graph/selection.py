"""Choosing claims by what they say, one by one; an index or an array tells where to look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.compiled.imported import Claims

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from mscgraph.compiled.graph import Graph


class Asked(NamedTuple):
    """What the claims have in common; None and what is empty ask nothing."""

    ids: Collection[str] = ()
    """Only these, withdrawn ones too."""
    about: Collection[int] = ()
    """One of these entities is an end or a mediator."""
    predicate: str | None = None
    document: str | None = None
    reference: str | None = None
    mechanism: str | None = None
    context: Collection[tuple[str, frozenset[str]]] = ()
    """Keys of the context, each with the values of which one is stated."""
    negated: bool = False
    opposed: bool = False


def select(graph: Graph, asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield the claims that fit, by id; a record is made only of what an index lets through."""
    ends = {graph.curie(entity) for entity in asked.about}
    for number in _numbers(graph, asked):
        claim = graph.claims.body(number)
        if _says(claim, asked, ends) and _rests_on(claim["evidence"], asked):
            yield claim


def _numbers(graph: Graph, asked: Asked) -> Iterable[int]:
    """Give the numbers of the claims that may fit, in order."""
    claims = graph.claims
    if asked.ids:
        found = {claims.index(ident) for ident in asked.ids}
        return sorted(number for number in found if number is not None)
    if asked.about:
        near = set(range(graph.curated_claims))  # which alone name mediators
        for entity in asked.about:
            near.update(graph.claims_with(entity, "subject"), graph.claims_with(entity, "object"))
        return sorted(near)
    if asked.mechanism or asked.opposed:
        return range(graph.curated_claims)  # likewise
    if not isinstance(claims, Claims):
        return range(len(claims))
    return claims.likely(
        predicate=asked.predicate,
        negated=asked.negated,
        document=asked.document,
        reference=asked.reference,
        context=asked.context,
    )


def _says(claim: Mapping[str, Any], asked: Asked, ends: Collection[str]) -> bool:
    """Whether a claim itself says what is asked."""
    stands = claim["id"] in asked.ids if asked.ids else claim["status"] == "active"
    named = claim["subject"], claim["object"], *claim["mediated_by"]
    return (
        stands
        and (not ends or any(entity in ends for entity in named))
        and asked.predicate in (None, claim["predicate"])
        and (asked.mechanism is None or asked.mechanism in claim["mechanisms"])
        and all(claim["context"].get(key) in values for key, values in asked.context)
        and (claim["negated"] or not asked.negated)
        and (bool((claim["belief_terms"] or {}).get("opposed_by")) or not asked.opposed)
    )


def _rests_on(evidence: Iterable[Mapping[str, Any]], asked: Asked) -> bool:
    """Whether one evidence is from the document, and one cites the reference."""
    held = tuple(evidence)
    cited = (cite["reference"] for item in held for cite in item["cites"])
    return (asked.document is None or any(e["document"] == asked.document for e in held)) and (
        asked.reference is None or asked.reference in cited
    )
