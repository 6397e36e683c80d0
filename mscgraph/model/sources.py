"""References, documents and studies: where the claims come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mscgraph.model.base import Curie, Design, Record, Text


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
