"""Write the report on the corpus, docs/corpus.md and docs/corpus.zh.md; ``--check`` compares.

What the graph holds by document, kind, design, hedge and relay, what of it is proven, and the
citation audit. Everything is counted off the data; nothing is written by hand.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import mscgraph
from mscgraph.kb.audit import KINDS, audit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mscgraph import KnowledgeBase
    from mscgraph.languages import Language

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # as a script too, a tool finds the others

from tools.fresh import keep  # noqa: E402 - after the path above

FILES: dict[Language, str] = {"en": "docs/corpus.md", "zh-Hans": "docs/corpus.zh.md"}

_WORDS = {
    "title": ("What the corpus holds", "语料概况"),
    "made": (
        "Made from the data by `python tools/corpus.py`; do not edit.",
        "由 `python tools/corpus.py` 自数据生成,请勿手改。",
    ),
    "by_document": ("By document", "按文献"),
    "document": ("document", "文献"),
    "claims": ("claims", "论断"),
    "denied": ("denied", "否定"),
    "evidence": ("evidence", "证据"),
    "references": ("references", "参考文献"),
    "studies": ("studies", "研究"),
    "mechanisms": ("mechanisms", "机制"),
    "left_out": ("sentences left out", "未立论断之句"),
    "all": ("all", "合计"),
    "entities": ("Entities by kind", "实体(按类别)"),
    "predicates": ("Claims by relation", "论断(按关系)"),
    "design": ("Evidence by design", "证据(按设计)"),
    "hedge": ("Evidence by hedge", "证据(按语气)"),
    "relay": ("Citations by relay", "引用(按转述)"),
    "identifiers": ("References by what is known of their identifiers", "参考文献(按标识核实情况)"),
    "audit": ("Citation audit", "引文审查"),
    "kind": ("kind", "类别"),
    "number": ("number", "数量"),
    "printed": ("printed", "原文编号"),
    "what": ("what", "内容"),
    "on": ("aspect", "所涉方面"),
    "standing": ("claims on it", "所涉论断"),
    "retracted": ("retracted", "已撤稿"),
    "misnumbered": ("misnumbered", "编号有误"),
    "duplicated": ("duplicated", "重复"),
    "discrepant": ("discrepant", "转述不符"),
}


def _w(key: str, lang: Language) -> str:
    return _WORDS[key][0 if lang == "en" else 1]


def report(kb: KnowledgeBase, lang: Language) -> str:
    """Give the whole report in one language."""
    lines = [f"# {_w('title', lang)}", "", _w("made", lang), ""]
    lines.extend((f"## {_w('by_document', lang)}", "", *_by_document(kb, lang), ""))
    evidence = [e for claim in kb.active_claims for e in claim.evidence]
    cites = [cite for e in evidence for cite in e.cites]
    kinds = Counter(kb.types[e.type].label[lang] for e in kb.entities.values())
    verbs = Counter(kb.predicates[claim.predicate].label[lang] for claim in kb.active_claims)
    for key, counter in (
        ("entities", kinds),
        ("predicates", verbs),
        ("design", Counter(e.design for e in evidence)),
        ("hedge", Counter(e.hedge for e in evidence)),
        ("relay", Counter(cite.relay.status for cite in cites)),
        ("identifiers", Counter(r.identifiers for r in kb.references.values())),
    ):
        rows = sorted(counter.items(), key=lambda pair: (-pair[1], pair[0]))
        head = (_w("kind", lang), _w("number", lang))
        lines.extend((f"## {_w(key, lang)}", "", *_table(head, rows), ""))
    lines.extend((f"## {_w('audit', lang)}", "", *_audit(kb, lang)))
    return "\n".join(lines) + "\n"


def _by_document(kb: KnowledgeBase, lang: Language) -> Iterator[str]:
    keys = ("claims", "denied", "evidence", "references", "studies", "mechanisms", "left_out")
    rows = []
    for document in kb.documents.values():
        ident = document.id
        own = [c for c in kb.active_claims if any(e.document == ident for e in c.evidence)]
        rows.append(
            (
                document.label[lang],
                len(own),
                sum(claim.negated for claim in own),
                sum(e.document == ident for claim in own for e in claim.evidence),
                len(document.bibliography),
                sum(study.document == ident for study in kb.studies.values()),
                sum(mechanism.document == ident for mechanism in kb.mechanisms.values()),
                sum(omission.document == ident for omission in kb.omissions.values()),
            )
        )
    total = (
        _w("all", lang),
        len(kb.active_claims),
        sum(claim.negated for claim in kb.active_claims),
        sum(len(claim.evidence) for claim in kb.active_claims),
        len(kb.references),
        len(kb.studies),
        len(kb.mechanisms),
        len(kb.omissions),
    )
    yield from _table((_w("document", lang), *(_w(key, lang) for key in keys)), [*rows, total])


def _audit(kb: KnowledgeBase, lang: Language) -> Iterator[str]:
    entries = audit(kb)
    counts = Counter(entry.kind for entry in entries)
    yield ", ".join(f"{counts[kind]} {_w(kind, lang)}" for kind in KINDS)
    yield ""
    head = ("document", "references", "printed", "kind", "on", "standing", "what")
    rows = [
        (
            entry.document,
            entry.reference,
            entry.printed,
            _w(entry.kind, lang),
            ", ".join(entry.on),
            len(entry.claims),
            entry.text[lang].replace("|", "/"),
        )
        for entry in entries
    ]
    yield from _table([_w(key, lang) for key in head], rows)


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    names = list(head)
    yield f"| {' | '.join(names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"


def main(arguments: list[str]) -> int:
    """Write the reports, or say that they are stale."""
    kb = mscgraph.load(ROOT)
    return keep(ROOT, {name: report(kb, lang) for lang, name in FILES.items()}, "corpus", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
