"""What every test and doctest has: a clean environment, no network, the tiny knowledge base."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import compiled, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase


@pytest.fixture(scope="session")
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder of this run, so that no test reads or writes the user's."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, cache_home: Path) -> None:
    """Hide what the caller's shell sets: another graph, a language, a colour."""
    for name in os.environ:
        if name.startswith(("MSCGRAPH_", "LC_")) or name in ("LANG", "LANGUAGE", "NO_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_home))


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test speak to this machine alone, unless it is marked ``network``."""
    if request.node.get_closest_marker("network"):
        return
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            pytest.fail(f"a test tried to reach {address[0]}; mark it network if it must")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture(scope="session")
def tiny_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tiny knowledge base; a test that changes it writes its own."""
    return tiny().write(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="session")
def tiny_kb(tiny_root: Path) -> KnowledgeBase:
    """The tiny knowledge base."""
    from mscgraph.kb.load import load

    return load(tiny_root)


@pytest.fixture(scope="session")
def tiny_graph(tiny_kb: KnowledgeBase) -> Graph:
    """The tiny knowledge base, compiled in memory."""
    return compiled(tiny_kb)


@pytest.fixture(autouse=True)
def doctest_names(request: pytest.FixtureRequest, doctest_namespace: dict[str, Any]) -> None:
    """Give doctests ``kb`` and ``graph``: the tiny ones."""
    if isinstance(request.node, pytest.DoctestItem):
        doctest_namespace["kb"] = request.getfixturevalue("tiny_kb")
        doctest_namespace["graph"] = request.getfixturevalue("tiny_graph")
