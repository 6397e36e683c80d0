"""The graph as users of networkx know it: entities as nodes, claims as edges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.kb.records import all_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase

UNKNOWN = "?"
"""Sign of an edge whose direction is not given."""


def to_networkx(
    kb: KnowledgeBase, *, claims: Iterable[model.Claim] | None = None
) -> nx.MultiDiGraph[str]:
    """Give a multigraph with an edge for each claim, keyed by the claim's id.

    Nodes carry ``label_en``, ``label_zh`` and ``type``; edges ``predicate``, ``sign`` (``+``,
    ``-``, ``0`` structural, ``?`` not given), ``negated``, ``belief`` (none on a retracted
    claim), ``documents`` and ``references``. A denied claim is an edge too: look at ``negated``.

    Args:
        kb: the whole graph; degrees and beliefs do not depend on the choice of claims.
        claims: which claims become edges, with their ends as nodes; all active ones, and all
            entities, if not given.

    Example:
        >>> graph = to_networkx(kb)
        >>> graph.edges["MSCG:pulp-msc", "HGNC:6344", "rev2020-001"]["sign"]
        '+'
    """
    records = all_records(kb)
    if claims is None:
        chosen = [record for record in records["claims"].values() if record["status"] == "active"]
        return multigraph(records["entities"].values(), chosen)
    chosen = [records["claims"][claim.id] for claim in claims]
    ends = {record[end] for record in chosen for end in ("subject", "object")}
    return multigraph((records["entities"][curie] for curie in sorted(ends)), chosen)


def multigraph(
    entities: Iterable[Mapping[str, Any]], claims: Iterable[Mapping[str, Any]]
) -> nx.MultiDiGraph[str]:
    """Give the multigraph of JSON records, as :func:`to_networkx` does of a knowledge base."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for record in entities:
        label = record["label"]
        graph.add_node(
            record["id"], label_en=label["en"], label_zh=label["zh-Hans"], type=record["type"]
        )
    for record in claims:
        graph.add_edge(record["subject"], record["object"], record["id"], **_edge(record))
    return graph


def _edge(claim: Mapping[str, Any]) -> dict[str, Any]:
    evidence = claim["evidence"]
    cited = (cite["reference"] for item in evidence for cite in item["cites"])
    found = {
        "predicate": claim["predicate"],
        "sign": claim["sign"] or UNKNOWN,
        "negated": claim["negated"],
        "documents": "|".join(dict.fromkeys(item["document"] for item in evidence)),
        "references": "|".join(dict.fromkeys(cited)),
    }
    if claim["belief"] is not None:
        found["belief"] = claim["belief"]
    return found
