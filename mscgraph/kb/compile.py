"""Compile a knowledge base into the form that every command reads.

Degrees, beliefs and costs are computed here, once, over the whole graph and before any filter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mscgraph.compiled import layout
from mscgraph.compiled.write import Sections, starts
from mscgraph.kb.arcs import arcs
from mscgraph.kb.records import SCHEMA_VERSION, all_records
from mscgraph.terms import fold, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph import model
    from mscgraph.kb.arcs import Arc
    from mscgraph.kb.load import KnowledgeBase

_ARC_FIELDS = (
    ("source", "I"),
    ("target", "I"),
    ("via", "I"),
    ("sign", "b"),
    ("flags", "B"),
    ("predicate", "B"),
    ("record", "I"),
    ("belief", "d"),
    ("specificity", "d"),
    ("cost", "q"),
)


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
    _put_arcs(sections, len(index), arcs(kb, records["claims"], relations))
    meta = {
        "schema_version": SCHEMA_VERSION,
        "data_version": data_version,
        "content_hash": kb.content_hash,
        "prefixes": {prefix.prefix: prefix.iri for prefix in kb.prefixes.values()},
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
    sections.numbers("below.at", "I", starts(below))
    sections.numbers(
        "below.entity", "I", [child for children in below for child in sorted(children)]
    )
    good = [kb.signs.good_direction(entity.id) or 0 for entity in entities]
    sections.numbers("entity.good", "b", good)
    claims = sorted(kb.claims)
    for end in ("subject", "object"):
        about: list[list[int]] = [[] for _ in entities]
        for number, ident in enumerate(claims):
            about[index[getattr(kb.claims[ident], end)]].append(number)
        sections.numbers(f"as_{end}.at", "I", starts(about))
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


def _put_arcs(sections: Sections, count: int, found: list[Arc]) -> None:
    out: list[list[int]] = [[] for _ in range(count)]
    back: list[list[int]] = [[] for _ in range(count)]
    for i, arc in enumerate(found):
        out[arc.source].append(i)
        back[arc.target].append(i)
    sections.numbers("out.at", "I", starts(out))
    sections.numbers("in.at", "I", starts(back))
    by_cost = [sorted(group, key=lambda i: found[i].cost) for group in back]
    sections.numbers("in.arc", "I", [i for group in by_cost for i in group])
    for name, typecode in _ARC_FIELDS:
        sections.numbers(f"arc.{name}", typecode, [getattr(arc, name) for arc in found])


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
