"""The graph as property graphs have it: flat nodes and edges, for KGX, CX2, Cytoscape and Neo4j.

A value is a text, a number, a truth value or a list of texts; what is empty is left out. Edges are
the active claims. Each evidence stands whole, as JSON, beside the lists that one filters by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.compiled.write import dump
from mscgraph.graph.networkx import UNKNOWN
from mscgraph.terms import says_else

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mscgraph.formats.whole import Whole
    from mscgraph.rdf.records import Part, Record

Value = str | float | bool | list[str]
Flat = dict[str, Value]

NODE_KEYS: Mapping[str, type] = {
    "id": str,
    "label_en": str,
    "label_zh": str,
    "type": str,
    "category": str,
    "synonyms": list,
    "xrefs": list,
    "parents": list,
    "higher_is": str,
    "note": str,
}
EDGE_KEYS: Mapping[str, type] = {
    "id": str,
    "subject": str,
    "object": str,
    "predicate": str,
    "sign": str,
    "effective_sign": str,
    "negated": bool,
    "belief": float,
    "hedge": str,
    "pathway_role": str,
    "mediated_by": list,
    "context": list,
    "mechanisms": list,
    "designs": list,
    "documents": list,
    "references": list,
    "relays": list,
    "publications": list,
    "statements_en": list,
    "statements_zh": list,
    "evidence": list,
    "note": str,
}
"""What a node and an edge may have, and of which type it is."""

_HEDGES = ("asserted", "suggested", "hypothesised")
"""The surest first: a claim is as sure as its surest evidence."""


def nodes(whole: Whole) -> Iterator[Flat]:
    """Give the entities."""
    kinds = dict(whole.records["types"])
    for entity in whole.records["entities"].values():
        label = entity["label"]
        names = (name for given in entity["synonyms"].values() for name in given)
        yield _full(
            id=entity["id"],
            label_en=label["en"],
            label_zh=label["zh-Hans"],
            type=entity["type"],
            category=entity["category"] or kinds[entity["type"]]["category"],
            synonyms=list(dict.fromkeys(names)),
            xrefs=list(entity["xrefs"]),
            parents=list(entity["parents"]),
            higher_is=entity["higher_is"],
            note=entity["note"],
        )


def edges(whole: Whole) -> Iterator[Flat]:
    """Give the active claims."""
    references, documents = whole.records["references"], whole.records["documents"]
    return (_edge(claim, references, documents) for claim in active(whole))


def active(whole: Whole) -> Iterator[Record]:
    """Give the records of the active claims."""
    return (claim for claim in whole.records["claims"].values() if claim["status"] == "active")


def _edge(claim: Record, references: Part, documents: Part) -> Flat:
    evidence: list[Record] = claim["evidence"]
    cites = [cite for item in evidence for cite in item["cites"]]
    same = {key: claim[key] for key in EDGE_KEYS if key in claim and key not in _MADE}
    return _full(
        **same,
        sign=claim["sign"] or UNKNOWN,
        hedge=min((item["hedge"] for item in evidence), key=_HEDGES.index, default=None),
        context=[f"{key}={value}" for key, value in claim["context"].items()],
        designs=_once(item["design"] for item in evidence),
        documents=_once(item["document"] for item in evidence),
        references=_once(cite["reference"] for cite in cites),
        relays=_once(f"{cite['reference']}={cite['relay']['status']}" for cite in cites),
        publications=_publications(evidence, references, documents),
        statements_en=[item["statement"]["en"] for item in evidence],
        statements_zh=[item["statement"]["zh-Hans"] for item in evidence],
        # escaped, because a bar ends an item of a list in some formats
        evidence=[dump(item).replace("|", "\\u007c") for item in evidence],
    )


_MADE = ("sign", "hedge", "context", "evidence")


def _full(**values: Any) -> Flat:
    """Leave out what is empty; False and 0 are not."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _publications(evidence: list[Record], references: Part, documents: Part) -> list[str]:
    """List what reports the claim: the papers cited for it, where none does, the document."""
    found: list[str] = []
    for item in evidence:
        reporting = [cite["reference"] for cite in item["cites"] if not says_else(cite["relay"])]
        if not reporting and item["document"] in documents:
            reporting = [documents[item["document"]]["reference"]]
        found.extend(publication(references[ident]) for ident in reporting)
    return _once(found)


def publication(reference: Mapping[str, Any]) -> str:
    """Give the CURIE of a reference, or its IRI where it has no public identifier.

    Example:
        >>> publication({"id": "x2020", "pmid": "", "pmcid": "", "doi": "10.1/x"})
        'DOI:10.1/x'
    """
    for prefix, key in (("PMID", "pmid"), ("PMC", "pmcid"), ("DOI", "doi")):
        if reference[key]:
            return f"{prefix}:{reference[key].removeprefix(prefix)}"
    from mscgraph.rdf.prefixes import BASE, segment

    return f"{BASE}reference/{segment(reference['id'])}"
