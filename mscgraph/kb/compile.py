"""Compile a knowledge base into the form that every command reads.

Degrees, beliefs and costs are computed here, once, over the whole graph and before any filter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mscgraph.compiled import layout
from mscgraph.compiled.write import Sections
from mscgraph.kb.belief import TABLE
from mscgraph.kb.opposition import is_relative
from mscgraph.kb.records import SCHEMA_VERSION, all_records
from mscgraph.terms import STRUCTURAL, fold, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase

_WALK_FLAGS = {
    "yes": 0,
    "last_step": layout.LAST_STEP,
    "sign_any": layout.SIGN_ANY,
    "role_effector": 0,
}


@dataclass(frozen=True, slots=True)
class Arc:
    """One direction in which a path may walk a claim or a relation."""

    source: int
    target: int
    via: int
    sign: int
    flags: int
    predicate: int
    record: int
    """Index of the claim, or past the claims, of the relation."""
    belief: float
    specificity: float
    probability: float


def compile_kb(kb: KnowledgeBase, data_version: str) -> bytes:
    """Give the bytes of the compiled graph (:mod:`mscgraph.compiled.layout`)."""
    records = all_records(kb)
    relations = dict(_relations(kb))
    sections = Sections()
    for name, part in records.items():
        sections.table(name, part)
    sections.table("relations", relations)
    index = {curie: i for i, curie in enumerate(sorted(records["entities"]))}
    kinds = {kind: i for i, kind in enumerate(sorted(records["types"]))}
    _put_entities(sections, kb, index, kinds)
    _put_names(sections, kb, index)
    _put_arcs(sections, len(index), sorted(_arcs(kb, records["claims"], relations, index), key=_arc_order))
    meta = {
        "schema_version": SCHEMA_VERSION,
        "data_version": data_version,
        "content_hash": kb.content_hash,
        "counts": {**kb.counts, "evidence": sum(len(c.evidence) for c in kb.claims.values())},
    }
    return sections.assemble("curated", meta)


def _put_entities(
    sections: Sections, kb: KnowledgeBase, index: Mapping[str, int], kinds: Mapping[str, int]
) -> None:
    entities = [kb.entities[curie] for curie in sorted(index)]
    sections.numbers("entity.type", "B", [kinds[entity.type] for entity in entities])
    sections.numbers("entity.flags", "B", [_entity_flags(kb, entity) for entity in entities])
    below: list[list[int]] = [[] for _ in entities]
    for entity in entities:
        for parent in entity.parents:
            below[index[parent]].append(index[entity.id])
    sections.numbers("below.at", "I", _starts(below))
    sections.numbers("below.entity", "I", [child for children in below for child in sorted(children)])
    good = [kb.signs.good_direction(entity.id) or 0 for entity in entities]
    sections.numbers("entity.good", "b", good)
    claims = sorted(kb.claims)
    for end in ("subject", "object"):
        about: list[list[int]] = [[] for _ in entities]
        for number, ident in enumerate(claims):
            about[index[getattr(kb.claims[ident], end)]].append(number)
        sections.numbers(f"as_{end}.at", "I", _starts(about))
        sections.numbers(f"as_{end}.claim", "I", [number for group in about for number in group])


def _entity_flags(kb: KnowledgeBase, entity: model.Entity) -> int:
    ends_only = layout.ENDS_ONLY if kb.types[entity.type].ends_only else 0
    return ends_only | (layout.UNSPECIFIED if entity.unspecified else 0)


def _put_names(sections: Sections, kb: KnowledgeBase, index: Mapping[str, int]) -> None:
    """Put the folded names, sorted, each with its entity and its spelling."""
    rows: list[tuple[str, int, int, str]] = []
    for curie, i in index.items():
        entity = kb.entities[curie]
        target = index.get(entity.replaced_by or "", i)
        rows.append((fold(curie), target, 0, curie))
        for rank, (name, _) in enumerate(names_of(entity)):
            rows.append((fold(name), target, min(rank + 1, 255), name))
    rows = sorted(set(rows))
    sections.strings("name.folded", [row[0] for row in rows])
    sections.strings("name.shown", [row[3] for row in rows])
    sections.numbers("name.entity", "I", [row[1] for row in rows])
    sections.numbers("name.rank", "B", [row[2] for row in rows])


def _put_arcs(sections: Sections, count: int, arcs: list[Arc]) -> None:
    out: list[list[int]] = [[] for _ in range(count)]
    back: list[list[int]] = [[] for _ in range(count)]
    for i, arc in enumerate(arcs):
        out[arc.source].append(i)
        back[arc.target].append(i)
    sections.numbers("out.at", "I", _starts(out))
    sections.numbers("in.at", "I", _starts(back))
    sections.numbers("in.arc", "I", [i for group in back for i in group])
    for name, typecode, key in (
        ("source", "I", "source"),
        ("target", "I", "target"),
        ("via", "I", "via"),
        ("sign", "b", "sign"),
        ("flags", "B", "flags"),
        ("predicate", "B", "predicate"),
        ("record", "I", "record"),
        ("belief", "d", "belief"),
        ("specificity", "d", "specificity"),
    ):
        sections.numbers(f"arc.{name}", typecode, [getattr(arc, key) for arc in arcs])
    sections.numbers("arc.cost", "q", [cost_of(arc.probability) for arc in arcs])


def cost_of(probability: float) -> int:
    """Give the integer cost of a step: ``round(-ln p x 2^32)``, at least 1."""
    return max(1, round(-math.log(probability) * layout.UNIT))


def _arc_order(arc: Arc) -> tuple[int, int, int, int]:
    return arc.source, arc.record, arc.target, arc.via


def _starts(groups: list[list[int]]) -> list[int]:
    starts = [0]
    for group in groups:
        starts.append(starts[-1] + len(group))
    return starts


def _relations(kb: KnowledgeBase) -> Iterator[tuple[str, dict[str, Any]]]:
    for entity in kb.entities.values():
        for relation in entity.relations:
            ident = f"{entity.id} {relation.predicate} {relation.object}"
            body = {
                "id": ident,
                "subject": entity.id,
                "subject_label": entity.label["en"],
                "predicate": relation.predicate,
                "object": relation.object,
                "object_label": relation.object_label,
                "role": relation.role,
                "source": relation.source,
            }
            yield ident, body


def _arcs(
    kb: KnowledgeBase,
    claims: Mapping[str, dict[str, Any]],
    relations: Mapping[str, dict[str, Any]],
    index: Mapping[str, int],
) -> Iterator[Arc]:
    rows = [
        (i, claims[ident]["belief"], kb.claims[ident], kb.claims[ident].pathway_role)
        for i, ident in enumerate(sorted(claims))
        if _walkable(claims[ident], kb.claims[ident])
    ]
    degrees = _Degrees()
    for claim in kb.active_claims:
        if not claim.negated:
            degrees.add(claim.subject, claim.predicate, claim.object)
    for body in relations.values():
        degrees.add(body["subject"], body["predicate"], body["object"])
    numbers = {predicate: i for i, predicate in enumerate(sorted(kb.predicates))}
    for i, belief, claim, role in rows:
        flags = layout.HYPOTHESIS if all(e.hedge == "hypothesised" for e in claim.evidence) else 0
        specificity = degrees.specificity(claim.subject, claim.predicate, claim.object)
        yield from _both_ways(
            kb, index, numbers, claim.subject, claim.predicate, claim.object, role, claim.mediated_by,
            i, belief, specificity, flags,
        )  # fmt: skip
    for i, ident in enumerate(sorted(relations)):
        body = relations[ident]
        specificity = degrees.specificity(body["subject"], body["predicate"], body["object"])
        yield from _both_ways(
            kb, index, numbers, body["subject"], body["predicate"], body["object"], body["role"], (),
            len(claims) + i, 1.0, specificity, layout.STRUCTURAL,
        )  # fmt: skip


def _walkable(record: Mapping[str, Any], claim: model.Claim) -> bool:
    return (
        claim.status == "active"
        and not claim.negated
        and record["belief"] > 0
        and not is_relative(claim)
    )


def _both_ways(  # noqa: PLR0913 - one place builds every arc, from claims and relations alike
    kb: KnowledgeBase,
    index: Mapping[str, int],
    numbers: Mapping[str, int],
    subject: str,
    predicate: str,
    obj: str,
    role: str | None,
    mediators: tuple[str, ...],
    record: int,
    belief: float,
    specificity: float,
    flags: int,
) -> Iterator[Arc]:
    rule = kb.predicates[predicate]
    sign = kb.signs.of(predicate, obj, role)
    structural = sign == STRUCTURAL or bool(flags & layout.STRUCTURAL)
    probability = (TABLE.structural * belief if structural else belief * specificity) * float(rule.weight)
    flags |= layout.STRUCTURAL if structural else 0
    flags |= layout.TO_PRODUCT if predicate == "chemoattracts" else 0
    forward, backward = rule.walk.forward, rule.walk.backward
    if forward in _WALK_FLAGS:
        for via in (layout.NONE, *(index[m] for m in mediators)):
            yield Arc(
                index[subject], index[obj], via, sign, flags | _WALK_FLAGS[forward],
                numbers[predicate], record, belief, specificity, probability,
            )  # fmt: skip
    if backward in _WALK_FLAGS and (backward != "role_effector" or role == "effector"):
        yield Arc(
            index[obj], index[subject], layout.NONE, sign, flags | _WALK_FLAGS[backward],
            numbers[predicate], record, belief, specificity, probability,
        )  # fmt: skip


class _Degrees:
    """Distinct neighbours by predicate, over the whole graph."""

    def __init__(self) -> None:
        self._out: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._in: dict[tuple[str, str], set[str]] = defaultdict(set)

    def add(self, subject: str, predicate: str, obj: str) -> None:
        self._out[subject, predicate].add(obj)
        self._in[obj, predicate].add(subject)

    def specificity(self, subject: str, predicate: str, obj: str) -> float:
        """Give ``(out-degree of the subject x in-degree of the object) ^ -w``, by the predicate."""
        product = len(self._out[subject, predicate]) * len(self._in[obj, predicate])
        return float(product**-TABLE.specificity)


