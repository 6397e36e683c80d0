"""Whether the words of a claim's sentences and paraphrase speak for what the claim says.

A machine cannot understand a sentence, yet it sees a sign turned round, a denial or a hedge left
out, a comparison forgotten. Each rule listens to three witnesses: the anchored sentences, and the
paraphrase in either language. It speaks up only where witnesses contradict the claim and none
stands by it, so that a clean claim is left in peace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.kb import verify_context, verify_sign
from mscgraph.kb.rules.walk import claim_entities
from mscgraph.kb.verify_case import EFFECTS
from mscgraph.kb.verify_reading import Reading, clauses, joined
from mscgraph.kb.verify_words import (
    COMPARISONS,
    CONTROL_WORDS,
    DENIALS,
    HEDGES,
    MEANS,
    THROUGH,
    says_any,
)
from mscgraph.languages import LANGUAGES
from mscgraph.terms import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mscgraph.kb.rules.walk import Path
    from mscgraph.kb.verify_case import Case, Slip

_STATES = frozenset({"studied_for", "associated_with", "has_property"})
"""Predicates with which promise and potential are what is said, not how surely it is said."""
_HARMS = frozenset({"causes", "risk_of"})
"""Predicates that being safe or spared denies."""
_BESIDE = 12
"""Letters between a denial and what it denies."""
_NO_MEANS = frozenset({"treatment", "technique", "route", "species", "anatomy"})
"""Groups of kinds that a thing is given by, or lies in, rather than acts through."""
_RANKS = frozenset({"superior_to", "inferior_to", "comparable_to", "studied_for"})
"""Predicates that hold a comparison themselves."""


def denial(case: Case) -> Iterator[Slip]:
    """What the text denies is negated, and nothing else is (V009, V010, V011)."""
    printed = [cue for text in case.sentences() for cue in case.reader.read(text, DENIALS).cues]
    told = [reading.cues for reading in case.paraphrases(DENIALS)]
    if case.claim.negated:
        where = "" if printed else "sentence"
        where = where or ("paraphrase" if told and not any(told) else "")
        if where:
            yield "V009", ("negated",), {"predicate": case.claim.predicate, "where": where}
        return
    if {r.significance for r in case.evidence.results} - {"unstated"} == {"ns"}:
        yield "V010", ("evidence", case.index, "results"), {}
    denies = {"strong", "spares"} if case.claim.predicate in _HARMS else {"strong"}
    strong = [[cue.word for cue in cues if cue.tells in denies] for cues in told]
    if len(strong) == len(LANGUAGES) and all(strong) and printed:
        yield "V011", (), {"word": joined(word for words in strong for word in words)}
    elif case.claim.predicate in EFFECTS | _HARMS and (words := _everywhere(case, _denied)):
        yield "V011", (), {"word": joined(words)}


def hedge(case: Case) -> Iterator[Slip]:
    """What the text only suggests is not asserted (V012)."""
    if case.evidence.hedge != "asserted":
        return
    kinds = {"hedge"} if case.claim.predicate in _STATES else {"hedge", "promise"}
    told = [_words(r, kinds | {"told"}) for r in case.paraphrases(HEDGES)]
    plain = any(_words(r, kinds) for r in case.paraphrases(HEDGES))
    printed = any(_words(r, kinds) for r in _readings(case, close=not plain))
    words = [word for words in told for word in words] if printed and all(told) else []
    if case.claim.predicate in EFFECTS | _HARMS:
        words = words or _everywhere(case, _hedged)
    if words:
        yield "V012", ("evidence", case.index, "hedge"), {"word": joined(words)}


def _readings(case: Case, *, close: bool) -> Iterator[Reading]:
    """Read the sentences for hedges; close: only the clauses that name the object."""
    for text in case.sentences():
        for clause in clauses(text) if close else [text]:
            reading = case.reader.read(clause, HEDGES)
            if not close or reading.of(case.claim.object):
                yield reading


def _words(reading: Reading, kinds: set[str]) -> list[str]:
    return [cue.word for cue in reading.cues if cue.tells in kinds]


def _everywhere(case: Case, find: Callable[[Case, str], str | None]) -> list[str]:
    """Give the words found wherever the sentences name the object; none if one place has none."""
    names = [c for text in case.sentences() for c in clauses(text)]
    found = [find(case, c) for c in names if case.reader.read(c).of(case.claim.object)]
    words = [word for word in found if word]
    return words if len(words) == len(found) else []


def _denied(case: Case, clause: str) -> str | None:
    """Find a denial beside the object, with no other name between."""
    reading = case.reader.read(clause, DENIALS)
    for name in reading.of(case.claim.object):
        for cue in reading.cues:
            start, end = min(cue.end, name.end), max(cue.start, name.start)
            if cue.tells == "strong" and end - start <= _BESIDE and not reading.within(start, end):
                return cue.word
    return None


def _hedged(case: Case, clause: str) -> str | None:
    """Find a hedge before the object, with nothing between but what the claim names."""
    reading = case.reader.read(clause, HEDGES)
    own = {ident for _, ident in claim_entities(case.claim)}
    for name in reading.of(case.claim.object):
        for cue in reading.cues:
            between = reading.within(cue.end, name.start)
            if cue.tells == "hedge" and cue.end <= name.start and all(m.ids & own for m in between):
                return cue.word
    return None


# ----------------------------------------------------------------------------- comparator


def comparator(case: Case) -> Iterator[Slip]:
    """Another product that the text compares with is the comparator (V013)."""
    stated = case.claim.context.comparator
    if case.claim.predicate in _RANKS or (stated is not None and stated not in CONTROLS):
        return
    path: Path = ("context", "comparator")
    others = _compared_with(case)
    if others:
        label = joined(case.kb.entities[ident].label["en"] for ident in others)
        yield "V013", path, {"found": stated or "-", "expected": label}
        return
    told = case.paraphrases(COMPARISONS)
    given = case.given(frozenset({case.claim.subject})) and case.claim.predicate in EFFECTS
    if stated is None and given and len(told) == len(LANGUAGES) and all(r.cues for r in told):
        yield "V013", path, {"found": "-", "expected": joined(c.word for r in told for c in r.cues)}
    words = CONTROL_WORDS.get(stated or "")
    if words is not None and not says_any(_around(case), words):
        yield "V013", path, {"found": stated, "expected": joined(words)}


def _compared_with(case: Case) -> frozenset[str]:
    """Give what the paraphrase names after a word of comparison, if both languages hold one."""
    told = case.paraphrases(COMPARISONS)
    if len(told) < len(LANGUAGES) or not all(reading.cues for reading in told):
        return frozenset()
    reading = told[0]
    start = reading.cues[0].end
    named = frozenset().union(*(m.ids for m in reading.mentions if m.start >= start))
    return case.given(named) - {ident for _, ident in claim_entities(case.claim)}


def _around(case: Case) -> list[str]:
    """Give all texts that may name a control: sentences, paraphrase, arms of the study."""
    study = case.kb.studies.get(case.evidence.study or "")
    arms = [text for arm in (study.arms if study else ()) for text in arm.what.values()]
    near = [text for place in case.places for text in case.held.around(place)]
    return [*near, *case.evidence.statement.values(), *arms]


def measured(case: Case) -> Iterator[Slip]:
    """What a result is measured against is the comparator (V022).

    A manipulation compares its arm with the plain one, and a rank holds the comparison itself.
    """
    evidence, ranks = case.evidence, case.claim.predicate in _RANKS
    if case.claim.context.comparator is not None or evidence.manipulation or ranks:
        return
    for index, result in enumerate(evidence.results):
        if result.comparator:
            path: Path = ("evidence", case.index, "results", index, "comparator")
            yield "V022", path, {"arm": result.comparator}


# ----------------------------------------------------------------------------- mediators


def through(case: Case) -> Iterator[Slip]:
    """A word of the text says that the subject acts through its mediators (V021)."""
    found = case.claim.mediated_by
    if found and not any(case.reader.read(text, THROUGH).cues for text in case.sentences()):
        known = [case.kb.entities[ident] for ident in found if ident in case.kb.entities]
        yield "V021", ("mediated_by",), {"found": joined(e.label["en"] for e in known)}


def unnamed(case: Case) -> Iterator[Slip]:
    """What the paraphrase names as means in both languages is a mediator of the claim (V024)."""
    told = case.paraphrases(MEANS)
    if case.claim.mediated_by or case.claim.predicate not in EFFECTS or len(told) < len(LANGUAGES):
        return
    own = {ident for _, ident in claim_entities(case.claim)}
    named = frozenset.intersection(*map(_means, told)) - own
    found = {i for i in named if not case.groups(i) & _NO_MEANS}
    if found:
        yield "V024", ("mediated_by",), {"found": joined(_label(case, i) for i in found)}


def _means(told: Reading) -> frozenset[str]:
    """Give what stands next to a word of means."""
    beside = (told.after(cue.end) for cue in told.cues)
    return frozenset().union(*(mention.ids for mention in beside if mention is not None))


def _label(case: Case, ident: str) -> str:
    return str(case.kb.entities[ident].label["en"])


RULES: tuple[Callable[[Case], Iterator[Slip]], ...] = (
    verify_sign.sign,
    verify_sign.order,
    denial,
    hedge,
    comparator,
    measured,
    through,
    unnamed,
    *verify_context.RULES,
)
"""All rules on words and setting, in the order in which they run."""
