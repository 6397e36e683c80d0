"""Names in the picture: none lies on another or on a card, and every card has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mscgraph.graph.query import PathQuery
from mscgraph.viz import part, versus
from mscgraph.viz.page import to_html
from tests.browser.actions import find, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, ViewportSize

    from mscgraph.compiled.graph import Graph
    from mscgraph.viz.part import Part
    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
VIEWS: dict[str, Callable[[Graph], Part]] = {
    "paths": lambda graph: part.paths(graph, "BM-MSC", "liver inflammation", PathQuery(k=10)),
    "class": lambda graph: part.paths(graph, "MSC", "liver disease", PathQuery(k=20)),
    "compare": lambda graph: versus.compare(graph, "BM-MSC", "UC-MSC"),
    "document": lambda graph: part.document(graph, "qi2024"),
    "focus": lambda graph: part.focus(graph, "NLRP3", 2),
    "whole": part.whole,
}
WRITTEN = """() => {
    const { cards, lines } = mscgraph.names();
    return {
        cards: cards && [...cards].map(([id, { lines, box }]) => [id, lines.join(''), box]),
        lines: [...lines].map(([id, { lines, box }]) => [id, lines.join(' '), box]),
        drawn: mscgraph.nodes.get().filter((node) => !node.hidden).map(({ id }) => {
            const { x, y } = mscgraph.scene().places.get(id);
            const [, width, height] = mscgraph.cardOf(id);
            return [id, '', [x - width / 2, y - height / 2, x + width / 2, y + height / 2]];
        }),
    };
}"""


def meetings(names: list[Any], others: list[Any]) -> list[tuple[str, str]]:
    """List the names that lie on something else."""
    return [
        (str(a), str(b))
        for a, _, one in names
        for b, _, two in others
        if (a, one) != (b, two)
        and one[0] < two[2]
        and two[0] < one[2]
        and one[1] < two[3]
        and two[1] < one[3]
    ]


@pytest.fixture
def view(real_graph: Graph, show: Open, request: pytest.FixtureRequest) -> Page:
    name, size, language = request.param
    page = show(to_html(real_graph, VIEWS[name](real_graph), language))
    page.set_viewport_size(size)
    page.reload()
    settle(page)
    settle(page)
    return page


@pytest.mark.parametrize(
    "view",
    [
        pytest.param((name, size, language), id=f"{name}-{size['width']}-{language}")
        for name in VIEWS
        for size, language in ((DESKTOP, "en"), (DESKTOP, "zh-Hans"), (PHONE, "zh-Hans"))
    ],
    indirect=True,
)
def test_no_name_lies_on_another(view: Page) -> None:
    written = view.evaluate(WRITTEN)
    cards = written["cards"] or written["drawn"]

    assert meetings(written["lines"], written["lines"]) == []
    assert meetings(written["lines"], cards) == []
    assert meetings(written["lines"], written["drawn"]) == []
    if written["cards"] is not None:
        assert meetings(cards, cards) == []


@pytest.mark.parametrize(
    "view",
    [
        pytest.param((name, DESKTOP, language), id=f"{name}-{language}")
        for name in VIEWS
        for language in ("en", "zh-Hans")
    ],
    indirect=True,
)
def test_every_card_bears_a_name(view: Page) -> None:
    written = view.evaluate(WRITTEN)

    if written["cards"] is not None:
        assert len(written["cards"]) == len(written["drawn"])
        assert all(len(text) > 1 for _, text, _ in written["cards"])


@pytest.mark.parametrize("view", [("document", PHONE, "en")], indirect=True)
def test_a_phone_shows_an_overview_of_a_document(view: Page) -> None:
    assert view.evaluate("() => mscgraph.scene().name") == "overview"
    written = view.evaluate(WRITTEN)
    assert len(written["cards"]) == len(written["drawn"]) < 60


@pytest.mark.parametrize("view", [("paths", DESKTOP, "en")], indirect=True)
def test_most_relations_of_paths_bear_their_names(view: Page) -> None:
    shown = view.evaluate("() => mscgraph.edges.get().filter((edge) => !edge.hidden).length")

    assert len(view.evaluate(WRITTEN)["lines"]) > 0.8 * shown


@pytest.mark.parametrize("view", [("class", DESKTOP, "en")], indirect=True)
def test_zooming_in_brings_more_names(view: Page) -> None:
    before = len(view.evaluate(WRITTEN)["lines"])
    for _ in range(3):
        view.keyboard.press("+")

    assert len(view.evaluate(WRITTEN)["lines"]) > before


LEFT = """() => {
    const legend = document.getElementById('legend').getBoundingClientRect();
    const frame = document.getElementById('picture').getBoundingClientRect();
    return mscgraph.nodes.get().filter((node) => !node.hidden).filter(({ id }) => {
        const { x, y } = mscgraph.network.canvasToDOM(mscgraph.scene().places.get(id));
        return x + frame.left < legend.right && y + frame.top < legend.bottom;
    }).length;
}"""


def test_the_legend_gives_way_to_the_panel(corpus: Page) -> None:
    corpus.set_viewport_size(DESKTOP)
    settle(corpus)
    assert corpus.evaluate(LEFT) == 0
    find(corpus, "GMSC")
    settle(corpus)
    expect(corpus.locator("#legend")).not_to_have_attribute("open", "")
    assert corpus.evaluate(LEFT) == 0
    corpus.click("#legend > summary")
    settle(corpus)
    settle(corpus)
    assert corpus.evaluate(LEFT) == 0
    corpus.click("#close")
    expect(corpus.locator("#legend")).to_have_attribute("open", "")


def test_the_legend_comes_back_when_the_panel_goes(corpus: Page) -> None:
    corpus.set_viewport_size(DESKTOP)
    corpus.click("#about-button")
    expect(corpus.locator("#legend")).not_to_have_attribute("open", "")
    settle(corpus)
    scale = corpus.evaluate("() => mscgraph.network.getScale()")
    corpus.click("#close")
    expect(corpus.locator("#legend")).to_have_attribute("open", "")
    settle(corpus)
    settle(corpus)
    assert corpus.evaluate(LEFT) == 0
    corpus.click("#about-button")
    settle(corpus)
    settle(corpus)
    assert corpus.evaluate("() => mscgraph.network.getScale()") == pytest.approx(scale, rel=0.02)


def test_a_tick_in_the_legend_leaves_it_open(corpus: Page) -> None:
    corpus.set_viewport_size(DESKTOP)
    corpus.check("[data-key='audit.retracted']")
    expect(corpus.locator("#panel")).to_be_visible()

    expect(corpus.locator("#legend")).to_have_attribute("open", "")


@pytest.mark.parametrize("place", ["body", "#table-button", "[data-key='sign.+']", "#panel"])
def test_zoom_keys_work_wherever_the_focus_is(corpus: Page, place: str) -> None:
    corpus.click("#about-button")
    settle(corpus)
    corpus.evaluate("() => { document.getElementById('legend').open = true; }")
    settle(corpus)
    settle(corpus)
    corpus.focus(place)
    scale = "() => mscgraph.network.getScale()"
    home = corpus.evaluate(scale)
    corpus.keyboard.press("-")
    assert corpus.evaluate(scale) < home
    corpus.keyboard.press("+")
    corpus.keyboard.press("+")
    assert corpus.evaluate(scale) > home
    corpus.keyboard.press("0")
    assert corpus.evaluate(scale) == pytest.approx(home)


def test_zoom_keys_are_letters_in_a_field(corpus: Page) -> None:
    scale = corpus.evaluate("() => mscgraph.network.getScale()")
    corpus.focus("#search")
    corpus.keyboard.type("+-0?")

    expect(corpus.locator("#search")).to_have_value("+-0?")
    assert corpus.evaluate("() => mscgraph.network.getScale()") == scale
    expect(corpus.locator("#panel")).to_be_hidden()


def test_a_key_opens_the_help_that_names_the_keys(corpus: Page) -> None:
    corpus.keyboard.press("?")

    expect(corpus.locator("#panel")).to_contain_text("Keys, anywhere but in a text field")
    expect(corpus.locator("#panel")).to_contain_text("0 show all")
