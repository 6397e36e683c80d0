"""With another graph joined, what was curated is found as before, and each step says its graph."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.join import join
from mscgraph.compiled.read import CompiledFile
from mscgraph.errors import MscgraphError
from mscgraph.formats.kgx_import import import_graph
from mscgraph.graph.query import PathQuery
from tests.builders import compiled, tiny
from tests.property.test_kernel import ask
from tests.property.test_paths import read, some_folder, some_query
from tests.unit.imports.tables import EDGES, NODES, Rows, tsv

if TYPE_CHECKING:
    from random import Random

    from mscgraph.graph.query import Path as Found
    from mscgraph.graph.query import PathResult

OURS = compiled(read(tiny()))
OTHERS = [f"X:{n}" for n in range(1, 6)]
SAID = [
    {"predicate": "biolink:positively_regulates"},
    {"predicate": "biolink:negatively_regulates"},
    {"predicate": "biolink:regulates"},
    {"predicate": "biolink:treats"},
    {"predicate": "biolink:interacts_with"},
    {"predicate": "biolink:subclass_of"},
    {"predicate": "biolink:positively_regulates", "publications": "|".join("ABCDEFGHI")},
    {"predicate": "biolink:negatively_regulates", "knowledge_level": "prediction"},
    {"predicate": "biolink:positively_regulates", "negated": "true"},
]


def joined(ours: Graph, nodes: Rows, edges: Rows) -> Graph:
    """Import two tables and join them to a graph in memory."""
    with TemporaryDirectory() as name:
        imported(Path(name, "made"), ours, nodes, edges)
        return both_of(ours, CompiledFile.open(str(Path(name, "made", "graph.mscg"))))


def imported(folder: Path, ours: Graph, nodes: Rows, edges: Rows) -> Path:
    """Import two tables by the words of a graph, into a folder."""
    words = list(ours.predicates.bodies()), list(ours.types.bodies())
    with TemporaryDirectory() as name:
        files = Path(name, "nodes"), Path(name, "edges")
        for file, rows in zip(files, (nodes, edges), strict=True):
            file.write_bytes(tsv(rows))
        import_graph(files, folder, words, strict=True)
    return folder


def both_of(ours: Graph, theirs: CompiledFile) -> Graph:
    """Join an imported graph to another in memory."""
    sections, meta = join(ours.file, theirs)
    made = BytesIO()
    sections.write_to(made, "joined", meta)
    both = CompiledFile(made.getbuffer(), "memory")
    both.rest = theirs
    return Graph(both)


def some_rows(random: Random, curated: list[str]) -> tuple[Rows, Rows]:
    """Make a graph that knows some of the curated entities, by their id or by a cross-reference."""
    categories = ["Gene", "Disease", "BiologicalProcess", "Drug", "SideEffect"]
    ids = [*OTHERS[: random.randint(2, 5)], *curated[: random.randint(0, len(curated))]]
    nodes = []
    for number, ident in enumerate(ids):
        xref = random.choice(curated) if curated and random.random() < 0.3 else ""
        category = f"biolink:{random.choice(categories)}"
        nodes.append({"id": ident, "category": category, "name": f"n{number}", "xref": xref})
    edges = [
        {"subject": random.choice(ids), "object": random.choice(ids), "knowledge_level": ""}
        | {"publications": "", "negated": ""}
        | random.choice(SAID)
        for _ in range(random.randint(1, 30))
    ]
    return nodes, edges


def plain(answer: PathResult | str) -> Any:
    """Give an answer without the graph of each step."""
    if isinstance(answer, str):
        return answer
    paths = [
        path._replace(steps=tuple(step._replace(graph=None) for step in path.steps))
        for path in answer.paths
    ]
    return answer._replace(paths=tuple(paths))


def told(path: Found) -> Any:
    """Give what must not change about a path, whatever stands beside its claims."""
    firsts = tuple(step.claims[:1] or step.relation for step in path.steps)
    return path.entities, firsts, path.sign, path.effect, path.score, path.standing


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=True), st.sampled_from([0, 1 << 30]))
def test_a_graph_with_nothing_in_common_changes_nothing(random: Random, large: int) -> None:
    folder, ids = some_folder(random)
    graph = compiled(read(folder))
    both = joined(graph, *some_rows(random, []))
    assert both.meta["counts"]["shared"] == 0
    for _ in range(8):
        ends = random.sample(ids, 2)
        query = some_query(random, ids, decidable=True)
        alone = ask(graph, ends, query, large)
        answer = ask(both, ends, query, large)
        if isinstance(answer, str):
            assert answer == alone
            continue
        assert plain(answer)._replace(reason=None) == alone._replace(reason=None), (ends, query)
        assert (answer.reason is None) == (alone.reason is None)
        assert {step.graph for path in answer.paths for step in path.steps} <= {"curated"}


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=True), st.sampled_from([0, 1 << 30]))
def test_each_step_says_its_graph_and_curated_paths_stay(random: Random, large: int) -> None:
    folder, ids = some_folder(random)
    graph = compiled(read(folder))
    both = joined(graph, *some_rows(random, ids))
    query = PathQuery(k=1000, max_hops=4, sign=random.choice([None, "any"]))
    for _ in range(6):
        ends = random.sample(ids, 2)
        answer = ask(both, ends, query, large)
        for path in answer.paths:
            foreign = [bool(s.claims) and s.claims[0].startswith("edge-") for s in path.steps]
            assert [step.graph == "imported" for step in path.steps] == foreign
            assert all(step.graph in ("curated", "imported") for step in path.steps)
            assert path.standing == "stitched" or not any(foreign)
        alone = ask(graph, ends, query, 1 << 30)
        if answer.complete and len(answer.paths) < query.k:
            kept = [p for p in answer.paths if all(s.graph == "curated" for s in p.steps)]
            assert [told(path) for path in kept] == [told(path) for path in alone.paths], ends


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=True))
def test_the_kernel_gives_what_python_gives(random: Random) -> None:
    folder, ids = some_folder(random)
    both = joined(compiled(read(folder)), *some_rows(random, ids))
    for _ in range(4):
        ends = random.sample([*ids, *OTHERS[:2]], 2)
        query = some_query(random, ids, decidable=False)
        assert ask(both, ends, query, 0) == ask(both, ends, query, 1 << 30), (ends, query)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=True))
def test_every_record_names_what_there_is(random: Random) -> None:
    folder, ids = some_folder(random)
    graph = compiled(read(folder))
    nodes, edges = some_rows(random, ids)
    both = joined(graph, nodes, edges)
    assert list(both.entities.ids) == sorted(set(both.entities.ids))
    assert len(both.claims) == len(graph.claims) + len(edges)
    for number, body in enumerate(both.claims.bodies()):
        assert both.claims.index(body["id"]) == number
        for end in ("subject", "object"):
            entity = both.entities.index(body[end])
            assert entity is not None
            assert number in list(both.claims_with(entity, end))
            if number >= len(graph.claims):
                assert body[f"{end}_label"] == both.entity(entity)["label"]["en"]
    for node in nodes:
        try:
            both.resolve(node["id"])
        except MscgraphError as error:
            raise AssertionError(node) from error


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=8))
def test_an_edited_graph_is_refused_in_one_line(at: int, junk: bytes) -> None:
    """Joining reads all of a file but its rows: nothing in it leads outside or brings it down."""
    with TemporaryDirectory() as name:
        path = Path(name, "made", "graph.mscg")
        imported(path.parent, OURS, NODES, EDGES)
        data = bytearray(path.read_bytes())
        start = 12 + int.from_bytes(data[8:12], "little")
        place = start + at % (len(data) - start - len(junk))
        data[place : place + len(junk)] = junk
        path.write_bytes(data)
        refused = ""
        try:
            both_of(OURS, CompiledFile.open(str(path)))
        except MscgraphError as error:
            refused = str(error)
        assert "\n" not in refused
