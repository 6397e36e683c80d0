from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.viz.links import Links
from tests.builders import FAT, FOG, GLOW, KLOT, PULP, claim, relation, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


def test_claims_that_say_the_same_make_one_line(tmp_path: Path) -> None:
    folder = tiny()
    folder.claims(
        claim("rev2020-020", PULP, "increases", KLOT, context={"timing": "after a week"}),
        claim("rev2020-021", PULP, "decreases", KLOT),
    )
    graph = folder.graph(tmp_path)
    links = Links(graph)

    numbers = [links.claim(graph.claims.get(f"rev2020-0{n}")) for n in ("01", "20", "21", "01")]

    assert numbers == [0, 0, 1, 0]
    first, second = links.all()
    assert first.claims == ["rev2020-001", "rev2020-020"]
    assert first.belief == max(graph.claims.get(ident)["belief"] for ident in first.claims)
    assert (first.key.sign, second.key.sign) == ("+", "-")


def test_what_is_denied_or_withdrawn_is_a_layer_of_its_own(tiny_graph: Graph) -> None:
    links = Links(tiny_graph)
    for ident in ("rev2020-008", "rev2021-004", "rev2021-003"):
        links.claim(tiny_graph.claims.get(ident))

    assert [(link.key.layer, link.key.label[0]) for link in links.all()] == [
        ("denied", "not: treats"),
        ("denied", "withdrawn: increases"),
        ("claim", "treats"),
    ]


def test_an_effect_against_another_product_says_so(tiny_graph: Graph) -> None:
    links = Links(tiny_graph)
    links.claim(tiny_graph.claims.get("rev2021-001"))

    (link,) = links.all()
    assert link.key.label == ("treats (vs pulp stem cell)", "treats(中)(对比牙髓干细胞)")


def test_the_parts_of_a_mediated_claim_have_no_sign_of_their_own(tiny_graph: Graph) -> None:
    links = Links(tiny_graph)
    links.through(tiny_graph.claims.get("rev2020-005"), GLOW)

    first, second = links.all()
    assert (first.key.source, first.key.target, first.key.sign) == (PULP, GLOW, "?")
    assert (second.key.source, second.key.target, second.key.sign) == (GLOW, FOG, "?")
    assert second.key.label == ("and so treats (net −)", "进而treats(中)(净 −)")


def test_what_an_ontology_states_names_its_source(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(KLOT)["relations"] = [relation("form_of", GLOW)]
    graph = folder.graph(tmp_path)
    links = Links(graph)
    links.relation(next(iter(graph.relations.bodies())))

    (link,) = links.all()
    assert link.key.layer == "ontology"
    assert link.relation == ("form of (MSCG)", "form of(中)(MSCG)")
    assert link.claims == []


def test_an_unknown_sign_is_a_question_mark(tiny_graph: Graph) -> None:
    links = Links(tiny_graph)
    links.claim(tiny_graph.claims.get("rev2021-002"))

    assert links.all()[0].key.sign == "?"
    assert FAT not in links.all()[0].key
