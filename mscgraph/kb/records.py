"""The JSON records of the graph: what ``export`` writes and what the compiled graph holds.

A record is the model's own record with the computed keys of the JSON contract added
(DESIGN 8): ``key``, ``sign``, ``belief`` and ``mechanisms`` of a claim, ``number`` of a result.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from mscgraph.kb.belief import beliefs
from mscgraph.kb.keys import claim_key
from mscgraph.kb.opposition import effective_sign
from mscgraph.model import as_number, to_record
from mscgraph.terms import SIGN_WORDS

if TYPE_CHECKING:
    from mscgraph import model
    from mscgraph.kb.belief import Belief
    from mscgraph.kb.load import KnowledgeBase

SCHEMA_VERSION = "1.0"
"""Of the JSON contract: adding a key is a minor version, changing one a major."""


def all_records(kb: KnowledgeBase) -> dict[str, dict[str, dict[str, Any]]]:
    """Give the JSON records of every part, by id, in the order of the knowledge base."""
    parts: dict[str, dict[str, dict[str, Any]]] = {
        part: {ident: to_record(record) for ident, record in getattr(kb, part).items()}
        for part in (
            "documents",
            "references",
            "studies",
            "predicates",
            "types",
            "entities",
            "mechanisms",
            "omissions",
            "prefixes",
        )
    }
    held = beliefs(kb)
    stories: dict[str, list[str]] = defaultdict(list)
    for mechanism in kb.mechanisms.values():
        for ident in mechanism.claims:
            stories[ident].append(mechanism.id)
    parts["claims"] = {
        claim.id: claim_record(kb, claim, held.get(claim.id), stories[claim.id])
        for claim in kb.claims.values()
    }
    return parts


def claim_record(
    kb: KnowledgeBase, claim: model.Claim, belief: Belief | None, mechanisms: list[str]
) -> dict[str, Any]:
    """Give the JSON record of one claim, with its computed keys."""
    record = to_record(claim)
    evidence = record.pop("evidence")
    for item in evidence:
        for result in item["results"]:
            number = as_number(result["value"])
            result["number"] = None if number is None else float(number)
    context = {key: value for key, value in record.pop("context").items() if value is not None}
    sign = kb.signs.of(claim.predicate, claim.object, claim.pathway_role)
    return {
        "id": record.pop("id"),
        "key": claim_key(claim),
        "status": record.pop("status"),
        "subject": record.pop("subject"),
        "subject_label": record.pop("subject_label"),
        "predicate": record.pop("predicate"),
        "object": record.pop("object"),
        "object_label": record.pop("object_label"),
        "sign": SIGN_WORDS[sign],
        "effective_sign": effective_sign(kb, claim),
        "negated": record.pop("negated"),
        "mediated_by": record.pop("mediated_by"),
        "belief": round(belief.value, 6) if belief else None,
        "belief_terms": _terms(belief) if belief else None,
        "context": context,
        "mechanisms": mechanisms,
        **record,
        "evidence": evidence,
    }


def _terms(belief: Belief) -> dict[str, Any]:
    return {
        "support": round(belief.support, 6),
        "cap": belief.cap,
        "opposition": round(belief.opposition, 6),
        "opposed_by": {
            ident: round(weight, 3) for ident, weight in sorted(belief.opposed_by.items())
        },
        "groups": [
            {
                "source": group.source,
                "design": group.design,
                "base_error": group.base,
                "hedge": group.hedge,
                "relay": group.relay,
                "scope": group.scope,
                "manipulation": group.manipulation,
                "negated": group.negated,
                "error": round(group.error, 6),
            }
            for group in belief.groups
        ],
    }
