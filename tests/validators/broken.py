"""Graphs that are broken in one place, and the shapes that say so."""

from __future__ import annotations

from typing import NamedTuple

BASE = "https://w3id.org/mscgraph/"
PREFIXES = {
    "biolink": "https://w3id.org/biolink/vocab/",
    "claim": f"{BASE}claim/",
    "evidence": f"{BASE}evidence/rev2020-001/",
    "mscg": f"{BASE}vocab/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "relay": f"{BASE}relay/rev2020-001/0123456789ab/",
}
"""Those of the tiny graph, in which a claim with one evidence is broken."""


class Break(NamedTuple):
    """What is done to the graph, and the shapes that must refuse it."""

    takes: str
    """Triples that are taken out."""
    puts: str
    """Triples that are put in."""
    shapes: set[str]


CLAIM, EVIDENCE, RELAY = "claim:rev2020-001", "evidence:0123456789ab", "relay:ames2010"
ENTITY = "<https://example.org/MSCG/pulp-msc>"

CASES = {
    "a claim without subject": Break(f"{CLAIM} rdf:subject ?old", "", {"Claim-subject"}),
    "a claim without object": Break(f"{CLAIM} rdf:object ?old", "", {"Claim-object"}),
    "a claim on something unknown": Break(
        f"{CLAIM} rdf:object ?old", f"{CLAIM} rdf:object claim:nothing", {"Claim-object"}
    ),
    "a claim with two subjects": Break(
        "", f"{CLAIM} rdf:subject <https://example.org/HGNC/6344>", {"Claim-subject"}
    ),
    "a claim without predicate": Break(f"{CLAIM} rdf:predicate ?old", "", {"Claim-predicate"}),
    "a predicate of nobody's": Break(
        f"{CLAIM} rdf:predicate ?old",
        f"{CLAIM} rdf:predicate mscg:somehow",
        {"Claim-predicate"},
    ),
    "a claim without sign": Break(f"{CLAIM} mscg:sign ?old", "", {"Claim-sign-plus"}),
    "a sign against the predicate": Break(
        f"{CLAIM} mscg:sign ?old", f'{CLAIM} mscg:sign "-"', {"Claim-sign-plus"}
    ),
    "a sign that is a word": Break(
        f"{CLAIM} mscg:sign ?old",
        f'{CLAIM} mscg:sign "up"',
        {"Claim-sign", "Claim-sign-plus"},
    ),
    "an inhibitor with a plus": Break(
        "claim:rev2020-003 mscg:sign ?old",
        'claim:rev2020-003 mscg:sign "+"',
        {"Claim-sign-minus"},
    ),
    "a place with a plus": Break(
        f"{CLAIM} rdf:predicate ?old",
        f"{CLAIM} rdf:predicate mscg:located_in",
        {"Claim-sign-zero"},
    ),
    "a status of nobody's": Break(
        f"{CLAIM} mscg:status ?old", f'{CLAIM} mscg:status "maybe"', {"Claim-status"}
    ),
    "a claim without evidence": Break(
        f"{CLAIM} mscg:hasEvidence ?old . ?old ?says ?what", "", {"Claim-evidence"}
    ),
    "a claim that does not say whether it is negated": Break(
        f"{CLAIM} biolink:negated ?old", "", {"Claim-negated"}
    ),
    "a belief that is no number": Break(
        f"{CLAIM} mscg:belief ?old", f'{CLAIM} mscg:belief "high"', {"belief"}
    ),
    "an evidence of no claim": Break(
        f"{CLAIM} mscg:hasEvidence {EVIDENCE}", "", {"Claim-evidence", "Evidence-claim"}
    ),
    "an evidence without document": Break(
        f"{EVIDENCE} prov:wasQuotedFrom ?old", "", {"Evidence-document"}
    ),
    "an evidence from a paper that nobody read": Break(
        f"{EVIDENCE} prov:wasQuotedFrom ?old",
        f"{EVIDENCE} prov:wasQuotedFrom <{BASE}reference/ames2010>",
        {"Evidence-document"},
    ),
    "an evidence without section": Break(f"{EVIDENCE} mscg:section ?old", "", {"Evidence-section"}),
    "an evidence without anchor": Break(f"{EVIDENCE} mscg:anchor ?old", "", {"Evidence-anchor"}),
    "an anchor that is cut short": Break(
        f"{EVIDENCE} mscg:anchor ?old", f'{EVIDENCE} mscg:anchor "0123"', {"Evidence-anchor"}
    ),
    "an evidence without design": Break(f"{EVIDENCE} mscg:design ?old", "", {"Evidence-design"}),
    "a design that is not on the list": Break(
        f"{EVIDENCE} mscg:design ?old", f'{EVIDENCE} mscg:design "mouse"', {"Evidence-design"}
    ),
    "a statement in English alone": Break(
        f'{EVIDENCE} mscg:statement "确实如此。"@zh-Hans', "", {"Evidence-statement-zh"}
    ),
    "a statement in Chinese alone": Break(
        f'{EVIDENCE} mscg:statement "It is so."@en', "", {"Evidence-statement-en"}
    ),
    "a relay of nothing": Break(f"{RELAY} mscg:reference ?old", "", {"Relay-reference"}),
    "a relay that nobody judged": Break(f"{RELAY} mscg:status ?old", "", {"Relay-status"}),
    "a relation of nothing": Break(
        "",
        f"<{BASE}relation/0> a mscg:Relation",
        {"Relation-subject", "Relation-predicate", "Relation-object"},
    ),
    "a mechanism without claims": Break(
        f"<{BASE}mechanism/rev2020-glow> mscg:hasClaim ?old", "", {"Mechanism-claim"}
    ),
    "an entity without Chinese label": Break(
        f'{ENTITY} rdfs:label "牙髓干细胞"@zh-Hans', "", {"Entity-label-zh"}
    ),
    "an entity with two English labels": Break(
        "", f'{ENTITY} rdfs:label "another"@en', {"Entity-label-en"}
    ),
}
