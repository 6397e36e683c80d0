"""The legend explains, and is the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from mscgraph.viz import part
from mscgraph.viz.page import to_html
from tests.browser.actions import DENIED, OPPOSED, RETRACTED, scene, settle, shown_cards
from tests.browser.actions import shown_lines as lines

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mscgraph.compiled.graph import Graph
    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def document(real_graph: Graph, show: Open) -> Page:
    """The claims of one document."""
    return show(to_html(real_graph, part.document(real_graph, "lu2023"), "en"))


def open_groups(page: Page) -> None:
    """Unfold the whole legend."""
    page.evaluate(
        "() => document.querySelectorAll('#legend .group').forEach((g) => { g.open = true; })"
    )


def test_what_is_unticked_goes_and_comes_back(document: Page) -> None:
    open_groups(document)
    before = lines(document)
    for key in ("kind.Process", "sign.+", "design.animal", "standing.animals"):
        document.uncheck(f"[data-key='{key}']")

        assert 0 < len(lines(document)) < len(before), key
        assert document.evaluate("() => mscgraph.shownClaims().length") > 0
        document.click("#clear")
        assert lines(document) == before


def test_unticked_kinds_take_their_cards_along(document: Page) -> None:
    open_groups(document)
    document.uncheck("[data-key='kind.Process']")

    kinds = document.evaluate(
        "(ids) => ids.map((id) => mscgraph.data.entities[id].kind)", shown_cards(document)
    )
    assert "Process" not in kinds


def test_unticks_a_document(corpus: Page) -> None:
    open_groups(corpus)
    before = corpus.evaluate("() => mscgraph.shownClaims().length")
    corpus.uncheck("[data-key='document.qi2024']")

    left = corpus.evaluate(
        """() => mscgraph.shownClaims().map((id) => mscgraph.data.claims[id].evidence)
            .map((all) => all.map((evidence) => evidence.where[0]))"""
    )
    assert 0 < len(left) < before
    assert {"qi2024"} not in map(set, left)


def test_asks_for_belief(document: Page) -> None:
    open_groups(document)
    document.locator("#legend .belief input").fill("0.7")

    beliefs = document.evaluate(
        "() => mscgraph.shownClaims().map((id) => mscgraph.data.claims[id].belief)"
    )
    assert beliefs
    assert min(beliefs) >= 0.7
    expect(document.locator("#legend .belief")).to_contain_text("≥ 0.7")


def test_denied_claims_are_off_at_first(document: Page) -> None:
    assert not document.locator(DENIED).is_checked()
    before = lines(document)
    document.check(DENIED)

    more = set(lines(document)) - set(before)
    layers = document.evaluate("(ids) => ids.map((id) => mscgraph.data.edges[id].layer)", [*more])
    assert set(layers) == {"denied"}


def test_shows_only_what_rests_on_a_retracted_paper(corpus: Page) -> None:
    corpus.check(RETRACTED)
    settle(corpus)

    assert scene(corpus) == "audit"
    shown = corpus.evaluate("() => mscgraph.shownClaims().length")
    expect(corpus.locator("#panel h2")).to_have_text(f"rests on a retracted paper ({shown})")
    expect(corpus.locator("#panel")).to_contain_text("[RETRACTED ")
    corpus.uncheck(RETRACTED)
    assert scene(corpus) == "overview"


def test_shows_only_what_is_opposed_with_what_opposes_it(corpus: Page) -> None:
    corpus.check(OPPOSED)
    settle(corpus)

    assert corpus.locator(DENIED).is_checked()
    assert corpus.locator("#panel .card").count() >= 2
    corpus.click("#clear")
    assert not corpus.locator(DENIED).is_checked()
    assert scene(corpus) == "overview"


def test_the_table_holds_what_is_shown(document: Page) -> None:
    open_groups(document)
    document.uncheck("[data-key='design.animal']")
    document.click("#table-button")

    rows = document.locator("#table tbody tr").count()
    assert rows == document.evaluate("() => mscgraph.shownClaims().length")
