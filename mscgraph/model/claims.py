"""Claims with their context and evidence, mechanisms, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mscgraph.model.base import Curie, Design, Record, Text

Hedge = Literal["asserted", "suggested", "hypothesised"]
Via = Literal["body", "heading", "abstract", "title"]
CitesScope = Literal["sentence", "back", "forward", "none", "ambiguous"]
RelayStatus = Literal["faithful", "discrepant", "unchecked", "not_applicable"]
RelayAspect = Literal["subject", "object", "sign", "model", "dose", "number", "significance"]
Control = Literal["untreated", "vehicle", "sham", "baseline", "standard_care"]
Donor = Literal["autologous", "allogeneic", "xenogeneic"]


@dataclass(frozen=True, slots=True)
class Context(Record):
    """What makes two claims on the same ends two claims; values are ids unless said."""

    species: Curie | None = None
    donor: Donor | None = None
    cell: Curie | None = None
    """Cell in which it happens."""
    tissue: Curie | None = None
    disease: Curie | None = None
    model: Curie | None = None
    condition: Curie | None = None
    """Medium, milieu or state, for example degenerative conditioned medium."""
    route: Curie | None = None
    timing: str | None = None
    """Free text, short, in English."""
    comparator: str | None = None
    """A control (untreated, vehicle, sham, baseline, standard_care) or an entity id; an entity
    makes the effect relative, and no path walks it."""
    co_intervention: Curie | None = None
    intervention: Curie | None = None
    """The treatment or procedure during which it was seen."""
    aspect: str | None = None
    """In what respect, where the predicate does not say (free text, short, in English)."""


@dataclass(frozen=True, slots=True)
class Relay(Record):
    """Whether the cited paper says what the document says that it says."""

    status: RelayStatus = "unchecked"
    on: tuple[RelayAspect, ...] = ()
    """What differs, for discrepant ones."""
    note: Text | None = None
    """The difference in one sentence."""
    proof: str = ""
    """Public page, or ``title`` where the printed title itself proves it."""


@dataclass(frozen=True, slots=True)
class Cite(Record):
    """One reference cited for an evidence."""

    reference: str
    printed: int | None = None
    """Number that the page prints; none in a document without numbered references."""
    relay: Relay = field(default_factory=Relay)


@dataclass(frozen=True, slots=True)
class Manipulation(Record):
    """What was taken away or added to test the mechanism, and what then became of the effect."""

    kind: Literal[
        "knockout",
        "knockdown",
        "depletion",
        "blockade",
        "inhibition",
        "overexpression",
        "stimulation",
        "preconditioning",
    ]
    of: Curie
    """What is changed."""
    effect: Literal["abolished", "weakened", "unchanged", "enhanced"]
    with_: Curie | None = None
    """The agent."""


@dataclass(frozen=True, slots=True)
class Result(Record):
    """One printed figure or comparison. Figures are the printed text, units apart."""

    measure: Text
    """What was measured."""
    arm: str = ""
    """Arm of the study."""
    value: str = ""
    spread: str = ""
    range: str = ""
    """Two printed bounds, as printed."""
    unit: str = ""
    baseline: str = ""
    n: str = ""
    comparator: str = ""
    """Arm compared with."""
    comparator_value: str = ""
    comparator_spread: str = ""
    timepoint: str = ""
    p: str = ""
    significance: Literal["significant", "ns", "unstated"] = "unstated"
    direction: Literal["increased", "decreased", "unchanged"] | None = None
    derived: bool = False
    """Computed from printed figures, not printed."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """Why the graph holds a claim: the place in a document, and what that place cites."""

    document: str
    section: str
    """Printed number of the section; abstract, 0 (before section 1) or references."""
    anchors: tuple[str, ...]
    """First 12 hex digits of the SHA-256 of each normalised sentence."""
    design: Design
    statement: Text
    """What the place says, in our own words."""
    cites: tuple[Cite, ...] = ()
    cites_scope: CitesScope = "sentence"
    joint: bool = False
    """The references cover the claim only together and count as one."""
    hedge: Hedge = "asserted"
    via: Via = "body"
    role: Literal["key", "sufficient", "necessary"] | None = None
    """How much the document says hangs on the subject."""
    degree: Literal["in_part", "slight", "strong"] | None = None
    manipulation: tuple[Manipulation, ...] = ()
    study: str | None = None
    results: tuple[Result, ...] = ()
    ellipsis: tuple[Literal["subject", "object", "mediator"], ...] = ()
    """Which end the anchored text leaves understood."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """Subject, predicate, object in a context, with evidence (``graphs/claims/*/*.yaml``)."""

    id: str
    """``<document>-<number>``, given by hand, permanent, never reused."""
    subject: Curie
    subject_label: str
    """Label of the subject, so that a mistyped id cannot pass; ``fmt`` keeps it fresh."""
    predicate: str
    object: Curie
    object_label: str
    evidence: tuple[Evidence, ...]
    negated: bool = False
    """The document denies it, or found no effect."""
    mediated_by: tuple[Curie, ...] = ()
    """Through what the subject acts, in the order of the text: links of one chain or side by side.
    What links them to one another is a claim of its own."""
    pathway_role: Literal["activator", "effector", "inhibitor", "unstated"] | None = None
    """Of ``member_of_pathway`` only."""
    context: Context = field(default_factory=Context)
    status: Literal["active", "retracted"] = "active"
    reason: str = ""
    """Why a retracted claim was retracted."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mechanism(Record):
    """Claims that one document tells as one story (``graphs/mechanisms.yaml``)."""

    id: str
    label: Text
    document: str
    kind: Literal["study", "review_synthesis"]
    """study: one primary study reported all of it; review_synthesis: the document joined it."""
    claims: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission(Record):
    """Why a sentence of a document holds no claim (``graphs/coverage/<document>.yaml``)."""

    anchor: str
    document: str
    """Given by the file in YAML."""
    reason: Literal[
        "background",
        "topic",
        "gap",
        "method",
        "ethics",
        "outlook",
        "author_data",
        "restates",
    ]
    claims: tuple[str, ...] = ()
    """Of ``restates``: the claims that say it already."""
    note: str = ""

    @property
    def id(self) -> str:
        """Document and anchor."""
        return f"{self.document}/{self.anchor}"
