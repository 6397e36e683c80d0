"""KGX says what a claim says in the words of Biolink, and comes back as the same claims."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.read import CompiledFile
from mscgraph.formats.kgx_classes import ASSOCIATIONS, PLAIN, association
from mscgraph.formats.kgx_import import import_graph
from mscgraph.formats.kgx_words import KINDS, LEVELS, OURS, Words, predicate_of, said_as
from mscgraph.formats.kgx_words import PLAIN as PLAINLY
from mscgraph.formats.registry import write
from mscgraph.rdf.biolink import PARENTS
from mscgraph.rdf.prefixes import BASE
from tests.builders import FAT, FOG, JOINT, KLOT, PULP, claim, compiled, evidence, tiny
from tests.contract.readers import dumped

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase

FORMATS = ("kgx-tsv", "kgx-jsonl")
QUALIFIERS = {
    "object_aspect_qualifier": "aspect",
    "object_direction_qualifier": "direction",
}


def round_trip(source: KnowledgeBase | Graph, folder: Path, fmt: str) -> Graph:
    """Export a graph, import it with our own words, and open it."""
    words = source if isinstance(source, Graph) else compiled(source)
    vocabulary = list(words.predicates.bodies()), list(words.types.bodies())
    write(source, folder / "kgx", fmt=fmt)
    made = import_graph(sorted((folder / "kgx").iterdir()), folder / "back", vocabulary)
    assert made.rows.bad == 0
    return Graph(CompiledFile.open(str(folder / "back" / "graph.mscg")))


def meaning(claims: Any) -> dict[str, tuple[Any, ...]]:
    """Give what each active claim says: ends, predicate, sign, negation."""
    keys = ("subject", "predicate", "object", "sign", "effective_sign", "negated")
    return {
        (c["note"] if c["id"].startswith("edge-") else f"{BASE}claim/{c['id']}"): tuple(
            c[key] for key in keys
        )
        for c in claims
        if c["status"] == "active"
    }


def named(graph: Graph) -> dict[str, tuple[str, Any]]:
    """Give kind and both labels of each entity."""
    return {found["id"]: (found["type"], found["label"]) for found in graph.entities.bodies()}


def hedges(claims: Any) -> dict[str, str]:
    sure = ("asserted", "suggested", "hypothesised")
    return {
        (c["note"] if c["id"].startswith("edge-") else f"{BASE}claim/{c['id']}"): min(
            (e["hedge"] for e in c["evidence"]), key=sure.index
        )
        for c in claims
        if c["status"] == "active"
    }


@pytest.mark.kb_data
@pytest.mark.parametrize("fmt", FORMATS)
def test_the_curated_graph_comes_back(real_graph: Graph, tmp_path: Path, fmt: str) -> None:
    back = round_trip(real_graph, tmp_path, fmt)
    ours, theirs = list(real_graph.claims.bodies()), list(back.claims.bodies())
    assert len(theirs) > 900
    assert meaning(theirs) == meaning(ours)
    assert hedges(theirs) == hedges(ours)
    assert named(back) == named(real_graph)
    assert back.curie(back.resolve("牙龈间充质干细胞")) == "MSCG:gmsc"


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_sign_and_hedge_comes_back(tmp_path: Path, fmt: str) -> None:
    """Signs that no predicate gives: by role, and by what is good for the patient."""
    folder = tiny().claims(
        claim("rev2020-901", KLOT, "affects", FOG, evidence(hedge="suggested"), negated="true"),
        claim("rev2020-902", PULP, "worsens", FOG, evidence(hedge="hypothesised")),
        claim("rev2020-903", FAT, "improves", KLOT, context={"tissue": JOINT, "species": FOG}),
        claim("rev2020-904", KLOT, "member_of_pathway", "MSCG:glow-axis", pathway_role="inhibitor"),
        claim("rev2020-905", KLOT, "member_of_pathway", "MSCG:glow-axis", pathway_role="effector"),
    )
    graph = folder.graph(tmp_path / "data")
    back = round_trip(graph, tmp_path, fmt)
    ours, theirs = list(graph.claims.bodies()), list(back.claims.bodies())
    assert {c["sign"] for c in ours} >= {"+", "-", None}
    assert meaning(theirs) == meaning(ours)
    assert hedges(theirs) == hedges(ours)
    (placed,) = (c for c in theirs if c["note"].endswith("rev2020-903"))
    assert placed["context"] == {"tissue": JOINT, "species": FOG}


@pytest.mark.parametrize("fmt", FORMATS)
def test_an_imported_graph_is_exported_with_its_own_source(tmp_path: Path, fmt: str) -> None:
    nodes, edges = tmp_path / "n.jsonl", tmp_path / "e.jsonl"
    nodes.write_text('{"id": "A:1", "category": ["biolink:Gene"]}\n{"id": "A:2"}\n')
    edge: dict[str, Any] = {"subject": "A:1", "predicate": "biolink:regulates", "object": "A:2"}
    edge |= {"primary_knowledge_source": "infores:there", "publications": ["PMID:1", "x"]}
    edges.write_text(json.dumps(edge) + "\n")
    import_graph([nodes, edges], tmp_path / "one", ((), ()))
    graph = Graph(CompiledFile.open(str(tmp_path / "one" / "graph.mscg")))
    back = round_trip(graph, tmp_path, fmt)
    for name in ("cx2", "cyjs", "sssom", "nanopub"):  # its licence is its sources' own
        assert "creativecommons" not in dumped(graph, name)[""].decode()
    (ours,), (theirs,) = graph.claims.bodies(), back.claims.bodies()
    assert theirs["evidence"][0]["document"] == "infores:there"
    cited = [cite["reference"] for cite in theirs["evidence"][0]["cites"]]
    assert cited == ["PMID:1", f"{BASE}reference/x"]
    same = ("subject", "predicate", "object", "sign", "negated")
    assert [theirs[key] for key in same] == [ours[key] for key in same]


def test_import_reads_the_words_that_export_writes(real_kb: KnowledgeBase) -> None:
    """One table, both ways: also without our own columns a sign never turns."""
    graph = compiled(real_kb)
    turned = []
    for predicate in graph.predicates.bodies():
        name, qualifiers = said_as(predicate)
        told = {QUALIFIERS[key]: value for key, value in qualifiers.items() if key in QUALIFIERS}
        assert predicate_of(Words(name, **told, original=OURS + predicate["id"])) == predicate["id"]
        bare = predicate_of(Words(name, **told))
        if bare == predicate["id"] or bare == "related_to":
            continue
        if real_kb.predicates[bare].sign != predicate["sign"]:
            turned.append((predicate["id"], bare))
    assert turned == [("has_receptor", "binds")]  # Biolink has no ligand and receptor
    assert set(PLAINLY.values()) <= set(real_kb.predicates)


def test_a_hedge_has_a_level_of_knowledge() -> None:
    assert LEVELS == {
        "asserted": "knowledge_assertion",
        "suggested": "not_provided",
        "hypothesised": "prediction",
    }


def test_what_is_denied_is_the_only_word_in_its_column(tiny_kb: KnowledgeBase) -> None:
    """The kgx library takes each word for true, "false" as well."""
    head, *lines = dumped(tiny_kb, "kgx-tsv")["edges.tsv"].decode().splitlines()
    at = head.split("\t").index("negated")
    assert sorted(line.split("\t")[at] for line in lines) == [""] * 10 + ["true"]


def test_a_bar_in_a_list_stays_in_its_item(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(PULP)["synonyms"] = {"en": ["a|b", "c"]}
    graph = folder.graph(tmp_path / "data")
    back = round_trip(graph, tmp_path, "kgx-tsv")
    assert back.entities.get(PULP)["synonyms"] == {"en": ["a\N{BROKEN BAR}b", "c"]}
    back = round_trip(graph, tmp_path / "lines", "kgx-jsonl")
    assert back.entities.get(PULP)["synonyms"] == {"en": ["a|b", "c"]}


def test_the_nearest_class_is_taken() -> None:
    assert association("Gene", "directly_physically_interacts_with", "MicroRNA") == (
        "PairwiseGeneToGeneInteraction"
    )
    assert association("Gene", "part_of", "Gene") == "GeneToGeneAssociation"
    assert association("Cell", "treats", "Disease") == "EntityToDiseaseAssociation"
    assert association("Cell", "treats", "Disease", ["species_context_qualifier"]) == PLAIN
    assert association("Nonsense", "treats", "Gene") == PLAIN
    assert len({found.name for found in ASSOCIATIONS}) == len(ASSOCIATIONS)


def test_every_kind_of_an_import_has_its_place_in_biolink() -> None:
    assert set(KINDS) <= set(PARENTS)
    assert association("Protein", "affects", "SmallMolecule") == "GeneAffectsChemicalAssociation"
