"""The gaps as a heat map in SVG: a square per source and outcome, colour and letter its level."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mscgraph.graph.gaps import Gap

_SIZE, _LEFT, _TOP = 22, 330, 250
_COLOURS = {
    "patients": "#08519c",
    "animals": "#3182bd",
    "in_vitro": "#6baed6",
    "review": "#bdd7e7",
    "stitched": "#fdd0a2",
    "none": "#f7f7f7",
}
_MARKS = {
    "patients": "P",
    "animals": "A",
    "in_vitro": "v",
    "review": "r",
    "stitched": "s",
    "none": "",
}


def heat_map(gaps: Sequence[Gap], names: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Draw gaps; a letter repeats each colour, and a bar marks a denied effect.

    Args:
        gaps: the cells.
        names: shown name of each source and outcome.
        words: shown name of each level.
    """
    rows = list(dict.fromkeys(gap.source for gap in gaps))
    columns = list(dict.fromkeys(gap.outcome for gap in gaps))
    width = _LEFT + _SIZE * len(columns) + 200
    height = _TOP + _SIZE * max(len(rows), len(_COLOURS)) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_labels(rows, columns, names),
        *(_cell(gap, rows, columns, names, words) for gap in gaps),
        *_legend(_LEFT + _SIZE * len(columns) + 20, words),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _labels(rows: Sequence[str], columns: Sequence[str], names: Mapping[str, str]) -> Iterator[str]:
    for y, row in enumerate(rows):
        at = _TOP + _SIZE * y + 15
        yield f'<text x="{_LEFT - 8}" y="{at}" text-anchor="end">{escape(names[row])}</text>'
    for x, column in enumerate(columns):
        at = _LEFT + _SIZE * x + 15
        turned = f'transform="rotate(-60 {at} {_TOP - 8})"'
        yield f'<text x="{at}" y="{_TOP - 8}" {turned}>{escape(names[column])}</text>'


def _cell(
    gap: Gap,
    rows: Sequence[str],
    columns: Sequence[str],
    names: Mapping[str, str],
    words: Mapping[str, str],
) -> str:
    x = _LEFT + _SIZE * columns.index(gap.outcome)
    y = _TOP + _SIZE * rows.index(gap.source)
    ink = "#ffffff" if gap.level in ("patients", "animals") else "#333333"
    bar = f'<path d="M{x} {y + _SIZE - 2}h{_SIZE - 2}" stroke="#d94801" stroke-width="3"/>'
    told = f"{names[gap.source]} → {names[gap.outcome]}: {words[gap.level]} {' '.join(gap.claims)}"
    return (
        f"<g><title>{escape(told)}</title>"
        f'<rect x="{x}" y="{y}" width="{_SIZE - 2}" height="{_SIZE - 2}" '
        f'fill="{_COLOURS[gap.level]}" stroke="#cccccc"/>'
        f'<text x="{x + 10}" y="{y + 15}" text-anchor="middle" fill="{ink}">'
        f"{_MARKS[gap.level]}</text>{bar if gap.denied else ''}</g>"
    )


def _legend(x: int, words: Mapping[str, str]) -> Iterator[str]:
    for i, (level, colour) in enumerate(_COLOURS.items()):
        y = _TOP + _SIZE * i
        yield f'<rect x="{x}" y="{y}" width="16" height="16" fill="{colour}" stroke="#cccccc"/>'
        mark = f" ({_MARKS[level]})" if _MARKS[level] else ""
        yield f'<text x="{x + 24}" y="{y + 13}">{escape(words[level] + mark)}</text>'
