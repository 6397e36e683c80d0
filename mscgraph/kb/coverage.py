"""Coverage: every sentence of a document holds claims, or a reason why it holds none."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mscgraph.errors import NotFoundError
from mscgraph.kb.load import load
from mscgraph.kb.verify_claims import Verifier
from mscgraph.kb.verify_documents import find_documents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mscgraph.findings import Finding
    from mscgraph.kb.anchors import Sentence
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.kb.verify_documents import Held

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


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every sentence of the documents at hand, in print order."""

    sentences: tuple[Covered, ...]
    findings: tuple[Finding, ...]
    """Documents that were not found, and reasons whose sentence is gone."""


def coverage(
    root: Path | str | None, folder: Path | str, *, documents: Collection[str] = ()
) -> Coverage:
    """Say of every sentence which claims it holds, or why none.

    Args:
        root: the data folder; by default the graph that comes with mscgraph.
        folder: where the texts of the documents are.
        documents: ids of the documents to look at; all if empty.

    Raises:
        DataError: the data folder has findings at error level.
        NotFoundError: the data folder has no document of one of the ids.
    """
    kb = load(root)
    for ident in documents:
        if ident not in kb.documents:
            raise NotFoundError("document", ident, get_close_matches(ident, list(kb.documents)))
    held, findings = find_documents(kb, Path(folder))
    wanted = {ident: one for ident, one in held.items() if not documents or ident in documents}
    if documents:
        findings = [finding for finding in findings if finding.record in documents]
    sentences = tuple(_sentences(kb, wanted.values()))
    verifier = Verifier(kb, wanted)
    gone = chain.from_iterable(map(verifier.omission, kb.omissions.values()))
    return Coverage(sentences, (*findings, *gone))


def _sentences(kb: KnowledgeBase, held: Collection[Held]) -> Iterator[Covered]:
    for one in held:
        ident = one.document.id
        for sentence in one.sentences:
            claims = kb.claims_at.get((ident, sentence.anchor), ())
            omission = kb.omissions.get(f"{ident}/{sentence.anchor}")
            yield Covered(ident, sentence, claims, omission.reason if omission else "")
