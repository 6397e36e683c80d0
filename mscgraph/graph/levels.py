"""How far a finding has come: in patients, in animals, in vitro, or in words only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from mscgraph.graph.evidence import is_relative
from mscgraph.terms import HUMAN, SIGN_WORDS, STRUCTURAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mscgraph.compiled.graph import Graph

Level = Literal["patients", "animals", "in_vitro", "review", "stitched", "none"]
LEVELS: tuple[Level, ...] = ("patients", "animals", "in_vitro", "review", "stitched", "none")
"""From the strongest to nothing at all."""

OF_DESIGN: Mapping[str, Level] = {
    "meta_analysis": "patients",
    "rct": "patients",
    "systematic_review": "patients",
    "cohort": "patients",
    "clinical_trial": "patients",
    "case_series": "patients",
    "case_report": "patients",
    "animal": "animals",
    "cadaver": "in_vitro",
    "ex_vivo": "in_vitro",
    "in_vitro": "in_vitro",
    "review_statement": "review",
}
"""The level that a design reaches; what it was done in decides where it says otherwise."""


def level_of(claim: Mapping[str, Any]) -> Level:
    """Give the highest level of a claim's evidence; work on animals never counts as patients."""
    species = claim["context"].get("species")
    found: list[Level] = []
    for evidence in claim["evidence"]:
        level = OF_DESIGN[evidence["design"]]
        beast = species is not None and species != HUMAN
        found.append("animals" if level == "patients" and beast else level)
    return min(found, key=LEVELS.index)


def is_effect(claim: Mapping[str, Any]) -> bool:
    """Whether a claim shows an effect of its own: not denied, relative, supposed or structural."""
    supposed = all(evidence["hedge"] == "hypothesised" for evidence in claim["evidence"])
    structural = claim["sign"] == SIGN_WORDS[STRUCTURAL]  # such as "is studied for"
    barred = claim["negated"] or supposed or structural or is_relative(claim)
    return claim["status"] == "active" and not barred


def best_level(claims: Iterable[Mapping[str, Any]]) -> Level:
    """Give the highest level of the claims that show an effect; ``none`` if there is none."""
    return min((level_of(c) for c in claims if is_effect(c)), key=LEVELS.index, default="none")


def claims_by(graph: Graph, actor: int) -> list[dict[str, Any]]:
    """Give the claims of an actor and all below it: as subject, or as the route by which."""
    below = graph.below(actor)
    ids = {graph.curie(entity) for entity in below}
    found = {number for entity in below for number in graph.claims_with(entity, "subject")}
    routed = range(graph.curated_claims)
    found.update(n for n in routed if graph.claims.body(n)["context"].get("route") in ids)
    claims = map(graph.claims.body, sorted(found))
    return [claim for claim in claims if claim["status"] == "active"]
