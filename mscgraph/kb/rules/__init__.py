"""Rules across records. A rule is a function from the knowledge base to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.kb.rules import claims, entities, ids, links

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mscgraph.findings import Finding
    from mscgraph.kb.load import KnowledgeBase

ALL: tuple[Callable[[KnowledgeBase], Iterator[Finding]], ...] = (
    ids.well_formed,
    ids.claim_ids,
    links.predicates,
    links.entities,
    links.labels,
    links.sources,
    links.kinds,
    entities.names,
    entities.hierarchy,
    entities.needs,
    entities.relations,
    entities.unused,
    claims.ends,
    claims.contexts,
    claims.keys,
    claims.citations,
    claims.qualifiers,
    claims.omissions,
)
"""All rules, in the order in which they run."""
