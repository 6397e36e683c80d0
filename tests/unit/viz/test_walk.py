from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.compiled.layout import HYPOTHESIS, SIGN_ANY
from mscgraph.viz import part
from mscgraph.viz.walk import walk_data
from tests.builders import FAT, FOG, JOINT, MSC, PULP

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph


def test_holds_the_arcs_that_the_command_walks(tiny_graph: Graph) -> None:
    data = walk_data(tiny_graph, part.whole(tiny_graph))

    flags = tiny_graph.arcs.flags
    walked = [
        arc for arc in range(len(tiny_graph.arcs)) if not flags[arc] & (SIGN_ANY | HYPOTHESIS)
    ]
    assert data["arcs"]["cost"] == [tiny_graph.arcs.cost[arc] for arc in walked]
    assert data["entities"] == sorted(data["entities"])
    assert "rev2020-007" not in data["records"]  # only supposed


def test_classes_may_be_ends(tiny_graph: Graph) -> None:
    data = walk_data(tiny_graph, part.whole(tiny_graph))
    at = {curie: number for number, curie in enumerate(data["entities"])}

    assert data["below"][at[MSC]] == sorted((at[FAT], at[PULP]))
    assert data["below"][at[JOINT]] == [at[FOG]]


def test_a_part_holds_its_own_arcs_alone(tiny_graph: Graph) -> None:
    shown = part.focus(tiny_graph, "KLOT", 1)
    data = walk_data(tiny_graph, shown)

    assert set(data["records"]) <= set(shown.claims) | set(tiny_graph.relations.ids)
    assert len(data["records"]) < len(walk_data(tiny_graph, part.whole(tiny_graph))["records"])
