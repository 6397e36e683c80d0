"""A compiled graph that is not what was written is refused in one line, wherever it was edited."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mscgraph.compiled.layout import FORMAT
from mscgraph.data import COMPILED_FILE
from mscgraph.errors import GraphFileError
from mscgraph.kb.cache import open_graph
from tests.unit.imports.tables import build

if TYPE_CHECKING:
    from tests.conftest import Run


def written(folder: Path) -> Path:
    build(folder)
    return folder / "graph" / COMPILED_FILE


@settings(max_examples=150, deadline=None)
@given(st.floats(0, 1), st.integers(1, 255))
def test_a_byte_that_changed_is_found_wherever_it_stands(at: float, flip: int) -> None:
    with TemporaryDirectory() as name:
        path = written(Path(name))
        data = bytearray(path.read_bytes())
        header = 12 + int.from_bytes(data[8:12], "little")
        place = round(at * (len(data) - 1))
        if header <= place < -(-header // 8) * 8:
            return  # fills up to the first section and is read by nobody
        data[place] ^= flip
        path.write_bytes(data)
        with pytest.raises(GraphFileError) as refused:
            open_graph(path.parent)
        assert "\n" not in str(refused.value)


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 0.999))
def test_a_file_that_was_cut_short_is_refused(share: float) -> None:
    with TemporaryDirectory() as name:
        path = written(Path(name))
        path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
        with pytest.raises(GraphFileError):
            open_graph(path.parent)


def test_a_newer_version_is_named(tmp_path: Path, run: Run) -> None:
    path = written(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1), 1))
    done = run("find", "one", "--data", str(path.parent))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (3, "", 1)
    assert "written by a newer mscgraph" in done.stderr


def test_what_was_looked_at_is_not_read_again_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache = tmp_path / "mscgraph"
    path = written(tmp_path)
    looked: list[str] = []
    monkeypatch.setattr(
        "mscgraph.compiled.read.CompiledFile.verify", lambda f: looked.append(f.name)
    )
    open_graph(path.parent)
    assert len(looked) == 1
    assert list(cache.glob("*.checked")) == []  # so new a file may change within its time
    os.utime(path, ns=(1, 1))
    open_graph(path.parent)
    open_graph(path.parent)
    assert len(looked) == 2
    assert len(list(cache.glob("*.checked"))) == 1
    os.utime(path, ns=(2, 2))
    open_graph(path.parent)
    assert len(looked) == 3
