"""Whatever stands in the files, an import ends with a graph or with one line."""

from __future__ import annotations

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.read import CompiledFile
from mscgraph.errors import MscgraphError
from mscgraph.formats.kgx_import import import_graph
from mscgraph.graph import paths
from mscgraph.graph.paths import find_paths
from tests.unit.imports.tables import EDGES, NODES, jsonl, tsv

GOOD = [writer(rows) for writer in (tsv, jsonl) for rows in (NODES, EDGES)]
WORDS = [b"\t", b"\n", b"\r\n", b"\x00", b"\xff", b"|", b'"', b"{", b"[", b"\\ud800", b"1e999"]
WORDS += [b"null", b"subject", b"id", b"../../x", "干".encode(), b"NCBIGene:1", b"\xef\xbb\xbf"]

pieces = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(0, 40), st.sampled_from(WORDS)), max_size=6
)


def spoil(table: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    """Replace a few stretches of a table."""
    for at, length, word in edits:
        place = at % (len(table) + 1)
        table = table[:place] + word + table[place + length :]
    return table


tables = st.one_of(
    st.binary(max_size=300),
    st.builds(spoil, st.sampled_from(GOOD), pieces),
    st.builds(lambda t, e: gzip.compress(spoil(t, e)), st.sampled_from(GOOD), pieces),
    st.builds(lambda t, e: spoil(gzip.compress(t), e), st.sampled_from(GOOD), pieces),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(tables, min_size=1, max_size=3))
def test_any_files_give_a_graph_or_one_line(contents: list[bytes]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [folder / f"file-{number}" for number in range(len(contents))]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
        before = set(folder.iterdir())
        refused = ""
        try:
            import_graph(files, folder / "graph", ((), ()))
        except MscgraphError as error:
            refused = str(error)
        if refused:
            assert "\n" not in refused
            assert set(folder.iterdir()) == before
            return
        assert set(folder.iterdir()) == before | {folder / "graph"}
        assert [path.name for path in (folder / "graph").iterdir()] == ["graph.mscg"]
        graph = Graph(CompiledFile.open(str(folder / "graph" / "graph.mscg")))
        assert len(list(graph.claims.bodies())) == len(graph.claims)
        assert len(list(graph.entities.bodies())) == len(graph.entities)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_an_edited_graph_never_brings_the_process_down(at: int, junk: bytes) -> None:
    """The kernel walks raw memory: whatever it is given, it stays inside the file."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = folder / "nodes", folder / "edges"
        files[0].write_bytes(tsv(NODES))
        files[1].write_bytes(tsv(EDGES))
        import_graph(files, folder / "graph", ((), ()))
        path = folder / "graph" / "graph.mscg"
        data = bytearray(path.read_bytes())
        length = int.from_bytes(data[8:12], "little")
        place = 12 + length + at % (len(data) - 12 - length - len(junk))
        data[place : place + len(junk)] = junk
        path.write_bytes(data)
        held, paths.LARGE = paths.LARGE, 0
        try:
            graph = Graph(CompiledFile.open(str(path)))
            find_paths(graph, "NCBIGene:1", "DOID:3")
        except (MscgraphError, ValueError, IndexError, KeyError, TypeError, OverflowError):
            pass  # an edit of a text is met where the text is read
        finally:
            paths.LARGE = held
