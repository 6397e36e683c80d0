from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscgraph.viz.layers import GAP_Y, flow_ranks, place

NODES = [f"n{i}" for i in range(9)]
ARCS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=25)


def test_puts_each_node_right_of_what_leads_to_it() -> None:
    arcs = [("a", "b"), ("b", "c"), ("a", "c"), ("d", "c")]

    assert flow_ranks("abcd", arcs, ["a"], []) == {"a": 0, "b": 1, "c": 2, "d": 1}


def test_puts_sources_first_and_targets_last() -> None:
    arcs = [("a", "t"), ("a", "b"), ("b", "c"), ("c", "b"), ("b", "t")]

    ranks = flow_ranks("abct", arcs, ["a"], ["t"])

    assert ranks["a"] == 0
    assert ranks["t"] > max(ranks[node] for node in "abc")


@pytest.mark.parametrize("arcs", [[("a", "b"), ("b", "a")], [("a", "a")], []])
def test_takes_circles_and_lone_nodes(arcs: list[tuple[str, str]]) -> None:
    assert sorted(flow_ranks("ab", arcs, [], [])) == ["a", "b"]


@given(ARCS)
def test_no_two_cards_of_a_column_touch(arcs: list[tuple[str, str]]) -> None:
    sizes = {node: (60 + 10 * i, 30 + 5 * i) for i, node in enumerate(NODES)}
    ranks = flow_ranks(NODES, arcs, [], [])
    places = place(ranks, arcs, sizes, 100)

    assert sorted(places) == NODES
    for one in NODES:
        for two in NODES:
            if one < two and ranks[one] == ranks[two]:
                apart = abs(places[one][1] - places[two][1])
                assert places[one][0] == places[two][0]
                assert apart >= (sizes[one][1] + sizes[two][1]) / 2 + GAP_Y - 1


@given(ARCS)
def test_the_same_graph_stands_the_same_way(arcs: list[tuple[str, str]]) -> None:
    sizes = dict.fromkeys(NODES, (80, 34))
    ranks = flow_ranks(NODES, arcs, [], [])

    assert place(ranks, arcs, sizes, 90) == place(dict(ranks), list(arcs), dict(sizes), 90)


def test_an_empty_graph_has_no_places() -> None:
    assert place({}, [], {}, 100) == {}
