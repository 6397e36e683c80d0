"""What is kept: the link that brings a view back, files, paper, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

from mscgraph.viz import part
from mscgraph.viz.page import to_html
from tests.browser.actions import DENIED, OPPOSED, find, scene, settle, shown_lines

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mscgraph.compiled.graph import Graph
    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SVG = "{http://www.w3.org/2000/svg}"


def again(page: Page) -> Page:
    """Open the link of a page in another tab."""
    other = page.context.new_page()
    other.goto(page.url)
    other.wait_for_selector("#picture canvas")
    settle(other)
    return other


def test_a_link_brings_back_an_entity_a_language_and_a_theme(corpus: Page) -> None:
    find(corpus, "GMSC")
    corpus.click("#theme-button")
    corpus.click("#language-button")

    other = again(corpus)
    assert scene(other) == "focus"
    expect(other.locator("#panel h2")).to_have_text("牙龈间充质干细胞")
    expect(other.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_link_brings_back_paths(corpus: Page) -> None:
    corpus.click("#paths-button")
    find(corpus, "BM-MSC", "#route-source")
    find(corpus, "liver inflammation", "#route-target")

    other = again(corpus)
    assert scene(other) == "paths"
    assert other.locator("#panel .route").count() == 10


def test_a_link_brings_back_the_filter(corpus: Page) -> None:
    corpus.check(OPPOSED)
    corpus.evaluate("() => document.querySelector('#legend .belief').setAttribute('open', '')")
    corpus.locator("#legend .belief input").fill("0.3")

    other = again(corpus)
    assert other.evaluate("() => mscgraph.filter.belief") == 0.3
    assert other.locator(OPPOSED).is_checked()
    assert other.locator(DENIED).is_checked()
    assert shown_lines(other) == shown_lines(corpus)


def test_a_link_brings_back_a_claim_and_the_table(corpus: Page) -> None:
    corpus.click("#table-button")
    corpus.get_by_role("button", name="su2024-026", exact=True).click()

    other = again(corpus)
    expect(other.locator("#panel article h3").first).to_contain_text("su2024-026")
    other.click("#table-button")
    expect(again(other).locator("#table")).to_be_visible()


@pytest.mark.parametrize(
    "hash_", ["around=X:1&claim=y&paths=a>b", "belief=z&only=q&lang=fr", "%E0"]
)
def test_a_link_of_another_file_does_no_harm(corpus: Page, hash_: str) -> None:
    corpus.goto(f"{corpus.url.split('#')[0]}#{hash_}")
    corpus.reload()
    settle(corpus)

    assert scene(corpus) == "overview"


def saved(page: Page, button: str) -> Path:
    """Save by a button, and give the file."""
    page.click("#save summary")
    with page.expect_download() as started:
        page.click(button)
    return Path(started.value.path())


def test_saves_a_drawing(tiny_graph: Graph, show: Open) -> None:
    page = show(to_html(tiny_graph, part.focus(tiny_graph, "KLOT", 1), "en"))
    root = ET.fromstring(saved(page, "#svg").read_text("utf-8"))  # noqa: S314 - written by our page

    texts = {" ".join(text.itertext()).strip() for text in root.iter(f"{SVG}text")}
    assert {"KLOT", "increases"} <= texts
    assert root.find(f"{SVG}title") is not None


def test_saves_an_image(corpus: Page) -> None:
    image = saved(corpus, "#png").read_bytes()

    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20]) > 1500


def test_copies_a_link(corpus: Page) -> None:
    find(corpus, "NLRP3")
    corpus.click("#save summary")
    corpus.click("#copy-link")

    assert corpus.evaluate("() => navigator.clipboard.readText()") == corpus.url
    assert "around=HGNC" in corpus.url


def test_prints_the_picture_and_what_the_panel_says(tiny_graph: Graph, show: Open) -> None:
    page = show(to_html(tiny_graph, part.focus(tiny_graph, "KLOT", 1), "en"))
    page.click("#about-button")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(page.locator("#paper svg")).to_be_visible()
    expect(page.locator("#panel")).to_be_visible()
    for hidden in ("#picture", "#legend", "nav", "#finder", "#zoom"):
        expect(page.locator(hidden)).to_be_hidden()
    assert page.pdf().startswith(b"%PDF")


def test_the_reader_may_choose_the_theme(corpus: Page) -> None:
    expect(corpus.locator("html")).to_have_attribute("data-theme", "light")
    corpus.click("#theme-button")
    expect(corpus.locator("body")).to_have_css("background-color", "rgb(22, 24, 26)")
    corpus.click("#theme-button")
    expect(corpus.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


def test_compares_two_sources_left_to_right(real_graph: Graph, show: Open) -> None:
    from mscgraph.viz.versus import compare

    page = show(to_html(real_graph, compare(real_graph, "BM-MSC", "UC-MSC"), "en"))

    expect(page.locator("#panel")).to_contain_text("Claims of both (")
    x = page.evaluate(
        """() => {
            const { groups, centre } = mscgraph.data;
            const { places } = mscgraph.scene();
            const across = (ids) => ids.map((id) => places.get(id).x);
            return [centre, groups[1][1], groups[0][1]].map(across);
        }"""
    )
    assert max(x[0]) < min(x[1])
    assert max(x[1]) < min(x[2])
