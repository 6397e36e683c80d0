"""Flat nodes and edges, and what CX2, Cytoscape.js and Neo4j make of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.formats import flat
from mscgraph.formats.whole import whole_of
from tests.builders import FAT, FOG, GLOW, PULP, SWELLING, cite, claim, evidence, tiny
from tests.contract.readers import dumped

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase


def edges(kb: KnowledgeBase) -> dict[Any, flat.Flat]:
    return {edge["id"]: edge for edge in flat.edges(whole_of(kb))}


def test_an_edge_has_what_the_claim_says(tiny_kb: KnowledgeBase) -> None:
    edge = edges(tiny_kb)["rev2020-005"]
    wanted = {
        "subject": PULP,
        "object": FOG,
        "predicate": "treats",
        "sign": "-",
        "negated": False,
        "hedge": "asserted",
        "mediated_by": [GLOW],
        "designs": ["animal"],
        "references": ["bolt2011"],
        "relays": ["bolt2011=unchecked"],
        "statements_zh": ["确实如此。"],
    }
    assert {key: edge[key] for key in wanted} == wanted
    assert "pathway_role" not in edge  # empty


def test_every_key_and_type_is_declared(tiny_kb: KnowledgeBase, real_kb: KnowledgeBase) -> None:
    for kb in (tiny_kb, real_kb):
        whole = whole_of(kb)
        for keys, found in (
            (flat.NODE_KEYS, flat.nodes(whole)),
            (flat.EDGE_KEYS, flat.edges(whole)),
        ):
            for item in found:
                for key, value in item.items():
                    assert type(value) is keys[key], (key, value)


def test_a_retracted_claim_is_no_edge(tiny_kb: KnowledgeBase) -> None:
    assert set(edges(tiny_kb)) == {found.id for found in tiny_kb.active_claims}
    assert len(edges(tiny_kb)) < len(tiny_kb.claims)


def test_a_claim_is_as_sure_as_its_surest_evidence(tmp_path: Path) -> None:
    weak, strong = evidence(hedge="hypothesised"), evidence(hedge="suggested")
    folder = tiny().claims(claim("rev2020-901", FAT, "increases", SWELLING, weak, strong))
    assert edges(folder.kb(tmp_path))["rev2020-901"]["hedge"] == "suggested"


@pytest.mark.parametrize(
    ("cited", "papers"),
    [
        ([cite("ames2010")], ["DOI:10.1000/ames"]),
        ([cite("ames2010"), cite("ames2010")], ["DOI:10.1000/ames"]),
        ([cite("bolt2011", "discrepant", on=["dose"])], ["reference/bolt2011"]),
        ([cite("bolt2011", "discrepant", on=["sign"])], ["reference/rev2020"]),
        ([], ["reference/rev2020"]),
    ],
    ids=["doi", "twice", "another dose", "another sign", "none"],
)
def test_publications_are_those_that_report_it(
    tmp_path: Path, cited: list[Any], papers: list[str]
) -> None:
    folder = tiny().claims(claim("rev2020-901", FAT, "increases", SWELLING, evidence(*cited)))
    found = edges(folder.kb(tmp_path))["rev2020-901"]["publications"]
    assert isinstance(found, list)
    assert [name.removeprefix("https://w3id.org/mscgraph/") for name in found] == papers


@pytest.mark.parametrize(
    ("reference", "curie"),
    [
        ({"pmid": "1", "pmcid": "PMC2", "doi": "3"}, "PMID:1"),
        ({"pmid": "", "pmcid": "PMC2", "doi": "3"}, "PMC:2"),
        ({"pmid": "", "pmcid": "", "doi": "10.1/x y"}, "DOI:10.1/x y"),
        ({"pmid": "", "pmcid": "", "doi": ""}, "https://w3id.org/mscgraph/reference/a%20b"),
    ],
)
def test_a_paper_has_its_public_identifier(reference: dict[str, str], curie: str) -> None:
    assert flat.publication({"id": "a b", **reference}) == curie


def test_cytoscape_js_joins_its_elements_by_id(tiny_kb: KnowledgeBase) -> None:
    elements = json.loads(dumped(tiny_kb, "cyjs")[""])["elements"]
    nodes, found = ({e["data"]["id"]: e["data"] for e in elements[k]} for k in ("nodes", "edges"))
    assert nodes[FOG]["label_zh"] == "膝雾"
    assert set(found) == {claim.id for claim in tiny_kb.active_claims}
    assert not set(found) & set(nodes)  # an id is one element's alone
    assert {edge[end] for edge in found.values() for end in ("source", "target")} <= set(nodes)
    assert (found["rev2020-008"]["negated"], found["rev2020-003"]["sign"]) == (True, "-")
    assert json.loads(found["rev2020-008"]["evidence"][0])["results"][0]["value"] == "54.20"


def test_cx2_counts_and_declares_what_it_holds(tiny_kb: KnowledgeBase) -> None:
    head, *aspects = json.loads(dumped(tiny_kb, "cx2")[""])
    assert head == {"CXVersion": "2.0", "hasFragments": False}
    assert aspects[-1] == {"status": [{"success": True}]}
    held = {name: items for aspect in aspects for name, items in aspect.items()}
    for about in held["metaData"]:
        assert len(held[about["name"]]) == about["elementCount"]
    (declared,) = held["attributeDeclarations"]
    kinds = {"string": str, "boolean": bool, "double": float, "list_of_string": list}
    for name in ("nodes", "edges"):
        for item in held[name]:
            for key, value in item["v"].items():
                assert isinstance(value, kinds[declared[name][key]["d"]])
    assert {edge["s"] for edge in held["edges"]} <= {node["id"] for node in held["nodes"]}


def test_neo4j_tells_absent_from_empty(tiny_kb: KnowledgeBase) -> None:
    """Quoted, an empty field would be an empty text."""
    line = dumped(tiny_kb, "neo4j")["nodes.csv"].decode().splitlines()[1]
    assert line.count(",,") > 0
    assert ',"",' not in line


def test_neo4j_keeps_its_mark_between_items_out_of_them(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(PULP)["synonyms"] = {"en": ["a\x1fb", "c"]}
    rows = dumped(folder.kb(tmp_path), "neo4j")["nodes.csv"].decode()
    assert "a\ufffdb\x1fc" in rows
