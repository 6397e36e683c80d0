"""``verify``: every claim against the documents that it rests on.

Whoever holds the documents finds each anchored sentence again and sees that it prints the
claim's figures, names its ends and cites its references. Nothing of a document is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mscgraph.data import data_root
from mscgraph.errors import NotFoundError
from mscgraph.findings import Report
from mscgraph.kb.load import read
from mscgraph.kb.verify_claims import Verifier
from mscgraph.kb.verify_documents import Held, check_bibliography, find_documents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mscgraph import model
    from mscgraph.findings import Finding
    from mscgraph.kb.anchors import Sentence
    from mscgraph.kb.load import KnowledgeBase

COUNTS = (
    *("claims", "evidence", "studies", "omissions", "anchors"),
    *("numbers", "names", "citations", "entries"),
)
"""What a report counts, in the order of its summary."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What a document prints beside what the graph says that it says."""

    claim: model.Claim
    evidence: model.Evidence
    file: str
    line: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """The findings, and every evidence beside its sentences."""

    report: Report
    passages: tuple[Passage, ...]


def verify(
    root: Path | str | None, documents: Path | str, *, claims: Collection[str] = ()
) -> Verified:
    """Check claims, studies and reference lists against the documents in a folder.

    Args:
        root: the data folder; by default the graph that comes with mscgraph.
        documents: the folder with the text files of the documents.
        claims: ids of the claims to check, with their studies; all of everything if empty.

    Raises:
        DataFolderError: a folder is not there or cannot be read.
        NotFoundError: a claim that was asked for does not exist.
    """
    kb, findings = read(data_root(root))
    for ident in claims:
        if ident not in kb.claims:
            raise NotFoundError("claim", ident)
    held, problems = find_documents(kb, Path(documents))
    findings.extend(problems)
    verifier = Verifier(kb, held)
    chosen = [claim for claim in kb.active_claims if not claims or claim.id in claims]
    for claim in chosen:
        findings.extend(verifier.claim(claim))
    named = {evidence.study for claim in chosen for evidence in claim.evidence}
    for study in kb.studies.values():
        if not claims or study.id in named:
            findings.extend(verifier.study(study))
    if not claims:
        findings.extend(_all_the_rest(verifier))
    counts = {key: verifier.counts[key] for key in COUNTS}
    return Verified(Report.of(findings, counts), tuple(_passages(kb, held, chosen)))


def _all_the_rest(verifier: Verifier) -> Iterator[Finding]:
    """Yield the findings on what belongs to no claim: coverage and reference lists."""
    for omission in verifier.kb.omissions.values():
        yield from verifier.omission(omission)
    for document in verifier.held.values():
        verifier.counts["entries"] += len(document.document.bibliography)
        yield from check_bibliography(verifier.kb, document)


def _passages(
    kb: KnowledgeBase, held: Mapping[str, Held], claims: Collection[model.Claim]
) -> Iterator[Passage]:
    for claim in claims:
        place = kb.places["claims", claim.id]
        for index, evidence in enumerate(claim.evidence):
            if evidence.document not in held:
                continue
            document = held[evidence.document]
            found = (document.find(anchor, evidence.section) for anchor in evidence.anchors)
            sentences = tuple(document.sentences[at] for at in found if at is not None)
            yield Passage(claim, evidence, place.file, place.line("evidence", index), sentences)
