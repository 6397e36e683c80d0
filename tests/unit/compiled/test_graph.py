"""Entities are found by id and by any name in any language; groups hold all below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.compiled.layout import NONE
from mscgraph.errors import AmbiguousNameError, NotFoundError
from tests.builders import FAT, FOG, GLOW, JOINT, KLOT, MSC, PULP, SWELLING, TNF, bare, entity

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


@pytest.mark.parametrize(
    ("name", "curie"),
    [
        (TNF, TNF),
        ("hgnc:11892", TNF),
        ("TNF-α", TNF),
        ("tnf alpha", TNF),
        ("TNFα", TNF),
        ("\uff34\uff2e\uff26\uff0dα", TNF),
        ("TNF", TNF),
        ("肿瘤坏死因子", TNF),
        ("牙髓干细胞", PULP),
        ("PSC", PULP),
        ("Pulp  stem cell", PULP),
        ("mscg:PULP-MSC", PULP),
        ("膝雾", FOG),
    ],
)
def test_resolve(tiny_graph: Graph, name: str, curie: str) -> None:
    assert tiny_graph.curie(tiny_graph.resolve(name)) == curie


def test_a_typo_is_answered_with_the_nearest_names(tiny_graph: Graph) -> None:
    with pytest.raises(NotFoundError) as caught:
        tiny_graph.resolve("pulp stem cel")
    assert caught.value.kind == "entity"
    assert caught.value.suggestions[0] == "pulp stem cell"


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_a_text_without_letters_is_nobodys_name(tiny_graph: Graph, text: str) -> None:
    with pytest.raises(NotFoundError):
        tiny_graph.resolve(text)


def test_a_name_of_two_is_answered_with_their_ids(tmp_path: Path) -> None:
    folder = bare().entities(
        "protein",
        entity("HGNC:2", "beta", synonyms={"en": ["B-1"]}),
        entity("HGNC:1", "gamma", synonyms={"en": ["B1"]}),
    )
    graph = folder.graph(tmp_path)
    with pytest.raises(AmbiguousNameError) as caught:
        graph.resolve("b1")
    assert caught.value.suggestions == ("HGNC:1", "HGNC:2")


def test_a_merged_entity_leads_to_what_replaced_it(tmp_path: Path) -> None:
    folder = bare().entities(
        "protein",
        entity("HGNC:1", "old", status="merged", replaced_by="HGNC:2"),
        entity("HGNC:2", "new"),
    )
    graph = folder.graph(tmp_path)
    for name in ("HGNC:1", "old", "HGNC:2", "new"):
        assert graph.curie(graph.resolve(name)) == "HGNC:2"
    assert graph.curie(graph.find("old")[0].entity) == "HGNC:2"


def test_find_ranks_the_name_then_what_begins_with_it_then_what_holds_it(tmp_path: Path) -> None:
    folder = bare().entities(
        "protein",
        entity("HGNC:1", "CD47"),
        entity("HGNC:2", "CD47 ligand"),
        entity("HGNC:3", "anti-CD47"),
        entity("HGNC:4", "CD74"),
        entity("HGNC:5", "zonulin"),
    )
    graph = folder.graph(tmp_path)
    matches = graph.find("cd47")
    assert [graph.curie(match.entity) for match in matches] == [f"HGNC:{n}" for n in (1, 2, 3, 4)]
    assert matches[0].score == 100
    scores = [match.score for match in matches]
    assert scores == sorted(scores, reverse=True)
    assert len(graph.find("cd47", limit=2)) == 2


def test_find_keeps_to_a_kind(tiny_graph: Graph) -> None:
    assert {tiny_graph.kind(m.entity) for m in tiny_graph.find("stem", kind="CellSource")} == {
        "CellSource"
    }
    assert tiny_graph.find("stem", kind="Cytokine") == []


@pytest.mark.parametrize("text", ["", " ", "qqqqqqqqqqqq"])
def test_find_of_nothing(tiny_graph: Graph, text: str) -> None:
    assert tiny_graph.find(text) == []


def test_find_in_chinese(tiny_graph: Graph) -> None:
    found = [tiny_graph.curie(match.entity) for match in tiny_graph.find("干细胞")]
    assert found[0] == MSC
    assert {PULP, FAT} <= set(found)


def test_suggestions_name_each_name_once(tiny_graph: Graph) -> None:
    names = tiny_graph.suggest("stem cells", limit=3)
    assert len(names) == len(set(names)) == 3


def test_below_holds_the_entity_itself_first(tiny_graph: Graph) -> None:
    below = [tiny_graph.curie(e) for e in tiny_graph.below(tiny_graph.resolve(MSC))]
    assert (below[0], set(below[1:])) == (MSC, {PULP, FAT})
    assert tiny_graph.below(tiny_graph.resolve(KLOT)) == [tiny_graph.resolve(KLOT)]


def test_below_counts_what_has_two_parents_once(tmp_path: Path) -> None:
    folder = bare().entities(
        "disease",
        entity("MONDO:0000001", "a"),
        entity("MONDO:0000002", "b", parents=["MONDO:0000001"]),
        entity("MONDO:0000003", "c", parents=["MONDO:0000001"]),
        entity("MONDO:0000004", "d", parents=["MONDO:0000002", "MONDO:0000003"]),
    )
    graph = folder.graph(tmp_path)
    assert sorted(graph.below(graph.resolve("a"))) == [0, 1, 2, 3]


def test_only_ends_and_good_directions(tiny_graph: Graph) -> None:
    ends = {
        name for name in (PULP, KLOT, GLOW, FOG) if tiny_graph.ends_only(tiny_graph.resolve(name))
    }
    assert ends == {PULP}
    assert tiny_graph.good_direction(tiny_graph.resolve(FOG)) == -1
    assert tiny_graph.good_direction(tiny_graph.resolve(SWELLING)) == 0


def test_an_unspecified_class_stands_at_the_ends(tmp_path: Path) -> None:
    graph = (
        bare()
        .entities("protein", entity(KLOT, "growth factors", unspecified="true"))
        .graph(tmp_path)
    )
    assert graph.ends_only(graph.resolve(KLOT))


def test_arcs_are_found_from_both_ends(tiny_graph: Graph) -> None:
    arcs = tiny_graph.arcs
    assert len(arcs) > 0
    for arc in range(len(arcs)):
        assert arc in arcs.out(arcs.source[arc])
        assert arc in list(arcs.into(arcs.target[arc]))
        assert (arcs.mediator(arc) is None) == (arcs.via[arc] == NONE)
    mediated = {
        tiny_graph.record(arcs.record[a])["id"] for a in range(len(arcs)) if arcs.mediator(a)
    }
    assert mediated == {"rev2020-005"}


def test_a_group_without_members_below(tiny_graph: Graph) -> None:
    assert {tiny_graph.curie(e) for e in tiny_graph.below(tiny_graph.resolve(JOINT))} == {
        JOINT,
        FOG,
    }


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("species", "小鼠", {"NCBITaxon:10090"}),
        ("disease", "joint disease", {JOINT, FOG}),
        ("comparator", "vehicle", {"vehicle"}),
        ("comparator", "PSC", {PULP}),
        ("donor", "autologous", {"autologous"}),
        ("aspect", "speed", {"speed"}),
    ],
)
def test_what_satisfies_a_context(
    tiny_graph: Graph, key: str, value: str, expected: set[str]
) -> None:
    assert tiny_graph.context_ids(key, value) == expected


@pytest.mark.parametrize(("key", "value"), [("specie", "mouse"), ("species", "unicorn")])
def test_a_context_that_cannot_be(tiny_graph: Graph, key: str, value: str) -> None:
    with pytest.raises(NotFoundError):
        tiny_graph.context_ids(key, value)
