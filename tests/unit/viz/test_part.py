from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import NotFoundError
from mscgraph.graph.query import PathQuery
from mscgraph.viz import part
from tests.builders import (
    FAT,
    FOG,
    GLOW,
    JOINT,
    KLOT,
    MSC,
    PULP,
    SWELLING,
    TNF,
    claim,
    entity,
    relation,
    tiny,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


def test_the_whole_graph_holds_every_claim_and_no_bare_context(tiny_graph: Graph) -> None:
    whole = part.whole(tiny_graph)

    assert whole.claims == list(tiny_graph.claims.ids)
    assert set(whole.entities) == {PULP, FAT, KLOT, GLOW, SWELLING, FOG, TNF}
    assert whole.notes[0][0].startswith("7 of 10 entities")


def test_a_focus_reaches_so_many_steps(tiny_graph: Graph) -> None:
    near = part.focus(tiny_graph, "TNF", 1)
    far = part.focus(tiny_graph, "TNF", 2)

    assert set(near.entities) == {TNF, FAT, SWELLING, KLOT}
    assert set(far.entities) == {TNF, FAT, SWELLING, KLOT, GLOW, FOG, PULP}
    assert near.lefts == (TNF,)
    assert all({link.key.source, link.key.target} <= set(near.entities) for link in near.links)


def test_a_focus_on_a_mediator_finds_its_claims(tiny_graph: Graph) -> None:
    glow = part.focus(tiny_graph, "GLOW axis", 1)

    assert "rev2020-005" in glow.claims
    assert ("acts through", "经由") in {link.key.label for link in glow.links}


def test_past_the_limit_of_a_scan_only_ends_count(
    tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part, "SCAN", 0)

    assert "rev2020-005" not in part.focus(tiny_graph, "GLOW axis", 1).claims


def test_a_focus_on_a_class_is_on_all_below_it(tiny_graph: Graph) -> None:
    cells = part.focus(tiny_graph, "MSC", 1)

    assert cells.lefts == (MSC, PULP, FAT) or cells.lefts == (MSC, FAT, PULP)
    assert {"rev2020-001", "rev2020-006"} <= set(cells.claims)


def test_a_focus_follows_the_ontology(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(KLOT)["relations"] = [relation("form_of", GLOW)]
    folder.entities(
        "protein", entity("HGNC:1", "LONE", "孤", relations=[relation("form_of", KLOT)])
    )
    graph = folder.graph(tmp_path)

    lone = part.focus(graph, "LONE", 1)

    assert set(lone.entities) == {"HGNC:1", KLOT}
    assert [link.key.layer for link in lone.links] == ["ontology"]


def test_paths_run_from_source_to_target_with_what_is_against_them(tiny_graph: Graph) -> None:
    found = part.paths(tiny_graph, "stem cell", "knee fog", PathQuery(k=4))

    assert set(found.rights) == {FOG}
    assert set(found.lefts) <= {PULP, FAT}
    assert found.title == ("stem cell → knee fog", "干细胞 → 膝雾")
    assert all(found.links[number].key for card in found.paths for number in card.links)
    against = {ident for card in found.paths for ident in card.against}
    assert "rev2020-008" in against
    assert against <= set(found.claims)


def test_a_path_through_a_mediator_is_drawn_in_its_parts(tiny_graph: Graph) -> None:
    found = part.paths(tiny_graph, "pulp stem cell", "knee fog", PathQuery(k=1))

    (card,) = found.paths
    assert [found.links[number].key.label[0] for number in card.links] == [
        "acts through",
        "and so treats (net −)",
    ]
    assert card.facts[1][0].startswith("net -")
    assert card.facts[2] == ("in sum of benefit", "总体有益")


def test_a_path_by_the_ontology_is_no_switchable_layer(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(KLOT)["relations"] = [relation("member_of_pathway", GLOW, role="activator")]
    folder.files["graphs/claims/rev2020/all.yaml"].remove(folder.item("rev2020-002"))
    folder.item("rev2020-glow")["claims"].remove("rev2020-002")
    graph = folder.graph(tmp_path)

    found = part.paths(graph, "KLOT", "swelling", PathQuery(k=1))

    assert [(link.key.layer, link.key.sign) for link in found.links] == [
        ("claim", "+"),
        ("claim", "-"),
    ]


def test_says_why_there_is_no_path(tiny_graph: Graph) -> None:
    with pytest.raises(part.NoPathError, match="no path to draw: no chain of claims") as raised:
        part.paths(tiny_graph, "knee fog", "KLOT", PathQuery())

    assert raised.value.exit_code == 1
    assert raised.value.text[1].startswith("两者之间没有任何论断链")


def test_says_when_the_search_was_cut_short(tiny_graph: Graph) -> None:
    with pytest.raises(part.NoPathError, match="cut short"):
        part.paths(tiny_graph, "pulp stem cell", "knee fog", PathQuery(budget=0))


def test_a_document_shows_what_it_says(tiny_graph: Graph) -> None:
    told = part.document(tiny_graph, "rev2021")

    assert told.claims == ["rev2021-001", "rev2021-002", "rev2021-003", "rev2021-004"]
    assert told.title == ("Review of 2021", "2021 综述")
    assert told.notes == (("Ames A. On rev2021. 2021.",) * 2,)


def test_a_mechanism_shows_its_claims(tiny_graph: Graph) -> None:
    story = part.mechanism(tiny_graph, "rev2020-glow")

    assert story.claims == ["rev2020-001", "rev2020-002", "rev2020-003"]
    assert story.notes[0] == ("told of one study; Review of 2020", "出自同一研究;2020 综述")
    assert story.notes[1][0].startswith("Ames A. On ames2010.")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda graph: part.focus(graph, "KLOTT", 1),
            "no entity is called 'KLOTT'; did you mean KLOT",
        ),
        (
            lambda graph: part.document(graph, "rev2012"),
            "no document is called 'rev2012'; did you mean",
        ),
        (lambda graph: part.mechanism(graph, "xyz"), "no mechanism is called 'xyz'"),
        (lambda graph: part.paths(graph, "KLOT", "nobody knows", PathQuery()), "'nobody knows'"),
    ],
    ids=["focus", "document", "mechanism", "path"],
)
def test_an_unknown_name_has_suggestions(
    tiny_graph: Graph, make: Callable[[Graph], part.Part], said: str
) -> None:
    with pytest.raises(NotFoundError) as raised:
        make(tiny_graph)

    assert said in str(raised.value)


def test_refuses_more_than_a_picture_can_show(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert part.MAX_ENTITIES == 3000
    monkeypatch.setattr(part, "MAX_ENTITIES", 20)
    folder = tiny()
    added = range(100, 121)
    folder.entities("process", *(entity(f"GO:{i:07}", f"process {i}") for i in added))
    folder.claims(*(claim(f"rev2020-{i}", KLOT, "increases", f"GO:{i:07}") for i in added))
    graph = folder.graph(tmp_path)

    makes: list[Callable[[], part.Part]] = [
        lambda: part.whole(graph),
        lambda: part.focus(graph, "KLOT", 1),
        lambda: part.document(graph, "rev2020"),
    ]
    for make in makes:
        with pytest.raises(part.TooLargeError, match="draw a part: --focus ENTITY") as raised:
            make()
        assert raised.value.exit_code == 3
    assert JOINT not in part.focus(graph, "PSC", 1).entities
