"""Sources, or routes, side by side: by mechanism, by outcome, by design."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mscgraph.graph.gaps import OUTCOME_KINDS
from mscgraph.graph.levels import best_level, claims_by
from mscgraph.graph.mediators import mediators

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mscgraph.compiled.graph import Graph

By = Literal["mechanism", "outcome", "design"]


class Cell(NamedTuple):
    """What one actor has in one row."""

    text: str
    """Short: an effect and its level, a share, or a count."""
    claims: tuple[str, ...]


class Row(NamedTuple):
    """One mediator, outcome or design."""

    name: str
    """Id of the entity, or the design."""
    cells: tuple[Cell, ...]
    """One per actor, in the order asked."""
    shared: bool
    """Whether more than one actor has something here."""


def compare(
    graph: Graph, actors: Sequence[str], *, by: By = "outcome", outcome: str | None = None
) -> list[Row]:
    """Set actors side by side.

    Args:
        graph: the graph.
        actors: names of cell sources, products or routes; a route's claims are those that were
            seen by it.
        by: rows are mediators on the way to ``outcome``, outcomes acted on, or designs.
        outcome: needed by mechanism; elsewhere only claims on it, or on a kind of it, count.

    Raises:
        NotFoundError: a name is not in the graph.
        ValueError: by mechanism without an outcome.
    """
    if by == "mechanism":
        if outcome is None:
            raise ValueError("comparing by mechanism needs an outcome")
        columns = [_shares(graph, actor, outcome) for actor in actors]
    else:
        within = None
        if outcome is not None:
            within = {graph.curie(e) for e in graph.below(graph.resolve(outcome))}
        make = _effects if by == "outcome" else _designs
        columns = [_column(graph, actor, within, make) for actor in actors]
    names = sorted({name for column in columns for name in column})
    rows = [_row(name, columns) for name in names]
    return sorted(rows, key=lambda row: (not row.shared, row.name))


def _row(name: str, columns: Sequence[dict[str, Cell]]) -> Row:
    cells = tuple(column.get(name, Cell("", ())) for column in columns)
    return Row(name, cells, sum(bool(cell.text) for cell in cells) > 1)


def _shares(graph: Graph, actor: str, outcome: str) -> dict[str, Cell]:
    found, result = mediators(graph, actor, outcome)
    return {
        m.entity: Cell(
            f"{m.share:.2f} {m.standing}",
            tuple(
                dict.fromkeys(c for p in result.paths if m.entity in p.entities for c in p.claims)
            ),
        )
        for m in found
    }


_Claims = list[dict[str, Any]]


def _column(
    graph: Graph,
    actor: str,
    within: set[str] | None,
    make: Callable[[Graph, _Claims], dict[str, Cell]],
) -> dict[str, Cell]:
    claims = claims_by(graph, graph.resolve(actor))
    return make(graph, [c for c in claims if within is None or c["object"] in within])


def _effects(graph: Graph, claims: _Claims) -> dict[str, Cell]:
    """Give the effects on diseases, symptoms, outcomes and adverse events."""
    groups: dict[str, _Claims] = {}
    for claim in claims:
        entity = graph.entities.index(claim["object"])
        if entity is not None and graph.kind(entity) in OUTCOME_KINDS:
            groups.setdefault(claim["object"], []).append(claim)
    cells = {}
    for name, group in groups.items():
        effects = {claim["effective_sign"] or "?" for claim in group}
        shown = " / ".join(sorted(effects))
        level = best_level(group)
        text = f"{shown} ({level})" if level != "none" else shown
        cells[name] = Cell(text, tuple(sorted(claim["id"] for claim in group)))
    return cells


def _designs(_graph: Graph, claims: _Claims) -> dict[str, Cell]:
    """Count the claims with evidence of each design."""
    counts = Counter(d for claim in claims for d in {e["design"] for e in claim["evidence"]})
    return {
        design: Cell(
            str(count),
            tuple(c["id"] for c in claims if any(e["design"] == design for e in c["evidence"])),
        )
        for design, count in counts.items()
    }
