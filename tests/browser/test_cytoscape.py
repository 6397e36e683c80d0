"""The JSON of Cytoscape.js read and drawn by Cytoscape.js itself, on a page of chromium."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.formats import flat
from mscgraph.formats.registry import write
from mscgraph.formats.whole import whole_of
from tests.contract.test_writers import HOSTILE, spoilt
from tools.environment import VALIDATORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from mscgraph.compiled.graph import Graph
    from mscgraph.formats.whole import Exportable
    from mscgraph.kb.load import KnowledgeBase

    Drawn = dict[str, Any]
    Draw = Callable[[Exportable], Drawn]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BUILD = "lib/python3*/site-packages/streamlit_cytoscape/frontend/build"

FIND = """() => webpackChunkstreamlit_cytoscape.push([["test"], {}, (load) => {
    const made = Object.keys(load.m).find((id) => `${load.m[id]}`.includes(".stylesheet="));
    window.cytoscape = Object.values(load(made)).find((part) => part.version);
}])"""
"""Take Cytoscape.js out of the wheel that carries it, by the loader of that wheel."""

DRAW = """(text) => {
    const cy = cytoscape({
        container: document.querySelector("div"), layout: {name: "grid"}, ...JSON.parse(text),
    });
    return JSON.stringify({
        version: cytoscape.version,
        about: cy.data(),
        nodes: cy.nodes().map((node) => node.data()),
        edges: cy.edges().map((edge) => edge.data()),
        joined: cy.edges().map((edge) => [edge.source().id(), edge.target().id()]),
        lowering: cy.edges('[sign = "-"][!negated]').map((edge) => edge.id()),
        drawn: cy.elements().filter((part) => part.visible()).length,
        compound: cy.nodes(":parent").length,
    });
}"""


@pytest.fixture
def draw(chromium: Browser, tmp_path: Path) -> Iterator[Draw]:
    """Write a graph as cyjs and have it read and drawn; Cytoscape.js must have nothing to say."""
    found = sorted(VALIDATORS.glob(f"{BUILD}/runtime.*.js"))
    scripts = [*found, *sorted(VALIDATORS.glob(f"{BUILD}/cytoscape.*.bundle.js"))]
    if len(scripts) != 2:
        pytest.fail("no Cytoscape.js: run python3 tools/environment.py validators", pytrace=False)
    html = "".join(f'<script src="{script.as_uri()}"></script>' for script in scripts)
    path = tmp_path / "page.html"
    path.write_text(f'<!doctype html>{html}<div style="width:900px;height:600px"></div>', "utf-8")
    wrong: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(path.as_uri())
    page.evaluate(FIND)

    def read(graph: Exportable) -> Drawn:
        target = tmp_path / "graph.cyjs"
        write(graph, target)
        answer = page.evaluate(DRAW, target.read_text("utf-8"))
        return dict(json.loads(answer))

    yield read
    page.close()
    assert wrong == []


def agrees(found: Drawn, graph: Exportable) -> None:
    """See that what Cytoscape.js holds is the nodes and edges of the graph, value by value."""
    whole = whole_of(graph)
    nodes = [{**node, "name": node["label_en"]} for node in flat.nodes(whole)]
    assert found["nodes"] == nodes
    edges = list(flat.edges(whole))
    assert found["joined"] == [[edge["subject"], edge["object"]] for edge in edges]
    for edge in edges:
        edge["source"], edge["target"] = edge.pop("subject"), edge.pop("object")
        edge["interaction"] = edge["predicate"]
    assert found["edges"] == edges
    assert found["drawn"] == len(nodes) + len(edges)
    assert found["compound"] == 0


@pytest.mark.kb_data
def test_cytoscape_reads_and_draws_the_whole_graph(real_graph: Graph, draw: Draw) -> None:
    found = draw(real_graph)
    assert found["version"].startswith("3.")
    assert found["about"]["name"] == "mscgraph"
    agrees(found, real_graph)
    claims = [claim for claim in real_graph.claims.bodies() if claim["status"] == "active"]
    lowering = [c["id"] for c in claims if c["sign"] == "-" and not c["negated"]]
    assert found["lowering"] == lowering
    assert len(lowering) > 100


def test_cytoscape_keeps_any_text(tiny_kb: KnowledgeBase, draw: Draw) -> None:
    for text in HOSTILE:
        kb = spoilt(tiny_kb, text)
        found = draw(kb)
        assert text in {node["name"] for node in found["nodes"]}
        agrees(found, kb)
