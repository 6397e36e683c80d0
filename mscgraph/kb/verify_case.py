"""What a rule on the words of a claim looks at: one evidence, and all that may speak for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mscgraph.languages import LANGUAGES

if TYPE_CHECKING:
    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.kb.rules.walk import Path
    from mscgraph.kb.verify_documents import Held
    from mscgraph.kb.verify_reading import Reader, Reading
    from mscgraph.kb.verify_words import Lexicon

Slip = tuple[str, "Path", Mapping[str, object]]
"""(rule, path inside the claim, what fills the message)"""

EFFECTS = frozenset(
    {
        *("increases", "decreases", "promotes", "suppresses", "activates", "inhibits"),
        *("increases_expression_of", "decreases_expression_of"),
        *("increases_secretion_of", "decreases_secretion_of"),
        *("improves", "worsens", "treats", "prevents"),
    }
)
"""Predicates whose sign words of rise and fall tell."""


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
        """Give those entities that a patient may get: cells, products, drugs, procedures."""
        groups = {ident: self.groups(ident) for ident in ids}
        kinds = {"treatment", "technique", "route"}
        return frozenset(i for i, own in groups.items() if own & kinds and "material" not in own)

    def groups(self, ident: str) -> set[str]:
        """The groups of kinds that an entity belongs to."""
        entity = self.kb.entities.get(ident)
        kind = self.kb.types.get(entity.type) if entity is not None else None
        return set(kind.groups) if kind is not None else set()
