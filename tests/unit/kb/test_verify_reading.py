"""Names and telling words are read out of a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from mscgraph.kb.verify_reading import Reader, clauses, overlap, segments
from mscgraph.kb.verify_words import DENIALS, SIGNS, SPECIES
from tests.builders import GLOW, MSC, PULP, TNF

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase


def test_names_are_read_as_long_as_they_go(kb: KnowledgeBase) -> None:
    reader = Reader()
    reader.learn(kb.entities)
    reader.learn({})  # once is enough
    reading = reader.read("Pulp stem cells (PSCs) and stem cells, not TNFs of KLOTHO")
    assert [sorted(m.ids) for m in reading.mentions] == [[PULP], [PULP], [MSC], [TNF]]
    assert reader.read("Pulp stem cells (PSCs) and stem cells, not TNFs of KLOTHO") is reading


def test_a_longer_word_hides_a_shorter_one_and_a_name_hides_words(kb: KnowledgeBase) -> None:
    reader = Reader()
    reader.learn({**kb.entities, GLOW: replace(kb.entities[GLOW], label={"en": "less pain"})})
    told = [
        (cue.word, cue.tells) for cue in reader.read("less pain, more and more, fewer", SIGNS).cues
    ]
    assert told == [("fewer", "-")]
    assert [cue.word for cue in reader.words("less pain", SIGNS)] == ["less"]
    assert [cue.tells for cue in reader.words("未说明,未见", DENIALS)] == ["strong"]
    assert [cue.tells for cue in reader.words("水牛 and rats rated", SPECIES)] == [
        "NCBITaxon:89462",
        "NCBITaxon:10116",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一,二,三;四。", ["一", "二", "三", "四"]),
        ("1,200 of 3.5, then", ["1,200 of 3.5", " then"]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


def test_segments_and_overlap() -> None:
    assert segments("It rose, while it fell") == ["It rose", " it fell"]
    assert overlap("abc", "xabcx") == 1
    assert overlap("", "abc") == 0
