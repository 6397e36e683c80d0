"""A graph with its RDF in Oxigraph on disk: a folder that is built once and only read after.

It holds the compiled graph, which gives names and prefixes and which every command reads with
``--data``, and beside it the store. Any number of processes may have it open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mscgraph.compiled.folder import new_folder
from mscgraph.data import COMPILED_FILE
from mscgraph.errors import DataFolderError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

STORE = "oxigraph"
"""The folder of the engine's own files."""
_LINES = "graph.nt"


def build_store(graph: Graph, folder: Path) -> int:
    """Write the folder, which appears whole or not at all; give the number of triples.

    Raises:
        DataFolderError: it holds something that is no store, or cannot be written.
    """
    from mscgraph.rdf.build import triples
    from mscgraph.rdf.records import records_of
    from mscgraph.rdf.write import lines

    with new_folder(
        folder, is_ours=is_store, refusal="holds something that is no store; name a new folder"
    ) as work:
        (work / COMPILED_FILE).write_bytes(graph.file.whole)
        _write(work / _LINES, lines(triples(records_of(graph))))
        store = ox.Store(str(work / STORE))
        # from a file, not from memory: a large graph need not fit into it
        store.bulk_load(path=str(work / _LINES), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        store.optimize()  # each batch left files of its own, and a look-up must search them all
        store.flush()
        count = len(store)
        del store  # closes it
        (work / _LINES).unlink()
    return count


def _write(path: Path, found: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in found)


def is_store(folder: Path) -> bool:
    """Say whether a folder is one of ours."""
    names = {path.name for path in folder.iterdir()}
    return names == {COMPILED_FILE, STORE} and (folder / STORE / "CURRENT").is_file()


def store_in(folder: Path) -> Path:
    """Give the place of the store in a folder.

    Raises:
        DataFolderError: there is none.
    """
    if not folder.is_dir():
        raise DataFolderError(folder, "no such folder; build one with mscgraph build --store")
    if not is_store(folder):
        raise DataFolderError(folder, "holds no store; build one with mscgraph build --store")
    return folder / STORE
