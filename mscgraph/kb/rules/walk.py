"""Where in the records ids of other records stand; every rule about links walks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.terms import CONTEXT_ENTITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase

Path = tuple[str | int, ...]
Link = tuple[str, str, Path, str]
"""(part, record id, path inside the record, id that stands there)"""


def entity_links(kb: KnowledgeBase) -> Iterator[Link]:
    """Yield every place where the id of an entity stands."""
    for claim in kb.claims.values():
        for path, curie in claim_entities(claim):
            yield "claims", claim.id, path, curie
    for entity in kb.entities.values():
        for index, parent in enumerate(entity.parents):
            yield "entities", entity.id, ("parents", index), parent
        for index, relation in enumerate(entity.relations):
            yield "entities", entity.id, ("relations", index, "object"), relation.object
        for key in ("readout", "replaced_by"):
            value = getattr(entity, key)
            if value is not None:
                yield "entities", entity.id, (key,), value
    for study in kb.studies.values():
        for path, value in study_entities(study):
            yield "studies", study.id, path, value


def claim_entities(claim: model.Claim) -> Iterator[tuple[Path, str]]:
    """Yield every entity that a claim names, its ends first."""
    yield ("subject",), claim.subject
    yield ("object",), claim.object
    for index, mediator in enumerate(claim.mediated_by):
        yield ("mediated_by", index), mediator
    for key in CONTEXT_ENTITIES:
        value = getattr(claim.context, key)
        if value is not None:
            yield ("context", key), value
    if claim.context.comparator is not None and ":" in claim.context.comparator:
        yield ("context", "comparator"), claim.context.comparator
    for e, evidence in enumerate(claim.evidence):
        for m, manipulation in enumerate(evidence.manipulation):
            yield ("evidence", e, "manipulation", m, "of"), manipulation.of
            if manipulation.with_ is not None:
                yield ("evidence", e, "manipulation", m, "with"), manipulation.with_


def study_entities(study: model.Study) -> Iterator[tuple[Path, str]]:
    """Yield every entity that a study names."""
    for key in ("species", "model"):
        value = getattr(study, key)
        if value is not None:
            yield (key,), value
    for index, arm in enumerate(study.arms):
        for key in ("entity", "route"):
            value = getattr(arm, key)
            if value is not None:
                yield ("arms", index, key), value


def curies(kb: KnowledgeBase) -> Iterator[Link]:
    """Yield every CURIE of the data, those of other sources included."""
    yield from entity_links(kb)
    for entity in kb.entities.values():
        yield "entities", entity.id, ("id",), entity.id
        for key in ("xrefs", "close_xrefs"):
            for index, xref in enumerate(getattr(entity, key)):
                yield "entities", entity.id, (key, index), xref
        for key in ("category", "broader_xref"):
            value = getattr(entity, key)
            if value is not None:
                yield "entities", entity.id, (key,), value
    for kind in kb.types.values():
        yield "types", kind.id, ("category",), kind.category
    for predicate in kb.predicates.values():
        if predicate.biolink is not None:
            path: Path = ("biolink", "predicate")
            yield "predicates", predicate.id, path, predicate.biolink.predicate
        if predicate.ro is not None:
            yield "predicates", predicate.id, ("ro", "id"), predicate.ro.id
