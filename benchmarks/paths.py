"""Measure import, opening and path search on a large graph against every rival.

``make benchmark`` generates a graph of Hetionet's size (see ``graph.py``), imports it as a user
would, and asks all programs (see ``rivals.py``) for the same pairs in turn, in one process. All
search the same arcs: those that a path of ``--sign any`` may walk, parallel ones collapsed to the
cheapest for the rivals. What is compared are chains of entities; *answer* is the whole answer of
``find_paths``, with claims, evidence and what speaks against them. Times are of the processor, and
what counts is the ratio. Each program answers a pair up to five times in a row, for at most a
second: *first* is the first answer, with the memory as the program before left it, *then* the
median of the others. A rival that does not answer in time is stopped, and its ratio is a lower
bound. An answer that differs ends the run.
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
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import graph as generator
from rivals import STEPS, Held, K, installed

from mscgraph.compiled.layout import HYPOTHESIS
from mscgraph.graph import kernel, kernel_search
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from mscgraph.graph.shape import narrowed
from mscgraph.kb.cache import open_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from rivals import Ask

    from mscgraph.compiled.graph import Graph

    Pair = tuple[int, int]

HOPS = 12
"""Longest path that we look for; the rivals have no such limit, so their answers are cut there."""
SHAPES = (
    ("SmallMolecule", "Protein", "Protein", "Pathway"),
    ("SmallMolecule", "Protein", "SmallMolecule", "Disease"),
)
"""The first of which a graph has all kinds is asked for."""
OPEN = PathQuery(k=K, max_hops=HOPS, sign="any")
EVERY = OPEN._replace(k=0, max_hops=STEPS, budget=10**9)


class Task(NamedTuple):
    """What is asked of all, and how we are asked."""

    name: str
    title: str
    query: PathQuery


NAMES = ("hops", "all", "shape", "score")


def tasks(shape: tuple[str, ...]) -> dict[str, Task]:
    """Say what is asked, by name."""
    # read before, as what the rivals are asked for is
    typed = narrowed(EVERY._replace(shape=">".join(shape)))
    found = (
        Task("hops", f"{K} of the fewest hops", OPEN._replace(by="hops")),
        Task("all", f"all of at most {STEPS} hops", EVERY),
        Task("shape", f"all of the shape {typed.shape}", typed),
        Task("score", f"{K} best by score", OPEN),
    )
    return {task.name: task for task in found}


INSIDE = ("Protein", "SmallMolecule", "Disease", "Process", "Pathway")
FILTERED = {
    "kinds": OPEN._replace(types=INSIDE),
    "kinds and sign": OPEN._replace(types=INSIDE, sign="+"),
    "sign, directed relations alone": OPEN._replace(sign="+"),
}
"""The same pairs with filters, against ourselves without."""


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
        taken = time.process_time() - start
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return taken, answer


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
    """Open the graph and print the time of it: the first time, when it is read whole, and then."""
    kernel.library()
    start = time.process_time()
    open_graph(folder)
    print(f"open first {(time.process_time() - start) * 1000:.0f} ms, ", end="")
    start = time.process_time()
    graph = open_graph(folder)
    first = time.process_time()
    held = kernel_search._kernel_graph(graph)  # noqa: SLF001 - a part is measured by itself
    last = time.process_time() - first
    print(f"then {(first - start) * 1000:.2f} ms; the kernel's check of every index ", end="")
    print(f"{last * 1000:.1f} ms" if held else "left out: no compiled kernel")
    return graph


def to_arcs(graph: Graph) -> Held:
    """Give the rivals the arcs that a path may walk, the cheapest of parallel ones."""
    arcs = graph.arcs
    best: dict[Pair, int] = {}
    entities = range(len(graph.entities))
    inside = [not graph.ends_only(entity) for entity in entities]
    for source, target, cost, flags in zip(
        arcs.source, arcs.target, arcs.cost, arcs.flags, strict=True
    ):
        if not flags & HYPOTHESIS and inside[target]:
            ends = source, target
            best[ends] = min(cost, best.get(ends, cost))
    return Held(best, [graph.kind(entity) for entity in entities])


def some_pairs(
    graph: Graph, held: Held, task: Task, end: str, asked: argparse.Namespace
) -> list[Pair]:
    """Draw pairs that have an answer: from a gene or a compound to a kind of end."""
    rng = random.Random(asked.seed)  # noqa: S311 - a benchmark, no secret
    kinds: dict[str, list[int]] = {}
    for entity, kind in enumerate(held.kinds):
        kinds.setdefault(kind, []).append(entity)
    found: list[Pair] = []
    while len(found) < asked.pairs:
        gene = len(found) % 2 and task.name != "shape"
        source = rng.choice(kinds["Protein" if gene else "SmallMolecule"])
        pair = source, rng.choice(kinds[end])
        if search(graph, task.query._replace(k=1), *pair):
            found.append(pair)
    return found


def search(graph: Graph, query: PathQuery, source: int, target: int) -> list[list[int]]:
    """Give chains of entities, as the rivals do, without the records of their claims."""
    ends = [source], [target]
    made = kernel_search.fast_search(graph, ends, query, frozenset(), HYPOTHESIS)
    if made is None:
        raise SystemExit("this measures the compiled kernel, and there is no C compiler")
    return made.run()[0].chains()


def answer(graph: Graph, query: PathQuery, source: int, target: int) -> Any:
    """Give the whole answer."""
    return find_paths(graph, graph.curie(source), graph.curie(target), query=query)


def compare(held: Held, task: Task, pairs: list[Pair], calls: dict[str, Ask], limit: float) -> None:
    """Ask all for the same pairs in turn and print the ratios; the first call is our search.

    Raises:
        SystemExit: an answer differs from ours.
    """
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in calls}
    late = dict.fromkeys(calls, 0)
    size = []
    for pair in pairs:
        ours: list[Any] = []
        for name, call in calls.items():
            seconds, given = repeated(partial(call, *pair), limit)
            spent[name].append(seconds)
            late[name] += given is None
            if name == "search":
                ours = canon(task, held, given)
                size.append(len(given))
            elif name != "answer" and given is not None:
                agree(name, task, ours, canon(task, held, given))
    print(f"{task.title}: {len(pairs)} pairs, {statistics.median(size):.0f} paths", flush=True)
    for name, times in spent.items():
        line = f"  {name:10}"
        for part, said in enumerate(("first", "then")):
            ratios = [
                their[part] / our[part] for their, our in zip(times, spent["search"], strict=True)
            ]
            line += f"{said:>8}{statistics.median(t[part] for t in times) * 1000:12.3f} ms"
            if name != "search":
                low, high = min(ratios), max(ratios)
                line += f"{statistics.median(ratios):10.1f} [{low:.1f} to {high:.1f}]"
        print(line + (f"  {late[name]} stopped after {limit:.0f} s" if late[name] else ""))


def repeated(call: Callable[[], Any], limit: float) -> tuple[tuple[float, float], Any]:
    """Give the seconds of the first call and the median of those after it, and the answer."""
    first, answer = timed(call, limit)
    others: list[float] = []
    while answer is not None and len(others) < 4 and first + sum(others) < 1:
        others.append(timed(call, limit)[0])
    return (first, statistics.median(others or [first])), answer


def canon(task: Task, held: Held, paths: Any) -> list[Any]:
    """Give what must be the same in all answers: costs, lengths, or the very chains.

    Where several claims join two entities, we tell a path once for each sign; the rivals hold the
    cheapest claim alone. So each chain of entities counts once.
    """
    chains = [chain for chain in dict.fromkeys(map(tuple, paths)) if len(chain) <= HOPS + 1]
    if task.name == "score":
        return [sum(held.costs[step] for step in itertools.pairwise(chain)) for chain in chains]
    if task.name == "hops":
        return [len(chain) for chain in chains]
    return sorted(chains)


def agree(name: str, task: Task, ours: list[Any], theirs: list[Any]) -> None:
    """Hold two answers against each other; ten of ours may be fewer chains.

    Raises:
        SystemExit: they differ.
    """
    if task.query.k:
        theirs = theirs[: len(ours)]
    if ours != theirs:
        raise SystemExit(f"{name} answers otherwise: {task.title}: {ours[:12]} {theirs[:12]}")


def filtered(graph: Graph, pairs: list[Pair]) -> None:
    """Print what filters cost us, against the same search without them."""
    orders: tuple[Literal["score", "hops"], ...] = ("score", "hops")
    for by in orders:
        for name, query in FILTERED.items():
            ratios = []
            for pair in pairs:
                both = [q._replace(by=by) for q in (OPEN, query)]
                spent = [repeated(partial(search, graph, q, *pair), 60)[0] for q in both]
                ratios.append(spent[1][1] / spent[0][1])
            print(f"{K} by {by} with {name}: {statistics.median(ratios):.2f} of without", end="")
            print(f" [{min(ratios):.2f} to {max(ratios):.2f}]")


def growth(asked: argparse.Namespace, folder: Path) -> None:
    """Print how import and search grow with the graph."""
    print(f"{'edges':>12}{'import s':>10}{'memory MB':>11}{'file MB':>9}", end="")
    print(f"{'best, ms':>10}{'fewest, ms':>12}{'best, whole answer':>20}", flush=True)
    for scale in asked.growth:
        raw, made = folder / f"raw-{scale}", folder / f"graph-{scale}"
        _, edges = generator.generate(raw, scale)
        files = [raw / "nodes.tsv.gz", raw / "edges.tsv.gz"]
        _, seconds, peak = import_files(files, made)
        size = (made / "graph.mscg").stat().st_size / 1e6
        print(f"{edges:12,}{seconds:10.2f}{peak:11.0f}{size:9.0f}", end="")
        graph = open_graph(made)
        spent = [
            _median(partial(search, graph, OPEN), graph, asked.seed),
            _median(partial(search, graph, OPEN._replace(by="hops")), graph, asked.seed),
            _median(partial(answer, graph, OPEN), graph, asked.seed),
        ]
        print(f"{spent[0]:10.3f}{spent[1]:12.3f}{spent[2]:20.2f}", flush=True)
        for path in (*files, made / "graph.mscg"):
            path.unlink()


def _median(call: Callable[[int, int], Any], graph: Graph, seed: int) -> float:
    """Give the milliseconds of a call, over 20 pairs of a gene and a disease."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    ids = graph.entities.ids
    kinds: dict[str, list[int]] = {}
    for entity, ident in enumerate(ids):
        kinds.setdefault(ident.partition(":")[0], []).append(entity)
    spent = []
    for _ in range(20):
        ends = rng.choice(kinds["GENE"]), rng.choice(kinds["DISEASE"])
        spent.append(repeated(partial(call, *ends), 60)[0][1] * 1000)
    return statistics.median(spent)


def main() -> None:
    """Run what was asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="KGX files instead of generated ones")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the generated graph")
    parser.add_argument("--pairs", type=int, default=20, help="pairs for each task")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for one answer")
    parser.add_argument("--tasks", nargs="*", choices=NAMES, default=NAMES)
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
    held = to_arcs(graph)
    print(f"{len(held.costs):,} arcs for all")
    shape = next(shape for shape in SHAPES if set(shape) <= set(held.kinds))
    rivals: dict[str, dict[str, Ask]] = {}
    for rival in installed():
        start = time.process_time()
        rivals[rival.name] = rival.hold(held, shape)
        print(f"  {rival.name} takes {time.process_time() - start:.1f} s to hold them", flush=True)
    gc.freeze()  # their millions of objects would be walked again and again
    for name, task in tasks(shape).items():
        if name not in asked.tasks:
            continue
        # more is found on the way to the end of the shape than on the way to a disease
        end = "Disease" if task.query.k else shape[-1]
        calls: dict[str, Ask] = {"search": partial(search, graph, task.query)}
        if task.query.k:
            calls["answer"] = partial(answer, graph, task.query)
        calls |= {rival: does[name] for rival, does in rivals.items() if name in does}
        compare(held, task, some_pairs(graph, held, task, end, asked), calls, asked.limit)
    open_task = Task("score", "", OPEN)
    filtered(graph, some_pairs(graph, held, open_task, "Disease", asked))


if __name__ == "__main__":
    main()
