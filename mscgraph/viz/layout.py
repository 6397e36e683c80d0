"""Place the cards and bend the lines of a part, always the same way for the same part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mscgraph.viz.atlas import Band, place_by_family
from mscgraph.viz.boxes import boxes, broken, letters
from mscgraph.viz.curves import fan_out, pass_by
from mscgraph.viz.layers import distance_ranks, flow_ranks, place
from mscgraph.viz.style import look_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mscgraph.viz.boxes import Box
    from mscgraph.viz.curves import Place
    from mscgraph.viz.layers import Arc, Size
    from mscgraph.viz.part import Part
    from mscgraph.viz.words import Pair

FEW = 90
"""Up to so many lines carry their names and go round the cards."""

NAME_WIDE = 20
"""Letters in a line of the name of a relation."""


class Layout(NamedTuple):
    """Where everything stands."""

    places: dict[str, Place]
    cards: dict[str, tuple[Box, Box]]
    bends: list[float]
    """Roundness of each line; above zero it turns clockwise."""
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
    cards = {node: boxes(labels[node]) for node in part.entities}
    sizes = {node: _larger(card) for node, card in cards.items()}
    named = len(arcs) <= FEW
    if part.view in ("whole", "document"):
        families = {node: look_of(kinds[node]).family for node in part.entities}
        places, bands = place_by_family(families, arcs, sizes)
        return Layout(places, cards, fan_out(arcs, places), bands, named)
    places = place(_ranks(part, arcs, kinds), part.flow or arcs, sizes)
    if not named:
        return Layout(places, cards, fan_out(arcs, places), [], named)
    names = [_name_size(link.key.label) for link in part.links]
    return Layout(places, cards, pass_by(arcs, names, places, sizes), [], named)


def name_lines(label: Pair) -> Pair:
    """Break the name of a relation into the lines in which it is written on its line."""
    en, zh = ("\n".join(broken(text, NAME_WIDE)) for text in label)
    return en, zh


def _ranks(part: Part, arcs: Sequence[Arc], kinds: Mapping[str, str]) -> dict[str, int]:
    if part.view == "focus":
        return distance_ranks(part.entities, arcs, part.lefts)
    entering = {target for _, target in arcs}
    lefts = part.lefts or tuple(
        node
        for node in part.entities
        if look_of(kinds[node]).family == "therapy" and node not in entering
    )
    return flow_ranks(part.entities, part.flow or arcs, lefts, part.rights)


def _larger(card: tuple[Box, Box]) -> Size:
    return max(box.width for box in card), max(box.height for box in card)


def _name_size(label: Pair) -> Size:
    lines = [name_lines(label)[i].split("\n") for i in (0, 1)]
    return max(round(max(map(letters, one)) * 6) for one in lines), max(
        len(one) * 14 for one in lines
    )
