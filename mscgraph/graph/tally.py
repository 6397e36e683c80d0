"""Counts over a whole graph."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mscgraph.compiled.imported import Claims

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph

PARTS = ("status", "document", "predicate", "type", "design", "hedge", "relay", "negated")


def tally(graph: Graph) -> dict[str, Counter[str]]:
    """Count claims, evidence and entities by what they say, in the order of :data:`PARTS`.

    All but the status is counted over the claims that stand.

    The claims of an imported graph are counted by its arrays; making a record of each would take
    seconds for a million.
    """
    kinds, claims = graph.types.ids, graph.claims
    found = claims.tally() if isinstance(claims, Claims) else _by_records(graph)
    numbers = Counter(graph.file.numbers("entity.type"))
    found["type"] = Counter({kinds[number]: count for number, count in numbers.items()})
    return {part: found[part] for part in PARTS}


def _by_records(graph: Graph) -> dict[str, Counter[str]]:
    everything = list(graph.claims.bodies())
    claims = [claim for claim in everything if claim["status"] == "active"]
    evidence = [e for claim in claims for e in claim["evidence"]]
    cites = [c for e in evidence for c in e["cites"]]
    return {
        "status": Counter(claim["status"] for claim in everything),
        "document": Counter(e["document"] for e in evidence),
        "predicate": Counter(c["predicate"] for c in claims),
        "design": Counter(e["design"] for e in evidence),
        "hedge": Counter(e["hedge"] for e in evidence),
        "relay": Counter(c["relay"]["status"] for c in cites),
        "negated": Counter(str(c["negated"]).lower() for c in claims),
    }
