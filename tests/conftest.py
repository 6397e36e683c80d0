"""What tests have beside the doctests: the curated graph, and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from click.testing import CliRunner, Result

from mscgraph.cli import cli
from tests.builders import compiled

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def real_kb() -> KnowledgeBase:
    """The curated knowledge base of this repository."""
    from mscgraph.kb.load import load

    return load(ROOT)


@pytest.fixture(scope="session")
def real_graph(real_kb: KnowledgeBase) -> Graph:
    """The curated graph of this repository, compiled in memory."""
    return compiled(real_kb)


class Run(Protocol):
    """Run the command line in this process."""

    def __call__(self, *arguments: str, stdin: str | None = None) -> Result: ...


@pytest.fixture
def run(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``mscgraph`` on the tiny knowledge base; a bug keeps its traceback."""
    monkeypatch.setenv("MSCGRAPH_DATA", str(tiny_root))

    def run_here(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(
            cli, arguments, input=stdin, catch_exceptions=False, prog_name="mscgraph"
        )

    return run_here


class Start(Protocol):
    """Start a program and give what it wrote, as bytes."""

    def __call__(
        self, *command: str, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture
def start() -> Start:
    """Start ``mscgraph`` (or, with a path, another program) as a process of its own."""

    def start_one(
        *command: str, stdin: bytes = b"", **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, *command],
            check=False,
            input=stdin,
            capture_output=True,
            cwd=ROOT,
            env={**os.environ, **environment},
            timeout=60,
        )

    return start_one
