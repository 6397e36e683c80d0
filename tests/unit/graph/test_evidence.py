"""What stands behind a path: who reported it, and who disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.graph.evidence import Claims, account_of
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from tests.builders import (
    MECHANISMS,
    Folder,
    Item,
    bare,
    claim,
    entity,
    evidence,
    relation,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.graph.query import PathResult

A, B, C, D = (f"GO:000000{n}" for n in range(1, 5))


def folder(*claims: Item) -> Folder:
    found = bare()
    found.entities(
        "process", *(entity(c, name) for c, name in zip((A, B, C, D), "abcd", strict=True))
    )
    return found.claims(*claims)


def made(number: int, subject: str, name: str, obj: str, *reasons: Item, **more: Any) -> Item:
    return claim(f"rev2020-{number:03}", subject, name, obj, *reasons, **more)


def story(kind: str, *claims: str) -> Item:
    return {
        "id": "rev2020-story",
        "label": text("story"),
        "document": "rev2020",
        "kind": kind,
        "claims": list(claims),
    }


def result(found: Folder, root: Path, **asked: Any) -> PathResult:
    return find_paths(found.graph(root), "a", "c", query=PathQuery(**asked))


PAIR = ("rev2020-001", "rev2020-002")


@pytest.mark.parametrize(
    ("first", "second", "mechanism", "standing"),
    [
        ([evidence("ames2010")], [evidence("bolt2011")], story("study", *PAIR), "reported"),
        ([evidence("ames2010")], [evidence("ames2010")], None, "one study"),
        ([evidence("ames2010")], [evidence("ames2010", "bolt2011")], None, "one study"),
        (
            [evidence("ames2010")],
            [evidence("bolt2011")],
            story("review_synthesis", *PAIR),
            "one review",
        ),
        ([evidence("ames2010")], [evidence("bolt2011")], story("study", PAIR[0]), "one review"),
        # a review and a retracted paper are no study that both steps could share
        ([evidence("epps2014")], [evidence("epps2014")], None, "one review"),
        (
            [evidence("dunn2013", "ames2010")],
            [evidence("dunn2013", "bolt2011")],
            None,
            "one review",
        ),
        ([evidence("ames2010")], [evidence("bolt2011", document="rev2021")], None, "stitched"),
        (
            [evidence("ames2010")],
            [evidence("ames2010", document="rev2021")],
            None,
            "one study",
        ),
    ],
)
def test_standing(
    tmp_path: Path, first: list[Item], second: list[Item], mechanism: Item | None, standing: str
) -> None:
    found = folder(made(1, A, "increases", B, *first), made(2, B, "increases", C, *second))
    if mechanism:
        found.add(MECHANISMS, mechanism)
    (path,) = result(found, tmp_path).paths
    assert path.standing == standing


@pytest.mark.parametrize(
    ("reason", "standing"),
    [
        (evidence("ames2010"), "reported"),
        (evidence(), "one review"),
        (evidence("epps2014"), "one review"),
    ],
)
@pytest.mark.parametrize("mediated", [{}, {"mediated_by": [B]}], ids=["direct", "mediated"])
def test_a_claim_that_covers_the_whole_way_is_reported_by_its_study(
    tmp_path: Path, reason: Item, standing: str, mediated: Item
) -> None:
    (path,) = result(folder(made(1, A, "increases", C, reason, **mediated)), tmp_path).paths
    assert path.standing == standing


def test_what_only_an_ontology_states_does_not_count(tmp_path: Path) -> None:
    found = folder(made(1, A, "increases", B, evidence("ames2010")))
    found.item(B)["relations"] = [relation("has_receptor", C)]
    (path,) = result(found, tmp_path).paths
    assert (path.standing, path.claims) == ("reported", ("rev2020-001",))
    assert path.steps[1].relation == f"{B} has_receptor {C}"
    assert path.steps[1].claims == ()
    alone = folder(made(1, A, "decreases", D))
    alone.item(A)["relations"] = [relation("has_receptor", C)]
    (path,) = result(alone, tmp_path / "alone").paths
    assert (path.standing, path.claims, path.references) == ("stitched", (), ())


def test_references_come_once_in_the_order_of_the_steps(tmp_path: Path) -> None:
    found = folder(
        made(1, A, "increases", B, evidence("cole2012", "ames2010")),
        made(2, B, "increases", C, evidence("bolt2011"), evidence("ames2010")),
    )
    (path,) = result(found, tmp_path).paths
    assert path.references == ("cole2012", "ames2010", "bolt2011")


class TestCounterEvidence:
    def test_claims_that_oppose_a_step(self, tmp_path: Path) -> None:
        found = folder(
            made(1, A, "increases", B, evidence("ames2010")),
            made(2, B, "increases", C, evidence("ames2010")),
            made(3, B, "increases", C, evidence("bolt2011"), negated="true"),
            made(4, B, "increases", D, evidence("bolt2011"), negated="true"),
        )
        (path,) = result(found, tmp_path).paths
        assert path.counter_evidence == ("rev2020-003",)

    @pytest.mark.parametrize(
        ("name", "more", "counts"),
        [
            ("decreases", {}, True),
            ("increases", {"negated": "true"}, True),
            ("affects", {"negated": "true"}, True),
            ("decreases", {"negated": "true"}, False),
            ("affects", {}, False),
            ("decreases", {"context": {"comparator": D}}, False),
            ("decreases", {"status": "retracted", "reason": "misread"}, False),
        ],
    )
    def test_claims_that_oppose_the_ends(
        self, tmp_path: Path, name: str, more: Item, *, counts: bool
    ) -> None:
        found = folder(
            made(1, A, "increases", B, evidence("ames2010")),
            made(2, B, "increases", C, evidence("ames2010")),
            made(3, A, name, C, evidence("bolt2011"), **more),
        )
        paths = result(found, tmp_path).paths
        (walked,) = [path for path in paths if path.entities == (A, B, C)]
        assert walked.counter_evidence == (("rev2020-003",) if counts else ())

    def test_a_path_without_a_sign_is_opposed_by_nothing_at_its_ends(self, tmp_path: Path) -> None:
        found = folder(
            made(1, A, "affects", B, evidence("ames2010")),
            made(2, B, "increases", C, evidence("ames2010")),
            made(3, A, "decreases", C, evidence("bolt2011"), negated="true"),
        )
        (path,) = result(found, tmp_path).paths
        assert (path.sign, path.counter_evidence) == (None, ())

    def test_what_denies_an_effect_is_told_also_without_a_path(self, tmp_path: Path) -> None:
        found = folder(
            made(1, A, "increases", C, evidence("ames2010"), negated="true"),
            made(2, A, "decreases", C, negated="true", status="retracted", reason="misread"),
        )
        answer = result(found, tmp_path)
        assert (answer.paths, answer.counter_evidence) == ((), ("rev2020-001",))
        assert answer.reason is not None
        assert answer.reason.code == "no_route"


def account(found: Folder, root: Path) -> tuple[str, tuple[str, ...]]:
    graph = found.graph(root)
    (path,) = find_paths(graph, "a", "c").paths
    return account_of(Claims(graph), path)


def odd(ident: str, on: str) -> Item:
    note = {"en": "another finding", "zh-Hans": "所见不同"}
    return {"reference": ident, "relay": {"status": "discrepant", "on": [on], "note": note}}


@pytest.mark.parametrize(
    ("on", "found"), [("subject", "misreported"), ("sign", "misreported"), ("dose", "reported")]
)
def test_a_study_that_found_something_else_reports_nothing(
    tmp_path: Path, on: str, found: str
) -> None:
    made_up = folder(made(1, A, "increases", C, evidence(odd("ames2010", on))))
    assert account(made_up, tmp_path) == (found, ())


@pytest.mark.parametrize(
    ("second", "told", "found"),
    [
        ("ames2010", PAIR, ("one study, joined", ("ames2010",))),
        ("ames2010", (), ("one study", ("ames2010",))),
        ("bolt2011", PAIR, ("one review, joined", ())),
        ("bolt2011", (), ("one review", ())),
    ],
)
def test_a_document_joins_what_its_mechanism_holds(
    tmp_path: Path, second: str, told: tuple[str, ...], found: tuple[str, tuple[str, ...]]
) -> None:
    made_up = folder(
        made(1, A, "increases", B, evidence("ames2010")),
        made(2, B, "increases", C, evidence(second)),
    )
    if told:
        made_up.add(MECHANISMS, story("review_synthesis", *told))
    assert account(made_up, tmp_path) == found


def test_what_one_document_says_in_one_claim_it_tells_whole(tmp_path: Path) -> None:
    assert account(folder(made(1, A, "increases", C)), tmp_path) == ("one review, joined", ())


def test_a_step_of_an_ontology_is_not_joined_by_the_document(tmp_path: Path) -> None:
    made_up = folder(made(1, A, "increases", B))
    made_up.item(B)["relations"] = [relation("expresses", C)]
    assert account(made_up, tmp_path) == ("one review", ())


def test_what_only_an_ontology_states(tmp_path: Path) -> None:
    made_up = folder()
    made_up.item(A)["relations"] = [relation("expresses", C)]
    assert account(made_up, tmp_path) == ("database", ())
