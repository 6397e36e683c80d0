"""Write a large compiled graph: sections straight from arrays and files, nothing joined in memory.

The folder appears whole or not at all: the file is written beside its place and then renamed.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from mscgraph.compiled.folder import new_folder
from mscgraph.compiled.write import start_of
from mscgraph.data import COMPILED_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class BigSections:
    """Sections in the order in which they were put; arrays are kept and not copied."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, str, int, Any]] = []

    def numbers(self, name: str, values: array[Any]) -> None:
        """Put an array."""
        if sys.byteorder == "big":  # pragma: no cover - no such machine to test on
            values = array(values.typecode, values)
            values.byteswap()
        self._parts.append((name, values.typecode, len(values) * values.itemsize, values))

    def text(self, name: str, data: bytes) -> None:
        """Put raw bytes."""
        self._parts.append((name, "t", len(data), data))

    def file(self, name: str, path: Path) -> None:
        """Put what a file holds."""
        self._parts.append((name, "t", path.stat().st_size, path))

    def strings(self, name: str, values: Iterable[bytes]) -> None:
        """Put strings as ``name.text`` with their ``name.at`` offsets."""
        at, parts, offset = array("Q", [0]), [], 0
        for value in values:
            parts.append(value)
            offset += len(value)
            at.append(offset)
        self.text(f"{name}.text", b"".join(parts))
        self.numbers(f"{name}.at", at)

    def write(self, path: Path, kind: str, meta: Mapping[str, Any]) -> None:
        """Write the file.

        Raises:
            OSError: it cannot be written.
        """
        with path.open("wb") as file:
            self.write_to(file, kind, meta)

    def write_to(self, file: IO[bytes], kind: str, meta: Mapping[str, Any]) -> None:
        """Write into an open file."""
        places: dict[str, list[int | str]] = {}
        offset = 0
        for name, typecode, size, _ in self._parts:
            places[name] = [offset, size, typecode]
            offset += _padded(size)
        room = len(start_of(kind, meta, offset, places, 0))
        file.seek(room)
        check = 0
        for _, _, size, part in self._parts:
            for piece in _pieces(part):
                check = zlib.crc32(piece, check)
                file.write(piece)
            rest = b"\0" * (_padded(size) - size)
            check = zlib.crc32(rest, check)
            file.write(rest)
        file.seek(0)
        file.write(start_of(kind, meta, offset, places, check))


def _pieces(part: Any) -> Iterator[Any]:
    """Yield the bytes of a section, those of a file a stretch at a time."""
    if not isinstance(part, Path):
        yield part
        return
    with part.open("rb") as source:
        while piece := source.read(1 << 20):
            yield piece


def _padded(size: int) -> int:
    return -(-size // 8) * 8


@contextmanager
def new_graph_folder(folder: Path) -> Iterator[Path]:
    """Give a place to build the file of a graph folder; on success it becomes the folder's.

    Raises:
        DataFolderError: the folder holds something else, or cannot be made.
    """
    with new_folder(
        folder,
        is_ours=lambda there: {path.name for path in there.iterdir()} <= {COMPILED_FILE},
        refusal="holds something that is no imported graph; name a new folder",
    ) as work:
        yield work
        for other in work.iterdir():
            if other.name != COMPILED_FILE:
                other.unlink()
