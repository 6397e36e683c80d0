"""The cache is used where nothing changed, replaced where something did, and never in the way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mscgraph.compiled.layout import MAGIC
from mscgraph.errors import DataError, GraphFileError
from mscgraph.kb import cache
from mscgraph.kb.cache import KEEP, open_graph
from tests.builders import CLAIMS_2020, CLAIMS_2021, tiny

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of one test, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mscgraph"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny().write(tmp_path / "data")


def kept(home: Path) -> dict[str, int]:
    """Give the compiled graphs of the cache with their inodes: a new file has a new one."""
    return {path.name: path.stat().st_ino for path in home.glob("*.mscg")}


def names(home: Path) -> list[str]:
    """Give the kinds of files; the notes of a check come only some time after what they are on."""
    return sorted(path.suffix for path in home.iterdir() if path.suffix != ".checked")


def test_the_first_call_compiles_and_leaves_nothing_half_written(home: Path, root: Path) -> None:
    assert len(open_graph(root).claims) == 12
    assert names(home) == [".at", ".mscg"]


def test_an_unchanged_folder_is_not_even_read(home: Path, root: Path) -> None:
    open_graph(root)
    before = kept(home)
    path = root / CLAIMS_2020
    state = path.stat()
    path.write_bytes(b"\xff" * state.st_size)  # no graph could come of it
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert len(open_graph(root).claims) == 12
    assert kept(home) == before


def test_a_touched_but_equal_folder_is_not_compiled_again(home: Path, root: Path) -> None:
    open_graph(root)
    before = kept(home)
    for path in root.rglob("*.yaml"):
        os.utime(path, (1, 1))
    assert len(open_graph(root).claims) == 12
    assert kept(home) == before
    (root / CLAIMS_2020).write_bytes(b"")  # the new times are known now, too
    assert names(home) == [".at", ".mscg"]


def test_a_copy_of_a_folder_uses_the_same_compiled_graph(
    home: Path, root: Path, tmp_path: Path
) -> None:
    open_graph(root)
    before = kept(home)
    copy = shutil.copytree(root, tmp_path / "copy")
    assert open_graph(copy).meta == open_graph(root).meta
    assert kept(home) == before
    assert names(home) == [".at", ".at", ".mscg"]


def test_a_changed_folder_is_compiled_anew(home: Path, root: Path) -> None:
    open_graph(root)
    folder = tiny()
    folder.item("rev2020-001")["note"] = "new"
    folder.write(root)
    assert open_graph(root).claims.get("rev2020-001")["note"] == "new"
    assert len(kept(home)) == 2


def test_a_file_that_came_or_went_is_a_change(home: Path, root: Path) -> None:
    assert len(open_graph(root).claims) == 12
    parked = root / "parked"
    (root / CLAIMS_2021).rename(parked)
    assert len(open_graph(root).claims) == 8
    parked.rename(root / CLAIMS_2021)
    assert len(open_graph(root).claims) == 12
    assert len(kept(home)) == 2


def test_a_file_moved_to_another_folder_is_a_change(home: Path, root: Path) -> None:
    """Name, size and time stay as they were; the claims now stand where they must not."""
    open_graph(root)
    source = (root / CLAIMS_2020).rename(root / "graphs/claims/rev2020/zzz.yaml")
    open_graph(root)
    target = root / "graphs/claims/rev2020b"
    target.mkdir()
    source.rename(target / "zzz.yaml")
    source.parent.rmdir()
    with pytest.raises(DataError, match="I003"):
        open_graph(root)
    assert home.is_dir()


def test_changed_code_is_a_change(home: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_graph(root)
    monkeypatch.setattr(cache, "_code_manifest", lambda: "another")
    open_graph(root)
    assert len(kept(home)) == 2


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"nonsense",
        MAGIC,
        MAGIC + (2).to_bytes(4, "little") + b"{}",
        MAGIC + (16).to_bytes(4, "little") + b'{"format": 1   }',
        MAGIC + (13).to_bytes(4, "little") + b'{"format":99}',
    ],
    ids=["empty", "foreign", "cut", "no header", "no sections", "newer"],
)
def test_a_broken_cache_file_is_replaced(home: Path, root: Path, damage: bytes) -> None:
    open_graph(root)
    (path,) = home.glob("*.mscg")
    path.write_bytes(damage)
    assert len(open_graph(root).claims) == 12
    assert path.read_bytes().startswith(MAGIC)
    assert path.stat().st_size > 1000
    assert names(home) == [".at", ".mscg"]


def test_a_truncated_cache_file_is_replaced(home: Path, root: Path) -> None:
    open_graph(root)
    (path,) = home.glob("*.mscg")
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert len(open_graph(root).claims) == 12
    assert path.read_bytes() == whole


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../etc/passwd\n", b"gone.mscg"])
def test_a_broken_pointer_is_replaced(home: Path, root: Path, content: bytes) -> None:
    open_graph(root)
    (pointer,) = home.glob("*.at")
    whole = pointer.read_bytes()
    pointer.write_bytes(content)
    assert len(open_graph(root).claims) == 12
    assert pointer.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_no_error(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert len(open_graph(root).claims) == 12
    assert blocked.read_bytes() == b""


def test_a_pointer_that_cannot_be_written_is_no_error(home: Path, root: Path) -> None:
    open_graph(root)
    (pointer,) = home.glob("*.at")
    pointer.unlink()
    (pointer / "in the way").mkdir(parents=True)
    assert len(open_graph(root).claims) == 12
    assert not [path for path in home.iterdir() if path.name.startswith(".")]


def test_only_the_newest_stay(home: Path, tmp_path: Path) -> None:
    for n in range(KEEP + 3):
        folder = tiny()
        folder.item("rev2020-001")["note"] = f"number {n}"
        open_graph(folder.write(tmp_path / f"data{n}"))
    assert names(home) == [".at"] * KEEP + [".mscg"] * KEEP
    last = tmp_path / f"data{KEEP + 2}"
    before = kept(home)
    assert open_graph(last).claims.get("rev2020-001")["note"] == f"number {KEEP + 2}"
    assert kept(home) == before


def test_bad_data_is_an_error_and_leaves_no_cache(home: Path, root: Path) -> None:
    (root / CLAIMS_2020).write_text("- [", encoding="utf-8")
    with pytest.raises(DataError):
        open_graph(root)
    assert not home.exists()


def test_a_compiled_folder_is_opened_as_it_is(home: Path, root: Path, tmp_path: Path) -> None:
    open_graph(root)
    (path,) = home.glob("*.mscg")
    imported = tmp_path / "imported"
    imported.mkdir()
    shutil.copy(path, imported / "graph.mscg")
    assert len(open_graph(imported).claims) == 12
    (imported / "graph.mscg").write_bytes(b"nonsense")
    with pytest.raises(GraphFileError, match="not a compiled graph"):
        open_graph(imported)


def test_two_processes_build_the_cache_at_once(home: Path, root: Path) -> None:
    ask = "import sys, mscgraph; print(len(mscgraph.open_graph(sys.argv[1]).claims))"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", ask, str(root)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
        )
        for _ in range(4)
    ]
    answers = [process.communicate(timeout=60) for process in running]
    assert answers == [("12\n", "")] * 4
    assert names(home) == [".at", ".mscg"]


def test_the_versions_are_told(home: Path, root: Path) -> None:
    meta = open_graph(root).meta
    assert meta["data_version"] == f"{cache.package_version()}+{meta['content_hash'][:8]}"
    assert open_graph(root).meta == meta
    assert home.is_dir()
