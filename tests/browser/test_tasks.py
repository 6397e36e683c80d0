"""Five tasks of docs/view.md, done as it says, with no more clicks than it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.actions import DENIED, OPPOSED, RETRACTED

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GUIDE = Path(__file__).parents[2] / "docs" / "view.md"


class Reader:
    """A reader with a mouse and a keyboard, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = 0

    def click(self, what: str) -> None:
        self.page.click(what)
        self.clicks += 1

    def name(self, text: str) -> None:
        """Type a name where the cursor is, and take the first suggestion."""
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")


@pytest.fixture
def reader(corpus: Page) -> Reader:
    return Reader(corpus)


def promised(task: int) -> int:
    """Give the number of clicks that the guide promises for a task."""
    found = re.search(rf"^\| {task} \|.*\| (\d+) \|$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return int(found[1])


def test_how_gmsc_act_on_lupus_nephritis_and_the_paper_behind_each_step(reader: Reader) -> None:
    reader.click("#paths-button")
    reader.name("GMSC")
    reader.name("lupus nephritis")
    panel = reader.page.locator("#panel")
    expect(panel).to_contain_text("CD39-CD73-adenosine pathway")
    reader.click(".route button.line >> nth=1")

    expect(panel.get_by_role("link", name="doi:10.1016/j.jaut.2020.102491")).to_be_visible()
    assert reader.clicks == promised(1)


def test_what_does_not_attract_msc_to_the_disc(reader: Reader) -> None:
    reader.click(DENIED)
    reader.click("#search")
    reader.name("MSC migration")
    reader.click("#panel button:has-text('not: promotes · IL-1 beta')")

    expect(reader.page.locator("#panel article").first).to_contain_text("lu2023-048")
    assert reader.clicks == promised(2)


def test_what_rests_on_a_retracted_paper(reader: Reader) -> None:
    reader.click(RETRACTED)

    expect(reader.page.locator("#panel")).to_contain_text("[RETRACTED ")
    assert reader.page.locator("#panel button.line").count() >= 6
    assert reader.clicks == promised(3)


def test_which_claims_oppose_each_other(reader: Reader) -> None:
    reader.click(OPPOSED)

    expect(reader.page.locator("#panel .card").first).to_contain_text("Against it")
    assert reader.clicks == promised(4)


def test_cite_one_path(reader: Reader) -> None:
    reader.click("#paths-button")
    reader.name("GMSC")
    reader.name("lupus nephritis")
    reader.click("text=Copy BibTeX")

    assert "@article{" in reader.page.evaluate("() => navigator.clipboard.readText()")
    assert reader.clicks == promised(5)
