"""Sentences and anchors: what moves an anchor, and what must not."""

from __future__ import annotations

import pytest

from mscgraph.kb.anchors import ANCHOR_LENGTH, anchor_of, normalise, split

NUMBERED = """
Title of the review

ANN Author, BEN Author

Abstract: All of it is made up. It has two sentences.
Key words: fog; knee

Fog is common。第一句没有编号。

收稿日期: 2020-01-01

1 Cells of the pulp

Pulp cells help
the knee。They do so by day!
Do they at night?

2.1 Of mice

Mice are small. Small mice run
## 2.2 Of men

2.3 来源: 它们来自牙髓。

References:

- [1] Ames A. On fog[J]. 2010: 1-
2.
通信作者: nobody
- [2] Bolt B. On knees[J]. 2011.
"""


def test_an_anchor_is_twelve_hex_digits() -> None:
    anchor = anchor_of("Pulp cells help the knee.")
    assert len(anchor) == ANCHOR_LENGTH
    assert set(anchor) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a b", "ab"),
        ("a\nb\u3000c", "abc"),
        ("CD4<sup>+</sup>", "CD4^{+}"),
        ("$10^{6}$", "10<sup>6</sup>"),
        (r"\alpha", "alpha"),
        ("*Gli1*", "Gli1"),
        ("（1）", "(1)"),
        ("15–25", "15-25"),
        ("15—25", "15-25"),
        ("−5", "-5"),
        ("ﬁbrosis", "fibrosis"),
    ],
)
def test_print_does_not_move_an_anchor(one: str, other: str) -> None:
    assert anchor_of(one) == anchor_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CD146+", "CD146-"),
        ("P<0.05", "P>0.05"),
        ("15%", "15"),
        ("5±1", "51"),
        ("10 mg", "11 mg"),
        ("it rose", "it fell"),
        ("CD73", "cd73"),
    ],
)
def test_meaning_moves_an_anchor(one: str, other: str) -> None:
    assert anchor_of(one) != anchor_of(other)


def test_normalise_is_idempotent() -> None:
    text = r"$1\times 10^{6}$ CD146<sup>+</sup> 细胞，5～7 天"
    assert normalise(normalise(text)) == normalise(text)


def test_sections_and_headings() -> None:
    places = [(s.section, s.heading, s.text) for s in split(NUMBERED) if s.section != "references"]
    assert places == [
        ("front", "", "Title of the review ANN Author, BEN Author"),
        ("abstract", "", "Abstract: All of it is made up."),
        ("abstract", "", "It has two sentences."),
        ("0", "", "Fog is common。"),
        ("0", "", "第一句没有编号。"),
        ("1", "Cells of the pulp", "Pulp cells help the knee。"),
        ("1", "Cells of the pulp", "They do so by day!"),
        ("1", "Cells of the pulp", "Do they at night?"),
        ("2.1", "Of mice", "Mice are small."),
        ("2.1", "Of mice", "Small mice run"),
        ("2.3", "来源", "它们来自牙髓。"),
    ]


def test_entries_keep_their_printed_number_and_are_mended() -> None:
    entries = [(s.number, s.text) for s in split(NUMBERED) if s.section == "references"]
    assert entries == [(1, "Ames A. On fog[J]. 2010: 1-2."), (2, "Bolt B. On knees[J]. 2011.")]


def test_an_abstract_without_sections() -> None:
    body = "Fog is a disease of the knee. " * 10
    sentences = split(f"Ann Author\n2018\n{body}\n")
    assert [(s.section, s.text) for s in sentences[:2]] == [
        ("front", "Ann Author 2018"),
        ("abstract", "Fog is a disease of the knee."),
    ]
    assert len({s.anchor for s in sentences}) == 2


def test_line_ends_do_not_matter() -> None:
    assert split(NUMBERED.replace("\n", "\r\n")) == split(NUMBERED)


def test_nothing_comes_of_nothing() -> None:
    assert split("") == []
