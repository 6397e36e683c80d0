"""Real processes: consoles that are not UTF-8, pipes that close, exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Start

ROOT = Path(__file__).parents[2]
CALLS = {
    "help": ("--help",),
    "version": ("--version",),
    "find": ("find", "stem"),
    "show": ("show", "PSC"),
    "claims": ("claims",),
    "claims table": ("claims", "-f", "table"),
    "stats": ("stats",),
    "path": ("path", "PSC", "knee fog"),
    "path json": ("path", "PSC", "knee fog", "-f", "json"),
    "check": ("check",),
}
NO = {"find": ("find", "霜"), "show": ("show", "霜"), "path": ("path", "PSC", "霜")}
"""Questions about a thing that is not there, with a name that not every console can show."""


@pytest.fixture
def mscgraph(start: Start, tiny_root: Path) -> Start:
    def run(
        *command: str, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        return start(
            "-m", "mscgraph", *command, stdin=stdin, MSCGRAPH_DATA=str(tiny_root), **environment
        )

    return run


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("name", CALLS)
def test_a_console_that_is_not_utf8(mscgraph: Start, name: str, encoding: str, lang: str) -> None:
    done = mscgraph(*CALLS[name], PYTHONIOENCODING=encoding, MSCGRAPH_LANG=lang)
    assert done.returncode == 0, done.stderr.decode(encoding)
    assert b"Traceback" not in done.stderr
    # click, which writes the help, takes ASCII for a mistake and writes UTF-8
    written = "utf-8" if (name, encoding) == ("help", "ascii") else encoding
    shown = done.stdout.decode(written)  # whatever was written is of this encoding
    if name == "path" and lang == "zh" and encoding == "gbk":
        assert "牙髓干细胞" in shown


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
@pytest.mark.parametrize("name", NO)
def test_an_error_on_such_a_console(mscgraph: Start, name: str, encoding: str) -> None:
    done = mscgraph(*NO[name], PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"no entity is called" in done.stderr


def test_a_file_is_utf8_on_any_console(mscgraph: Start, tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    done = mscgraph("find", "stem", "--lang", "zh", "-o", str(path), PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "牙髓干细胞" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("show", "KLOT"), 0),
        (("show", "KLOTT"), 1),
        (("path", "knee fog", "PSC"), 1),
        (("show",), 2),
        (("nonsense",), 2),
        (("show", "KLOT", "--data", "/nowhere/at/all"), 3),
    ],
)
def test_exit_codes(mscgraph: Start, command: tuple[str, ...], code: int) -> None:
    assert mscgraph(*command).returncode == code


def test_a_traceback_only_if_asked(mscgraph: Start) -> None:
    assert b"Traceback" not in mscgraph("show", "KLOTT").stderr
    assert b"Traceback" in mscgraph("-v", "show", "KLOTT").stderr


def test_a_pipe_that_closes_early_is_no_bug(tiny_root: Path) -> None:
    command = f"{sys.executable} -m mscgraph claims --data {tiny_root} -f json | head -n 1"
    done = subprocess.run(
        ["/bin/bash", "-c", command], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout == "[\n"
    assert "Traceback" not in done.stderr


def test_one_answer_whatever_the_hash_seed(mscgraph: Start) -> None:
    calls = (CALLS["path json"], CALLS["claims"], CALLS["show"])
    for call in calls:
        one, other = (mscgraph(*call, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
        assert one == other
    assert json.loads(mscgraph(*CALLS["path json"]).stdout)["paths"]
