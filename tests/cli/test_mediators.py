"""mscgraph mediators: who carries the belief between two ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mscgraph.cli.cmd_mediators import COLUMNS
from mscgraph.graph.mediators import mediators
from tests.builders import FOG, GLOW, KLOT, PULP, SWELLING

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from tests.conftest import Run

ASK = ("mediators", "PSC", "knee fog")


def test_rows_are_what_the_library_says(run: Run, tiny_graph: Graph) -> None:
    done = run(*ASK, "-f", "json")
    found, _ = mediators(tiny_graph, PULP, FOG)
    assert (done.exit_code, done.stderr) == (0, "")
    assert [
        (r["id"], r["share"], r["paths"], r["best"], r["standing"]) for r in json.loads(done.stdout)
    ] == [tuple(m) for m in found]
    assert [r["id"] for r in json.loads(done.stdout)] == [GLOW, SWELLING, KLOT]


def test_tsv_and_chinese(run: Run) -> None:
    done = run(*ASK)
    header, first, *_ = (line.split("\t") for line in done.stdout.splitlines())
    assert tuple(header) == COLUMNS
    assert first[:3] == [GLOW, "GLOW axis", "1.000"]
    assert f"{GLOW}\t辉光轴\t" in run(*ASK, "--lang", "zh").stdout


@pytest.mark.parametrize(
    ("ends", "lang", "says"),
    [
        (("PSC", "KLOT"), "en", "direct; nothing stands between them"),
        (("PSC", "KLOT"), "zh", "两者之间只有直接论断"),
        (("knee fog", "PSC"), "en", "no chain of claims leads"),
        (("knee fog", "PSC"), "zh", "没有任何论断链"),
        (("nobody", "PSC"), "en", "nobody"),
    ],
)
def test_nothing_between_them_is_the_answer_no(
    run: Run, ends: tuple[str, str], lang: str, says: str
) -> None:
    done = run("mediators", *ends, "--lang", lang)
    assert done.exit_code == 1
    assert done.stderr.startswith("mscgraph: ")
    assert says in done.stderr
    assert len(done.stdout.splitlines()) <= 1


def test_usage(run: Run) -> None:
    assert run("mediators", "PSC").exit_code == 2
