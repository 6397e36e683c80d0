"""Place the cards and bend the lines of a part, always the same way for the same part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mscgraph.viz.atlas import Band, place_by_family
from mscgraph.viz.boxes import boxes, broken, letters
from mscgraph.viz.curves import fan_out, pass_by
from mscgraph.viz.layers import flow_ranks, place
from mscgraph.viz.style import look_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mscgraph.viz.boxes import Box
    from mscgraph.viz.curves import Course, Place
    from mscgraph.viz.layers import Arc, Size
    from mscgraph.viz.part import Part
    from mscgraph.viz.words import Pair

FEW = 90
"""Up to so many lines carry their names and go round the cards."""
BROAD, NARROW = 22, 15
"""Letters in a line of a card: where there are few columns, and where there are many."""
COLUMNS = 4
"""Few columns are at most so many."""
NAME = 15
"""Letters in a line of the name of a relation, and their width and height at 12 px."""
NAME_LETTER, NAME_LINE = 6.4, 14


class Layout(NamedTuple):
    """Where everything stands."""

    places: dict[str, Place]
    cards: dict[str, tuple[Box, Box]]
    courses: list[Course]
    """How each line runs."""
    bands: list[Band]
    named: bool
    """Whether there is room for the names of the relations."""


def lay_out(part: Part, labels: Mapping[str, Pair], kinds: Mapping[str, str]) -> Layout:
    """Lay out a part.

    Args:
        part: what to show.
        labels: the label of each of its entities.
        kinds: the kind of each.
    """
    arcs = [(link.key.source, link.key.target) for link in part.links]
    few = len(arcs) <= FEW
    if not part.columns and (part.view == "whole" or not few):
        cards = {node: boxes(labels[node], NARROW + 2) for node in part.entities}
        sizes = {node: _larger(card) for node, card in cards.items()}
        families = {node: look_of(kinds[node]).family for node in part.entities}
        places, bands = place_by_family(families, arcs, sizes, kinds)
        return Layout(places, cards, fan_out(arcs, places), bands, named=False)
    ranks = dict(part.columns) or _ranks(part, arcs, kinds)
    wide = BROAD if max(ranks.values(), default=0) < COLUMNS else NARROW
    cards = {node: boxes(labels[node], wide) for node in part.entities}
    sizes = {node: _larger(card) for node, card in cards.items()}
    names = [_name_size(link.key.label) for link in part.links]
    gap = 60 + max((width for width, _ in names), default=0)
    places = place(ranks, part.flow or arcs, sizes, gap)
    return Layout(places, cards, pass_by(arcs, names, places, sizes), [], named=few)


def name_lines(label: Pair) -> Pair:
    """Break the name of a relation into the lines in which it is written on its line."""
    en, zh = ("\n".join(broken(text, NAME)) for text in label)
    return en, zh


def _ranks(part: Part, arcs: Sequence[Arc], kinds: Mapping[str, str]) -> dict[str, int]:
    """Give each entity its column: what is given on the left, then what it does, and so on."""
    entering = {target for _, target in arcs}
    given = tuple(
        node
        for node in part.entities
        if look_of(kinds[node]).family == "therapy" and node not in entering
    )
    lefts = part.lefts if part.view == "path" else given
    return flow_ranks(part.entities, part.flow or arcs, lefts, part.rights)


def _larger(card: tuple[Box, Box]) -> Size:
    return max(box.width for box in card), max(box.height for box in card)


def _name_size(label: Pair) -> Size:
    """Give the room that the name of a relation takes in the longer of the languages."""
    lines = [text.split("\n") for text in name_lines(label)]
    wide = max(letters(line) for one in lines for line in one)
    return round(wide * NAME_LETTER), max(map(len, lines)) * NAME_LINE
