"""A path as a short paragraph: who acts on whom, in which model, by which design, how sure.

Every word comes from the claims, the entities and the predicates; only the joints stand here.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from mscgraph.graph import grammar, say
from mscgraph.graph.evidence import Claims, account_of, elsewhere, is_base, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import Path, Step
    from mscgraph.languages import Language


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
_DIFFERS = (
    "Between the document and a study that it cites there is a difference in: {}.",
    "文献与所引研究有出入:{}。",
)
_WEAKEST = ("Its weakest step is from {} to {}.", "最弱一步为{}至{}。")
_AGAINST = ("{} {} against it.", "有 {} 条论断与之相左。")
_ELSEWHERE = ("{} {} against it in another setting.", "有 {} 条论断在其他情境下与之相左。")
_SOURCE = (" (by the ontology{}).", "(据本体{})。")
_HEDGES = {"suggested": ("suggested", "提示"), "hypothesised": ("supposed", "推测")}


def heading(graph: Graph, path: Path, lang: Language) -> str:
    """Say in half a line how a path came about."""
    account, _ = account_of(Claims(graph), path)
    return say.ACCOUNTS[account].heading[lang != "en"]


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
    legs = next(legs for legs in legs_of(path.steps) if any(leg is step for leg in legs))
    return legs[0].subject, legs[-1].object


def _verdict(graph: Graph, path: Path, lang: Language, numbers: dict[str, int]) -> Iterator[str]:
    """Yield who says it, what it means, where it is weak and what speaks against it."""
    i = 0 if lang == "en" else 1
    claims = Claims(graph)
    account, papers = account_of(claims, path)
    marks = _marks(papers, numbers)
    yield say.ACCOUNTS[account].sentence[i].format(f" {marks}" if marks and lang == "en" else marks)
    differs = claims.aspects(path.claims) if account == "reported" else ()
    if differs:
        yield _DIFFERS[i].format(say.aspects(differs, lang))
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


def legs_of(steps: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
    """Yield the steps of each claim or relation: two where it is mediated."""
    for _, legs in groupby(steps, lambda step: step.claims[:1] or step.relation):
        yield tuple(legs)


def _sentences(
    graph: Graph, steps: Sequence[Step], lang: Language, numbers: dict[str, int]
) -> Iterator[str]:
    """Yield one sentence per claim or relation; a mediated claim is one, not two."""
    for legs in legs_of(steps):
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
