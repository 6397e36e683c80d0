"""Whether the words of a claim's sentences and paraphrase speak for what the claim says.

A machine cannot understand a sentence, yet it sees a sign turned round, a denial or a hedge left
out, a comparison forgotten. Each rule listens to three witnesses: the anchored sentences, and the
paraphrase in either language. It speaks up only where witnesses contradict the claim and none
stands by it, so that a clean claim is left in peace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mscgraph.kb.rules.walk import claim_entities
from mscgraph.kb.verify_reading import Reader, Reading, clauses, joined, segments
from mscgraph.kb.verify_words import (
    ANTI,
    BETTER,
    CARRIES,
    COMPARISONS,
    CONTROL_WORDS,
    DENIALS,
    DOWN,
    HEDGES,
    LOSS,
    NORMAL,
    PASSIVES,
    SIGNS,
    UP,
    WORSE,
    says_any,
)
from mscgraph.languages import LANGUAGES
from mscgraph.terms import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.kb.rules.walk import Path
    from mscgraph.kb.verify_documents import Held
    from mscgraph.kb.verify_reading import Cue, Mention
    from mscgraph.kb.verify_words import Lexicon

Slip = tuple[str, "Path", dict[str, object]]
"""(rule, path inside the claim, what fills the message)"""

_EFFECTS = frozenset(
    {
        *("increases", "decreases", "promotes", "suppresses", "activates", "inhibits"),
        *("increases_expression_of", "decreases_expression_of"),
        *("increases_secretion_of", "decreases_secretion_of"),
        *("improves", "worsens", "treats", "prevents"),
    }
)
"""Predicates whose sign words of rise and fall tell."""
_ACTS = _EFFECTS | {"causes", "risk_of", "affects", "differentiates_into"}
"""Predicates whose subject acts and is named first, unless the sentence is passive."""
_RANKS = frozenset({"superior_to", "inferior_to", "comparable_to", "studied_for"})
"""Predicates that hold a comparison themselves."""
_REACH = {"en": 25, "zh-Hans": 8}
"""Letters between a word and the name that it is about."""


@dataclass(frozen=True, slots=True)
class Case:
    """One evidence of a claim, with all that may speak for it."""

    kb: KnowledgeBase
    reader: Reader
    claim: model.Claim
    index: int
    held: Held
    places: tuple[int, ...]
    """Positions of the anchored sentences."""

    @property
    def evidence(self) -> model.Evidence:
        """The evidence that is looked at."""
        return self.claim.evidence[self.index]

    @property
    def ends(self) -> tuple[str, str]:
        """Subject and object."""
        return self.claim.subject, self.claim.object

    def sentences(self) -> list[str]:
        """The anchored sentences."""
        return [self.held.sentences[place].text for place in self.places]

    def paraphrases(self, lexicon: Lexicon = ()) -> list[Reading]:
        """The paraphrase, as far as there is one, in each language."""
        texts = (self.evidence.statement.get(language) for language in LANGUAGES)
        return [self.reader.read(text, lexicon) for text in texts if text]

    def given(self, ids: frozenset[str]) -> frozenset[str]:
        """Those of some entities that are cells, products, drugs or procedures, as a patient gets."""
        groups = {ident: self.groups(ident) for ident in ids}
        kinds = {"treatment", "technique"}
        return frozenset(i for i, own in groups.items() if own & kinds and "material" not in own)

    def groups(self, ident: str) -> set[str]:
        """The groups of kinds that an entity belongs to."""
        entity = self.kb.entities.get(ident)
        kind = self.kb.types.get(entity.type) if entity is not None else None
        return set(kind.groups) if kind is not None else set()


# ----------------------------------------------------------------------------- sign


def sign(case: Case) -> Iterator[Slip]:
    """Words of rise and fall beside the object speak for the sign of the predicate (V008)."""
    claim = case.claim
    if claim.negated or claim.predicate not in _EFFECTS or claim.object not in case.kb.entities:
        return
    wanted = case.kb.signs.of(claim.predicate, claim.object)
    if wanted not in (1, -1):
        return
    votes = [
        _paraphrased_sign(case, case.evidence.statement[language], _REACH[language])
        for language in LANGUAGES
        if language in case.evidence.statement
    ]
    printed = _printed_sign(case)
    against = [*votes, printed].count(-wanted)
    plain = case.given(frozenset({claim.subject})) and not case.evidence.manipulation
    sure = plain and printed == -wanted
    if sure or (against >= 2 and wanted not in (*votes, printed)):
        yield "V008", ("predicate",), {"predicate": claim.predicate, "object": claim.object_label}


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
    if BETTER not in tells and WORSE not in tells:
        return product if falls or UP in tells else 0
    good = case.kb.signs.good_direction(case.claim.object) or 0
    if falls and good < 0 and BETTER in tells:
        return 0  # "eases the disease and improves it" is no double fall
    return product * good * (-1 if tells.count(WORSE) % 2 else 1)


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


def _printed_sign(case: Case) -> int:
    """Give the sign that the anchored sentences print at the object; 0 where none or two."""
    votes: set[int] = set()
    turned = False
    given = bool(case.given(frozenset({case.claim.subject})))
    for text in case.sentences():
        for clause in clauses(text):
            reading = case.reader.read(clause, SIGNS)
            if _is_on_another(case, reading):
                continue
            turned |= not given and any(_is_lost(reading, m) for m in reading.of(case.claim.subject))
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
    after = [cue for cue in reading.cues if cue.start >= subject.end]
    return bool(after) and after[0].tells == LOSS and after[0].start - subject.end < _REACH["zh-Hans"]


def _governed(case: Case, reading: Reading, name: Mention) -> int:
    """Give the sign of the word before a name, or of the word after it if that takes no object."""
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


# ----------------------------------------------------------------------------- denial and hedge


def denial(case: Case) -> Iterator[Slip]:
    """What the text denies is negated, and nothing else is (V009, V010)."""
    printed = [cue for text in case.sentences() for cue in case.reader.read(text, DENIALS).cues]
    told = [reading.cues for reading in case.paraphrases(DENIALS)]
    if case.claim.negated:
        if not printed or (told and not any(told)):
            yield "V009", ("negated",), {"predicate": case.claim.predicate}
        return
    levels = {r.significance for r in case.evidence.results} - {"unstated"}
    strong = [[cue.word for cue in cues if cue.tells == "strong"] for cues in told]
    if levels == {"ns"}:
        yield "V010", (), {"word": "significance: ns"}
    elif len(strong) == len(LANGUAGES) and all(strong) and printed:
        yield "V010", (), {"word": joined(word for words in strong for word in words)}


def hedge(case: Case) -> Iterator[Slip]:
    """What the text only suggests is not asserted (V012)."""
    if case.evidence.hedge != "asserted":
        return
    printed = [c.word for t in case.sentences() for c in case.reader.read(t, HEDGES).cues]
    told = [[cue.word for cue in reading.cues] for reading in case.paraphrases(HEDGES)]
    if printed and told and all(told):
        words = joined(word for words in told for word in words)
        yield "V012", ("evidence", case.index, "hedge"), {"word": words}


# ----------------------------------------------------------------------------- comparator


def comparator(case: Case) -> Iterator[Slip]:
    """Another product that the text compares with is the comparator (V011)."""
    stated = case.claim.context.comparator
    if case.claim.predicate in _RANKS or (stated is not None and stated not in CONTROLS):
        return
    path: Path = ("context", "comparator")
    others = _compared_with(case)
    if others:
        label = joined(case.kb.entities[ident].label["en"] for ident in others)
        yield "V011", path, {"found": stated or "-", "expected": label}
        return
    words = CONTROL_WORDS.get(stated or "")
    if words is not None and not says_any(_around(case), words):
        yield "V011", path, {"found": stated, "expected": joined(words)}


def _compared_with(case: Case) -> frozenset[str]:
    """Give what both paraphrases, or a sentence word for word, set beside the subject."""
    own = {ident for _, ident in claim_entities(case.claim)}
    told = case.paraphrases(COMPARISONS)
    if told and all(reading.cues for reading in told):
        named = frozenset().union(*(reading.ids() for reading in told))
        return case.given(named) - own
    return frozenset()


def _around(case: Case) -> list[str]:
    """Give all texts that may name a control: sentences, paraphrase, arms of the study."""
    study = case.kb.studies.get(case.evidence.study or "")
    arms = [text for arm in (study.arms if study else ()) for text in arm.what.values()]
    near = [text for place in case.places for text in case.held.around(place)]
    return [*near, *case.evidence.statement.values(), *arms]


# ----------------------------------------------------------------------------- ends


def order(case: Case) -> Iterator[Slip]:
    """What acts is named before what it acts on, unless the sentence is passive (V015)."""
    if case.claim.predicate not in _ACTS:
        return
    votes = [_order(case, reading) for reading in case.paraphrases(PASSIVES)]
    texts = case.sentences()
    printed = {_order(case, case.reader.read(text, PASSIVES)) for text in texts} - {0}
    votes.extend(printed if len(printed) == 1 else ())
    sure = printed == {-1} and all(_acts_between(case, case.reader.read(t, SIGNS)) for t in texts)
    if sure or (votes.count(-1) >= 2 and 1 not in votes):
        values = {"subject": case.claim.subject_label, "object": case.claim.object_label}
        yield "V015", ("subject",), values


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
    return 0 if any(first <= cue.start < last for cue in reading.cues) else -1


def _acts_between(case: Case, reading: Reading) -> bool:
    """Whether a word of rise or fall stands between the object and the subject after it."""
    subjects, objects = reading.of(case.claim.subject), reading.of(case.claim.object)
    if not subjects or not objects:
        return False
    first, last = objects[-1].end, subjects[0].start
    acts = {UP, DOWN, CARRIES}
    return any(first <= cue.start < last and cue.tells in acts for cue in reading.cues)


RULES: Mapping[str, Callable[[Case], Iterator[Slip]]] = {
    "sign": sign,
    "denial": denial,
    "hedge": hedge,
    "comparator": comparator,
    "order": order,
}
"""The rules on words, by what they are about."""
