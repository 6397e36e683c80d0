"""The curated claims against the documents themselves, where those are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mscgraph.kb.anchors import split
from mscgraph.kb.verify import verify
from mscgraph.kb.verify_documents import find_documents

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.kb.verify import Verified
    from mscgraph.kb.verify_documents import Held

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "documents"

pytestmark = [
    pytest.mark.kb_data,
    pytest.mark.skipif(
        not DOCUMENTS.is_dir(), reason="the documents, which nobody may copy, are not at hand"
    ),
]


@pytest.fixture(scope="module")
def verified() -> Verified:
    return verify(ROOT, DOCUMENTS)


@pytest.fixture(scope="module")
def held(real_kb: KnowledgeBase) -> dict[str, Held]:
    documents, findings = find_documents(real_kb, DOCUMENTS)
    assert findings == []
    return documents


def test_every_claim_stands_in_its_document(verified: Verified) -> None:
    assert [finding.render() for finding in verified.report.errors] == []


def test_everything_was_looked_at(real_kb: KnowledgeBase, verified: Verified) -> None:
    counts = verified.report.counts
    evidence = [e for claim in real_kb.active_claims for e in claim.evidence]
    of_studies = sum(len(study.anchors) for study in real_kb.studies.values())
    assert counts["claims"] == len(real_kb.active_claims) > 0
    assert counts["evidence"] == len(evidence) == len(verified.passages)
    assert counts["anchors"] == sum(len(e.anchors) for e in evidence) + of_studies
    assert counts["citations"] == sum(c.printed is not None for e in evidence for c in e.cites)
    assert counts["entries"] == sum(len(d.bibliography) for d in real_kb.documents.values())
    assert min(counts["numbers"], counts["names"], counts["studies"]) > 0


def test_every_document_is_found_by_its_hash(real_kb: KnowledgeBase, held: dict[str, Held]) -> None:
    assert set(held) == set(real_kb.documents)


def test_every_reference_entry_has_its_number(held: dict[str, Held]) -> None:
    for document in held.values():
        numbers = [s.number for s in document.sentences if s.number is not None]
        assert numbers == list(range(1, len(document.document.bibliography) + 1))


def test_no_two_sentences_share_an_anchor(held: dict[str, Held]) -> None:
    for document in held.values():
        texts: dict[str, str] = {}
        for sentence in document.sentences:
            if sentence.number is None:
                assert texts.setdefault(sentence.anchor, sentence.text) == sentence.text


def test_no_body_text_is_lost(held: dict[str, Held]) -> None:
    """Most of what a document prints before its reference list is in some sentence."""
    for path in DOCUMENTS.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        body = text.partition("参考文献")[0]
        kept = "".join(s.text for s in split(text) if s.number is None)
        assert len("".join(kept.split())) > 0.9 * len("".join(body.split()))
    assert held
