"""A path as a short paragraph: who acts on whom, in which model, by which design, how sure.

Every word comes from the claims, the entities and the predicates; only the joints stand here.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.graph import grammar, say
from mscgraph.graph.evidence import Claims, account_of, elsewhere, is_base, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.evidence import Account
    from mscgraph.graph.query import Path, Step
    from mscgraph.languages import Language


class _Told(NamedTuple):
    """How a path came about, in the heading and in the paragraph, English and Chinese."""

    heading: tuple[str, str]
    sentence: tuple[str, str]


_ACCOUNTS: dict[Account, _Told] = {
    "reported": _Told(
        say.STANDINGS["reported"], ("One study reports this whole.", "以上由同一研究完整报道。")
    ),
    "misreported": _Told(
        (
            "reported, but the study that is cited says something else",
            "已报道,但所引研究所述不同",
        ),
        (
            "The document says that one study reports this, but the study says something else.",
            "文献称以上出自同一研究,但该研究所述不同。",
        ),
    ),
    "one study, joined": _Told(
        (
            "one study: one paper has every step, and the document joins them",
            "同一研究:各步出自同一论文,由文献串联",
        ),
        (
            "One paper{} is cited for every step, and the document joins them.",
            "各步均引自同一论文{},并由文献串联。",
        ),
    ),
    "one study": _Told(
        say.STANDINGS["one study"],
        (
            "One paper{} is cited for every step; the chain is ours.",
            "各步均引自同一论文{},链条由图谱连接。",
        ),
    ),
    "one review, joined": _Told(
        ("one review: one document tells it whole", "同一综述:同一文献完整叙述"),
        ("One document tells this whole.", "以上由同一文献完整叙述。"),
    ),
    "one review": _Told(
        (
            "one review: one document has every step, the chain is ours",
            "同一综述:各步出自同一文献,链条由图谱连接",
        ),
        (
            "One document has every step; the chain is ours.",
            "各步出自同一文献,链条由图谱连接。",
        ),
    ),
    "database": _Told(
        ("a database or an ontology states it", "仅据数据库或本体"),
        ("A database or an ontology states it.", "以上仅据数据库或本体。"),
    ),
    "stitched": _Told(
        say.STANDINGS["stitched"],
        (
            "This is a hypothesis: no document here joins these steps.",
            "此为假说:所收文献均未将这些步骤串联。",
        ),
    ),
}
_EFFECTS = {
    "beneficial": ("In sum it is of benefit.", "总体有益。"),
    "harmful": ("In sum it does harm.", "总体有害。"),
}
_IF_TRUE = {
    "beneficial": ("If it holds, it is in sum of benefit.", "若成立,总体有益。"),
    "harmful": ("If it holds, it does harm in sum.", "若成立,总体有害。"),
}
_WHOLE = ("reported", "one study, joined", "one review, joined", "database")
"""Accounts by which somebody stands for the whole, not for its steps alone."""
_SETTINGS = ("Its steps were seen in different settings: {}.", "各步所见情境不同:{}。")
_WEAKEST = ("Its weakest step is from {} to {}.", "最弱一步为{}至{}。")
_AGAINST = ("{} {} against it.", "有 {} 条论断与之相左。")
_ELSEWHERE = ("{} {} against it in another setting.", "有 {} 条论断在其他情境下与之相左。")
_SOURCE = (" (by the ontology{}).", "(据本体{})。")
_HEDGES = {"suggested": ("suggested", "提示"), "hypothesised": ("supposed", "推测")}


def heading(graph: Graph, path: Path, lang: Language) -> str:
    """Say in half a line how a path came about."""
    account, _ = account_of(Claims(graph), path)
    return _ACCOUNTS[account].heading[lang != "en"]


def paragraph(graph: Graph, path: Path, lang: Language, numbers: dict[str, int]) -> str:
    """Say a path as one paragraph with numbered citations.

    Args:
        graph: the graph.
        path: the path.
        lang: its language.
        numbers: number of each reference so far; new ones are added in the order of their use.
    """
    parts = [*_sentences(graph, path.steps, lang, numbers), *_verdict(graph, path, lang, numbers)]
    return (" " if lang == "en" else "").join(parts)


def weakest(path: Path) -> tuple[str, str]:
    """Give the ends of the claim that a path leans on least; a mediated claim is one, not two."""
    step = path.steps[path.weakest]
    legs = next(legs for legs in _legs(path.steps) if any(leg is step for leg in legs))
    return legs[0].subject, legs[-1].object


def _verdict(graph: Graph, path: Path, lang: Language, numbers: dict[str, int]) -> Iterator[str]:
    """Yield who says it, what it means, where it is weak and what speaks against it."""
    i = 0 if lang == "en" else 1
    claims = Claims(graph)
    account, papers = account_of(claims, path)
    marks = _marks(papers, numbers)
    yield _ACCOUNTS[account].sentence[i].format(f" {marks}" if marks and lang == "en" else marks)
    settings = () if account in _WHOLE else settings_of(claims, path)
    if settings:
        seen = say.listed([say.label(graph, curie, lang) for curie in settings], lang)
        yield _SETTINGS[i].format(seen)
    if path.effect is not None:
        yield (_EFFECTS if account in _WHOLE else _IF_TRUE)[path.effect][i]
    if len(path.claims) > 1:
        yield _WEAKEST[i].format(*(say.label(graph, end, lang) for end in weakest(path)))
    there = sum(elsewhere(claims, path, ident) for ident in path.counter_evidence)
    for count, words in ((len(path.counter_evidence) - there, _AGAINST), (there, _ELSEWHERE)):
        if count:
            yield words[i].format(count, "claim stands" if count == 1 else "claims stand")


def _legs(steps: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
    """Yield the steps of each claim or relation: two where it is mediated."""
    for _, legs in groupby(steps, lambda step: step.claims[:1] or step.relation):
        yield tuple(legs)


def _sentences(
    graph: Graph, steps: Sequence[Step], lang: Language, numbers: dict[str, int]
) -> Iterator[str]:
    """Yield one sentence per claim or relation; a mediated claim is one, not two."""
    for legs in _legs(steps):
        if legs[0].claims:
            imported = say.origin(legs[0], lang) if legs[0].graph == "imported" else ""
            yield _claim(graph, say.walked(graph, legs[0]), lang, numbers, imported)
        else:
            yield _relation(graph, legs[0], lang)


def _relation(graph: Graph, step: Step, lang: Language) -> str:
    i = 0 if lang == "en" else 1
    verb = say.step_verb(graph, step, lang)
    source = _SOURCE[i].format(say.role(graph, step, lang))
    return f"{_core(graph, (step.subject, verb, step.object), '', lang)}{source}"


def _claim(
    graph: Graph, claim: dict[str, Any], lang: Language, numbers: dict[str, int], imported: str
) -> str:
    """Say a claim; of an imported one there is no design to name, but where it is from."""
    i = 0 if lang == "en" else 1
    through = grammar.nouns(graph, claim["mediated_by"], lang) if claim["mediated_by"] else ""
    verb = say.verb(graph, claim["predicate"], lang)
    core = _core(graph, (claim["subject"], verb, claim["object"]), through, lang)
    told = say.listed([say.label(graph, curie, lang) for curie in say.where(claim)], lang)
    shown = [e for e in claim["evidence"] if not is_base(e)]
    designs = dict.fromkeys(e["design"] for e in shown)
    known = [imported] if imported else [say.DESIGNS[design][i] for design in designs]
    hedges = {e["hedge"] for e in claim["evidence"]}
    doubt = [] if "asserted" in hedges else [_HEDGES[hedge][i] for hedge in sorted(hedges)]
    how = say.listed([*known, *doubt], lang)
    cites = dict.fromkeys(c["reference"] for e in claim["evidence"] for c in e["cites"])
    marks = _marks(cites, numbers)
    if lang == "en":
        aside = "; ".join(filter(None, (told, how)))
        return f"{core}{f' ({aside})' if aside else ''}{' ' if marks else ''}{marks}."
    aside = ";".join(filter(None, (told, how)))
    return f"{core}{f'({aside})' if aside else ''}{marks}。"


def _core(graph: Graph, said: tuple[str, str, str], through: str, lang: Language) -> str:
    """Say who does what to whom; English names the means last, Chinese before the verb."""
    subject, obj = (grammar.noun(graph, curie, lang) for curie in (said[0], said[2]))
    if lang == "en":
        via = f" through {through}" if through else ""
        verb = grammar.agree(said[1], subject)
        return f"{grammar.capital(subject.text)} {verb} {obj.text}{via}"
    via = f"经由{through}" if through else ""
    return f"{subject.text}{via}{grammar.place(said[1], obj.text)}"


def _marks(cites: Iterable[str], numbers: dict[str, int]) -> str:
    return "".join(f"[{numbers.setdefault(cite, len(numbers) + 1)}]" for cite in cites)
