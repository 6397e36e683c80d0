"""Paths as a drawing in words: Graphviz DOT and Mermaid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from mscgraph.graph import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import PathResult
    from mscgraph.languages import Language


class _Edge(NamedTuple):
    subject: str
    object: str
    verb: str
    sign: str | None
    claims: tuple[str, ...]
    origin: str
    """Which of two joined graphs it is from."""


_HEADS = {"+": "normal", "-": "tee", "0": "none", None: "dot"}
_LINES = {"+": "-->", "-": "--x", "0": "-.->", None: "--o"}


def dot(graph: Graph, result: PathResult, lang: Language) -> str:
    """Give a Graphviz digraph: arrow for more, bar for less, dot where the sign is not known."""
    lines = ["digraph paths {", "  rankdir=LR;", '  node [shape=box, fontname="sans-serif"];']
    names = _names(graph, result, lang)
    lines.extend(f"  {_quoted(curie)} [label={_quoted(name)}];" for curie, name in names)
    for edge in _edges(graph, result, lang):
        more = ", ".join(filter(None, (*edge.claims, edge.origin)))
        label = _quoted(f"{edge.verb} ({more})" if more else edge.verb)
        ends = f"{_quoted(edge.subject)} -> {_quoted(edge.object)}"
        lines.append(f"  {ends} [label={label}, arrowhead={_HEADS[edge.sign]}];")
    return "\n".join((*lines, "}")) + "\n"


def mermaid(graph: Graph, result: PathResult, lang: Language) -> str:
    """Give a Mermaid flowchart: arrow for more, cross for less, ring for a sign not known."""
    numbers = {curie: f"n{i}" for i, (curie, _) in enumerate(_names(graph, result, lang))}
    lines = ["flowchart LR"]
    lines.extend(
        f'  {numbers[curie]}["{_entities(name)}"]' for curie, name in _names(graph, result, lang)
    )
    for edge in _edges(graph, result, lang):
        said = f"{edge.verb} ({edge.origin})" if edge.origin else edge.verb
        line = f'{_LINES[edge.sign]}|"{_entities(said)}"|'
        lines.append(f"  {numbers[edge.subject]} {line} {numbers[edge.object]}")
    return "\n".join(lines) + "\n"


def _names(graph: Graph, result: PathResult, lang: Language) -> list[tuple[str, str]]:
    entities = dict.fromkeys(e for path in result.paths for place in path.places for e in place)
    return [(curie, say.label(graph, curie, lang)) for curie in entities]


def _edges(graph: Graph, result: PathResult, lang: Language) -> Iterator[_Edge]:
    """Yield every step once, whatever number of paths share it."""
    told: set[_Edge] = set()
    for path in result.paths:
        for subject, obj, step in path.lines():
            verb = say.step_verb(graph, step, lang)
            origin = say.origin(step, lang)
            edge = _Edge(subject, obj, verb, step.sign, step.claims, origin)
            if edge not in told:
                told.add(edge)
                yield edge


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _entities(text: str) -> str:
    """Escape what Mermaid or HTML would read as markup; a line end would end the statement."""
    flat = " ".join(text.split())
    return "".join(f"#{ord(char)};" if char in '"<>&#;|`[](){}' else char for char in flat)
