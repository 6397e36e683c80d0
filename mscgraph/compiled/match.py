"""Which entities of two graphs are one: by an identifier that both have, never by a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.compiled.read import Table


class Matches(NamedTuple):
    """What an imported graph has in common with a curated one."""

    same: dict[int, int]
    """Number of an imported entity to that of the curated one that it is."""
    unclear: int
    """Imported entities that could be several curated ones, and so are none of them."""


def match(ours: Table, theirs: Table) -> Matches:
    """Find the imported entities that are curated ones.

    Two are one where the id or an exact cross-reference of the one is the id or a cross-reference
    of the other. An id says more than a cross-reference, and a cross-reference that the curated
    graph gives more than one that only the imported graph gives. Several imported entities may be
    one curated entity, a gene and its protein for instance; one imported entity is never several.

    Args:
        ours: the entities of the curated graph.
        theirs: the entities of the imported graph.
    """
    ids: dict[str, set[int]] = {}
    xrefs: dict[str, set[int]] = {}
    for number, body in enumerate(ours.bodies()):
        entity = _in_force(ours, number, body)
        ids.setdefault(_key(body["id"]), set()).add(entity)
        for xref in body["xrefs"]:
            xrefs.setdefault(_key(xref), set()).add(entity)
    same, unclear = {}, 0
    for number, body in enumerate(theirs.bodies()):
        found = next(filter(None, _found(body, ids, xrefs)), set())
        if len(found) == 1:
            same[number] = min(found)
        unclear += len(found) > 1
    return Matches(same, unclear)


def _found(
    body: dict[str, Any], ids: dict[str, set[int]], xrefs: dict[str, set[int]]
) -> Iterator[set[int]]:
    """Yield the curated entities that an imported one may be, by the best reason first."""
    own, others = [_key(body["id"])], [_key(xref) for xref in body["xrefs"]]
    for keys in (own, others):
        for known in (ids, xrefs):
            yield set().union(*(known.get(key, ()) for key in keys))


def _in_force(entities: Table, number: int, body: dict[str, Any]) -> int:
    """Give the entity that stands for one that was merged away."""
    heir = entities.index(body["replaced_by"] or "")
    return number if heir is None else heir


def _key(curie: str) -> str:
    """Fold the case of the prefix, in which graphs differ (DRUGBANK, DrugBank)."""
    prefix, colon, local = curie.partition(":")
    return prefix.casefold() + colon + local
