"""Paths and reasons in words, English and Chinese, built from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.model import LANGUAGES, Language

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import Path

_THROUGH = {"en": "acts through", "zh-Hans": "经由"}

_FILTER_NAMES = {
    "via": ("--via", "--via"),
    "filters": ("the filters together", "各筛选条件合起来"),
}


def label(graph: Graph, curie: str, lang: Language) -> str:
    """Give the label of an entity."""
    record = graph.entities.get(curie)
    return str(record["label"][lang]) if record else curie


def verb(graph: Graph, predicate: str, lang: Language) -> str:
    """Give the label of a predicate."""
    for record in graph.predicates:
        if record["id"] == predicate:
            return str(record["label"][lang])
    return predicate


def chain(graph: Graph, path: Path) -> dict[str, str]:
    """Say a path as one line: entity, relation, entity, and so on."""
    return {lang: _chain(graph, path, lang) for lang in LANGUAGES}


def _chain(graph: Graph, path: Path, lang: Language) -> str:
    parts = [label(graph, path.source, lang)]
    inside: str | None = None
    for step in path.steps:
        best = step.claims[0] if step.claims else None
        if step.relation is not None:
            said = verb(graph, step.relation.split(" ")[1], lang)
        elif step.sign is None and best is not None and inside != best and _mediated(graph, best, step.object):
            said, inside = _THROUGH[lang], best
        else:
            said = verb(graph, graph.claims.get(best)["predicate"], lang)
        parts.append(f"—{said}→ {label(graph, step.object, lang)}")
    return " ".join(parts)


def _mediated(graph: Graph, claim: str, entity: str) -> bool:
    return entity in graph.claims.get(claim)["mediated_by"]


def no_route() -> dict[str, str]:
    """Say that the graph has no chain of claims between the two."""
    return {
        "en": "no chain of claims leads from the one to the other, whatever its length and sign",
        "zh-Hans": "两者之间没有任何论断链相连,无论长度与符号",
    }


def too_few_hops(asked: int, needed: int) -> dict[str, str]:
    """Say that a longer path exists."""
    return {
        "en": f"no path of at most {asked} steps; there is one of {needed}: try --max-hops {needed}",
        "zh-Hans": f"{asked} 步以内没有路径;{needed} 步时有:请试 --max-hops {needed}",
    }


def sign_mismatch(sign: str) -> dict[str, str]:
    """Say that only paths of another sign exist."""
    return {
        "en": f"there are paths, but none whose signs multiply to {sign!r}: leave out --sign",
        "zh-Hans": f"有路径,但没有净符号为 {sign} 的:请去掉 --sign",
    }


def filtered(name: str) -> dict[str, str]:
    """Say which filter removed the last path."""
    option = "--" + name.replace("_", "-")
    en, zh = _FILTER_NAMES.get(name, (option, option))
    return {
        "en": f"{en} removed the last path: widen or drop it",
        "zh-Hans": f"{zh} 排除了最后一条路径:请放宽或去掉",
    }
