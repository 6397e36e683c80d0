"""Measure whether ``mscgraph path`` ranks right: its answers to the questions of questions.yaml.

Five rankings of the same arcs: ours, the fewest steps, the fewest claims, specificity alone
(weighted by degree) and belief alone. The search is one and the same; only the array of costs is
replaced, so that limits, signs and ties are equal. ``--write`` puts the tables into
docs/ranking.md.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from array import array
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.layout import NONE, UNIT
from mscgraph.compiled.read import CompiledFile
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from mscgraph.kb import arcs as kb_arcs
from mscgraph.kb import belief as kb_belief
from mscgraph.kb.arcs import cost_of
from mscgraph.kb.compile import compile_kb
from mscgraph.kb.load import load
from mscgraph.kb.source import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mscgraph.compiled.graph import Arcs
    from mscgraph.graph.query import Path as Chain
    from mscgraph.graph.query import SignWanted
    from mscgraph.kb.belief import Table
    from mscgraph.kb.load import KnowledgeBase

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "benchmarks" / "questions.yaml"
REPORT = ROOT / "docs" / "ranking.md"
LIMITS = PathQuery(k=10, max_hops=6)
OURS = "ours"

RIVALS: Mapping[str, Callable[[Arcs, int], int]] = {
    "fewest steps": lambda arcs, arc: UNIT * (1 if arcs.via[arc] == NONE else 2),
    "fewest claims": lambda *_: UNIT,
    "specificity alone": lambda arcs, arc: cost_of(arcs.specificity[arc]),
    "belief alone": lambda arcs, arc: cost_of(arcs.belief[arc]),
}
"""What an arc costs in each of the other rankings."""

WEIGHTS: Mapping[str, tuple[str, ...]] = {
    "errors of the designs": ("error", "small_rct", "review_of_review", "review_alone"),
    "patients of a small trial": ("small_n",),
    "hedge": ("hedge",),
    "relay": ("relay", "discrepant_mild"),
    "scope of a citation": ("scope",),
    "loss or blockade": ("manipulation",),
    "error added to a denial": ("negated",),
    "caps": ("cap_one", "cap_many"),
    "specificity exponent": ("specificity",),
    "structural factor": ("structural",),
}
"""The weights of the table, in the groups that are changed together."""

RESAMPLES = 10_000
SEED = 2024
DRAWS = 20
TURNS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what a right answer holds."""

    id: str
    text: str
    document: str
    anchors: frozenset[str]
    source: Mapping[str, str]
    target: Mapping[str, str]
    sign: SignWanted | None
    through: tuple[Mapping[str, str], ...]

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of source and target."""
        return next(iter(self.source)), next(iter(self.target))

    def entities(self) -> Iterator[tuple[str, str]]:
        """Yield id and name of every entity that the question or its answer names."""
        for named in (self.source, self.target, *self.through):
            yield from named.items()


def questions(file: Path = QUESTIONS) -> list[Question]:
    """Read the questions."""
    source, findings = parse(file.name, file.read_bytes())
    if findings:
        raise ValueError(findings[0].render())
    return [
        Question(
            id=item["id"],
            text=item["question"],
            document=item["document"],
            anchors=frozenset(item["anchors"]),
            source=item["source"],
            target=item["target"],
            sign=item.get("sign"),
            through=tuple(item.get("through", ())),
        )
        for item in source.items
    ]


# ------------------------------------------------------------------------------- ranks


class Reading(NamedTuple):
    """How the answers are read; as asked, unless one of these is set."""

    set_aside: bool = False
    """Where a mechanism is asked for, a path that only states the effect takes no place."""
    any_step: bool = False
    """One of the entities that a right answer must hold is enough."""


AS_ASKED = Reading()
READINGS: Mapping[str, Reading] = {
    "as asked": AS_ASKED,
    "bare statements of the effect set aside": Reading(set_aside=True),
    "one required step is enough": Reading(any_step=True),
    "both": Reading(set_aside=True, any_step=True),
}


def is_right(graph: Graph, question: Question, path: Chain, reading: Reading = AS_ASKED) -> bool:
    """Say whether a path holds the mechanism, or without one the very statement."""
    if question.through:
        inside = {entity for place in path.places[1:-1] for entity in place}
        if reading.any_step:
            return any(inside & set(through) for through in question.through)
        return any(set(through) <= inside for through in question.through)
    if path.hops > 1:
        return False
    records = (graph.claims.get(ident) for ident in path.steps[0].claims)
    evidence = [part for record in records for part in record["evidence"]]
    return any(question.anchors & set(part["anchors"]) for part in evidence)


def answer(graph: Graph, question: Question) -> tuple[Chain, ...]:
    """Ask a graph one question, as ``mscgraph path`` would."""
    limits = LIMITS._replace(sign=question.sign)
    return find_paths(graph, *question.ends, query=limits).paths


def rank(graph: Graph, question: Question, reading: Reading = AS_ASKED) -> int | None:
    """Give the place of the first right path; None if there is none among those shown."""
    aside = reading.set_aside and question.through
    paths = [path for path in answer(graph, question) if not (aside and path.hops == 1)]
    right = (n for n, path in enumerate(paths, 1) if is_right(graph, question, path, reading))
    return next(right, None)


def ranks(graph: Graph, asked: Sequence[Question], reading: Reading = AS_ASKED) -> list[int | None]:
    """Give the rank of every question."""
    return [rank(graph, question, reading) for question in asked]


def reciprocal(found: Sequence[int | None]) -> list[float]:
    """Give the reciprocal ranks; 0 where there is no right path."""
    return [1 / place if place else 0.0 for place in found]


def mean_reciprocal_rank(found: Sequence[int | None]) -> float:
    """Give the mean reciprocal rank."""
    return statistics.fmean(reciprocal(found))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Give the 95 % bootstrap interval of a mean."""
    chance = random.Random(SEED)  # noqa: S311  # resampling, no secret
    means = sorted(
        statistics.fmean(chance.choices(values, k=len(values))) for _ in range(RESAMPLES)
    )
    return means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES) - 1]


def leads(ours: Sequence[int | None], other: Sequence[int | None]) -> list[float]:
    """Give by how much the reciprocal ranks of ours are ahead, question by question."""
    pairs = zip(reciprocal(ours), reciprocal(other), strict=True)
    return [one - two for one, two in pairs]


# ------------------------------------------------------------------------------- graphs


def graph_of(kb: KnowledgeBase) -> Graph:
    """Compile a knowledge base in memory."""
    return Graph(CompiledFile(memoryview(compile_kb(kb, "benchmark")), "memory"))


def with_costs(graph: Graph, cost: Callable[[Arcs, int], int]) -> Graph:
    """Give the same graph with other costs of its arcs."""
    other = Graph(graph.file)
    other.arcs.cost = memoryview(array("q", [cost(other.arcs, i) for i in range(len(other.arcs))]))
    return other


def rankings(graph: Graph) -> dict[str, Graph]:
    """Give the graph in every ranking, ours first."""
    return {OURS: graph, **{name: with_costs(graph, cost) for name, cost in RIVALS.items()}}


def with_lots(graph: Graph, seed: int) -> Graph:
    """Give the same graph with ties broken by lot: a breath of cost for each claim."""
    chance = random.Random(seed)  # noqa: S311  # lots, no secret
    records = len(graph.claims) + len(graph.relations)
    lots = [chance.randrange(1, UNIT >> 18) for _ in range(records)]
    held = graph.arcs.cost
    return with_costs(graph, lambda arcs, arc: held[arc] + lots[arcs.record[arc]])


@contextmanager
def weights(table: Table) -> Iterator[None]:
    """Let beliefs and costs be computed with another table."""
    held = kb_belief.TABLE
    users = vars(kb_belief), vars(kb_arcs)
    try:
        for names in users:
            names["TABLE"] = table
        yield
    finally:
        for names in users:
            names["TABLE"] = held


def changed(names: Sequence[str], factor: float) -> Table:
    """Give the table with some of its weights multiplied.

    A probability or factor stays at most 1, and one that is 1 means "no weight" and stays.
    """

    def scaled(value: Any) -> Any:
        if isinstance(value, int):
            return round(value * factor)
        if isinstance(value, float):
            return 1.0 if value == 1 else min(1.0, value * factor)
        return {key: scaled(part) for key, part in value.items()}

    table = kb_belief.TABLE
    new = {f.name: scaled(getattr(table, f.name)) for f in fields(table) if f.name in names}
    return replace(table, **new)


def sensitivity(
    kb: KnowledgeBase, asked: Sequence[Question]
) -> Iterator[tuple[str, dict[float, list[int | None]]]]:
    """Yield for each weight the ranks with half of it and with half as much again."""
    for name, members in WEIGHTS.items():
        found = {}
        for factor in (0.5, 1.5):
            with weights(changed(members, factor)):
                found[factor] = ranks(graph_of(kb), asked)
        yield name, found


# ------------------------------------------------------------------------------- report


def seconds(graph: Graph, question: Question) -> float:
    """Give the median time of one answer on the processor, whatever else the machine does."""
    taken = []
    for _ in range(TURNS):
        start = time.process_time()
        answer(graph, question)
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Give the lines of a Markdown table; all columns after the first are numbers."""
    rule = [":--", *("--:" for _ in head[1:])]
    return [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]


def by_ranking(graphs: Mapping[str, Graph], asked: Sequence[Question]) -> list[str]:
    """Give the table of the rankings."""
    ours = ranks(graphs[OURS], asked)
    rows = []
    for name, graph in graphs.items():
        places = ranks(graph, asked)
        low, high = interval(reciprocal(places))
        ahead = leads(ours, places)
        least, most = interval(ahead)
        lead = f"{statistics.fmean(ahead):+.3f} ({least:+.2f} to {most:+.2f})"
        row = (
            f"{mean_reciprocal_rank(places):.3f}",
            f"{low:.2f} to {high:.2f}",
            "" if name == OURS else lead,
            f"{by_lot(graph, asked):.3f}",
            str(places.count(1)),
            str(places.count(None)),
        )
        rows.append((name, *row))
    head = ("MRR", "95 % interval", "ours is ahead by", "ties by lot", "first", "not among ten")
    return table(("ranking", *head), rows)


def by_lot(graph: Graph, asked: Sequence[Question]) -> float:
    """Give the mean reciprocal rank with ties broken by lot, over several draws."""
    drawn = (ranks(with_lots(graph, seed), asked) for seed in range(DRAWS))
    return statistics.fmean(mean_reciprocal_rank(places) for places in drawn)


def by_reading(graphs: Mapping[str, Graph], asked: Sequence[Question]) -> list[str]:
    """Give the table of what gentler readings of the same answers would say."""
    rows = [
        (name, *(f"{mean_reciprocal_rank(ranks(g, asked, reading)):.3f}" for g in graphs.values()))
        for name, reading in READINGS.items()
    ]
    return table(("reading", *graphs), rows)


def by_question(graphs: Mapping[str, Graph], asked: Sequence[Question]) -> list[str]:
    """Give the table of the ranks and times of every question."""
    rows, slowest = [], 0.0
    for question in asked:
        places = (str(rank(graph, question) or "-") for graph in graphs.values())
        taken = seconds(graphs[OURS], question) * 1000
        slowest = max(slowest, taken)
        rows.append((f"`{question.id}`", *places, f"{taken:.1f}"))
    lines = table(("question", *graphs, "ms"), rows)
    return [*lines, "", f"Slowest answer: {slowest:.1f} ms."]


def by_weight(kb: KnowledgeBase, asked: Sequence[Question]) -> list[str]:
    """Give the table of what each weight does when it changes by a half."""
    rows = [
        (name, *(f"{mean_reciprocal_rank(found[factor]):.3f}" for factor in (0.5, 1.5)))
        for name, found in sensitivity(kb, asked)
    ]
    return table(("weight", "halved", "raised by a half"), rows)


def put(text: str, name: str, lines: Sequence[str]) -> str:
    """Replace what stands between the marks of a table."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    return "".join((before, start, "\n".join(lines), "\n", end, after))


def main() -> None:
    """Print the tables, or write them into the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="refresh docs/ranking.md")
    write = options.parse_args().write
    kb, asked = load(ROOT), questions()
    graphs = rankings(graph_of(kb))
    parts = {
        "rankings": by_ranking(graphs, asked),
        "readings": by_reading(graphs, asked),
        "questions": by_question(graphs, asked),
        "weights": by_weight(kb, asked),
    }
    text = REPORT.read_text(encoding="utf-8") if write else ""
    for name, lines in parts.items():
        text = put(text, name, lines) if write else "\n".join((text, *lines, ""))
    if write:
        REPORT.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
