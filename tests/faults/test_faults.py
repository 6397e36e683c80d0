"""Faults put into copies of real claims are seen, and clean claims are left in peace.

The floors stand a little under the least of three draws, for the graph grows and with it what is
drawn. ``python tools/faults.py`` prints the figures of today, docs/faults.md holds those of a day.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from mscgraph.rulebook import RULES
from tests.faults.injector import Bench
from tests.faults.kinds import KINDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "documents"

LEAST = {
    "sign_flipped": 68,
    "ends_swapped": 68,
    "number_shifted": 90,
    "reference_replaced": 94,
    "id_replaced": 97,
    "entity_replaced": 74,
    "mediator_replaced": 82,
    "mediators_added": 45,
    "mediators_dropped": 35,
    "anchor_to_neighbour": 84,
    "anchor_to_section": 92,
    "anchor_out_of_section": 96,
    "figure_edited": 86,
    "negation_dropped": 80,
    "negation_added": 86,
    "comparator_dropped": 70,
    "comparator_to_control": 78,
    "hedge_dropped": 60,
    "document_changed": 97,
    "species_changed": 90,
    "species_dropped": 62,
    "model_dropped": 36,
    "disease_dropped": 18,
    "design_raised": 94,
}
"""Per cent of the faults of a kind that are caught at all."""
REJECTED = 2
"""Most per cent of clean claims with a finding."""

with_documents = [
    pytest.mark.kb_data,
    pytest.mark.skipif(
        not DOCUMENTS.is_dir(), reason="the documents, which nobody may copy, are not at hand"
    ),
]


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench.of(ROOT, DOCUMENTS)


def test_every_kind_has_a_floor() -> None:
    assert list(LEAST) == list(KINDS)


def test_the_page_names_every_kind_and_every_rule_that_listens() -> None:
    page = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
    rules = [rule for rule in RULES if rule.startswith("V") and rule > "V007"]
    assert [name for name in (*KINDS, *rules) if f"`{name}`" not in page] == []


class TestWithDocuments:
    pytestmark = with_documents

    @pytest.mark.parametrize("kind", KINDS)
    def test_faults_are_caught(self, bench: Bench, kind: str) -> None:
        row = bench.row(kind)
        share = 100 * row.caught / row.injected
        assert share >= LEAST[kind], f"{row.caught} of {row.injected}; missed: {row.missed}"
        assert 100 * row.rejected <= REJECTED * row.injected

    def test_clean_claims_are_left_in_peace(self, bench: Bench) -> None:
        claims = bench.kb.active_claims
        rejected = [claim.id for claim in claims if bench.on(claim)]
        assert 100 * len(rejected) <= REJECTED * len(claims), rejected

    def test_the_same_seed_draws_the_same_faults(self, bench: Bench) -> None:
        kind = "entity_replaced"
        once, again = (list(bench.faults(kind, 5, seed=1)) for _ in range(2))
        assert once == again != list(bench.faults(kind, 5, seed=2))
