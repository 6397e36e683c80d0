"""The records of a joined graph: the curated ones as they are, the imported ones from their file.

The imported rows stay where they are. What they name by an identifier of their own is here named as
the curated graph names it.
"""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.imported import References
from mscgraph.compiled.read import Table
from mscgraph.errors import GraphFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.compiled.read import CompiledFile

ALIASES = "join.text"
"""Section: for each imported id of a curated entity, that entity's id and English label."""


class JoinedClaims:
    """The curated claims and then the imported ones, by number and by id."""

    def __init__(self, ours: Table, theirs: Table, aliases: dict[str, list[str]]) -> None:
        self._ours = ours
        self._theirs = theirs
        self._aliases = aliases
        self.ids = _Ids(ours, theirs)

    def __len__(self) -> int:
        return len(self.ids)

    def index(self, ident: str) -> int | None:
        """Find a record by id; None if there is none."""
        found = self._ours.index(ident)
        if found is None:
            found = self._theirs.index(ident)
            return None if found is None else len(self._ours) + found
        return found

    def get(self, ident: str) -> Any:
        """Give the record of an id; None if there is none."""
        index = self.index(ident)
        return None if index is None else self.body(index)

    def bodies(self) -> Iterator[Any]:
        """Give all records, the curated ones first."""
        return map(self.body, range(len(self)))

    def body(self, index: int) -> Any:
        """Give one record."""
        if index < len(self._ours):
            return self._ours.body(index)
        body = self._theirs.body(index - len(self._ours))
        for end in ("subject", "object"):
            ident, label = body[end], body[f"{end}_label"]
            body[end], body[f"{end}_label"] = self._aliases.get(ident, (ident, label))
        body["context"] = {
            key: self._aliases.get(value, (value,))[0] for key, value in body["context"].items()
        }
        return body


class _Ids:
    """The ids of two tables in a row."""

    def __init__(self, ours: Table, theirs: Table) -> None:
        self._ours = ours.ids
        self._theirs = theirs.ids

    def __len__(self) -> int:
        return len(self._ours) + len(self._theirs)

    def __getitem__(self, index: int) -> str:
        first = len(self._ours)
        return self._ours[index] if index < first else self._theirs[index - first]

    def __iter__(self) -> Iterator[str]:
        return chain(self._ours, self._theirs)


class JoinedReferences(Table):
    """The curated references; a publication that only an imported edge names is no more than it."""

    def get(self, ident: str) -> Any:
        """Give the record of an id, made up where the curated graph has none."""
        held = super().get(ident)
        return References().get(ident) if held is None else held


def joined_table(name: str, file: CompiledFile, theirs: CompiledFile | None) -> Any:
    """Give the claims or the references of a joined graph.

    Raises:
        GraphFileError: the file was opened without the imported graph, whose rows it needs.
    """
    if theirs is None:
        raise GraphFileError(file.name, "is half of a joined graph; ask for it with --with")
    curated = file.strings(f"{name}.id"), file.strings(f"{name}.body")
    if name == "references":
        return JoinedReferences(*curated)
    aliases = json.loads(bytes(file.text(ALIASES)))
    return JoinedClaims(Table(*curated), theirs.table("claims"), aliases)
