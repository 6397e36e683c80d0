"""What is written is read back; what is no sound compiled graph is named as such."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.compiled.layout import FORMAT, MAGIC
from mscgraph.compiled.read import CompiledFile
from mscgraph.compiled.write import Sections, dump, replace_file
from mscgraph.errors import GraphFileError

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


def sections() -> Sections:
    found = Sections()
    found.text("raw", b"abc")
    found.numbers("small", "B", [1, 2, 3])
    found.numbers("signed", "b", [-1, 1])
    found.numbers("wide", "q", [1 << 40, -5])
    found.numbers("real", "d", [0.5, 0.25, 1.0])
    found.strings("words", ["", "α", "干细胞"])
    found.table("claims", {"b": {"id": "b", "zh": "乙"}, "a": {"id": "a"}})
    found.table("entities", {})
    return found


def opened(data: bytes) -> CompiledFile:
    return CompiledFile(memoryview(data), "memory")


def header(**content: Any) -> bytes:
    text = json.dumps(content).encode()
    return MAGIC + len(text).to_bytes(4, "little") + text


def test_round_trip() -> None:
    file = opened(sections().assemble("curated", {"who": "me"}))
    assert (file.kind, file.meta) == ("curated", {"who": "me"})
    assert bytes(file.text("raw")) == b"abc"
    assert list(file.numbers("small")) == [1, 2, 3]
    assert list(file.numbers("signed")) == [-1, 1]
    assert list(file.numbers("wide")) == [1 << 40, -5]
    assert list(file.numbers("real")) == [0.5, 0.25, 1.0]
    assert list(file.strings("words")) == ["", "α", "干细胞"]


def test_a_table_finds_records_by_id() -> None:
    table = opened(sections().assemble("curated", {})).table("claims")
    assert (len(table), list(table.ids)) == (2, ["a", "b"])
    assert table.index("b") == 1
    assert [table.index(ident) for ident in ("", "aa", "c")] == [None, None, None]
    assert table.body(1) == table.get("b") == {"id": "b", "zh": "乙"}
    assert table.get("c") is None
    assert [body["id"] for body in table.bodies()] == ["a", "b"]


def test_an_empty_table() -> None:
    table = opened(sections().assemble("curated", {})).table("entities")
    assert (len(table), table.get("a"), list(table.bodies())) == (0, None, [])


def test_only_the_known_tables_exist() -> None:
    with pytest.raises(KeyError):
        opened(sections().assemble("curated", {})).table("nonsense")


def test_the_same_sections_give_the_same_bytes() -> None:
    assert sections().assemble("curated", {"a": 1}) == sections().assemble("curated", {"a": 1})


def test_every_section_starts_at_a_multiple_of_eight() -> None:
    data = sections().assemble("curated", {})
    length = int.from_bytes(data[8:12], "little")
    places = json.loads(data[12 : 12 + length])["sections"]
    assert len(data) % 8 == 0
    assert all(offset % 8 == 0 for offset, _, _ in places.values())


def test_json_is_compact_and_keeps_chinese() -> None:
    assert dump({"b": "乙", "a": [1, None]}) == '{"b":"乙","a":[1,null]}'


def test_a_file_is_mapped(tmp_path: Path) -> None:
    path = tmp_path / "graph.mscg"
    path.write_bytes(sections().assemble("curated", {"n": 1}))
    assert CompiledFile.open(str(path)).meta == {"n": 1}


GOOD = sections().assemble("curated", {})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04" + bytes(60), "not a compiled graph"),
        (MAGIC[:4], "not a compiled graph"),
        (MAGIC, "damaged header"),
        (GOOD[:40], "damaged header"),
        (MAGIC + (9).to_bytes(4, "little") + b"\xff" * 9, "damaged header"),
        (header(), "damaged header"),
        (MAGIC + (2).to_bytes(4, "little") + b"[]", "damaged header"),
        (header(format="one"), "damaged header"),
        (header(format=FORMAT), "damaged header"),
        (header(format=FORMAT, meta={}, kind="curated"), "damaged header"),
        (header(format=FORMAT + 1), "written by a newer mscgraph"),
        (header(format=FORMAT - 1), "written by an older mscgraph"),
        (GOOD[:-8], "truncated or edited"),
        (GOOD + bytes(8), "truncated or edited"),
    ],
    ids=[
        "foreign",
        "short magic",
        "magic alone",
        "cut in the header",
        "no text",
        "no keys",
        "a list",
        "format is a word",
        "format alone",
        "no sections",
        "newer",
        "older",
        "cut at the end",
        "longer",
    ],
)
def test_a_file_that_is_no_sound_graph(data: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.mscg"
    path.write_bytes(data)
    with pytest.raises(GraphFileError, match=reason) as caught:
        CompiledFile.open(str(path))
    assert str(caught.value).startswith(str(path))


def test_a_file_that_is_empty_or_absent(tmp_path: Path) -> None:
    (tmp_path / "empty.mscg").touch()
    for name in ("empty.mscg", "absent.mscg"):
        with pytest.raises(GraphFileError, match="cannot be opened"):
            CompiledFile.open(str(tmp_path / name))


def test_a_section_that_is_not_there() -> None:
    with pytest.raises(GraphFileError, match=r"lacks its section arc\.cost"):
        opened(GOOD).numbers("arc.cost")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "out.txt"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        replace_file(pipe, b"through")
        assert read.result(timeout=20) == b"through"
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    blocked = tmp_path / "out"
    (blocked / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match="out"):
        replace_file(blocked, b"new")  # a folder cannot be replaced by a file
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError, match="file"):
        replace_file(tmp_path / "file" / "inside", b"new")


def test_the_graph_gives_its_records(tiny_graph: Graph) -> None:
    assert tiny_graph.meta["counts"]["claims"] == len(tiny_graph.claims) == 12
    assert tiny_graph.record(0)["id"] == "rev2020-001"
    number = tiny_graph.resolve("KLOT")
    assert tiny_graph.kind(number) == "Protein"
    assert tiny_graph.entity(number)["label"] == {"en": "KLOT", "zh-Hans": "克洛托"}
    assert tiny_graph.mechanisms.get("rev2020-glow")["kind"] == "study"
    assert tiny_graph.references.get("cole2012")["et_al"] is True
