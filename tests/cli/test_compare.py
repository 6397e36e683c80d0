"""mscgraph compare: actors side by side."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.builders import FOG, GLOW, KLOT

if TYPE_CHECKING:
    from tests.conftest import Run


def test_by_outcome(run: Run) -> None:
    done = run("compare", "PSC", "fat stem cell")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [line.split("\t") for line in done.stdout.splitlines()] == [
        ["id", "label", "shared", "pulp stem cell", "fat stem cell"],
        [FOG, "knee fog", "true", "- (animals)", "- / not - (animals)"],
    ]


def test_in_chinese(run: Run) -> None:
    done = run("compare", "牙髓干细胞", "脂肪干细胞", "--lang", "zh")
    header, row = (line.split("\t") for line in done.stdout.splitlines())
    assert header == ["id", "label", "shared", "牙髓干细胞", "脂肪干细胞"]
    assert row == [FOG, "膝雾", "true", "- (动物)", "- / 未减 (动物)"]


def test_in_sum_where_an_outcome_is_given(run: Run) -> None:
    done = run("compare", "PSC", "fat stem cell", "--outcome", "knee fog", "--lang", "zh")
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in done.stdout.splitlines()}
    assert rows["best_path"][0] == "最佳路径"
    assert rows["best_path"][2].endswith(", 已报道)")
    assert "complications" not in rows


def test_json_names_the_claims(run: Run) -> None:
    (row,) = json.loads(run("compare", "PSC", "fat stem cell", "-f", "json").stdout)
    assert row == {
        "id": FOG,
        "label": "knee fog",
        "shared": True,
        "pulp stem cell": "- (animals)",
        "fat stem cell": "- / not - (animals)",
        "claims": {
            "pulp stem cell": ["rev2020-005"],
            "fat stem cell": ["rev2020-008", "rev2021-001", "rev2021-003"],
        },
    }


def test_by_design(run: Run) -> None:
    done = run("compare", "PSC", "fat stem cell", "--by", "design")
    assert [line.split("\t") for line in done.stdout.splitlines()[1:]] == [
        ["animal", "animal study", "true", "2", "2"],
        ["rct", "randomized trial", "false", "", "2"],
    ]


def test_by_mechanism(run: Run) -> None:
    done = run("compare", "PSC", "KLOT", "--by", "mechanism", "--outcome", "knee fog")
    assert done.exit_code == 0
    found = {line.split("\t")[0]: line.split("\t") for line in done.stdout.splitlines()}
    assert found[GLOW][2] == "true"
    assert found[KLOT][2:] == ["false", found[KLOT][3], ""]


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "mscgraph: the graph has nothing on these; see mscgraph show\n"),
        ("zh", "mscgraph: 图谱中没有相关内容;请看 mscgraph show\n"),
    ],
)
def test_nothing_to_show_is_the_answer_no(run: Run, lang: str, says: str) -> None:
    done = run("compare", "TNF", "KLOT", "--lang", lang)
    assert (done.exit_code, done.stderr) == (1, says)
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "Missing argument"),
        (("PSC", "--by", "mechanism"), 2, "--by mechanism needs --outcome ENTITY"),
        (("PSC", "--by", "summary"), 2, "--by summary needs --outcome ENTITY"),
        (("PSC", "牙髓干细胞"), 2, "two names are one entity"),
        (("PSC", "--by", "colour"), 2, "'colour'"),
        (("nobody",), 1, "nobody"),
        (("PSC", "--outcome", "nowhere"), 1, "nowhere"),
    ],
)
def test_what_cannot_be_compared(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    done = run("compare", *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert says in done.stderr
