"""Cards: an entity or a claim as a block of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.graph import say

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language

_WORDS = {
    "also": {"en": "also", "zh-Hans": "又名"},
    "is_a": {"en": "is a", "zh-Hans": "属于"},
    "same": {"en": "same as", "zh-Hans": "等同于"},
    "close": {"en": "close to", "zh-Hans": "近似于"},
    "out": {"en": "acts", "zh-Hans": "作用于"},
    "in": {"en": "is acted on", "zh-Hans": "受作用于"},
    "belief": {"en": "belief", "zh-Hans": "可信度"},
    "not": {"en": "not:", "zh-Hans": "否定:"},
    "retracted": {"en": "retracted", "zh-Hans": "已撤回"},
}


def word(key: str, lang: Language) -> str:
    """Give a word of the cards."""
    return _WORDS[key][lang]


def claims_of(graph: Graph, entity: int, end: str) -> list[dict[str, Any]]:
    """Give the claims with an entity as ``subject`` or ``object``, by id."""
    return [graph.claims.body(number) for number in graph.claims_with(entity, end)]


def card_record(graph: Graph, entity: int) -> dict[str, Any]:
    """Give the record of an entity with the ids of its claims."""
    claims = [c["id"] for end in ("subject", "object") for c in claims_of(graph, entity, end)]
    return {**graph.entity(entity), "claims": sorted(set(claims))}


def card(graph: Graph, entity: int, lang: Language) -> str:
    """Show an entity as text."""
    record = graph.entity(entity)
    kind = graph.types.get(record["type"])
    other = "en" if lang != "en" else "zh-Hans"
    lines = [
        f"{record['label'][lang]}  ({record['label'][other]})  {record['id']}",
        f"  {kind['label'][lang]}",
    ]
    synonyms = [name for names in record["synonyms"].values() for name in names]
    for key, values in (
        ("also", synonyms),
        ("is_a", [say.label(graph, parent, lang) for parent in record["parents"]]),
        ("same", record["xrefs"]),
        ("close", record["close_xrefs"]),
    ):
        if values:
            lines.append(f"  {word(key, lang)}: {', '.join(values)}")
    for end, key in (("subject", "out"), ("object", "in")):
        claims = claims_of(graph, entity, end)
        if claims:
            lines.append(f"  {word(key, lang)} ({len(claims)}):")
            lines.extend(f"    {claim_line(graph, claim, lang)}" for claim in claims)
    return "\n".join(lines) + "\n"


def claim_line(graph: Graph, claim: dict[str, Any], lang: Language) -> str:
    """Show a claim as one line."""
    denied = f"{word('not', lang)} " if claim["negated"] else ""
    gone = f"  [{word('retracted', lang)}]" if claim["status"] == "retracted" else ""
    through = ""
    if claim["mediated_by"]:
        through = f" [{' | '.join(say.label(graph, m, lang) for m in claim['mediated_by'])}]"
    belief = "" if claim["belief"] is None else f"  {word('belief', lang)} {claim['belief']:.2f}"
    subject, obj = (say.label(graph, claim[end], lang) for end in ("subject", "object"))
    verb = say.verb(graph, claim["predicate"], lang)
    return f"{claim['id']}  {denied}{subject} —{verb}→ {obj}{through}{belief}{gone}"
