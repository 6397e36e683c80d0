"""The tables for Neo4j by the rules of its import: the whole graph, and what would be refused."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from mscgraph.formats import flat, neo4j
from mscgraph.formats.whole import whole_of
from tests.conftest import ROOT
from tests.contract.neo4j_csv import BUFFER, DELIMITER, RefusedError, load
from tests.contract.readers import dumped

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase


@pytest.mark.kb_data
def test_the_import_holds_what_the_graph_does(real_graph: Graph) -> None:
    nodes, relationships = (data.decode() for data in dumped(real_graph, "neo4j").values())
    found, whole = load(nodes, relationships), whole_of(real_graph)
    entities, edges = list(flat.nodes(whole)), list(flat.edges(whole))
    assert [*found.nodes.values()] == [{**n, "LABEL": ["Entity", n["type"]]} for n in entities]
    for edge in edges:
        edge["START_ID"], edge["END_ID"] = edge.pop("subject"), edge.pop("object")
        edge["TYPE"] = str(edge["predicate"]).upper()
    assert found.relationships == edges


@pytest.mark.kb_data
def test_labels_and_types_are_those_of_the_model(real_graph: Graph) -> None:
    nodes, relationships = (data.decode() for data in dumped(real_graph, "neo4j").values())
    found = load(nodes, relationships)
    kinds = Counter(entity["type"] for entity in real_graph.entities.bodies())
    assert Counter(node["LABEL"][1] for node in found.nodes.values()) == kinds
    claims = [claim for claim in real_graph.claims.bodies() if claim["status"] == "active"]
    types = Counter(claim["predicate"].upper() for claim in claims)
    assert Counter(link["TYPE"] for link in found.relationships) == types
    assert all(name.isidentifier() for name in {*kinds, *types})  # Cypher needs no quotes for them


def test_the_page_names_the_mark_that_parts_a_list() -> None:
    assert neo4j.DELIMITER == DELIMITER
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    assert f"--array-delimiter=U+{ord(DELIMITER):04X}" in page


NODES, LINKS = "nodes.csv", "relationships.csv"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (NODES, "id:ID,", "id,", "0 columns ID"),
        (NODES, "id:ID,", "id:ID(Here),", "several spaces"),
        (NODES, "synonyms:string[]", "label_en:string[]", "a name twice"),
        (NODES, "synonyms:string[]", "synonyms:strings", "nodes have no strings"),
        (NODES, "synonyms:string[]", "synonyms:string{}", "no header"),
        (NODES, "synonyms:string[]", ":string[]", "a property without name"),
        (NODES, ",higher_is", ",higher_is:TYPE", "nodes have no TYPE"),
        (NODES, '"HGNC:6344"', '"HGNC:11892"', "two nodes are called HGNC:11892"),
        (NODES, '"MSCG:pulp-msc"', '"MSCG:pulp', "a quote out of place"),
        (NODES, '"KLOT"', '"the "KLOT""', "a quote out of place"),
        (NODES, '"KLOT"', 'a "KLOT"', "a quote out of place"),
        (NODES, '"KLOT"', '"KLOT",', "fields under"),
        (NODES, '"KLOT"', f'"{"x" * (BUFFER + 1)}"', "larger than the buffer"),
        (LINKS, ":START_ID", "subject:ID", "nodes have no END_ID"),
        (LINKS, ":END_ID", "object", "0 columns END_ID"),
        (LINKS, ":TYPE", "kind", "0 columns TYPE"),
        (LINKS, '"false"', '"no"', "negated is no boolean: 'no'"),
        (LINKS, "belief:double", "belief:long", "belief is no long"),
        (LINKS, '"MSCG:pulp-msc"', '"MSCG:nobody"', "no node is called MSCG:nobody"),
        (LINKS, '"TREATS"', "", "a relationship without type"),
    ],
)
def test_what_the_import_would_refuse(
    tiny_kb: KnowledgeBase, file: str, old: str, new: str, said: str
) -> None:
    files = {name: data.decode() for name, data in dumped(tiny_kb, "neo4j").items()}
    load(**{name.removesuffix(".csv"): text for name, text in files.items()})
    assert old in files[file]
    files[file] = files[file].replace(old, new)
    with pytest.raises(RefusedError, match=said):
        load(**{name.removesuffix(".csv"): text for name, text in files.items()})
