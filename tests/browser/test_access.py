"""The page for those who use no mouse, no large screen, or no eyes."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mscgraph.viz import part
from mscgraph.viz.page import to_html
from tests.browser.actions import DENIED, find, scene, settle

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from mscgraph.compiled.graph import Graph
    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def faults(page: Page, axe: str) -> list[dict[str, Any]]:
    """Give the serious and critical findings of axe-core."""
    settle(page)
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document)")
    return [
        {"id": one["id"], "nodes": [node["html"][:120] for node in one["nodes"]]}
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def paths(page: Page) -> None:
    page.evaluate("() => { location.hash = 'paths=CL:0002540>MONDO:0005155'; }")
    settle(page)
    page.click("text=Copy references >> nth=0")


def table(page: Page) -> None:
    find(page, "GMSC")
    page.click("#table-button")


VIEWS: dict[str, Callable[[Page], object]] = {
    "overview": lambda page: page.click("#about-button"),
    "entity": lambda page: find(page, "GMSC"),
    "paths": paths,
    "suggestions": lambda page: page.fill("#search", "liver"),
    "table": table,
    "doubt": lambda page: page.check("[data-key='audit.retracted']"),
    "save": lambda page: page.click("#save summary"),
}


@pytest.mark.parametrize(
    ("view", "theme"),
    [*((view, "light") for view in VIEWS), *((v, "dark") for v in ("overview", "paths", "table"))],
)
def test_axe_finds_nothing_serious(corpus: Page, axe: str, view: str, theme: str) -> None:
    if theme == "dark":
        corpus.click("#theme-button")
    VIEWS[view](corpus)

    assert faults(corpus, axe) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_fits_a_phone(corpus: Page, language: str) -> None:
    corpus.set_viewport_size({"width": 390, "height": 780})
    corpus.reload()
    if language == "zh":
        corpus.click("#language-button")
    settle(corpus)
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

    assert corpus.evaluate(wide) == 0
    assert not corpus.evaluate("() => document.getElementById('legend').open")
    find(corpus, "GMSC")
    panel = corpus.locator("#panel").bounding_box()
    picture = corpus.locator("#picture").bounding_box()
    assert panel is not None
    assert picture is not None
    assert panel["width"] == 390
    assert picture["y"] + picture["height"] <= panel["y"] + 1
    assert picture["height"] > 200
    header = corpus.locator("header").bounding_box()
    assert header is not None
    assert header["y"] == 0
    assert corpus.evaluate(wide) == 0


def test_walks_the_picture_by_keyboard(corpus: Page) -> None:
    find(corpus, "GMSC")
    corpus.focus("#picture")
    corpus.keyboard.press("ArrowRight")
    expect(corpus.locator("#status")).to_have_text("gingiva-derived mesenchymal stem cell")
    corpus.keyboard.press("ArrowRight")
    reached = corpus.locator("#status").text_content()
    assert reached != "gingiva-derived mesenchymal stem cell"
    corpus.keyboard.press("Enter")
    expect(corpus.locator("#panel h2")).to_have_text(str(reached))
    expect(corpus.locator("#panel")).to_be_focused()
    before = corpus.evaluate("() => mscgraph.network.getScale()")
    corpus.focus("#picture")
    corpus.keyboard.press("+")
    assert corpus.evaluate("() => mscgraph.network.getScale()") > before


def test_every_tool_has_a_key(corpus: Page) -> None:
    corpus.keyboard.press("l")
    expect(corpus.locator("html")).to_have_attribute("lang", "zh-Hans")
    corpus.keyboard.press("p")
    expect(corpus.locator("#route-source")).to_be_focused()
    corpus.keyboard.type("t")  # a letter in a field is no key
    expect(corpus.locator("#table")).to_be_hidden()
    corpus.keyboard.press("Escape")
    corpus.keyboard.press("Escape")
    expect(corpus.locator("#panel")).to_be_hidden()
    corpus.keyboard.press("t")
    expect(corpus.locator("#table")).to_be_visible()


def test_the_first_stop_leads_to_the_table(corpus: Page) -> None:
    corpus.keyboard.press("Tab")
    expect(corpus.locator("#skip")).to_be_focused()
    corpus.keyboard.press("Enter")

    expect(corpus.locator("#table")).to_be_focused()
    assert corpus.locator("#table caption").text_content() == (
        f"Claims shown ({corpus.locator('#table tbody tr').count()})"
    )


def test_a_tick_by_keyboard_keeps_the_focus(corpus: Page) -> None:
    corpus.focus(DENIED)
    corpus.keyboard.press("Space")

    assert corpus.locator(DENIED).is_checked()
    expect(corpus.locator(DENIED)).to_be_focused()
    assert scene(corpus) == "overview"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_table_is_read_on_a_phone_without_scrolling_sideways(
    corpus: Page, axe: str, theme: str
) -> None:
    corpus.set_viewport_size({"width": 390, "height": 844})
    corpus.reload()
    if theme == "dark":
        corpus.click("#theme-button")
    corpus.click("#table-button")
    over = "() => (({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(table)"
    row = corpus.locator("#table tbody tr").first

    assert corpus.evaluate(over) == 0
    assert "what the source says" in corpus.evaluate(
        "() => [...document.querySelectorAll('#table td')].map((td) => td.dataset.head)"
    )
    boxes = [cell.bounding_box() for cell in row.locator("td:visible").all()]
    assert all(
        box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes
    )
    assert corpus.get_by_role("columnheader").count() == 8
    expect(row.get_by_role("rowheader")).to_have_text("ji2018-001")
    assert faults(corpus, axe) == []


def test_every_stop_of_the_tabulator_has_a_name(corpus: Page) -> None:
    seen = []
    for _ in range(14):
        corpus.keyboard.press("Tab")
        name = "(e) => e.getAttribute('aria-label') || e.textContent.trim()"
        seen.append(corpus.evaluate(f"() => ({name})(document.activeElement)"))

    assert all(seen), seen
    assert len(set(seen)) == 14


def test_paper_is_white_and_shows_the_picture_first(corpus: Page) -> None:
    corpus.click("#theme-button")
    corpus.evaluate("() => { location.hash += '&paths=MSCG:gmsc>MONDO:0005556'; }")
    settle(corpus)
    corpus.emulate_media(media="print")
    corpus.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    top = {
        where: corpus.evaluate(
            f"() => document.querySelector('{where}').getBoundingClientRect().top"
        )
        for where in ("#paper svg", "#panel")
    }

    assert top["#paper svg"] < top["#panel"]
    ground = "(where) => getComputedStyle(document.querySelector(where)).backgroundColor"
    for where in ("body", "#panel .card"):
        assert corpus.evaluate(ground, where) == "rgb(255, 255, 255)"


def test_the_table_goes_on_a_page(corpus: Page) -> None:
    corpus.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
    corpus.click("#table-button")
    corpus.emulate_media(media="print")

    assert corpus.evaluate("() => document.querySelector('#table table').offsetWidth") <= 718
    assert corpus.evaluate("() => document.documentElement.scrollWidth") <= 718


def test_a_long_name_stays_in_its_place(tiny_graph: Graph, show: Open) -> None:
    html = to_html(tiny_graph, part.whole(tiny_graph), "en")
    page = show(html.replace("knee fog", "kneefog" * 40))
    find(page, "kneefog")
    settle(page)

    over = (
        "(where) => (({ scrollWidth: s, clientWidth: c }) => s - c)(document.querySelector(where))"
    )
    for where in ("header", "#panel", "html"):
        assert page.evaluate(over, where) <= 0
