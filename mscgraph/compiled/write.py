"""Write a compiled graph: sections into one file, beside its place and then renamed."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zlib
from array import array
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.layout import CHECK, FORMAT, MAGIC, check_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized


class Sections:
    """Sections in the order in which they were put."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[str, bytes]] = {}

    def text(self, name: str, data: bytes) -> None:
        """Put raw bytes."""
        self._parts[name] = ("t", data)

    def numbers(self, name: str, typecode: str, values: Iterable[float]) -> None:
        """Put an array of one machine type."""
        data = array(typecode, values)
        if sys.byteorder == "big":
            data.byteswap()
        self._parts[name] = (typecode, data.tobytes())

    def strings(self, name: str, values: Sequence[str]) -> None:
        """Put strings as ``name.text`` with their ``name.at`` offsets."""
        blobs = [value.encode() for value in values]
        self.text(f"{name}.text", b"".join(blobs))
        self.numbers(f"{name}.at", "Q", starts(blobs))

    def table(self, name: str, records: Mapping[str, Any]) -> None:
        """Put records by id: sorted ids and one JSON body each."""
        ordered = sorted(records.items())
        self.strings(f"{name}.id", [ident for ident, _ in ordered])
        self.strings(f"{name}.body", [dump(body) for _, body in ordered])

    def assemble(self, kind: str, meta: Mapping[str, Any]) -> bytes:
        """Lay out header and sections."""
        places: dict[str, list[int | str]] = {}
        offset = 0
        for name, (typecode, data) in self._parts.items():
            places[name] = [offset, len(data), typecode]
            offset += -(-len(data) // 8) * 8
        body = b"".join(
            data.ljust(-(-len(data) // 8) * 8, b"\0") for _, data in self._parts.values()
        )
        return start_of(kind, meta, offset, places, zlib.crc32(body)) + body


def start_of(
    kind: str, meta: Mapping[str, Any], size: int, places: Mapping[str, Any], check: int
) -> bytes:
    """Give what stands before the sections, whose size, places and CRC-32 these are."""
    header = dump(
        {
            "check": "0" * 8,
            "format": FORMAT,
            "kind": kind,
            "meta": meta,
            "size": size,
            "sections": places,
        }
    ).encode()
    start = MAGIC + len(header).to_bytes(4, "little") + header
    start = start[: CHECK.start] + check_of(start, check) + start[CHECK.stop :]
    return start.ljust(-(-len(start) // 8) * 8, b"\0")


def dump(value: Any) -> str:
    """Give compact JSON; the order of keys is the order of the record."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        OSError: the folder cannot be made or written.
    """
    with beside(path) as place:
        place.write_bytes(data)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give an empty file beside a path; on success it takes the path's place.

    What is there and is no regular file, such as ``/dev/null`` or a pipe, is given itself: a
    rename would put a file in the place of the device.

    Raises:
        OSError: the folder cannot be made or written.
    """
    if path.exists() and not path.is_file():
        yield path
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        mask = os.umask(0)  # reading it means setting it
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def starts(parts: Iterable[Sized]) -> list[int]:
    """Give where each part begins when all stand in a row, and where the last one ends."""
    return list(accumulate(map(len, parts), initial=0))
