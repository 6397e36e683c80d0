"""What the model itself answers to the named queries, from its records alone."""

from __future__ import annotations

from collections import Counter
from math import floor
from typing import TYPE_CHECKING, Any

from mscgraph.kb.opposition import oppositions
from mscgraph.kb.records import all_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph import model
    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.languages import Language

CLINICAL = ("case_report", "case_series", "cohort", "clinical_trial", "rct")


class Answers:
    """The answers in one language; a method has the name of its query."""

    def __init__(self, kb: KnowledgeBase, graph: Graph, language: Language) -> None:
        self.kb = kb
        self.graph = graph
        self.language = language
        self.records = all_records(kb)["claims"]

    def below(self, name: str | None) -> set[str]:
        if name is None:
            return set(self.kb.entities)
        top = self.graph.curie(self.graph.resolve(name))
        return {curie for curie in self.kb.entities if top in self.kb.ancestors[curie]}

    def label(self, curie: str) -> str:
        return self.kb.entities[curie].label[self.language]

    def kind(self, curie: str) -> str:
        return self.kb.entities[curie].type

    def say(self, ident: str) -> str:
        claim = self.kb.claims[ident]
        no = {"en": "not: ", "zh-Hans": "否定："}[self.language] if claim.negated else ""
        return f"{no}{self.label(claim.subject)} {self.verb(claim)} {self.label(claim.object)}"

    def verb(self, claim: model.Claim) -> str:
        return self.kb.predicates[claim.predicate].label[self.language]

    def tail(self, claim: model.Claim) -> tuple[Any, ...]:
        return claim.negated, claim.id, self.records[claim.id]["belief"]

    def signed(self, claim: model.Claim) -> tuple[Any, ...]:
        return self.records[claim.id]["sign"], *self.tail(claim)

    def patients(self, outcome: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(outcome)
        for claim in self.kb.active_claims:
            if claim.object in below:
                ends = (self.label(claim.subject), self.verb(claim), self.label(claim.object))
                negated, *rest = self.tail(claim)
                for item in claim.evidence:
                    if item.design in CLINICAL:
                        yield claim.subject, *ends, negated, item.design, *rest

    def route_complications(self, route: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(route)
        for claim in self.kb.active_claims:
            if self.kind(claim.object) == "AdverseEvent":
                for way in {claim.subject, claim.context.route} & below:
                    if way and self.kind(way) == "Route":
                        names = (self.label(way), self.verb(claim), self.label(claim.object))
                        yield way, *names, *self.tail(claim)

    def mirna_targets(self, rna: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(rna)
        for claim in self.kb.active_claims:
            if claim.subject in below and self.kind(claim.subject) in ("MicroRNA", "NoncodingRNA"):
                target = (claim.object, self.label(claim.object))
                head = (claim.subject, self.label(claim.subject), self.verb(claim))
                yield *head, *target, *self.signed(claim)

    def claims_of_paper(self, paper: str | None = None) -> Iterator[tuple[Any, ...]]:
        for claim in self.kb.active_claims:
            for item in claim.evidence:
                for cite in item.cites:
                    if paper in (None, cite.reference):
                        where = (cite.reference, item.document, item.section, cite.relay.status)
                        yield claim.id, self.say(claim.id), claim.negated, *where

    def shared_by_diseases(
        self, one: str = "liver disease", two: str = "autoimmune disease"
    ) -> Iterator[tuple[Any, ...]]:
        first, second = self._actors(one), self._actors(two)
        for actor in first.keys() & second.keys():
            yield actor, self.label(actor), first[actor], second[actor]

    def _actors(self, disease: str) -> Counter[str]:
        below = self.below(disease)
        return Counter(
            actor
            for claim in self.kb.active_claims
            if claim.object in below and not claim.negated
            for actor in {claim.subject, *claim.mediated_by}
        )

    def without_claims(self, **values: str) -> Iterator[tuple[Any, ...]]:
        used: set[str] = set()
        for claim in self.kb.active_claims:
            used |= {claim.subject, claim.object, *claim.mediated_by}
            used |= set(self.records[claim.id]["context"].values())
        for curie in self.below(values.get("class")) - used:
            kind = self.kb.types[self.kind(curie)].label[self.language]
            yield curie, self.label(curie), kind

    def cell_products(self, product: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(product)
        for claim in self.kb.active_claims:
            if claim.subject in below and self.kind(claim.subject) == "CellProduct":
                names = (self.label(claim.subject), self.verb(claim), self.label(claim.object))
                yield claim.subject, *names, *self.signed(claim)

    def sources(self) -> Iterator[tuple[Any, ...]]:
        for document in self.kb.documents.values():
            told = [
                (claim.id, item)
                for claim in self.kb.active_claims
                for item in claim.evidence
                if item.document == document.id
            ]
            papers = {cite.reference for _, item in told for cite in item.cites}
            counts = (len({ident for ident, _ in told}), len(told), len(papers))
            yield document.id, document.label[self.language], *counts

    def designs_and_species(self, about: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(about)
        found: Counter[tuple[str, str | None]] = Counter()
        for claim in self.kb.active_claims:
            if {claim.subject, claim.object} & below:
                found.update({(item.design, claim.context.species) for item in claim.evidence})
        for (design, species), n in found.items():
            yield design, species, self.label(species) if species else None, n

    def hypotheses(self, about: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(about)
        for claim in self.kb.active_claims:
            supposed = all(item.hedge == "hypothesised" for item in claim.evidence)
            if supposed and {claim.subject, claim.object} & below:
                for item in claim.evidence:
                    belief = self.records[claim.id]["belief"]
                    yield claim.id, self.say(claim.id), item.document, belief

    def mechanism_steps(self, mechanism: str | None = None) -> Iterator[tuple[Any, ...]]:
        for story in self.kb.mechanisms.values():
            for claim in map(self.kb.claims.__getitem__, story.claims):
                if mechanism in (None, story.id):
                    names = (self.label(claim.subject), self.verb(claim), self.label(claim.object))
                    sign = self.records[claim.id]["sign"]
                    head = (story.id, story.label[self.language], claim.id)
                    yield *head, *names, sign, claim.negated

    def missing_labels(self) -> Iterator[tuple[Any, ...]]:
        for record in (*self.kb.entities.values(), *self.kb.predicates.values()):
            if self.language not in record.label:  # type: ignore[attr-defined]  # every such record has it
                yield (record.id,)  # type: ignore[attr-defined]  # every such record has it

    def through_mediator(self, mediator: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(mediator)
        for claim in self.kb.active_claims:
            ends = (self.label(claim.subject), self.verb(claim), self.label(claim.object))
            for via in below.intersection(claim.mediated_by):
                yield claim.subject, *ends, self.label(via), *self.signed(claim)

    def contested(self, about: str | None = None) -> Iterator[tuple[Any, ...]]:
        opposed = {one for one, two in oppositions(self.kb, self.kb.active_claims).items() if two}
        for curie in self.below(about):
            claims = {claim.id for claim in self.kb.active_claims if claim.object == curie}
            n = len(claims & opposed)
            if n:
                percent = float(floor(100 * n / len(claims) + 0.5))
                yield curie, self.label(curie), len(claims), n, percent

    def manipulations(self, of: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(of)
        for claim in self.kb.active_claims:
            for change in (change for item in claim.evidence for change in item.manipulation):
                if change.of in below:
                    agent = self.label(change.with_) if change.with_ else None
                    what = (change.of, self.label(change.of), change.kind, agent, change.effect)
                    yield *what, claim.id, self.say(claim.id)
