"""What a claim says fits together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.kb.keys import claim_key
from mscgraph.terms import CONTROLS, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph import model
    from mscgraph.findings import Finding
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.kb.rules import walk

_CONTEXT_KINDS: dict[str, tuple[str, ...]] = {
    "species": ("Species",),
    "cell": ("CellType", "CellSource", "CellProduct"),
    "tissue": ("Anatomy",),
    "disease": ("Disease", "Phenotype", "AdverseEvent"),
    "model": ("DiseaseModel", "Material"),
    "route": ("Route",),
    "intervention": ("Intervention", "Technique", "Drug"),
}


def ends(kb: KnowledgeBase) -> Iterator[Finding]:
    """The kinds of both ends are in the domain and range, and a derived sign can be derived."""
    for claim in kb.claims.values():
        for end, values in misfits(kb, claim.predicate, claim.subject, claim.object):
            yield kb.finding("C002", "claims", claim.id, (end,), **values)
        obj = kb.entities.get(claim.object)
        predicate = kb.predicates.get(claim.predicate)
        if obj is None or predicate is None or predicate.sign != "derived":
            continue
        if obj.higher_is != "depends" and kb.signs.of(predicate.id, obj.id) == UNKNOWN:
            values = {"predicate": predicate.id, "id": obj.id, "kind": obj.type}
            yield kb.finding("C006", "claims", claim.id, ("object",), **values)


def misfits(
    kb: KnowledgeBase, predicate: str, subject: str, obj: str
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each end whose kind the predicate does not take, with what the message says of it."""
    rule = kb.predicates.get(predicate)
    if rule is None:
        return
    for end, curie, allowed in (("subject", subject, rule.domain), ("object", obj, rule.range)):
        entity = kb.entities.get(curie)
        if entity is None or entity.type not in kb.types:
            continue
        if not {entity.type, *kb.types[entity.type].groups} & set(allowed):
            expected = ", ".join(allowed)
            values = {"predicate": rule.id, "kind": entity.type, "id": entity.id}
            yield end, {**values, "end": end, "expected": expected}


def contexts(kb: KnowledgeBase) -> Iterator[Finding]:
    """Each context key holds an entity of the right kind, a control, or text."""
    for claim in kb.claims.values():
        for key, allowed in _CONTEXT_KINDS.items():
            entity = kb.entities.get(getattr(claim.context, key) or "")
            if entity is not None and entity.type not in allowed:
                values = {
                    "key": key,
                    "expected": ", ".join(allowed),
                    "kind": entity.type,
                    "id": entity.id,
                }
                yield kb.finding("C003", "claims", claim.id, ("context", key), **values)
        comparator = claim.context.comparator
        if comparator is not None and ":" not in comparator and comparator not in CONTROLS:
            values = {"value": comparator, "controls": ", ".join(CONTROLS)}
            yield kb.finding("C010", "claims", claim.id, ("context", "comparator"), **values)


def keys(kb: KnowledgeBase) -> Iterator[Finding]:
    """No two active claims say the same."""
    first: dict[str, str] = {}
    for claim in kb.active_claims:
        key = claim_key(claim)
        other = first.setdefault(key, claim.id)
        if other != claim.id:
            yield kb.finding("C001", "claims", claim.id, (), other=other, key=key)


def citations(kb: KnowledgeBase) -> Iterator[Finding]:
    """Printed numbers, scopes and relays agree with the bibliography and with each other."""
    for claim in kb.claims.values():
        for e, evidence in enumerate(claim.evidence):
            at: walk.Path = ("evidence", e)
            if evidence.cites_scope in ("none", "ambiguous") and evidence.cites:
                values = {"scope": evidence.cites_scope, "count": len(evidence.cites)}
                yield kb.finding("C009", "claims", claim.id, (*at, "cites_scope"), **values)
            document = kb.documents.get(evidence.document)
            for c, cite in enumerate(evidence.cites):
                path = (*at, "cites", c)
                if not evidence.note:  # a note says why the page errs
                    yield from _printed(kb, claim.id, path, document, cite)
                if cite.relay.status == "discrepant" and not (cite.relay.on and cite.relay.note):
                    yield kb.finding("C005", "claims", claim.id, (*path, "relay"))


def _printed(
    kb: KnowledgeBase,
    claim: str,
    path: walk.Path,
    document: model.Document | None,
    cite: model.Cite,
) -> Iterator[Finding]:
    if document is None or cite.printed is None:
        return
    listed = document.bibliography
    expected = listed[cite.printed - 1] if 0 < cite.printed <= len(listed) else "not in its list"
    if expected != cite.reference:
        values = {"printed": cite.printed, "document": document.id, "found": cite.reference}
        yield kb.finding("C004", "claims", claim, path, expected=expected, **values)


def omissions(kb: KnowledgeBase) -> Iterator[Finding]:
    """A sentence that holds a claim is not left out, and a restated one says by which claims."""
    held = kb.claims_at
    for omission in kb.omissions.values():
        claims = held.get((omission.document, omission.anchor), ())
        if claims:
            yield kb.finding("C013", "omissions", omission.id, (), claims=", ".join(claims))
        if (omission.reason == "restates") != bool(omission.claims):
            yield kb.finding("C014", "omissions", omission.id, ("reason",))


def qualifiers(kb: KnowledgeBase) -> Iterator[Finding]:
    """Keys that belong to some claims only stand there, and there always."""
    for claim in kb.claims.values():
        if claim.status == "retracted" and not claim.reason:
            yield kb.finding("C007", "claims", claim.id, ("status",))
        if (claim.predicate == "member_of_pathway") != (claim.pathway_role is not None):
            yield kb.finding("C008", "claims", claim.id, ("pathway_role",))
        for index, mediator in enumerate(claim.mediated_by):
            if mediator in (claim.subject, claim.object):
                yield kb.finding("C012", "claims", claim.id, ("mediated_by", index), id=mediator)
        for e, evidence in enumerate(claim.evidence):
            for r, result in enumerate(evidence.results):
                if result.significance == "ns" and not claim.negated and result.direction is None:
                    yield kb.finding("C011", "claims", claim.id, ("evidence", e, "results", r))
