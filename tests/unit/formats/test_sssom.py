"""SSSOM/TSV, read back by csv and YAML: columns, prefixes, order."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mscgraph.formats.sssom import COLUMNS, sssom
from tests.builders import FOG, GLOW, JOINT, KLOT, PREFIXES, bare, entity, text, tiny
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase


def read_sssom(text: str) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Read the metadata, YAML behind ``#``, and the table, quoted where it must be."""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    table = csv.DictReader(lines[len(head) :], delimiter="\t", strict=True)
    rows = list(table)
    assert table.fieldnames is not None
    assert tuple(table.fieldnames) == COLUMNS
    assert all(None not in row and None not in row.values() for row in rows)
    return yaml.safe_load("".join(line[1:] for line in head)), rows


def test_the_mappings_of_the_tiny_graph(tiny_kb: KnowledgeBase) -> None:
    head, rows = read_sssom(sssom(tiny_kb))
    assert [(r["subject_id"], r["predicate_id"], r["object_id"]) for r in rows] == [
        (FOG, "skos:exactMatch", "MONDO:0000009"),
        (JOINT, "skos:closeMatch", "MONDO:0000008"),
        (GLOW, "skos:broadMatch", "GO:0000002"),
    ]
    assert [r["subject_label"] for r in rows] == ["knee fog", "joint disease", "GLOW axis"]
    assert {r["mapping_justification"] for r in rows} == {"semapv:ManualMappingCuration"}
    assert {r["comment"] for r in rows} == {""}
    assert head["mapping_set_id"] == "https://w3id.org/mscgraph/mappings"
    assert head["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert head["curie_map"] == {
        "GO": "https://example.org/GO/",
        "MONDO": "https://example.org/MONDO/",
        "MSCG": "https://example.org/MSCG/",
        "semapv": "https://w3id.org/semapv/vocab/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }


def test_a_required_column_stands_in_the_table() -> None:
    assert {"subject_id", "predicate_id", "object_id", "mapping_justification"} <= set(COLUMNS)


def test_rows_and_prefixes_are_sorted(tmp_path: Path) -> None:
    folder = tiny()
    folder.item(KLOT).update(
        xrefs=["MONDO:0000012", "GO:0000011"], close_xrefs=["RO:0000010"], note="seen\n  by eye"
    )
    written = sssom(folder.kb(tmp_path))
    head, rows = read_sssom(written)
    own = [(r["predicate_id"], r["object_id"]) for r in rows if r["subject_id"] == KLOT]
    assert own == [
        ("skos:closeMatch", "RO:0000010"),
        ("skos:exactMatch", "GO:0000011"),
        ("skos:exactMatch", "MONDO:0000012"),
    ]
    assert {r["comment"] for r in rows if r["subject_id"] == KLOT} == {"seen by eye"}
    keys = [tuple(row.values()) for row in rows]
    assert keys == sorted(keys)
    assert list(head["curie_map"]) == sorted(head["curie_map"])
    assert "HGNC" in head["curie_map"]


@pytest.mark.parametrize("label", ['"quoted" first', 'in "the" middle', "a\ttab", "two\nlines"])
def test_a_hostile_label_and_note_stay_one_cell(tmp_path: Path, label: str) -> None:
    folder = tiny()
    folder.item(GLOW).update(label=text(label), note=f"{label} as well")
    _, rows = read_sssom(sssom(folder.kb(tmp_path)))
    (row,) = [r for r in rows if r["subject_id"] == GLOW]
    assert row["subject_label"] == " ".join(label.split())
    assert row["comment"] == " ".join(f"{label} as well".split())


def test_no_mapping_is_a_header_alone(tmp_path: Path) -> None:
    folder = bare()
    folder.entities("disease", entity(FOG, "fog"))
    head, rows = read_sssom(sssom(folder.kb(tmp_path)))
    assert rows == []
    assert set(head["curie_map"]) == {"semapv", "skos"}


def test_the_order_of_the_files_makes_no_difference(tmp_path: Path) -> None:
    folder = tiny()
    one = sssom(folder.kb(tmp_path / "one"))
    for items in folder.files.values():
        items.reverse()
    assert sssom(folder.kb(tmp_path / "other")) == one


def test_an_iri_that_ends_in_a_colon(tmp_path: Path) -> None:
    folder = tiny()
    for item in folder.files[PREFIXES]:
        item["iri"] = f"https://example.org/{item['prefix']}:"
    head, _ = read_sssom(sssom(folder.kb(tmp_path)))
    assert head["curie_map"]["GO"] == "https://example.org/GO:"


def test_two_hash_seeds_give_the_same_bytes(tiny_root: Path) -> None:
    program = (
        "import sys; from mscgraph.formats.sssom import sssom; from mscgraph.kb.load import load;"
        "sys.stdout.buffer.write(sssom(load(sys.argv[1])).encode())"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program, str(tiny_root)],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
    assert b"skos:exactMatch" in written.pop()


@pytest.mark.kb_data
def test_every_prefix_of_the_real_graph_is_declared(real_kb: KnowledgeBase) -> None:
    head, rows = read_sssom(sssom(real_kb))
    assert len(rows) > 50
    used = {
        row[key].partition(":")[0]
        for row in rows
        for key in ("subject_id", "predicate_id", "object_id", "mapping_justification")
    }
    assert used <= set(head["curie_map"])
    assert all(iri.startswith("http") for iri in head["curie_map"].values())
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert {row["subject_id"] for row in rows} <= set(real_kb.entities)
