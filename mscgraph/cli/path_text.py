"""A path as a person reads it: steps with their claims, what weakens it, the references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.cli.cards import claim_line
from mscgraph.graph import say
from mscgraph.graph.evidence import Claims, is_base, is_relative
from mscgraph.graph.prose import heading, legs_of, paragraph, weakest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import Path, PathResult, Step
    from mscgraph.languages import Language

_W = {
    "score": ("score", "得分"),
    "step": ("step", "步"),
    "steps": ("steps", "步"),
    "title": ("title of", "题名"),
    "weakest": ("weakest step", "最弱一步"),
    "against": ("against it", "反面证据"),
    "refs": ("References", "参考文献"),
    "incomplete": (
        "The search was cut short; there may be more paths: narrow it with filters.",
        "检索提前结束,可能还有其他路径:请用筛选条件缩小范围。",
    ),
    "none": ("No path", "没有路径"),
    "unwalked": ("What the graph holds on both ends", "图谱中关于两端的论断"),
    "more": ("and {} more", "另有 {} 条"),
    "versus": ("compared with", "对照为"),
    "denied": ("The graph holds against it", "图谱中的反面发现"),
    "structural": ("structural", "结构性"),
    "ontology": ("ontology", "本体"),
    "belief": ("belief", "可信度"),
    "where": ("seen in", "见于"),
    "also": ("also", "另见"),
    "retracted": ("RETRACTED", "已撤稿"),
    "discrepant": ("the paper says otherwise on: {}", "原文所述不同:{}"),
}
MOST = 5
"""Claims on the very ends that are shown where there is no path."""
_TERMS = {
    "score": "得分",
    "belief": "可信度",
    "specificity": "特异度",
    "fixed factor of a structural step": "结构性步的固定系数",
    "weight of the relation": "关系权重",
    "support": "支持度",
    "cap": "上限",
    "opposition": "反对度",
    "error": "误差",
    "hedge": "语气",
    "relay": "转述",
    "scope": "引用范围",
    "manipulation": "操纵",
    "negated": "否定",
    "opposed by": "相左者",
    "its support": "其支持度",
}


def _w(key: str, lang: Language) -> str:
    return _W[key][0 if lang == "en" else 1]


def path_text(graph: Graph, result: PathResult, lang: Language, *, explain: bool = False) -> str:
    """Show an answer as text."""
    numbers: dict[str, int] = {}
    lines: list[str] = []
    for rank, path in enumerate(result.paths, 1):
        lines.append(f"{rank}. {_ends(graph, path, result.query['target'], lang)}")
        lines.extend(_path(graph, path, lang, numbers, explain=explain))
        lines.append("")
    if not result.paths:
        reason = result.reason.text[lang] if result.reason else _w("incomplete", lang)
        lines.append(f"{_w('none', lang)}: {reason}")
        unwalked = _unwalked(graph, result)
        if unwalked:
            lines.append(f"{_w('unwalked', lang)}:")
            lines.extend(_counter(graph, unwalked[:MOST], lang, numbers))
            if len(unwalked) > MOST:
                lines.append(f"     {_w('more', lang).format(len(unwalked) - MOST)}")
    elif not result.complete:
        lines.append(_w("incomplete", lang))
    shown = {ident for path in result.paths for ident in path.counter_evidence}
    rest = [ident for ident in result.counter_evidence if ident not in shown]
    if rest:
        lines.append(f"{_w('denied', lang)}:")
        lines.extend(_counter(graph, rest, lang, numbers))
    if numbers:
        lines.append(f"{_w('refs', lang)}:")
        lines.extend(f"  [{n}] {_reference(graph, ident, lang)}" for ident, n in numbers.items())
    return "\n".join(lines).rstrip() + "\n"


def _ends(graph: Graph, path: Path, asked: str, lang: Language) -> str:
    """Name the ends, and of what the target is a kind where a class was asked for."""
    ends = " → ".join(say.label(graph, end, lang) for end in (path.source, path.target))
    if path.target == asked:
        return ends
    kind = say.label(graph, asked, lang)
    return f"{ends} (a kind of {kind})" if lang == "en" else f"{ends}({kind}的一种)"


def _path(
    graph: Graph, path: Path, lang: Language, numbers: dict[str, int], *, explain: bool
) -> Iterator[str]:
    i = 0 if lang == "en" else 1
    steps = f"{path.hops} {_w('step' if path.hops == 1 else 'steps', lang)}"
    head = f"{_w('score', lang)} {say.score(path.score)}", steps, say.NET[path.sign or "?"][i]
    yield "   " + " · ".join((*head, heading(graph, path, lang)))
    yield f"   {paragraph(graph, path, lang, numbers)}"
    before: str | None = None
    for step in path.steps:
        best = step.claims[0] if step.claims else None
        yield "   " + _step(graph, step, lang)
        if best is not None and best != before:
            claim = graph.claims.get(best)
            yield from (f"        {line}" for line in _evidence(claim, lang, numbers))
        if explain and (best is None or best != before):
            yield from (f"        {line}" for line in _terms(graph, step, lang))
        before = best
    if explain:
        product = " x ".join(f"{legs[0].score:.4f}" for legs in legs_of(path.steps))
        yield f"   {_w('score', lang)} {path.score:.4f} = {product}"
    if len(path.claims) > 1:
        ends = " → ".join(say.label(graph, end, lang) for end in weakest(path))
        yield f"   {_w('weakest', lang)}: {ends} ({say.score(path.steps[path.weakest].score)})"
    if path.counter_evidence:
        yield f"   {_w('against', lang)}:"
        yield from _counter(graph, path.counter_evidence, lang, numbers)


def _step(graph: Graph, step: Step, lang: Language) -> str:
    if step.relation is not None:
        role = say.role(graph, step, lang)
        mark = f"{_w('structural', lang)}, {_w('ontology', lang)}{role}"
    else:
        sign = {"+": "+, ", "-": "-, ", "0": _w("structural", lang) + ", ", None: ""}[step.sign]
        mark = f"{sign}{_w('belief', lang)} {step.belief:.2f}"
    best = step.claims[0] if step.claims else ""
    more = f"; {_w('also', lang)} {', '.join(step.claims[1:])}" if len(step.claims) > 1 else ""
    told = ", ".join(filter(None, (mark, best + more, say.origin(step, lang))))
    return f"—{say.step_verb(graph, step, lang)}→ {say.target(graph, step, lang)}  ({told})"


def _evidence(claim: dict[str, Any], lang: Language, numbers: dict[str, int]) -> Iterator[str]:
    """Show the evidence of a claim: what is said, where, by which design, citing what."""
    for evidence in claim["evidence"]:
        marks = []
        for cite in evidence["cites"]:
            number = numbers.setdefault(cite["reference"], len(numbers) + 1)
            marks.append(f"[{number}]{_odd(cite['relay'], lang)}")
        where = f"{evidence['document']} {_place(evidence, lang)}"
        if not is_base(evidence):  # a database states it by no design
            where += f", {say.DESIGNS[evidence['design']][0 if lang == 'en' else 1]}"
        yield f"{evidence['statement'][lang]} {''.join(marks)}".rstrip()
        yield f"  ({where})"


def _odd(relay: dict[str, Any], lang: Language) -> str:
    """Say in what the cited paper says something else."""
    if relay["status"] != "discrepant":
        return ""
    return f" ({_w('discrepant', lang).format(say.aspects(relay['on'], lang))})"


def _place(evidence: dict[str, Any], lang: Language) -> str:
    """Name the place in the document: a section, or the title of a printed reference."""
    if evidence["section"] != "references":
        return f"§{evidence['section']}"
    named = (f"[{c['printed']}]" if c["printed"] else c["reference"] for c in evidence["cites"])
    return f"{_w('title', lang)} {''.join(named)}"


def _counter(
    graph: Graph, idents: tuple[str, ...] | list[str], lang: Language, numbers: dict[str, int]
) -> Iterator[str]:
    for ident in idents:
        claim = graph.claims.get(ident)
        yield f"     {claim_line(graph, claim, lang)}"
        where = say.listed([say.label(graph, curie, lang) for curie in say.where(claim)], lang)
        if where:
            yield f"       {_w('where', lang)}: {where}"
        if is_relative(claim):
            other = say.label(graph, claim["context"]["comparator"], lang)
            yield f"       {_w('versus', lang)}: {other}"
        yield from (f"       {line}" for line in _evidence(claim, lang, numbers))


def _unwalked(graph: Graph, result: PathResult) -> list[str]:
    """List what is claimed on the very ends and no path walks: comparisons, studies, relations."""
    claims = Claims(graph)
    source, target = (graph.below(graph.resolve(result.query[end])) for end in ("source", "target"))
    pairs = ((s, t) for s in source for t in target)
    return [
        record["id"]
        for s, t in pairs
        for record in claims.between(s, t)
        if record["status"] == "active" and not record["negated"]
    ]


def _terms(graph: Graph, step: Step, lang: Language) -> Iterator[str]:
    """Print the sum behind a step, term by term."""
    t = {term: term if lang == "en" else zh for term, zh in _TERMS.items()}
    yield f"{t['score']} {step.score:.4f} = {_factors(graph, step, t)}"
    for ident in step.claims:
        terms = graph.claims.get(ident)["belief_terms"]
        if terms is None:
            continue
        support = f"{t['support']} {terms['support']:.4f} ({t['cap']} {terms['cap']})"
        against = f"(1 - {t['opposition']} {terms['opposition']:.4f})"
        yield f"{ident}: {t['belief']} = {support} x {against}"
        for group in terms["groups"]:
            names = ("hedge", "relay", "scope")
            factors = " x ".join(f"{t[name]} {group[name]}" for name in names)
            yield (
                f"  {group['source']} ({group['design']}): {t['error']} {group['error']:.4f} = "
                f"(1 - (1 - {group['base_error']}) x {factors}) "
                f"x {t['manipulation']} {group['manipulation']} + {t['negated']} {group['negated']}"
            )
        for other, weight in terms["opposed_by"].items():
            held = graph.claims.get(other)["belief_terms"]["support"]
            yield f"  {t['opposed by']} {other} x {weight} ({t['its support']} {held:.4f})"


def _factors(graph: Graph, step: Step, t: dict[str, str]) -> str:
    """Print what is multiplied to the score of a step; a weight of 1 goes without saying."""
    from mscgraph.kb.belief import TABLE

    factor = f"{t['specificity']} {step.specificity:.4f}"
    if step.structural:
        factor = f"{t['fixed factor of a structural step']} {TABLE.structural}"
    weight = graph.predicates.get(say.walked(graph, step)["predicate"])["weight"]
    more = f" x {t['weight of the relation']} {weight}" if float(weight) != 1 else ""
    return f"{t['belief']} {step.belief:.4f} x {factor}{more}"


def _reference(graph: Graph, ident: str, lang: Language) -> str:
    r = graph.references.get(ident)
    if r["title"] == ident:
        return ident  # an imported graph knows no more of a paper
    authors = ", ".join(r["authors"]) + (" et al." if r["et_al"] else "")
    place = " ".join(filter(None, (r["container"], r["year"])))
    volume = f";{r['volume']}" if r["volume"] else ""
    pages = f":{r['pages']}" if r["pages"] else ""
    link = f" https://doi.org/{r['doi']}" if r["doi"] else ""
    gone = f" {_w('retracted', lang)}" if r["retracted"] else ""
    return f"{authors} {r['title']}. {place}{volume}{pages}.{link}{gone}"
