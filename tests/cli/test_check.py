"""mscgraph check: findings in every format, and how much was looked at."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import CLAIMS_2020, CLAIMS_2021, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A folder with an error and a warning."""
    folder = tiny()
    folder.item("rev2020-004")["predicate"] = "increase"
    folder.files[CLAIMS_2021].pop(2)
    return str(folder.write(tmp_path / "broken"))


def test_a_sound_folder(run: Run) -> None:
    done = run("check")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith(": 0 errors, 0 warnings\n")
    assert "10 entities, 2 documents, 7 references" in done.stderr
    assert "12 claims" in done.stderr


def test_findings_are_lines_with_place_and_code(run: Run, broken: str) -> None:
    done = run("check", "--data", broken)
    error, warning = done.stdout.splitlines()
    assert done.exit_code == 1
    assert error.startswith(f"{CLAIMS_2020}:")
    assert error.endswith(
        "rev2020-004: unknown predicate 'increase'; did you mean increases?; "
        "see ontology/predicates.yaml [T001]"
    )
    assert warning.endswith("NCBITaxon:10090: NCBITaxon:10090 is used by nothing [E004]")
    assert done.stderr.endswith(": 1 errors, 1 warnings\n")


def test_findings_in_chinese(run: Run, broken: str) -> None:
    done = run("check", "--data", broken, "--lang", "zh")
    assert "未知的谓词 'increase'" in done.stdout
    assert done.stderr.endswith(":1 个错误,1 个警告\n")


@pytest.mark.parametrize("fmt", ["json", "jsonl", "tsv", "table"])
def test_findings_for_programs(run: Run, broken: str, fmt: str) -> None:
    done = run("check", "--data", broken, "-f", fmt)
    assert done.exit_code == 1
    if fmt == "json":
        first = json.loads(done.stdout)[0]
        assert list(first) == ["rule", "severity", "file", "line", "record", "message"]
        assert (first["rule"], first["severity"], first["record"]) == (
            "T001",
            "error",
            "rev2020-004",
        )
    if fmt == "jsonl":
        assert [json.loads(line)["rule"] for line in done.stdout.splitlines()] == ["T001", "E004"]
    if fmt == "tsv":
        assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [
            "rule",
            "T001",
            "E004",
        ]


def test_only_the_rules_asked_for(run: Run, broken: str) -> None:
    done = run("check", "--data", broken, "--rules", "E004")
    assert (done.exit_code, done.stdout.count("\n")) == (0, 1)
    assert "0 errors, 1 warnings" in done.stderr


def test_findings_into_a_file(run: Run, broken: str, tmp_path: Path) -> None:
    path = tmp_path / "findings.txt"
    done = run("check", "--data", broken, "-o", str(path))
    assert (done.exit_code, done.stdout) == (1, "")
    assert path.read_text("utf-8") == run("check", "--data", broken).stdout


def test_other_commands_show_the_first_findings_and_point_to_check(
    run: Run, tmp_path: Path
) -> None:
    folder = tiny()
    for item in folder.files[CLAIMS_2020]:
        item["colour"] = "red"
    for item in folder.files[CLAIMS_2021]:
        item["colour"] = "red"
    done = run("show", "KLOT", "--data", str(folder.write(tmp_path)))
    lines = done.stderr.splitlines()
    assert (done.exit_code, done.stdout, len(lines)) == (1, "", 11)
    assert "unknown key 'colour'" in lines[0]
    assert lines[-1].startswith("mscgraph: the data has ")
    assert lines[-1].endswith(" errors; run mscgraph check")


def test_one_error_is_one_error(run: Run, tmp_path: Path) -> None:
    folder = tiny()
    folder.item("rev2020-004")["predicate"] = "increase"
    done = run("show", "KLOT", "--data", str(folder.write(tmp_path)))
    assert done.stderr.endswith("mscgraph: the data has 1 error; run mscgraph check\n")


def test_a_rule_that_is_none_is_named(run: Run) -> None:
    done = run("check", "--rules", "T02")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("mscgraph: no rule is called 'T02'; did you mean ")


def test_the_summary_is_in_chinese(run: Run, tmp_path: Path) -> None:
    data = str(tiny().write(tmp_path / "data"))
    done = run("check", "--data", data, "--lang", "zh")
    assert "个前缀," in done.stderr
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(done.stderr)


def test_a_graph_without_data_files_is_not_judged(run: Run, tmp_path: Path) -> None:
    (tmp_path / "graph.mscg").write_bytes(b"")
    for name in ("check", "fmt", "audit", "diff"):
        args = [name, str(tmp_path)] if name == "diff" else [name]
        done = run(*args, "--data", str(tmp_path))
        assert (done.exit_code, done.stdout) == (3, "")
        assert "holds a graph without its data files" in done.stderr
