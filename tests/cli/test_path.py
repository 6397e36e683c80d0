"""mscgraph path: the JSON contract, rows, options and exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli.cmd_path import COLUMNS
from tests.builders import FOG, GLOW, KLOT, PULP, SWELLING
from tests.cli.asking import ASK, answer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

PATH_KEYS = (
    "source target hops sign effect score standing entities steps claims weakest references "
    "counter_evidence text"
)
STEP_KEYS = "subject object sign structural belief specificity score claims mediators"


def test_json_keeps_the_contract(run: Run) -> None:
    found = answer(run, *ASK)
    assert set(found) >= {"query", "paths", "complete", "reason"}
    assert (found["complete"], found["reason"]) == (True, None)
    for path in found["paths"]:
        assert set(path) == {*PATH_KEYS.split(), "effect"}
        assert set(path["text"]) == {"en", "zh-Hans"}
        for step in path["steps"]:
            assert set(step) == {*STEP_KEYS.split(), "relation", "mediators"}


def test_json_of_a_path(run: Run) -> None:
    found = answer(run, *ASK, "-k", "2")
    assert found["query"] == {"source": PULP, "target": FOG, "k": 2, "max_hops": 6}
    path = found["paths"][1]
    assert (path["source"], path["target"], path["hops"], path["sign"]) == (PULP, FOG, 4, "-")
    assert path["entities"] == [PULP, KLOT, GLOW, SWELLING, FOG]
    assert path["claims"] == ["rev2020-001", "rev2020-002", "rev2020-003", "rev2020-004"]
    assert path["references"] == ["ames2010", "bolt2011"]
    assert path["standing"] == "one review"
    assert path["steps"][0] == {
        "subject": PULP,
        "object": KLOT,
        "sign": "+",
        "structural": False,
        "belief": 0.585,
        "specificity": 1.0,
        "score": pytest.approx(0.585),
        "claims": ["rev2020-001"],
        "relation": None,
        "mediators": [],
    }


def test_json_without_a_path_says_why(run: Run) -> None:
    done = run("path", "knee fog", "PSC", "-f", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 1
    assert (found["paths"], found["complete"]) == ([], True)
    assert found["reason"]["code"] == "no_route"
    assert set(found["reason"]["text"]) == {"en", "zh-Hans"}
    assert done.stderr == f"mscgraph: {found['reason']['text']['en']}\n"


@pytest.mark.parametrize("fmt", ["jsonl", "tsv", "table"])
def test_rows(run: Run, fmt: str) -> None:
    done = run(*ASK, "-f", fmt)
    assert (done.exit_code, done.stderr) == (0, "")
    if fmt == "jsonl":
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert [row["rank"] for row in rows] == [1, 2]
        assert rows[1]["entities"] == [PULP, KLOT, GLOW, SWELLING, FOG]
    if fmt == "tsv":
        header, *lines = done.stdout.splitlines()
        assert header.split("\t") == list(COLUMNS)
        assert header.startswith("rank\tsource\ttarget\thops\tsign")
        assert [line.split("\t")[0] for line in lines] == ["1", "2"]
        assert f"{PULP}|{GLOW}|{FOG}" in lines[0]


@pytest.mark.parametrize("fmt", ["text", "json", "jsonl", "tsv", "table"])
def test_a_file_holds_what_stdout_would(run: Run, fmt: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    done = run(*ASK, "-f", fmt, "-o", str(path))
    assert (done.exit_code, done.output) == (0, "")
    assert path.read_text("utf-8") == run(*ASK, "-f", fmt).stdout


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["-k", "1"], 1),
        (["-k", "0"], 2),
        (["--max-hops", "2"], 1),
        (["--sign", "-"], 2),
        (["--via", "KLOT"], 1),
        (["--avoid", "KLOT"], 1),
        (["--types", "Protein", "--types", "Pathway"], 1),
        (["--designs", "animal"], 2),
        (["--documents", "rev2020"], 2),
        (["--context", "species=mouse"], 2),
        (["--min-belief", "0.5"], 2),
        (["--through-products"], 2),
        (["--predicates", "treats"], 1),
        (["--effect", "beneficial"], 2),
        (["--shape", "CellSource>*>Protein>*>Disease"], 1),
        (["--reported-only"], 1),
    ],
)
def test_options_reach_the_search(run: Run, options: list[str], count: int) -> None:
    assert len(answer(run, *ASK, *options)["paths"]) == count


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--sign", "+"], "sign"),
        (["--max-hops", "1", "--via", "KLOT"], "filter"),
        (["--effect", "harmful"], "filter"),
        (["--shape", "Disease>*"], "filter"),
    ],
)
def test_options_that_leave_no_path(run: Run, options: list[str], code: str) -> None:
    done = run(*ASK, *options, "-f", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["reason"]["code"] == code


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--context", "mouse"], "'mouse' is not KEY=VALUE"),
        (["-k", "-1"], "-1 is not in the range"),
        (["--max-hops", "21"], "21 is not in the range"),
        (["--sign", "up"], "'up' is not one of"),
        (["--min-belief", "2"], "2.0 is not in the range"),
        (["--bogus"], "No such option"),
        (["--effect", "good"], "'good' is not one of"),
    ],
)
def test_usage_errors(run: Run, options: list[str], says: str) -> None:
    done = run(*ASK, *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr


def test_arguments_are_needed(run: Run) -> None:
    done = run("path", "PSC")
    assert done.exit_code == 2
    assert "Missing argument 'TARGET'" in done.stderr


def test_good_and_bad_cannot_be_told_of_a_process(run: Run) -> None:
    done = run("path", "PSC", "swelling", "--effect", "beneficial")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "more of swelling (Process) is good or bad cannot be known" in done.stderr
    assert "--sign +" in done.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--predicates", "treat"], "no predicate is called 'treat'; did you mean treats"),
        (["--types", "Proteins"], "no kind is called 'Proteins'; did you mean Protein"),
        (["--documents", "rev202"], "no document is called 'rev202'; did you mean rev202"),
        (["--shape", "Cell>*"], "no kind of entity is called 'Cell'; did you mean CellSource"),
        (["--via", "KLOTT"], "no entity is called 'KLOTT'; did you mean KLOT"),
        (["--context", "specie=mouse"], "no context key is called 'specie'"),
    ],
)
def test_a_misspelt_filter_is_no_empty_answer(run: Run, options: list[str], says: str) -> None:
    done = run(*ASK, *options)
    assert (done.exit_code, done.stdout) == (1, "")
    assert says in done.stderr


@pytest.mark.parametrize("fmt", ["text", "json", "tsv"])
def test_a_typo_is_the_answer_no_with_a_suggestion(run: Run, fmt: str) -> None:
    done = run("path", "PSC", "knee fogg", "-f", fmt)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "mscgraph: no entity is called 'knee fogg'; did you mean knee fog"
    )


@pytest.mark.parametrize(("fmt", "begins"), [("dot", "digraph"), ("mermaid", "graph LR")])
def test_drawings(run: Run, fmt: str, begins: str) -> None:
    done = run(*ASK, "-f", fmt)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.split("\n")[0].replace("flowchart", "graph").startswith(begins)
    assert "GLOW axis" in done.stdout
    assert "辉光轴" in run(*ASK, "-f", fmt, "--lang", "zh").stdout
