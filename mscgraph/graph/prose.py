"""A path as a short paragraph: who acts on whom, in which model, by which design, how sure.

Every word comes from the claims, the entities and the predicates; only the joints stand here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.graph import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import Path, Standing, Step
    from mscgraph.languages import Language

_STANDING: dict[Standing, tuple[str, str]] = {
    "reported": ("One study reports this whole.", "以上由同一研究完整报道。"),
    "one study": (
        "One paper has every step, but does not join them.",
        "各步出自同一论文,但论文并未将其串联。",
    ),
    "one review": ("One document has every step.", "各步出自同一文献。"),
    "stitched": (
        "This is a hypothesis: the steps come from studies that nobody has joined.",
        "此为假说:各步来自未被串联的不同研究。",
    ),
}
_EFFECTS = {
    "beneficial": ("In sum it is of benefit.", "总体有益。"),
    "harmful": ("In sum it does harm.", "总体有害。"),
}
_ONTOLOGY = ("by the ontology", "据本体")
_HEDGES = {"suggested": ("suggested", "提示"), "hypothesised": ("supposed", "推测")}
_WHERE = ("species", "model", "disease", "cell", "tissue", "route")


def paragraph(graph: Graph, path: Path, lang: Language, numbers: dict[str, int]) -> str:
    """Say a path as one paragraph with numbered citations.

    Args:
        graph: the graph.
        path: the path.
        lang: its language.
        numbers: number of each reference so far; new ones are added in the order of their use.
    """
    i = 0 if lang == "en" else 1
    parts = [*_sentences(graph, path.steps, lang, numbers), _STANDING[path.standing][i]]
    if path.effect is not None:
        parts.append(_EFFECTS[path.effect][i])
    if len(path.claims) > 1:
        weak = path.steps[path.weakest]
        ends = [say.label(graph, end, lang) for end in (weak.subject, weak.object)]
        parts.append(
            f"Its weakest step is from {ends[0]} to {ends[1]}."
            if lang == "en"
            else f"最弱一步为{ends[0]}至{ends[1]}。"
        )
    if path.counter_evidence:
        count = len(path.counter_evidence)
        parts.append(
            f"{count} claim{'s stand' if count > 1 else ' stands'} against it."
            if lang == "en"
            else f"有 {count} 条论断与之相左。"
        )
    return (" " if lang == "en" else "").join(parts)


def _sentences(
    graph: Graph, steps: Sequence[Step], lang: Language, numbers: dict[str, int]
) -> Iterator[str]:
    """Yield one sentence per claim or relation; a mediated claim is one, not two."""
    before: str | None = None
    for step in steps:
        best = step.claims[0] if step.claims else None
        if best is not None and best == before:
            continue
        before = best
        record = say.walked(graph, step)
        if best is None:
            yield _relation(graph, step, lang)
        else:
            imported = say.origin(step, lang) if step.graph == "imported" else ""
            yield _claim(graph, record, lang, numbers, imported)


def _relation(graph: Graph, step: Step, lang: Language) -> str:
    subject, obj = (say.label(graph, end, lang) for end in (step.subject, step.object))
    verb = say.step_verb(graph, step, lang)
    if lang == "en":
        return f"{_capital(subject)} {verb} {obj} ({_ONTOLOGY[0]})."
    return f"{subject}{verb}{obj}({_ONTOLOGY[1]})。"


def _claim(
    graph: Graph, claim: dict[str, Any], lang: Language, numbers: dict[str, int], imported: str
) -> str:
    """Say a claim; of an imported one there is no design to name, but where it is from."""
    i = 0 if lang == "en" else 1
    subject, obj = (say.label(graph, claim[end], lang) for end in ("subject", "object"))
    verb = say.verb(graph, claim["predicate"], lang)
    through = [say.label(graph, mediator, lang) for mediator in claim["mediated_by"]]
    where = [say.label(graph, v, lang) for v in map(claim["context"].get, _WHERE) if v]
    shown = dict.fromkeys(e["design"] for e in claim["evidence"])
    designs = [imported] if imported else [say.DESIGNS[design][i] for design in shown]
    hedges = {e["hedge"] for e in claim["evidence"]}
    doubt = [] if "asserted" in hedges else [_HEDGES[hedge][i] for hedge in sorted(hedges)]
    cites = dict.fromkeys(c["reference"] for e in claim["evidence"] for c in e["cites"])
    marks = "".join(f"[{numbers.setdefault(cite, len(numbers) + 1)}]" for cite in cites)
    if lang == "en":
        via = f" through {say.listed(through, lang)}" if through else ""
        told = "; ".join(filter(None, (", ".join(where), ", ".join([*designs, *doubt]))))
        return f"{_capital(subject)} {verb} {obj}{via} ({told}){' ' if marks else ''}{marks}."
    via = f"经由{say.listed(through, lang)}" if through else ""
    told = ";".join(filter(None, ("、".join(where), "、".join([*designs, *doubt]))))
    return f"{subject}{via}{verb}{obj}({told}){marks}。"


def _capital(text: str) -> str:
    """Begin a sentence, but never change a name such as miR-29a or p-STAT3."""
    word = text.split(" ", 1)[0]
    return text[0].upper() + text[1:] if word.isalpha() and word.islower() else text
