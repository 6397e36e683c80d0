"""Shapes of paths: kinds in a row, ``CellSource>*>Pathway>*>Disease``.

A ``*`` stands for any number of entities, none included. A shape is walked as a set of positions
in one integer, bit *i* meaning that the first *i* parts are used up, so that the search can drop
a path as soon as no continuation can fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mscgraph.graph.query import PathQuery

ANY = "*"


class Shape:
    """A parsed shape."""

    def __init__(self, text: str, kinds: Sequence[str]) -> None:
        """Parse a shape.

        Raises:
            NotFoundError: a part is neither ``*`` nor a kind of entity.
        """
        self._parts = parts_of(text)
        for part in self._parts:
            if part != ANY and part not in kinds:
                from difflib import get_close_matches  # only for a name that is not there

                raise NotFoundError("kind of entity", part, get_close_matches(part, kinds, 3, 0.3))
        self.any = self.parts_for(ANY)
        """The parts that stand for any number of entities."""
        self.start = self._close(1)
        self.end = 1 << len(self._parts)

    def parts_for(self, kind: str) -> int:
        """Give the parts that are this kind."""
        return sum(1 << i for i, part in enumerate(self._parts) if part == kind)

    def advance(self, positions: int, kind: str) -> int:
        """Give the positions after one more entity; 0 where nothing fits any more."""
        return self._close(positions & self.any | (positions & self.parts_for(kind)) << 1)

    def fits(self, positions: int) -> bool:
        """Say whether a path may end here."""
        return bool(positions & self.end)

    def _close(self, positions: int) -> int:
        """Let every ``*`` be nothing as well."""
        for i in range(len(self._parts)):
            positions |= (positions & self.any & 1 << i) << 1
        return positions


def parts_of(text: str) -> tuple[str, ...]:
    """Take a shape apart."""
    return tuple(part.strip() for part in text.split(">"))


def narrowed(query: PathQuery) -> PathQuery:
    """Give a query the limits that its shape sets: without ``*``, how many steps and what kinds."""
    parts = parts_of(query.shape)
    if not query.shape or ANY in parts:
        return query
    steps = min(query.max_hops, len(parts) - 1)
    return query._replace(max_hops=steps, types=query.types or parts[1:-1])
