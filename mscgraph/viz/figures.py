"""Figures, manipulations and studies of an evidence as lines of text in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.viz.links import pair
from mscgraph.viz.words import closed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mscgraph.viz.words import Pair

    Record = Mapping[str, Any]


def result_line(result: Record, study: Record | None) -> Pair:
    """Tell one printed figure: measure, arms, spread, time, significance."""
    arms = {arm["id"]: pair(arm["what"]) for arm in study["arms"]} if study else {}
    measure = pair(result["measure"])
    said = [_value(result, arms, language) for language in (0, 1)]
    more = list(_more(result))
    en = "; ".join(filter(None, (said[0], *(text[0] for text in more))))
    zh = ";".join(filter(None, (said[1], *(text[1] for text in more))))
    return f"{measure[0]}: {en}", f"{measure[1]}:{zh}"


def _value(result: Record, arms: Mapping[str, Pair], language: int) -> str:
    """Give the figure of an arm and that of the arm compared with it."""
    one = _figure(result["value"], result["spread"], result["unit"])
    if result["range"]:
        one = f"{one} ({result['range']})" if one else f"{result['range']} {result['unit']}".strip()
    two = _figure(result["comparator_value"], result["comparator_spread"], result["unit"])
    arm = arms.get(result["arm"], (result["arm"],) * 2)[language]
    other = arms.get(result["comparator"], (result["comparator"],) * 2)[language]
    versus = f"{('vs', '对比')[language]} {' '.join(filter(None, (two, _bracket(other))))}"
    return " ".join(filter(None, (one, _bracket(arm), versus if two or other else "")))


def _bracket(text: str) -> str:
    return f"[{text}]" if text else ""


def _figure(value: str, spread: str, unit: str) -> str:
    spread = f" ± {spread}" if spread else ""
    if not value:
        return ""
    return f"{value}{spread}{unit}" if unit == "%" else f"{value}{spread} {unit}".rstrip()


def _more(result: Record) -> Iterator[Pair]:
    if result["direction"]:
        yield closed("direction", result["direction"])
    if result["significance"] != "unstated":
        yield closed("significance", result["significance"])
    for key, en, zh in (
        ("p", "", ""),
        ("baseline", "baseline ", "基线 "),
        ("timepoint", "at ", "时间点 "),
        ("n", "n = ", "n = "),
    ):
        if result[key]:
            yield f"{en}{result[key]}", f"{zh}{result[key]}"
    if result["derived"]:
        yield "computed, not printed", "由图谱计算,原文未印"
    if result["note"]:
        yield result["note"], result["note"]


def manipulation_line(change: Record, label: Callable[[str], Pair]) -> Pair:
    """Tell what was taken away or added, and what became of the effect."""
    kind, effect = closed("manipulation", change["kind"]), closed("outcome", change["effect"])
    of = label(change["of"])
    agent = label(change["with"]) if change["with"] else None
    en = f"{kind[0]} of {of[0]}" + (f" with {agent[0]}" if agent else "")
    zh = (f"用{agent[1]}" if agent else "") + f"{kind[1]}{of[1]}"
    return f"{en}: {effect[0]}", f"{zh}:{effect[1]}"


def study_line(study: Record) -> Pair:
    """Tell of which study an evidence is: its name, size, follow-up and blinding."""
    name = pair(study["label"])
    facts: list[Pair] = []
    if study["population"]:
        facts.append(pair(study["population"]))
    if study["n"]:
        facts.append((f"n = {study['n']}", f"n = {study['n']}"))
    if study["follow_up"]:
        facts.append((f"follow-up {study['follow_up']}", f"随访 {study['follow_up']}"))
    if study["blinding"]:
        blinding = {"open": "开放", "single": "单盲", "double": "双盲"}[study["blinding"]]
        facts.append((f"{study['blinding']} blinding", blinding))
    return _joined(name, facts)


def _joined(name: Pair, facts: Sequence[Pair]) -> Pair:
    if not facts:
        return name
    return (
        f"{name[0]} ({', '.join(fact[0] for fact in facts)})",
        f"{name[1]}({','.join(fact[1] for fact in facts)})",
    )
