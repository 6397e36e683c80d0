from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.viz import overview as module
from mscgraph.viz import part
from mscgraph.viz.overview import overview
from mscgraph.viz.payload import page_data
from tests.builders import FAT, FOG, PULP

if TYPE_CHECKING:
    import pytest

    from mscgraph.compiled.graph import Graph


def seen(graph: Graph) -> dict[str, dict[str, object]]:
    """The overview of a graph, as the page gets it."""
    whole = part.whole(graph)
    records = {curie: graph.entities.get(curie) for curie in whole.entities}
    labels = {c: (r["label"]["en"], r["label"]["zh-Hans"]) for c, r in records.items()}
    kinds = {curie: record["type"] for curie, record in records.items()}
    words = {kind: (kind, kind) for kind in kinds.values()}
    return overview(whole, labels, kinds, words)


def test_gathers_kinds_and_keeps_the_foremost_by_name(
    tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "NAMED", {"CellSource": 1, "Disease": 1})
    found = seen(tiny_graph)

    assert {FAT, FOG, "cluster:CellSource", "cluster:Protein"} <= found["places"].keys()
    cluster = found["clusters"]["cluster:CellSource"]
    assert isinstance(cluster, dict)
    assert cluster["members"] == [PULP]
    assert cluster["boxes"][0].text == "CellSource ×1"


def test_streams_hold_every_line_between_two_cards(tiny_graph: Graph) -> None:
    links = part.whole(tiny_graph).links
    for stream in seen(tiny_graph)["streams"]:
        assert isinstance(stream, dict)
        assert stream["lines"]
        assert stream["sign"] in ("+", "-", "?")
        for number in stream["lines"]:
            assert links[number].key.layer == "claim"


def test_the_sign_of_a_stream_is_that_of_most() -> None:
    assert module._sign(["+", "+", "+", "-", "?"]) == "+"
    assert module._sign(["+", "-"]) == "?"
    assert module._sign(["?"]) == "?"


def test_takes_out_empty_strips() -> None:
    sizes = dict.fromkeys("abc", (50, 20))
    places = module._closed_up({"a": (0, 0), "b": (0, 500), "c": (90, 505)}, sizes)

    assert places == {"a": (0, 0), "b": (0, 50), "c": (90, 55)}


def test_only_a_large_graph_needs_one(tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = part.whole(tiny_graph)
    assert page_data(tiny_graph, whole)["overview"] is None

    monkeypatch.setattr("mscgraph.viz.payload.LARGE", 3)
    assert page_data(tiny_graph, whole)["overview"]["clusters"]
    assert page_data(tiny_graph, part.focus(tiny_graph, "KLOT", 2))["overview"] is None
