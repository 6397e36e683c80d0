"""``--with``: the commands on two graphs, and each step with its graph in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import FOG, GLOW, PULP
from tests.unit.imports.tables import tsv

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

NODES: list[dict[str, Any]] = [
    {"id": GLOW, "category": "biolink:Pathway", "name": "lasting glow"},
    {"id": "X:1", "category": "biolink:BiologicalProcess", "name": "foreign land"},
    {"id": FOG, "category": "biolink:Disease", "name": "foggy knee"},
]
EDGES: list[dict[str, Any]] = [
    {"subject": GLOW, "predicate": "biolink:positively_regulates", "object": "X:1"},
    {"subject": "X:1", "predicate": "biolink:ameliorates_condition", "object": FOG},
]


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> str:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    paths = tmp_path / "nodes.tsv", tmp_path / "edges.tsv"
    for path, rows in zip(paths, (NODES, EDGES), strict=True):
        path.write_bytes(tsv(rows))
    to = str(tmp_path / "made")
    assert run("import", *map(str, paths), "--to", to).exit_code == 0
    return to


ASKED = ("path", PULP, "knee fog", "--via", "foreign land")


def test_text_says_the_graph_of_each_step(run: Run, other: str) -> None:
    said = run(*ASKED, "--with", other).stdout
    lines = [line.strip() for line in said.splitlines() if line.strip().startswith("—")]
    assert [line.rstrip(")").rsplit(", ", 1)[1] for line in lines] == [
        *["curated"] * (len(lines) - 2),
        "imported",
        "imported",
    ]
    assert len(lines) > 2
    assert "HYPOTHESIS" in said
    assert "GLOW axis increases foreign land (imported)." in said


def test_chinese_text_says_it_too(run: Run, other: str) -> None:
    said = run(*ASKED, "--with", other, "--lang", "zh").stdout
    assert "本图谱)" in said
    assert "导入图谱)" in said


def test_json_says_it_by_step(run: Run, other: str) -> None:
    (path, *_) = json.loads(run(*ASKED, "--with", other, "-f", "json").stdout)["paths"]
    graphs = [step["graph"] for step in path["steps"]]
    assert graphs[0] == "curated"
    assert graphs[-2:] == ["imported", "imported"]
    assert path["standing"] == "stitched"
    (row, *_) = map(json.loads, run(*ASKED, "--with", other, "-f", "jsonl").stdout.splitlines())
    assert row["graphs"] == graphs


def test_rows_have_a_column_for_it(run: Run, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    for fmt in ("tsv", "table"):
        head, *rows = run(*ASKED, "--with", other, "-f", fmt).stdout.splitlines()
        assert "graphs" in head
        assert "imported" in "".join(rows)


def test_drawings_say_it_by_edge(run: Run, other: str) -> None:
    dot = run(*ASKED, "--with", other, "-f", "dot").stdout
    assert '[label="increases (edge-1, imported)", arrowhead=normal]' in dot
    assert ", curated)" in dot
    mermaid = run(*ASKED, "--with", other, "-f", "mermaid").stdout
    assert '-->|"increases #40;imported#41;"|' in mermaid
    assert "#40;curated#41;" in mermaid


@pytest.mark.parametrize("fmt", ["text", "json", "jsonl", "tsv", "table", "dot", "mermaid"])
def test_without_it_nothing_is_said(run: Run, other: str, fmt: str) -> None:
    before = run("path", PULP, "knee fog", "-f", fmt).stdout
    assert run("path", PULP, "knee fog", "-f", fmt, "--with", other).exit_code == 0
    assert run("path", PULP, "knee fog", "-f", fmt).stdout == before
    assert "curated" not in before
    assert '"graph"' not in before


def test_the_score_of_an_imported_step_is_explained(run: Run, other: str) -> None:
    said = run(*ASKED, "--with", other, "--explain-score").stdout
    assert "belief 0.3500 x specificity 1.0000" in said


def test_without_a_path_the_columns_are_there_all_the_same(run: Run, other: str) -> None:
    done = run("path", "foreign land", PULP, "--with", other, "-f", "tsv")
    assert done.exit_code == 1
    assert done.stdout.strip().endswith("graphs")


def test_find_knows_the_names_of_both(run: Run, other: str) -> None:
    said = run("find", "lasting glow", "--with", other, "-f", "tsv").stdout
    assert said.splitlines()[1].startswith(f"{GLOW}\tGLOW axis\t")
    assert run("find", "foreign land", "--with", other, "-f", "tsv").exit_code == 0


def test_show_lists_the_claims_of_both(run: Run, other: str) -> None:
    said = run("show", GLOW, "--with", other).stdout
    assert "edge-1" in said
    assert "rev2020-" in said
    record = json.loads(run("show", FOG, "--with", other, "-f", "json").stdout)[0]
    assert "edge-2" in record["claims"]


def test_compare_sets_actors_of_both_side_by_side(run: Run, other: str) -> None:
    done = run("compare", PULP, "foreign land", "--with", other, "-f", "tsv")
    row = next(line for line in done.stdout.splitlines() if line.startswith(FOG))
    assert row.split("\t")[2] == "true"


def test_what_two_graphs_share_is_noted_once(
    run: Run, other: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for _ in range(2):
        assert run("find", "foreign land", "--with", other).stderr == ""
    assert caplog.text.count("2 entities stand in both; 0 of its could be several of ours") == 1


def test_a_wrong_folder_is_one_line(run: Run, other: str, tmp_path: Path) -> None:
    for folder, said in ((tmp_path / "none", "no such folder"), (tmp_path, "no imported graph")):
        done = run("path", PULP, "knee fog", "--with", str(folder))
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1)
        assert said in done.stderr
    done = run("find", "x", "--data", other, "--with", other)
    assert (done.exit_code, done.stderr.count("\n")) == (3, 1)


def test_an_import_is_asked_by_its_document_which_is_no_record(run: Run, other: str) -> None:
    rows = run("claims", "--data", other, "-f", "json").stdout
    document = json.loads(rows)[0]["evidence"][0]["document"]
    assert run("claims", "--data", other, "--document", document).exit_code == 0
    asked = ("path", PULP, "knee fog", "--with", other, "--documents", document)
    assert "no document is called" not in run(*asked).stderr


def test_an_import_asked_alone_names_no_review(run: Run, other: str) -> None:
    said = run("path", "lasting glow", "foggy knee", "--data", other).stdout
    assert "Lasting glow increases foreign land." in said
    assert "review" not in said


def test_small_scores_are_not_nothing_in_a_row(run: Run, other: str) -> None:
    rows = run("path", PULP, "knee fog", "--with", other, "-k", "50", "-f", "tsv").stdout
    assert "\t0.000\t" not in rows
