"""Coverage: every sentence of a document holds claims, or a reason why it holds none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph.kb.anchors import Sentence
    from mscgraph.kb.load import KnowledgeBase

State = Literal["claims", "reason", "open"]


@dataclass(frozen=True, slots=True)
class Covered:
    """One sentence, or one entry of the reference list, and what became of it."""

    document: str
    sentence: Sentence
    claims: tuple[str, ...]
    reason: str

    @property
    def state(self) -> State:
        """Whether claims stand on it, a reason is given, or nobody has looked."""
        return "claims" if self.claims else "reason" if self.reason else "open"


def coverage(kb: KnowledgeBase, texts: Mapping[str, list[Sentence]]) -> Iterator[Covered]:
    """Yield every sentence of the given documents, in print order.

    Args:
        kb: the knowledge base.
        texts: the sentences of each document, by document id.
    """
    for document, sentences in texts.items():
        for sentence in sentences:
            claims = kb.claims_at.get((document, sentence.anchor), ())
            omission = kb.omissions.get(f"{document}/{sentence.anchor}")
            yield Covered(document, sentence, claims, omission.reason if omission else "")
