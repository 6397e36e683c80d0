"""Sources, or routes, side by side: in sum, by mechanism, by outcome, by design."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from mscgraph.graph import say
from mscgraph.graph.gaps import OUTCOME_KINDS
from mscgraph.graph.levels import best_level, claims_by
from mscgraph.graph.mediators import mediators
from mscgraph.languages import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.mediators import Mediator
    from mscgraph.graph.query import PathResult

By = Literal["summary", "mechanism", "outcome", "design"]
Text = Mapping[Language, str]
_Claims = list[dict[str, Any]]


class Cell(NamedTuple):
    """What one actor has in one row."""

    text: Text
    """Short, per language: an effect and its level, a share, a count, a path; empty for nothing."""
    claims: tuple[str, ...] = ()


class Row(NamedTuple):
    """One mediator, outcome, design or line of the summary."""

    name: str
    """Id of the entity, the design, or one of :data:`say.SUMMARY`."""
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
        by: rows are what stands between each and ``outcome`` in sum, mediators on the way to it,
            outcomes acted on, or designs.
        outcome: needed by summary and mechanism; elsewhere only claims on it, or on a kind of it,
            count.

    Raises:
        NotFoundError: a name is not in the graph.
        ValueError: by summary or mechanism without an outcome.
    """
    if by in ("summary", "mechanism"):
        if outcome is None:
            raise ValueError(f"comparing by {by} needs an outcome")
        found = [mediators(graph, actor, outcome) for actor in actors]
        if by == "summary":
            return _summary(graph, actors, outcome, found)
        return _rows([_shares(*each) for each in found])
    if outcome is None:
        within = None
    else:
        within = {graph.curie(e) for e in graph.below(graph.resolve(outcome))}
    make = _effects if by == "outcome" else _designs
    return _rows([make(graph, _claims(graph, actor, within)) for actor in actors])


def _rows(columns: Sequence[dict[str, Cell]]) -> list[Row]:
    """Line up what the actors have: what several share first, then by name."""
    names = sorted({name for column in columns for name in column})
    rows = [_row(name, [column.get(name, Cell({})) for column in columns]) for name in names]
    return sorted(rows, key=lambda row: (not row.shared, row.name))


def _row(name: str, cells: Iterable[Cell]) -> Row:
    held = tuple(cells)
    return Row(name, held, sum(bool(cell.text) for cell in held) > 1)


def _claims(graph: Graph, actor: str, within: set[str] | None) -> _Claims:
    claims = claims_by(graph, graph.resolve(actor))
    return [c for c in claims if within is None or c["object"] in within]


def _shares(found: list[Mediator], result: PathResult) -> dict[str, Cell]:
    through: dict[str, dict[str, None]] = {}
    for path in result.paths:
        for entity in chain.from_iterable(path.places):
            through.setdefault(entity, {}).update(dict.fromkeys(path.claims))
    return {
        m.entity: Cell(
            {lang: f"{m.share:.2f} {say.short(m.standing, lang)}" for lang in LANGUAGES},
            tuple(through[m.entity]),
        )
        for m in found
    }


def _effects(graph: Graph, claims: _Claims) -> dict[str, Cell]:
    """Give the effects on diseases, symptoms, outcomes and adverse events."""
    return {
        name: _effect(group)
        for name, group in _by_object(claims).items()
        if _kind(graph, name) in OUTCOME_KINDS
    }


def _by_object(claims: _Claims) -> dict[str, _Claims]:
    groups: dict[str, _Claims] = {}
    for claim in claims:
        groups.setdefault(claim["object"], []).append(claim)
    return groups


def _kind(graph: Graph, curie: str) -> str | None:
    entity = graph.entities.index(curie)
    return None if entity is None else graph.kind(entity)


def _effect(group: _Claims) -> Cell:
    signs = sorted({claim["effective_sign"] or "?" for claim in group})
    level = best_level(group)
    text = {}
    for lang in LANGUAGES:
        shown = " / ".join(say.short(sign, lang) for sign in signs)
        text[lang] = shown if level == "none" else f"{shown} ({say.short(level, lang)})"
    return Cell(text, tuple(sorted(claim["id"] for claim in group)))


def _designs(_graph: Graph, claims: _Claims) -> dict[str, Cell]:
    """Count the claims with evidence of each design."""
    counts = Counter(d for claim in claims for d in {e["design"] for e in claim["evidence"]})
    return {
        design: Cell(
            dict.fromkeys(LANGUAGES, str(count)),
            tuple(c["id"] for c in claims if any(e["design"] == design for e in c["evidence"])),
        )
        for design, count in counts.items()
    }


# ------------------------------------------------------------------ the summary


def _summary(
    graph: Graph,
    actors: Sequence[str],
    outcome: str,
    found: Sequence[tuple[list[Mediator], PathResult]],
) -> list[Row]:
    """Give the lines of :data:`say.SUMMARY`; shared mediators are those of every actor."""
    within = {graph.curie(e) for e in graph.below(graph.resolve(outcome))}
    named = [[m.entity for m in each] for each, _ in found]
    common = set(named[0]).intersection(*named[1:]) if len(named) > 1 else set()
    columns = []
    for actor, own, (_, result) in zip(actors, named, found, strict=True):
        column = _alone(graph, actor, within, result)
        column["shared_mediators"] = _listed(graph, [e for e in own if e in common])
        column["own_mediators"] = _listed(graph, [e for e in own if e not in common])
        columns.append(column)
    return [_row(name, [column[name] for column in columns]) for name in say.SUMMARY]


def _alone(graph: Graph, actor: str, within: set[str], result: PathResult) -> dict[str, Cell]:
    """Give what one actor has by itself."""
    claims = _claims(graph, actor, within)
    best = result.paths[0] if result.paths else None
    used = [*claims, *(graph.claims.get(ident) for ident in (best.claims if best else ()))]
    cited = dict.fromkeys(c["reference"] for u in used for e in u["evidence"] for c in e["cites"])
    against = dict.fromkeys((*result.counter_evidence, *(best.counter_evidence if best else ())))
    harm = [c for c in _claims(graph, actor, None) if _kind(graph, c["object"]) == "AdverseEvent"]
    ids = tuple(sorted(claim["id"] for claim in claims))
    return {
        "best_path": Cell(_path_text(best) if best else {}, best.claims if best else ()),
        "effect": _effect(claims) if claims else Cell({}),
        "claims": _counted(ids),
        "references": Cell(dict.fromkeys(LANGUAGES, ", ".join(cited)) if cited else {}),
        "counter_evidence": _counted(tuple(against)),
        "complications": _complications(graph, harm),
    }


def _path_text(path: Any) -> Text:
    return {
        lang: f"{path.text[lang]} ({say.score(path.score)}, {say.short(path.standing, lang)})"
        for lang in LANGUAGES
    }


def _counted(ids: tuple[str, ...]) -> Cell:
    return Cell(dict.fromkeys(LANGUAGES, str(len(ids))), ids) if ids else Cell({})


def _listed(graph: Graph, entities: Sequence[str]) -> Cell:
    if not entities:
        return Cell({})
    labels: Mapping[str, list[str]] = {
        lang: [say.label(graph, entity, lang) for entity in entities] for lang in LANGUAGES
    }
    return Cell({lang: say.listed(labels[lang], lang) for lang in LANGUAGES})


def _complications(graph: Graph, claims: _Claims) -> Cell:
    """Name the adverse events with what is said of each, and how far it has been shown."""
    if not claims:
        return Cell({})
    cells = {name: _effect(group) for name, group in _by_object(claims).items()}
    text = {
        lang: say.listed(
            [f"{say.label(graph, name, lang)} {cell.text[lang]}" for name, cell in cells.items()],
            lang,
        )
        for lang in LANGUAGES
    }
    return Cell(text, tuple(ident for cell in cells.values() for ident in cell.claims))
