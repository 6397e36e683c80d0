"""Namespaces, kinds, relations and entities: the files below ``ontology/``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mscgraph.model.base import Curie, Names, Record, Text

WalkRule = Literal["yes", "never", "last_step", "sign_any", "group_ends", "role_effector"]


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
