"""Shapes of paths: kinds in a row, ``CellSource>*>Pathway>*>Disease``.

A ``*`` stands for any number of entities, none included. A shape is walked as a set of positions
in one integer, bit *i* meaning that the first *i* parts are used up, so that the search can drop
a path as soon as no continuation can fit.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from mscgraph.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

ANY = "*"


class Shape:
    """A parsed shape."""

    def __init__(self, text: str, kinds: Sequence[str]) -> None:
        """Parse a shape.

        Raises:
            NotFoundError: a part is neither ``*`` nor a kind of entity.
        """
        self._parts = tuple(part.strip() for part in text.split(">"))
        for part in self._parts:
            if part != ANY and part not in kinds:
                raise NotFoundError("kind of entity", part, get_close_matches(part, kinds, 3, 0.3))
        self.start = self._close(1)

    def advance(self, positions: int, kind: str) -> int:
        """Give the positions after one more entity; 0 where nothing fits any more."""
        after = 0
        for i, part in enumerate(self._parts):
            if positions >> i & 1:
                if part == ANY:
                    after |= 1 << i
                elif part == kind:
                    after |= 1 << (i + 1)
        return self._close(after)

    def fits(self, positions: int) -> bool:
        """Say whether a path may end here."""
        return bool(positions >> len(self._parts) & 1)

    def _close(self, positions: int) -> int:
        """Let every ``*`` be nothing as well."""
        for i, part in enumerate(self._parts):
            if part == ANY and positions >> i & 1:
                positions |= 1 << (i + 1)
        return positions
