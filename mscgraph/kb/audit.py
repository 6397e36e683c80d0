"""The citation audit: where a document's use of a paper cannot be taken at its word.

Four kinds, each read off the data and never repaired silently:

- ``retracted``: the paper was retracted; the claims named stand on it.
- ``misnumbered``: the page prints one number and means another paper.
- ``duplicated``: two entries of one reference list are the same paper.
- ``discrepant``: the paper says something else than the document says that it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mscgraph.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase

Kind = Literal["retracted", "misnumbered", "duplicated", "discrepant"]
KINDS: tuple[Kind, ...] = ("retracted", "misnumbered", "duplicated", "discrepant")


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing wrong with one use of a reference."""

    kind: Kind
    document: str
    reference: str
    printed: str
    """Number or numbers that the page prints."""
    on: tuple[str, ...]
    """What differs, of a discrepant one."""
    claims: tuple[str, ...]
    text: model.Text


def audit(kb: KnowledgeBase) -> list[AuditEntry]:
    """Give all entries, by kind, document and reference."""
    found = (*_retracted(kb), *_misnumbered(kb), *_duplicated(kb), *_discrepant(kb))
    return sorted(found, key=lambda e: (KINDS.index(e.kind), e.document, e.reference, e.claims))


def _uses(kb: KnowledgeBase) -> Iterator[tuple[model.Claim, model.Evidence, model.Cite]]:
    for claim in kb.active_claims:
        for evidence in claim.evidence:
            for cite in evidence.cites:
                yield claim, evidence, cite


def _retracted(kb: KnowledgeBase) -> Iterator[AuditEntry]:
    standing: dict[tuple[str, str], set[str]] = {}
    for claim, evidence, cite in _uses(kb):
        standing.setdefault((evidence.document, cite.reference), set()).add(claim.id)
    for document in kb.documents.values():
        listed = [(str(number), ident) for number, ident in enumerate(document.bibliography, 1)]
        # a document without a numbered list cites as well
        cited = sorted(ident for owner, ident in standing if owner == document.id)
        listed.extend(("", ident) for ident in cited if ident not in document.bibliography)
        for number, ident in listed:
            retraction = kb.references[ident].retracted
            if retraction is None:
                continue
            text: model.Text = {
                "en": f"Retracted {retraction.date}: {retraction.notice}",
                "zh-Hans": f"{retraction.date} 撤稿:{retraction.notice}",
            }
            claims = tuple(sorted(standing.get((document.id, ident), ())))
            yield AuditEntry("retracted", document.id, ident, number, (), claims, text)


def _misnumbered(kb: KnowledgeBase) -> Iterator[AuditEntry]:
    found: dict[tuple[str, str, int], list[str]] = {}
    for claim, evidence, cite in _uses(kb):
        listed = kb.documents[evidence.document].bibliography
        if cite.printed is None:
            continue
        meant = listed[cite.printed - 1] if 0 < cite.printed <= len(listed) else None
        if meant != cite.reference:
            key = (evidence.document, cite.reference, cite.printed)
            found.setdefault(key, []).append(claim.id)
    for (document, reference, printed), claims in found.items():
        number = _number(kb, document, reference)
        text: model.Text = {
            "en": f"The page prints [{printed}] and means [{number}].",
            "zh-Hans": f"原文印作 [{printed}],实指 [{number}]。",
        }
        idents = tuple(sorted(set(claims)))
        yield AuditEntry("misnumbered", document, reference, str(printed), (), idents, text)


def _number(kb: KnowledgeBase, document: str, reference: str) -> str:
    listed = kb.documents[document].bibliography
    return str(listed.index(reference) + 1) if reference in listed else "?"


def _duplicated(kb: KnowledgeBase) -> Iterator[AuditEntry]:
    for document in kb.documents.values():
        places: dict[str, list[str]] = {}
        for number, ident in enumerate(document.bibliography, 1):
            places.setdefault(ident, []).append(str(number))
        for ident, numbers in places.items():
            if len(numbers) > 1:
                shown = ", ".join(numbers)
                text: model.Text = {
                    "en": f"Entries {shown} of the reference list are one paper.",
                    "zh-Hans": f"参考文献表第 {shown} 条为同一论文。",
                }
                yield AuditEntry("duplicated", document.id, ident, shown, (), (), text)


def _discrepant(kb: KnowledgeBase) -> Iterator[AuditEntry]:
    """Gather claims with the same discrepancy, so that one slip of a review is one entry."""
    found: dict[tuple[str, ...], tuple[AuditEntry, list[str]]] = {}
    for claim, evidence, cite in _uses(kb):
        relay = cite.relay
        if relay.status != "discrepant":
            continue
        note = relay.note or dict.fromkeys(LANGUAGES, "")
        printed = "" if cite.printed is None else str(cite.printed)
        key = (evidence.document, cite.reference, *relay.on, note["en"])
        entry = AuditEntry(
            "discrepant", evidence.document, cite.reference, printed, relay.on, (), note
        )
        found.setdefault(key, (entry, []))[1].append(claim.id)
    for entry, claims in found.values():
        idents = tuple(sorted(set(claims)))
        yield AuditEntry(
            entry.kind, entry.document, entry.reference, entry.printed, entry.on, idents, entry.text
        )
