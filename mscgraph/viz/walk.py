"""What the page needs to find paths by itself, in the order of ``mscgraph path``.

Entities and records are numbered anew in their old order, so that ties fall as they do there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.compiled.layout import HYPOTHESIS, NONE, SIGN_ANY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mscgraph.compiled.graph import Graph
    from mscgraph.viz.part import Part

BARRED = SIGN_ANY | HYPOTHESIS
"""Arcs that the command walks only on demand stay out of the file."""


def walk_data(graph: Graph, part: Part) -> dict[str, Any]:
    """Give the arcs of a part as columns: ends, mediator, sign, flags, record and cost."""
    arcs = graph.arcs
    known = _records(graph, part)
    kept = [
        arc
        for arc in range(len(arcs))
        if not arcs.flags[arc] & BARRED and (known is None or arcs.record[arc] in known)
    ]
    numbers = {
        n for arc in kept for n in (arcs.source[arc], arcs.target[arc], arcs.via[arc]) if n != NONE
    }
    below = {n: [e for e in graph.below(n) if e in numbers] for n in _ends(graph, numbers)}
    entities = sorted(numbers | below.keys())
    at = {number: i for i, number in enumerate(entities)}
    records = sorted({arcs.record[arc] for arc in kept})
    row = {number: i for i, number in enumerate(records)}
    return {
        "entities": [graph.curie(number) for number in entities],
        "closed": [int(graph.ends_only(n)) + 2 * int(graph.unspecified(n)) for n in entities],
        "below": {at[n]: [at[e] for e in own] for n, own in below.items() if own != [n]},
        "records": [graph.record(number)["id"] for number in records],
        "arcs": {
            "source": [at[arcs.source[arc]] for arc in kept],
            "target": [at[arcs.target[arc]] for arc in kept],
            "via": [-1 if arcs.via[arc] == NONE else at[arcs.via[arc]] for arc in kept],
            "sign": [arcs.sign[arc] for arc in kept],
            "flags": [arcs.flags[arc] for arc in kept],
            "record": [row[arcs.record[arc]] for arc in kept],
            "cost": [arcs.cost[arc] for arc in kept],
        },
    }


def _records(graph: Graph, part: Part) -> set[int] | None:
    """Give the records that a part shows; None for all."""
    if part.view == "whole":
        return None
    shown = {graph.claims.index(ident) for link in part.links for ident in link.claims}
    ends = {(link.key.source, link.key.target) for link in part.links if link.relation}
    for number, ident in enumerate(graph.relations.ids, len(graph.claims)):
        subject, _, obj = ident.split(" ")
        if (subject, obj) in ends:
            shown.add(number)
    return {number for number in shown if number is not None}


def _ends(graph: Graph, numbers: Iterable[int]) -> set[int]:
    """Give the entities on the arcs and all that stand above them: each may be an end."""
    found = set(numbers)
    rest = list(found)
    while rest:
        record = graph.entity(rest.pop())
        for parent in record["parents"]:
            number = graph.entities.index(parent)
            if number is not None and number not in found:
                found.add(number)
                rest.append(number)
    return found
