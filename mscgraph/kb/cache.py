"""The compiled graph of a data folder, from the user's cache where that is fresh.

A manifest of names, sizes and times comes first, so that an unchanged folder is not read; then
the content hash, so that a touched but equal folder is not compiled. A cache that is broken or
cannot be written is never an error: the graph is then compiled in memory.

This module is on the way of every command; it uses neither ``pathlib`` nor ``hashlib`` where the
cache is fresh, since their import costs more than the whole look-up.
"""

from __future__ import annotations

import os
import time
import zlib
from typing import TYPE_CHECKING

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.layout import FORMAT
from mscgraph.compiled.read import CompiledFile
from mscgraph.data import COMPILED_FILE, cache_folder, find_root, imported_root
from mscgraph.errors import DataFolderError, GraphFileError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RACY = 50_000_000
"""Nanoseconds in which a file may change without another time: so new a file is not trusted."""
KEEP = 5
"""How many compiled graphs stay in the cache."""


def open_graph(root: Path | str | None = None, joined: Path | str | None = None) -> Graph:
    """Open the graph of a folder of YAML, or the compiled graph of an imported folder.

    Args:
        root: the folder; the graph that comes with this package if none is named.
        joined: folder of an imported graph, joined to the other through their identifiers.

    Raises:
        DataFolderError: there is no such folder, or it does not hold what is wanted.
        DataError: the folder has findings at error level.
        GraphFileError: an imported graph is damaged or from another version.
    """
    folder = find_root(root)
    return Graph(_open_one(folder) if joined is None else _open_both(folder, imported_root(joined)))


def _open_one(folder: str) -> CompiledFile:
    compiled = os.path.join(folder, COMPILED_FILE)
    if os.path.isfile(compiled):
        return _checked(compiled)
    pointer, manifest = _pointer(folder), _manifest(folder)
    return _recalled(pointer, manifest) or _compile(folder, pointer, manifest)


def _open_both(folder: str, other: str) -> CompiledFile:
    """Open a curated graph with an imported one."""
    if os.path.realpath(folder) == os.path.realpath(other):
        raise DataFolderError(other, "is the graph itself; name an imported one to join to it")
    theirs = _checked(os.path.join(other, COMPILED_FILE))
    if theirs.kind != "imported":
        raise DataFolderError(other, "holds no imported graph; --with joins one to a curated graph")
    pointer = _pointer(f"{folder}\n{other}")
    manifest = f"{_manifest(folder)}\n{other}\n{_state(theirs.name)}"
    file = _recalled(pointer, manifest) or _join(folder, theirs, pointer, manifest)
    file.rest = theirs
    return file


def _pointer(asked: str) -> str:
    """Give the file that says where the answer to a call is kept."""
    return os.path.join(cache_folder(), f"{zlib.crc32(asked.encode()):08x}.at")


def _recalled(pointer: str, manifest: str) -> CompiledFile | None:
    """Open what was kept for a manifest; None where there is no cache yet, or a broken one."""
    try:
        with open(pointer, encoding="utf-8") as file:
            name, _, known = file.read().partition("\n")
    except (OSError, ValueError):
        return None
    return _kept(os.path.join(os.path.dirname(pointer), name)) if known == manifest else None


def _remember(pointer: Path, manifest: str, name: str) -> None:
    from mscgraph.compiled.write import replace_file

    try:
        replace_file(pointer, f"{name}\n{manifest}".encode())
        _prune(pointer.parent)
    except OSError:
        pass  # the next call compiles again


def _checked(path: str) -> CompiledFile:
    """Open a compiled graph that is what was written.

    That is looked at once, and again when its size or its time has changed.
    """
    held = CompiledFile.open(path)
    state = os.stat(path)
    known = f"{path}\n{state.st_size} {state.st_mtime_ns} {state.st_ino}"
    stamp = os.path.join(cache_folder(), f"{zlib.crc32(path.encode()):08x}.checked")
    try:
        with open(stamp, encoding="utf-8") as file:
            if file.read() == known:
                return held
    except (OSError, ValueError):
        pass  # never looked at, or nothing that can be read
    held.verify()
    if time.time_ns() - state.st_mtime_ns > RACY:
        import contextlib
        from pathlib import Path

        from mscgraph.compiled.write import replace_file

        with contextlib.suppress(OSError):  # read-only home: it is looked at again
            replace_file(Path(stamp), known.encode())
    return held


def _compile(folder: str, pointer: str, manifest: str) -> CompiledFile:
    """Compile a folder and try to keep the result; an equal one that is there is used."""
    import hashlib
    from pathlib import Path

    from mscgraph.compiled.write import replace_file
    from mscgraph.kb.compile import compile_kb
    from mscgraph.kb.load import data_files, folder_hash, load

    cache = Path(pointer).parent
    content = folder_hash(Path(folder), data_files(Path(folder)))
    name = hashlib.sha256(f"{content} {_code_manifest()}".encode()).hexdigest()[:32] + ".mscg"
    held = _kept(str(cache / name))
    if held is None:
        kb = load(folder)
        data = compile_kb(kb, data_version(kb.content_hash))
        held = CompiledFile(memoryview(data), folder)
        if kb.content_hash != content:  # edited meanwhile: right for now, not worth keeping
            return held
        try:
            replace_file(cache / name, data)
        except OSError:
            return held  # read-only home, full disk: the graph in memory is as good
    _remember(Path(pointer), manifest, name)
    return held


def _join(folder: str, theirs: CompiledFile, pointer: str, manifest: str) -> CompiledFile:
    """Join a graph to another and try to keep the result; an equal one that is there is used."""
    import hashlib
    import logging
    from io import BytesIO
    from pathlib import Path

    from mscgraph.compiled.join import join
    from mscgraph.compiled.write import beside

    ours = _open_one(folder)
    if ours.kind != "curated":
        raise DataFolderError(folder, "is an imported graph; --with joins one to a curated graph")
    with open(theirs.name, "rb") as file:
        digest = hashlib.file_digest(file, "blake2b").hexdigest()
    state = f"{ours.meta['content_hash']} {ours.meta['data_version']} {digest} {_code_manifest()}"
    place = Path(pointer).parent / f"{hashlib.sha256(state.encode()).hexdigest()[:32]}.mscg"
    held = _kept(str(place))
    if held is None:
        sections, meta = join(ours, theirs)
        note = (
            "joined %s: %d entities stand in both; %d of its could be several of ours, so are none"
        )
        shared, unclear = meta["counts"]["shared"], meta["counts"]["unclear"]
        logging.getLogger(__name__).info(note, theirs.name, shared, unclear)
        try:
            with beside(place) as temporary:
                sections.write(temporary, "joined", meta)
            held = CompiledFile.open(str(place))
        except OSError:
            made = BytesIO()
            sections.write_to(made, "joined", meta)
            return CompiledFile(made.getbuffer(), folder)
    _remember(Path(pointer), manifest, place.name)
    return held


def _kept(path: str) -> CompiledFile | None:
    """Open a compiled graph of the cache; None where there is none, or a broken one."""
    try:
        return _checked(path)
    except (OSError, GraphFileError):
        return None


def data_version(content_hash: str) -> str:
    """Name a state of the data: the package's version and the start of the content hash."""
    return f"{package_version()}+{content_hash[:8]}"


def package_version() -> str:
    """Give the version of the installed package."""
    from importlib import metadata  # 20 ms that an open graph does not need

    return metadata.version("mscgraph")


def _manifest(folder: str) -> str:
    """List names, sizes and times of the data files and of the code that compiles them."""
    lines = [folder, _code_manifest()]
    compiled = os.path.join(folder, COMPILED_FILE)
    if os.path.isfile(compiled):
        return "\n".join((*lines, _state(compiled)))
    for top in ("ontology", "graphs"):
        lines.extend(_states(os.path.join(folder, top), ".yaml"))
    return "\n".join(lines)


def _code_manifest() -> str:
    """List sizes and times of the compiling code: a changed rule never meets an old result."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    lines = [str(FORMAT)]
    for folder in ("kb", "compiled", "model"):
        lines.extend(_states(os.path.join(package, folder), ".py"))
    lines.append(_state(os.path.join(package, "terms.py")))
    return "\n".join(lines)


def _state(path: str) -> str:
    """Give size and time of a file."""
    state = os.stat(path)
    return f"{state.st_size} {state.st_mtime_ns}"


def _states(folder: str, suffix: str, inside: str = "") -> Iterator[str]:
    """Yield name, size and time of each file; a file moved to another folder has another name."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.is_dir():
            yield from _states(entry.path, suffix, f"{inside}{entry.name}/")
        elif entry.name.endswith(suffix):
            state = entry.stat()
            yield f"{inside}{entry.name} {state.st_size} {state.st_mtime_ns}"


def _prune(folder: Path) -> None:
    """Keep the newest compiled graphs and the pointers that lead to them."""
    graphs = sorted(folder.glob("*.mscg"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in graphs[KEEP:]:
        path.unlink(missing_ok=True)
    kept = {path.name for path in graphs[:KEEP]}
    for path in folder.glob("*.at"):
        if path.read_text("utf-8", errors="replace").partition("\n")[0] not in kept:
            path.unlink(missing_ok=True)
    for path in folder.glob("*.checked"):
        if not os.path.exists(path.read_text("utf-8", errors="replace").partition("\n")[0]):
            path.unlink(missing_ok=True)
