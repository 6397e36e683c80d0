"""mscgraph path --explain-score: what is printed adds up, from the printed numbers alone."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest

from tests.builders import (
    FOG,
    KLOT,
    PULP,
    SWELLING,
    TNF,
    bare,
    cite,
    claim,
    entity,
    evidence,
    relation,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

N = r"([\d.]+)"
STEP = re.compile(
    rf"score {N} = belief {N} x (?:specificity|fixed factor of a structural step) {N}"
    rf"(?: x weight of the relation {N})?"
)
BELIEF = re.compile(rf"(\S+): belief = support {N} \(cap {N}\) x \(1 - opposition {N}\)")
GROUP = re.compile(
    rf"(.+?) \((\w+)\): error {N} = \(1 - \(1 - {N}\) x hedge {N} x relay {N} x scope {N}\) "
    rf"x manipulation {N} \+ negated {N}"
)
OPPOSED = re.compile(rf"opposed by (\S+) x {N} \(its support {N}\)")
HEAD = re.compile(rf"   score {N} · (\d+) steps?")
ROUNDED = 1e-4
"""Numbers are printed with four digits."""


class Sum:
    """One claim's belief as printed: checked line by line."""

    def __init__(self, head: re.Match[str]) -> None:
        self.claim = head[1]
        self.support, self.cap, self.opposition = (float(head[i]) for i in (2, 3, 4))
        self.errors: list[float] = []
        self.remaining = 1.0

    @property
    def belief(self) -> float:
        return self.support * (1 - self.opposition)

    def group(self, line: re.Match[str]) -> None:
        error, base, hedge, relay, scope, manipulation, negated = map(float, line.groups()[2:])
        shown = (1 - (1 - base) * hedge * relay * scope) * manipulation + negated
        assert error == pytest.approx(min(shown, 1), abs=ROUNDED), line[0]
        self.errors.append(error)

    def opposed(self, line: re.Match[str]) -> None:
        self.remaining *= 1 - float(line[2]) * float(line[3])

    def close(self) -> None:
        assert self.errors, self.claim
        wanted = min(self.cap, 1 - math.prod(self.errors))
        assert self.support == pytest.approx(wanted, abs=3 * ROUNDED), self.claim
        assert self.opposition == pytest.approx(1 - self.remaining, abs=2e-3), self.claim


def add_up(text: str) -> dict[str, Sum]:
    """Check every sum of an answer, and give those of the claims."""
    found: dict[str, Sum] = {}
    steps: list[tuple[float, float]] = []
    products: list[float] = []
    best: list[tuple[str, float]] = []
    for line in map(str.strip, text.partition("\nReferences:")[0].splitlines()):
        if head := HEAD.match(f"   {line}"):
            products.append(float(head[1]))
        if step := STEP.fullmatch(line):
            score, belief, factor, weight = (float(step[i] or 1) for i in (1, 2, 3, 4))
            assert score == pytest.approx(belief * factor * weight, abs=ROUNDED), line
            steps.append((score, belief))
            best.append(("", score))
        elif said := BELIEF.fullmatch(line):
            one = found[said[1]] = Sum(said)
            if best[-1][0] == "":
                best[-1] = said[1], best[-1][1]
                assert one.belief == pytest.approx(steps[-1][1], abs=2 * ROUNDED), line
        elif group := GROUP.fullmatch(line):
            one.group(group)
        elif opposed := OPPOSED.fullmatch(line):
            one.opposed(opposed)
        else:
            assert "belief =" not in line
            assert "error" not in line
            assert not line.startswith(("opposed by", "score 0.0000 ="))
    assert steps
    for one in found.values():
        one.close()
    if len(products) == 1:  # of one path, the score is the product: a mediated claim counts once
        by_claim = [s for i, (c, s) in enumerate(best) if not c or c != best[i - 1][0] or not i]
        assert products[0] == pytest.approx(math.prod(by_claim), abs=1e-3)
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("PSC", "knee fog"),
        ("PSC", "swelling"),
        ("fat stem cell", "knee fog"),
        ("fat stem cell", "TNF"),
        ("TNF", "knee fog", "--hypotheses"),
    ],
)
def test_the_tiny_graph(run: Run, words: tuple[str, ...]) -> None:
    for k in ("1", "10"):
        done = run("path", *words, "-k", k, "--explain-score")
        assert done.exit_code == 0
        assert add_up(done.stdout)


@pytest.mark.kb_data
@pytest.mark.parametrize(
    "ends",
    [
        ("GMSC", "lupus nephritis"),
        ("BM-MSC", "liver fibrosis"),
        ("BM-MSC", "liver inflammation"),
        ("UC-MSC", "liver failure"),
    ],
)
def test_the_curated_graph(
    run: Run, monkeypatch: pytest.MonkeyPatch, ends: tuple[str, str]
) -> None:
    monkeypatch.delenv("MSCGRAPH_DATA")
    done = run("path", *ends, "--explain-score", "-k", "20")
    assert done.exit_code == 0
    assert add_up(done.stdout)


@pytest.fixture
def busy(tmp_path: Path) -> str:
    """A chain that has every term: all factors of an error, a weight, a fact of an ontology."""
    folder = bare()
    folder.entities("cell_source", entity(PULP, "pulp", broader_xref="CL:0000001"))
    folder.entities("cytokine", entity(TNF, "TNF", relations=[relation("has_receptor", KLOT)]))
    folder.entities("protein", entity(KLOT, "KLOT"))
    folder.entities("process", entity(SWELLING, "swelling"))
    folder.entities("disease", entity(FOG, "fog"))
    loss = {"kind": "knockout", "of": TNF, "effect": "abolished"}
    odd = cite("bolt2011", "discrepant", on=["dose"], note={"en": "No.", "zh-Hans": "否。"})
    folder.claims(
        claim(
            "rev2020-001",
            PULP,
            "increases",
            TNF,
            evidence("ames2010", hedge="suggested", cites_scope="back", manipulation=[loss]),
            evidence(odd, design="in_vitro"),
            evidence("cole2012", document="rev2021", design="rct"),
        ),
        claim("rev2020-002", PULP, "increases", TNF, evidence("bolt2011"), negated="true"),
        claim("rev2020-003", PULP, "decreases", TNF, evidence()),
        claim("rev2020-004", PULP, "increases", SWELLING, evidence("ames2010")),
        claim("rev2020-005", KLOT, "risk_of", FOG, evidence("ames2010")),
        claim("rev2020-006", SWELLING, "risk_of", FOG, evidence("ames2010")),
    )
    return str(folder.write(tmp_path))


def test_every_term(run: Run, busy: str) -> None:
    text = run("path", PULP, FOG, "--data", busy, "--explain-score", "--via", "KLOT").stdout
    found = add_up(text)
    first = found["rev2020-001"]
    assert len(first.errors) == 3
    assert first.cap == 0.97
    assert first.opposition > 0.5
    assert "x relay 0.85 " in text
    assert "x relay 0.9 x scope 0.95) x manipulation 0.6 + negated 0.0" in text
    assert "hedge 0.75" in text
    assert re.search(
        r"score 0\.\d+ = belief 1\.0000 x fixed factor of a structural step 0\.\d+", text
    )
    assert re.search(r"= belief 0\.\d+ x specificity 0\.\d+ x weight of the relation 0\.5\n", text)
    assert "opposed by rev2020-002 x" in text
    assert "opposed by rev2020-003 x" in text


def test_a_weight_of_one_goes_without_saying(run: Run) -> None:
    assert "weight" not in run("path", "PSC", "knee fog", "--explain-score").stdout


def test_in_chinese(run: Run, busy: str) -> None:
    ask = ("path", PULP, FOG, "--data", busy, "--explain-score", "--via", "KLOT")
    english, chinese = run(*ask).stdout, run(*ask, "--lang", "zh").stdout
    sums = [line for line in chinese.splitlines() if " x " in line]
    assert not [line for line in sums if re.search(r"\b(belief|support|error|weight|step)\b", line)]
    assert "x 结构性步的固定系数 " in chinese
    assert "x 关系权重 0.5" in chinese
    assert "rev2020-001: 可信度 = 支持度 " in chinese
    assert "相左者 rev2020-002 x" in chinese

    def numbers(text: str) -> list[list[str]]:
        return [re.findall(r"\d\.\d+", line) for line in text.splitlines() if " x " in line]

    assert numbers(chinese) == numbers(english)
