"""KGX in kgx and SSSOM in sssom: what these libraries read is what the graph says, nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.formats.registry import write
from mscgraph.formats.whole import whole_of
from mscgraph.rdf.prefixes import BASE
from tests.builders import GLOW, tiny
from tests.conftest import ROOT
from tests.contract.test_writers import HOLDS, HOSTILE, spoilt

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from mscgraph.formats.whole import Exportable
    from mscgraph.kb.load import KnowledgeBase
    from tests.validators.conftest import Judge

# each file is a run that loads linkml: one worker, one after the other
pytestmark = pytest.mark.xdist_group("readers")

CONTEXT = ROOT / "ontology" / "context.jsonld"
WRONG = {
    ('"biolink:related_to"', '"biolink:heals"'): "heals",
    ('"biolink:NamedThing"', '"biolink:Potion"'): "Potion",
    ('"knowledge_level":', '"level":'): "knowledge_level",
    ('"id":"HGNC:', '"id":"POTION:'): "POTION",
    ('"subject":"HGNC:', '"subject":"POTION:'): "POTION",
}
"""What is put for what, and what kgx says of it."""
SPELLING = {
    f"Category '{name}' is not in CamelCase form" for name in ("MicroRNA", "NoncodingRNAProduct")
}
"""Classes of Biolink that kgx takes for misspelt, since they have capitals in a row."""


def kgx(graph: Exportable, folder: Path, fmt: str) -> tuple[Path, Path]:
    """Write KGX; give its two files."""
    write(graph, folder, fmt=fmt)
    end = fmt.removeprefix("kgx-")
    return folder / f"nodes.{end}", folder / f"edges.{end}"


def listed(value: Any) -> list[Any]:
    """Give a value of ours as a list: of a table kgx cannot know that one item alone is one."""
    return value if isinstance(value, list) else [] if value is None else [value]


@pytest.mark.kb_data
def test_kgx_reads_every_node_and_edge_of_both_formats(
    real_graph: Graph, tmp_path: Path, judge: Judge
) -> None:
    formats = ("kgx-tsv", "kgx-jsonl")
    files = [file for fmt in formats for file in kgx(real_graph, tmp_path / fmt, fmt)]
    records = whole_of(real_graph).records
    entities = dict(records["entities"])
    claims = {
        claim["id"]: claim for claim in records["claims"].values() if claim["status"] == "active"
    }
    for found in judge("translator", CONTEXT, *files):
        assert found["version"] == "4.4.4"
        assert set(found["faults"]) == SPELLING
        assert [node["id"] for node in found["nodes"]] == list(entities)
        for node in found["nodes"]:
            entity = entities[node["id"]]
            assert node["name"] == entity["label"]["en"]
            assert node["mscg_label_zh"] == entity["label"]["zh-Hans"]
            assert node.get("xref", []) == entity["xrefs"]
            assert listed(node.get("mscg_parents")) == entity["parents"]
        assert [edge["id"].removeprefix(f"{BASE}claim/") for edge in found["edges"]] == list(claims)
        for edge, claim in zip(found["edges"], claims.values(), strict=True):
            assert (edge["subject"], edge["object"]) == (claim["subject"], claim["object"])
            assert edge["original_predicate"] == f"mscg:{claim['predicate']}"
            assert edge["mscg_sign"] == (claim["sign"] or "?")
            assert edge.get("negated", False) is claim["negated"]
            assert float(edge["has_confidence_score"]) == claim["belief"]
            assert listed(edge.get("mscg_mediated_by")) == claim["mediated_by"]
            assert [json.loads(item) for item in listed(edge.get("mscg_evidence"))] == claim[
                "evidence"
            ]


def test_kgx_reads_any_text(tiny_kb: KnowledgeBase, tmp_path: Path, judge: Judge) -> None:
    wanted: list[str] = []
    files: list[Path] = []
    for number, text in enumerate(HOSTILE):
        kb = spoilt(tiny_kb, text)
        for fmt in ("kgx-tsv", "kgx-jsonl"):
            # kgx puts blanks for these two itself, whatever it reads
            wanted.append(HOLDS.get(fmt, str)(text).replace("\n", " ").replace("\t", " "))
            files += kgx(kb, tmp_path / f"{number}-{fmt}", fmt)
    for text, found in zip(wanted, judge("translator", CONTEXT, *files), strict=True):
        assert len(found["nodes"]) == len(tiny_kb.entities)
        assert len(found["edges"]) == len(tiny_kb.active_claims)
        assert text in {node["name"] for node in found["nodes"]}
        assert text in {edge.get("mscg_note") for edge in found["edges"]}


def test_kgx_refuses_other_words(tiny_kb: KnowledgeBase, tmp_path: Path, judge: Judge) -> None:
    files: list[Path] = []
    for number, (old, new) in enumerate(WRONG):
        pair = kgx(tiny_kb, tmp_path / str(number), "kgx-jsonl")
        texts = [file.read_text("utf-8") for file in pair]
        assert any(old in text for text in texts), old
        for file, text in zip(pair, texts, strict=True):
            file.write_text(text.replace(old, new), "utf-8")
        files += pair
    whole, *broken = judge(
        "translator", CONTEXT, *kgx(tiny_kb, tmp_path / "whole", "kgx-jsonl"), *files
    )
    for (case, said), found in zip(WRONG.items(), broken, strict=True):
        faults = set(found["faults"]) - set(whole["faults"])
        assert [fault for fault in faults if said in fault], (case, faults)


@pytest.mark.kb_data
def test_sssom_reads_and_passes_every_mapping(
    real_graph: Graph, tmp_path: Path, judge: Judge
) -> None:
    path = tmp_path / "mappings.sssom.tsv"
    write(real_graph, path, fmt="sssom")
    exported, committed = judge("mappings", path, ROOT / "ontology" / "mappings.sssom.tsv")
    assert exported == committed
    assert exported["faults"] == []
    assert exported["metadata"]["mapping_set_id"] == f"{BASE}mappings"
    records = whole_of(real_graph).records
    wanted = {
        (entity["id"], predicate, xref)
        for entity in records["entities"].values()
        for predicate, xrefs in (
            ("skos:exactMatch", entity["xrefs"]),
            ("skos:closeMatch", entity["close_xrefs"]),
            ("skos:broadMatch", filter(None, [entity["broader_xref"]])),
        )
        for xref in xrefs
    }
    rows = exported["mappings"]
    found = [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in rows]
    assert set(found) == wanted
    assert len(found) == len(wanted)
    for prefix in {
        curie.partition(":")[0] for subject, _, xref in found for curie in (subject, xref)
    }:
        assert exported["prefixes"][prefix] == dict(records["prefixes"])[prefix]["iri"]


def test_sssom_reads_any_text(tiny_kb: KnowledgeBase, tmp_path: Path, judge: Judge) -> None:
    files = []
    for number, text in enumerate(HOSTILE):
        files.append(tmp_path / f"{number}.sssom.tsv")
        write(spoilt(tiny_kb, text), files[-1], fmt="sssom")
    for text, found in zip(HOSTILE, judge("mappings", *files), strict=True):
        assert found["faults"] == []
        assert HOLDS["sssom"](text) in {row["subject_label"] for row in found["mappings"]}
        assert HOLDS["sssom"](text) in {row["comment"] for row in found["mappings"]}


def test_sssom_refuses_what_no_prefix_stands_for(tmp_path: Path, judge: Judge) -> None:
    folder = tiny()
    folder.item(GLOW)["xrefs"] = ["GO:0000011"]
    path = tmp_path / "mappings.sssom.tsv"
    write(folder.kb(tmp_path / "kb"), path, fmt="sssom")
    text = path.read_text("utf-8")
    path.write_text(text.replace("GO:0000011", "NOWHERE:0000011"), "utf-8")
    (found,) = judge("mappings", path)
    assert found["faults"] == ["PrefixMapCompleteness: Missing prefix: NOWHERE"]
