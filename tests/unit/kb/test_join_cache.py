"""A joined graph is kept by what both hold, made anew where one changed, never in the way."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from mscgraph.compiled.layout import FORMAT
from mscgraph.compiled.read import CompiledFile
from mscgraph.errors import DataFolderError, GraphFileError
from mscgraph.kb import cache
from mscgraph.kb.cache import open_graph
from tests.builders import tiny
from tests.property.test_join import OURS, imported
from tests.unit.compiled.test_join import EDGES, NODES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mscgraph"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny().write(tmp_path / "data")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return imported(tmp_path / "other", OURS, NODES, EDGES)


def joined_files(home: Path) -> dict[str, int]:
    """Give the joined graphs of the cache with their inodes."""
    files = (path for path in home.glob("*.mscg") if CompiledFile.open(str(path)).kind == "joined")
    return {path.name: path.stat().st_ino for path in files}


def test_the_second_call_takes_what_the_first_kept(home: Path, root: Path, other: Path) -> None:
    first = open_graph(root, other)
    assert (first.file.kind, len(first.claims)) == ("joined", 17)
    before = joined_files(home)
    assert len(before) == 1
    assert list(open_graph(root, other).claims.bodies()) == list(first.claims.bodies())
    assert joined_files(home) == before


def test_what_is_kept_is_found_by_content(
    home: Path, root: Path, other: Path, tmp_path: Path
) -> None:
    open_graph(root, other)
    before = joined_files(home)
    copies = shutil.copytree(root, tmp_path / "a"), shutil.copytree(other, tmp_path / "b")
    os.utime(copies[1] / "graph.mscg", (1, 1))
    assert len(open_graph(*copies).claims) == 17
    assert joined_files(home) == before


def test_a_change_on_either_side_is_seen(
    home: Path, root: Path, other: Path, tmp_path: Path
) -> None:
    open_graph(root, other)
    shutil.copy(imported(tmp_path / "less", OURS, NODES, EDGES[:3]) / "graph.mscg", other)
    assert len(open_graph(root, other).claims) == 15
    folder = tiny()
    folder.item("rev2020-001")["note"] = "new"
    folder.write(root)
    assert open_graph(root, other).claims.get("rev2020-001")["note"] == "new"
    assert len(joined_files(home)) == 3


def test_changed_code_is_a_change(
    home: Path, root: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_graph(root, other)
    monkeypatch.setattr(cache, "_code_manifest", lambda: "another")
    open_graph(root, other)
    assert len(joined_files(home)) == 2


def test_a_broken_joined_graph_is_made_anew(home: Path, root: Path, other: Path) -> None:
    open_graph(root, other)
    (name,) = joined_files(home)
    whole = (home / name).read_bytes()
    (home / name).write_bytes(whole[: len(whole) // 2])
    assert len(open_graph(root, other).claims) == 17
    assert (home / name).read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_error(
    tmp_path: Path, root: Path, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert len(list(open_graph(root, other).claims.bodies())) == 17


def test_a_compiled_curated_folder_can_be_joined(
    home: Path, root: Path, other: Path, tmp_path: Path
) -> None:
    ours = tmp_path / "compiled"
    ours.mkdir()
    open_graph(root)
    (kept,) = home.glob("*.mscg")
    shutil.copy(kept, ours / "graph.mscg")
    assert len(open_graph(ours, other).claims) == 17
    assert len(open_graph(ours, other).claims) == 17


def test_the_graph_alone_is_as_it_was(home: Path, root: Path, other: Path) -> None:
    open_graph(root, other)
    alone = open_graph(root)
    assert (alone.file.kind, len(alone.claims)) == ("curated", 12)
    assert home.is_dir()


@pytest.mark.usefixtures("home")
def test_what_cannot_be_joined_is_told_in_one_line(root: Path, other: Path, tmp_path: Path) -> None:
    twin = shutil.copytree(other, tmp_path / "twin")
    (tmp_path / "ours").mkdir()
    shutil.copy(root / "ontology" / "types.yaml", tmp_path / "ours" / "graph.mscg")
    calls: list[tuple[Path, Path, str]] = [
        (root, tmp_path / "none", "no such folder"),
        (root, root, "holds no imported graph"),
        (other, other, "is the graph itself"),
        (twin, other, "is an imported graph"),
        (root, tmp_path / "ours", "not a compiled graph"),
    ]
    for ours, theirs, said in calls:
        with pytest.raises((DataFolderError, GraphFileError), match=said) as caught:
            open_graph(ours, theirs)
        assert "\n" not in str(caught.value)


def test_a_curated_graph_is_nothing_to_join(home: Path, root: Path, tmp_path: Path) -> None:
    open_graph(root)
    (kept,) = home.glob("*.mscg")
    (tmp_path / "ours").mkdir()
    shutil.copy(kept, tmp_path / "ours" / "graph.mscg")
    with pytest.raises(DataFolderError, match="holds no imported graph; --with"):
        open_graph(root, tmp_path / "ours")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("version", "said"), [(0, "an older mscgraph"), (9, "a newer mscgraph")])
def test_another_version_is_refused(root: Path, other: Path, version: int, said: str) -> None:
    path = other / "graph.mscg"
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"format":%d,' % FORMAT, b'"format":%d,' % version, 1))
    with pytest.raises(GraphFileError, match=said):
        open_graph(root, other)
