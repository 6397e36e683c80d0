"""The curated graph joined to a real one: what meets, what stays, and what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mscgraph.compiled.read import CompiledFile
from mscgraph.formats.kgx_import import import_graph
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from tests.property.test_join import both_of, told

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "hetionet"

pytestmark = [
    pytest.mark.kb_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the part of Hetionet is not at hand"),
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, real_graph: Graph) -> Graph:
    folder = tmp_path_factory.mktemp("joined") / "graph"
    files = [FOLDER / f"{part}.tsv.gz" for part in ("nodes", "edges")]
    words = list(real_graph.predicates.bodies()), list(real_graph.types.bodies())
    import_graph(files, folder, words)
    return both_of(real_graph, CompiledFile.open(str(folder / "graph.mscg")))


def test_they_meet_in_genes_diseases_compounds_and_places(real_graph: Graph, both: Graph) -> None:
    spoken = {"NCBIGene", "DOID", "DRUGBANK", "UBERON"}
    imported = set(both.entities.ids) - set(real_graph.entities.ids)
    assert {curie.partition(":")[0] for curie in imported} == spoken
    counts = both.meta["counts"]
    assert (counts["shared"], counts["unclear"]) == (83, 0)
    assert counts["entities"] == len(real_graph.entities) + 20_829 - 83
    known = (both.curie(both.resolve(name)) for name in ("NCBIGene:961", "DOID:7148", "Tretinoin"))
    assert list(known) == ["HGNC:1682", "MONDO:0008383", "CHEBI:15367"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("GMSC", "lupus nephritis"),
        ("BM-MSC", "liver fibrosis"),
        ("UC-MSC", "systemic lupus erythematosus"),
        ("MSC", "multiple sclerosis"),
    ],
)
def test_curated_paths_stay(real_graph: Graph, both: Graph, source: str, target: str) -> None:
    alone = find_paths(real_graph, source, target).paths
    answer = find_paths(both, source, target, query=PathQuery(k=50)).paths
    kept = [path for path in answer if all(step.graph == "curated" for step in path.steps)]
    assert [told(path) for path in kept[: len(alone)]] == [told(path) for path in alone]
    assert all(path.standing == "stitched" for path in answer if path not in kept)


def test_a_path_goes_on_where_the_curated_graph_ends(both: Graph) -> None:
    query = PathQuery(sign="any", k=1)
    (path,) = find_paths(both, "GMSC", "ADORA2A", query=query).paths
    assert path.entities[-2:] == ("CHEBI:16335", "NCBIGene:135")
    assert [step.graph for step in path.steps] == ["curated", "curated", "curated", "imported"]
    assert (path.standing, path.sign) == ("stitched", None)
