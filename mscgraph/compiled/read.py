"""Open a compiled graph by ``mmap`` and read single records and arrays from it."""

from __future__ import annotations

import json
import mmap
import sys
import zlib
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.layout import CHECK, FORMAT, MAGIC, TABLES, check_of
from mscgraph.errors import GraphFileError, NotFoundError
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Strings:
    """A sequence of strings inside the file."""

    def __init__(self, text: memoryview, at: Any) -> None:
        self._text = text
        self._at = at

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, index: int) -> str:
        return str(self._text[self._at[index] : self._at[index + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        for index in range(len(self)):
            yield self[index]


class Table:
    """Records by id: ``ids`` is sorted, ``body(i)`` parses one."""

    def __init__(self, ids: Strings, bodies: Strings) -> None:
        self.ids = ids
        self._bodies = bodies

    def __len__(self) -> int:
        return len(self.ids)

    def index(self, ident: str) -> int | None:
        """Find a record by id; None if there is none."""
        at = bisect_left(self.ids, ident)
        return at if at < len(self.ids) and self.ids[at] == ident else None

    def body(self, index: int) -> Any:
        """Parse one record."""
        return json.loads(self._bodies[index])

    def get(self, ident: str) -> Any:
        """Parse the record of an id; None if there is none."""
        index = self.index(ident)
        return None if index is None else self.body(index)

    def bodies(self) -> Iterator[Any]:
        """Parse all records, by id."""
        for index in range(len(self)):
            yield self.body(index)


SUGGEST = 50_000
"""Up to so many ids all are read for those that are like a misspelt one."""


def must_exist(kind: str, table: Table, names: Iterable[str]) -> None:
    """Refuse a misspelt filter, which would only seem to find nothing.

    A table without records refuses nothing, and neither does the name of a database: an imported
    graph keeps no documents and references apart from its claims.

    Raises:
        NotFoundError: the table has no record of one of the names.
    """
    for name in names:
        if len(table) and table.index(name) is None and not name.startswith("infores:"):
            from difflib import get_close_matches  # only for a name that is not there

            # over the numbered ids of a million edges it would take minutes, and help nobody
            near = get_close_matches(name, list(table.ids)) if len(table) <= SUGGEST else ()
            raise NotFoundError(kind, name, near)


_SIZES = {"t": 1, "B": 1, "b": 1, "I": 4, "Q": 8, "q": 8, "d": 8}


def _places(header: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    return iter(header["sections"].values())


def _inside(offset: int, size: int, typecode: str, whole: int) -> bool:
    """Whether a section lies in the file as its type needs it."""
    numbers = isinstance(offset, int) and isinstance(size, int)
    fits = numbers and offset >= 0 and size >= 0 and offset + size <= whole
    return fits and not offset % 8 and not size % _SIZES[typecode]


class CompiledFile:
    """The sections of a compiled graph, mapped and not copied."""

    def __init__(self, data: memoryview, name: str) -> None:
        self._name = self.name = name
        self.whole = data
        header, start = self._header(data)
        try:
            self.meta: dict[str, Any] = header["meta"]
            self.kind: str = header["kind"]
            self._sections: dict[str, tuple[int, int, str]] = header["sections"]
            whole = len(data) == start + header["size"]
            whole = whole and all(_inside(*place, header["size"]) for place in _places(header))
        except (KeyError, TypeError, AttributeError) as error:
            raise GraphFileError(name, "damaged header; build or import it again") from error
        if not whole:
            raise GraphFileError(name, "truncated or edited; build or import it again")
        self.start, self._data = data[:start], data[start:]
        """Magic and header: what is in the file, of what size, and the check of it all."""
        self.rest: CompiledFile | None = None
        """Of a joined graph: the imported one, which keeps its rows."""

    @classmethod
    def open(cls, path: str) -> CompiledFile:
        """Map a file.

        Raises:
            GraphFileError: it is not there, empty, damaged, foreign or from a newer version.
        """
        try:
            with open(path, "rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            reason = Message(getattr(error, "strerror", None) or str(error))
            said = Message("cannot be opened: {reason}", {"reason": reason})
            raise GraphFileError(path, said) from error
        return cls(memoryview(mapped), path)

    def verify(self) -> None:
        """Read the whole file once: 0.2 s for each half a gigabyte.

        Raises:
            GraphFileError: it is not what was written.
        """
        start = bytes(self.start[: 12 + int.from_bytes(self.start[8:12], "little")])
        if check_of(start, zlib.crc32(self._data)) != start[CHECK]:
            raise GraphFileError(self._name, "truncated or edited; build or import it again")
        self._release()

    def _release(self) -> None:
        """Give back the memory of all that was read; what is wanted again is mapped again."""
        mapped = self.whole.obj
        if isinstance(mapped, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            mapped.madvise(mmap.MADV_DONTNEED)

    def numbers(self, name: str) -> Any:
        """Give an array as a memoryview of its machine type."""
        offset, size, typecode = self._section(name)
        view: memoryview[Any] = self._data[offset : offset + size].cast(typecode)  # type: ignore[call-overload]  # typecode is read from the file
        if sys.byteorder == "big":  # pragma: no cover - no such machine to test on
            from array import array

            swapped = array(typecode, view)
            swapped.byteswap()
            return memoryview(swapped)
        return view

    def has(self, name: str) -> bool:
        """Say whether there is such a section."""
        return name in self._sections

    def text(self, name: str) -> memoryview:
        """Give raw bytes."""
        offset, size, _ = self._section(name)
        return self._data[offset : offset + size]

    def strings(self, name: str) -> Strings:
        """Give a sequence of strings."""
        return Strings(self.text(f"{name}.text"), self.numbers(f"{name}.at"))

    def table(self, name: str) -> Table:
        """Give one of :data:`~mscgraph.compiled.layout.TABLES`."""
        if name not in TABLES:
            raise KeyError(name)
        if self.kind == "imported" and name in ("claims", "references"):
            from mscgraph.compiled.imported import Claims, References  # not for the curated graph

            return Claims(self) if name == "claims" else References()  # type: ignore[return-value]  # it has all that a Table has
        if self.kind == "joined" and name in ("claims", "references"):
            from mscgraph.compiled.joined import joined_table  # likewise

            return joined_table(name, self, self.rest)  # type: ignore[no-any-return]  # likewise
        return Table(self.strings(f"{name}.id"), self.strings(f"{name}.body"))

    def _section(self, name: str) -> tuple[int, int, str]:
        try:
            offset, size, typecode = self._sections[name]
        except (KeyError, ValueError) as error:
            said = Message("lacks its section {section}; build it again", {"section": name})
            raise GraphFileError(self._name, said) from error
        return offset, size, typecode

    def _header(self, data: memoryview) -> tuple[dict[str, Any], int]:
        if bytes(data[:8]) != MAGIC:
            raise GraphFileError(self._name, "not a compiled graph of mscgraph")
        length = int.from_bytes(data[8:12], "little")
        try:
            header = json.loads(bytes(data[12 : 12 + length]))
            version = int(header["format"])
        except (ValueError, KeyError, TypeError) as error:
            raise GraphFileError(self._name, "damaged header; build or import it again") from error
        if version != FORMAT:
            raise GraphFileError(
                self._name,
                Message("written by a newer mscgraph; build or import it again")
                if version > FORMAT
                else Message("written by an older mscgraph; build or import it again"),
            )
        return header, -(-(12 + length) // 8) * 8
