"""How ``fmt`` spells one scalar."""

from __future__ import annotations

import pytest
import yaml

from mscgraph.kb.fmt_text import scalar

FIGURES = (
    "1",
    "-1",
    "+1",
    "1.0",
    "1.",
    ".5",
    "1e3",
    "1E-3",
    "0x1F",
    "0o17",
    "0b101",
    "017",
    "1_000",
    "1,000",
    "1:30",
    "190:20:30.15",
    "2001-12-14",
    "2001-12-14t21:59:43.10-05:00",
    ".inf",
    "-.INF",
    ".nan",
    ".",
    "..",
    "2001-12-14 21:59:43.10 -5",
)


WORDS = (
    "y",
    "N",
    "yes",
    "No",
    "TRUE",
    "false",
    "on",
    "Off",
    "null",
    "NULL",
    "~",
    "=",
    "<<",
    "0123456789ab",
    "abcdefabcdef",
)


SIGNS = (
    "",
    " a",
    "a ",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "- a",
    "-a",
    "?a",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "'a'",
    '"a"',
    "%a",
    "@a",
    "`a",
    "[a",
    "{a",
    ",a",
    "a\tb",
    "a\nb",
)


PLAIN = (
    "CD47",
    "IL-1β",
    "24h",
    "24 weeks",
    "10.1007/s13205-021-02640-y",
    "a:b",
    "a#b",
    "it's",
    "Null x",
    "https://doi.org/10/x#y",
    "\\d{7}",
    "炎症(肝)",
    "CD146+",
    "50%",
    "5'-nucleotidase",
    "e30",
)


@pytest.mark.parametrize("text", [*FIGURES, *WORDS, *SIGNS])
def test_quoted(text: str) -> None:
    spelled = scalar(text)
    assert spelled[0] in "'\""
    assert yaml.safe_load(spelled) == text


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text: str) -> None:
    assert scalar(text) == text
    assert yaml.safe_load(text) == text


@pytest.mark.parametrize("text", ["a, b", "a:b", "[a]", "a?b", "{a}"])
def test_quoted_in_a_flow_collection_only(text: str) -> None:
    assert scalar(text, flow=True) == f"'{text}'"
    assert yaml.safe_load(f"[{scalar(text, flow=True)}]") == [text]


def test_invisible_characters_are_written_out() -> None:
    assert scalar('a\u200fb\u2028c\x07\U000e0001"\\') == r'"a\u200Fb\u2028c\x07\U000E0001\"\\"'
