"""What is imported when, seen from a fresh process; and in which direction."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Start

ROOT = Path(__file__).parents[2]

WHITELIST = {
    "__future__",
    "collections",
    "contextlib",
    "copyreg",
    "enum",
    "functools",
    "importlib",
    "itertools",
    "keyword",
    "operator",
    "re",
    "reprlib",
    "types",
    "typing",
    "warnings",
}
"""What ``import mscgraph`` may load: typing and importlib, and what these need."""

HEAVY = {
    "IPython",
    "networkx",
    "numpy",
    "oxrdflib",
    "pydantic",
    "pyoxigraph",
    "pyvis",
    "rapidfuzz",
    "rdflib",
    "rich",
    "yaml",
}

LIGHT = {
    "path": ["path", "PSC", "knee fog"],
    "path json": ["path", "PSC", "knee fog", "-f", "json"],
    "show": ["show", "KLOT"],
    "claims": ["claims", "--about", "KLOT"],
    "stats": ["stats"],
    "help": ["--help"],
    "help of path": ["path", "--help"],
}


def imported(start: Start, program: str) -> set[str]:
    """Give the top names of the modules that a program loads, as the interpreter tells them."""
    told = start("-X", "importtime", "-c", program).stderr.decode().splitlines()
    return {line.split("|")[2].strip().split(".")[0] for line in told}


def test_import_mscgraph_loads_only_a_little_of_the_standard_library(start: Start) -> None:
    loaded = imported(start, "import mscgraph") - imported(start, "pass")
    public = {name for name in loaded if not name.startswith("_") or name == "__future__"}
    assert "mscgraph" in loaded
    assert public - {"mscgraph"} <= WHITELIST
    assert loaded - {"mscgraph"} <= set(sys.stdlib_module_names)


def test_import_mscgraph_loads_none_of_its_own_modules(start: Start) -> None:
    ask = "import sys, mscgraph; print([m for m in sys.modules if m.startswith('mscgraph.')])"
    assert start("-c", ask).stdout.strip() == b"[]"


@pytest.mark.parametrize("name", LIGHT)
def test_the_way_of_a_command_stays_light(start: Start, tiny_root: Path, name: str) -> None:
    ask = (
        "import atexit, sys; from mscgraph.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"sys.argv[1:] = {LIGHT[name]!r}\n"
        "main()"
    )
    start("-m", "mscgraph", "stats", MSCGRAPH_DATA=str(tiny_root))  # warm the cache
    done = start("-c", ask, MSCGRAPH_DATA=str(tiny_root))
    assert done.returncode == 0, done.stderr.decode()
    loaded = {name.split(".")[0] for name in done.stderr.decode().split()}
    assert "click" in loaded
    assert loaded & HEAVY == set()


def test_a_typo_may_load_what_finds_the_nearest_name(start: Start, tiny_root: Path) -> None:
    done = start("-m", "mscgraph", "show", "KLOTT", MSCGRAPH_DATA=str(tiny_root))
    assert (done.returncode, done.stdout) == (1, b"")


def test_nothing_is_written_where_a_program_stands(
    start: Start, tmp_path: Path, tiny_root: Path
) -> None:
    done = start(
        "-c",
        f"import os, runpy, sys; os.chdir({str(tmp_path)!r})\n"
        "sys.argv[1:] = ['path', 'PSC', 'knee fog']\n"
        "runpy.run_module('mscgraph', run_name='__main__')",
        MSCGRAPH_DATA=str(tiny_root),
    )
    assert done.returncode == 0, done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_imports_go_down_the_layers() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(program), "--no-cache"], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
