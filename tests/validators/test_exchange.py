"""Each format in the tool that it is for, on the whole graph; what is wrong is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.formats.kgx_export import unclassed
from mscgraph.formats.registry import write
from mscgraph.formats.whole import whole_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from tests.validators.conftest import Judge

SCHEMA = ROOT / "ontology" / "graph.schema.json"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("exchange")


def written(graph: Graph, folder: Path, fmt: str) -> Path:
    path = folder / f"graph.{fmt}"
    if not path.exists():
        write(graph, path)
    return path


def active(graph: Graph) -> list[dict[str, Any]]:
    """Give the claims that stand; a network holds no retracted ones."""
    return [claim for claim in graph.claims.bodies() if claim["status"] == "active"]


def kgx(graph: Graph, folder: Path) -> tuple[Path, Path]:
    path = written(graph, folder, "kgx-jsonl")
    return path / "nodes.jsonl", path / "edges.jsonl"


@pytest.mark.kb_data
def test_biolink_takes_every_node_and_edge(real_graph: Graph, folder: Path, judge: Judge) -> None:
    found = judge("biolink", *kgx(real_graph, folder))
    assert found["version"] == "4.4.4"
    assert (found["nodes"], found["edges"]) == (len(real_graph.entities), len(active(real_graph)))
    assert found["faults"] == {}
    assert found["missed"] == {}, "these edges have a class in Biolink that they did not get"
    assert str(unclassed(whole_of(real_graph))).startswith(
        f"{found['plain']:,} of {found['edges']:,} "
    )


@pytest.mark.kb_data
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("biolink:treats", "biolink:heals", "biolink:heals is no predicate"),
        ("biolink:treats", "biolink:binds", "biolink:binds is deprecated"),
        ("biolink:treats", "biolink:has_attribute", "biolink:has_attribute is no predicate"),
        ('"increased"', '"raised"', "object_direction_qualifier"),
        ('"manual_agent"', '"me"', "agent_type"),
        ("EntityToDiseaseAssociation", "GeneToDiseaseAssociation", "does not join Cell"),
        ("EntityToDiseaseAssociation", "LoveAssociation", "there is no class LoveAssociation"),
        ("GeneToPathwayAssociation", "Association", "missed gene to pathway association"),
    ],
)
def test_biolink_refuses_other_words(
    real_graph: Graph, folder: Path, tmp_path: Path, judge: Judge, old: str, new: str, said: str
) -> None:
    nodes, edges = kgx(real_graph, folder)
    text = edges.read_text("utf-8")
    assert old in text
    spoilt = tmp_path / "edges.jsonl"
    spoilt.write_text(text.replace(old, new), "utf-8")
    found = judge("biolink", nodes, spoilt)
    faults = [*found["faults"], *(f"missed {name.split(': ')[1]}" for name in found["missed"])]
    assert [fault for fault in faults if said in fault], faults


@pytest.mark.kb_data
def test_every_nanopublication_is_valid(real_graph: Graph, folder: Path, judge: Judge) -> None:
    path = folder / "graph.trig"
    write(real_graph, path)
    found = judge("nanopubs", path)
    assert found["faults"] == {}
    assert found["nanopubs"] == len(active(real_graph))


def test_a_nanopublication_without_its_parts_is_refused(
    tiny_graph: Graph, tmp_path: Path, judge: Judge
) -> None:
    path = tmp_path / "graph.trig"
    write(tiny_graph, path)
    text = path.read_text("utf-8")
    graph = "<https://w3id.org/mscgraph/nanopub/rev2020-001/provenance> {"
    start = text.index(graph)
    path.write_text(text[: start + len(graph)] + text[text.index("\n}", start) :], "utf-8")
    found = judge("nanopubs", path)
    assert found["nanopubs"] == 11
    (fault,) = found["faults"].items()
    assert fault[0].endswith("rev2020-001")
    assert "provenance graph is empty" in fault[1]


def read(graph: Graph, folder: Path, judge: Judge, fmt: str) -> dict[str, dict[str, Any]]:
    """Read the edges of a network by claim, with lists as lists."""
    found = judge("networks", written(graph, folder, fmt))
    assert len(found["nodes"]) == len(graph.entities)
    edges = {edge.get("claim", edge["id"]): edge for edge in found["edges"]}
    for edge in edges.values() if fmt == "graphml" else ():
        edge["evidence"] = edge["evidence"].split("|")
        edge["mediated_by"] = [part for part in edge["mediated_by"].split("|") if part]
    return edges


@pytest.mark.kb_data
@pytest.mark.parametrize("fmt", ["graphml", "cx2"])
def test_igraph_and_ndex2_find_every_claim_with_its_evidence(
    real_graph: Graph, folder: Path, judge: Judge, fmt: str
) -> None:
    edges = read(real_graph, folder, judge, fmt)
    claims = {claim["id"]: claim for claim in active(real_graph)}
    assert set(edges) == set(claims)
    for ident, claim in claims.items():
        edge = edges[ident]
        assert (edge["source"], edge["target"]) == (claim["subject"], claim["object"])
        assert edge["predicate"] == claim["predicate"]
        assert edge["sign"] == (claim["sign"] or "?")
        assert edge["negated"] == claim["negated"]
        assert edge.get("mediated_by", []) == claim["mediated_by"]
        assert [json.loads(item) for item in edge["evidence"]] == claim["evidence"]


@pytest.mark.kb_data
def test_the_json_exports_follow_the_published_schema(
    real_graph: Graph, folder: Path, judge: Judge
) -> None:
    files = [written(real_graph, folder, fmt) for fmt in ("json", "jsonl")]
    whole, lines = judge("schemas", SCHEMA, *files)
    assert whole == {"items": 1, "faults": []}
    assert lines["faults"] == []
    assert lines["items"] > 2000


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"negated":true', '"negated":"yes"', "negated: 'yes' is not of type 'boolean'"),
        ('"hedge":"hypothesised"', '"hedge":"maybe"', "'maybe' is not one of"),
        ('"belief_terms":', '"terms":', "'belief_terms' is a required property"),
        ('"key":', '"key":"x","colour":', "colour"),
        ('"number":54.2', '"number":"54.2"', "number"),
    ],
)
def test_the_schema_refuses_another_shape(
    tiny_graph: Graph, tmp_path: Path, judge: Judge, old: str, new: str, said: str
) -> None:
    path = tmp_path / "graph.json"
    write(tiny_graph, path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    (found,) = judge("schemas", SCHEMA, path)
    assert [fault for fault in found["faults"] if said in fault], found["faults"]
