"""RDF of the claims and of their evidence."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from mscgraph.rdf.namespaces import BIOLINK, DCTERMS, ECO, MSCG, PROV, RDF, RDFS
from mscgraph.rdf.terms import Node, decimal_of, iri_of
from mscgraph.terms import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import URIRef

    from mscgraph.rdf.records import Part, Record, Records
    from mscgraph.rdf.terms import Terms

_WORDS = (
    ("id", DCTERMS.identifier),
    ("key", MSCG.key),
    ("status", MSCG.status),
    ("sign", MSCG.sign),
    ("effective_sign", MSCG.effectiveSign),
    ("pathway_role", MSCG.pathwayRole),
    ("reason", MSCG.reason),
    ("note", MSCG.note),
)
_CONTEXT_ENTITIES = {
    "species": MSCG.species,
    "cell": MSCG.cell,
    "tissue": MSCG.tissue,
    "disease": MSCG.disease,
    "model": MSCG.model,
    "condition": MSCG.condition,
    "route": MSCG.route,
    "comparator": MSCG.comparator,
    "co_intervention": MSCG.coIntervention,
    "intervention": MSCG.intervention,
}
_CONTEXT_WORDS = {"donor": MSCG.donor, "timing": MSCG.timing, "aspect": MSCG.aspect}
_EVIDENCE_WORDS = (
    ("section", MSCG.section),
    ("design", MSCG.design),
    ("hedge", MSCG.hedge),
    ("via", MSCG.via),
    ("cites_scope", MSCG.citesScope),
    ("role", MSCG.role),
    ("degree", MSCG.degree),
    ("note", MSCG.note),
)
_RESULT_WORDS = (
    ("range", MSCG.range),
    ("unit", MSCG.unit),
    ("timepoint", MSCG.timepoint),
    ("significance", MSCG.significance),
    ("direction", MSCG.direction),
    ("note", MSCG.note),
)
_RESULT_FIGURES = (
    ("value", MSCG.value, MSCG.number),
    ("spread", MSCG.spread, MSCG.spreadNumber),
    ("baseline", MSCG.baseline, MSCG.baselineNumber),
    ("n", MSCG.n, MSCG.size),
    ("comparator_value", MSCG.comparatorValue, MSCG.comparatorNumber),
    ("comparator_spread", MSCG.comparatorSpread, MSCG.comparatorSpreadNumber),
    ("p", MSCG.p, MSCG.pNumber),
)
_CLINICAL = ("case_report", "case_series", "cohort", "clinical_trial", "rct")
"""Designs that make a cited paper a clinical study."""
_TOUCHES_THE_FACT = {"subject", "object", "sign"}
"""Differences after which the cited paper no longer says the claim."""


def claim_nodes(terms: Terms, record: Record, records: Records) -> Iterator[Node]:
    """Give the triples about a claim: itself, the direct triple if it is a fact, its evidence."""
    node = Node(iri_of("claim", record["id"]), MSCG.Claim, BIOLINK.Association)
    ends = (
        terms.of(record["subject"]),
        terms.predicate(record["predicate"]),
        terms.of(record["object"]),
    )
    for predicate, end in zip((RDF.subject, RDF.predicate, RDF.object), ends, strict=True):
        node.put(predicate, end)
    node.words(record, _WORDS)
    node.text(RDFS.label, _label(record, records))
    node.flag(BIOLINK.negated, value=record["negated"])
    if record["belief"] is not None:
        node.put(MSCG.belief, decimal_of(f"{record['belief']:.6f}"))
    node.put(MSCG.mediatedBy, *map(terms.of, record["mediated_by"]))
    opposed_by = (record["belief_terms"] or {}).get("opposed_by", {})
    node.put(MSCG.opposes, *(iri_of("claim", other) for other in opposed_by))
    _put_context(node, terms, record["context"])
    if is_fact(record, records["references"]):
        fact = Node(ends[0])
        fact.put(ends[1], ends[2])
        yield fact
    for name, evidence in _named(record):
        node.put(MSCG.hasEvidence, iri_of("evidence", *name))
        yield from _evidence_nodes(terms, name, evidence, records)
    yield node


def is_fact(claim: Mapping[str, Any], references: Part) -> bool:
    """Whether a reader may take subject, predicate and object alone as a fact (DESIGN 6).

    Not what is retracted, negated, only supposed or relative to another product; and some
    evidence must stand that is neither supposed nor rests on papers that were retracted or that
    say something else.
    """
    comparator = claim["context"].get("comparator")
    return (
        claim["status"] == "active"
        and not claim["negated"]
        and (comparator is None or comparator in CONTROLS)
        and any(_is_sound(evidence, references) for evidence in claim["evidence"])
    )


def _is_sound(evidence: Mapping[str, Any], references: Part) -> bool:
    if evidence["hedge"] == "hypothesised":
        return False
    return not evidence["cites"] or any(_says_it(c, references) for c in evidence["cites"])


def _says_it(cite: Mapping[str, Any], references: Part) -> bool:
    relay = cite["relay"]
    if relay["status"] == "discrepant" and _TOUCHES_THE_FACT & set(relay["on"]):
        return False
    return references[cite["reference"]]["retracted"] is None


def _label(record: Record, records: Records) -> dict[str, str]:
    """Say the claim in words, in each language of its predicate."""
    labels: dict[str, str] = {}
    negation = {"en": "not: ", "zh-Hans": "否定："} if record["negated"] else {}
    for language, verb in records["predicates"][record["predicate"]]["label"].items():
        ends = [
            records["entities"][record[end]]["label"].get(language, record[f"{end}_label"])
            for end in ("subject", "object")
        ]
        labels[language] = f"{negation.get(language, '')}{ends[0]} {verb} {ends[1]}"
    return labels


def _put_context(node: Node, terms: Terms, context: Mapping[str, str]) -> None:
    for key, value in context.items():
        if key == "comparator" and value in CONTROLS:
            node.word(MSCG.comparatorControl, value)
        elif key in _CONTEXT_ENTITIES:
            node.put(_CONTEXT_ENTITIES[key], terms.of(value))
        else:
            node.word(_CONTEXT_WORDS[key], value)


# ----------------------------------------------------------------------------- evidence


def _named(claim: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Record]]:
    """Name each evidence by claim and first anchor, with a number where that is not enough."""
    seen: Counter[str] = Counter()
    for evidence in claim["evidence"]:
        anchor = evidence["anchors"][0] if evidence["anchors"] else "none"
        seen[anchor] += 1
        last = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
        yield (claim["id"], last), evidence


def _evidence_nodes(
    terms: Terms, name: tuple[str, str], evidence: Record, records: Records
) -> Iterator[Node]:
    node = Node(iri_of("evidence", *name), MSCG.Evidence, _eco(evidence, records["references"]))
    node.words(evidence, _EVIDENCE_WORDS)
    node.word(MSCG.anchor, *evidence["anchors"])
    node.word(MSCG.ellipsis, *evidence["ellipsis"])
    node.text(MSCG.statement, evidence["statement"])
    if evidence["joint"]:
        node.flag(MSCG.joint, value=True)
    node.put(PROV.wasQuotedFrom, iri_of("document", evidence["document"]))
    if evidence["study"]:
        node.put(MSCG.study, iri_of("study", evidence["study"]))
    for relay in _relay_nodes(name, evidence["cites"]):
        node.put(MSCG.hasRelay, relay.subject)
        yield relay
    for cite in evidence["cites"]:
        node.put(PROV.wasDerivedFrom, iri_of("reference", cite["reference"]))
    for number, manipulation in enumerate(evidence["manipulation"], 1):
        found = _manipulation_node(terms, (*name, number), manipulation)
        node.put(MSCG.hasManipulation, found.subject)
        yield found
    for result in evidence["results"]:
        figure = _result_node(name, evidence["study"], result)
        node.put(MSCG.hasResult, figure.subject)
        yield figure
    yield node


def _eco(evidence: Mapping[str, Any], references: Part) -> URIRef:
    """Give the type of the evidence: the document's statement, by what it cites."""
    cited = [references[cite["reference"]] for cite in evidence["cites"]]
    if not cited:
        return ECO["0000034"]
    clinical = any(reference["design"] in _CLINICAL for reference in cited)
    return ECO["0006016"] if clinical else ECO["0000033"]


def _relay_nodes(name: tuple[str, str], cites: list[Record]) -> Iterator[Node]:
    seen: Counter[str] = Counter()
    for cite in cites:
        reference, relay = cite["reference"], cite["relay"]
        seen[reference] += 1
        again = (seen[reference],) if seen[reference] > 1 else ()
        node = Node(iri_of("relay", *name, reference, *again), MSCG.Relay)
        node.put(MSCG.reference, iri_of("reference", reference))
        node.whole(MSCG.printed, cite["printed"])
        node.word(MSCG.status, relay["status"])
        node.word(MSCG.on, *relay["on"])
        node.text(MSCG.note, relay["note"])
        node.word(MSCG.proof, relay["proof"])
        yield node


def _manipulation_node(terms: Terms, name: tuple[str | int, ...], record: Record) -> Node:
    node = Node(iri_of("manipulation", *name), MSCG.Manipulation)
    node.words(record, (("kind", MSCG.kind), ("effect", MSCG.effect)))
    node.put(MSCG.of, terms.of(record["of"]))
    if record["with"]:
        node.put(MSCG["with"], terms.of(record["with"]))
    return node


def _result_node(name: tuple[str, str], study: str | None, record: Record) -> Node:
    """Name a result by its content and its study, so that claims that print it share it."""
    content = json.dumps([study or name, record], sort_keys=True, ensure_ascii=False)
    ident = hashlib.sha256(content.encode()).hexdigest()[:16]
    node = Node(iri_of("result", ident), MSCG.Result)
    node.text(MSCG.measure, record["measure"])
    node.words(record, _RESULT_WORDS)
    for key, predicate, number in _RESULT_FIGURES:
        node.printed(predicate, number, record[key])
    for key, predicate in (("arm", MSCG.arm), ("comparator", MSCG.comparatorArm)):
        if record[key]:
            node.put(predicate, iri_of("study", study or "none", "arm", record[key]))
    if record["derived"]:
        node.flag(MSCG.derived, value=True)
    return node
