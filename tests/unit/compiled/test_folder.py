"""A folder is written whole or not at all, and never where something else stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.compiled.folder import write_folder
from mscgraph.errors import DataFolderError

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    write_folder(real, {"a.txt": ["old"]})
    link.symlink_to(real)
    write_folder(link, {"a.txt": ["new"]})
    assert link.is_symlink()
    assert (real / "a.txt").read_text(encoding="utf-8") == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DataFolderError, match="holds something else"):
        write_folder(tmp_path, {"a.txt": ["new"]})
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
