"""Entities: one name leads to one thing, the hierarchy has no circle, nothing is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.kb.rules import walk
from mscgraph.kb.rules.claims import misfits
from mscgraph.terms import fold, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph import model
    from mscgraph.findings import Finding
    from mscgraph.kb.load import KnowledgeBase


def names(kb: KnowledgeBase) -> Iterator[Finding]:
    """A label or synonym, folded, belongs to one entity."""
    owner: dict[str, str] = {}
    for entity in kb.entities.values():
        if entity.status == "merged":
            continue
        for name, _ in names_of(entity):
            first = owner.setdefault(fold(name), entity.id)
            if first != entity.id:
                yield kb.finding("E001", "entities", entity.id, (), name=name, other=first)


def hierarchy(kb: KnowledgeBase) -> Iterator[Finding]:
    """No entity stands above itself."""
    done: set[str] = set()
    for start in kb.entities:
        trail: list[str] = []
        yield from _climb(kb, start, trail, done)


def _climb(kb: KnowledgeBase, entity: str, trail: list[str], done: set[str]) -> Iterator[Finding]:
    if entity in trail:
        circle = [*trail[trail.index(entity) :], entity]
        yield kb.finding("E002", "entities", entity, ("parents",), circle=" > ".join(circle))
        return
    if entity in done or entity not in kb.entities:
        return
    trail.append(entity)
    for parent in kb.entities[entity].parents:
        yield from _climb(kb, parent, trail, done)
    done.add(trail.pop())


def needs(kb: KnowledgeBase) -> Iterator[Finding]:
    """Each kind has what its kind asks for."""
    for entity in kb.entities.values():
        if entity.status == "merged":
            if entity.replaced_by is None:
                yield kb.finding("E006", "entities", entity.id)
            continue
        form = any(relation.predicate == "form_of" for relation in entity.relations)
        placed = entity.parents or entity.broader_xref or entity.unspecified or form
        if entity.id.startswith("MSCG:") and not placed:
            yield kb.finding("E003", "entities", entity.id)
        kind = kb.types.get(entity.type)
        if kind and kind.effect == "by_entity" and entity.higher_is is None:
            yield kb.finding("E005", "entities", entity.id, (), kind=entity.type, key="higher_is")
        if entity.type == "Ratio":
            roles = {r.role for r in _components(kb, entity.id)}
            if not {"numerator", "denominator"} <= roles:
                key = "ratio_component relations (numerator and denominator)"
                yield kb.finding("E005", "entities", entity.id, (), kind="Ratio", key=key)


def _components(kb: KnowledgeBase, ratio: str) -> Iterator[model.Relation]:
    for entity in kb.entities.values():
        for relation in entity.relations:
            if relation.predicate == "ratio_component" and relation.object == ratio:
                yield relation


def relations(kb: KnowledgeBase) -> Iterator[Finding]:
    """The kinds of both ends of a relation are in the domain and range of its predicate."""
    for entity in kb.entities.values():
        for index, relation in enumerate(entity.relations):
            ends = entity.id, relation.object
            for _, values in misfits(kb, relation.predicate, *ends):
                path = ("relations", index)
                yield kb.finding("C002", "entities", entity.id, path, **values)


def unused(kb: KnowledgeBase) -> Iterator[Finding]:
    """An entity is named by a claim, a study, or stands above or beside one that is."""
    used = {curie for part, _, _, curie in walk.entity_links(kb) if part != "entities"}
    queue = list(used)
    while queue:
        entity = kb.entities.get(queue.pop())
        if entity is None:
            continue
        near = [*entity.parents, *(r.object for r in entity.relations)]
        near.extend(filter(None, (entity.readout, entity.replaced_by)))
        queue.extend(curie for curie in near if curie not in used)
        used.update(near)
    for entity in kb.entities.values():
        if entity.id not in used and entity.status == "active" and not _bridges(entity, used):
            yield kb.finding("E004", "entities", entity.id, (), id=entity.id)


def _bridges(entity: model.Entity, used: set[str]) -> bool:
    """Whether an entity is here because it is a part of one that is used."""
    return any(relation.object in used for relation in entity.relations)
