"""The page finds the paths that ``mscgraph path`` finds, in the same order."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mscgraph.graph.evidence import Claims, account_of
from mscgraph.graph.paths import find_paths
from mscgraph.viz import part
from mscgraph.viz.page import to_html
from tests.browser.actions import find, scene, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mscgraph.compiled.graph import Graph
    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ASKED = """([source, target]) => mscgraph.routesBetween(source, target).paths.map((path) => [
    path.chain, path.places, path.sign, path.standing, path.account, path.claims,
    path.against.sort(), path.weakest, Number(path.score.toFixed(9))])"""
PAIRS = (
    ("GMSC", "lupus nephritis"),
    ("BM-MSC", "liver inflammation"),
    ("UC-MSC", "liver disease"),
    ("MSC", "liver disease"),
    ("MSC", "intervertebral disc degeneration"),
    ("MSC", "T cell proliferation"),
)


def answer(graph: Graph, source: str, target: str) -> list[list[Any]]:
    """Give what the command answers, as the page gives it."""
    return [
        [
            list(path.entities),
            [list(place) for place in path.places],
            path.sign or "?",
            path.standing,
            account_of(Claims(graph), path)[0],
            list(path.claims),
            sorted(path.counter_evidence),
            path.weakest,
            round(path.score, 9),
        ]
        for path in find_paths(graph, source, target).paths
    ]


def agree(page: Page, graph: Graph, source: str, target: str) -> int:
    """Check one pair, and give the number of paths."""
    ids = [graph.curie(graph.resolve(name)) for name in (source, target)]
    wanted = answer(graph, *ids)
    assert page.evaluate(ASKED, ids) == wanted, ids
    return len(wanted)


def test_lists_what_the_command_lists(corpus: Page, real_graph: Graph) -> None:
    found = {ends: agree(corpus, real_graph, *ends) for ends in PAIRS}

    assert min(found.values()) > 0, found


def test_agrees_with_the_command_wherever_it_walks(corpus: Page, real_graph: Graph) -> None:
    draw = random.Random(7)  # noqa: S311 - a fixed choice of pairs, no secret
    known = sorted(corpus.evaluate("() => mscgraph.data.walk.entities"))
    kinds = {curie: real_graph.entities.get(curie)["type"] for curie in known}
    starts = [curie for curie in known if kinds[curie] in ("CellSource", "CellProduct")]
    ends = [curie for curie in known if kinds[curie] in ("Process", "Phenotype", "Disease")]
    pairs = [(draw.choice(starts), draw.choice(ends)) for _ in range(50)]
    pairs += [("CL:0000134", end) for end in ends[::6]] + [("CL:0002540", e) for e in ends[::6]]
    found = [agree(corpus, real_graph, *pair) for pair in pairs]

    assert sum(count > 1 for count in found) > 5


def test_agrees_on_the_tiny_graph_too(tiny_graph: Graph, show: Open) -> None:
    page = show(to_html(tiny_graph, part.whole(tiny_graph), "en"))

    assert agree(page, tiny_graph, "pulp stem cell", "knee fog") > 1


def test_finds_paths_between_two_picked_entities(corpus: Page) -> None:
    corpus.click("#paths-button")
    find(corpus, "BM-MSC", "#route-source")
    expect(corpus.locator("#route-target")).to_be_focused()
    find(corpus, "肝脏炎症", "#route-target")
    settle(corpus)

    assert scene(corpus) == "paths"
    cards = corpus.locator("#panel .route")
    assert cards.count() == 10
    expect(cards.first).to_contain_text("score ")
    x = corpus.evaluate(
        """() => mscgraph.routesBetween('CL:0002540', mscgraph.scene().key.split('>')[1])
            .paths[0].chain.map((id) => mscgraph.scene().places.get(id).x)"""
    )
    assert x == sorted(x)
    cards.nth(1).get_by_role("button").first.click()
    lit = corpus.evaluate("() => mscgraph.state.lit.edges.size")
    assert 0 < lit < corpus.evaluate("() => mscgraph.scene().edges.size")


def test_says_that_there_is_no_path(corpus: Page) -> None:
    corpus.click("#paths-button")
    find(corpus, "lupus nephritis", "#route-source")
    find(corpus, "GMSC", "#route-target")

    expect(corpus.locator("#panel")).to_contain_text("No path leads from the one to the other.")


def test_goes_on_from_an_entity(corpus: Page) -> None:
    find(corpus, "GMSC")
    corpus.click("text=Paths from here")
    expect(corpus.locator("#route-source")).to_have_value("gingiva-derived mesenchymal stem cell")
    find(corpus, "lupus nephritis", "#route-target")

    expect(corpus.locator("#panel .route")).to_have_count(1)
    expect(corpus.locator("#panel")).to_contain_text("reported: one study shows it whole")


def test_cites_a_path(corpus: Page) -> None:
    corpus.evaluate("() => { location.hash = 'paths=MSCG:gmsc>MONDO:0005556'; }")
    settle(corpus)
    corpus.click("text=Copy BibTeX")

    copied = corpus.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("@article{")
    assert "10.1016/j.jaut.2020.102491" in copied
    corpus.click("text=Copy references")
    copied = corpus.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("1. Dang J")
    expect(corpus.locator("#status")).to_have_text("Copied")
