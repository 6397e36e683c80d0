from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any, get_args

import pytest

from mscgraph import model
from mscgraph.graph.evidence import Account
from mscgraph.graph.levels import Level
from mscgraph.graph.query import Effect, PathQuery
from mscgraph.viz import part
from mscgraph.viz.page import SCRIPTS, embed, to_html
from mscgraph.viz.style import FAMILIES, KINDS, OTHER, look_of
from mscgraph.viz.words import CLOSED, closed, page_words

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase

STATIC = files("mscgraph.viz") / "static"


def data_of(html: str) -> Any:
    """Read the data of a page."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_a_name_cannot_turn_what_stands_beside_it() -> None:
    assert embed({"label": "\u202eevil\u202c"}) == '{"label":"evil"}'


@pytest.fixture
def html(tiny_graph: Graph) -> str:
    """The whole tiny graph as a page."""
    return to_html(tiny_graph, part.whole(tiny_graph), "en")


def test_asks_nothing_of_a_network(html: str) -> None:
    page = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    page, scripts = re.subn(r"<script>.*?</script>", "", page, flags=re.DOTALL)

    assert scripts == 2
    assert "http" not in page.replace("http-equiv", "")
    assert re.search(r"\bsrc=|<link|@import|url\(", page) is None
    assert "sourceMappingURL" not in html
    assert "bootstrap" not in html.lower()


def test_lets_only_its_own_scripts_run(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        allowed = re.findall(r"'sha256-([^']+)'", policy[1].split(rule)[1].split(";")[0])
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digests = [base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in bodies]
        assert digests == allowed


def test_writes_nothing_into_the_current_folder(
    tiny_graph: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    to_html(tiny_graph, part.whole(tiny_graph), "en")

    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_is_the_same_every_time(tiny_graph: Graph, html: str) -> None:
    assert to_html(tiny_graph, part.whole(tiny_graph), "en") == html


def test_holds_what_pyvis_made_of_the_graph(html: str) -> None:
    data = data_of(html)

    assert data["options"]["physics"] == {"enabled": False}
    assert {node["shape"] for node in data["nodes"]} == {"custom"}
    assert all({"x", "y", "color", "outline"} <= node.keys() for node in data["nodes"])
    assert [edge["id"] for edge in data["edges"]] == list(range(len(data["edges"])))
    claims = {ident for edge in data["edges"] for ident in edge["claims"]}
    assert claims == set(data["claims"])


@pytest.mark.parametrize("letter", ["<", "\u2028", "\u2029"])
def test_data_cannot_leave_its_element(letter: str) -> None:
    text = embed({"label": f"a{letter}/script>"})

    assert letter not in text
    assert json.loads(text) == {"label": f"a{letter}/script>"}


def test_no_two_kinds_look_alike(real_kb: KnowledgeBase) -> None:
    assert set(KINDS) == set(real_kb.types)
    assert len(set(KINDS.values())) == len(KINDS)
    assert {look.family for look in KINDS.values()} == set(FAMILIES)
    assert look_of("a kind of another graph") is OTHER


def test_every_outline_is_drawn_by_the_page() -> None:
    script = (STATIC / "draw.js").read_text("utf-8")

    for look in (*KINDS.values(), OTHER):
        assert f"{look.outline}: [" in script or f"'{look.outline}'" in script


def test_every_word_of_the_page_is_in_both_languages() -> None:
    scripts = "\n".join((STATIC / name).read_text("utf-8") for name in SCRIPTS)
    template = (STATIC / "page.html").read_text("utf-8")
    heads = re.search(r"const HEADS = \[(.*?)\]", scripts)
    assert heads is not None
    asked = {
        *re.findall(r"word\('([\w.]+)'\)", scripts),
        *re.findall(r"(?:edgeList)\('(\w+)'", scripts),
        "from",
        "to",
        *re.findall(r"'(\w+)'", heads[1]),
        *re.findall(r'data-(?:word|label|hint)="([\w.]+)"', template),
    }
    words = page_words()
    families = {f"family.{family}" for family in FAMILIES}

    assert asked | families <= words.keys()
    assert all(en and zh for en, zh in words.values())
    groups = re.findall(r"'(\w+)'", re.search(r"const GROUPS = \[(.*?)\]", scripts)[1])  # type: ignore[index]
    assert {f"group.{group}" for group in groups} <= words.keys()
    loose = {key for key in words if key.split(".")[0] not in (*CLOSED, "sign", "family")}
    legend = {"group", "audit"}
    assert {key for key in loose - asked if key.split(".")[0] not in legend} == {"noscript"}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("design", get_args(model.Design)),
        ("aspect", get_args(model.RelayAspect)),
        ("hedge", get_args(model.Hedge)[1:]),
        ("via", ("heading", "abstract", "title")),
        ("relay", ("faithful", "discrepant", "unchecked")),
        ("value", (*get_args(model.Control), *get_args(model.Donor))),
        ("account", get_args(Account)),
        ("standing", (*get_args(Level)[:4], "supposed")),
        ("effect", get_args(Effect)),
    ],
)
def test_every_value_of_a_closed_list_has_a_word(name: str, values: tuple[str, ...]) -> None:
    assert set(values) <= CLOSED[name].keys()


def test_a_value_without_a_word_is_shown_as_it_is() -> None:
    assert closed("design", "modelling") == ("modelling", "modelling")


def test_every_context_has_a_word() -> None:
    assert model.Context.__dataclass_fields__.keys() == CLOSED["context"].keys()


def test_the_whole_curated_graph_stays_small(real_graph: Graph) -> None:
    html = to_html(real_graph, part.whole(real_graph), "en")

    assert len(html.encode()) < 3_000_000


def test_a_page_of_paths_tells_them(tiny_graph: Graph) -> None:
    found = part.paths(tiny_graph, "pulp stem cell", "knee fog", PathQuery(k=3))
    data = data_of(to_html(tiny_graph, found, "zh-Hans"))

    assert data["language"] == 1
    assert len(data["paths"]) == len(found.paths)
    assert data["named"] is True
    assert set(data["centre"]) == {"MSCG:pulp-msc", "MONDO:0000001"}


def test_many_lines_go_without_names(tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mscgraph.viz.layout.FEW", 2)
    found = part.paths(tiny_graph, "pulp stem cell", "knee fog", PathQuery(k=3))

    data = data_of(to_html(tiny_graph, found, "en"))

    assert data["named"] is False
    assert data["bands"]
