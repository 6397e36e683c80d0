"""Measure how soon a picture is drawn and at rest, against the page that pyvis makes by itself.

Run it from the top folder: ``python -m benchmarks.picture``. Both pages are opened in turn in
Debian's chromium without a network, each with the same entities and lines. Ours shows everything
at once, not its overview. The rival counts as at rest when it first shows what its layout found,
though it goes on moving; it is given ``BOUND`` seconds. What counts is the ratio.
"""

from __future__ import annotations

import random
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as TookTooLongError
from playwright.sync_api import sync_playwright

from mscgraph.viz import part
from mscgraph.viz.page import to_html
from tests.builders import bare, claim, entity, evidence
from tools.screenshots import launch

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from mscgraph.compiled.graph import Graph

SIZES = ((400, 1200, 2.0), (2000, 6000, 5.0))
"""Entities, lines, and the seconds that ours may take."""
BOUND = 120
"""Seconds after which the rival is stopped."""
ROUNDS = 3
FILES = ("cell_source", "cytokine", "protein", "pathway", "process", "outcome", "disease")
"""Kinds among which the entities are dealt out."""
OURS = """() => new Promise((done) => {
    const wait = () => (window.mscgraph && mscgraph.scene().name === 'all'
        ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
        : setTimeout(wait, 5));
    wait();
})"""
REST = """<script>
network.once('stabilizationIterationsDone', () => { window.rest = performance.now(); });
</script>"""


def made_up(entities: int, lines: int, folder: Path) -> Graph:
    """Build a graph of a size, with a few entities that stand on many lines."""
    draw = random.Random(entities)  # noqa: S311 - the same graph each time, no secret
    graph = bare()
    ids = [f"MSCG:e{number:05}" for number in range(entities)]
    for place, file in enumerate(FILES):
        own = ids[place :: len(FILES)]
        graph.entities(file, *(entity(curie, f"entity {curie[6:]}") for curie in own))
    ends: set[tuple[str, str]] = set()
    while len(ends) < lines:
        source, target = ids[int(entities * draw.random() ** 2)], draw.choice(ids)
        if source != target:
            ends.add((source, target))
    graph.claims(
        *(
            claim(
                f"rev2020-{n:05}",
                *pair_[:1],
                draw.choice(("increases", "decreases")),
                pair_[1],
                evidence("ames2010"),
            )
            for n, pair_ in enumerate(sorted(ends))
        )
    )
    return graph.graph(folder)


def plain(graph: Graph) -> str:
    """Give the page that pyvis makes of the same entities and lines."""
    from pyvis.network import Network  # noqa: TID251 - the rival

    network = Network(directed=True, cdn_resources="in_line")
    for record in graph.entities.bodies():
        network.add_node(record["id"], label=record["label"]["en"])
    for record in graph.claims.bodies():
        network.add_edge(record["subject"], record["object"], title=record["predicate"])
    return str(network.generate_html()).replace("</body>", f"{REST}</body>")


def ours(page: Page, file: Path) -> float:
    """Give the seconds until all is drawn and at rest."""
    page.goto(f"{file.as_uri()}#view=all", wait_until="commit")
    return float(page.evaluate(OURS)) / 1000


def theirs(page: Page, file: Path) -> float | None:
    """Give the seconds until the rival is at rest; None where it was stopped."""
    try:
        page.goto(file.as_uri(), wait_until="commit", timeout=BOUND * 1000)
        found = page.wait_for_function("() => window.rest", timeout=BOUND * 1000)
        return float(found.json_value()) / 1000
    except TookTooLongError:
        return None


def opened(browser: Browser) -> Page:
    """Open a page that reaches files alone."""
    page = browser.new_page(viewport={"width": 1440, "height": 860})
    page.route(
        "**/*",
        lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort(),
    )
    return page


def measure(
    browser: Browser, entities: int, lines: int, folder: Path
) -> tuple[float, float | None]:
    """Give the seconds of ours, the median of some rounds, and of the rival."""
    graph = made_up(entities, lines, folder / "graph")
    files = folder / "ours.html", folder / "theirs.html"
    files[0].write_text(to_html(graph, part.whole(graph), "en"), encoding="utf-8")
    files[1].write_text(plain(graph), encoding="utf-8")
    taken = []
    for _ in range(ROUNDS):
        page = opened(browser)
        taken.append(ours(page, files[0]))
        page.close()
    page = opened(browser)
    rival = theirs(page, files[1])
    return statistics.median(taken), rival


def main() -> int:
    """Print the seconds and the ratios; a picture that is too slow is an error."""
    slow = False
    print(f"{'entities':>8} {'lines':>6} {'mscgraph s':>11} {'pyvis s':>9} {'ratio':>7}")
    for entities, lines, limit in SIZES:
        with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
            browser = launch(playwright)
            own, rival = measure(browser, entities, lines, Path(folder))
            browser.close()
        said = f"{rival:9.1f}" if rival is not None else f"{f'> {BOUND}':>9}"
        ratio = f"{(rival or BOUND) / own:.0f}"
        more = "" if rival is not None else ">"
        print(f"{entities:8} {lines:6} {own:11.2f} {said} {more + ratio:>7}", flush=True)
        slow = slow or own > limit
    return int(slow)


if __name__ == "__main__":
    raise SystemExit(main())
