"""The curated graph itself: no finding in any file, and the answers that it was built to give."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from mscgraph.kb.check import check
from mscgraph.kb.load import data_files
from mscgraph.kb.opposition import is_relative

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.findings import Report
    from mscgraph.kb.load import KnowledgeBase
    from tests.conftest import Start

ROOT = Path(__file__).parents[2]
FILES = [file.relative_to(ROOT).as_posix() for file in data_files(ROOT)]
DEFAULT = PathQuery()

pytestmark = pytest.mark.kb_data


@pytest.fixture(scope="session")
def report() -> Report:
    return check(ROOT)


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_no_finding(report: Report, file: str) -> None:
    assert [f.render() for f in report.findings if f.file == file] == []


def test_the_whole_has_no_finding_and_is_not_empty(report: Report) -> None:
    assert [finding.render() for finding in report.findings] == []
    assert report.counts["documents"] == 4
    assert report.counts["claims"] > 300
    assert report.counts["evidence"] >= report.counts["claims"]


def test_claims_relative_to_an_active_comparator_are_never_walked(
    real_kb: KnowledgeBase, real_graph: Graph
) -> None:
    relative = {claim.id for claim in real_kb.claims.values() if is_relative(claim)}
    comparators = {real_kb.claims[ident].context.comparator for ident in relative}
    assert real_graph.curie(real_graph.resolve("rituximab")) in comparators
    assert walked(real_graph) & relative == set()


def test_what_is_denied_or_retracted_is_never_walked(
    real_kb: KnowledgeBase, real_graph: Graph
) -> None:
    closed = {c.id for c in real_kb.claims.values() if c.negated or c.status == "retracted"}
    assert closed
    assert walked(real_graph) & closed == set()


def walked(graph: Graph) -> set[str]:
    """Give the claims that a path may walk."""
    arcs = graph.arcs
    return {str(graph.record(arcs.record[arc])["id"]) for arc in range(len(arcs))}


def test_bone_marrow_cells_calm_the_liver_by_cd47_hedgehog_and_nlrp3(real_graph: Graph) -> None:
    result = find_paths(real_graph, "BM-MSC", "liver inflammation", query=DEFAULT)
    cd47 = real_graph.curie(real_graph.resolve("CD47"))
    chains = [p for p in result.paths if {cd47, "GO:0007224", "GO:0072559"} <= set(p.entities)]
    assert chains
    chain = chains[0]
    assert chain.sign == "-"
    assert chain.standing == "reported"
    assert "sheng2021" in chain.references
    assert real_graph.references.get("sheng2021")["doi"] == "10.1002/hep.31831"


def test_gingival_cells_act_on_lupus_nephritis_by_cd39_cd73(real_graph: Graph) -> None:
    first = find_paths(real_graph, "GMSC", "lupus nephritis", query=DEFAULT).paths[0]
    assert first.entities[1] == "MSCG:cd39-cd73-adenosine-pathway"
    assert (first.sign, first.standing) == ("-", "reported")
    assert "dang2020" in first.references


def test_il1b_does_not_draw_cells_and_the_paper_is_named(start: Start) -> None:
    done = start("-m", "mscgraph", "path", "IL-1β", "MSC migration")
    assert done.returncode == 1
    assert "lu2023-048" in done.stdout.decode()
    as_json = start("-m", "mscgraph", "path", "IL-1β", "MSC migration", "-f", "json")
    assert b'"counter_evidence": [\n    "lu2023-048"\n  ]' in as_json.stdout


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TNF-α", "TNF alpha"),
        ("TNF-α", "TNFα"),
        ("GMSC", "牙龈间充质干细胞"),
        ("BM-MSC", "骨髓间充质干细胞"),
        ("CD73", "NT5E"),
        ("IL-1β", "IL1 beta"),
    ],
)
def test_spellings_lead_to_one_entity(real_graph: Graph, one: str, other: str) -> None:
    assert real_graph.resolve(one) == real_graph.resolve(other)


def test_every_name_leads_to_its_entity(real_kb: KnowledgeBase, real_graph: Graph) -> None:
    for entity in real_kb.entities.values():
        if entity.status == "active":
            for name in (entity.id, *entity.label.values()):
                assert real_graph.curie(real_graph.resolve(name)) == entity.id


def test_a_disease_is_better_when_lower(real_graph: Graph) -> None:
    assert real_graph.good_direction(real_graph.resolve("lupus nephritis")) == -1
