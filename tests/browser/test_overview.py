"""A large graph opens as an overview, and unfolds on zoom, search and click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.actions import find, scene, settle, shown_cards, shown_lines

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PLACES = "() => JSON.stringify([...mscgraph.scene().places])"


def click_card(page: Page, ident: str) -> None:
    """Click on a card."""
    where = page.evaluate(
        """(id) => {
            const { x, y } = mscgraph.network.canvasToDOM(mscgraph.scene().places.get(id));
            const frame = document.getElementById('picture').getBoundingClientRect();
            return [x + frame.left, y + frame.top];
        }""",
        ident,
    )
    page.mouse.click(*where)
    settle(page)


def test_opens_with_few_cards(corpus: Page) -> None:
    cards = shown_cards(corpus)

    assert scene(corpus) == "overview"
    assert 15 < len(cards) < 60
    assert "cluster:Process" in cards
    assert "CL:0002540" in cards  # bone marrow-derived cells, by their own name
    assert len(shown_lines(corpus)) < 90


def test_is_the_same_picture_each_time(whole_html: str, show: Open) -> None:
    assert show(whole_html).evaluate(PLACES) == show(whole_html).evaluate(PLACES)


def test_reads_from_left_to_right(corpus: Page) -> None:
    x = corpus.evaluate(
        """() => ['CL:0002540', 'cluster:Cytokine', 'cluster:Process', 'cluster:Disease']
            .map((id) => mscgraph.scene().places.get(id).x)"""
    )
    assert x == sorted(x)


def test_a_click_on_a_cluster_unfolds_it(corpus: Page) -> None:
    click_card(corpus, "cluster:Pathway")

    assert scene(corpus) == "all"
    expect(corpus.locator("#panel h2")).to_contain_text("pathway ×")
    corpus.click("#home-button")
    assert scene(corpus) == "overview"


def test_a_click_on_a_name_shows_what_is_around_it(corpus: Page) -> None:
    click_card(corpus, "MSCG:gmsc")

    assert scene(corpus) == "focus"
    expect(corpus.locator("#panel h2")).to_have_text("gingiva-derived mesenchymal stem cell")
    assert len(shown_cards(corpus)) < 40


def test_zooming_in_unfolds_and_zooming_out_folds(corpus: Page) -> None:
    corpus.mouse.move(800, 400)
    for _ in range(8):
        corpus.mouse.wheel(0, -200)
        settle(corpus)
        if scene(corpus) == "all":
            break
    assert scene(corpus) == "all"

    corpus.mouse.move(700, 400)
    for _ in range(25):
        corpus.mouse.wheel(0, 400)
        settle(corpus)
        if scene(corpus) == "overview":
            break
    assert scene(corpus) == "overview"


def test_search_unfolds_an_entity_left_to_right(corpus: Page) -> None:
    find(corpus, "牙龈间充质干细胞")
    settle(corpus)

    assert scene(corpus) == "focus"
    around = corpus.evaluate(
        """() => {
            const { places } = mscgraph.scene();
            const here = places.get('MSCG:gmsc').x;
            const out = mscgraph.data.edges.filter((e) => e.from === 'MSCG:gmsc'
                && places.has(e.to) && e.to !== e.from).map((e) => places.get(e.to).x - here);
            return Math.min(...out);
        }"""
    )
    assert around > 0


def test_a_stream_lists_its_claims(corpus: Page) -> None:
    stream = corpus.evaluate("() => mscgraph.data.overview.streams[0]")
    where = corpus.evaluate(
        """({ from, to }) => {
            const { places } = mscgraph.scene();
            const [a, b] = [places.get(from), places.get(to)];
            const { x, y } = mscgraph.network.canvasToDOM(
                { x: a.x * 0.4 + b.x * 0.6, y: a.y * 0.4 + b.y * 0.6 });
            const frame = document.getElementById('picture').getBoundingClientRect();
            return [x + frame.left, y + frame.top];
        }""",
        stream,
    )
    corpus.mouse.click(*where)

    expect(corpus.locator("#panel")).to_contain_text("claims: ")
    corpus.locator("#panel button.line").first.click()
    expect(corpus.locator("#panel article.card")).to_be_visible()
