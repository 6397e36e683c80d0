from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from playwright.sync_api import expect

from mscgraph.graph.query import PathQuery
from mscgraph.viz import part
from mscgraph.viz.page import to_html
from tests.browser.actions import DENIED, click_edge, edge_between
from tests.builders import FOG, KLOT, PULP, SWELLING, cite, claim, evidence, text, tiny
from tools import screenshots

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Playwright

    from mscgraph.compiled.graph import Graph
    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def whole(tiny_graph: Graph, show: Open) -> Page:
    """The whole tiny graph, in English."""
    return show(to_html(tiny_graph, part.whole(tiny_graph), "en"))


@pytest.fixture
def paths(tiny_graph: Graph, show: Open) -> Page:
    """The paths from the pulp stem cell to knee fog."""
    found = part.paths(tiny_graph, "pulp stem cell", "knee fog", PathQuery(k=5))
    return show(to_html(tiny_graph, found, "en"))


def is_hidden(page: Page, edge: Any) -> bool:
    return bool(page.evaluate("(id) => mscgraph.edges.get(id).hidden", edge["id"]))


def test_opens_and_draws(whole: Page) -> None:
    expect(whole.locator("h1")).to_have_text("The whole graph")
    drawn = whole.evaluate(
        """() => {
            const canvas = document.querySelector('#picture canvas');
            const ctx = canvas.getContext('2d');
            const { data } = ctx.getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    assert drawn > 50  # colours, with those between a letter and its ground


def test_shows_every_claim_behind_a_line_with_its_reference(whole: Page) -> None:
    click_edge(whole, edge_between(whole, PULP, KLOT))

    panel = whole.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel).to_contain_text("pulp stem cell —increases→ KLOT")
    expect(panel).to_contain_text("rev2020-001")
    expect(panel).to_contain_text("It is so.")
    expect(panel).to_contain_text("animal study")
    link = panel.get_by_role("link", name="doi:10.1000/ames")
    expect(link).to_have_attribute("href", "https://doi.org/10.1000/ames")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_shows_figures_and_what_was_denied_only_when_asked(whole: Page) -> None:
    denied = edge_between(whole, "MSCG:fat-msc", FOG, layer="denied")
    assert is_hidden(whole, denied)

    whole.check(DENIED)

    assert not is_hidden(whole, denied)
    dashes = whole.evaluate("(id) => mscgraph.edges.get(id).dashes", denied["id"])
    assert dashes == [9, 7]
    click_edge(whole, denied)
    expect(whole.locator("#panel")).to_contain_text("not: treats")
    expect(whole.locator("#panel")).to_contain_text("fog score: 54.20 [cells]")
    expect(whole.locator("#panel")).to_contain_text("Cole 2012: 12 patients (n = 12)")


def test_switches_the_language_in_place(paths: Page) -> None:
    paths.evaluate("() => { window.kept = true; }")
    paths.click("#language-button")

    expect(paths.locator("h1")).to_have_text("牙髓干细胞 → 膝雾")
    expect(paths.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(paths.locator("#panel")).to_contain_text("净符号 -:来源增强,目标减弱")
    expect(paths.locator("#table-button")).to_have_text("表格")
    assert paths.evaluate("() => mscgraph.nodes.get('HGNC:6344').label") == "克洛托"
    assert paths.evaluate("() => window.kept") is True

    paths.click("#language-button")
    expect(paths.locator("h1")).to_have_text("pulp stem cell → knee fog")


def test_opens_in_the_language_asked_for(tiny_graph: Graph, show: Open) -> None:
    page = show(to_html(tiny_graph, part.focus(tiny_graph, "KLOT", 1), "zh-Hans"))

    expect(page.locator("h1")).to_have_text("克洛托的周边")
    expect(page).to_have_title("克洛托的周边 · mscgraph")


@pytest.mark.parametrize("typed", ["克洛", "KLOT", "hgnc:6344"])
def test_finds_an_entity_in_either_language(whole: Page, typed: str) -> None:
    whole.keyboard.press("/")
    expect(whole.locator("#search")).to_be_focused()
    whole.keyboard.type(typed)
    expect(whole.locator("#suggestions li").first).to_contain_text("KLOT")
    whole.keyboard.press("Enter")

    expect(whole.locator("#suggestions")).to_be_hidden()
    expect(whole.locator("#panel h2")).to_have_text("KLOT")
    assert whole.evaluate("() => mscgraph.network.getSelectedNodes()") == [KLOT]


def test_says_that_nothing_is_called_so(whole: Page) -> None:
    whole.fill("#search", "aspirin")

    expect(whole.locator("#suggestions")).to_have_text("nothing shown here is called that")


def test_shows_an_entity_with_ids_and_lines_in_and_out(whole: Page) -> None:
    whole.fill("#search", "knee fog")
    whole.locator("#suggestions li").first.click()

    panel = whole.locator("#panel")
    expect(panel).to_contain_text("膝雾 · disease")
    expect(panel).to_contain_text("is a: joint disease")
    expect(panel.get_by_role("link", name="MONDO:0000009")).to_be_visible()
    expect(panel).to_contain_text("Incoming")
    panel.get_by_role("button", name="increases · swelling").click()
    expect(panel.locator("h2")).to_have_text("swelling —increases→ knee fog")


def test_goes_by_keyboard(whole: Page) -> None:
    whole.focus("#table-button")
    whole.keyboard.press("Enter")
    rows = whole.locator("#table tbody tr")
    assert rows.count() == 10  # of 12: two are denials, which the picture does not show either
    rows.first.get_by_role("button").press("Enter")
    expect(whole.locator("#panel")).to_be_focused()
    expect(whole.locator("#panel")).to_contain_text("rev2020-001")

    whole.keyboard.press("Escape")
    expect(whole.locator("#panel")).to_be_hidden()


def test_opens_a_denied_claim_from_the_table(whole: Page) -> None:
    whole.check(DENIED)
    whole.click("#table-button")
    whole.get_by_role("button", name="rev2020-008").click()

    expect(whole.locator("#table")).to_be_hidden()
    expect(whole.locator("#panel h2")).to_contain_text("knee fog")


def test_lights_a_path_and_tells_what_is_against_it(paths: Page) -> None:
    card = paths.locator("#panel .card").first
    expect(card).to_contain_text("net -: more of the source, less of the target")
    card.get_by_role("button").first.click()

    opacities = paths.evaluate(
        "() => mscgraph.edges.get().filter((e) => !e.hidden).map((e) => e.color.opacity)"
    )
    assert set(opacities) == {0.08, 1}


def test_says_sign_by_head_and_colour(whole: Page) -> None:
    signs = whole.evaluate(
        "() => mscgraph.edges.get().filter((e) => !e.hidden).map((e) => "
        "[mscgraph.data.edges[e.id].sign, e.arrows.to.type, e.color.color])"
    )
    assert {tuple(sign) for sign in signs if sign[0] in ("+", "-")} >= {
        ("+", "arrow", "#0072b2"),
        ("-", "bar", "#d55e00"),
    }


def test_is_dark_where_the_reader_likes_it_dark(whole: Page) -> None:
    whole.emulate_media(color_scheme="dark")

    expect(whole.locator("body")).to_have_css("background-color", "rgb(22, 24, 26)")
    colours = whole.evaluate(
        "() => mscgraph.edges.get().filter((e) => !e.hidden).map((e) => e.color.color)"
    )
    assert "#0072b2" not in colours


def test_forbids_every_request(whole: Page) -> None:
    meta = whole.locator('meta[http-equiv="Content-Security-Policy"]').get_attribute("content")

    assert meta is not None
    assert meta.startswith("default-src 'none'")
    assert "unsafe-inline" not in meta


@pytest.fixture
def hostile(tmp_path: Path) -> Graph:
    """A graph whose texts try to become markup, and whose addresses try to become scripts."""
    folder = tiny()
    folder.item(KLOT)["label"] = text("<script>alert(1)</script>", "</script><img src=x onerror=x>")
    folder.item("dunn2013")["retracted"]["notice"] = "javascript:alert(2)"
    folder.item("bolt2011")["title"] = "\"'><b>bold</b>{{data}}"
    said = text("<i>so</i> ${x} \u2028", "<!-- <script>")
    relay = cite("bolt2011", "discrepant", on=["sign"], note=text("<u>no</u>", "<u>否</u>"))
    folder.claims(
        claim(
            "rev2020-009", KLOT, "increases", SWELLING, evidence(relay, "dunn2013", statement=said)
        )
    )
    return folder.graph(tmp_path / "hostile")


def test_shows_markup_in_the_data_as_text(hostile: Graph, show: Open) -> None:
    page = show(to_html(hostile, part.focus(hostile, KLOT, 1), "en"))
    expect(page.locator("h1")).to_have_text("Around <script>alert(1)</script>")
    click_edge(page, edge_between(page, KLOT, SWELLING))

    panel = page.locator("#panel")
    expect(panel).to_contain_text("<i>so</i> ${x}")
    expect(panel).to_contain_text("<b>bold</b>{{data}}")
    expect(panel).to_contain_text(
        "the cited paper says something else (differs in: sign): <u>no</u>"
    )
    expect(panel).to_contain_text("RETRACTED 2015")
    assert panel.locator("i, u, a[href^=javascript]").count() == 0
    assert page.locator("script").count() == 3
    page.click("#language-button")
    expect(page.locator("h1")).to_contain_text("</script><img src=x onerror=x>")
    assert page.locator("img").count() == 0


def test_keeps_parallel_lines_apart(tmp_path: Path, show: Open) -> None:
    folder = tiny()
    folder.claims(
        claim("rev2020-011", PULP, "decreases", KLOT),
        claim("rev2020-012", PULP, "affects", KLOT),
        claim("rev2020-013", KLOT, "affects", PULP),
    )
    graph = folder.graph(tmp_path / "parallel")
    page = show(to_html(graph, part.focus(graph, KLOT, 1), "en"))

    middles = page.evaluate(
        """(ends) => mscgraph.data.edges
            .filter((e) => ends.includes(e.from) && ends.includes(e.to))
            .map((e) => mscgraph.pointOf(e, 0.5)).map(({ x, y }) => [x, y])""",
        [PULP, KLOT],
    )
    assert len(middles) == 4
    assert all(
        abs(a[0] - b[0]) + abs(a[1] - b[1]) > 6
        for i, a in enumerate(middles)
        for b in middles[i + 1 :]
    )


def test_bends_lines_as_vis_network_does(paths: Page) -> None:
    apart = paths.evaluate(
        """() => mscgraph.data.edges.filter((e) => e.bend).map((e) => {
            const line = mscgraph.network.body.edges[e.id].edgeType;
            const via = line.getViaNode();
            const [start, end] = [line.from, line.to];
            const point = mscgraph.pointOf(e, 0.5);
            return Math.hypot(start.x / 4 + via.x / 2 + end.x / 4 - point.x,
                              start.y / 4 + via.y / 2 + end.y / 4 - point.y);
        })"""
    )
    assert apart
    assert max(apart) < 0.5


def test_answers_for_the_curated_graph(real_graph: Graph, show: Open) -> None:
    found = part.paths(real_graph, "GMSC", "lupus nephritis", PathQuery(k=5))
    page = show(to_html(real_graph, found, "zh-Hans"))

    expect(page.locator("h1")).to_have_text(found.title[1])
    places = page.evaluate(
        "(ids) => ids.map((id) => mscgraph.network.getPosition(id).x)",
        [*found.lefts, *found.rights],
    )
    assert places[0] == min(places) < places[-1]
    click_edge(page, page.evaluate("() => mscgraph.data.edges[0]"))
    expect(page.locator("#panel a[href^='https://doi.org/10.']").first).to_be_visible()


def test_fails_plainly_where_chromium_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screenshots, "CHROMIUM", screenshots.ROOT / "no-such-browser")

    with pytest.raises(FileNotFoundError, match="is missing; as root: apt-get install chromium"):
        screenshots.launch(cast("Playwright", None))
