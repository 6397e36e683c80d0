"""Labels, verbs and chains in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.graph import say
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from mscgraph.languages import LANGUAGES
from tests.builders import GLOW, bare, claim, entity, relation

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


def test_a_label_in_each_language(tiny_graph: Graph) -> None:
    assert [say.label(tiny_graph, GLOW, lang) for lang in LANGUAGES] == ["GLOW axis", "辉光轴"]


def test_an_entity_that_is_not_there_goes_by_its_id(tiny_graph: Graph) -> None:
    assert say.label(tiny_graph, "MSCG:gone", "en") == "MSCG:gone"


def test_a_step_through_a_mediator_says_so(tiny_graph: Graph) -> None:
    path = find_paths(tiny_graph, "PSC", "knee fog").paths[0]
    assert path.text == {
        "en": "pulp stem cell —acts through→ GLOW axis —treats→ knee fog",
        "zh-Hans": "牙髓干细胞 —经由→ 辉光轴 —treats(中)→ 膝雾",
    }


def test_a_step_against_the_arrow_says_the_inverse(tmp_path: Path) -> None:
    found = bare().entities("pathway", entity("MSCG:axis", "axis"))
    effector = relation("member_of_pathway", "MSCG:axis", role="effector")
    found.entities("process", entity("GO:0000001", "a", relations=[effector]))
    found.claims(claim("rev2020-001", "GO:0000001", "binds", "MSCG:axis"))
    graph = found.graph(tmp_path)
    (back,) = find_paths(graph, "axis", "a").paths
    assert back.text["en"] == "axis —acts by→ a"
    (forth,) = find_paths(graph, "a", "axis").paths
    assert forth.text["en"] == "a —member of pathway→ axis"
    both = find_paths(graph, "axis", "a", query=PathQuery(sign="any")).paths
    assert "axis —binds→ a" in {path.text["en"] for path in both}


def test_every_sentence_has_both_languages() -> None:
    gel: dict[str, Any] = {"id": "MSCG:gel", "label": {"en": "gel", "zh-Hans": "凝胶"}}
    for said in (
        say.same_end(gel, gel),
        say.same_end({**gel, "id": "MSCG:gels"}, gel),
        say.no_route([]),
        say.no_route([{"en": "gel", "zh-Hans": "凝胶"}]),
        say.too_few_hops(2, 3),
        say.sign_mismatch("+"),
        say.only_with("sign", "any"),
        say.only_with("through_products", "", [{"en": "gel", "zh-Hans": "凝胶"}]),
        say.filtered("filters"),
        say.filtered("min_belief"),
    ):
        assert set(said) == set(LANGUAGES)
        assert said["en"] != said["zh-Hans"]
