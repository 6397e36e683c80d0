"""The order of the answers on the curated graph: the questions of benchmarks/questions.yaml."""

from __future__ import annotations

import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import ranking
from mscgraph.kb import belief
from mscgraph.kb.verify_documents import find_documents

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"
MEASURED = 0.844
"""Mean reciprocal rank when docs/ranking.md was written; raise it when the ranking gets better."""
QUESTIONS = ranking.questions()

pytestmark = pytest.mark.kb_data


@pytest.fixture(scope="module")
def places(real_graph: Graph) -> dict[str, list[int | None]]:
    graphs = ranking.rankings(real_graph)
    return {name: ranking.ranks(graph, QUESTIONS) for name, graph in graphs.items()}


def test_thirty_questions_from_all_documents(real_kb: KnowledgeBase) -> None:
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS) == 30
    assert {question.document for question in QUESTIONS} == set(real_kb.documents)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_names_and_ids_lead_to_the_same_entities(
    real_graph: Graph, question: ranking.Question
) -> None:
    for curie, name in question.entities():
        assert real_graph.resolve(name) == real_graph.resolve(curie)


@pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the documents, which nobody may copy, are not at hand"
)
def test_every_question_rests_on_sentences_of_its_document(real_kb: KnowledgeBase) -> None:
    held, _ = find_documents(real_kb, DOCUMENTS)
    for question in QUESTIONS:
        assert question.anchors <= {s.anchor for s in held[question.document].sentences}


def test_it_ranks_as_well_as_measured(places: dict[str, list[int | None]]) -> None:
    assert ranking.mean_reciprocal_rank(places[ranking.OURS]) >= MEASURED - 0.03


def test_it_is_ahead_of_the_shortest_paths(places: dict[str, list[int | None]]) -> None:
    lead = ranking.leads(places[ranking.OURS], places["fewest steps"])
    assert ranking.interval(lead)[0] > 0


@pytest.mark.parametrize("rival", ranking.RIVALS)
def test_no_other_ranking_is_ahead_beyond_chance(
    places: dict[str, list[int | None]], rival: str
) -> None:
    lead = ranking.leads(places[ranking.OURS], places[rival])
    assert statistics.fmean(lead) >= 0 or ranking.interval(lead)[1] >= 0


def test_a_changed_table_holds_for_as_long_as_it_is_lent() -> None:
    table = ranking.changed(ranking.WEIGHTS["hedge"], 0.5)
    assert (table.hedge["asserted"], table.hedge["suggested"]) == (1.0, 0.375)
    held = belief.TABLE
    with ranking.weights(table):
        assert belief.TABLE is table
    assert belief.TABLE is held
