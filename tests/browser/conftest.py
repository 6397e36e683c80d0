"""Pages in a real browser that can reach nothing, and whose errors are failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tools.screenshots import launch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage, Page, Route

    from mscgraph.compiled.graph import Graph

    Open = Callable[[str], Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium; without it the test fails, for nothing else sees what a reader sees."""
    with sync_playwright() as playwright:
        try:
            browser = launch(playwright)
        except FileNotFoundError as error:
            pytest.fail(str(error))
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open HTML as a file; at the end there must be no error and no request to anywhere."""
    context = chromium.new_context(viewport={"width": 1300, "height": 800}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    wrong: list[str] = []

    def pass_files_only(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            wrong.append(f"asked for {route.request.url}")
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            wrong.append(f"{message.type}: {message.text}")

    def open_html(html: str) -> Page:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(path.as_uri())
        page.wait_for_selector("#picture canvas")
        page.evaluate("() => new Promise((done) => setTimeout(done, 80))")
        return page

    context.route("**/*", pass_files_only)
    yield open_html
    context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def whole_html(real_graph: Graph) -> str:
    """The page of the whole curated graph."""
    from mscgraph.viz import part
    from mscgraph.viz.page import to_html

    return to_html(real_graph, part.whole(real_graph), "en")


@pytest.fixture
def corpus(whole_html: str, show: Open) -> Page:
    """The whole curated graph, open."""
    return show(whole_html)
