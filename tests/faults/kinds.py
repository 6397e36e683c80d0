"""The kinds of faults: each changes one thing in one claim, as a slip of a curator would.

A kind gives None where a claim cannot bear its fault: no negation can be dropped where none is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from mscgraph.terms import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.kb.verify_documents import Held


@dataclass(frozen=True, slots=True)
class Draw:
    """What a fault is drawn from: the graph, the documents, and chance."""

    kb: KnowledgeBase
    held: Mapping[str, Held]
    random: Random


@dataclass(frozen=True, slots=True)
class Faulty:
    """A changed claim; or a changed study, if the fault is in one of its arms."""

    claim: model.Claim
    study: model.Study | None = None


_PAIRS = (
    ("increases", "decreases"),
    ("promotes", "suppresses"),
    ("activates", "inhibits"),
    ("increases_expression_of", "decreases_expression_of"),
    ("increases_secretion_of", "decreases_secretion_of"),
    ("improves", "worsens"),
)
_FLIPPED = {**dict(_PAIRS), **{b: a for a, b in _PAIRS}, "treats": "worsens"}
_SYMMETRIC = ("associated_with", "correlates_positively", "correlates_negatively", "binds")
_NEAR = 5
"""Of how many most like names a neighbour is drawn."""
_FIGURES = ("value", "spread", "range", "baseline", "n", "comparator_value", "p")


def sign_flipped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """increases for decreases, promotes for suppresses, worsens for treats"""
    flipped = _FLIPPED.get(claim.predicate)
    return Faulty(replace(claim, predicate=flipped)) if flipped else None


def ends_swapped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """subject and object exchanged, with their labels"""
    if claim.predicate in _SYMMETRIC:
        return None
    swapped = replace(
        claim,
        subject=claim.object,
        subject_label=claim.object_label,
        object=claim.subject,
        object_label=claim.subject_label,
    )
    return Faulty(swapped)


def number_shifted(draw: Draw, claim: model.Claim) -> Faulty | None:
    """the entry before or after, number and reference alike"""

    def shift(evidence: model.Evidence, cite: model.Cite) -> model.Cite | None:
        listed = draw.kb.documents[evidence.document].bibliography
        if cite.printed is None:
            return None
        number = cite.printed + draw.random.choice((-1, 1))
        if not 0 < number <= len(listed) or listed[number - 1] == cite.reference:
            return None
        return replace(cite, printed=number, reference=listed[number - 1])

    return _recited(draw, claim, shift)


def reference_replaced(draw: Draw, claim: model.Claim) -> Faulty | None:
    """another entry of the list, the printed number kept"""

    def swap(evidence: model.Evidence, cite: model.Cite) -> model.Cite | None:
        listed = draw.kb.documents[evidence.document].bibliography
        others = [r for r in listed if r not in {c.reference for c in evidence.cites}]
        if cite.printed is None or not others:
            return None
        return replace(cite, reference=draw.random.choice(others))

    return _recited(draw, claim, swap)


def _recited(
    draw: Draw,
    claim: model.Claim,
    change: Callable[[model.Evidence, model.Cite], model.Cite | None],
) -> Faulty | None:
    places = [(e, c) for e, ev in enumerate(claim.evidence) for c in range(len(ev.cites))]
    if not places:
        return None
    e, c = draw.random.choice(places)
    evidence = claim.evidence[e]
    cite = change(evidence, evidence.cites[c])
    if cite is None:
        return None
    cites = (*evidence.cites[:c], cite, *evidence.cites[c + 1 :])
    return _evidence(claim, e, cites=cites)


def id_replaced(draw: Draw, claim: model.Claim) -> Faulty | None:
    """the id of a plausible neighbour, the label kept"""
    end = draw.random.choice(("subject", "object"))
    other = _neighbour(draw, claim, getattr(claim, end))
    return Faulty(_set(claim, **{end: other.id})) if other else None


def entity_replaced(draw: Draw, claim: model.Claim) -> Faulty | None:
    """id and label of a plausible neighbour"""
    end = draw.random.choice(("subject", "object"))
    other = _neighbour(draw, claim, getattr(claim, end))
    if other is None:
        return None
    return Faulty(_set(claim, **{end: other.id, f"{end}_label": other.label["en"]}))


def mediator_replaced(draw: Draw, claim: model.Claim) -> Faulty | None:
    """a plausible neighbour of the mediator"""
    if not claim.mediated_by:
        return None
    index = draw.random.randrange(len(claim.mediated_by))
    other = _neighbour(draw, claim, claim.mediated_by[index])
    if other is None:
        return None
    mediators = list(claim.mediated_by)
    mediators[index] = other.id
    return Faulty(replace(claim, mediated_by=tuple(mediators)))


def mediators_added(draw: Draw, claim: model.Claim) -> Faulty | None:
    """something that the sentence names beside the effect, taken for its mediator"""
    anchors = {anchor for evidence in claim.evidence for anchor in evidence.anchors}
    beside = {
        end
        for other in draw.kb.claims.values()
        if any(anchors & set(evidence.anchors) for evidence in other.evidence)
        for end in (other.subject, other.object)
    } - {claim.subject, claim.object}
    if claim.mediated_by or not beside:
        return None
    return Faulty(replace(claim, mediated_by=(draw.random.choice(sorted(beside)),)))


def mediators_dropped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """what the subject acts through, left out"""
    return Faulty(replace(claim, mediated_by=())) if claim.mediated_by else None


def _neighbour(draw: Draw, claim: model.Claim, curie: str) -> model.Entity | None:
    """Draw another entity of the same kind whose name is like this one's."""
    own = draw.kb.entities[curie]
    taken = {claim.subject, claim.object, *claim.mediated_by}
    others = [
        entity
        for entity in draw.kb.entities.values()
        if entity.type == own.type and entity.id not in taken and entity.status == "active"
    ]
    others.sort(key=lambda e: (-fuzz.token_set_ratio(own.label["en"], e.label["en"]), e.id))
    return draw.random.choice(others[:_NEAR]) if others else None


def anchor_to_neighbour(draw: Draw, claim: model.Claim) -> Faulty | None:
    """the sentence before or after, in the same section"""
    e = draw.random.randrange(len(claim.evidence))
    evidence = claim.evidence[e]
    sentences = draw.held[evidence.document].sentences
    index = draw.random.randrange(len(evidence.anchors))
    place = draw.held[evidence.document].find(evidence.anchors[index], evidence.section)
    if place is None:
        return None
    near = [
        sentence.anchor
        for sentence in sentences[max(0, place - 1) : place + 2]
        if sentence.section == sentences[place].section and sentence.anchor not in evidence.anchors
    ]
    if not near:
        return None
    return _evidence(claim, e, anchors=_anchors(evidence, index, draw.random.choice(near)))


def anchor_to_section(draw: Draw, claim: model.Claim) -> Faulty | None:
    """a sentence of another section, and that section's number"""
    e = draw.random.randrange(len(claim.evidence))
    evidence = claim.evidence[e]
    others = [
        sentence
        for sentence in draw.held[evidence.document].sentences
        if sentence.section not in (evidence.section, "front", "references")
    ]
    if not others or len(evidence.anchors) > 1:
        return None
    other = draw.random.choice(others)
    return _evidence(claim, e, anchors=(other.anchor,), section=other.section)


def anchor_out_of_section(draw: Draw, claim: model.Claim) -> Faulty | None:
    """a sentence of another section, the section's number kept"""
    moved = anchor_to_section(draw, claim)
    if moved is None:
        return None
    pairs = zip(claim.evidence, moved.claim.evidence, strict=True)
    evidence = tuple(replace(new, section=old.section) for old, new in pairs)
    return Faulty(replace(claim, evidence=evidence))


def _anchors(evidence: model.Evidence, index: int, anchor: str) -> tuple[str, ...]:
    return (*evidence.anchors[:index], anchor, *evidence.anchors[index + 1 :])


def figure_edited(draw: Draw, claim: model.Claim) -> Faulty | None:
    """one digit of a result, or of an arm of the study"""
    results = [
        (e, r, key)
        for e, evidence in enumerate(claim.evidence)
        for r, result in enumerate(evidence.results)
        for key in _FIGURES
        if not result.derived and re.search(r"\d", getattr(result, key))
    ]
    arms = [
        (study, a, key)
        for study in (draw.kb.studies.get(e.study or "") for e in claim.evidence)
        for a, arm in enumerate(study.arms if study else ())
        for key in ("n", "dose")
        if not arm.derived and re.search(r"\d", getattr(arm, key))
    ]
    if not results and not arms:
        return None
    place = draw.random.randrange(len(results) + len(arms))
    if place < len(results):
        e, r, key = results[place]
        had = claim.evidence[e].results
        return _evidence(claim, e, results=_misread(draw, had, r, key))
    study, a, key = arms[place - len(results)]
    return Faulty(claim, _set(study, arms=_misread(draw, study.arms if study else (), a, key)))


def _misread(draw: Draw, records: tuple[Any, ...], index: int, key: str) -> tuple[Any, ...]:
    figure = getattr(records[index], key)
    at = draw.random.choice([match.start() for match in re.finditer(r"\d", figure)])
    digit = draw.random.choice([d for d in "123456789" if d != figure[at]])
    misread = _set(records[index], **{key: figure[:at] + digit + figure[at + 1 :]})
    return (*records[:index], misread, *records[index + 1 :])


def negation_dropped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """what the document denies, asserted"""
    return Faulty(replace(claim, negated=False)) if claim.negated else None


def negation_added(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """what the document says, denied"""
    return None if claim.negated else Faulty(replace(claim, negated=True))


def comparator_dropped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """another product or drug as comparator, left out"""
    if not _is_relative(claim):
        return None
    return Faulty(replace(claim, context=replace(claim.context, comparator=None)))


def comparator_to_control(draw: Draw, claim: model.Claim) -> Faulty | None:
    """another product or drug as comparator, taken for a control"""
    if not _is_relative(claim):
        return None
    control = draw.random.choice(CONTROLS)
    return Faulty(replace(claim, context=replace(claim.context, comparator=control)))


def _is_relative(claim: model.Claim) -> bool:
    return claim.context.comparator is not None and claim.context.comparator not in CONTROLS


def hedge_dropped(draw: Draw, claim: model.Claim) -> Faulty | None:
    """what the document suggests, asserted"""
    hedged = [e for e, evidence in enumerate(claim.evidence) if evidence.hedge != "asserted"]
    return _evidence(claim, draw.random.choice(hedged), hedge="asserted") if hedged else None


def document_changed(draw: Draw, claim: model.Claim) -> Faulty | None:
    """another document for an evidence"""
    e = draw.random.randrange(len(claim.evidence))
    others = [ident for ident in draw.kb.documents if ident != claim.evidence[e].document]
    return _evidence(claim, e, document=draw.random.choice(others))


def species_changed(draw: Draw, claim: model.Claim) -> Faulty | None:
    """another species that the graph knows"""
    if claim.context.species is None:
        return None
    used = {other.context.species for other in draw.kb.active_claims if other.context.species}
    other = draw.random.choice(sorted(used - {claim.context.species}))
    return Faulty(replace(claim, context=replace(claim.context, species=other)))


def species_dropped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """the species left out"""
    if claim.context.species is None:
        return None
    return Faulty(replace(claim, context=replace(claim.context, species=None)))


def model_dropped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """the model left out"""
    if claim.context.model is None:
        return None
    return Faulty(replace(claim, context=replace(claim.context, model=None)))


def disease_dropped(_draw: Draw, claim: model.Claim) -> Faulty | None:
    """the disease in the context left out"""
    if claim.context.disease is None:
        return None
    return Faulty(replace(claim, context=replace(claim.context, disease=None)))


def design_raised(draw: Draw, claim: model.Claim) -> Faulty | None:
    """a study in vitro or in animals, taken for a randomised trial"""
    low = [e for e, ev in enumerate(claim.evidence) if ev.design in ("in_vitro", "animal")]
    return _evidence(claim, draw.random.choice(low), design="rct") if low else None


def _evidence(claim: model.Claim, index: int, **changes: Any) -> Faulty:
    evidence = _set(claim.evidence[index], **changes)
    rest = claim.evidence
    return Faulty(replace(claim, evidence=(*rest[:index], evidence, *rest[index + 1 :])))


def _set(record: Any, **changes: Any) -> Any:
    return replace(record, **changes)


KINDS: Mapping[str, Callable[[Draw, model.Claim], Faulty | None]] = {
    kind.__name__: kind
    for kind in (
        sign_flipped,
        ends_swapped,
        number_shifted,
        reference_replaced,
        id_replaced,
        entity_replaced,
        mediator_replaced,
        mediators_added,
        mediators_dropped,
        anchor_to_neighbour,
        anchor_to_section,
        anchor_out_of_section,
        figure_edited,
        negation_dropped,
        negation_added,
        comparator_dropped,
        comparator_to_control,
        hedge_dropped,
        document_changed,
        species_changed,
        species_dropped,
        model_dropped,
        disease_dropped,
        design_raised,
    )
}
"""All kinds by name; the docstring of each says what is changed."""
