"""Claims and studies against the sentences that their anchors point at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from mscgraph.kb import verify_cues
from mscgraph.kb.verify_case import Case
from mscgraph.kb.verify_documents import REFERENCES, Held
from mscgraph.kb.verify_reading import Reader
from mscgraph.kb.verify_text import cited_numbers, figures, names_any
from mscgraph.terms import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mscgraph import model
    from mscgraph.findings import Finding
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.kb.rules.walk import Path

Figure = tuple["Path", str]
"""A printed figure: where in the record, and the figure."""

_RESULT_KEYS = (
    *("value", "spread", "range", "unit", "baseline", "n"),
    *("comparator_value", "comparator_spread", "timepoint", "p"),
)
_ARM_KEYS = ("n", "dose", "schedule")
_START = 40
"""Characters of a sentence that a finding shows."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """One evidence of a claim and the document that it rests on."""

    claim: model.Claim
    index: int
    held: Held

    @property
    def evidence(self) -> model.Evidence:
        return self.claim.evidence[self.index]

    @property
    def places(self) -> list[int]:
        """Positions of the anchors that stand in the document."""
        found = (self.held.find(anchor, self.evidence.section) for anchor in self.evidence.anchors)
        return [place for place in found if place is not None]

    def path(self, *steps: str | int) -> Path:
        return ("evidence", self.index, *steps)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Checks records against the documents at hand, and counts what it looked at."""

    kb: KnowledgeBase
    held: Mapping[str, Held]
    counts: Counter[str] = field(default_factory=Counter)
    reader: Reader = field(default_factory=Reader)

    def claim(self, claim: model.Claim) -> Iterator[Finding]:
        """Yield the findings on a claim; evidence from a document that is not held is left out."""
        self.counts["claims"] += 1
        for index, evidence in enumerate(claim.evidence):
            if evidence.document in self.held:
                self.counts["evidence"] += 1
                yield from self._evidence(_Spot(claim, index, self.held[evidence.document]))

    def study(self, study: model.Study) -> Iterator[Finding]:
        """Yield the findings on a study; one from a document that is not held is left out."""
        if study.document not in self.held:
            return
        held = self.held[study.document]
        self.counts["studies"] += 1
        printed = list(_study_figures(study))
        lost = False
        for index, anchor in enumerate(study.anchors):
            self.counts["anchors"] += 1
            if held.find(anchor) is None:
                lost = True
                near = _nearest(held, "", (), printed, study.label)
                path: Path = ("anchors", index)
                yield self.kb.finding(
                    "V001", "studies", study.id, path, anchor=anchor, nearest=near
                )
        if not lost:
            yield from self._figures("studies", study.id, printed, _texts(held, study.anchors))

    def omission(self, omission: model.Omission) -> Iterator[Finding]:
        """Yield a finding if the sentence that holds no claim is gone (V001)."""
        if omission.document in self.held:
            self.counts["omissions"] += 1
            if self.held[omission.document].find(omission.anchor) is None:
                values = {"anchor": omission.anchor, "nearest": "-"}
                yield self.kb.finding("V001", "omissions", omission.id, ("anchor",), **values)

    def _evidence(self, spot: _Spot) -> Iterator[Finding]:
        yield from self._anchors(spot)
        evidence, held = spot.evidence, spot.held
        if len(spot.places) < len(evidence.anchors):
            return  # what a lost sentence prints cannot be told
        texts = _texts(held, evidence.anchors)
        study = self.kb.studies.get(evidence.study or "")
        if study is not None and study.document == evidence.document:
            texts += _texts(held, study.anchors)
        printed = _result_figures(spot)
        yield from self._figures("claims", spot.claim.id, printed, texts)
        yield from self._names(spot)
        yield from self._cites(spot)
        yield from self._words(spot)

    def _anchors(self, spot: _Spot) -> Iterator[Finding]:
        """Each anchor stands in the document, and in the section of the evidence (V001, V002)."""
        evidence = spot.evidence
        for number, anchor in enumerate(evidence.anchors):
            self.counts["anchors"] += 1
            path = spot.path("anchors", number)
            place = spot.held.find(anchor, evidence.section)
            if place is None:
                names = [names for _, _, names in self._ends(spot.claim)]
                printed = _result_figures(spot)
                near = _nearest(spot.held, evidence.section, names, printed, evidence.statement)
                yield self.kb.finding(
                    "V001", "claims", spot.claim.id, path, anchor=anchor, nearest=near
                )
                continue
            section = spot.held.sentences[place].section
            entry = section == REFERENCES and evidence.via == "title"
            if section != evidence.section and not entry:
                values = {"anchor": anchor, "found": section, "expected": evidence.section}
                yield self.kb.finding("V002", "claims", spot.claim.id, path, **values)

    def _figures(
        self, part: str, record: str, printed: Iterable[Figure], texts: list[str]
    ) -> Iterator[Finding]:
        """Each figure of a record is printed in its sentences (V003)."""
        held = {figure for text in texts for figure in figures(text)}
        for path, value in printed:
            wanted = figures(value)
            self.counts["numbers"] += len(wanted)
            if not wanted <= held:
                values = {"key": path[-1], "value": value}
                yield self.kb.finding("V003", part, record, path, **values)

    def _names(self, spot: _Spot) -> Iterator[Finding]:
        """Both ends and the mediators are named near the anchors (V004)."""
        texts = [text for place in spot.places for text in spot.held.around(place)]
        for path, label, names in self._ends(spot.claim):
            key = "mediator" if path[0] == "mediated_by" else str(path[0])
            if key in spot.evidence.ellipsis:
                continue
            self.counts["names"] += 1
            if not any(names_any(text, names) for text in texts):
                values = {"key": key, "label": label}
                where = spot.path("anchors")
                yield self.kb.finding("V004", "claims", spot.claim.id, where, **values)

    def _ends(self, claim: model.Claim) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
        """Yield (path, label, all names) of subject, object and mediators that are known."""
        ends: list[tuple[Path, str]] = [(("subject",), claim.subject), (("object",), claim.object)]
        ends.extend((("mediated_by", i), ident) for i, ident in enumerate(claim.mediated_by))
        for path, ident in ends:
            entity = self.kb.entities.get(ident)
            if entity is not None:
                names = tuple(name for name, _ in names_of(entity))
                yield path, entity.label["en"], names

    def _cites(self, spot: _Spot) -> Iterator[Finding]:
        """Each printed number of a reference stands in its scope (V006)."""
        numbers = _cited(spot)
        for index, cite in enumerate(spot.evidence.cites):
            if cite.printed is None:
                continue
            self.counts["citations"] += 1
            if cite.printed not in numbers:
                path = spot.path("cites", index)
                yield self.kb.finding("V006", "claims", spot.claim.id, path, printed=cite.printed)

    def _words(self, spot: _Spot) -> Iterator[Finding]:
        """The words of the sentences and of the paraphrase speak for the claim (V008 and on)."""
        self.reader.learn(self.kb.entities)
        places = tuple(spot.places)
        case = Case(self.kb, self.reader, spot.claim, spot.index, spot.held, places)
        for rule in verify_cues.RULES:
            for code, path, values in rule(case):
                yield self.kb.finding(code, "claims", spot.claim.id, path, **values)


def _cited(spot: _Spot) -> set[int]:
    """Give the numbers printed in the anchored sentences and, as the scope says, around them.

    ``back``: the number is printed further on and reaches back to the sentence; ``forward``: it
    is printed further up. The nearest sentence that cites anything is the one. An entry of the
    reference list stands for its own number.
    """
    held, scope = spot.held, spot.evidence.cites_scope
    sentences = [held.sentences[place] for place in spot.places]
    if scope in ("back", "forward"):
        for place in spot.places:
            around = held.rest(place, after=scope == "back")
            ordered = around if scope == "back" else reversed(list(around))
            sentences.extend(islice((s for s in ordered if cited_numbers(s.text)), 1))
    entries = {s.number for s in sentences if s.number is not None}
    return entries.union(*(cited_numbers(s.text) for s in sentences if s.number is None))


def _texts(held: Held, anchors: Iterable[str]) -> list[str]:
    places = (held.find(anchor) for anchor in anchors)
    return [held.sentences[place].text for place in places if place is not None]


def _result_figures(spot: _Spot) -> list[Figure]:
    return [
        (spot.path("results", index, key), getattr(result, key))
        for index, result in enumerate(spot.evidence.results)
        if not result.derived
        for key in _RESULT_KEYS
    ]


def _study_figures(study: model.Study) -> Iterator[Figure]:
    yield ("n",), study.n
    yield ("follow_up",), study.follow_up
    for index, arm in enumerate(study.arms):
        if not arm.derived:
            for key in _ARM_KEYS:
                yield ("arms", index, key), getattr(arm, key)


def _nearest(
    held: Held,
    section: str,
    names: Iterable[tuple[str, ...]],
    printed: Iterable[Figure],
    statement: model.Text,
) -> str:
    """Say which sentence a lost anchor most likely meant: section, anchor, first words.

    Only the hash of the lost sentence is known. So: the sentence of the section that names most
    of the ends and prints most of the figures, and of several the one most like the paraphrase.
    """
    from rapidfuzz import fuzz

    wanted = {figure for _, value in printed for figure in figures(value)}
    pool = [s for s in held.sentences if s.section == section] or list(held.sentences)
    paraphrase = " ".join(statement.values())
    best = max(
        pool,
        key=lambda s: (
            sum(names_any(s.text, own) for own in names) + len(wanted & figures(s.text)),
            fuzz.partial_ratio(paraphrase, s.text),
        ),
        default=None,
    )
    if best is None:
        return "-"
    start = best.text if len(best.text) <= _START else best.text[:_START] + "…"
    return f"{best.section} {best.anchor} {start!r}"
