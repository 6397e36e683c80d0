from __future__ import annotations

from itertools import combinations

from mscgraph.viz.atlas import SHAPE, place_by_family
from mscgraph.viz.style import FAMILIES


def test_each_family_has_its_ground_and_no_cards_touch() -> None:
    families = {f"n{i}": list(FAMILIES)[i % 4] for i in range(60)}
    sizes = {node: (80 + 7 * (i % 5), 34 + 18 * (i % 3)) for i, node in enumerate(families)}
    arcs = [(f"n{i}", f"n{(i * 7) % 60}") for i in range(60)]

    places, bands = place_by_family(families, arcs, sizes, families)

    assert [band.family for band in bands] == list(FAMILIES)[:4]
    ground = {band.family: band for band in bands}
    for node, (x, y) in places.items():
        band = ground[families[node]]
        assert band.left < x - sizes[node][0] / 2
        assert x + sizes[node][0] / 2 < band.right
        assert band.top < y < band.bottom
    for one, two in combinations(places, 2):
        across = abs(places[one][0] - places[two][0]) * 2 >= sizes[one][0] + sizes[two][0] - 2
        down = abs(places[one][1] - places[two][1]) * 2 >= sizes[one][1] + sizes[two][1] - 2
        assert across or down


def test_a_large_graph_has_the_shape_of_a_window() -> None:
    families = {f"n{i}": list(FAMILIES)[i % 9] for i in range(900)}

    _, bands = place_by_family(families, [], dict.fromkeys(families, (120, 34)), families)

    width, height = bands[-1].right - bands[0].left, bands[0].bottom - bands[0].top
    assert SHAPE / 1.6 < width / height < SHAPE * 1.6


def test_nothing_has_no_ground() -> None:
    assert place_by_family({}, [], {}, {}) == ({}, [])
