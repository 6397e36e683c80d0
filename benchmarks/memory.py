"""Measure the memory of an opened graph against a networkx DiGraph of the same arcs.

``python benchmarks/memory.py DIR`` takes an imported graph folder. Each side runs in a process of
its own, and what counts is by how much its resident memory grows: ours by opening and then by
twenty searches; networkx by taking in the arcs, parallel ones collapsed, their cost their only
attribute. *Own* memory is that of the process alone; the rest are pages of the mapped file, which
all processes share and the system takes back when it is short of memory.
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mscgraph.graph.paths import find_paths
from mscgraph.kb.cache import open_graph

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTIONS = 20


class Memory(NamedTuple):
    """Resident memory in kB."""

    own: int
    whole: int


def resident() -> Memory:
    """Give the resident memory of this process (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    held = {name: rest for name, _, rest in (line.partition(":") for line in lines)}
    return Memory(*(int(held[name].split()[0]) for name in ("RssAnon", "VmRSS")))


def grown(before: Memory) -> Memory:
    """Give what has come since."""
    return Memory(*(now - then for now, then in zip(resident(), before, strict=True)))


def ours(folder: str) -> Iterator[Memory]:
    """Open the graph, then search it."""
    before = resident()
    graph = open_graph(folder)
    ids = graph.entities.ids
    yield grown(before)
    draw = random.Random(7)  # noqa: S311 - a fixed choice, no secret
    for _ in range(QUESTIONS):
        source, target = draw.sample(range(len(ids)), 2)
        find_paths(graph, ids[source], ids[target])
    yield grown(before)


def networkx(folder: str) -> Iterator[Memory]:
    """Take the arcs of the graph into networkx; what the graph itself took is not counted."""
    import networkx as nx

    arcs = open_graph(folder).arcs
    rows = [(arcs.source[n], arcs.target[n], arcs.cost[n]) for n in range(len(arcs))]
    before = resident()
    made = nx.DiGraph()
    made.add_weighted_edges_from(rows)
    yield grown(before)


def main() -> None:
    """Ask both sides, each in a new process."""
    if sys.argv[1:2] == ["--side"]:
        for memory in {"ours": ours, "networkx": networkx}[sys.argv[2]](sys.argv[3]):
            print(*memory)
        return
    (folder,) = sys.argv[1:]
    open_graph(folder)  # the first opening, which reads all of it, is another process's
    found: list[Memory] = []
    for side in ("ours", "networkx"):
        run = [sys.executable, __file__, "--side", side, folder]
        said = subprocess.run(run, check=True, capture_output=True, text=True).stdout
        found += [Memory(*map(int, line.split())) for line in said.splitlines()]
    *held, rival = found
    print(f"networkx: {rival.whole / 1024:,.1f} MB")
    for when, memory in zip(("opened", f"after {QUESTIONS} searches"), held, strict=True):
        for part, kb in memory._asdict().items():
            print(f"{when}, {part}: {kb / 1024:,.1f} MB, networkx / it {rival.whole / kb:,.1f}")


if __name__ == "__main__":
    main()
