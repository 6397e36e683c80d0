"""How long, and how large: the bounds within which a graph is made ready for SPARQL."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from mscgraph.errors import QueryError
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mscgraph.compiled.graph import Graph

T = TypeVar("T")

CLAIMS = 100_000
"""Claims of the largest graph that is asked without a store (docs/performance.md has the cost)."""
_EVERY = 1000


class Limit(NamedTuple):
    """A time by which something must be done."""

    seconds: float
    until: float

    @classmethod
    def of(cls, seconds: float) -> Limit:
        """Start to count."""
        return cls(seconds, monotonic() + seconds)

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return max(0.0, self.until - monotonic())

    def missed(self, doing: Message) -> QueryError:
        """Say that it is over, while something was done."""
        said = Message(
            "stopped after {seconds} s, while {doing}; build a store once with "
            "mscgraph build --store DIR, then ask with --store DIR",
            {"seconds": f"{self.seconds:g}", "doing": doing},
        )
        return QueryError(said)


def within(found: Iterable[T], limit: Limit | None, doing: Message) -> Iterator[T]:
    """Pass on what is found until the limit.

    Raises:
        QueryError: the time is over.
    """
    for number, item in enumerate(found):
        if limit and not number % _EVERY and not limit.left:
            raise limit.missed(doing)
        yield item


def refuse_large(graph: Graph) -> None:
    """Refuse a graph whose triples would take minutes to make and gigabytes to hold.

    Raises:
        QueryError: it has too many claims.
    """
    count = len(graph.claims)
    if count > CLAIMS:
        said = Message(
            "the graph has {count:,} claims, and one of more than {most:,} is not asked without a "
            "store; build a store once with mscgraph build --store DIR, then ask with --store DIR",
            {"count": count, "most": CLAIMS},
        )
        raise QueryError(said)
