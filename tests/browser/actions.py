"""What a reader does to a page, for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

DENIED = "[data-key='sign.denied']"
RETRACTED = "[data-key='audit.retracted']"
OPPOSED = "[data-key='audit.opposed']"


def edge_between(page: Page, source: str, target: str, **wanted: Any) -> Any:
    """Give the line between two entities, as the page holds it."""
    found = page.evaluate(
        """([source, target, wanted]) => mscgraph.data.edges.find((edge) => edge.from === source
            && edge.to === target && Object.entries(wanted).every(([k, v]) => edge[k] === v))""",
        [source, target, wanted],
    )
    assert found is not None
    return found


def click_edge(page: Page, edge: Any) -> None:
    """Click on a line beside its name."""
    where = page.evaluate(
        """(id) => {
            const point = mscgraph.pointOf(mscgraph.data.edges[id], 0.62);
            const { x, y } = mscgraph.network.canvasToDOM(point);
            const frame = document.getElementById('picture').getBoundingClientRect();
            return [x + frame.left, y + frame.top];
        }""",
        edge["id"],
    )
    page.mouse.click(*where)


def find(page: Page, name: str, field: str = "#search") -> None:
    """Type a name into a search field and take the first suggestion."""
    page.click(field)
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def settle(page: Page) -> None:
    """Wait until the canvas has followed its frame."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 120))")


def scene(page: Page) -> str:
    """Give the name of what is on the page."""
    return str(page.evaluate("() => mscgraph.scene().name"))


def shown_cards(page: Page) -> list[str]:
    """List the ids of the cards that are drawn."""
    ids: list[str] = page.evaluate(
        "() => mscgraph.nodes.get().filter((node) => !node.hidden).map((node) => node.id)"
    )
    return ids


def shown_lines(page: Page) -> list[Any]:
    """List the lines that are drawn."""
    ids: list[Any] = page.evaluate(
        "() => mscgraph.edges.get().filter((edge) => !edge.hidden).map((edge) => edge.id)"
    )
    return ids
