"""The records of the graph: what a YAML file holds and what the JSON export shows.

Each record is one slotted frozen dataclass of the standard library. The text below a
field is its description: :mod:`mscgraph.kb.schema` validates YAML against these very
classes and publishes them as JSON Schema, so a field is defined here and nowhere else.
Printed figures stay text (``"54.20"`` is not ``54.2``); a computed value is never stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Literal, NewType

from mscgraph.languages import Language

Curie = NewType("Curie", str)
"""A compact identifier, ``PREFIX:local``; the prefix stands in ``ontology/prefixes.yaml``."""

Text = dict[Language, str]
"""One text in both languages."""

Names = dict[Language, tuple[str, ...]]
"""Further names by language; spelling that both languages use stands under ``en`` alone."""

Design = Literal[
    "in_vitro",
    "ex_vivo",
    "animal",
    "cadaver",
    "case_report",
    "case_series",
    "cohort",
    "clinical_trial",
    "rct",
    "systematic_review",
    "meta_analysis",
    "review_statement",
]
Hedge = Literal["asserted", "suggested", "hypothesised"]
Via = Literal["body", "heading", "abstract", "title"]
CitesScope = Literal["sentence", "back", "forward", "none", "ambiguous"]
RelayStatus = Literal["faithful", "discrepant", "unchecked", "not_applicable"]
RelayAspect = Literal["subject", "object", "sign", "model", "dose", "number", "significance"]
Control = Literal["untreated", "vehicle", "sham", "baseline", "standard_care"]
Donor = Literal["autologous", "allogeneic", "xenogeneic"]
WalkRule = Literal["yes", "never", "last_step", "sign_any", "group_ends", "role_effector"]


class Record:
    """Base of all records: pydantic reads this configuration, nothing else is inherited."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "use_attribute_docstrings": True,
        "alias_generator": lambda name: name.rstrip("_"),  # `with_` is written `with`
    }


# ----------------------------------------------------------------------------- ontology


@dataclass(frozen=True, slots=True)
class Prefix(Record):
    """A namespace of identifiers (``ontology/prefixes.yaml``)."""

    prefix: str
    """What stands before the colon, as written in this graph."""
    iri: str
    """What replaces ``prefix:`` in an IRI."""
    pattern: str
    """Regular expression that the local part must match in full."""
    name: str
    """Name of the source."""
    licence: str = ""
    """Licence of the source, as its own page or file states it."""


@dataclass(frozen=True, slots=True)
class EntityType(Record):
    """A kind of entity (``ontology/types.yaml``), one file of entities each."""

    id: str
    """CamelCase name, the word used in shapes such as ``CellSource>*>Disease``."""
    file: str
    """Name of the file below ``ontology/entities``, without ``.yaml``."""
    label: Text
    definition: Text
    category: Curie
    """Biolink category of an entity of this kind that names none of its own."""
    groups: tuple[str, ...] = ()
    """Names under which predicates admit this kind as domain or range."""
    ends_only: bool = False
    """Entities of this kind stand only at the ends of a path."""
    effect: Literal["lower_is_better", "by_entity", "undecided"] = "undecided"
    """Whether less of it is good: always (disease), by ``higher_is`` (outcome), or undecided."""
    comments: str = ""


@dataclass(frozen=True, slots=True)
class BiolinkMapping(Record):
    """How a predicate is said in Biolink."""

    predicate: Curie
    qualifiers: dict[str, str] = field(default_factory=dict)
    match: str = "exact"
    """exact, close, broad, or none where Biolink lacks the meaning."""


@dataclass(frozen=True, slots=True)
class RoMapping(Record):
    """How a predicate is said in the Relation Ontology."""

    id: Curie
    label: str
    match: str = "exact"


@dataclass(frozen=True, slots=True)
class Walk(Record):
    """Whether a path may use a predicate, along its arrow and against it."""

    forward: WalkRule
    backward: WalkRule = "never"


@dataclass(frozen=True, slots=True)
class Predicate(Record):
    """A relation (``ontology/predicates.yaml``)."""

    id: str
    label: Text
    definition: Text
    sign: Literal["+1", "-1", "0", "null", "derived", "by_role"]
    """What a rise of the subject does to the object; 0 structural, null direction not given,
    derived from the kind of object, by_role from the relation's role."""
    walk: Walk
    domain: tuple[str, ...]
    """Kinds or groups of kinds that may be the subject."""
    range: tuple[str, ...]
    """Kinds or groups of kinds that may be the object."""
    inverse_label: Text | None = None
    """How it is said from the object's side, where a path may walk it backwards."""
    symmetric: bool = False
    weight: str = "1"
    """Factor on the score of a step by this predicate."""
    biolink: BiolinkMapping | None = None
    ro: RoMapping | None = None
    comments: str = ""


@dataclass(frozen=True, slots=True)
class Relation(Record):
    """A structural fact that an ontology states of an entity."""

    predicate: str
    object: Curie
    object_label: str
    source: str
    """Where the fact stands: an ontology prefix, or ``MSCG`` for our own bridges."""
    role: str = ""
    """Role that gives the sign: numerator or denominator of a ratio; activator, effector, inhibitor
    or unstated in a pathway; increases or decreases of a bridge."""


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """A thing that acts, is acted on, or sets the context (``ontology/entities/<type>.yaml``)."""

    id: Curie
    type: str
    """Given by the file in YAML; the id of an :class:`EntityType`."""
    label: Text
    synonyms: Names = field(default_factory=dict)
    ontology_label: str = ""
    """Label in the source ontology, where it differs from ours."""
    category: Curie | None = None
    """Biolink category, where it differs from that of the kind."""
    parents: tuple[Curie, ...] = ()
    """``is_a``: broader entities of this graph, used to gather groups and never walked."""
    relations: tuple[Relation, ...] = ()
    xrefs: tuple[Curie, ...] = ()
    """The same entity elsewhere."""
    close_xrefs: tuple[Curie, ...] = ()
    """Near but not the same; never merged."""
    broader_xref: Curie | None = None
    """Verified broader term of an ``MSCG:`` entity, where that term is no entity here."""
    higher_is: Literal["better", "worse", "depends"] | None = None
    """Of an outcome, biomarker or ratio: what a rise means for the patient."""
    readout: Curie | None = None
    """Of a pathway: the member whose activity is the pathway's sign."""
    unspecified: bool = False
    """A class that names no member ("cytokines"): stands only at the ends of a path."""
    status: Literal["active", "merged"] = "active"
    replaced_by: Curie | None = None
    note: str = ""


# ----------------------------------------------------------------------------- sources


@dataclass(frozen=True, slots=True)
class ReferenceNote(Record):
    """Something about a reference that a reader must know, with the proof."""

    kind: Literal["misprint", "mismatch", "identifier", "duplicate", "scope", "other"]
    text: Text
    document: str | None = None
    """The document whose use of the reference the note is about."""
    proof: str = ""
    """Public page on which the fact was seen."""


@dataclass(frozen=True, slots=True)
class Retraction(Record):
    """That, when and where a reference was retracted."""

    date: str
    notice: str
    """Public page of the notice."""


@dataclass(frozen=True, slots=True)
class Reference(Record):
    """A bibliographic record (``graphs/references.yaml``)."""

    id: str
    """First author and year, lower case, a letter where two would be equal."""
    title: str
    authors: tuple[str, ...]
    """As far as printed."""
    year: str
    et_al: bool = False
    """More authors than printed here."""
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    """Pages or article number."""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    identifiers: Literal["verified", "printed", "pattern", "not_found"] = "not_found"
    """How the identifiers are known: seen beside the title on a public page, printed in a
    document, built by the publisher's pattern, or not at all."""
    proof: str = ""
    """Public page on which title and identifiers were seen."""
    design: Design | Literal["review", "other"] | None = None
    """Design of the work itself; ``review`` is a narrative review."""
    species: str = ""
    retracted: Retraction | None = None
    notes: tuple[ReferenceNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Document(Record):
    """A reference that the curators read themselves (``graphs/documents.yaml``)."""

    id: str
    reference: str
    label: Text
    language: str
    """Tag of the main language of its text."""
    sha256: str
    """Of the text file that was read; ``verify`` finds the file by it."""
    bibliography: tuple[str, ...] = ()
    """The reference behind each printed number, in print order."""


@dataclass(frozen=True, slots=True)
class Arm(Record):
    """One arm or group of a study."""

    id: str
    what: Text
    entity: Curie | None = None
    """What the arm received, if it is an entity."""
    n: str = ""
    dose: str = ""
    route: Curie | None = None
    schedule: str = ""
    derived: str = ""
    """How a figure of this arm was computed, where it is not printed."""


@dataclass(frozen=True, slots=True)
class Study(Record):
    """One experiment or trial, as far as a document tells of it (``graphs/studies.yaml``)."""

    id: str
    label: Text
    document: str
    """The document that tells of it."""
    anchors: tuple[str, ...]
    """Sentences in which the printed figures below stand."""
    design: Design
    reference: str | None = None
    species: Curie | None = None
    model: Curie | None = None
    population: Text | None = None
    n: str = ""
    arms: tuple[Arm, ...] = ()
    follow_up: str = ""
    blinding: Literal["open", "single", "double"] | None = None
    """Only where a document or the title says so."""
    note: str = ""


# ----------------------------------------------------------------------------- claims


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
    """Through what the subject acts; several are alternatives, not a chain."""
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


def to_record(value: Any) -> Any:
    """Turn a record into plain dicts, lists and scalars, every key present, in field order."""
    if isinstance(value, Record):
        return {
            f.name.rstrip("_"): to_record(getattr(value, f.name))
            for f in fields(value)  # type: ignore[arg-type]  # every Record is a dataclass
        }
    if isinstance(value, (list, tuple)):
        return [to_record(item) for item in value]
    if isinstance(value, dict):
        return {key: to_record(item) for key, item in value.items()}
    return value
