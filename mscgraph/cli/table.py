"""Rows as a table: on a terminal as wide as that is, elsewhere whole and a row to a line.

Widths are those of a terminal's cells: a Chinese character takes two.
"""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LINES = 3
"""A cell has at most so many lines on a terminal; what is longer ends in an ellipsis."""
_LEAST, _WIDEST = 12, 30
"""Bounds of what a column claims before there is room to spare, if it holds as much."""
_GAP = 2
_WIDE, _OPENS, _CLOSES = r"\u2e80-\uffff", "[—(（“]*", "[,.;:!?)，。、；：！？）”→]*"
_PIECES = re.compile(
    rf"{_OPENS}[{_WIDE}]{_CLOSES}\s*"
    rf"|[^\s{_WIDE}]+?{_CLOSES}(?:[-_/](?=[^\W\d])|\s+|(?={_OPENS}[{_WIDE}])|$)"
    r"|\s+"
)
"""What a line is filled with: Chinese characters, words, parts of words that a sign joins."""


class _Column(NamedTuple):
    """How wide a column may be."""

    whole: int
    """As wide as its widest cell."""
    room: int
    """As narrow as it reads well: nine of ten cells break no word, two of three are not cut."""


def draw(
    rows: Sequence[Mapping[str, str]],
    columns: Sequence[str],
    file: IO[str],
    first: Sequence[str] = (),
) -> list[str]:
    """Draw rows, and give the columns for which the terminal has no room.

    The first column, which holds the id, is never cut.

    Args:
        rows: the text of each cell, by column.
        columns: what to show, in this order.
        file: where to; it is asked whether it is a terminal.
        first: what matters most, in this order, where the terminal is too narrow for all.
    """
    if not columns:  # a query without variables
        return []
    console = Console(file=file)
    known = {key: _measured(key, [row[key] for row in rows]) for key in columns}
    known[columns[0]] = known[columns[0]]._replace(room=known[columns[0]].whole)
    widths = {key: column.whole for key, column in known.items()}
    whole = sum(widths.values()) + _GAP * len(columns)
    if file.isatty():
        widths = _widths(known, [*first, *(k for k in columns if k not in first)], console.width)
    else:
        console.width = whole
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    shown = [key for key in columns if key in widths]
    for key in shown:
        table.add_column(Text("\n".join(_broken(key, widths[key]))), width=widths[key])
    for row in rows:
        table.add_row(*(Text(_cell(row[key], widths[key])) for key in shown))
    console.print(table)
    return [key for key in columns if key not in widths]


def _measured(name: str, cells: Sequence[str]) -> _Column:
    lengths = sorted(map(cell_len, cells)) or [0]
    words = sorted(max(_lengths(cell), default=0) for cell in cells) or [0]
    many, most = len(lengths) * 2 // 3, len(lengths) * 9 // 10
    whole = max(lengths[-1], cell_len(name))
    need = max(-(-lengths[many] // LINES), words[most], _LEAST, *_lengths(name))
    return _Column(whole, min(whole, need, _WIDEST))


def _lengths(text: str) -> Iterator[int]:
    return (cell_len(piece.rstrip()) for piece in _PIECES.findall(text))


def _widths(known: Mapping[str, _Column], order: Sequence[str], total: int) -> dict[str, int]:
    """Give room to as many columns as have it, and what is left to those that want more."""
    ident, *others = order
    widths = {ident: min(total, known[ident].room)}
    left = total - widths[ident]
    for key in others:
        need = known[key].room
        if len(widths) == 1:  # something stands beside the id, if need be narrower than is good
            need = min(need, max(_LEAST, left - _GAP))
        if need + _GAP > left:
            break
        widths[key] = need
        left -= need + _GAP
    wanted = {key: known[key].whole - width for key, width in widths.items()}
    share = min(1, left / (sum(wanted.values()) or 1))
    return {key: width + int(share * wanted[key]) for key, width in widths.items()}


def _cell(text: str, width: int) -> str:
    """Break a text into lines, and cut what is too long."""
    lines = list(_broken(text, width))
    if len(lines) > LINES:
        kept = chop_cells(lines[LINES - 1], width - 1)[0].rstrip()
        lines[LINES - 1 :] = [f"{kept}…"]
    return "\n".join(lines)


def _broken(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in _PIECES.findall(text):
        parts = chop_cells(piece, width) if cell_len(piece.rstrip()) > width else [piece]
        for part in parts:
            if line and cell_len(line) + cell_len(part.rstrip()) > width:
                yield line.rstrip()
                line = ""
            line += part
    yield line.rstrip()
