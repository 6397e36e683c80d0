"""The parts of a graph, as counts name them, in both languages."""

from __future__ import annotations

_CHINESE = {
    "prefixes": ("个", "前缀"),
    "types": ("个", "类别"),
    "predicates": ("个", "谓词"),
    "entities": ("个", "实体"),
    "documents": ("篇", "文献"),
    "references": ("条", "参考文献"),
    "studies": ("项", "研究"),
    "claims": ("个", "论断"),
    "mechanisms": ("个", "机制"),
    "omissions": ("处", "略去"),
    "evidence": ("条", "证据"),
    "anchors": ("个", "锚点"),
    "numbers": ("个", "数字"),
    "names": ("个", "名称"),
    "citations": ("处", "引用"),
    "entries": ("条", "文献条目"),
    "files": ("个", "文件"),
    "items": ("条", "记录"),
}
"""Measure word and noun; a part that is not here keeps its English name."""


def part_label(part: str, lang: str) -> str:
    """Name a part."""
    return part if lang == "en" else _CHINESE.get(part, ("", part))[1]


def counted(part: str, count: int, lang: str) -> str:
    """Name a part with its number."""
    measure, noun = ("", part) if lang == "en" else _CHINESE.get(part, ("", part))
    return f"{count:,} {measure}{noun}"
