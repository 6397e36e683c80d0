"""Labels as parts of a sentence: English number and article, and where Chinese puts the object."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language

_GAP = "…"
"""Stands in the label of a relation where the object goes, if not after it."""
_COUNTED = frozenset({"CellSource", "CellType", "CellProduct"})
"""Kinds of which a text speaks in the plural."""
_CLASSES = frozenset({"Protein", "Cytokine", "MicroRNA", "NoncodingRNA", "Drug", "SmallMolecule"})
"""Kinds of which it does so where the entity is a class that names no member."""
_COUNTABLE = ("event", "complication", "fracture")
"""Last words of which it always does so."""
_DEFINITE = (
    "pathway",
    "axis",
    "cascade",
    "ratio",
    "approach",
    "inflammasome",
    "domain",
    "receptor",
    "response",
)
"""Last words that want an article."""


class Noun(NamedTuple):
    """A label as it stands in a sentence."""

    text: str
    plural: bool = False


def noun(graph: Graph, curie: str, lang: Language) -> Noun:
    """Give the label of an entity as it stands in a sentence; the id where there is none."""
    record = graph.entities.get(curie)
    if record is None:
        return Noun(curie)
    text = str(record["label"][lang])
    if lang != "en":
        return Noun(text)
    last, kind = text.rsplit(" ", 1)[-1], record["type"]
    named = record.get("unspecified") and kind in _CLASSES
    if kind in _COUNTED or named or last in _COUNTABLE:
        return Noun(_plural(text), plural=True)
    return Noun(f"the {text}" if last in _DEFINITE else text)


def nouns(graph: Graph, curies: Sequence[str], lang: Language) -> str:
    """Name several entities in a row, the last with an "and"."""
    *rest, last = (noun(graph, curie, lang).text for curie in curies)
    comma, joint = (", ", " and ") if lang == "en" else ("、", "和")
    return f"{comma.join(rest)}{joint}{last}" if rest else last


def agree(verb: str, subject: Noun) -> str:
    """Put an English verb, as labels have it, into the number of its subject."""
    if not subject.plural:
        return verb
    word, *rest = verb.split(" ")
    return " ".join((_base(word), *rest))


def place(verb: str, obj: str) -> str:
    """Put an object where a Chinese verb wants it."""
    return verb.replace(_GAP, obj) if _GAP in verb else verb + obj


def capital(text: str) -> str:
    """Begin a sentence, but never change a name such as miR-29a or p-STAT3."""
    word = text.split(" ", 1)[0]
    plain = word.replace("-", "").isalpha() and word.islower()
    return text[0].upper() + text[1:] if plain else text


def _plural(text: str) -> str:
    head, of, rest = text.partition(" of ")
    return f"{head}s{of}{rest}" if head[-1:].isalpha() and head[-1] != "s" else text


def _base(word: str) -> str:
    """Give the plural of a verb in the third person."""
    if word in (irregular := {"is": "are", "has": "have"}):
        return irregular[word]
    for ending, base in (("ies", "y"), ("sses", "ss"), ("s", "")):
        if word.endswith(ending):
            return word[: -len(ending)] + base
    return word
