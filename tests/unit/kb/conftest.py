"""Fixtures of the tests of ``verify``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import PREDICATES, entity, predicate, tiny
from tests.unit.kb.judging import HUMAN, NEWT, SCORE, Judge
from tests.unit.kb.verifying import DOCUMENT, Check

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The tiny knowledge base with a few more predicates, a score and two species."""
    folder = tiny()
    for name, sign in (("promotes", "+1"), ("suppresses", "-1"), ("causes", "+1")):
        folder.add(PREDICATES, predicate(name, sign))
    folder.add(PREDICATES, predicate("superior_to", "0"), predicate("studied_for", "0"))
    folder.entities("outcome", entity(SCORE, "fog score", "雾评分", higher_is="worse"))
    folder.entities("species", entity(HUMAN, "human", "人"), entity(NEWT, "newt", "蝾螈"))
    folder.entities("disease_model", entity("MSCG:fog-mouse", "foggy mouse", "雾小鼠"))
    return folder.kb(tmp_path_factory.mktemp("words"))


@pytest.fixture
def judge(kb: KnowledgeBase) -> Judge:
    return Judge(kb)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder that holds the document under a name of its own, and something else."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "download.txt").write_bytes(DOCUMENT.encode())
    (folder / "other.txt").write_text("Another text.", encoding="utf-8")
    (folder / "scan.pdf").write_bytes(b"\xff")
    return folder


@pytest.fixture
def check(tmp_path: Path, documents: Path) -> Check:
    return Check(tmp_path, documents)
