"""A knowledge base as a new data folder: whole, checked, and never outside of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.errors import DataError, DataFolderError
from mscgraph.kb import schema
from mscgraph.kb.load import load
from mscgraph.kb.save import save
from tests.builders import TNF

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase


def with_claim(kb: KnowledgeBase, **changes: Any) -> KnowledgeBase:
    claim = replace(kb.claims["rev2020-001"], **changes)
    return replace(kb, claims={**kb.claims, claim.id: claim})


def test_the_folder_holds_the_same_graph(tiny_kb: KnowledgeBase, tmp_path: Path) -> None:
    names = save(tiny_kb, tmp_path / "new" / "folder")
    assert "graphs/claims/rev2020/claims.yaml" in names
    again = load(tmp_path / "new" / "folder")
    for part in schema.RECORDS:
        assert getattr(again, part) == getattr(tiny_kb, part)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["folder"]


def test_an_empty_folder_is_filled_and_another_left_alone(
    tiny_kb: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    save(tiny_kb, tmp_path / "empty")
    with pytest.raises(DataFolderError, match="holds something already"):
        save(tiny_kb, tmp_path / "empty")
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataFolderError, match="holds something already"):
        save(tiny_kb, tmp_path / "file")
    with pytest.raises(DataFolderError, match="cannot be made"):
        save(tiny_kb, tmp_path / "file" / "below")


def test_a_graph_that_breaks_a_rule_leaves_nothing(tiny_kb: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        save(with_claim(tiny_kb, predicate="cures"), tmp_path / "new")
    assert "[T001]" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ident", ["../../etc-001", "/etc-001", ".hidden-001", "-001", "a/b-001"])
def test_an_id_leads_nowhere_else(tiny_kb: KnowledgeBase, tmp_path: Path, ident: str) -> None:
    with pytest.raises(DataFolderError, match="cannot be the name of a file"):
        save(with_claim(tiny_kb, id=ident), tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_two_kinds_in_one_file_are_refused(tiny_kb: KnowledgeBase, tmp_path: Path) -> None:
    disease = replace(tiny_kb.types["Disease"], file=tiny_kb.types["Protein"].file)
    kb = replace(tiny_kb, types={**tiny_kb.types, "Disease": disease})
    with pytest.raises((DataFolderError, DataError)):
        save(kb, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_a_kind_that_there_is_not_is_a_finding(tiny_kb: KnowledgeBase, tmp_path: Path) -> None:
    entity = replace(tiny_kb.entities[TNF], type="Planet")
    kb = replace(tiny_kb, entities={**tiny_kb.entities, TNF: entity})
    with pytest.raises(DataError):
        save(kb, tmp_path / "new")
