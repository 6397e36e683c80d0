"""Whether a claim's setting agrees with its text and with the records of what it cites.

The species, the design and the reference of an evidence can be held against each other: a title
names the animal, a record the design, a sentence the author. The anchor can be held against its
neighbours, and the ends against the paraphrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.kb.rules.walk import claim_entities
from mscgraph.kb.verify_documents import REFERENCES
from mscgraph.kb.verify_reading import joined, overlap
from mscgraph.kb.verify_text import cited_numbers, figures, names_any, squeeze
from mscgraph.kb.verify_words import SPECIES, says_any
from mscgraph.languages import LANGUAGES
from mscgraph.model import CLINICAL
from mscgraph.terms import HUMAN, names_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mscgraph import model
    from mscgraph.kb.anchors import Sentence
    from mscgraph.kb.verify_case import Case, Slip
    from mscgraph.languages import Language

_TOLD = frozenset({"review_statement"})
"""Designs that a document may give to what it says by itself, whatever it cites."""
_LAB = frozenset({"in_vitro", "ex_vivo", "animal", "cadaver"})
"""Designs of the laboratory, between which a note may say why the text's own word was taken."""
_KNOWN = frozenset(tells for _, _, tells in SPECIES)
_RANDOMISED = {
    "rct": ("random", "随机"),
    "meta_analysis": ("meta-analysis", "meta analysis", "Meta分析", "荟萃"),
    "systematic_review": ("systematic", "系统综述", "系统评价", "纳入"),
}
"""Words of which one is printed where such a study is told of."""
_MADE = frozenset(
    {
        *("derived_from", "prepared_with", "expresses", "carries", "has_property", "model_of"),
        *("member_of_pathway", "has_receptor", "studied_for", "differentiates_into", "secretes"),
        *("located_in", "transcribed_from", "associated_with"),
    }
)
"""Predicates that say what a thing is; where it was seen is often left out."""
_SIBLINGS = 2
"""Claims from the same sentence that must agree before the odd one out is doubted."""
_MARGIN = 1.5
"""By how much a neighbour must fit better before the anchor is doubted."""
_NEAR = 2
"""Sentences before and after an anchored one that it is held against."""


# ----------------------------------------------------------------------------- species, design


def species(case: Case) -> Iterator[Slip]:
    """The species is one that the text or its sources name, and is not left out (V014, V015)."""
    stated = case.claim.context.species
    path = ("context", "species")
    printed = _species_in(case, [*case.sentences(), *case.evidence.statement.values()])
    if stated is not None:
        named = printed or _distant_species(case)
        if named and stated not in named and not _is_named(case, stated):
            yield "V014", path, {"found": stated, "expected": joined(named)}
        return
    if case.claim.predicate in _MADE:
        return
    clinical = {HUMAN} if case.evidence.design in CLINICAL else set()
    wanted = (printed - {HUMAN}) or (printed & clinical) or _siblings_species(case)
    if len(wanted) == 1 and not any(e.design in _TOLD for e in case.claim.evidence):
        yield "V015", path, {"expected": joined(wanted)}


def _siblings_species(case: Case) -> frozenset[str]:
    """Give the species that all other claims from the same sentence and reference state."""
    stated = [claim.context.species or "" for claim in _beside(case)]
    return frozenset(stated) if len(stated) >= _SIBLINGS and "" not in stated else frozenset()


def _beside(case: Case) -> list[model.Claim]:
    """Give the other claims from the same sentence and reference that say what was seen."""
    own = {cite.reference for cite in case.evidence.cites}
    anchors = case.evidence.anchors
    beside = {i for a in anchors for i in case.kb.claims_at.get((case.evidence.document, a), ())}
    return [
        claim
        for claim in (case.kb.claims[ident] for ident in beside - {case.claim.id})
        if claim.predicate not in _MADE
        and any(own & {c.reference for c in e.cites} for e in claim.evidence)
    ]


def _distant_species(case: Case) -> frozenset[str]:
    """Give the species that model, study, design, neighbourhood or cited references name."""
    texts = [text for place in case.places for text in case.held.around(place)]
    for reference in _references(case):
        texts += [reference.title, reference.species]
    model_ = case.kb.entities.get(case.claim.context.model or "")
    texts += model_.label.values() if model_ is not None else ()
    study = case.kb.studies.get(case.evidence.study or "")
    found = {HUMAN} if case.evidence.design in CLINICAL else set()
    if study is not None and study.species is not None:
        found.add(study.species)
    return _species_in(case, texts) | found


def _is_named(case: Case, species_: str) -> bool:
    """Whether a species without words of its own in the lexicon is named, or nobody can tell."""
    entity = case.kb.entities.get(species_)
    if entity is None or species_ in _KNOWN:
        return entity is None
    return any(names_any(t, tuple(n for n, _ in names_of(entity))) for t in case.sentences())


def _species_in(case: Case, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(cue.tells for text in texts for cue in case.reader.words(text, SPECIES))


def setting(case: Case) -> Iterator[Slip]:
    """A claim without a setting lacks none that the others from its study agree on (V023).

    What is in the name of an end (carbon tetrachloride of its model) need not be said again.
    """
    own = case.claim.context
    told = case.evidence.design in _TOLD or case.claim.predicate in _MADE
    if told or own.model or own.disease or own.condition:
        return
    beside = [c for c in _beside(case) if not any(e.design in _TOLD for e in c.evidence)]
    for key in ("model", "disease"):
        stated = [value for value in (getattr(c.context, key) for c in beside) if value]
        if len(stated) < _SIBLINGS or len(set(stated)) > 1:
            continue
        ends = (*case.ends, *case.claim.mediated_by)
        if not any(_is_within(case, ident, stated[0]) for ident in ends):
            expected = case.kb.entities[stated[0]].label["en"]
            yield "V023", ("context",), {"key": key, "expected": expected}


def design(case: Case) -> Iterator[Slip]:
    """The design is that of a cited reference, unless the document speaks for itself (V016)."""
    stated = case.evidence.design
    study = case.kb.studies.get(case.evidence.study or "")
    known = {reference.design for reference in _references(case)} - {None, "other"}
    known |= {study.design} if study is not None else set()
    excused = bool(case.evidence.note) and any(d in _LAB for d in known) and stated in _LAB
    if stated in _TOLD | known or excused:
        return
    if known or (stated in _RANDOMISED and not says_any(_all_texts(case), _RANDOMISED[stated])):
        expected = joined(map(str, known)) or "?"
        values = {"found": stated, "expected": expected}
        yield "V016", ("evidence", case.index, "design"), values


def _all_texts(case: Case) -> list[str]:
    near = [text for place in case.places for text in case.held.around(place)]
    titles = [reference.title for reference in _references(case)]
    return [*near, *titles, *case.evidence.statement.values()]


def _references(case: Case) -> list[model.Reference]:
    known = case.kb.references
    return [known[c.reference] for c in case.evidence.cites if c.reference in known]


# ----------------------------------------------------------------------------- references


def author(case: Case) -> Iterator[Slip]:
    """A reference other than the printed one is meant only if the text names its author (V017)."""
    listed = case.held.document.bibliography
    for index, cite in enumerate(case.evidence.cites):
        reference = case.kb.references.get(cite.reference)
        if reference is None or cite.printed is None or not reference.authors:
            continue
        if not 0 < cite.printed <= len(listed) or listed[cite.printed - 1] == cite.reference:
            continue
        near = [text for place in case.places for text in case.held.around(place)]
        surname = squeeze(reference.authors[0].split()[0]).text
        if not any(squeeze(text).names(surname) for text in near):
            path = ("evidence", case.index, "cites", index)
            yield "V017", path, {"printed": cite.printed, "id": reference.id, "author": surname}


# ----------------------------------------------------------------------------- ends


def ends(case: Case) -> Iterator[Slip]:
    """The paraphrase names no other entity in the place of an end (V019)."""
    told = case.paraphrases()
    if len(told) < len(LANGUAGES) or case.claim.predicate == "model_of":
        return
    common = frozenset.intersection(*(reading.ids() for reading in told))
    own = {ident for _, ident in claim_entities(case.claim)}
    slots = [("subject", case.claim.subject), ("object", case.claim.object)]
    slots += [("mediator", ident) for ident in case.claim.mediated_by]
    for slot, ident in slots:
        entity = case.kb.entities.get(ident)
        if entity is None or entity.unspecified or _is_told(case, entity):
            continue
        others = {o for o in common - own if case.kb.entities[o].type == entity.type}
        strangers = {o for o in others if not any(_is_within(case, o, end) for end in own)}
        if strangers:
            labels = joined(case.kb.entities[other].label["en"] for other in strangers)
            key = "mediated_by" if slot == "mediator" else slot
            yield "V019", (key,), {"key": slot, "label": entity.label["en"], "found": labels}


def _is_told(case: Case, entity: model.Entity) -> bool:
    names = tuple(name for name, _ in names_of(entity))
    return any(names_any(text, names) for text in case.evidence.statement.values())


def _is_within(case: Case, other: str, ident: str) -> bool:
    """Whether an entity is a broader one, or its name a part of the other's name."""
    if other in case.kb.ancestors.get(ident, ()) or ident not in case.kb.entities:
        return True
    own = [squeeze(name).text for name, _ in names_of(case.kb.entities[ident])]
    theirs = [squeeze(name).text for name, _ in names_of(case.kb.entities[other])]
    return any(short in long for short in theirs for long in own)


# ----------------------------------------------------------------------------- anchors


def anchor(case: Case) -> Iterator[Slip]:
    """No sentence near the anchored one fits the claim much better (V020)."""
    anchored = [case.held.sentences[place] for place in case.places]
    if not case.evidence.statement or any(s.section == REFERENCES for s in anchored):
        return
    score = max(_fit(case, sentence) for sentence in anchored)
    for number, place in enumerate(case.places):
        own = case.held.sentences[place]
        best = max(_neighbours(case, place), key=lambda s: _fit(case, s), default=own)
        if _fit(case, best) - score > _MARGIN:
            values = {"anchor": own.anchor, "near": best.anchor}
            yield "V020", ("evidence", case.index, "anchors", number), values


def _neighbours(case: Case, place: int) -> list[Sentence]:
    """The sentences around, of the same section and language, that are no anchors themselves."""
    own = case.held.sentences[place]
    part = case.held.sentences[max(0, place - _NEAR) : place + _NEAR + 1]
    return [
        sentence
        for sentence in part
        if sentence.section == own.section
        and sentence.anchor not in case.evidence.anchors
        and _language(sentence.text) == _language(own.text)
    ]


def _language(text: str) -> Language:
    return "en" if sum(char.isascii() for char in text) > 0.85 * len(text) else "zh-Hans"


def _fit(case: Case, sentence: Sentence) -> float:
    """Say how well a sentence fits: ends, setting, figures, citations, wording."""
    evidence, named = case.evidence, case.reader.read(sentence.text).ids()
    ends = [*case.claim.mediated_by]
    ends += [case.claim.object] if "object" not in evidence.ellipsis else []
    setting = {ident for path, ident in claim_entities(case.claim) if path[0] == "context"}
    told = evidence.statement["en"]
    score = sum(ident in named for ident in ends) + 0.5 * len(setting & named)
    score += 0.3 * len(figures(told) & figures(sentence.text))
    if evidence.cites_scope == "sentence":
        printed = {cite.printed for cite in evidence.cites}
        score += 0.5 * bool(printed & cited_numbers(sentence.text))
    return score + 4 * overlap(evidence.statement[_language(sentence.text)], sentence.text)


RULES: tuple[Callable[[Case], Iterator[Slip]], ...] = (
    species,
    setting,
    design,
    author,
    ends,
    anchor,
)
"""The rules on the setting, in the order in which they run."""
