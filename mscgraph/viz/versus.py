"""Two sources, products or routes side by side: what both act on, and what only one does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.errors import NotFoundError
from mscgraph.graph.levels import claims_by
from mscgraph.viz.links import Links, pair
from mscgraph.viz.part import Part, draw, ends_of, limit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from mscgraph.compiled.graph import Graph
    from mscgraph.viz.words import Pair

    Effects = dict[str, list[dict[str, Any]]]

OWN = 10
"""So much of what only one of the two acts on is drawn; the rest is named."""


def compare(graph: Graph, one: str, other: str) -> Part:
    """Take what two actors do: both on the left, what only one acts on between, common ends right.

    An actor stands for all that is below it; of a route, the claims that were seen by it count.

    Raises:
        NotFoundError: a name is not in the graph, or both are the same.
    """
    numbers = graph.resolve(one), graph.resolve(other)
    if numbers[0] == numbers[1]:
        raise NotFoundError("second entity to compare", other)
    actors = [graph.curie(number) for number in numbers]
    effects = [_effects(graph, number, actors) for number in numbers]
    shared = sorted(effects[0].keys() & effects[1].keys())
    own = [
        sorted(found.keys() - set(shared), key=_foremost(graph, found, shared)) for found in effects
    ]
    inner = [curie for curies in own for curie in curies[:OWN]]
    limit(len(shared) + len(inner) + 2)
    links = Links(graph)
    for actor, found in zip(actors, effects, strict=True):
        for curie in (*shared, *inner):
            for record in found.get(curie, ()):
                links.claim({**record, "subject": actor})
    draw(links, _onward(graph, inner, shared), (), {*inner, *shared})
    labels = [pair(graph.entity(number)["label"]) for number in numbers]
    columns = {**dict.fromkeys(actors, 0), **dict.fromkeys(inner, 1), **dict.fromkeys(shared, 2)}
    entities = tuple(sorted({*actors, *ends_of(links.all())}))
    return Part(
        "compare",
        (f"{labels[0][0]} and {labels[1][0]}", f"{labels[0][1]}与{labels[1][1]}"),
        tuple(
            note
            for label, curies in zip(labels, own, strict=True)
            for note in _rest(graph, label, curies[OWN:])
        ),
        entities,
        links.all(),
        lefts=tuple(actors),
        columns=tuple((curie, columns[curie]) for curie in entities),
        groups=(
            (_both(len(shared)), tuple(shared)),
            *((_only(x, len(c)), tuple(c[:OWN])) for x, c in zip(labels, own, strict=True)),
        ),
    )


def _effects(graph: Graph, actor: int, actors: Collection[str]) -> Effects:
    """Give the claims of an actor by what they act on."""
    found: Effects = {}
    for record in claims_by(graph, actor):
        if record["object"] not in actors:
            found.setdefault(record["object"], []).append(record)
    return found


def _foremost(
    graph: Graph, found: Effects, shared: Collection[str]
) -> Callable[[str], tuple[bool, float, str]]:
    """Build the key that puts what leads on to a common end first, then goes by belief."""

    def key(curie: str) -> tuple[bool, float, str]:
        leads_on = bool(_onward(graph, (curie,), shared))
        belief = max((record["belief"] or 0.0 for record in found[curie]), default=0.0)
        return not leads_on, -belief, curie

    return key


def _onward(graph: Graph, inner: Iterable[str], shared: Collection[str]) -> list[dict[str, Any]]:
    """Give the claims that lead from what one acts on to a common end."""
    found = []
    for curie in inner:
        number = graph.entities.index(curie)
        claims = () if number is None else graph.claims_with(number, "subject")
        bodies = (graph.claims.body(claim) for claim in claims)
        found += [body for body in bodies if body["object"] in shared]
    return found


def _both(count: int) -> Pair:
    return f"Claims of both ({count})", f"两者均有论断({count})"


def _only(label: Pair, count: int) -> Pair:
    return f"Only {label[0]} ({count})", f"仅{label[1]}({count})"


def _rest(graph: Graph, label: Pair, curies: Iterable[str]) -> list[Pair]:
    """Name what there was no room for."""
    names = [pair(graph.entities.get(curie)["label"]) for curie in curies]
    if not names:
        return []
    en, zh = ", ".join(name[0] for name in names), "、".join(name[1] for name in names)
    return [(f"Not drawn, only {label[0]}: {en}.", f"未绘出,仅{label[1]}:{zh}。")]
