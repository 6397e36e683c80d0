"""A real graph that nobody here made: part of Hetionet, imported and searched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.read import CompiledFile
from mscgraph.formats.kgx_import import import_graph
from mscgraph.graph import kernel
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery

if TYPE_CHECKING:
    from mscgraph.formats.kgx_import import Imported

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "hetionet"

pytestmark = [
    pytest.mark.kb_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the part of Hetionet is not at hand"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, real_graph: Graph) -> tuple[Imported, Graph]:
    folder = tmp_path_factory.mktemp("hetionet") / "graph"
    files = [FOLDER / f"{part}.tsv.gz" for part in ("nodes", "edges")]
    words = list(real_graph.predicates.bodies()), list(real_graph.types.bodies())
    done = import_graph(files, folder, words, strict=True)
    return done, Graph(CompiledFile.open(str(folder / "graph.mscg")))


def test_every_row_is_read(made: tuple[Imported, Graph]) -> None:
    done, graph = made
    assert (done.entities, done.claims, done.rows.bad) == (20_829, 765_796, 0)
    assert (len(graph.entities), len(graph.claims)) == (20_829, 765_796)
    assert len(graph.arcs) == done.arcs


def test_signs_come_from_the_qualifiers(made: tuple[Imported, Graph]) -> None:
    graph = made[1]
    lovastatin = graph.resolve("Lovastatin")
    claims = [graph.claims.body(n) for n in graph.claims_with(lovastatin, "subject")]
    signs = {(claim["predicate"], claim["sign"]) for claim in claims}
    assert ("increases_expression_of", "+") in signs
    assert ("decreases_expression_of", "-") in signs
    assert ("treats", "-") in signs


def test_a_drug_is_found_to_treat_its_disease(made: tuple[Imported, Graph]) -> None:
    result = find_paths(made[1], "Lovastatin", "coronary artery disease")
    best = result.paths[0]
    assert (best.hops, best.sign, best.effect) == (1, "-", "beneficial")


def test_ten_best_paths_by_score_and_by_hops(made: tuple[Imported, Graph]) -> None:
    graph = made[1]
    for by in ("score", "hops"):
        query = PathQuery(sign="any", max_hops=8, by="score" if by == "score" else "hops")
        paths = find_paths(graph, "TP53", "breast cancer", query=query).paths
        order = [path.hops if by == "hops" else -path.score for path in paths]
        assert len(paths) == 10
        assert order == sorted(order)
        assert all(len(set(path.entities)) == path.hops + 1 for path in paths)


@pytest.mark.skipif(kernel.library() is None, reason="no C compiler: one search there is")
def test_the_kernel_gives_what_python_gives(
    made: tuple[Imported, Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    query = PathQuery(sign="any", k=20)
    fast = find_paths(made[1], "Lovastatin", "migraine", query=query)
    monkeypatch.setattr("mscgraph.graph.paths.LARGE", 1 << 40)
    assert find_paths(made[1], "Lovastatin", "migraine", query=query) == fast
