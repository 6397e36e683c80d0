"""Whether the words of rise and fall, and their order, speak for the predicate of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.kb.rules.walk import claim_entities
from mscgraph.kb.verify_case import EFFECTS
from mscgraph.kb.verify_reading import clauses, segments
from mscgraph.kb.verify_words import (
    ANTI,
    BETTER,
    CARRIES,
    DENIALS,
    DOWN,
    LOSS,
    NORMAL,
    PASSIVES,
    SIGNS,
    UP,
    WORSE,
)
from mscgraph.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.kb.verify_case import Case, Slip
    from mscgraph.kb.verify_reading import Cue, Mention, Reading

_FALLS = frozenset(
    {
        *("decreases", "suppresses", "inhibits", "worsens"),
        *("decreases_expression_of", "decreases_secretion_of"),
    }
)
"""Predicates that need a word of fall or of harm."""
_ACTS = EFFECTS | {"causes", "risk_of", "affects", "differentiates_into"}
"""Predicates whose subject acts and is named first, unless the sentence is passive."""
_REACH = {"en": 25, "zh-Hans": 8}
"""Letters between a word and the name that it is about."""


def sign(case: Case) -> Iterator[Slip]:
    """Words of rise and fall beside the object speak for the sign of the predicate (V008)."""
    claim = case.claim
    if claim.negated or claim.predicate not in EFFECTS or claim.object not in case.kb.entities:
        return
    wanted = case.kb.signs.of(claim.predicate, claim.object)
    if wanted not in (1, -1):
        return
    votes = [
        _paraphrased_sign(case, case.evidence.statement[language], _REACH[language])
        for language in LANGUAGES
        if language in case.evidence.statement
    ]
    # a test of the mechanism prints what becomes of the effect once something is taken away
    printed = _printed_sign(case) if not case.evidence.manipulation else 0
    against = [*votes, printed].count(-wanted)
    sure = printed == -wanted and bool(case.given(frozenset({claim.subject})))
    if wanted in votes:
        sure = sure and _printed_sign(case, close=True) == -wanted
    outvoted = against >= 2 and wanted not in (*votes, printed)
    if sure or outvoted or _is_no_fall_said(case):
        yield "V008", ("predicate",), {"predicate": claim.predicate, "object": claim.object_label}


def _is_no_fall_said(case: Case) -> bool:
    """Whether a fall is claimed that sentence or paraphrase has no word for.

    A rise may be said by any verb that makes, keeps or helps; a fall needs its word, if figures
    do not show it.
    """
    if case.claim.predicate not in _FALLS or case.evidence.results:
        return False
    told = [text for text in map(case.evidence.statement.get, LANGUAGES) if text]
    return any(
        texts and not any(_says_fall(case, text) for text in texts)
        for texts in (case.sentences(), told)
    )


def _says_fall(case: Case, text: str) -> bool:
    tells = {cue.tells for cue in case.reader.words(text, SIGNS)}
    return bool(tells - {UP, CARRIES} or case.reader.words(text, DENIALS))


def _paraphrased_sign(case: Case, text: str, reach: int) -> int:
    """Multiply the signs of a paraphrase; 0 where it tells none or two."""
    readings = [case.reader.read(part, SIGNS) for part in segments(text)]
    telling = [r for r in readings if r.of(*case.ends)] or readings
    signs = {_multiplied(case, reading, reach) for reading in telling} - {0}
    return signs.pop() if len(signs) == 1 else 0


def _multiplied(case: Case, reading: Reading, reach: int) -> int:
    tells = [cue.tells for cue in reading.cues if _is_on_ends(case, reading, cue, reach)]
    if NORMAL in tells:
        return 0
    falls = sum(tell in (DOWN, ANTI, LOSS) for tell in tells)
    product = -1 if falls % 2 else 1
    good = case.kb.signs.good_direction(case.claim.object) or 0
    if BETTER in tells:  # then a word of harm says what is made better
        return 0 if falls and good < 0 else product * good
    if WORSE in tells:
        return product * good * (-1 if tells.count(WORSE) % 2 else 1)
    return product if falls or UP in tells else 0


def _is_on_ends(case: Case, reading: Reading, cue: Cue, reach: int) -> bool:
    """Whether a word is about subject or object, not about a mediator or something else."""
    following = reading.after(cue.end)
    if following is not None and following.start - cue.end > reach:
        following = None
    target = following or reading.before(cue.start)
    if target is None or target.ids.intersection(case.ends):
        return True
    if target.ids.intersection(case.claim.mediated_by):
        return False
    return not reading.of(case.claim.object)


def _printed_sign(case: Case, *, close: bool = False) -> int:
    """Give the sign that the anchored sentences print at the object; 0 where none or two.

    Close: only where subject and object stand in one clause.
    """
    votes: set[int] = set()
    turned = False
    given = bool(case.given(frozenset({case.claim.subject})))
    for text in case.sentences():
        for clause in clauses(text):
            reading = case.reader.read(clause, SIGNS)
            subjects = reading.of(case.claim.subject)
            if (close and not subjects) or _is_on_another(case, reading):
                continue
            turned |= not given and any(_is_lost(reading, m) for m in subjects)
            votes |= {_governed(case, reading, m) for m in reading.of(case.claim.object)}
    votes.discard(0)
    if len(votes) != 1:
        return 0
    vote = votes.pop()
    return -vote if turned else vote


def _is_on_another(case: Case, reading: Reading) -> bool:
    """Whether a clause speaks of what another group of the study was given."""
    own = {ident for key, ident in claim_entities(case.claim) if key[-1] != "comparator"}
    groups = {"treatment", "technique"}
    others = (ident for ident in reading.ids() - own if case.groups(ident) & groups)
    return not reading.of(case.claim.subject) and any(others)


def _is_lost(reading: Reading, subject: Mention) -> bool:
    """Whether the sentence speaks of a fall or a loss of the subject."""
    before = [cue for cue in reading.cues if cue.end <= subject.start]
    if before and before[-1].tells in (DOWN, LOSS):
        between = reading.before(subject.start)
        if between is None or between.end <= before[-1].start:
            return True
    after = next((cue for cue in reading.cues if cue.start >= subject.end), None)
    if after is None or after.start - subject.end >= _REACH["zh-Hans"]:
        return False
    fall_of = after.tells == DOWN and reading.text[subject.end] == "的"
    return fall_of or after.tells == LOSS


def _governed(case: Case, reading: Reading, name: Mention) -> int:
    """Give the sign of the word before a name, or of the word after it if that takes no object."""
    if any(name.word.startswith(word) for word, _, tells in SIGNS if tells in (UP, DOWN, BETTER)):
        return 0  # "repair of myelin" after "lessens inflammation and" is not lessened
    before = [
        cue
        for cue in reading.cues
        if cue.end <= name.start and (cue.tells != ANTI or cue.end == name.start)
    ]
    after = [cue for cue in reading.cues if cue.start >= name.end and cue.tells != ANTI]
    first = before[-1] if before else None
    last = after[0] if after else None
    if last is not None and _takes_object(reading, last):
        last = None
    values = [_value(case, cue) for cue in (first, last) if cue is not None]
    if first is not None and first.tells == CARRIES:
        values = values[1:]
    told = {value for value in values if value}
    return told.pop() if len(told) == 1 else 0


def _takes_object(reading: Reading, cue: Cue) -> bool:
    """Whether a name follows a word before the next word does."""
    name = reading.after(cue.end)
    following = next((c for c in reading.cues if c.start >= cue.end), None)
    return name is not None and (following is None or name.start < following.start)


def _value(case: Case, cue: Cue) -> int:
    good = case.kb.signs.good_direction(case.claim.object) or 0
    return {UP: 1, DOWN: -1, ANTI: -1, LOSS: -1, BETTER: good, WORSE: -good}.get(cue.tells, 0)


def order(case: Case) -> Iterator[Slip]:
    """What acts is named before what it acts on, unless the sentence is passive (V018)."""
    if case.claim.predicate not in _ACTS:
        return
    votes = [_order(case, reading) for reading in case.paraphrases(PASSIVES)]
    texts = case.sentences()
    printed = {_order(case, case.reader.read(text, PASSIVES)) for text in texts} - {0}
    votes.extend(printed if len(printed) == 1 else ())
    sure = printed == {-1} and any(_acts_upon_subject(case, text) for text in texts)
    if sure or (votes.count(-1) >= 2 and 1 not in votes):
        values = {"subject": case.claim.subject_label, "object": case.claim.object_label}
        yield "V018", ("subject",), values


def _order(case: Case, reading: Reading) -> int:
    """Say whether the subject comes first (1) or last (-1); 0 where one cannot tell."""
    subjects, objects = reading.of(case.claim.subject), reading.of(case.claim.object)
    if not subjects or not objects:
        return 0
    if subjects[-1].end <= objects[0].start:
        return 1
    first, last = objects[-1].end, subjects[0].start
    if first > last:
        return 0
    if reading.text[first : first + 1] == "的":
        return 0  # "the factor of X, Y" names the end of an attribute first
    return 0 if any(first <= cue.start < last for cue in reading.cues) else -1


def _acts_upon_subject(case: Case, text: str) -> bool:
    """Whether a word of rise or fall governs the subject, after the object in the sentence."""
    for clause in clauses(text):
        reading = case.reader.read(clause, SIGNS)
        for name in reading.of(case.claim.subject):
            before = [cue for cue in reading.cues if cue.end <= name.start]
            if before and before[-1].tells in (UP, DOWN, CARRIES):
                return True
    return False
