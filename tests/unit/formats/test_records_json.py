"""The JSON contract: its keys, and that nothing is lost."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.formats.records_json import read_json, read_jsonl
from mscgraph.formats.registry import write
from mscgraph.kb.belief import beliefs
from mscgraph.rdf.records import PARTS

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase

CONTRACT = {
    "entities": "id type label synonyms parents relations xrefs status higher_is replaced_by",
    "claims": "id key status subject subject_label predicate object object_label sign negated"
    " mediated_by belief context mechanisms evidence",
    "evidence": "document section anchors cites cites_scope design hedge via manipulation study"
    " results statement note",
    "cites": "reference printed relay",
    "references": "id title authors year container volume issue pages doi pmid pmcid retracted"
    " notes",
    "mechanisms": "id label document claims",
}
"""DESIGN 8: keys may be added, none may go."""


def dumped(source: KnowledgeBase | Graph, fmt: str = "json") -> bytes:
    stream = BytesIO()
    write(source, stream, fmt=fmt)
    return stream.getvalue()


@pytest.fixture(scope="module")
def document(tiny_kb: KnowledgeBase) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(dumped(tiny_kb))
    return found


def test_the_parts(document: dict[str, Any], tiny_kb: KnowledgeBase) -> None:
    assert list(document) == ["meta", *PARTS]
    assert list(document)[1:8] == [
        "documents",
        "references",
        "studies",
        "predicates",
        "entities",
        "claims",
        "mechanisms",
    ]
    assert set(document["meta"]) == {"schema_version", "data_version", "content_hash"}
    assert document["meta"]["content_hash"] == tiny_kb.content_hash
    assert {part: len(document[part]) for part in PARTS} == {
        part: len(getattr(tiny_kb, part)) for part in PARTS
    }


@pytest.mark.parametrize("name", CONTRACT)
def test_no_key_of_the_contract_is_missing(document: dict[str, Any], name: str) -> None:
    evidence = [item for claim in document["claims"] for item in claim["evidence"]]
    cites = [cite for item in evidence for cite in item["cites"]]
    records = {**document, "evidence": evidence, "cites": cites}[name]
    assert records
    assert all(set(CONTRACT[name].split()) <= set(record) for record in records)


def test_texts_are_objects_by_language(document: dict[str, Any]) -> None:
    for entity in document["entities"]:
        assert set(entity["label"]) == {"en", "zh-Hans"}


def test_a_figure_stays_text_with_its_number_beside_it(document: dict[str, Any]) -> None:
    (claim,) = (c for c in document["claims"] if c["id"] == "rev2020-008")
    (result,) = claim["evidence"][0]["results"]
    assert (result["value"], result["number"]) == ("54.20", 54.2)


@pytest.mark.parametrize(("fmt", "read"), [("json", read_json), ("jsonl", read_jsonl)])
def test_reading_back_gives_the_same_records(tiny_kb: KnowledgeBase, fmt: str, read: Any) -> None:
    found: KnowledgeBase = read(dumped(tiny_kb, fmt), "graph")
    for part in PARTS:
        assert dict(getattr(found, part)) == dict(getattr(tiny_kb, part)), part
    assert found.content_hash == tiny_kb.content_hash
    assert beliefs(found) == beliefs(tiny_kb)
    assert dumped(found, fmt) == dumped(tiny_kb, fmt)


@pytest.mark.kb_data
def test_the_curated_graph_survives_too(real_kb: KnowledgeBase) -> None:
    found = read_json(dumped(real_kb), "graph")
    for part in PARTS:
        assert dict(getattr(found, part)) == dict(getattr(real_kb, part)), part


def test_a_compiled_graph_is_written_alike(
    tiny_root: Path, tiny_kb: KnowledgeBase, tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MSCGRAPH_DATA", str(tiny_root))
    loaded, compiled = json.loads(dumped(tiny_kb)), json.loads(dumped(tiny_graph))
    assert compiled.pop("meta")["content_hash"] == loaded.pop("meta")["content_hash"]
    assert compiled == loaded


def test_each_record_has_a_line_of_its_own(tiny_kb: KnowledgeBase) -> None:
    lines = dumped(tiny_kb).decode().split("\n")
    records = sum(len(getattr(tiny_kb, part)) for part in PARTS)
    assert sum(line.startswith("{") and len(line) > 1 for line in lines) == records
    rows = [json.loads(line) for line in dumped(tiny_kb, "jsonl").decode().splitlines()]
    assert len(rows) == records + 1
    assert [rows[0]["part"], rows[-1]["part"]] == ["meta", "prefixes"]
