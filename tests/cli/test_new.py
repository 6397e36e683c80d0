"""mscgraph new claim: by flags, by answers on a terminal, and nothing if a rule is broken."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, get_args

import pytest

from mscgraph.cli import cmd_new
from mscgraph.kb.check import check
from mscgraph.kb.load import load
from mscgraph.model import Design
from tests.builders import CLAIMS_2020, FAT, GLOW, MOUSE, PULP, SWELLING, TNF, tiny
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Run

FLAGS = {
    "document": "rev2020",
    "topic": "all",
    "subject": "PSC",
    "predicate": "affects",
    "object": "肿瘤坏死因子",
    "section": "2",
    "anchor": "cccccccccccc",
    "design": "animal",
    "en": "Pulp cells act on TNF.",
    "zh": "牙髓干细胞作用于TNF。",
}


def flags(*without: str, **changed: str) -> list[str]:
    given = {**FLAGS, **changed}
    return [word for key in given if key not in without for word in (f"--{key}", given[key])]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny().write(tmp_path / "data")


def new(run: Run, root: Path, *words: str) -> tuple[int, str, str]:
    done = run("new", "claim", "--data", str(root), *words)
    return done.exit_code, done.stdout, done.stderr


def test_by_flags(run: Run, root: Path) -> None:
    assert new(run, root, *flags()) == (0, f"rev2020-009\t{CLAIMS_2020}\n", "")
    claim = load(root).claims["rev2020-009"]
    assert (claim.subject, claim.subject_label, claim.predicate) == (
        PULP,
        "pulp stem cell",
        "affects",
    )
    assert (claim.object, claim.object_label, claim.negated) == (TNF, "TNF-α", False)
    (evidence,) = claim.evidence
    assert (evidence.document, evidence.section, evidence.anchors) == (
        "rev2020",
        "2",
        ("cccccccccccc",),
    )
    assert (evidence.design, evidence.hedge, evidence.via) == ("animal", "asserted", "body")
    assert (evidence.cites, evidence.cites_scope) == ((), "none")
    assert evidence.statement == {"en": FLAGS["en"], "zh-Hans": FLAGS["zh"]}
    assert check(root).ok


def test_by_all_flags(run: Run, root: Path) -> None:
    more = [
        *("--negated", "--through", "辉光轴", "--through", SWELLING),
        *("--context", "species=mouse", "--context", "timing=week 2 = early"),
        *("--context", "comparator=fat stem cell", "--anchor", "dddddddddddd"),
        *("--cite", "ames2010:1", "--cite", "cole2012", "--hedge", "suggested", "--via", "title"),
    ]
    assert new(run, root, *flags(), *more)[0] == 0
    claim = load(root).claims["rev2020-009"]
    assert claim.negated
    assert claim.mediated_by == (GLOW, SWELLING)
    assert (claim.context.species, claim.context.comparator) == (MOUSE, FAT)
    assert claim.context.timing == "week 2 = early"
    (evidence,) = claim.evidence
    assert evidence.anchors == ("cccccccccccc", "dddddddddddd")
    assert [(c.reference, c.printed) for c in evidence.cites] == [
        ("ames2010", 1),
        ("cole2012", None),
    ]
    assert (evidence.hedge, evidence.via, evidence.cites_scope) == (
        "suggested",
        "title",
        "sentence",
    )


def test_a_comparator_may_be_a_control(run: Run, root: Path) -> None:
    assert new(run, root, *flags(), "--context", "comparator=sham")[0] == 0
    assert load(root).claims["rev2020-009"].context.comparator == "sham"


def test_what_is_missing_without_a_terminal(run: Run, root: Path) -> None:
    code, out, err = new(run, root, *flags("topic", "zh"))
    assert (code, out) == (2, "")
    assert "missing --topic, --zh; give them, or run in a terminal to be asked" in err
    code, _, err = new(run, root)
    assert code == 2
    assert ", ".join(f"--{key}" for key in cmd_new.NEEDED) in err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        pytest.param(flags(predicate="afects"), 1, "[T001]", id="unknown predicate"),
        pytest.param(flags(document="none2020"), 1, "[T006]", id="unknown document"),
        pytest.param(flags(topic="../x"), 1, "[I003]", id="another folder"),
        pytest.param(flags(subject="nobody"), 1, "no entity is called 'nobody'", id="no subject"),
        pytest.param([*flags(), "--through", "nobody"], 1, "'nobody'", id="no mediator"),
        pytest.param([*flags(), "--context", "species=unicorn"], 1, "'unicorn'", id="no species"),
        pytest.param([*flags(), "--context", "colour=red"], 1, "[M002]", id="unknown key"),
        pytest.param([*flags(), "--context", "comparator=odd"], 1, "[C010]", id="no control"),
        pytest.param([*flags(), "--cite", "ames2010:two"], 1, "[M003]", id="no number"),
        pytest.param([*flags(), "--cite", "ames2010:2"], 1, "[C004]", id="another number"),
        pytest.param([*flags(), "--cite", "ames2011"], 1, "did you mean ames2010", id="a typo"),
        pytest.param(flags(design="guess"), 2, "'guess'", id="unknown design"),
        pytest.param([*flags(), "--context", "species"], 2, "is not KEY=VALUE", id="no equals"),
    ],
)
def test_a_broken_rule_writes_nothing(
    run: Run, root: Path, words: list[str], code: int, says: str
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    given = new(run, root, *words)
    assert given[:2] == (code, "")
    assert says in given[2]
    if "[" in says:
        assert given[2].endswith("mscgraph: nothing was written\n")
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_findings_in_chinese(run: Run, root: Path) -> None:
    code, _, err = new(run, root, *flags(predicate="afects"), "--lang", "zh")
    assert code == 1
    assert "未知的谓词 'afects'" in err
    assert err.endswith("mscgraph: 未写入任何内容\n")


def test_what_tab_offers(root: Path) -> None:
    kb, nothing = load(root), dict.fromkeys(cmd_new.NEEDED)
    assert cmd_new._choices(kb, "document", nothing) == ["rev2020", "rev2021"]
    assert cmd_new._choices(kb, "topic", {"document": "rev2020"}) == ["all"]
    assert cmd_new._choices(kb, "topic", {"document": "none2020"}) == []
    assert "pulp stem cell" in cmd_new._choices(kb, "subject", nothing)
    assert cmd_new._choices(kb, "object", nothing) == cmd_new._choices(kb, "subject", nothing)
    assert cmd_new._choices(kb, "predicate", nothing) == sorted(kb.predicates)
    assert cmd_new._choices(kb, "design", nothing) == sorted(get_args(Design))
    assert cmd_new._choices(kb, "en", nothing) == []


def test_the_needed_options_are_asked_for_in_this_process(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same as on the terminal below, where coverage cannot look."""
    readline = pytest.importorskip("readline")
    asked: list[str] = []
    answers = {"subject": ["", "  ", " PSC "], "anchor": ["cccccccccccc"]}

    def answer(prompt: str) -> str:
        asked.append(prompt)
        return answers[prompt.removesuffix(": ")].pop(0)

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr("sys.stdin", Terminal())
    kb = load(root)
    given: dict[str, Any] = {**FLAGS, "subject": None, "anchor": ()}
    cmd_new._ask_missing(kb, given)
    assert asked == ["subject: ", "subject: ", "subject: ", "anchor: "]
    assert (given["subject"], given["anchor"]) == ("PSC", ("cccccccccccc",))
    complete = readline.get_completer()
    assert complete("x", 0) is None
    cmd_new._ask_missing(kb, given)  # nothing is missing, nothing is asked
    assert len(asked) == 4
    answers["subject"] = ["PSC"]
    cmd_new._ask_missing(kb, {**given, "subject": None})
    complete = readline.get_completer()
    assert [complete("Pulp", 0), complete("pulp", 1)] == ["pulp stem cell", None]
    readline.set_completer(None)


class Terminal:
    """Standard input that says it is a terminal."""

    def isatty(self) -> bool:
        return True


# ------------------------------------------------------------------------------- a real terminal


class Dialogue:
    """``mscgraph new claim`` on a pseudo-terminal: what it shows, and what is typed."""

    def __init__(self, root: Path, words: list[str], cache: str) -> None:
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mscgraph", "new", "claim", "--data", str(root), *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=ROOT,
            env={
                **{k: v for k, v in os.environ.items() if k not in ("INPUTRC", "PYTHONSTARTUP")},
                "TERM": "dumb",
                "LANG": "C.UTF-8",
                "INPUTRC": str(root.parent / "no-inputrc"),
                "XDG_CACHE_HOME": cache,
            },
            start_new_session=True,
        )
        os.close(slave)
        self.shown = ""

    def until(self, wanted: str, seconds: float = 30) -> None:
        """Read until the text is there, after all that was read before."""
        start, end = len(self.shown), time.monotonic() + seconds
        while wanted not in self.shown[start:]:
            assert time.monotonic() < end, self.shown
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.shown += os.read(self.master, 4096).decode(errors="replace")
                except OSError:  # the other end is closed
                    pytest.fail(f"{wanted!r} never came: {self.shown}")

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def end(self) -> int:
        """Read to the end and give the exit code."""
        while True:
            try:
                data = os.read(self.master, 4096)
            except OSError:
                break
            if not data:
                break
            self.shown += data.decode(errors="replace")
        return self.process.wait(30)


@pytest.fixture
def begin(cache_home: Path) -> Iterator[Callable[[Path, list[str]], Dialogue]]:
    """Begin dialogues, and end those that a failed test left open."""
    pytest.importorskip("readline")
    begun: list[Dialogue] = []

    def begin_one(root: Path, words: list[str]) -> Dialogue:
        begun.append(Dialogue(root, words, str(cache_home)))
        return begun[-1]

    yield begin_one
    for one in begun:
        if one.process.poll() is None:
            one.process.kill()
            one.process.wait()
        os.close(one.master)


def test_on_a_terminal_it_asks_and_completes(
    begin: Callable[[Path, list[str]], Dialogue], root: Path
) -> None:
    talk = begin(root, flags("subject", "predicate", "anchor", "zh"))
    talk.until("subject: ")
    talk.type("pul\t")
    talk.until("pulp stem cell")
    talk.type("\n")
    talk.until("predicate: ")
    talk.type("\n")  # an empty answer is asked for again
    talk.until("predicate: ")
    talk.type("aff\t\n")
    talk.until("anchor: ")
    talk.type("cccccccccccc\n")
    talk.until("zh: ")
    talk.type(f"{FLAGS['zh']}\n")
    assert talk.end() == 0, talk.shown
    assert f"rev2020-009\t{CLAIMS_2020}" in talk.shown.replace("  ", "\t")
    claim = load(root).claims["rev2020-009"]
    assert (claim.subject, claim.predicate) == (PULP, "affects")
    assert claim.evidence[0].statement["zh-Hans"] == FLAGS["zh"]


def test_an_end_of_input_writes_nothing(
    begin: Callable[[Path, list[str]], Dialogue], root: Path
) -> None:
    before = (root / CLAIMS_2020).read_bytes()
    talk = begin(root, flags("subject"))
    talk.until("subject: ")
    talk.type("\x04")
    assert talk.end() == 1
    assert "Traceback" not in talk.shown
    assert (root / CLAIMS_2020).read_bytes() == before
