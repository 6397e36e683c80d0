"""Every id leads to a record, and every label beside an id is its label."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from mscgraph.kb.rules import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mscgraph import model
    from mscgraph.findings import Finding
    from mscgraph.kb.load import KnowledgeBase


def near(text: str, known: Iterable[str]) -> str:
    """Give the hint "; did you mean ...?" or nothing."""
    found = difflib.get_close_matches(text, list(known), n=1, cutoff=0.75)
    return f"; did you mean {found[0]}?" if found else ""


def predicates(kb: KnowledgeBase) -> Iterator[Finding]:
    """The predicate of each claim and relation is known."""
    for claim in kb.claims.values():
        if claim.predicate not in kb.predicates:
            hint = near(claim.predicate, kb.predicates)
            yield kb.finding(
                "T001", "claims", claim.id, ("predicate",), id=claim.predicate, hint=hint
            )
    for entity in kb.entities.values():
        for index, relation in enumerate(entity.relations):
            if relation.predicate not in kb.predicates:
                path = ("relations", index, "predicate")
                hint = near(relation.predicate, kb.predicates)
                yield kb.finding(
                    "T001", "entities", entity.id, path, id=relation.predicate, hint=hint
                )


def entities(kb: KnowledgeBase) -> Iterator[Finding]:
    """Every entity that is named exists and was not merged into another."""
    by_label = {entity.label["en"]: entity.id for entity in kb.entities.values()}
    for part, record, path, curie in walk.entity_links(kb):
        entity = kb.entities.get(curie)
        if entity is None:
            hint = ""
            if path in (("subject",), ("object",)):
                label = getattr(kb.claims[record], f"{path[0]}_label")
                if label in by_label:
                    hint = f"; did you mean {by_label[label]} ({label})?"
            if curie.startswith("MSCG:"):  # a slug may be misspelt, a number says nothing
                hint = hint or near(curie, kb.entities)
            yield kb.finding("T002", part, record, path, key=path[-1], id=curie, hint=hint)
        elif entity.status == "merged" and path != ("replaced_by",):
            yield kb.finding("T008", part, record, path, id=curie, into=entity.replaced_by)


def labels(kb: KnowledgeBase) -> Iterator[Finding]:
    """The label beside an id is the label of that id, so that a mistyped id cannot pass."""
    for claim in kb.claims.values():
        for key, curie, label in (
            ("subject_label", claim.subject, claim.subject_label),
            ("object_label", claim.object, claim.object_label),
        ):
            yield from _label(kb, "claims", claim.id, (key,), curie, label)
    for entity in kb.entities.values():
        for index, relation in enumerate(entity.relations):
            path = ("relations", index, "object_label")
            yield from _label(
                kb, "entities", entity.id, path, relation.object, relation.object_label
            )


def _label(
    kb: KnowledgeBase, part: str, record: str, path: walk.Path, curie: str, label: str
) -> Iterator[Finding]:
    if curie in kb.entities and kb.entities[curie].label["en"] != label:
        expected = kb.entities[curie].label["en"]
        yield kb.finding(
            "T003", part, record, path, key=path[-1], found=label, id=curie, expected=expected
        )


def sources(kb: KnowledgeBase) -> Iterator[Finding]:
    """References, studies, documents and claims that are named exist."""
    arms = {f"{study.id}/{arm.id}" for study in kb.studies.values() for arm in study.arms}
    known = {
        "T004": kb.references,
        "T005": {*kb.studies, *arms},
        "T006": kb.documents,
        "T007": kb.claims,
    }
    for rule, part, record, path, ident in _source_links(kb):
        if ident not in known[rule]:
            hint = near(ident, known[rule])
            yield kb.finding(rule, part, record, path, id=ident, hint=hint)


_SourceLink = tuple[str, str, str, walk.Path, str]
"""(rule, part, record id, path inside the record, id that stands there)"""


def _source_links(kb: KnowledgeBase) -> Iterator[_SourceLink]:
    for claim in kb.claims.values():
        for e, evidence in enumerate(claim.evidence):
            for rule, path, ident in _evidence_links(evidence):
                yield rule, "claims", claim.id, ("evidence", e, *path), ident
    for study in kb.studies.values():
        yield "T006", "studies", study.id, ("document",), study.document
        if study.reference is not None:
            yield "T004", "studies", study.id, ("reference",), study.reference
    for mechanism in kb.mechanisms.values():
        yield "T006", "mechanisms", mechanism.id, ("document",), mechanism.document
        yield from _each("T007", "mechanisms", mechanism.id, "claims", mechanism.claims)
        yield from _each("T004", "mechanisms", mechanism.id, "references", mechanism.references)
    for omission in kb.omissions.values():
        yield "T006", "omissions", omission.id, (), omission.document
        yield from _each("T007", "omissions", omission.id, "claims", omission.claims)
    yield from _bibliographic_links(kb)


def _evidence_links(evidence: model.Evidence) -> Iterator[tuple[str, walk.Path, str]]:
    yield "T006", ("document",), evidence.document
    for c, cite in enumerate(evidence.cites):
        yield "T004", ("cites", c), cite.reference
    if evidence.study is not None:
        yield "T005", ("study",), evidence.study
    for r, result in enumerate(evidence.results):
        for arm in filter(None, (result.arm, result.comparator)):
            yield "T005", ("results", r), f"{evidence.study}/{arm}"


def _bibliographic_links(kb: KnowledgeBase) -> Iterator[_SourceLink]:
    for document in kb.documents.values():
        yield "T004", "documents", document.id, ("reference",), document.reference
        yield from _each("T004", "documents", document.id, "bibliography", document.bibliography)
    for reference in kb.references.values():
        for index, note in enumerate(reference.notes):
            if note.document is not None:
                path = ("notes", index, "document")
                yield "T006", "references", reference.id, path, note.document


def _each(
    rule: str, part: str, record: str, key: str, idents: Iterable[str]
) -> Iterator[_SourceLink]:
    for index, ident in enumerate(idents):
        yield rule, part, record, (key, index), ident


def kinds(kb: KnowledgeBase) -> Iterator[Finding]:
    """Kinds of entities and the domains and ranges of predicates are declared."""
    groups = {group for kind in kb.types.values() for group in kind.groups}
    known = {*kb.types, *groups}
    for entity in kb.entities.values():
        if entity.type not in kb.types:
            hint = near(entity.type, kb.types)
            yield kb.finding(
                "T009", "entities", entity.id, (), key="type", id=entity.type, hint=hint
            )
    for predicate in kb.predicates.values():
        for key in ("domain", "range"):
            for index, name in enumerate(getattr(predicate, key)):
                if name not in known:
                    hint = near(name, known)
                    path = (key, index)
                    yield kb.finding(
                        "T009", "predicates", predicate.id, path, key=key, id=name, hint=hint
                    )
