"""Nanopublications as TriG: one for each active claim, unsigned.

The assertion is the claim, the provenance its evidence, and the publication information says whose
it is and of which state of the data. A claim that is denied stays denied: the assertion says
``biolink:negated true`` and holds no direct triple. There is no date: the bytes would change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.rdf.prefixes import BASE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.formats.whole import Whole
    from mscgraph.rdf.records import Record
    from mscgraph.rdf.terms import Node, Terms, Triple

NP = "http://www.nanopub.org/nschema#"


def write_nanopubs(whole: Whole) -> Iterator[str]:
    """Give the prefixes, then the four graphs of each nanopublication."""
    from mscgraph.rdf.claims import claim_nodes
    from mscgraph.rdf.prefixes import Shortener
    from mscgraph.rdf.terms import Terms
    from mscgraph.rdf.write import blocks

    records = whole.records
    terms = Terms(records)
    looked_up = ("references", "predicates", "entities")
    # an imported graph lists no reference, but gives the record of any
    lookups = {**records, **{part: dict(records[part]) or records[part] for part in looked_up}}
    names = {**terms.spaces, "np": NP}
    short = Shortener(names).turtle
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(names.items()))
    for claim in records["claims"].values():
        if claim["status"] == "active":
            graphs = _graphs(terms, claim, list(claim_nodes(terms, claim, lookups)), whole)
            for name, triples in graphs.items():
                yield f"\n{short(name)} {{\n"
                yield from (f"{line}\n" for line in blocks(triples, short))
                yield "}\n"


def _graphs(
    terms: Terms, claim: Record, nodes: list[Node], whole: Whole
) -> dict[str, list[Triple]]:
    from rdflib import Literal, URIRef

    from mscgraph.rdf.namespaces import DCTERMS, MSCG, PROV
    from mscgraph.rdf.terms import Node, iri_of

    this = URIRef(iri_of("nanopub", claim["id"]))
    head, assertion, provenance, pubinfo = (
        URIRef(f"{this}/{name}") for name in ("head", "assertion", "provenance", "pubinfo")
    )
    about = {iri_of("claim", claim["id"]), terms.of(claim["subject"])}
    why = {MSCG.hasEvidence, MSCG.belief, MSCG.opposes}
    said = [triple for node in nodes if node.subject in about for triple in node.triples]
    based = [triple for node in nodes if node.subject not in about for triple in node.triples]
    source = Node(assertion)
    source.put(PROV.wasDerivedFrom, *(o for _, p, o in said if p == MSCG.hasEvidence))
    parts = Node(this, URIRef(f"{NP}Nanopublication"))
    parts.put(URIRef(f"{NP}hasAssertion"), assertion)
    parts.put(URIRef(f"{NP}hasProvenance"), provenance)
    parts.put(URIRef(f"{NP}hasPublicationInfo"), pubinfo)
    info = Node(this)
    if whole.licence:
        info.put(DCTERMS.creator, URIRef(BASE))
        info.put(DCTERMS.license, URIRef(whole.licence))
    info.put(DCTERMS.hasVersion, Literal(whole.meta["data_version"]))
    return {
        head: parts.triples,
        assertion: [triple for triple in said if triple[1] not in why],
        provenance: [*source.triples, *(t for t in said if t[1] in why), *based],
        pubinfo: info.triples,
    }
