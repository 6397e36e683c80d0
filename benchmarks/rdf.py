"""RDF against rdflib's own engine: loading, every named query, and ``mscgraph query`` as a process.

``python benchmarks/rdf.py`` takes the curated graph; ``--copies 57`` asks a graph of some three
million triples, made of so many copies of it under one hierarchy: classes are shared, everything
else is there once for each copy. Both engines answer each query in turn, in one process, from the
same file; a query that takes longer than ``--limit`` seconds is given up. Seconds are of the
processor, all threads together, so that other work on the machine does not count.
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


TICK = 0.004
"""Seconds by which some machines count the processor's time: less is read as this much."""


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
    """Run something and give the seconds it took, and its answer; None if it was given up."""

    def late(*_: object) -> None:
        raise LateError

    signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)  # again: rdflib may swallow the first
    start = time.process_time()
    try:
        found = work()
    except LateError:
        return time.process_time() - start, None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start, found


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Run something and give the seconds it took, and what it gave."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def loading(data: bytes, folder: Path, *, rounds: int) -> tuple[Any, rdflib.Graph]:
    """Print how long loading takes; give both graphs."""
    seconds: dict[str, list[float]] = {"Oxigraph": [], "Oxigraph, on disk": [], "rdflib": []}
    gc.disable()  # in rdflib's favour: it makes millions of objects, which all stay
    for number in range(rounds):
        taken, store = timed(lambda: load(data))
        seconds["Oxigraph"].append(taken)
        taken, _ = timed(lambda number=number: on_disk(data, folder / str(number)))
        seconds["Oxigraph, on disk"].append(taken)
        taken, graph = timed(lambda: rdflib.Graph().parse(data=data, format="nt"))
        seconds["rdflib"].append(taken)
    own = statistics.median(seconds["rdflib"])
    print(f"\n{len(store):,} triples, {len(data) / 1e6:.0f} MB of N-Triples")
    print("| loading | seconds | rdflib / it |\n|-|-|-|")
    for name, taken_ in seconds.items():
        median = statistics.median(taken_)
        print(f"| {name} | {median:.2f} | {own / median:.1f} |", flush=True)
    gc.freeze()  # or the first query would pay for looking at all of them
    gc.enable()
    return store, graph


def on_disk(data: bytes, place: Path) -> None:
    """Write a store, as ``build --store`` does with the triples it has."""
    import pyoxigraph as ox

    store = ox.Store(str(place))
    store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, lenient=True)
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
    engines: dict[str, Ask], text: str, *, rounds: int, limit: float
) -> tuple[dict[str, list[float]], dict[str, int | None]]:
    """Ask one query in each engine in turn; one that gave up is not asked again."""
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    rows: dict[str, int | None] = {}
    for _ in range(rounds):
        for name, ask in engines.items():
            if rows.get(name, 0) is not None:
                taken, rows[name] = limited(limit, lambda ask=ask: ask(text))
                seconds[name].append(taken)
    return seconds, rows


def asking(engines: dict[str, Ask], texts: dict[str, str], *, rounds: int, limit: float) -> None:
    """Print how long each query takes in each engine, in turn."""
    names = list(engines)
    print("\n| query | rows | " + " | ".join(f"{name}, ms" for name in names) + " | ratio |")
    print("|-" * (len(names) + 3) + "|")
    for query, text in texts.items():
        seconds, rows = ask_in_turn(engines, text, rounds=rounds, limit=limit)
        cells = [
            ("> " if rows[name] is None else "") + f"{statistics.median(seconds[name]) * 1000:.1f}"
            for name in names
        ]
        theirs, mine = (statistics.median(seconds[names[n]]) for n in (-1, 0))
        slower = theirs / max(mine, TICK)
        equal = len({found for found in rows.values() if found is not None}) == 1
        shown = f"{rows[names[0]]}" if equal else f"DIFFERENT {rows}"
        print(f"| `{query}` | {shown} | {' | '.join(cells)} | {slower:.1f} |", flush=True)


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
    parser.add_argument("--limit", type=float, default=60.0, help="seconds of a query of rdflib's")
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
        store, rival = loading(data, Path(folder), rounds=1 if asked.copies > 1 else asked.rounds)
        disk = open_store(str(Path(folder) / "0"))
        engines: dict[str, Ask] = {
            "Oxigraph": lambda text: len(table_of(answer(store, text, names).data).rows),
            "on disk": lambda text: len(table_of(answer(disk, text, names).data).rows),
            "rdflib": lambda text: len(list(rival.query(text, initNs=names))),
        }
        asking(engines, queries(graph, names), rounds=asked.rounds, limit=asked.limit)
        if asked.copies == 1:
            place = Path(folder) / "store"
            build_store(graph, place)
            processes(str(place), rounds=2)


if __name__ == "__main__":
    main()
