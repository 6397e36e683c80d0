"""Measure import, opening and the ten best paths on a large graph against networkx.

``python benchmarks/paths.py`` generates a graph of Hetionet's size (see ``graph.py``), imports it
as a user would, and asks both programs for the same pairs in turn, in one process. Both search the
same arcs: those that a path of ``--sign any`` may walk, parallel ones collapsed to the cheapest for
networkx, whose ``shortest_simple_paths`` takes no multigraph. ``search`` gives what networkx gives,
chains of entities; ``answer`` is the whole answer of ``find_paths``, with claims, evidence and what
speaks against them. Times are of the processor, and what counts is the ratio. A rival that does not
answer in time is stopped, and its ratio is a lower bound.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import graph as generator
import networkx as nx

from mscgraph.compiled.layout import HYPOTHESIS
from mscgraph.graph import kernel
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from mscgraph.graph.search import Search
from mscgraph.kb.cache import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.search import Trail

HOPS = 12
"""Longest path that both look for; networkx has no such limit, so its answers are cut there."""
K = 10


class TooSlowError(Exception):
    """A rival did not answer in time."""


def timed(call: Callable[[], Any], limit: float) -> tuple[float, Any]:
    """Give the seconds of a call and its answer; None where it took longer than the limit."""

    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    start = time.process_time()
    try:
        answer = call()
    except TooSlowError:
        answer = None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - start, answer


def import_files(files: list[Path], folder: Path) -> tuple[float, float, float]:
    """Import as a user would; give seconds by the clock, of the processor, and the peak in MB."""
    command = [sys.executable, "-m", "mscgraph", "import", *map(str, files), "--to", str(folder)]
    code = (
        "import resource, subprocess, sys, time; start = time.perf_counter();"
        "subprocess.run(sys.argv[1:], check=True, stderr=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], check=True, capture_output=True, text=True
    )
    clock, processor, peak = map(float, done.stdout.split())
    return clock, processor, peak


def opened(folder: Path) -> Graph:
    """Open the graph and print the time of it, the check of every index by the kernel included."""
    kernel.library()
    start = time.process_time()
    graph = open_graph(folder)
    first = time.process_time()
    held = kernel._kernel_graph(graph)  # noqa: SLF001 - a part is measured by itself
    last = time.process_time() - first
    print(f"open {(first - start) * 1000:.2f} ms; the kernel's check of every index ", end="")
    print(f"{last * 1000:.1f} ms" if held else "left out: no compiled kernel")
    return graph


def to_digraph(graph: Graph) -> nx.DiGraph:
    """Give networkx the arcs that a path may walk, the cheapest of parallel ones."""
    made, arcs = nx.DiGraph(), graph.arcs
    inside = [not graph.ends_only(entity) for entity in range(len(graph.entities))]
    for source, target, cost, flags in zip(
        arcs.source, arcs.target, arcs.cost, arcs.flags, strict=True
    ):
        if flags & HYPOTHESIS or not inside[target]:
            continue
        held = made.get_edge_data(source, target)
        if held is None or cost < held["cost"]:
            made.add_edge(source, target, cost=cost)
    return made


def rival(made: nx.DiGraph, source: int, target: int, weight: str | None) -> list[list[int]]:
    """Give the ten best paths by networkx."""
    found = nx.shortest_simple_paths(made, source, target, weight=weight)
    try:
        return list(itertools.islice(found, K))
    except nx.NetworkXNoPath:
        return []


def some_pairs(graph: Graph, made: nx.DiGraph, count: int, seed: int) -> Iterator[tuple[int, int]]:
    """Yield pairs of a gene or a compound and a disease that are joined."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    kinds: dict[str, list[int]] = {}
    for entity in range(len(graph.entities)):
        kinds.setdefault(graph.kind(entity), []).append(entity)
    found = 0
    while found < count:
        source = rng.choice(kinds[("Protein", "SmallMolecule")[found % 2]])
        target = rng.choice(kinds["Disease"])
        if source in made and target in made and nx.has_path(made, source, target):
            found += 1
            yield source, target


def search(graph: Graph, source: int, target: int, query: PathQuery) -> list[Trail]:
    """Give the ten best paths by the search alone, without the records of their claims."""
    ends = [source], [target]
    made = kernel.fast_search(graph, ends, query, frozenset(), HYPOTHESIS)
    return (made or Search(graph, ends, lambda arc: _walks(graph, arc), query)).run()[0]


def _walks(graph: Graph, arc: int) -> bool:
    return not graph.arcs.flags[arc] & HYPOTHESIS


def compare(graph: Graph, made: nx.DiGraph, by: str, asked: argparse.Namespace) -> None:
    """Ask both for the same pairs in turn and print the ratios."""
    weight = "cost" if by == "score" else None
    query = PathQuery(k=K, max_hops=HOPS, sign="any", by="score" if weight else "hops")
    count = asked.weighted if weight else asked.pairs
    spent: dict[str, list[float]] = {"search": [], "answer": [], "networkx": []}
    late = same = 0
    for source, target in some_pairs(graph, made, count, asked.seed):
        calls: dict[str, Callable[[], Any]] = {
            "search": partial(search, graph, source, target, query),
            "answer": partial(find_paths, graph, *map(graph.curie, (source, target)), query=query),
            "networkx": partial(rival, made, source, target, weight),
        }
        answers = {}
        for name, call in calls.items():
            seconds, answers[name] = timed(call, asked.limit)
            spent[name].append(seconds * 1000)
        late += answers["networkx"] is None
        if answers["networkx"] is not None:
            same += alike(made, answers["search"], answers["networkx"], weight)
    theirs = spent["networkx"]
    print(f"{K} best by {by}, {count} pairs; networkx {statistics.median(theirs):.1f} ms")
    for name in ("search", "answer"):
        ours = spent[name]
        ratios = [their / our for their, our in zip(theirs, ours, strict=True)]
        print(
            f"  {name:16}{statistics.median(ours):8.2f} ms   networkx / ours "
            f"{statistics.median(ratios):6.1f} [{min(ratios):.1f} to {max(ratios):.1f}]"
        )
    if late:
        print(f"  {late} of networkx stopped after {asked.limit:.0f} s: the ratio is at least so")
    print(f"  {same} of {count - late} answers alike in every {'cost' if weight else 'length'}")


def alike(
    made: nx.DiGraph, trails: list[Trail], paths: list[list[int]], weight: str | None
) -> bool:
    """Whether both found the same lengths, or costs, as far as both look.

    Where several claims join two entities, we tell a path once for each sign; networkx has kept
    the cheapest claim alone. So of ours, too, the best of each chain of entities counts.
    """
    best: dict[tuple[int, ...], int] = {}
    for trail in trails:
        cost = trail.cost if weight else len(trail.hops)
        best.setdefault(tuple(hop.target for hop in trail.hops), cost)
    steps = [list(itertools.pairwise(path)) for path in paths if len(path) <= HOPS + 1]
    theirs = [sum(made[a][b]["cost"] for a, b in s) if weight else len(s) for s in steps]
    ours = list(best.values())
    return ours == theirs[: len(ours)] and bool(ours) == bool(theirs)


def growth(asked: argparse.Namespace, folder: Path) -> None:
    """Print how import and search grow with the graph."""
    print(f"{'edges':>12}{'import s':>10}{'memory MB':>11}{'best 10, ms':>13}{'fewest, ms':>12}")
    for scale in asked.growth:
        raw, made = folder / f"raw-{scale}", folder / f"graph-{scale}"
        _, edges = generator.generate(raw, scale)
        files = [raw / "nodes.tsv.gz", raw / "edges.tsv.gz"]
        _, seconds, peak = import_files(files, made)
        graph = open_graph(made)
        spent = [_median(graph, by, asked.seed) for by in ("score", "hops")]
        print(f"{edges:12,}{seconds:10.2f}{peak:11.0f}{spent[0]:13.2f}{spent[1]:12.2f}")


def _median(graph: Graph, by: str, seed: int) -> float:
    rng = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    ids = list(graph.entities.ids)
    genes = [i for i in ids if i.startswith("GENE:")]
    diseases = [i for i in ids if i.startswith("DISEASE:")]
    query = PathQuery(k=K, sign="any", by="score" if by == "score" else "hops")
    find_paths(graph, genes[0], diseases[0], query=query)
    spent = []
    for _ in range(20):
        ends = rng.choice(genes), rng.choice(diseases)
        start = time.process_time()
        find_paths(graph, *ends, query=query)
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def main() -> None:
    """Run what was asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="KGX files instead of generated ones")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the generated graph")
    parser.add_argument("--pairs", type=int, default=20, help="pairs for the fewest hops")
    parser.add_argument("--weighted", type=int, default=6, help="pairs for the best score")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for one answer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--growth", type=float, nargs="*", default=[], help="only this: graphs of these scales"
    )
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mscgraph-") as name:
        if asked.growth:
            growth(asked, Path(name))
        else:
            measure(asked, Path(name))


def measure(asked: argparse.Namespace, folder: Path) -> None:
    """Measure on one graph."""
    files = asked.files
    if not files:
        entities, edges = generator.generate(folder / "raw", asked.scale)
        print(f"generated {entities:,} entities and {edges:,} edges")
        files = [folder / "raw" / f"{part}.tsv.gz" for part in ("nodes", "edges")]
    find_paths(open_graph(), "MSC", "inflammation")  # whatever is made once is made now
    clock, processor, peak = import_files(files, folder / "graph")
    size = (folder / "graph" / "graph.mscg").stat().st_size / 1e6
    print(f"import {clock:.1f} s by the clock, {processor:.1f} s of the processor")
    print(f"  {peak:.0f} MB of memory, a file of {size:.0f} MB")
    graph = opened(folder / "graph")
    start = time.process_time()
    made = to_digraph(graph)
    arcs = made.number_of_edges()
    print(f"networkx takes {time.process_time() - start:.1f} s to hold its {arcs:,} arcs")
    gc.freeze()  # its millions of objects would be walked again and again
    for by in ("hops", "score"):
        compare(graph, made, by, asked)


if __name__ == "__main__":
    main()
