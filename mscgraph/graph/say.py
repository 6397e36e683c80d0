"""Entities, relations, paths and reasons in words, English and Chinese, from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph.languages import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mscgraph.compiled.graph import Graph, Origin
    from mscgraph.graph.query import Step

_WHERE = (
    "species",
    "model",
    "disease",
    "cell",
    "tissue",
    "condition",
    "route",
    "co_intervention",
)
"""Keys of a context that name entities, in the order in which they are read."""
_THROUGH: dict[Language, str] = {"en": "acts through", "zh-Hans": "经由"}


class Told(NamedTuple):
    """How a path came about, in the heading and in the paragraph, English and Chinese."""

    heading: tuple[str, str]
    sentence: tuple[str, str]


DESIGNS: dict[str, tuple[str, str]] = {
    "in_vitro": ("in vitro", "体外研究"),
    "ex_vivo": ("ex vivo", "离体研究"),
    "animal": ("animal study", "动物研究"),
    "cadaver": ("cadaver study", "尸体研究"),
    "case_report": ("case report", "病例报告"),
    "case_series": ("case series", "病例系列"),
    "cohort": ("cohort", "队列研究"),
    "clinical_trial": ("clinical trial", "临床试验"),
    "rct": ("randomized trial", "随机试验"),
    "systematic_review": ("systematic review", "系统评价"),
    "meta_analysis": ("meta-analysis", "荟萃分析"),
    "review_statement": ("a review's statement", "综述所述"),
}
"""Designs in English and Chinese; every text and picture takes them from here."""
_ORIGINS: dict[Origin, tuple[str, str]] = {
    "curated": ("curated", "本图谱"),
    "imported": ("imported", "导入图谱"),
}

ACCOUNTS: dict[str, Told] = {
    "reported": Told(
        ("reported: one study shows it whole", "已报道:同一研究完整显示"),
        ("One study reports this whole.", "以上由同一研究完整报道。"),
    ),
    "misreported": Told(
        (
            "reported, but the study that is cited says something else",
            "已报道,但所引研究所述不同",
        ),
        (
            "The document says that one study reports this, but the study says something else.",
            "文献称以上出自同一研究,但该研究所述不同。",
        ),
    ),
    "one study, joined": Told(
        (
            "one study: one paper has every step, and the document joins them",
            "同一研究:各步出自同一论文,由文献串联",
        ),
        (
            "One paper{} is cited for every step, and the document joins them.",
            "各步均引自同一论文{},并由文献串联。",
        ),
    ),
    "one study": Told(
        (
            "one study: one paper has every step, the chain is ours",
            "同一研究:各步出自同一论文,链条由图谱连接",
        ),
        (
            "One paper{} is cited for every step; the chain is ours.",
            "各步均引自同一论文{},链条由图谱连接。",
        ),
    ),
    "one review, joined": Told(
        ("one review: one document tells it whole", "同一综述:同一文献完整叙述"),
        ("One document tells this whole.", "以上由同一文献完整叙述。"),
    ),
    "one review": Told(
        (
            "one review: one document has every step, the chain is ours",
            "同一综述:各步出自同一文献,链条由图谱连接",
        ),
        (
            "One document has every step; the chain is ours.",
            "各步出自同一文献,链条由图谱连接。",
        ),
    ),
    "database": Told(
        ("a database or an ontology states it", "仅据数据库或本体"),
        ("A database or an ontology states it.", "以上仅据数据库或本体。"),
    ),
    "stitched": Told(
        ("HYPOTHESIS: stitched from several studies", "假说:由多项研究拼接"),
        (
            "This is a hypothesis: no document here joins these steps.",
            "此为假说:所收文献均未将这些步骤串联。",
        ),
    ),
}
"""How a path came about; the text and the picture take it from here."""
ASPECTS: dict[str, tuple[str, str]] = {
    "subject": ("subject", "主体"),
    "object": ("object", "客体"),
    "sign": ("sign", "符号"),
    "model": ("model", "模型"),
    "dose": ("dose", "剂量"),
    "number": ("number", "数值"),
    "significance": ("significance", "显著性"),
}
"""In what a cited paper says something else than the document that cites it."""
NET: dict[str, tuple[str, str]] = {
    "+": ("net +: more of the source, more of the target", "净符号 +:来源增强,目标增强"),
    "-": ("net -: more of the source, less of the target", "净符号 -:来源增强,目标减弱"),
    "?": ("net sign not determinable", "净符号无法确定"),
    "0": ("structural throughout", "全为结构性"),
}

_SHORT: dict[str, tuple[str, str]] = {
    "not +": ("not +", "未增"),
    "not -": ("not -", "未减"),
    "no effect": ("no effect", "无影响"),
    "patients": ("patients", "患者"),
    "animals": ("animals", "动物"),
    "in_vitro": ("in vitro", "体外"),
    "review": ("a review says so", "综述所述"),
    "stitched": ("only stitched", "仅可拼接"),
    "supposed": ("only supposed", "仅为推测"),
    "none": ("not at all", "无"),
    "reported": ("reported", "已报道"),
    "one study": ("one study", "同一研究"),
    "one review": ("one review", "同一综述"),
}
SUMMARY: dict[str, dict[str, str]] = {
    "best_path": {"en": "best path", "zh-Hans": "最佳路径"},
    "effect": {"en": "effect", "zh-Hans": "作用"},
    "claims": {"en": "claims", "zh-Hans": "论断数"},
    "references": {"en": "references", "zh-Hans": "参考文献"},
    "counter_evidence": {"en": "claims against it", "zh-Hans": "反面论断"},
    "complications": {"en": "complications", "zh-Hans": "并发症"},
    "shared_mediators": {"en": "shared mediators", "zh-Hans": "共有中介"},
    "own_mediators": {"en": "mediators of its own", "zh-Hans": "独有中介"},
}
"""The lines of a comparison in sum."""


def score(value: float) -> str:
    """Write a score with three digits; a small one as a power of ten, never as nothing."""
    return f"{value:.3f}" if value == 0 or value >= 0.0005 else f"{value:.1e}"


def short(word: str, lang: Language) -> str:
    """Say an effective sign, a level or a standing in a word or two."""
    return _SHORT.get(word, (word, word))[lang != "en"]


ROLES: dict[str, tuple[str, str]] = {
    "numerator": ("numerator", "分子"),
    "denominator": ("denominator", "分母"),
    "activator": ("activator", "激活成分"),
    "effector": ("effector", "效应成分"),
    "inhibitor": ("inhibitor", "抑制成分"),
    "increases": ("more of it", "使其增多"),
    "decreases": ("less of it", "使其减少"),
}
"""Roles of a relation that give it its sign; one that is not stated needs no word."""


def role(graph: Graph, step: Step, lang: Language) -> str:
    """Say the role on which the sign of an ontology's relation rests, after a colon."""
    word = ROLES.get(walked(graph, step)["role"] or "")
    return f": {word[0 if lang == 'en' else 1]}" if word else ""


def label(graph: Graph, curie: str, lang: Language) -> str:
    """Give the label of an entity; the id itself where the graph does not hold it."""
    record = graph.entities.get(curie)
    return str(record["label"][lang]) if record else curie


def verb(graph: Graph, predicate: str, lang: Language, *, inverse: bool = False) -> str:
    """Give the label of a predicate, or of its inverse."""
    record = graph.predicates.get(predicate)
    said = (record["inverse_label"] if inverse else None) or record["label"]
    return str(said[lang])


def step_verb(graph: Graph, step: Step, lang: Language) -> str:
    """Say what the subject of a step does to its object, also by a mediator or backwards."""
    record = walked(graph, step)
    if step.object in record.get("mediated_by", ()):
        return _THROUGH[lang]
    inverse = step.subject == record["object"] and step.object == record["subject"]
    return verb(graph, record["predicate"], lang, inverse=inverse)


def walked(graph: Graph, step: Step) -> dict[str, Any]:
    """Give the record of the best claim of a step, or of the ontology's relation."""
    if step.relation is not None:
        relation: dict[str, Any] = graph.relations.get(step.relation)
        return relation
    claim: dict[str, Any] = graph.claims.get(step.claims[0])
    return claim


def origin(step: Step, lang: Language) -> str:
    """Say which of two joined graphs a step is from; nothing where there is but one."""
    return "" if step.graph is None else _ORIGINS[step.graph][0 if lang == "en" else 1]


def chain(graph: Graph, steps: Sequence[Step]) -> dict[str, str]:
    """Say steps as one line in each language: entity, relation, entity, and so on."""
    return {lang: _chain(graph, steps, lang) for lang in LANGUAGES}


def target(graph: Graph, step: Step, lang: Language) -> str:
    """Name the object of a step, and the other mediators that share its place.

    Also those that are classes without a named member, which a path does not go through.
    """
    named = list(step.mediators) or [step.object]
    if step.mediators and step.claims:
        told = graph.claims.get(step.claims[0])["mediated_by"]
        named = [c for c in told if c in named or graph.entities.get(c).get("unspecified")]
    return listed([label(graph, c, lang) for c in named], lang)


def aspects(names: Iterable[str], lang: Language) -> str:
    """Name in what a paper says something else."""
    return listed([ASPECTS[name][lang != "en"] for name in names], lang)


def listed(labels: Sequence[str], lang: Language) -> str:
    """Name several things one after the other; it leaves open whether they are one chain."""
    return (", " if lang == "en" else "、").join(labels)


def where(claim: dict[str, Any]) -> list[str]:
    """List where and with what an effect was seen: the ids of its context, each once."""
    found = (claim["context"].get(key) for key in _WHERE)
    return list(dict.fromkeys(curie for curie in found if curie))


def _chain(graph: Graph, steps: Sequence[Step], lang: Language) -> str:
    said = (f"—{step_verb(graph, step, lang)}→ {target(graph, step, lang)}" for step in steps)
    return " ".join((label(graph, steps[0].subject, lang), *said))


def same_end(source: Mapping[str, Any], target: Mapping[str, Any]) -> dict[str, str]:
    """Say that the target is the source, or one of those that the source stands for.

    Args:
        source: record of the entity that was asked for as source.
        target: likewise, the source itself or an entity below it.
    """
    curie, end, group = target["id"], target["label"], source["label"]
    if curie == source["id"]:
        en, zh = f"both ends are {end['en']}", f"两端同为{end['zh-Hans']}"
    else:
        en = f"{end['en']} is a kind of {group['en']}, and so one of the sources"
        zh = f"{end['zh-Hans']}属于{group['zh-Hans']},本身即在来源之中"
    return {
        "en": f"{en}: name another end, or see mscgraph show {curie} for what it is and "
        f"mscgraph claims --about {curie} for what is known of it",
        "zh-Hans": f"{zh}:请另选一端,或用 mscgraph show {curie} 查看该实体,"
        f"用 mscgraph claims --about {curie} 查看相关论断",
    }


def no_route(
    products: Sequence[dict[str, str]], broader: Sequence[dict[str, str]] = ()
) -> dict[str, str]:
    """Say that the graph has no chain of claims between the two.

    Args:
        products: labels of what is derived from the source and does have one.
        broader: labels of the classes of the source of which claims speak that do have one.
    """
    en = "no chain of claims leads from the one to the other, whatever its length and sign"
    zh = "两者之间没有任何论断链相连,无论长度与符号"
    if products:
        en += "; there is one from " + ", ".join(label["en"] for label in products)
        en += ", which is derived from it: ask for that"
        zh += ";其衍生物" + "、".join(label["zh-Hans"] for label in products)
        zh += "则有:请改用后者"
    return _with_broader({"en": en, "zh-Hans": zh}, broader)


def _with_broader(text: dict[str, str], broader: Sequence[dict[str, str]]) -> dict[str, str]:
    """Point to the class of which claims do speak; what is told of it is not told of its kinds."""
    if not broader:
        return text
    en = ", ".join(label["en"] for label in broader)
    zh = "、".join(label["zh-Hans"] for label in broader)
    return {
        "en": f"{text['en']}; {en}, of which it is a kind, does have one: ask for that",
        "zh-Hans": f"{text['zh-Hans']};其上位概念{zh}则有:请改用后者",
    }


def too_few_hops(asked: int, needed: int) -> dict[str, str]:
    """Say that a longer path exists."""
    return {
        "en": f"none has at most {asked} steps, but one has {needed}: try --max-hops {needed}",
        "zh-Hans": f"{asked} 步以内没有路径,但 {needed} 步时有:请试 --max-hops {needed}",
    }


def sign_mismatch(sign: str) -> dict[str, str]:
    """Say that only paths of another sign exist."""
    return {
        "en": f"there are paths, but none whose signs multiply to {sign}: leave out --sign",
        "zh-Hans": f"有路径,但没有净符号为 {sign} 的:请去掉 --sign",
    }


_OPENS = {
    "hypotheses": ("walks also what a document only supposes", "也走仅为推测的论断"),
    "through_products": (
        "walks on from what attracts a cell to all that the cell does",
        "由趋化某细胞者继续走到该细胞的一切作用",
    ),
    "sign": ("walks also relations without a direction", "也走没有方向的关系"),
}


def only_with(name: str, value: object, broader: Sequence[dict[str, str]] = ()) -> dict[str, str]:
    """Say which option opens a way that is closed by default, and what it lets in."""
    option = "--" + name.replace("_", "-") + ("" if value is True else f" {value}")
    en, zh = _OPENS[name]
    text = {
        "en": f"there is one only with {option}, which {en}",
        "zh-Hans": f"只有加上 {option} 时才有:该选项{zh}",
    }
    return _with_broader(text, broader)


def filtered(name: str) -> dict[str, str]:
    """Say which filter removed the last path."""
    if name == "filters":
        en, zh = "the filters together", "各筛选条件合起来"
    else:
        en = zh = "--" + name.replace("_", "-")
    return {
        "en": f"{en} removed the last path: widen or drop it",
        "zh-Hans": f"{zh} 排除了最后一条路径:请放宽或去掉",
    }
