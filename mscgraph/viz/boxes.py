"""Break labels into lines and estimate how much room a card needs, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mscgraph.viz.words import Pair

LETTER = 7.9
"""Mean width of a Latin letter at 14 px; a Chinese one is as wide as it is high."""
LINE = 18
"""Height of a line at 14 px."""
WIDE = 22
"""Letters of Latin width in a line; a longer label is broken."""
WORD = 24
"""Letters of the longest word that is not cut."""
LINES = 5
"""Lines on a card; of a label that needs more, the rest is left out."""

_PIECES = re.compile(
    r"[\u2e80-\uffff]\s*|[^\s\u2e80-\uffff]+?(?:[-/](?=\w)|\s+|(?=[\u2e80-\uffff])|$)"
)


class Box(NamedTuple):
    """A label in its lines, and the size of its card."""

    text: str
    width: int
    height: int


def boxes(label: Pair, wide: int = WIDE) -> tuple[Box, Box]:
    """Give the card of a label in each language."""
    return _box(label[0], wide), _box(label[1], wide)


def letters(text: str) -> int:
    """Count letters, a Chinese one as two.

    Example:
        >>> letters("CD73"), letters("牙龈")
        (4, 4)
    """
    return sum(2 if letter >= "\u2e80" else 1 for letter in text)


def broken(text: str, wide: int = WIDE) -> list[str]:
    """Break a label into lines of much the same length, between words or Chinese letters.

    Example:
        >>> broken("bone marrow-derived mesenchymal stem cell")
        ['bone marrow-derived', 'mesenchymal stem cell']
    """
    pieces = [part for piece in _PIECES.findall(text) or [text] for part in _cut(piece, wide)]
    lines = _fill(pieces, wide)
    while wide > 8 and len(tighter := _fill(pieces, wide - 1)) <= len(lines):
        wide, lines = wide - 1, tighter
        if max(map(letters, lines)) > wide:
            break
    return lines


def _cut(piece: str, wide: int) -> list[str]:
    """Cut a word that no card could hold, wherever it may be."""
    if letters(piece.rstrip()) <= max(wide, WORD):
        return [piece]
    return [piece[at : at + wide] for at in range(0, len(piece), wide)]


def _fill(pieces: list[str], wide: int) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and letters(lines[-1]) + letters(piece.rstrip()) > wide:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _box(text: str, wide: int) -> Box:
    lines = broken(text, wide)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1]}…"]
    width = max(map(letters, lines)) * LETTER + 30
    return Box("\n".join(lines), round(max(width, 64)), len(lines) * LINE + 16)
