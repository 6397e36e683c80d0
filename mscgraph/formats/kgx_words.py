"""What the words of Biolink and KGX mean here: kinds, predicates with their signs, and belief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.compiled import layout
from mscgraph.compiled.imported import DERIVED
from mscgraph.kb.belief import TABLE
from mscgraph.terms import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS = {
    "AnatomicalEntity": "Anatomy",
    "Behavior": "Process",
    "BiologicalProcess": "Process",
    "BiologicalProcessOrActivity": "Process",
    "Cell": "CellType",
    "ChemicalEntity": "SmallMolecule",
    "Disease": "Disease",
    "DiseaseOrPhenotypicFeature": "Disease",
    "Drug": "Drug",
    "Gene": "Protein",
    "GeneFamily": "Protein",
    "GrossAnatomicalStructure": "Anatomy",
    "MacromolecularComplex": "Protein",
    "MicroRNA": "MicroRNA",
    "MolecularActivity": "Process",
    "MolecularMixture": "SmallMolecule",
    "NoncodingRNAProduct": "NoncodingRNA",
    "OrganismTaxon": "Species",
    "Pathway": "Pathway",
    "PathologicalProcess": "Process",
    "PhenotypicFeature": "Phenotype",
    "PhysiologicalProcess": "Process",
    "Polypeptide": "Protein",
    "Procedure": "Technique",
    "Protein": "Protein",
    "ProteinFamily": "Protein",
    "SmallMolecule": "SmallMolecule",
    "Treatment": "Intervention",
}
"""Our kind for a category of Biolink; another category becomes a kind of its own."""

PLAIN = {
    "actively_involved_in": "member_of_pathway",
    "ameliorates": "improves",
    "ameliorates_condition": "improves",
    "associated_with_increased_likelihood_of": "risk_of",
    "contributes_to": "risk_of",
    "decreases_activity_of": "inhibits",
    "derives_from": "derived_from",
    "develops_into": "differentiates_into",
    "directly_physically_interacts_with": "binds",
    "disrupts": "decreases",
    "entity_negatively_regulates_entity": "decreases",
    "entity_positively_regulates_entity": "increases",
    "exacerbates": "worsens",
    "exacerbates_condition": "worsens",
    "increases_activity_of": "activates",
    "interacts_with": "binds",
    "negatively_correlated_with": "correlates_negatively",
    "negatively_regulates": "decreases",
    "participates_in": "member_of_pathway",
    "physically_interacts_with": "binds",
    "positively_correlated_with": "correlates_positively",
    "positively_regulates": "increases",
    "predisposes_to_condition": "risk_of",
    "preventative_for_condition": "prevents",
    "produces": "secretes",
    "similar_to": "comparable_to",
    "studied_to_treat": "studied_for",
    "subclass_of": "is_a",
}
"""Our predicate for one of Biolink that needs no qualifier; one that is not here keeps its name."""

_UP = ("increased", "upregulated")
_DOWN = ("decreased", "downregulated")
_ASPECTS = {
    ("abundance", 1): "increases",
    ("abundance", -1): "decreases",
    ("activity", 1): "activates",
    ("activity", -1): "inhibits",
    ("expression", 1): "increases_expression_of",
    ("expression", -1): "decreases_expression_of",
    ("secretion", 1): "increases_secretion_of",
    ("secretion", -1): "decreases_secretion_of",
}
_NO_PREDICATE = ("biolink:has_attribute",)
_DIRECTED = ("affects", "regulates", "causes", "affected_by")
_WALKED = ("regulates",)
"""Predicates of Biolink without one of ours whose effect is walked, with an unknown sign."""

_WALK_FLAGS = {
    "yes": 0,
    "last_step": layout.LAST_STEP,
    "sign_any": layout.SIGN_ANY,
}
_SIGN_RULES = {"+1": 1, "-1": -1, "0": 0, "null": UNKNOWN, "by_role": UNKNOWN}
_HEDGES = {
    "knowledge_assertion": "asserted",
    "logical_entailment": "asserted",
    "observation": "asserted",
    "prediction": "hypothesised",
    "statistical_association": "suggested",
}
LEVELS = {
    **{hedge: level for level, hedge in reversed(_HEDGES.items())},
    "suggested": "not_provided",  # Biolink has no such level; an association of figures is another
}
"""The level of knowledge for a hedge, as an export writes it."""
_SIGNS = {"+": 1, "-": -1, "0": 0, "?": UNKNOWN}
PAPERS = 9
"""More publications behind one edge count as so many."""
OURS = "mscg:"
"""Begins a word of ours in a graph that we have written: a predicate or a kind."""
OWN = "mscg_"
"""Begins a column for which Biolink has no slot."""


class Words(NamedTuple):
    """What an edge says beside its ends."""

    predicate: str
    aspect: str = ""
    direction: str = ""
    negated: str = ""
    knowledge: str = ""
    agent: str = ""
    original: str = ""
    """Our own predicate, if the graph was ours."""
    sign: str = ""
    hedge: str = ""
    """Sign and hedge of the claim, likewise."""


class Profile(NamedTuple):
    """What all edges with the same words, and as many publications, have in common."""

    predicate: str
    negated: bool
    hedge: str
    belief: float
    sign: str = ""
    """Sign of the claim where the graph was ours, else empty: the predicate gives it."""


def kind_of(categories: list[str]) -> str:
    """Give the kind of an entity by its categories.

    Example:
        >>> kind_of(["biolink:NamedThing", "biolink:Gene"]), kind_of(["biolink:SideEffect"])
        ('Protein', 'SideEffect')
    """
    names = [camel(category) for category in categories]
    named = [name for name in names if name not in ("", "NamedThing")]
    return next((KINDS[name] for name in named if name in KINDS), (named or ["NamedThing"])[0])


def camel(word: str) -> str:
    """Give a category without its prefix, in the spelling of Biolink's classes."""
    name = re.sub(r"\W+", "_", word.rpartition(":")[2], flags=re.ASCII).strip("_")
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))[:60]


def predicate_of(words: Words) -> str:
    """Give our predicate for an edge; one that we lack keeps its name.

    Example:
        >>> predicate_of(Words("biolink:affects", "expression", "decreased"))
        'decreases_expression_of'
        >>> predicate_of(Words("biolink:treats")), predicate_of(Words("biolink:regulates"))
        ('treats', 'regulates')
        >>> predicate_of(Words("biolink:affects", direction="increased", original="mscg:promotes"))
        'promotes'
    """
    if words.original.startswith(OURS):
        return _plain(words.original)
    name = _plain(words.predicate)
    way = (words.direction in _UP) - (words.direction in _DOWN)
    if way and name in _DIRECTED:
        aspect = next((a for a, w in _ASPECTS if w == way and a in words.aspect), "abundance")
        return _ASPECTS[aspect, way]
    return PLAIN.get(name, name)


def _plain(word: str) -> str:
    local = re.sub(r"\W+", "_", word.rpartition(":")[2], flags=re.ASCII)
    return local.strip("_")[:60] or "related_to"


def said_as(predicate: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Give the predicate and the qualifiers of Biolink for a predicate of ours.

    A slot outside Biolink's tree of predicates joins no two entities, and becomes its root.

    Example:
        >>> said_as({"biolink": {"predicate": "biolink:has_attribute", "qualifiers": {}}})
        ('biolink:related_to', {})
    """
    said = predicate["biolink"]
    if said is None or said["predicate"] in _NO_PREDICATE:
        return "biolink:related_to", {}
    return said["predicate"], said["qualifiers"]


def profile_of(words: Words, papers: int) -> Profile:
    """Give the profile of an edge: its predicate, and belief by the table of the curated graph.

    An edge is what a database says: as sure as a review that cites so many papers, or none. Text
    mining leaves open what the sentence is about, and counts as an ambiguous scope.
    """
    told = words.hedge in TABLE.hedge
    hedge = words.hedge if told else _HEDGES.get(words.knowledge, "asserted")
    mined = words.agent in ("text_mining_agent", "image_processing_agent")
    scope = TABLE.scope["ambiguous" if mined else "sentence"]
    sure = TABLE.hedge[hedge] * scope
    if papers:
        error = 1 - (1 - TABLE.error["review_statement"]) * sure * TABLE.relay["unchecked"]
    else:
        error = 1 - (1 - TABLE.review_alone) * sure
    belief = round(min(TABLE.cap_one, 1 - error ** max(1, papers)), 6)
    negated = words.negated.casefold() in ("true", "1", "yes")
    sign = words.sign if words.sign in _SIGNS else ""
    return Profile(predicate_of(words), negated, hedge, belief, sign)


def new_predicate(name: str) -> dict[str, Any]:
    """Make the record of a predicate that only the imported graph has."""
    label = name.replace("_", " ")
    walk = "yes" if name in _WALKED else "never"
    return {
        "id": name,
        "label": {"en": label, "zh-Hans": label},
        "definition": {"en": label, "zh-Hans": label},
        "sign": "null",
        "walk": {"forward": walk, "backward": "never"},
        "domain": ["any"],
        "range": ["any"],
        "inverse_label": None,
        "symmetric": False,
        "weight": "1",
        "biolink": {"predicate": f"biolink:{name}", "qualifiers": {}, "match": "exact"},
        "ro": None,
        "comments": "",
    }


def new_kind(name: str) -> dict[str, Any]:
    """Make the record of a kind that only the imported graph has."""
    label = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
    return {
        "id": name,
        "file": label.replace(" ", "_"),
        "label": {"en": label, "zh-Hans": label},
        "definition": {"en": label, "zh-Hans": label},
        "category": f"biolink:{name}",
        "groups": ["any"],
        "ends_only": False,
        "effect": "undecided",
        "comments": "",
    }


class Rule(NamedTuple):
    """How a path may walk the edges of a profile: flags of an arc, or -1 for never."""

    forward: int
    backward: int
    sign: int
    structural: bool
    weight: float


def rule_of(profile: Profile, predicate: Mapping[str, Any]) -> Rule:
    """Give the rule of a profile: nothing denied is walked, what is predicted is a hypothesis."""
    sign = _SIGNS.get(profile.sign, _SIGN_RULES.get(predicate["sign"]))
    if sign is None:
        sign = DERIVED.get(profile.predicate, 12)
    flags = layout.STRUCTURAL if sign == 0 else 0
    flags |= layout.HYPOTHESIS if profile.hedge == "hypothesised" else 0
    flags |= layout.TO_PRODUCT if profile.predicate == "chemoattracts" else 0
    ways = []
    for name in ("forward", "backward"):
        walk = predicate["walk"][name]
        walked = walk in _WALK_FLAGS and not profile.negated and profile.belief > 0
        ways.append(flags | _WALK_FLAGS[walk] if walked else -1)
    return Rule(ways[0], ways[1], sign, sign == 0, float(predicate["weight"]))
