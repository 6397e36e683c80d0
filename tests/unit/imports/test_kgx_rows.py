"""Rows and files that are no KGX are told, with their place, and leave nothing."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import GraphFileError
from mscgraph.formats import kgx
from mscgraph.formats.kgx import MalformedRowError
from tests.unit.imports.tables import BAD_TSV, EDGES, NODES, build, opened, tsv

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_that_cannot_be_used_are_told_with_their_place(tmp_path: Path) -> None:
    made = build(tmp_path, edges=BAD_TSV)
    told = [str(row).rsplit("/", 1)[1] for row in made.rows.shown]
    assert (made.claims, made.rows.bad) == (2, 4)
    assert told == [
        "edges.kgx:4: names NOWHERE:1, which is no node of these files",
        "edges.kgx:5: has no subject",
        "edges.kgx:6: has 31 cells, but the header has 9",
        "edges.kgx:8: is not UTF-8",
    ]


def test_json_lines_that_cannot_be_used(tmp_path: Path) -> None:
    edge = json.dumps(EDGES[1]).encode()
    bad = [b"{", b"[1]", b'{"subject": 1, "predicate": "p", "object": "o"}']
    lone = edge.replace(b"biolink:treats", b"\\ud800")
    made = build(tmp_path, edges=b"\n".join([edge, *bad, lone, b"[" * 100_000, edge]))
    assert (made.claims, made.rows.bad) == (2, 5)
    assert len(list(opened(tmp_path).claims.bodies())) == 2


def test_nodes_without_id_or_twice(tmp_path: Path) -> None:
    nodes = tsv(NODES) + b"\tbiolink:Gene\tnobody\t\t\nX:5\tbiolink:Gene\tagain\t\t\n"
    made = build(tmp_path, nodes)
    assert [str(row.reason) for row in made.rows.shown] == ["has no id", "repeats the node X:5"]
    assert opened(tmp_path).entities.get("X:5")["label"]["en"] == "干"


def test_no_more_than_ten_rows_are_kept(tmp_path: Path) -> None:
    made = build(tmp_path, edges=tsv(EDGES) + b"\tA:1\tp\tA:2\n" * 50)
    assert (made.rows.bad, len(made.rows.shown)) == (50, 10)


def test_strict_stops_at_the_first(tmp_path: Path) -> None:
    with pytest.raises(MalformedRowError, match=r"edges\.kgx:4: names NOWHERE:1") as caught:
        build(tmp_path, edges=BAD_TSV, strict=True)
    assert caught.value.exit_code == 1
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    ("edges", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"\x00\xff\xfe junk" * 50, "is no text"),
        (b"\x1f\x8b\x08\x00broken", "cannot be read"),
        (gzip.compress(tsv(EDGES))[:-9], "cannot be read"),
        (b"subject\tobject\nA\tB\n", "neither nodes nor edges"),
        (b"{not json\n", "no JSON object"),
        (b'{"a": 1}\n', "neither nodes nor edges"),
        (b"subject\tpredicate\tobject\n", "no edge that can be used"),
        (b"subject\tpredicate\tobject\nA\tB\tC\n", "names A, which is no node"),
        (tsv(NODES), "without a file of edges"),
    ],
)
def test_a_file_that_is_no_kgx_is_one_line_and_leaves_nothing(
    tmp_path: Path, edges: bytes, reason: str
) -> None:
    with pytest.raises(GraphFileError, match=reason) as caught:
        build(tmp_path, edges=edges)
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edges.kgx", "nodes.kgx"]


def test_edges_alone_are_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match="without a file of nodes"):
        build(tmp_path, nodes=tsv(EDGES))


def test_a_file_named_gz_must_be_gzip(tmp_path: Path) -> None:
    path = tmp_path / "nodes.tsv.gz"
    path.write_bytes(tsv(NODES))
    with pytest.raises(GraphFileError, match="is not gzip"):
        kgx.open_table(path)


def test_a_line_without_end_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kgx, "LONGEST", 1000)
    monkeypatch.setattr(kgx, "BLOCK", 100)
    path = tmp_path / "long.tsv"
    path.write_bytes(b"x" * 5000)
    with pytest.raises(GraphFileError, match="a line of more than"):
        kgx.open_table(path)


def test_blocks_may_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path)
    expected = (tmp_path / "graph" / "graph.mscg").read_bytes()
    monkeypatch.setattr(kgx, "BLOCK", 7)
    windows = [table.replace(b"\n", b"\r\n") for table in (tsv(NODES), tsv(EDGES))]
    build(tmp_path, *windows)
    assert (tmp_path / "graph" / "graph.mscg").read_bytes() == expected
