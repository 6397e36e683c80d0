"""The compiled graph of a data folder, from the user's cache where that is fresh.

A manifest of names, sizes and times comes first, so that an unchanged folder is not read; then
the content hash, so that a touched but equal folder is not compiled. A cache that is broken or
cannot be written is never an error: the graph is then compiled in memory.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.layout import FORMAT
from mscgraph.compiled.read import CompiledFile
from mscgraph.data import COMPILED_FILE, cache_folder, data_root
from mscgraph.errors import GraphFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEP = 5
"""How many compiled graphs stay in the cache."""


def open_graph(root: Path | str | None = None) -> Graph:
    """Open the graph of a folder of YAML, or the compiled graph of an imported folder.

    Raises:
        DataFolderError: there is no such folder.
        DataError: the folder has findings at error level.
        GraphFileError: an imported graph is damaged or from another version.
    """
    folder = data_root(root)
    if (folder / COMPILED_FILE).is_file():
        return Graph(CompiledFile.open(folder / COMPILED_FILE))
    stamp = _stamp(folder)
    pointer = cache_folder() / f"{stamp}.at"
    try:
        return Graph(CompiledFile.open(cache_folder() / f"{pointer.read_text('ascii')}.mscg"))
    except (OSError, ValueError, GraphFileError):
        return Graph(_compile(folder, pointer))


def _compile(folder: Path, pointer: Path) -> CompiledFile:
    """Compile a folder and try to keep the result."""
    from mscgraph.compiled.write import replace_file
    from mscgraph.kb.compile import compile_kb
    from mscgraph.kb.load import load

    kb = load(folder)
    data = compile_kb(kb, data_version(kb.content_hash))
    name = hashlib.sha256(f"{kb.content_hash} {_code_stamp()}".encode()).hexdigest()[:32]
    try:
        replace_file(pointer.parent / f"{name}.mscg", data)
        replace_file(pointer, name.encode())
        _prune(pointer.parent)
    except OSError:
        pass  # read-only home, full disk: the graph in memory is as good
    return CompiledFile(memoryview(data), folder)


def data_version(content_hash: str) -> str:
    """Name a state of the data: the package's version and the start of the content hash."""
    return f"{package_version()}+{content_hash[:8]}"


def package_version() -> str:
    """Give the version of the installed package."""
    from importlib import metadata  # 20 ms that an open graph does not need

    return metadata.version("mscgraph")


def _stamp(folder: Path) -> str:
    """Fingerprint names, sizes and times of the data files and of the code that compiles them."""
    digest = hashlib.sha256(f"{folder} {_code_stamp()}".encode())
    for top in ("ontology", "graphs"):
        for path, size, changed in _files(folder / top, ".yaml"):
            digest.update(f"{path} {size} {changed}\n".encode())
    return digest.hexdigest()[:32]


def _code_stamp() -> str:
    """Fingerprint the compiling code, so that a changed rule never meets an old result."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256(str(FORMAT).encode())
    for folder in ("kb", "compiled"):
        for _, size, changed in _files(package / folder, ".py"):
            digest.update(f"{size} {changed}\n".encode())
    for name in ("model.py", "terms.py"):
        state = (package / name).stat()
        digest.update(f"{state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files(folder: Path, suffix: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.is_dir():
            yield from _files(Path(entry.path), suffix)
        elif entry.name.endswith(suffix):
            state = entry.stat()
            yield entry.path, state.st_size, state.st_mtime_ns


def _prune(folder: Path) -> None:
    """Keep the newest compiled graphs and the pointers that lead to them."""
    graphs = sorted(folder.glob("*.mscg"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in graphs[KEEP:]:
        path.unlink(missing_ok=True)
    kept = {path.stem for path in graphs[:KEEP]}
    for path in folder.glob("*.at"):
        if path.read_text("ascii", errors="replace") not in kept:
            path.unlink(missing_ok=True)
