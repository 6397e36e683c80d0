"""RDF against rdflib's own engine: loading, every named query, and ``mscgraph query`` as a process.

``python benchmarks/rdf.py`` takes the curated graph; ``--copies 60 --rounds 1 --times 2`` asks a
graph of some three million triples, made of so many copies of it under one hierarchy: classes are
shared, everything else is there once for each copy. Both engines answer each query in turn, in one
process, from the same file. A query that takes longer than ``--limit`` seconds is given up; with
``--times``, rdflib is given up as soon as it has spent so many times what Oxigraph needed: then it
is known to be slower, and waiting for all its answers would take very long.

Seconds are of the processor, all threads together, so that other work on the machine counts little;
loading is told by the clock as well. rdflib loads with Python's garbage collector on, as its users
have it, and off, which favours it.
"""

from __future__ import annotations

import argparse
import gc
import os
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rdflib

from mscgraph.data import own_root
from mscgraph.kb.cache import open_graph
from mscgraph.rdf.cache import triples_of
from mscgraph.rdf.disk import build_store
from mscgraph.rdf.named import iri_resolver, named_queries
from mscgraph.rdf.prefixes import RECORDS, prefixes
from mscgraph.rdf.records import records_of
from mscgraph.rdf.results import table_of
from mscgraph.rdf.store import answer, load, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mscgraph.compiled.graph import Graph

    Ask = Callable[[str], int]

ROUNDS = 5
IDENTIFIER = '<http://purl.org/dc/terms/identifier> "'
IS_A = re.compile(r"<(\S+)> <https://w3id.org/mscgraph/vocab/isA> <(\S+)> \.")
RECORD = re.compile(rf"<https://w3id\.org/mscgraph/(?:{'|'.join(RECORDS)})/[^>]*")


ENOUGH = 0.05
"""Seconds for which a query is asked again: some machines count the processor's by hundredths."""
PATIENCE = 0.1
"""Seconds that rdflib has at least, since it notices late that it is given up."""


def copies(lines: list[str], entities: set[str], count: int) -> Iterator[str]:
    """Yield the lines of so many copies of a graph under one hierarchy."""
    above = {match[2] for line in lines if (match := IS_A.match(line))}
    leaves = entities - above
    iri = re.compile(r"<[^>]*")

    def marked(line: str, mark: str) -> str:
        def name(match: re.Match[str]) -> str:
            own = RECORD.fullmatch(match[0]) and "/namespace/" not in match[0]
            return match[0] + mark if own or match[0][1:] in leaves else match[0]

        head, _, text = line.partition('"')  # IRIs stand before a text
        head = iri.sub(name, head)
        if head.endswith(IDENTIFIER[:-1]) and mark in head:
            text = text.replace('" .', f'{mark}" .')
        return f'{head}"{text}' if text else head

    yield from lines
    for number in range(1, count):
        for line in lines:
            found = marked(line, f"-{number}")
            if found != line:
                yield found


class LateError(Exception):
    """A query took too long."""


def limited(seconds: float, work: Callable[[], int]) -> tuple[float, int | None]:
    """Run something, again while that is short; give its seconds, and its answer if it has one."""

    def late(*_: object) -> None:
        raise LateError

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)  # again: rdflib may swallow the first
    start, spent, times, found = time.process_time(), 0.0, 0, None
    try:
        while spent < ENOUGH:
            found = work()
            times += 1
            spent = time.process_time() - start
    except LateError:
        spent = spent or time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return spent / max(times, 1), found


def timed(work: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """Run something; give its seconds of the processor and by the clock, and what it gave."""
    start, begin = time.process_time(), time.perf_counter()
    found = work()
    return (time.process_time() - start, time.perf_counter() - begin), found


def parsed(data: bytes, *, collector: bool) -> rdflib.Graph:
    """Load into rdflib, which makes millions of objects that all stay: collecting finds nothing."""
    if not collector:
        gc.disable()
    try:
        return rdflib.Graph().parse(data=data, format="nt")
    finally:
        gc.enable()


def loading(data: bytes, folder: Path, *, rounds: int) -> tuple[Any, rdflib.Graph]:
    """Print how long loading takes; give both graphs."""
    ways: dict[str, Callable[[int], Any]] = {
        "Oxigraph, on disk": lambda number: on_disk(data, folder / str(number)),
        "rdflib": lambda _: len(parsed(data, collector=True)),  # not kept: it is large
        "Oxigraph": lambda _: load(data),
        "rdflib, collector off": lambda _: parsed(data, collector=False),
    }
    seconds: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    found: dict[str, Any] = {}
    for number in range(rounds):
        for name, work in ways.items():
            taken, found[name] = timed(lambda number=number, work=work: work(number))
            seconds[name].append(taken)
            gc.collect()
    print(f"\n{len(found['Oxigraph']):,} triples, {len(data) / 1e6:.0f} MB of N-Triples")
    print("| loading | processor, s | rdflib / it | collector off | by the clock, s |\n|-|-|-|-|-|")
    median = {
        name: [statistics.median(column) for column in zip(*taken, strict=True)]
        for name, taken in seconds.items()
    }
    for name, (processor, clock) in median.items():
        rivals = (median["rdflib"][0], median["rdflib, collector off"][0])
        ratios = " | ".join(f"{rival / processor:.1f}" for rival in rivals)
        print(f"| {name} | {processor:.2f} | {ratios} | {clock:.2f} |", flush=True)
    gc.freeze()  # or the first query would pay for looking at all of them
    return found["Oxigraph"], found["rdflib, collector off"]


def on_disk(data: bytes, place: Path) -> None:
    """Write a store, as ``build --store`` does with the triples it has."""
    import pyoxigraph as ox

    store = ox.Store(str(place))
    store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    store.optimize()
    store.flush()


def queries(graph: Graph, names: dict[str, str]) -> dict[str, str]:
    """Give every named query, with its defaults and examples."""
    resolve = iri_resolver(graph, names)
    found = {}
    for name, query in named_queries().items():
        values = {p.name: p.default or p.example for p in query.parameters}
        found[name] = query.fill(values, resolve, "en")
    return found


def ask_in_turn(
    engines: dict[str, Ask], text: str, *, rounds: int, limit: float, times: float
) -> tuple[dict[str, list[float]], dict[str, int | None]]:
    """Ask one query in each engine in turn, rdflib last; one that gave up is not asked again."""
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    rows: dict[str, int | None] = {}
    *ours, rival = engines
    for _ in range(rounds):
        for name, ask in engines.items():
            patience = limit
            if name == rival and times:
                slowest = max(max(seconds[mine]) for mine in ours)
                patience = min(limit, max(times * slowest, PATIENCE))
            if rows.get(name, 0) is not None:
                taken, rows[name] = limited(patience, lambda ask=ask: ask(text))
                seconds[name].append(taken)
    return seconds, rows


def asking(
    engines: dict[str, Ask], texts: dict[str, str], *, rounds: int, limit: float, times: float
) -> None:
    """Print how long each query takes in each engine, and rdflib against the slowest other."""
    *ours, rival = engines
    print("\n| query | rows | " + " | ".join(f"{name}, ms" for name in engines) + " | ratio |")
    print("|-" * (len(engines) + 3) + "|")
    for query, text in texts.items():
        seconds, rows = ask_in_turn(engines, text, rounds=rounds, limit=limit, times=times)
        median = {name: statistics.median(taken) for name, taken in seconds.items()}
        late = {name: "> " if rows[name] is None else "" for name in engines}
        cells = " | ".join(f"{late[name]}{median[name] * 1000:.1f}" for name in engines)
        slower = median[rival] / max(median[name] for name in ours)
        equal = len({found for found in rows.values() if found is not None}) == 1
        shown = f"{rows[ours[0]]}" if equal else f"DIFFERENT {rows}"
        print(f"| `{query}` | {shown} | {cells} | {late[rival]}{slower:.1f} |", flush=True)


def processes(place: str, *, rounds: int) -> None:
    """Print how long ``mscgraph query --name`` takes as a process, all queries in turn."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = [sys.executable, "-m", "mscgraph", "query"]
    ways = {"triples from the cache": start, "`--store`": [*start, "--store", place]}
    clock: dict[str, list[float]] = {way: [] for way in ways}
    processor: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(rounds + 1):
        for name in named_queries():
            for way, command in ways.items():
                begin, used = time.perf_counter(), of_children()
                subprocess.run(
                    [*command, "--name", name],
                    check=True,
                    stdout=subprocess.DEVNULL,
                    env=environment,
                )
                if turn:
                    clock[way].append(time.perf_counter() - begin)
                    processor[way].append(of_children() - used)
    print("\n| `mscgraph query --name` | processor, s | slowest | by the clock, s |\n|-|-|-|-|")
    for way, taken in processor.items():
        cells = (statistics.median(taken), max(taken), statistics.median(clock[way]))
        print(f"| {way} | {' | '.join(f'{cell:.2f}' for cell in cells)} |", flush=True)


def of_children() -> float:
    """Give the seconds of the processor that ended processes took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of one query")
    parser.add_argument("--times", type=float, default=0.0, help="give rdflib so many times ours")
    asked = parser.parse_args()
    graph = open_graph(own_root())
    names = prefixes(records_of(graph)["prefixes"].values())
    data = triples_of(graph)
    if asked.copies > 1:
        from mscgraph.rdf.terms import Terms

        terms = Terms(records_of(graph))
        entities = {str(terms.of(curie)) for curie in graph.entities.ids}
        lines = data.decode().split("\n")[:-1]
        data = "".join(f"{line}\n" for line in copies(lines, entities, asked.copies)).encode()
    with tempfile.TemporaryDirectory() as folder:
        store, rival = loading(data, Path(folder), rounds=asked.rounds)
        disk = open_store(str(Path(folder) / "0"))
        engines: dict[str, Ask] = {
            "Oxigraph": lambda text: len(table_of(answer(store, text, names).data).rows),
            "on disk": lambda text: len(table_of(answer(disk, text, names).data).rows),
            "rdflib": lambda text: len(list(rival.query(text, initNs=names))),
        }
        texts = queries(graph, names)
        asking(engines, texts, rounds=asked.rounds, limit=asked.limit, times=asked.times)
        if asked.copies == 1:
            place = Path(folder) / "store"
            build_store(graph, place)
            processes(str(place), rounds=2)


if __name__ == "__main__":
    main()
