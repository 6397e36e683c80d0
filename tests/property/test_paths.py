"""On small random graphs the search gives what trying every chain gives, in the same order."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from tests.builders import (
    MECHANISMS,
    Folder,
    Item,
    bare,
    claim,
    compiled,
    entity,
    evidence,
    relation,
    text,
)
from tests.property.oracle import Answer, Oracle

if TYPE_CHECKING:
    from random import Random

    from mscgraph.graph.query import Path as Found
    from mscgraph.kb.load import KnowledgeBase

IDS = [f"GO:000000{n}" for n in range(1, 8)]
COMMON = ["increases"] * 4 + ["decreases"] * 3
PREDICATES = [
    *COMMON,
    "affects",
    "expresses",
    "risk_of",
    "chemoattracts",
    "binds",
    "has_receptor",
    "model_of",
    "correlates_positively",
    "member_of_pathway",
]
ROLES = ["activator", "effector", "effector", "inhibitor", "unstated"]
SIDES = ["numerator", "denominator"]
QUESTIONS = 8
"""Questions to each graph, since it takes longer to make one than to search it."""


def some_evidence(random: Random) -> Item:
    """Make an evidence; most cite the same paper, so that costs tie."""
    cited = random.choice([["ames2010"]] * 4 + [["bolt2011"], ["dunn2013"], ["epps2014"], []])
    return evidence(
        *cited,
        hedge=random.choice(["asserted"] * 5 + ["hypothesised"]),
        design=random.choice(["animal", "animal", "in_vitro"]),
        document=random.choice(["rev2020", "rev2021"]),
    )


def some_claim(random: Random, number: int, ids: list[str]) -> Item:
    subject, obj = random.choice(ids), random.choice(ids)
    predicate = random.choice(PREDICATES)
    context = random.choice([{}] * 6 + [{"cell": ids[0]}, {"cell": ids[1]}, {"comparator": "sham"}])
    more: dict[str, Any] = {"context": context}
    rest = [curie for curie in ids if curie not in (subject, obj)]
    if random.random() < 0.3:
        more["mediated_by"] = random.sample(rest, random.randint(1, min(3, len(rest))))
    if random.random() < 0.1:
        more["negated"] = "true"
    if random.random() < 0.1:
        more["context"] = {"comparator": ids[0]}
    if predicate == "member_of_pathway":
        more["pathway_role"] = random.choice(ROLES)
    reasons = [some_evidence(random) for _ in range(random.randint(1, 2))]
    return claim(f"rev2020-{number:03}", subject, predicate, obj, *reasons, **more)


def some_entity(random: Random, number: int, ids: list[str]) -> Item:
    more: dict[str, Any] = {}
    if number and random.random() < 0.25:
        more["parents"] = [random.choice(ids[:number])]
    if random.random() < 0.1:
        more["unspecified"] = "true"
    if random.random() < 0.4:
        name = random.choice(["member_of_pathway", "ratio_component", "form_of"])
        role = random.choice(SIDES if name == "ratio_component" else ROLES)
        more["relations"] = [relation(name, random.choice(ids), role=role)]
    return entity(ids[number], f"name {number}", **more)


def some_folder(random: Random) -> tuple[Folder, list[str]]:
    """Make a graph of four to seven entities and up to 32 claims."""
    ids = IDS[: random.randint(4, 7)]
    folder = bare()
    for number in range(len(ids)):
        kind = random.choice(["process"] * 5 + ["protein", "drug", "disease", "outcome"])
        made = some_entity(random, number, ids)
        if kind == "outcome":
            made["higher_is"] = random.choice(["better", "worse", "depends"])
        folder.entities(kind, made)
    count = random.randint(8, 32)
    folder.claims(*(some_claim(random, n, ids) for n in range(1, count + 1)))
    for number in range(random.randint(0, 3)):
        told = random.sample(range(1, count + 1), random.randint(2, 8))
        folder.add(MECHANISMS, some_mechanism(random, number, sorted(told)))
    return folder, ids


def some_mechanism(random: Random, number: int, claims: list[int]) -> Item:
    return {
        "id": f"rev2020-story{number}",
        "label": text(f"story {number}"),
        "document": "rev2020",
        "kind": random.choice(["study", "study", "review_synthesis"]),
        "claims": [f"rev2020-{number:03}" for number in claims],
    }


SHAPES = ["*", "*>Process>*", "Process>*>Disease", "*>Outcome", "*>*>Process>Process", "Process"]


def some_query(random: Random, ids: list[str], *, decidable: bool) -> PathQuery:
    """Make a query: mostly open, one filter now and then."""
    query = PathQuery(
        k=random.choice([1, 2, 3, 1000]),
        max_hops=random.choice([1, 2, 3, 4, 5, 6, 7, 8]),
        sign=random.choice([None, None, None, "+", "-", "any", "any"]),
        hypotheses=random.random() < 0.5,
        through_products=random.random() < 0.3,
        reported_only=random.random() < 0.3,
        effect=random.choice(["beneficial", "harmful", None, None]) if decidable else None,
    )
    filters: list[dict[str, Any]] = [
        {"via": (random.choice(ids),)},
        {"avoid": (random.choice(ids),)},
        {"predicates": tuple(random.sample(sorted(set(PREDICATES)), 6))},
        {"types": ("Process",)},
        {"designs": ("in_vitro",)},
        {"documents": ("rev2021",)},
        {"context": (("cell", random.choice(ids)),)},
        {"min_belief": random.choice([0.3, 0.585, 0.7])},
        {"shape": random.choice(SHAPES)},
        {"shape": random.choice(SHAPES)},
    ]
    chosen = [f for f in filters if random.random() < 0.06]
    return query._replace(**{key: value for f in chosen for key, value in f.items()})


def read(folder: Folder) -> KnowledgeBase:
    with TemporaryDirectory() as name:
        return folder.kb(Path(name))


def answer(path: Found) -> Answer:
    """Turn a path into what the oracle gives."""
    steps = tuple((step.sign, step.structural, step.claims) for step in path.steps)
    return Answer(path.entities, path.places, steps, path.sign, path.effect, path.score)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=True))
def test_search_equals_brute_force(random: Random) -> None:
    folder, ids = some_folder(random)
    kb = read(folder)
    graph = compiled(kb)
    for _ in range(QUESTIONS):
        source, target = random.sample(ids, 2)
        below = {e for e in ids if target in kb.ancestors[e] and source not in kb.ancestors[e]}
        decidable = any(map(kb.signs.good_direction, below))
        query = some_query(random, ids, decidable=decidable)
        expected = Oracle(kb, source, target, query).answers()
        result = find_paths(graph, source, target, query=query)
        assert [answer(path) for path in result.paths] == expected, (source, target, query)
        assert result.complete
        assert (result.reason is None) == bool(expected)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=True))
def test_every_path_holds_what_a_path_must(random: Random) -> None:
    folder, ids = some_folder(random)
    graph = compiled(read(folder))
    source, target = random.sample(ids, 2)
    query = PathQuery(k=50, sign="any", hypotheses=True)
    for path in find_paths(graph, source, target, query=query).paths:
        assert len(set(path.entities)) == len(path.entities) == path.hops + 1
        assert path.hops <= query.max_hops
        assert [path.source, path.target] == [path.entities[0], path.entities[-1]]
        assert [(s.subject, s.object) for s in path.steps] == list(pairwise(path.entities))
        assert path.steps[path.weakest].score == min(step.score for step in path.steps)
        records = [graph.claims.get(ident) for step in path.steps for ident in step.claims]
        assert not any(record["negated"] for record in records)
        assert set(path.references) == {
            cite["reference"]
            for ident in path.claims
            for reason in graph.claims.get(ident)["evidence"]
            for cite in reason["cites"]
        }
        assert not set(path.counter_evidence) & {record["id"] for record in records}
