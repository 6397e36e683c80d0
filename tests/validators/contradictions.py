"""What the ontology must refuse: the axiom that does it, and triples that contradict it."""

from __future__ import annotations

from typing import NamedTuple

PREFIXES = {
    "mscg": "https://w3id.org/mscgraph/vocab/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


class Case(NamedTuple):
    """A contradiction."""

    axiom: str
    """Pattern of the triples that state the axiom."""
    says: str
    """Turtle that contradicts it."""


APART = "?axiom a owl:AllDisjointClasses ; owl:members ?classes"

CLASSES = {
    "a disease is no cell source": Case(APART, ":a a mscg:Disease, mscg:CellSource ."),
    "what is measured is no process": Case(APART, ":a a mscg:Outcome, mscg:Process ."),
    "a claim is no evidence": Case(APART, ":a a mscg:Claim, mscg:Evidence ."),
    "an entity is no paper": Case(APART, ":a a mscg:Species, mscg:Reference ."),
    "an unaltered cell is no product": Case(
        "mscg:CellSource owl:disjointWith mscg:CellProduct",
        ":a a mscg:CellSource, mscg:CellProduct .",
    ),
}
"""Contradictions to what the classes exclude alone."""

PROPERTIES = {
    "no disease carries a cargo": Case(
        "mscg:carries rdfs:domain ?classes",
        ":a a mscg:Disease ; mscg:carries :b . :b a mscg:MicroRNA .",
    ),
    "no species is treated": Case(
        "mscg:treats rdfs:range ?classes",
        ":a a mscg:Drug ; mscg:treats :b . :b a mscg:Species .",
    ),
    "no disease is expressed": Case(
        "mscg:expresses rdfs:range ?classes",
        ":a a mscg:CellType ; mscg:expresses :b . :b a mscg:Disease .",
    ),
    "a study is no evidence of a claim": Case(
        "mscg:hasEvidence rdfs:range ?classes",
        ":a a mscg:Claim ; mscg:hasEvidence :b . :b a mscg:Study .",
    ),
    "a mechanism is no mediator": Case(
        "mscg:mediatedBy rdfs:range ?classes",
        ":a a mscg:Claim ; mscg:mediatedBy :b . :b a mscg:Mechanism .",
    ),
    "no entity is below a claim": Case(
        "mscg:isA rdfs:range ?classes", ":a a mscg:Disease ; mscg:isA :b . :b a mscg:Claim ."
    ),
    "a claim has one sign": Case(
        "mscg:sign a owl:FunctionalProperty", ':a a mscg:Claim ; mscg:sign "+", "-" .'
    ),
    "a paper is retracted or not": Case(
        "mscg:retracted a owl:FunctionalProperty",
        ":a a mscg:Reference ; mscg:retracted true, false .",
    ),
    "no claim opposes itself": Case(
        "mscg:opposes a owl:IrreflexiveProperty", ":a a mscg:Claim ; mscg:opposes :a ."
    ),
    "belief is a number": Case(
        "mscg:belief rdfs:range ?datatype", ':a a mscg:Claim ; mscg:belief "high" .'
    ),
    "no organ works by a member": Case(
        "mscg:inverse_of_member_of_pathway owl:inverseOf ?other",
        ":a a mscg:Anatomy ; mscg:inverse_of_member_of_pathway :b . :b a mscg:Protein .",
    ),
}
"""Contradictions to a property's axiom, most of them together with what the classes exclude."""
