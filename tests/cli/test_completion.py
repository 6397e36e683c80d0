"""Completion by TAB, asked for as each shell asks, and once from bash itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).with_name("mscgraph")


def completed(line: str, kind: str = "zsh", **more: str) -> list[str]:
    """Give what a shell is offered after a line; its last word is incomplete."""
    words = line.split(" ")
    asked = {"_MSCGRAPH_COMPLETE": f"{kind}_complete", "COMP_WORDS": line}
    asked["COMP_CWORD"] = str(len(words) - 1)
    run = subprocess.run(
        [SCRIPT], env={**os.environ, **asked, **more}, capture_output=True, text=True, check=True
    )
    assert not run.stderr
    lines = run.stdout.splitlines()
    return lines[1::3] if kind == "zsh" else [line.partition(",")[2] for line in lines]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("mscgraph path GMS", "GMSC"),
        ("mscgraph path gms", "GMSC"),
        ("mscgraph path GMSC lupus", "lupus nephritis"),
        ("mscgraph path GMSC 狼疮", "狼疮肾炎"),
        ("mscgraph show HGNC:168", "HGNC:1682"),
        ("mscgraph path GMSC MSC --via CD7", "CD73"),
        ("mscgraph path GMSC MSC --types Cyt", "Cytokine"),
        ("mscgraph path GMSC MSC --predicates incr", "increases"),
        ("mscgraph claims --document qi", "qi2024"),
        ("mscgraph path GMSC MSC --designs cas", "case_report"),
        ("mscgraph query --name med", "mediators"),
        ("mscgraph claims qi2024-01", "qi2024-015"),
        ("mscgraph cite sheng", "sheng2021"),
        ("mscgraph view --mechanism qi2024-cd", "qi2024-cd47-hedgehog"),
    ],
)
def test_offers_what_the_graph_holds(line: str, offered: str) -> None:
    assert offered in completed(line)


def test_offers_nothing_for_what_nothing_begins_with() -> None:
    assert completed("mscgraph path qqq") == []


def test_says_nothing_where_there_is_no_graph(tmp_path: Path) -> None:
    assert completed("mscgraph path PS", MSCGRAPH_DATA=str(tmp_path / "nowhere")) == []


def test_asks_the_graph_that_is_named(tiny_root: Path) -> None:
    assert completed("mscgraph path PS", MSCGRAPH_DATA=str(tiny_root)) == ["PSC"]


def test_bash_gets_a_name_of_two_words_in_one_piece() -> None:
    assert "lupus\\\\ nephritis" in completed("mscgraph path GMSC lupus", kind="bash")


def test_bash_puts_in_what_it_is_offered() -> None:
    script = f"""
        PATH={SCRIPT.parent}:$PATH
        eval "$(_MSCGRAPH_COMPLETE=bash_source mscgraph)"
        COMP_WORDS=(mscgraph path GMSC lupus) COMP_CWORD=3
        _mscgraph_completion mscgraph
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    run = subprocess.run(["/bin/bash", "-c", script], capture_output=True, text=True, check=True)

    assert "lupus\\ nephritis" in run.stdout.splitlines()
