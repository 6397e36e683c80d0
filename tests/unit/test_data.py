"""The data folder is the argument, the variable, the checkout, or what the wheel brings."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mscgraph
from mscgraph.data import cache_folder, data_root, find_root
from mscgraph.errors import DataFolderError

ROOT = Path(__file__).parents[2]


def test_the_argument_comes_before_the_variable(
    tiny_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MSCGRAPH_DATA", str(tmp_path))
    assert data_root(tiny_root) == tiny_root
    assert data_root(str(tiny_root)) == tiny_root


def test_the_variable_comes_before_the_checkout(
    tiny_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert data_root() == ROOT
    monkeypatch.setenv("MSCGRAPH_DATA", str(tiny_root))
    assert data_root() == tiny_root


def test_a_relative_name_becomes_absolute(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_root.parent)
    assert find_root(tiny_root.name) == str(tiny_root)


def test_a_folder_of_a_compiled_graph_is_found_and_has_no_data_files(tmp_path: Path) -> None:
    (tmp_path / "graph.mscg").write_bytes(b"")
    assert find_root(tmp_path) == str(tmp_path)
    with pytest.raises(DataFolderError, match="without its data files"):
        data_root(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="no such folder"):
        data_root(tmp_path / "nowhere")


def test_a_folder_without_data(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    with pytest.raises(DataFolderError, match="lacks ontology/ or graphs/"):
        data_root(tmp_path)


@pytest.mark.parametrize("with_data", [True, False], ids=["wheel", "no data"])
def test_outside_a_checkout(tmp_path: Path, tiny_root: Path, *, with_data: bool) -> None:
    """A copy of the package far from the repository finds what it brings, or says so."""
    package = Path(mscgraph.__file__).parent
    copy = tmp_path / "site" / "mscgraph"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    if with_data:
        shutil.copytree(tiny_root, copy / "_data")
    ask = (
        f"import sys; sys.path.insert(0, {str(copy.parent)!r})\n"
        "from mscgraph.data import data_root; print(data_root())"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", ask], check=False, capture_output=True, text=True, cwd=tmp_path
    )
    if with_data:
        assert done.stdout.strip() == str(copy / "_data")
    else:
        assert "the package holds no data; name a folder with --data" in done.stderr


def test_the_cache_is_in_the_users_cache_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == str(tmp_path / "mscgraph")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == str(tmp_path / ".cache" / "mscgraph")
