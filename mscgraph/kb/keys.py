"""The key of a claim: what makes two claims one."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from mscgraph.model import to_record

if TYPE_CHECKING:
    from mscgraph import model


def claim_key(claim: model.Claim) -> str:
    """Give 12 hex digits of the SHA-256 over ends, predicate, negation, mediators, role, context.

    Evidence is not part of it: more evidence for one claim leaves its key as it is.
    """
    context = {key: value for key, value in to_record(claim.context).items() if value is not None}
    content = [
        claim.subject,
        claim.predicate,
        claim.object,
        claim.negated,
        sorted(claim.mediated_by),
        claim.pathway_role,
        context,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
