"""The compiled kernel gives what Python's search gives, to the last bit; without it all works."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscgraph.errors import GraphFileError, MscgraphError
from mscgraph.graph import kernel, kernel_build, kernel_search, paths
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from mscgraph.graph.search import Search
from tests.builders import compiled
from tests.property.test_paths import QUESTIONS, read, some_folder, some_query
from tests.unit.imports.tables import build, opened, tsv

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from mscgraph.compiled.graph import Graph

HAS_COMPILER = kernel_build.find_compiler() is not None


@pytest.fixture
def forget() -> Iterator[None]:
    """Let the kernel be looked for anew, before and after."""
    kernel.library.cache_clear()
    yield
    kernel.library.cache_clear()


def ask(graph: Graph, ends: list[str], query: PathQuery, large: int, slack: float = 2.0) -> Any:
    """Ask with the kernel (0) or without it; what it refuses is part of the answer."""
    held = paths.LARGE
    paths.LARGE = large
    try:
        with slack_of(slack):
            return find_paths(graph, *ends, query=query)
    except MscgraphError as error:
        return str(error)
    finally:
        paths.LARGE = held


@contextmanager
def slack_of(slack: float) -> Iterator[None]:
    """Let the first search end so far over the least way."""
    held = kernel_search.SLACK
    kernel_search.SLACK = slack
    yield
    kernel_search.SLACK = held


FIXED = ["Process>Process>Process", "Process>Process>Protein>Disease", "Process>Nothing>Disease"]


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=True))
def test_kernel_equals_python(random: Random) -> None:
    folder, ids = some_folder(random)
    graph = compiled(read(folder))
    assert (kernel.library() is not None) == HAS_COMPILER
    for _ in range(QUESTIONS * 2):
        ends = random.sample(ids, 2)
        query = some_query(random, ids, decidable=True)
        query = query._replace(
            by=random.choice(["score", "hops"]),
            k=random.choice([query.k, query.k, 0]),
            shape=random.choice([query.shape] * 5 + FIXED),
            budget=random.choice([200_000, 200_000, 5, 20]),
        )
        assert ask(graph, ends, query, 0) == ask(graph, ends, query, 1 << 30), (ends, query)


CATEGORIES = ["Gene", "Gene", "SmallMolecule", "Disease", "Pathway", "GrossAnatomicalStructure"]
VERBS = ["physically_interacts_with"] * 4 + ["regulates", "treats", "expresses", "part_of"]


def some_import(random: Random, folder: Path, entities: int, edges: int) -> Graph:
    """Import a graph with hubs and remote places, where the cap and the levels matter."""
    kinds = [random.choice(CATEGORIES) for _ in range(entities)]
    nodes = [{"id": f"X:{n}", "category": [f"biolink:{kind}"]} for n, kind in enumerate(kinds)]
    ends = [list(accumulate(random.lognormvariate(0, 1.5) for _ in kinds)) for _ in range(2)]
    rows: list[dict[str, Any]] = []
    for _ in range(edges):
        subject, obj = (random.choices(range(entities), cum_weights=by)[0] for by in ends)
        papers = [f"PMID:{n}" for n in range(random.randrange(4))]
        verb = f"biolink:{random.choice(VERBS)}"
        rows.append({"subject": f"X:{subject}", "predicate": verb, "object": f"X:{obj}"})
        rows[-1]["publications"] = papers
    build(folder, tsv(nodes), tsv(rows))
    return opened(folder)


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=True))
def test_kernel_equals_python_where_the_cap_leaves_much_aside(random: Random) -> None:
    with TemporaryDirectory() as name:
        graph = some_import(random, Path(name), random.choice([150, 300]), 5000)
        ids = list(graph.entities.ids)
        for _ in range(6):
            query = PathQuery(
                k=random.choice([3, 10, 10]),
                max_hops=random.choice([4, 12]),
                sign=random.choice(["any", "any", None, "+"]),
                by=random.choice(["score", "score", "hops"]),
                budget=3_000,
            )
            ends, slack = random.sample(ids, 2), random.choice([0.02, 0.2, 1.0, 2.0])
            assert ask(graph, ends, query, 0, slack) == ask(graph, ends, query, 1 << 30), (
                ends,
                query,
            )


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=True))
def test_kernel_equals_python_on_an_import(random: Random) -> None:
    with TemporaryDirectory() as name:
        graph = some_import(random, Path(name), random.randint(20, 90), random.randint(40, 500))
        ids, kinds = list(graph.entities.ids), list(graph.types.ids)
        for _ in range(QUESTIONS * 2):
            shape = ">".join(random.choice([*kinds, "*"]) for _ in range(random.randint(2, 5)))
            query = PathQuery(
                k=random.choice([0, 1, 3, 10, 10]),
                max_hops=random.randint(1, 4),
                sign=random.choice([None, "any", "any", "+", "-"]),
                by=random.choice(["score", "hops"]),
                types=random.choice([(), (), (), tuple(kinds[:3])]),
                shape=random.choice(["", "", shape]),
                budget=random.choice([2_000, 2_000, 5, 50]),
            )
            ends, slack = random.sample(ids, 2), random.choice([0.02, 0.2, 1.0, 2.0])
            assert ask(graph, ends, query, 0, slack) == ask(graph, ends, query, 1 << 30), (
                ends,
                query,
            )


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=True))
def test_kernel_equals_python_from_several_ends_to_several(random: Random) -> None:
    """As where both ends are classes: some targets may be nearer than others were looked for."""
    with TemporaryDirectory() as name:
        graph = some_import(random, Path(name), random.randint(20, 90), random.randint(40, 500))
        entities = list(range(len(graph.entities)))
        for _ in range(QUESTIONS * 2):
            query = PathQuery(
                k=random.choice([1, 3, 10]),
                max_hops=random.randint(3, 6),
                sign="any",
                by=random.choice(["score", "score", "hops"]),
                budget=2_000,
            )
            sources = random.sample(entities, random.choice([1, 1, 3]))
            rest = [entity for entity in entities if entity not in sources]
            ends = sources, random.sample(rest, random.choice([2, 5, 15]))
            with slack_of(random.choice([0.02, 0.2, 1.0, 2.0])):
                fast = kernel_search.fast_search(graph, ends, query, frozenset(), 0)
            plain = Search(graph, ends, lambda _: True, query)
            if fast is not None:
                trails, complete = fast.run()
                assert (list(trails), complete) == plain.run(), (ends, query)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=True))
def test_fewest_hops_first_is_another_order_of_the_same(random: Random) -> None:
    folder, ids = some_folder(random)
    graph = compiled(read(folder))
    ends = random.sample(ids, 2)
    by_score = ask(graph, ends, PathQuery(k=1000, max_hops=4), 1 << 30).paths
    by_hops = ask(graph, ends, PathQuery(k=1000, max_hops=4, by="hops"), 1 << 30).paths
    # a plain twin may now come first, and more mediators share a place
    chains = [
        {(p.source, p.target, p.claims, p.sign) for p in found} for found in (by_score, by_hops)
    ]
    assert chains[0] <= chains[1]
    told = [(path.hops, -path.score) for path in by_hops]
    assert told == sorted(told)


def test_what_is_found_is_a_sequence_of_paths(
    tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kernel.library() is None:
        assert not HAS_COMPILER
        return
    ends = [[tiny_graph.resolve(name)] for name in ("PSC", "knee fog")]
    query = PathQuery(k=0)
    slow = Search(tiny_graph, (ends[0], ends[1]), lambda _: True, query)
    plain = slow.run()[0]
    monkeypatch.setattr(kernel_search, "ROOM", 1)
    made = kernel_search.fast_search(tiny_graph, (ends[0], ends[1]), query, frozenset(), 0)
    assert isinstance(made, kernel_search.FastSearch)
    found, complete = made.run()
    assert complete
    assert len(found) == len(plain) > 1
    assert found[:2] == plain[:2]
    assert [trail.visited for trail in found] == list(map(frozenset, found.chains()))
    assert made.reaches() == slow.reaches()


@pytest.mark.usefixtures("forget")
def test_without_a_compiler_plain_python_answers(
    tiny_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert kernel.library() is None
    ends = ["PSC", "knee fog"]
    assert ask(tiny_graph, ends, PathQuery(), 0) == ask(tiny_graph, ends, PathQuery(), 1 << 30)


@pytest.mark.usefixtures("forget")
def test_a_compiler_that_fails_is_no_error(
    tiny_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "cc"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert kernel.library() is None
    assert ask(tiny_graph, ["PSC", "knee fog"], PathQuery(), 0).paths
    assert list((tmp_path / "cache" / "mscgraph").iterdir()) == []


@pytest.mark.usefixtures("forget")
def test_a_damaged_library_in_the_cache_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    place = kernel._cached()
    place.parent.mkdir()
    place.write_bytes(b"no library")
    assert (kernel.library() is not None) == HAS_COMPILER


@pytest.mark.usefixtures("forget")
def test_the_library_of_a_wheel_comes_before_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = kernel_build.find_compiler()
    if compiler is None:
        pytest.skip("there is no C compiler")
    brought = tmp_path / "package" / kernel_build.file_name()
    kernel_build.compile_kernel(compiler, brought)
    monkeypatch.setattr(kernel_build, "HERE", brought.parent)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert kernel.library()._name == str(brought)
    assert not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("forget")
def test_a_kernel_without_its_source_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_build, "SOURCES", (tmp_path / "gone.c",))
    assert kernel.library() is None


@pytest.mark.parametrize("section", ["arc.target", "arc.source", "in.arc", "out.at", "arc.cost"])
def test_an_index_that_leads_outside_is_refused(section: str, tiny_graph: Graph) -> None:
    if kernel.library() is None:
        assert not HAS_COMPILER
        return

    class Edited:
        """A file with one section spoiled."""

        name = "edited.mscg"

        def has(self, name: str) -> bool:
            return name in ("in.arc", "arc.source")

        def numbers(self, name: str) -> Any:
            view = tiny_graph.file.numbers(name)
            spoiled = bytearray(view)
            if name == section:
                spoiled[-view.itemsize :] = b"\xee" * view.itemsize
            return memoryview(bytes(spoiled)).cast(view.format)

    class Holder:
        file = Edited()
        entities = tiny_graph.entities
        types = tiny_graph.types

    with pytest.raises(GraphFileError, match="truncated or edited"):
        kernel_search.KernelGraph(kernel.library(), Holder())  # type: ignore[arg-type]  # as much as it reads
