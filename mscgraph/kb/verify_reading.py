"""Read a sentence: which entities it names where, and which telling words stand between.

What is found stands in the squeezed text, so that print and markup do not matter. Names are read
as long as they go: ``liver inflammation`` is not read as ``inflammation``. Words inside a name
tell nothing, for ``immunosuppressant`` suppresses nothing in its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mscgraph.kb.verify_text import Squeezed, squeeze
from mscgraph.terms import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mscgraph import model
    from mscgraph.kb.verify_words import Lexicon

_CLAUSE = re.compile(r"[,,;;。::](?!\d)|(?<!\d)[,,](?=\d)")
_SEGMENT = re.compile(r"[;;::]|,\s*(?:while|即|而)|,即|,而")
_KEY = 2
"""Letters of a name by which the names are looked up."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text, and the entities that bear it."""

    start: int
    end: int
    ids: frozenset[str]
    word: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A telling word in a text."""

    start: int
    end: int
    tells: str
    word: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The names in a text and the words of one lexicon outside them, in print order."""

    text: str
    """The squeezed text, in which the places count."""
    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...]

    def ids(self) -> frozenset[str]:
        """All entities that are named."""
        return frozenset().union(*(mention.ids for mention in self.mentions))

    def of(self, *ids: str) -> list[Mention]:
        """Where one of some entities is named."""
        return [mention for mention in self.mentions if mention.ids.intersection(ids)]

    def within(self, start: int, end: int) -> list[Mention]:
        """The names between two places."""
        return [m for m in self.mentions if m.start >= start and m.end <= end]

    def before(self, place: int) -> Mention | None:
        """The last name before a place."""
        return next((m for m in reversed(self.mentions) if m.end <= place), None)

    def after(self, place: int) -> Mention | None:
        """The first name from a place on."""
        return next((m for m in self.mentions if m.start >= place), None)


@dataclass(slots=True)
class Reader:
    """Reads texts against the names of all entities, and remembers what it read."""

    _names: dict[str, list[tuple[str, frozenset[str]]]] = field(default_factory=dict)
    _mentions: dict[str, tuple[Squeezed, tuple[Mention, ...]]] = field(default_factory=dict)
    _readings: dict[tuple[str, int, bool], Reading] = field(default_factory=dict)

    def learn(self, entities: Mapping[str, model.Entity]) -> None:
        """Take in the names of the entities, once."""
        if self._names:
            return
        found: dict[str, set[str]] = {}
        for entity in entities.values():
            for name, _ in names_of(entity):
                text = squeeze(name).text
                if len(text) >= _KEY:
                    found.setdefault(text, set()).add(entity.id)
        for name in sorted(found, key=len, reverse=True):
            self._names.setdefault(name[:_KEY], []).append((name, frozenset(found[name])))

    def read(self, text: str, lexicon: Lexicon = ()) -> Reading:
        """Find the names in a text, and the words of a lexicon outside them."""
        key = (text, id(lexicon), True)
        if key not in self._readings:
            squeezed, mentions = self._find(text)
            taken = [False] * len(squeezed.text)
            for mention in mentions:
                taken[mention.start : mention.end] = [True] * (mention.end - mention.start)
            cues = _cues(squeezed, taken, lexicon)
            self._readings[key] = Reading(squeezed.text, mentions, cues)
        return self._readings[key]

    def words(self, text: str, lexicon: Lexicon) -> tuple[Cue, ...]:
        """Find the words of a lexicon in a text, inside names as well."""
        key = (text, id(lexicon), False)
        if key not in self._readings:
            squeezed = squeeze(text)
            cues = _cues(squeezed, [False] * len(squeezed.text), lexicon)
            self._readings[key] = Reading(squeezed.text, (), cues)
        return self._readings[key].cues

    def _find(self, text: str) -> tuple[Squeezed, tuple[Mention, ...]]:
        if text not in self._mentions:
            squeezed = squeeze(text)
            mentions = []
            place = 0
            while place < len(squeezed.text):
                mention = self._at(squeezed, place)
                if mention is not None:
                    mentions.append(mention)
                place = mention.end if mention is not None else place + 1
            self._mentions[text] = squeezed, tuple(mentions)
        return self._mentions[text]

    def _at(self, squeezed: Squeezed, place: int) -> Mention | None:
        """Read the longest name that begins at a place."""
        if squeezed.joined[place]:
            return None
        for name, ids in self._names.get(squeezed.text[place : place + _KEY], ()):
            end = place + len(name)
            if squeezed.text.startswith(name, place) and squeezed.ends(end):
                return Mention(place, end, ids, name)
        return None


def _cues(squeezed: Squeezed, taken: list[bool], lexicon: Lexicon) -> tuple[Cue, ...]:
    """Find words, the longest first; one that tells nothing hides what it holds."""
    text, found = squeezed.text, []
    for word, begins, tells in lexicon:
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            whole = not squeezed.joined[start] and (
                begins or not any(squeezed.joined[end : end + 1])
            )
            if whole and not any(taken[start:end]):
                taken[start:end] = [True] * len(word)
                if tells:
                    found.append(Cue(start, end, tells, word))
            start = text.find(word, start + 1)
    return tuple(sorted(found, key=lambda cue: cue.start))


def clauses(text: str) -> list[str]:
    """Split a sentence at its commas and colons; a comma inside a figure is none.

    Example:
        >>> clauses("TNF falls,IL-10 rises to 1,200")
        ['TNF falls', 'IL-10 rises to 1,200']
    """
    return [part for part in _CLAUSE.split(text) if part.strip()]


def segments(text: str) -> list[str]:
    """Split a paraphrase where it says a second thing.

    Example:
        >>> segments("With cells it rose, while with saline it fell; both slightly.")
        ['With cells it rose', ' with saline it fell', ' both slightly.']
    """
    return [part for part in _SEGMENT.split(text) if part.strip()]


def overlap(text: str, other: str) -> float:
    """Give the share of the letter pairs of a text that another one holds too."""
    pairs = _pairs(text)
    return len(pairs & _pairs(other)) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> set[str]:
    letters = squeeze(text).text
    return {letters[i : i + 2] for i in range(len(letters) - 1)}


def joined(parts: Iterable[str]) -> str:
    """Give names one after another for a message."""
    return ", ".join(sorted(set(parts)))
