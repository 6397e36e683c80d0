"""Walking by the rules of DESIGN 7, each shown on a graph of a few claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from tests.builders import Folder, Item, bare, claim, entity, evidence, relation

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

NAMES = "abcdefgh"
IDS = {name: f"GO:000000{n}" for n, name in enumerate(NAMES, 1)}
DRUG, MSC_A, MSC_B, CELLS = "MSCG:drug", "CL:0000001", "CL:0000002", "CL:0000003"


def folder(*links: tuple[str, str, str] | Item) -> Folder:
    """Build claims of one animal study from (subject, predicate, object)."""
    found = bare()
    found.entities("process", *(entity(curie, name) for name, curie in IDS.items()))
    found.entities("drug", entity(DRUG, "drug", unspecified="false"))
    found.entities(
        "cell_source",
        entity(CELLS, "cells"),
        entity(MSC_A, "cell a", parents=[CELLS]),
        entity(MSC_B, "cell b", parents=[CELLS]),
    )
    for number, link in enumerate(links, 1):
        if isinstance(link, dict):
            found.claims(link)
            continue
        subject, predicate, obj = link
        ends = IDS.get(subject, subject), predicate, IDS.get(obj, obj)
        found.claims(claim(f"rev2020-{number:03}", *ends, evidence("ames2010")))
    return found


def shown(graph: Graph, source: str, target: str, **asked: Any) -> list[tuple[str, str | None]]:
    """Give the labels along each path, joined, with its sign."""
    result = find_paths(graph, source, target, query=PathQuery(**asked))
    return [
        ("".join(graph.entities.get(e)["label"]["en"][-1] for e in path.entities), path.sign)
        for path in result.paths
    ]


@pytest.mark.parametrize(
    ("predicates", "sign"),
    [
        (["increases", "increases"], "+"),
        (["increases", "decreases"], "-"),
        (["decreases", "decreases"], "+"),
        (["expresses", "decreases"], "-"),
        (["increases", "affects"], None),
        (["affects", "decreases", "increases"], None),
    ],
)
def test_signs_multiply(tmp_path: Path, predicates: list[str], sign: str | None) -> None:
    links = [(NAMES[n], name, NAMES[n + 1]) for n, name in enumerate(predicates)]
    last = NAMES[len(predicates)]
    graph = folder(*links).graph(tmp_path)
    assert shown(graph, "a", last) == [("".join(NAMES[: len(predicates) + 1]), sign)]


def test_the_wanted_sign_is_kept(tmp_path: Path) -> None:
    graph = folder(
        ("a", "increases", "b"),
        ("b", "increases", "c"),
        ("a", "decreases", "c"),
        ("a", "affects", "d"),
        ("d", "increases", "c"),
    ).graph(tmp_path)
    assert shown(graph, "a", "c") == [("ac", "-"), ("abc", "+"), ("adc", None)]
    assert shown(graph, "a", "c", sign="+") == [("abc", "+")]
    assert shown(graph, "a", "c", sign="-") == [("ac", "-")]
    assert len(shown(graph, "a", "c", sign="any")) == 3


def test_two_structural_steps_in_a_row_are_no_path(tmp_path: Path) -> None:
    graph = folder(("a", "expresses", "b"), ("b", "has_receptor", "c")).graph(tmp_path)
    assert shown(graph, "a", "c") == []


@pytest.mark.parametrize(("structural", "found"), [(2, True), (3, False)])
def test_two_structural_steps_are_the_most(tmp_path: Path, structural: int, *, found: bool) -> None:
    names = ["expresses", "increases"] * structural
    links = [(NAMES[n], name, NAMES[n + 1]) for n, name in enumerate(names)]
    graph = folder(*links).graph(tmp_path)
    assert bool(shown(graph, "a", NAMES[len(names)], max_hops=8)) == found


def test_an_entity_is_visited_once(tmp_path: Path) -> None:
    graph = folder(("a", "increases", "b"), ("b", "increases", "a"), ("b", "increases", "c")).graph(
        tmp_path
    )
    assert shown(graph, "a", "c") == [("abc", "+")]
    assert shown(graph, "a", "a") == []


def test_a_mediator_is_visited_too(tmp_path: Path) -> None:
    through = claim("rev2020-009", IDS["b"], "increases", IDS["c"], mediated_by=[IDS["a"]])
    graph = folder(("a", "increases", "b"), through).graph(tmp_path)
    assert shown(graph, "a", "c") == [("abc", "+")]


def test_the_first_target_ends_a_path(tmp_path: Path) -> None:
    graph = folder(
        ("a", "increases", MSC_A), (MSC_A, "increases", MSC_B), ("a", "increases", MSC_B)
    ).graph(tmp_path)
    assert shown(graph, "a", "cells") == [("aa", "+"), ("ab", "+")]


def test_a_path_never_comes_back_to_another_source(tmp_path: Path) -> None:
    graph = folder((MSC_A, "increases", MSC_B), (MSC_B, "increases", "c")).graph(tmp_path)
    assert shown(graph, "cells", "c") == [("bc", "+")]


def test_a_group_within_a_group_is_no_question(tmp_path: Path) -> None:
    graph = folder((MSC_A, "increases", MSC_B)).graph(tmp_path)
    assert shown(graph, "cells", "cell b") == []
    assert shown(graph, "cell a", "cells") == [("ab", "+")]


def test_drugs_and_cells_stand_at_the_ends_only(tmp_path: Path) -> None:
    graph = folder(
        ("a", "increases", DRUG), (DRUG, "increases", "c"), ("a", "increases", MSC_A)
    ).graph(tmp_path)
    assert shown(graph, "a", "c") == []
    assert shown(graph, "a", "drug") == [("ag", "+")]
    assert shown(graph, "drug", "c") == [("gc", "+")]


def test_a_class_that_names_no_member_stands_at_the_ends_only(tmp_path: Path) -> None:
    found = folder(("a", "increases", "b"), ("b", "increases", "c"))
    found.item(IDS["b"])["unspecified"] = "true"
    graph = found.graph(tmp_path)
    assert shown(graph, "a", "c") == []
    assert shown(graph, "a", "b") == [("ab", "+")]


def test_a_class_that_names_no_member_mediates_nothing(tmp_path: Path) -> None:
    through = claim("rev2020-009", IDS["a"], "increases", IDS["c"], mediated_by=[IDS["b"]])
    found = folder(through)
    found.item(IDS["b"])["unspecified"] = "true"
    assert shown(found.graph(tmp_path), "a", "c") == [("ac", "+")]


@pytest.mark.parametrize("predicate", ["risk_of", "model_of", "chemoattracts"])
def test_a_last_step_is_the_last(tmp_path: Path, predicate: str) -> None:
    graph = folder(("a", predicate, "b"), ("b", "increases", "c")).graph(tmp_path)
    assert shown(graph, "a", "c") == []
    assert len(shown(graph, "a", "b")) == 1


def test_what_attracts_a_cell_goes_on_only_if_asked(tmp_path: Path) -> None:
    graph = folder(("a", "chemoattracts", MSC_A), (MSC_A, "increases", "c")).graph(tmp_path)
    assert shown(graph, "a", "c") == []
    assert shown(graph, "a", "c", through_products=True) == [("aac", "+")]


def test_binding_is_walked_both_ways_and_only_with_any_sign(tmp_path: Path) -> None:
    graph = folder(("b", "binds", "a"), ("b", "increases", "c")).graph(tmp_path)
    assert shown(graph, "a", "c") == []
    assert shown(graph, "a", "c", sign="any") == [("abc", None)]


def test_hypotheses_are_walked_only_if_asked(tmp_path: Path) -> None:
    supposed = evidence("ames2010", hedge="hypothesised")
    graph = folder(claim("rev2020-001", IDS["a"], "increases", IDS["b"], supposed)).graph(tmp_path)
    assert shown(graph, "a", "b") == []
    assert shown(graph, "a", "b", hypotheses=True) == [("ab", "+")]


def test_a_pathway_leads_back_to_its_effector_and_to_no_other_member(tmp_path: Path) -> None:
    found = bare()
    found.entities("pathway", entity("MSCG:axis", "axis x"))
    for name, role in (("a", "activator"), ("b", "effector"), ("c", "inhibitor")):
        found.entities(
            "process",
            entity(
                IDS[name],
                name,
                relations=[relation("member_of_pathway", "MSCG:axis", role=role)],
            ),
        )
    graph = found.graph(tmp_path)
    assert shown(graph, "axis x", "b") == [("xb", "+")]
    assert shown(graph, "axis x", "a") == []
    assert shown(graph, "c", "axis x") == [("cx", "-")]
    # member to pathway to member: two structural steps in a row
    assert shown(graph, "a", "b") == []


class TestMediators:
    """A claim "A acts on C through B" is walked over B, with the sign of the whole."""

    @pytest.fixture
    def graph(self, tmp_path: Path) -> Graph:
        through = claim(
            "rev2020-001",
            IDS["a"],
            "decreases",
            IDS["d"],
            evidence("ames2010"),
            mediated_by=[IDS["b"], IDS["c"]],
        )
        return folder(through, ("d", "increases", "e")).graph(tmp_path)

    def test_all_mediators_of_a_claim_are_told_once(self, graph: Graph) -> None:
        assert shown(graph, "a", "d") == [("abd", "-")]
        (path,) = find_paths(graph, "a", "d").paths
        assert path.places == ((IDS["a"],), (IDS["b"], IDS["c"]), (IDS["d"],))
        assert [step.mediators for step in path.steps] == [(IDS["b"], IDS["c"]), ()]
        assert list(path.lines()) == [
            (IDS["a"], IDS["b"], path.steps[0]),
            (IDS["a"], IDS["c"], path.steps[0]),
            (IDS["b"], IDS["d"], path.steps[1]),
            (IDS["c"], IDS["d"], path.steps[1]),
        ]
        assert "—acts through→ b, c —decreases→ d" in path.text["en"]

    def test_a_mediator_takes_two_steps(self, graph: Graph) -> None:
        assert shown(graph, "a", "d", max_hops=1) == [("ad", "-")]
        assert shown(graph, "a", "e", max_hops=2) == [("ade", "-")]

    def test_the_steps_have_no_sign_of_their_own(self, graph: Graph) -> None:
        first = find_paths(graph, "a", "d").paths[0]
        assert [(step.sign, step.claims) for step in first.steps] == [
            (None, ("rev2020-001",)),
            (None, ("rev2020-001",)),
        ]
        assert first.claims == ("rev2020-001",)

    def test_the_claim_counts_once(self, graph: Graph) -> None:
        first = find_paths(graph, "a", "d").paths[0]
        assert first.score == pytest.approx(0.585, abs=1e-6)

    def test_it_can_be_asked_for_and_avoided(self, graph: Graph) -> None:
        assert shown(graph, "a", "d", via=("c",)) == [("acd", "-")]
        assert shown(graph, "a", "d", avoid=("b",)) == []


class TestFilters:
    @pytest.fixture
    def graph(self, tmp_path: Path) -> Graph:
        def made(number: int, ends: str, name: str, *reasons: Item, **more: Any) -> Item:
            ident = f"rev2020-{number:03}"
            return claim(ident, IDS[ends[0]], name, IDS[ends[1]], *reasons, **more)

        there = evidence("bolt2011", document="rev2021", design="in_vitro")
        found = folder(
            made(1, "ab", "increases", evidence("ames2010")),
            made(2, "bd", "increases", evidence("ames2010")),
            made(3, "ac", "increases", there, context={"species": "NCBITaxon:10090"}),
            made(4, "cd", "decreases", there),
        )
        found.entities("species", entity("NCBITaxon:33208", "animal"))
        found.entities("species", entity("NCBITaxon:10090", "mouse", parents=["NCBITaxon:33208"]))
        found.entities("protein", entity("HGNC:1", "z"))
        return found.graph(tmp_path)

    @pytest.mark.parametrize(
        ("asked", "paths"),
        [
            ({}, ["abd", "acd"]),
            ({"via": ("c",)}, ["acd"]),
            ({"via": ("b", "c")}, []),
            ({"avoid": ("c",)}, ["abd"]),
            ({"avoid": ("a",)}, []),
            ({"predicates": ("increases",)}, ["abd"]),
            ({"types": ("Process",)}, ["abd", "acd"]),
            ({"types": ("Protein",)}, []),
            ({"designs": ("in_vitro",)}, ["acd"]),
            ({"designs": ("in_vitro", "animal")}, ["abd", "acd"]),
            ({"documents": ("rev2020",)}, ["abd"]),
            ({"context": (("species", "mouse"),)}, ["abd", "acd"]),
            ({"context": (("species", "animal"),)}, ["abd", "acd"]),
            ({"context": (("species", "drug"),)}, ["abd"]),
            ({"min_belief": 0.58}, ["abd"]),
            ({"min_belief": 0.9}, []),
            ({"max_hops": 1}, []),
            ({"k": 1}, ["abd"]),
        ],
    )
    def test_filter(self, graph: Graph, asked: dict[str, Any], paths: list[str]) -> None:
        assert [entities for entities, _ in shown(graph, "a", "d", **asked)] == paths


def test_ties_fall_by_claim_and_every_run_agrees(tmp_path: Path) -> None:
    links = [("a", "increases", name) for name in "fcbe"]
    links += [(name, "increases", "d") for name in "ebcf"]
    graph = folder(*links).graph(tmp_path)
    assert [entities for entities, _ in shown(graph, "a", "d")] == ["afd", "acd", "abd", "aed"]
    assert shown(graph, "a", "d", k=2) == shown(graph, "a", "d")[:2]


def test_parallel_claims_are_one_step_the_best_first(tmp_path: Path) -> None:
    weak = claim("rev2020-001", IDS["a"], "increases", IDS["b"], context={"donor": "autologous"})
    strong = claim("rev2020-002", IDS["a"], "increases", IDS["b"], evidence("ames2010"))
    other = claim("rev2020-003", IDS["a"], "decreases", IDS["b"], context={"donor": "xenogeneic"})
    graph = folder(weak, strong, other).graph(tmp_path)
    paths = find_paths(graph, "a", "b").paths
    assert sorted(path.steps[0].claims for path in paths) == [
        ("rev2020-002", "rev2020-001"),
        ("rev2020-003",),
    ]


def test_a_small_budget_says_that_the_answer_is_not_complete(tmp_path: Path) -> None:
    links = [(a, "increases", b) for a in NAMES for b in NAMES if a < b]
    graph = folder(*links).graph(tmp_path)
    cut = find_paths(graph, "a", "h", query=PathQuery(k=1000, max_hops=7, budget=3))
    assert (cut.complete, cut.reason) == (False, None)
    whole = find_paths(graph, "a", "h", query=PathQuery(k=1000, max_hops=7))
    assert (whole.complete, len(whole.paths)) == (True, 2**6)
    assert whole.paths[: len(cut.paths)] == cut.paths


def test_the_score_is_the_product_of_the_steps(tmp_path: Path) -> None:
    graph = folder(("a", "increases", "b"), ("b", "expresses", "c")).graph(tmp_path)
    (path,) = find_paths(graph, "a", "c").paths
    assert path.score == pytest.approx(0.585 * 0.585 * 0.25, abs=1e-6)
    assert [step.score for step in path.steps] == pytest.approx([0.585, 0.585 * 0.25], abs=1e-6)
    assert path.weakest == 1
    assert [step.structural for step in path.steps] == [False, True]
    assert [step.belief for step in path.steps] == [0.585, 0.585]
