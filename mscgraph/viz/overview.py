"""The whole graph in some forty cards: clusters by kind, and its foremost sources and diseases."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log2
from typing import TYPE_CHECKING, Any

from mscgraph.viz.boxes import boxes
from mscgraph.viz.layers import place
from mscgraph.viz.style import FAMILIES, look_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mscgraph.viz.boxes import Box
    from mscgraph.viz.part import Part
    from mscgraph.viz.words import Pair

NAMED = {"CellSource": 6, "Disease": 8}
"""Kinds of which the foremost stand by their own names, and how many."""
STREAMS = 50
"""So many streams between cards are drawn, the broadest ones, and the broadest of each card."""
COLUMNS = {"small": "molecule", "pathway": "cell", "setting": "measure"}
"""Families that share a column with another."""
GAP, STRIP = 150, 30
"""Between columns, and the least empty strip across all of them."""


def overview(
    part: Part, labels: Mapping[str, Pair], kinds: Mapping[str, str], words: Mapping[str, Pair]
) -> dict[str, Any]:
    """Gather a large part into cards, and its lines into streams between them.

    Args:
        part: what to show.
        labels: the label of each entity.
        kinds: the kind of each entity.
        words: the name of each kind.
    """
    lines = _lines(part)
    home = _homes(part.entities, kinds, lines)
    members: dict[str, list[str]] = defaultdict(list)
    for curie, card in home.items():
        members[card].append(curie)
    names = {
        card: labels[card] if card in labels else _cluster_name(words[kinds[own[0]]], len(own))
        for card, own in members.items()
    }
    cards = {card: boxes(name, 20) for card, name in names.items()}
    streams = _streams(part, home)
    arcs = [(stream["from"], stream["to"]) for stream in streams]
    columns = list(FAMILIES)
    families = {card: look_of(kinds[own[0]]).family for card, own in members.items()}
    ranks = {card: columns.index(COLUMNS.get(own, own)) for card, own in families.items()}
    sizes = {card: _larger(both) for card, both in cards.items()}
    places = _closed_up(place(ranks, arcs, sizes, GAP), sizes)
    clusters = {
        card: {"kind": kinds[own[0]], "boxes": cards[card], "members": own}
        for card, own in members.items()
        if card not in labels
    }
    return {"places": places, "clusters": clusters, "streams": streams}


def _lines(part: Part) -> Counter[str]:
    found: Counter[str] = Counter()
    for link in part.links:
        found.update((link.key.source, link.key.target))
    return found


def _homes(
    entities: Iterable[str], kinds: Mapping[str, str], lines: Mapping[str, int]
) -> dict[str, str]:
    """Give the card on which each entity stands: its own, or that of its kind."""
    left = Counter(NAMED)
    home = {}
    for curie in sorted(entities, key=lambda c: (-lines[c], c)):
        kind = kinds[curie]
        home[curie] = curie if left[kind] > 0 else f"cluster:{kind}"
        left[kind] -= 1
    return home


def _cluster_name(kind: Pair, count: int) -> Pair:
    return f"{kind[0]} ×{count}", f"{kind[1]} ×{count}"


def _streams(part: Part, home: Mapping[str, str]) -> list[dict[str, Any]]:
    """Gather the lines between cards; the sign is that of three quarters of those that have one."""
    gathered: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, link in enumerate(part.links):
        ends = home[link.key.source], home[link.key.target]
        if ends[0] != ends[1] and link.key.layer == "claim" and link.key.sign != "0":
            gathered[ends].append(number)
    ordered = sorted(gathered.items(), key=lambda item: (-len(item[1]), item[0]))
    broad = []
    reached: set[str] = set()
    for rank, (ends, numbers) in enumerate(ordered):
        if rank < STREAMS or not reached.issuperset(ends):
            broad.append((ends, numbers))
            reached.update(ends)
    return [
        {
            "from": ends[0],
            "to": ends[1],
            "lines": numbers,
            "sign": _sign([part.links[number].key.sign for number in numbers]),
            "width": round(1 + log2(len(numbers)), 2),
        }
        for ends, numbers in broad
    ]


def _sign(signs: Sequence[str]) -> str:
    known = Counter(sign for sign in signs if sign in "+-")
    [(sign, count)] = known.most_common(1) or [("?", 0)]
    return sign if known and 4 * count >= 3 * known.total() else "?"


def _closed_up(
    places: Mapping[str, tuple[int, int]], sizes: Mapping[str, tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """Take out the empty strips that run across the whole picture."""
    found: dict[str, tuple[int, int]] = {}
    shift, bottom = 0, None
    for card, (x, y) in sorted(places.items(), key=lambda p: p[1][1] - sizes[p[0]][1] // 2):
        half = sizes[card][1] // 2
        if bottom is not None and y - half - bottom > STRIP:
            shift += y - half - bottom - STRIP
        bottom = y + half if bottom is None else max(bottom, y + half)
        found[card] = (x, y - shift)
    return found


def _larger(card: tuple[Box, Box]) -> tuple[int, int]:
    return max(box.width for box in card), max(box.height for box in card) + 6
