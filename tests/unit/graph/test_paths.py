"""Questions and answers: what was understood, and why there is no path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args, get_type_hints

import pytest

from mscgraph.errors import AmbiguousNameError, NotFoundError, UndecidedError
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery, Reason
from tests.builders import (
    FAT,
    FOG,
    GLOW,
    KLOT,
    MECHANISMS,
    PULP,
    SWELLING,
    Folder,
    bare,
    claim,
    entity,
    relation,
)
from tests.builders import evidence as reason

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

A, B, C, D = (f"GO:000000{n}" for n in range(1, 5))


def test_the_tiny_story(tiny_graph: Graph) -> None:
    first, second = find_paths(tiny_graph, "PSC", "knee fog").paths
    assert (first.entities, first.standing) == ((PULP, GLOW, FOG), "reported")
    assert second.entities == (PULP, KLOT, GLOW, SWELLING, FOG)
    assert (second.sign, second.standing) == ("-", "one review")
    assert second.references == ("ames2010", "bolt2011")
    assert second.text["en"] == (
        "pulp stem cell —increases→ KLOT —increases→ GLOW axis —decreases→ swelling "
        "—increases→ knee fog"
    )


def test_a_group_stands_for_all_below_it(tiny_graph: Graph) -> None:
    paths = find_paths(tiny_graph, "MSC", "joint disease").paths
    assert {path.source for path in paths} == {PULP, FAT}
    assert {path.target for path in paths} == {FOG}
    (against,) = {path.counter_evidence for path in paths if path.source == FAT}
    assert against == ("rev2020-008",)


def test_the_query_is_told_as_it_was_understood(tiny_graph: Graph) -> None:
    query = PathQuery(k=2, sign="-", via=("KLOT",))
    assert find_paths(tiny_graph, "PSC", "膝雾", query=query).query == {
        "source": PULP,
        "target": FOG,
        "k": 2,
        "max_hops": 6,
        "sign": "-",
        "via": ("KLOT",),
    }


@pytest.mark.parametrize(
    ("source", "target", "query"),
    [
        ("nobody", "knee fog", PathQuery()),
        ("PSC", "nobody", PathQuery()),
        ("PSC", "knee fog", PathQuery(via=("nobody",))),
        ("PSC", "knee fog", PathQuery(avoid=("nobody",))),
        ("PSC", "knee fog", PathQuery(context=(("species", "nobody"),))),
        ("PSC", "knee fog", PathQuery(predicates=("nobody",))),
        ("PSC", "knee fog", PathQuery(types=("nobody",))),
        ("PSC", "knee fog", PathQuery(documents=("nobody",))),
        ("PSC", "knee fog", PathQuery(context=(("nobody", "mouse"),))),
    ],
)
def test_an_unknown_name_is_an_error(
    tiny_graph: Graph, source: str, target: str, query: PathQuery
) -> None:
    with pytest.raises(NotFoundError, match="nobody"):
        find_paths(tiny_graph, source, target, query=query)


def test_a_misspelt_filter_is_answered_with_what_is_near(tiny_graph: Graph) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_paths(tiny_graph, "PSC", "knee fog", query=PathQuery(predicates=("increase",)))
    assert str(caught.value).startswith("no predicate is called 'increase'; did you mean increases")


def test_a_name_of_two_is_an_error(tmp_path: Path) -> None:
    found = bare().entities("process", entity(A, "x"), entity(B, "X"))
    with pytest.raises(AmbiguousNameError):
        find_paths(found.graph(tmp_path), "x", A)


def folder() -> Folder:
    """Build a to b to c to d, the last step falling, and nothing from d."""
    found = bare()
    found.entities(
        "process", *(entity(x, name) for x, name in zip((A, B, C, D), "abcd", strict=True))
    )
    return found.claims(
        claim("rev2020-001", A, "increases", B, reason("ames2010")),
        claim("rev2020-002", B, "increases", C, reason("ames2010")),
        claim("rev2020-003", C, "decreases", D, reason("ames2010"), context={"cell": A}),
    )


def why(found: Folder, root: Path, source: str, target: str, **asked: Any) -> Reason:
    result = find_paths(found.graph(root), source, target, query=PathQuery(**asked))
    assert result.paths == ()
    assert result.complete
    assert result.reason is not None
    assert set(result.reason.text) == {"en", "zh-Hans"}
    return result.reason


@pytest.mark.parametrize(
    ("source", "target", "asked", "code", "says"),
    [
        ("d", "a", {}, "no_route", "no chain of claims"),
        ("a", "a", {}, "same", f"both ends are a: name another end, or see mscgraph show {A}"),
        ("a", A, {"effect": "beneficial"}, "same", "both ends are a"),
        ("a", "d", {"max_hops": 2}, "too_few_hops", "try --max-hops 3"),
        ("a", "d", {"max_hops": 1}, "too_few_hops", "try --max-hops 3"),
        ("a", "d", {"sign": "+"}, "sign", "multiply to +"),
        ("a", "c", {"sign": "-"}, "sign", "multiply to -"),
        ("a", "c", {"via": ("d",)}, "filter", "--via"),
        ("a", "d", {"avoid": ("b",)}, "filter", "--avoid"),
        ("a", "d", {"predicates": ("increases",)}, "filter", "--predicates"),
        ("a", "d", {"types": ("Protein",)}, "filter", "--types"),
        ("a", "d", {"designs": ("rct",)}, "filter", "--designs"),
        ("a", "d", {"documents": ("rev2021",)}, "filter", "--documents"),
        ("a", "d", {"context": (("cell", "b"),)}, "filter", "--context"),
        ("a", "d", {"min_belief": 0.8}, "filter", "--min-belief"),
        ("a", "d", {"min_belief": 0.8, "avoid": ("b",)}, "filter", "the filters together"),
        ("a", "d", {"sign": "+", "avoid": ("b",)}, "filter", "the filters together"),
    ],
)
def test_why_there_is_no_path(
    tmp_path: Path, source: str, target: str, asked: dict[str, Any], code: str, says: str
) -> None:
    found = why(folder(), tmp_path, source, target, **asked)
    assert found.code == code
    assert says in found.text["en"]


@pytest.mark.parametrize(
    ("name", "more", "says"),
    [
        ("increases", {"hedge": "hypothesised"}, "only with --hypotheses"),
        ("binds", {}, "only with --sign any"),
    ],
)
def test_a_way_that_an_option_opens_is_told(
    tmp_path: Path, name: str, more: dict[str, str], says: str
) -> None:
    found = folder().claims(claim("rev2020-004", D, name, A, reason("ames2010", **more)))
    answer = why(found, tmp_path, "d", "a")
    assert answer.code == "option"
    assert says in answer.text["en"]
    assert says.split("--")[1] in answer.text["zh-Hans"]


def test_a_way_on_from_an_attracted_cell_is_told(tmp_path: Path) -> None:
    cell = "CL:0000001"
    found = folder().entities("cell_source", entity(cell, "cell"))
    found.claims(
        claim("rev2020-004", D, "chemoattracts", cell, reason("ames2010")),
        claim("rev2020-005", cell, "increases", A, reason("ames2010")),
    )
    assert "--through-products" in why(found, tmp_path, "d", "a").text["en"]


def test_a_product_that_does_reach_the_target_is_told(tmp_path: Path) -> None:
    cell, vesicle, other = "CL:0000001", "MSCG:vesicle", "MSCG:other"
    found = folder().entities("cell_source", entity(cell, "cell"))
    found.entities(
        "cell_product", entity(vesicle, "cell vesicle", "细胞囊泡"), entity(other, "gel")
    )
    found.claims(
        claim("rev2020-004", vesicle, "derived_from", cell, reason("ames2010")),
        claim("rev2020-005", vesicle, "increases", A, reason("ames2010")),
        claim("rev2020-006", other, "derived_from", cell, reason("ames2010")),
    )
    answer = why(found, tmp_path, "cell", "b")
    assert answer.code == "no_route"
    assert "cell vesicle" in answer.text["en"]
    assert "gel" not in answer.text["en"]
    assert "细胞囊泡" in answer.text["zh-Hans"]


@pytest.mark.parametrize("code", ["no_route", "option"])
def test_a_class_of_the_source_that_does_reach_the_target_is_told(
    tmp_path: Path, code: str
) -> None:
    """What is told of a class is not told of its kinds, but somebody may want it."""
    cell, kind, lone = "CL:0000001", "CL:0000002", "CL:0000003"
    found = folder().entities(
        "cell_source",
        entity(cell, "cell", "细胞", parents=[lone]),
        entity(kind, "pulp cell", parents=[cell]),
        entity(lone, "thing"),
    )
    found.claims(claim("rev2020-004", cell, "increases", A, reason("ames2010")))
    if code == "option":
        found.claims(claim("rev2020-005", kind, "binds", A, reason("ames2010")))
    answer = why(found, tmp_path, "pulp cell", "b")
    assert answer.code == code
    assert answer.text["en"].endswith("; cell, of which it is a kind, does have one: ask for that")
    assert answer.text["zh-Hans"].endswith(";其上位概念细胞则有:请改用后者")
    (tmp_path / "back").mkdir()
    back = why(found, tmp_path / "back", "pulp cell", "thing")  # a class that is the target
    assert "of which it is a kind" not in back.text["en"]


def test_a_target_below_the_source_is_told(tmp_path: Path) -> None:
    cell, kind = "CL:0000001", "CL:0000002"
    found = folder().entities(
        "cell_source", entity(cell, "cell", "细胞"), entity(kind, "pulp", "牙髓", parents=[cell])
    )
    found.claims(claim("rev2020-004", kind, "increases", A, reason("ames2010")))
    answer = why(found, tmp_path, "cell", "pulp")
    assert answer.code == "same"
    assert answer.text["en"].startswith("pulp is a kind of cell, and so one of the sources: ")
    assert answer.text["zh-Hans"].startswith("牙髓属于细胞,本身即在来源之中:")


def test_no_reason_where_a_path_was_found(tiny_graph: Graph) -> None:
    assert find_paths(tiny_graph, "PSC", "knee fog").reason is None


def test_every_code_of_a_reason_is_reached_above() -> None:
    codes = set(get_args(get_type_hints(Reason)["code"]))
    assert codes == {"same", "no_route", "too_few_hops", "sign", "filter", "option"}


class TestEffects:
    """Whether a path is good for the patient is told of its target only."""

    @pytest.fixture
    def graph(self, tmp_path: Path) -> Graph:
        found = folder().entities("disease", entity("MONDO:0000001", "fog"))
        found.entities("outcome", entity("MSCG:gait", "gait", higher_is="better"))
        found.entities("outcome", entity("MSCG:weight", "weight", higher_is="depends"))
        return found.claims(
            claim("rev2020-004", A, "treats", "MONDO:0000001", reason("ames2010")),
            claim("rev2020-005", B, "risk_of", "MONDO:0000001", reason("ames2010")),
            claim("rev2020-006", A, "improves", "MSCG:gait", reason("ames2010")),
            claim("rev2020-007", B, "affects", "MSCG:gait", reason("ames2010")),
            claim("rev2020-008", A, "increases", "MSCG:weight", reason("ames2010")),
        ).graph(tmp_path)

    def test_every_path_says_what_it_means(self, graph: Graph) -> None:
        paths = find_paths(graph, "a", "fog").paths
        assert {path.hops: path.effect for path in paths} == {1: "beneficial", 2: "harmful"}
        paths = find_paths(graph, "a", "gait").paths
        assert {path.hops: path.effect for path in paths} == {1: "beneficial", 2: None}

    def test_more_of_a_process_is_neither(self, graph: Graph) -> None:
        assert {path.effect for path in find_paths(graph, "a", "c").paths} == {None}

    @pytest.mark.parametrize(("effect", "hops"), [("beneficial", [1]), ("harmful", [2])])
    def test_only_the_good_or_the_bad(self, graph: Graph, effect: Any, hops: list[int]) -> None:
        query = PathQuery(effect=effect)
        assert [path.hops for path in find_paths(graph, "a", "fog", query=query).paths] == hops

    @pytest.mark.parametrize("target", ["c", "weight"])
    def test_where_it_cannot_be_known_the_question_is_declined(
        self, graph: Graph, target: str
    ) -> None:
        with pytest.raises(UndecidedError, match="cannot be known"):
            find_paths(graph, "a", target, query=PathQuery(effect="beneficial"))


class TestReportedOnly:
    """Searched inside what one study told, so that k paths are k paths."""

    def ask(self, found: Folder, root: Path, **asked: Any) -> list[tuple[str, ...]]:
        query = PathQuery(reported_only=True, **asked)
        return [path.claims for path in find_paths(found.graph(root), "a", "d", query=query).paths]

    def story(self, kind: str) -> dict[str, Any]:
        return {
            "id": "rev2020-story",
            "label": {"en": "story", "zh-Hans": "故事"},
            "document": "rev2020",
            "kind": kind,
            "claims": ["rev2020-001", "rev2020-002", "rev2020-003"],
        }

    def test_a_study_that_told_the_chain(self, tmp_path: Path) -> None:
        found = folder().add(MECHANISMS, self.story("study"))
        assert self.ask(found, tmp_path) == [("rev2020-001", "rev2020-002", "rev2020-003")]

    @pytest.mark.parametrize("kind", ["review_synthesis", None])
    def test_a_chain_that_a_review_or_the_graph_joined(
        self, tmp_path: Path, kind: str | None
    ) -> None:
        found = folder()
        if kind:
            found.add(MECHANISMS, self.story(kind))
        assert self.ask(found, tmp_path) == []

    def test_a_claim_of_a_study_is_found_behind_a_better_one_of_a_review(
        self, tmp_path: Path
    ) -> None:
        found = folder().claims(
            claim("rev2020-004", A, "increases", D, reason(), reason(document="rev2021")),
            claim("rev2020-005", A, "decreases", D, reason("ames2010", hedge="suggested")),
        )
        assert self.ask(found, tmp_path, k=1) == [("rev2020-005",)]

    def test_the_ontology_alone_reports_nothing(self, tmp_path: Path) -> None:
        found = folder().add(MECHANISMS, self.story("study"))
        found.item(A)["relations"] = [relation("has_receptor", D)]
        assert self.ask(found, tmp_path, k=1) == [("rev2020-001", "rev2020-002", "rev2020-003")]
