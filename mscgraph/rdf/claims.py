"""RDF of the claims and of their evidence."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mscgraph.model import CLINICAL
from mscgraph.rdf.forms import ARM, CONTROL, CURIE, FLAG, PREDICATE, PRODUCT, WHOLE, WORD, link
from mscgraph.rdf.mapping import Nodes, Table, describe, fact, numbered
from mscgraph.rdf.namespaces import BIOLINK, DCTERMS, ECO, MSCG, PROV, RDF, RDFS
from mscgraph.rdf.rows import Many, One, Scope, Texts
from mscgraph.rdf.terms import Node, decimal_of, iri_of
from mscgraph.terms import CONTROLS, says_else

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import URIRef

    from mscgraph.rdf.records import Part, Record, Records
    from mscgraph.rdf.terms import Terms

_WORDS = (
    ("key", MSCG.key),
    ("sign", MSCG.sign),
    ("effective_sign", MSCG.effectiveSign),
)


def claim_nodes(terms: Terms, record: Record, records: Records) -> Iterator[Node]:
    """Give the triples about a claim: itself, the direct triple if it is a fact, its evidence."""
    return describe(CLAIM, record, Scope(terms, records, (record["id"],)))


def _more_of_claim(node: Node, record: Record, scope: Scope) -> Iterator[Node]:
    node.words(record, _WORDS)
    node.text(RDFS.label, _label(record, scope.records))
    if record["belief"] is not None:
        node.put(MSCG.belief, decimal_of(f"{record['belief']:.6f}"))
    opposed_by = (record["belief_terms"] or {}).get("opposed_by", {})
    node.put(MSCG.opposes, *(iri_of("claim", other) for other in opposed_by))
    if is_fact(record, scope.records["references"]):
        yield from fact(record, record["subject"], scope)


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
    if says_else(cite["relay"]):
        return False
    reference = references.get(cite["reference"])  # an imported graph names papers alone
    return reference is None or reference["retracted"] is None


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


# ----------------------------------------------------------------------------- evidence


def _evidence_scopes(scope: Scope, items: list[Record]) -> Iterator[Scope]:
    """Name each evidence by claim and first anchor, with a number where that is not enough."""
    seen: Counter[str] = Counter()
    for evidence in items:
        anchor = evidence["anchors"][0] if evidence["anchors"] else "none"
        seen[anchor] += 1
        last = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
        yield replace(scope, path=(*scope.path, last), study=evidence["study"])


def _more_of_evidence(node: Node, record: Record, scope: Scope) -> tuple[Node, ...]:
    node.put(RDF.type, _eco(record, scope.records["references"]))
    for cite in record["cites"]:
        node.put(PROV.wasDerivedFrom, iri_of("reference", cite["reference"]))
    return ()


def _eco(evidence: Mapping[str, Any], references: Part) -> URIRef:
    """Give the type of the evidence: the document's statement, by what it cites."""
    if not evidence["cites"]:
        return ECO["0000034"]
    cited = (references.get(cite["reference"], {}) for cite in evidence["cites"])
    clinical = any(reference.get("design") in CLINICAL for reference in cited)
    return ECO["0006016"] if clinical else ECO["0000033"]


def _relay_scopes(scope: Scope, items: list[Record]) -> Iterator[Scope]:
    seen: Counter[str] = Counter()
    for cite in items:
        reference = cite["reference"]
        seen[reference] += 1
        again = (seen[reference],) if seen[reference] > 1 else ()
        yield scope.at((*scope.path, reference, *again))


def _result_scopes(scope: Scope, items: list[Record]) -> Iterator[Scope]:
    """Name a result by its content and its study, so that claims that print it share it."""
    for record in items:
        content = json.dumps(
            [scope.study or scope.path, record], sort_keys=True, ensure_ascii=False
        )
        yield scope.at((hashlib.sha256(content.encode()).hexdigest()[:16],))


# ------------------------------------------------------------------------------- tables

RELAY = Table(
    "relay",
    (MSCG.Relay,),
    (
        One("reference", MSCG.reference, link("reference")),
        One("printed", MSCG.printed, WHOLE),
        One("relay.status", MSCG.status, WORD),
        Many("relay.on", MSCG.on, WORD),
        Texts("relay.note", MSCG.note),
        One("relay.proof", MSCG.proof, WORD),
    ),
)
MANIPULATION = Table(
    "manipulation",
    (MSCG.Manipulation,),
    (
        One("kind", MSCG.kind, WORD),
        One("of", MSCG.of, CURIE),
        One("effect", MSCG.effect, WORD),
        One("with", MSCG["with"], CURIE),
    ),
)
RESULT = Table(
    "result",
    (MSCG.Result,),
    (
        Texts("measure", MSCG.measure),
        One("arm", MSCG.arm, ARM),
        One("value", MSCG.value, WORD, number=MSCG.number),
        One("spread", MSCG.spread, WORD, number=MSCG.spreadNumber),
        One("range", MSCG.range, WORD),
        One("unit", MSCG.unit, WORD),
        One("baseline", MSCG.baseline, WORD, number=MSCG.baselineNumber),
        One("n", MSCG.n, WORD, number=MSCG.size),
        One("comparator", MSCG.comparatorArm, ARM),
        One("comparator_value", MSCG.comparatorValue, WORD, number=MSCG.comparatorNumber),
        One("comparator_spread", MSCG.comparatorSpread, WORD, number=MSCG.comparatorSpreadNumber),
        One("timepoint", MSCG.timepoint, WORD),
        One("p", MSCG.p, WORD, number=MSCG.pNumber),
        One("significance", MSCG.significance, WORD),
        One("direction", MSCG.direction, WORD),
        One("derived", MSCG.derived, FLAG),
        One("note", MSCG.note, WORD),
    ),
)
EVIDENCE = Table(
    "evidence",
    (MSCG.Evidence,),
    (
        One("document", PROV.wasQuotedFrom, link("document")),
        One("section", MSCG.section, WORD),
        Many("anchors", MSCG.anchor, WORD),
        One("design", MSCG.design, WORD),
        Texts("statement", MSCG.statement),
        Nodes("cites", MSCG.hasRelay, RELAY, _relay_scopes),
        One("cites_scope", MSCG.citesScope, WORD),
        One("joint", MSCG.joint, FLAG),
        One("hedge", MSCG.hedge, WORD),
        One("via", MSCG.via, WORD),
        One("role", MSCG.role, WORD),
        One("degree", MSCG.degree, WORD),
        Nodes("manipulation", MSCG.hasManipulation, MANIPULATION, numbered()),
        One("study", MSCG.study, link("study")),
        Nodes("results", MSCG.hasResult, RESULT, _result_scopes),
        Many("ellipsis", MSCG.ellipsis, WORD),
        One("note", MSCG.note, WORD),
    ),
    _more_of_evidence,
)
CLAIM = Table(
    "claim",
    (MSCG.Claim, BIOLINK.Association),
    (
        One("id", DCTERMS.identifier, WORD),
        One("subject", RDF.subject, CURIE),
        One("predicate", RDF.predicate, PREDICATE),
        One("object", RDF.object, CURIE),
        Nodes("evidence", MSCG.hasEvidence, EVIDENCE, _evidence_scopes),
        One("negated", BIOLINK.negated, FLAG, always=True),
        Many("mediated_by", MSCG.mediatedBy, CURIE),
        One("pathway_role", MSCG.pathwayRole, WORD),
        One("context.species", MSCG.species, CURIE),
        One("context.donor", MSCG.donor, WORD),
        One("context.cell", MSCG.cell, CURIE),
        One("context.tissue", MSCG.tissue, CURIE),
        One("context.disease", MSCG.disease, CURIE),
        One("context.model", MSCG.model, CURIE),
        One("context.condition", MSCG.condition, CURIE),
        One("context.route", MSCG.route, CURIE),
        One("context.timing", MSCG.timing, WORD),
        One("context.comparator", MSCG.comparator, PRODUCT),
        One("context.comparator", MSCG.comparatorControl, CONTROL),
        One("context.co_intervention", MSCG.coIntervention, CURIE),
        One("context.intervention", MSCG.intervention, CURIE),
        One("context.aspect", MSCG.aspect, WORD),
        One("status", MSCG.status, WORD),
        One("reason", MSCG.reason, WORD),
        One("note", MSCG.note, WORD),
    ),
    _more_of_claim,
)
