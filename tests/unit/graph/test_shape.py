"""Shapes: kinds in a row, with ``*`` for any number of entities."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscgraph.errors import NotFoundError
from mscgraph.graph.shape import Shape

KINDS = ["A", "B", "C"]


def fits(shape: str, kinds: str) -> bool:
    parsed = Shape(shape, KINDS)
    positions = parsed.start
    for kind in kinds:
        positions = parsed.advance(positions, kind)
    return parsed.fits(positions)


@pytest.mark.parametrize(
    ("shape", "kinds", "expected"),
    [
        ("A>B", "AB", True),
        ("A>B", "ACB", False),
        ("A > B", "AB", True),
        ("A>*>B", "AB", True),
        ("A>*>B", "ACCB", True),
        ("A>*>B", "ABA", False),
        ("*", "ABC", True),
        ("*>C", "ABC", True),
        ("A>*", "A", True),
        ("A>*>B>*>C", "AABBCC", True),
        ("A>*>B>*>C", "ACC", False),
        ("*>*>B", "B", True),
    ],
)
def test_fits(shape: str, kinds: str, *, expected: bool) -> None:
    assert fits(shape, kinds) == expected


@given(
    st.lists(st.sampled_from([*KINDS, "*"]), min_size=1, max_size=6),
    st.text(st.sampled_from(KINDS), max_size=7),
)
def test_a_shape_is_a_regular_expression(parts: list[str], kinds: str) -> None:
    pattern = "".join(".*" if part == "*" else part for part in parts)
    assert fits(">".join(parts), kinds) == bool(re.fullmatch(pattern, kinds))


def test_nothing_fits_any_more() -> None:
    shape = Shape("A>B", KINDS)
    assert shape.advance(shape.start, "C") == 0


@pytest.mark.parametrize("shape", ["D", "A>>B", "a>B", ""])
def test_a_part_that_is_no_kind(shape: str) -> None:
    with pytest.raises(NotFoundError, match="no kind of entity is called"):
        Shape(shape, KINDS)
