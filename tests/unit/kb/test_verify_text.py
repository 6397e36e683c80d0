"""Names, figures and numbers are found in printed text."""

from __future__ import annotations

import pytest

from mscgraph.kb.verify_text import cited_numbers, figures, names_any


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("TNF- α rose", "TNFalpha"),
        ("TNF-\\alpha", "TNF-α"),
        ("IL-1 β", "IL-1beta"),
        ("BM-MSCs were given", "MSC"),
        ("CD146<sup>+</sup> MSC", "CD146+ MSC"),
        ("*Gli1*", "GLI1"),
        ("Ly6C^{hi} cells", "Ly6C hi"),
        ("信号转导转录激活因子 3 (STAT3)信号通路", "信号转导转录激活因子3信号通路"),
        ("STAT3(signal transducer (and activator))信号通路", "STAT3信号通路"),
        ("骨髓MSC", "骨髓msc"),
        ("nuclear factor-\nκB", "NF-κB|nuclear factor kappaB"),
    ],
)
def test_named(printed: str, name: str) -> None:
    assert names_any(printed, tuple(name.split("|")))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("IL-10 rose", "IL-1"),
        ("IL-1β rose", "IL-1"),
        ("CD47", "CD4"),
        ("CD146- MSC", "CD146+ MSC"),
        ("PTEN", "TEN"),
        ("osteogenesis", "osteo"),
        ("MSCx", "MSC"),
        ("anything", "-"),
        ("anything", "()"),
    ],
)
def test_not_named(printed: str, name: str) -> None:
    assert not names_any(printed, (name,))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("$1.0 \\times 10^5/\\text{kg}$", {"1.0", "105"}),
        ("10⁶ cells", {"106"}),
        ("5.1° ± 0.2°", {"5.1", "0.2"}),
        ("15 – 25 %", {"15", "25"}),
        ("1:1", {"1"}),
        ("36^[8] and 7<sup>[9, 10]</sup>", {"36", "7"}),
        ("none", set()),
    ],
)
def test_figures(printed: str, expected: set[str]) -> None:
    assert figures(printed) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("a^[8]", {8}),
        ("a<sup>[15-16]</sup>", {15, 16}),
        ("a^[4, 17]", {4, 17}),
        ("a[1,3–5]", {1, 3, 4, 5}),
        ("On fog[J]. 2010", set()),
    ],
)
def test_cited_numbers(printed: str, expected: set[int]) -> None:
    assert cited_numbers(printed) == expected
