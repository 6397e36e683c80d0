"""Identifiers are well formed and stand where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mscgraph.kb.rules import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.findings import Finding
    from mscgraph.kb.load import KnowledgeBase

_LOCAL_ID = re.compile(r"[a-z0-9][a-z0-9-]*")


def well_formed(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every CURIE has a known prefix and the local part that the prefix allows."""
    for part, record, path, curie in walk.curies(kb):
        prefix, colon, local = curie.partition(":")
        known = kb.prefixes.get(prefix) if colon else None
        if known is None:
            expected = f"PREFIX:local with one of {', '.join(sorted(kb.prefixes))}"
        elif not re.fullmatch(known.pattern, local):
            expected = f"after {prefix}: comes {known.pattern}"
        else:
            continue
        yield kb.finding("I002", part, record, path, id=curie, expected=expected)
    for part in ("references", "documents", "studies", "mechanisms"):
        for record in getattr(kb, part):
            if not _LOCAL_ID.fullmatch(record):
                expected = "lower-case letters, digits and hyphens"
                yield kb.finding("I002", part, record, ("id",), id=record, expected=expected)


def claim_ids(kb: KnowledgeBase) -> Iterator[Finding]:
    """A claim's id names the document of its folder."""
    for claim in kb.claims.values():
        folder = kb.places["claims", claim.id].file.split("/")[-2]
        if not re.fullmatch(rf"{re.escape(folder)}-\d{{3,}}", claim.id):
            yield kb.finding("I003", "claims", claim.id, ("id",), id=claim.id, folder=folder)
