"""Names, identifiers and signs: what every other layer must read alike."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mscgraph import model

HUMAN = "NCBITaxon:9606"
"""The species of patients."""

CONTROLS = ("untreated", "vehicle", "sham", "baseline", "standard_care")
"""Comparators against which an effect is an effect; any other comparator makes it relative."""

CONTEXT_ENTITIES = (
    "species",
    "cell",
    "tissue",
    "disease",
    "model",
    "condition",
    "route",
    "co_intervention",
    "intervention",
)
"""Context keys whose value is an entity."""

CONTEXT_WORDS = ("donor", "timing", "aspect")
"""Context keys whose value is a word."""

CONTEXT_KEYS = (*CONTEXT_ENTITIES, *CONTEXT_WORDS, "comparator")

STRUCTURAL = 0
UNKNOWN = 2
"""Signs beside +1 and -1: a structural step keeps the sign, an unknown one loses it for good."""

SIGN_WORDS = {1: "+", -1: "-", STRUCTURAL: "0", UNKNOWN: None}
"""Signs as records write them."""


_FACT = frozenset({"subject", "object", "sign"})


def says_else(relay: Mapping[str, Any]) -> bool:
    """Whether a cited paper says another thing than the claim, not the same in other detail."""
    return relay["status"] == "discrepant" and not _FACT.isdisjoint(relay["on"])


def effective_sign(sign: int, predicate: str, *, negated: bool) -> str | None:
    """Give ``+``, ``-``, ``not +``, ``not -`` or ``no effect``; None without a sign."""
    if sign == UNKNOWN and negated and predicate == "affects":
        return "no effect"
    if sign in (STRUCTURAL, UNKNOWN):
        return None
    shown = "+" if sign > 0 else "-"
    return f"not {shown}" if negated else shown


_DROP = re.compile(r"[\s_'’·,()]+|(?<=\w)[-/](?=\w)")


def fold(name: str) -> str:
    """Fold a name to the form in which names are compared.

    Case, width, Greek letters, spaces and inner hyphens do not matter; a trailing ``+`` or ``-``
    does (CD146+ is not CD146-).

    Example:
        >>> fold("TNF-α") == fold("tnf alpha") == fold("TNFalpha")
        True
        >>> fold("CD146+ MSC") == fold("CD146- MSC")
        False
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    if not text.isascii():
        text = "".join(map(_spell, text))
    return _DROP.sub("", text)


def _spell(char: str) -> str:
    """Spell a Greek letter out, take the accent off a Latin one, make every dash a hyphen."""
    name = unicodedata.name(char, "")
    if name.startswith("GREEK SMALL LETTER "):
        return name.removeprefix("GREEK SMALL LETTER ").split(" ")[0].casefold()
    if name.startswith("LATIN SMALL LETTER "):
        return unicodedata.normalize("NFD", char)[0]
    return "-" if char in "‐‑‒–—−" else char


def expand(curie: str, prefixes: Mapping[str, model.Prefix]) -> str:
    """Turn a CURIE into an IRI.

    Raises:
        KeyError: the prefix is not in ``ontology/prefixes.yaml``.
    """
    prefix, _, local = curie.partition(":")
    return prefixes[prefix].iri + local


def names_of(entity: model.Entity) -> list[tuple[str, str]]:
    """List the names of an entity as (name, language): labels first, then synonyms, no repeats."""
    names: dict[str, str] = {}
    for language, label in entity.label.items():
        names.setdefault(label, language)
    for language, synonyms in entity.synonyms.items():
        for synonym in synonyms:
            names.setdefault(synonym, language)
    if entity.ontology_label:
        names.setdefault(entity.ontology_label, "en")
    return list(names.items())


class Signs:
    """The sign that a rise of the subject gives the object, by predicate, object and role."""

    _ROLES: ClassVar[dict[str, int]] = {
        "activator": 1,
        "effector": 1,
        "inhibitor": -1,
        "numerator": 1,
        "denominator": -1,
        "increases": 1,
        "decreases": -1,
    }

    def __init__(
        self,
        predicates: Mapping[str, model.Predicate],
        types: Mapping[str, model.EntityType],
        entities: Mapping[str, model.Entity],
    ) -> None:
        self._predicates = predicates
        self._types = types
        self._entities = entities

    def of(self, predicate: str, obj: str, role: str | None = None) -> int:
        """Give +1, -1, :data:`STRUCTURAL` or :data:`UNKNOWN`; negation is not looked at."""
        rule = self._predicates[predicate].sign
        if rule == "by_role":
            return self._ROLES.get(role or "", UNKNOWN)
        if rule == "derived":
            good = self.good_direction(obj)
            if good is None:
                return UNKNOWN
            return {"improves": good, "worsens": -good}.get(predicate, -1)
        return {"+1": 1, "-1": -1, "0": STRUCTURAL, "null": UNKNOWN}[rule]

    def good_direction(self, entity: str) -> int | None:
        """Say whether more (+1) or less (-1) of it is good for the patient; None: undecided."""
        record = self._entities.get(entity)
        if record is None or record.type not in self._types:
            return None
        effect = self._types[record.type].effect
        if effect == "lower_is_better":
            return -1
        if effect == "by_entity":
            return {"better": 1, "worse": -1}.get(record.higher_is or "")
        return None
