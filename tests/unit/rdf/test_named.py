"""Each named query gives what the model says, on Oxigraph and on rdflib's own engine alike."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from rdflib import Literal, URIRef

from mscgraph.errors import AmbiguousNameError, NotFoundError
from mscgraph.kb.opposition import oppositions
from mscgraph.rdf.build import to_rdf
from mscgraph.rdf.named import iri_resolver, named_queries, named_query, parse
from mscgraph.rdf.results import Iri, literal_value
from mscgraph.rdf.store import indexed, select
from tests.unit.rdf.answers import CLINICAL, Answers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import rdflib

    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.languages import Language

# one worker loads the graph into both engines and keeps them
pytestmark = pytest.mark.xdist_group("named")

MAY_BE_EMPTY = ("disagreements", "missing-labels")
QUERIES = named_queries()


class Model(Answers):
    """All answers: those of :class:`Answers`, and the older ones below."""

    def mechanisms(self, source: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(source)
        for story in self.kb.mechanisms.values():
            claims = (self.kb.claims[ident] for ident in story.claims)
            n = sum(c.subject in below and c.status == "active" for c in claims)
            if n:
                yield story.id, story.label[self.language], story.kind, story.document, n

    def mediators(self, outcome: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(outcome)
        for claim in self.kb.active_claims:
            if claim.object in below and not claim.negated:
                record = self.records[claim.id]
                for via in claim.mediated_by:
                    ends = (self.label(claim.subject), record["sign"], self.label(claim.object))
                    yield via, self.label(via), *ends, claim.id, record["belief"]

    def disagreements(self, about: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(about)
        for one, others in oppositions(self.kb, self.kb.active_claims).items():
            claim = self.kb.claims[one]
            if {claim.subject, claim.object} & below:
                for two in others:
                    if one < two:
                        yield *self._side(one), *self._side(two)

    def _side(self, ident: str) -> tuple[Any, ...]:
        record = self.records[ident]
        return ident, self.say(ident), record["effective_sign"], record["belief"]

    def no_effect(self, about: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(about)
        for claim in self.kb.active_claims:
            if claim.negated and {claim.subject, claim.object} & below:
                for item in claim.evidence:
                    where = (item.design, item.document, item.section)
                    yield claim.id, self.say(claim.id), *where, item.statement[self.language]

    def evidence_by_design(self, outcome: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(outcome)
        claims: dict[tuple[str, bool], set[str]] = {}
        evidences: Counter[tuple[str, bool]] = Counter()
        for claim in self.kb.active_claims:
            if claim.object in below:
                for item in claim.evidence:
                    claims.setdefault((item.design, claim.negated), set()).add(claim.id)
                    evidences[item.design, claim.negated] += 1
        for key, n in evidences.items():
            yield *key, len(claims[key]), n

    def chemokines(self) -> Iterator[tuple[Any, ...]]:
        process, cell = self.below("MSC migration"), self.below("MSC")
        groups = {"chemokine": "FPLX:Chemokine", "receptor": "FPLX:Chemokine_receptor"}
        for claim in self.kb.active_claims:
            attracts = claim.predicate == "chemoattracts" and claim.object in cell
            if claim.object in process or attracts:
                for group, top in groups.items():
                    if top in self.kb.ancestors[claim.subject]:
                        yield (
                            claim.subject,
                            self.label(claim.subject),
                            group,
                            self.kb.predicates[claim.predicate].label[self.language],
                            self.label(claim.object),
                            claim.negated,
                            all(item.hedge == "hypothesised" for item in claim.evidence),
                            claim.id,
                            self.records[claim.id]["belief"],
                        )

    def trials(self, about: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(about)
        told = {
            item.study
            for claim in self.kb.claims.values()
            if {claim.subject, claim.object} & below
            for item in claim.evidence
        }
        for study in self.kb.studies.values():
            if study.design in CLINICAL and study.id in told:
                for arm in study.arms:
                    head = (study.id, study.design, arm.id, arm.what[self.language])
                    amount = (arm.n or None, arm.dose or None)
                    figures = list(self._figures(study.id, arm.id)) or [(None,) * 8]
                    yield from ((*head, *amount, *figure) for figure in figures)

    def _figures(self, study: str, arm: str) -> Iterator[tuple[Any, ...]]:
        for claim in self.kb.claims.values():
            for item in claim.evidence:
                for result in item.results if item.study == study else ():
                    if result.arm == arm:
                        printed = (
                            result.value,
                            result.spread,
                            result.unit,
                            result.timepoint,
                            result.comparator,
                            result.comparator_value,
                        )
                        yield (
                            result.measure[self.language],
                            *(text or None for text in printed),
                            result.significance,
                        )

    def doubtful_references(self, about: str | None = None) -> Iterator[tuple[Any, ...]]:
        below = self.below(about)
        for claim in self.kb.active_claims:
            if not {claim.subject, claim.object} & below:
                continue
            for cite in (cite for item in claim.evidence for cite in item.cites):
                head = (claim.id, self.say(claim.id), cite.reference)
                note = cite.relay.note[self.language] if cite.relay.note else None
                if cite.relay.status == "discrepant":
                    for on in cite.relay.on or (None,):
                        yield *head, "discrepant", on, note
                if self.kb.references[cite.reference].retracted:
                    yield *head, "retracted", None, note

    def answer(self, name: str, values: dict[str, str]) -> list[tuple[Any, ...]]:
        method: Callable[..., Iterator[tuple[Any, ...]]] = getattr(self, name.replace("-", "_"))
        return sort(set(method(**values)))


def sort(rows: Any) -> list[tuple[Any, ...]]:
    return sorted(rows, key=str)


@pytest.fixture(scope="module")
def rdf(real_kb: KnowledgeBase) -> rdflib.Graph:
    return to_rdf(real_kb)


@pytest.fixture(scope="module")
def moved(rdf: rdflib.Graph) -> rdflib.Graph:
    return indexed(rdf)


def examples(name: str) -> dict[str, str]:
    return {p.name: p.example for p in QUERIES[name].parameters if p.example}


def fill(kb: KnowledgeBase, graph: Graph, name: str, values: dict[str, str], lang: Language) -> str:
    names = {prefix: found.iri for prefix, found in kb.prefixes.items()}
    return QUERIES[name].fill(values, iri_resolver(graph, names), lang)


@pytest.mark.kb_data
@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
@pytest.mark.parametrize("filled", ["filled", "open"])
@pytest.mark.parametrize("name", QUERIES)
def test_the_answer_is_that_of_the_model(
    real_kb: KnowledgeBase,
    real_graph: Graph,
    moved: rdflib.Graph,
    name: str,
    filled: str,
    lang: Language,
) -> None:
    values = examples(name) if filled == "filled" else {}
    wanted = Model(real_kb, real_graph, lang).answer(name, values)
    table = select(moved, fill(real_kb, real_graph, name, values, lang))
    assert sort(table.rows) == wanted
    assert wanted or name in MAY_BE_EMPTY
    assert name != "missing-labels" or not wanted


@pytest.mark.kb_data
@pytest.mark.parametrize("name", QUERIES)
def test_both_engines_answer_alike(
    real_kb: KnowledgeBase, real_graph: Graph, rdf: rdflib.Graph, moved: rdflib.Graph, name: str
) -> None:
    text = fill(real_kb, real_graph, name, examples(name), "en")
    table, found = select(moved, text), rdf.query(text)
    assert tuple(map(str, found.vars or ())) == table.columns
    rows = [
        tuple(value_of(binding.get(column)) for column in found.vars or ())
        for binding in found.bindings
    ]
    assert sort(rows) == sort(table.rows)


def value_of(term: Any) -> Any:
    if isinstance(term, URIRef):
        return Iri(term)
    if isinstance(term, Literal):
        return literal_value(str(term), str(term.datatype or ""))
    return term


def test_disagreements_on_the_tiny_graph(tiny_kb: KnowledgeBase, tiny_graph: Graph) -> None:
    wanted = Model(tiny_kb, tiny_graph, "en").answer("disagreements", {})
    assert [(row[0], row[4]) for row in wanted] == [("rev2020-008", "rev2021-003")]
    text = fill(tiny_kb, tiny_graph, "disagreements", {}, "en")
    assert sort(select(to_rdf(tiny_kb), text).rows) == wanted


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_says_in_both_languages_what_it_answers(name: str) -> None:
    query = QUERIES[name]
    texts = [query.title, query.description, *(p.label for p in query.parameters)]
    assert all(text["en"] and re.search("[\u4e00-\u9fff]", text["zh-Hans"]) for text in texts)
    for parameter in query.parameters:
        assert f"${parameter.name}" in query.text.partition("SELECT")[2]
        assert parameter.default or parameter.example


def test_the_docs_list_every_query() -> None:
    text = (Path(__file__).parents[3] / "docs" / "queries.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", text, re.MULTILINE))
    wanted = {
        name: f"{query.title['en']}. {query.title['zh-Hans']}。 | "
        + ", ".join(f"`{parameter.name}`" for parameter in query.parameters)
        for name, query in QUERIES.items()
    }
    assert {name: row.strip() for name, row in rows.items()} == {
        name: row.strip() for name, row in wanted.items()
    }


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_begins_with_its_narrow_side(name: str) -> None:
    """The first group is what is asked for: engines that follow the order start from few rows."""
    body = QUERIES[name].text.partition("WHERE {")[2]
    assert re.match(r"\s*\{", body)


def test_an_unknown_query_or_parameter(tiny_graph: Graph) -> None:
    with pytest.raises(NotFoundError) as caught:
        named_query("mediator")
    assert caught.value.suggestions[0] == "mediators"
    with pytest.raises(NotFoundError) as caught:
        named_query("xyz")
    assert set(caught.value.suggestions) == set(QUERIES)
    resolve = iri_resolver(tiny_graph, {})
    with pytest.raises(NotFoundError, match="no parameter is called 'target'"):
        named_query("mediators").fill({"target": "x"}, resolve, "en")
    with pytest.raises(NotFoundError, match="no entity is called 'nothing at all'"):
        named_query("mediators").fill({"outcome": "nothing at all"}, resolve, "en")


def test_words_are_quoted() -> None:
    text = (
        "# title.en: t\n# title.zh-Hans: t\n# description.en: d\n# description.zh-Hans: d\n"
        "# param.word.en: w\n# param.word.zh-Hans: w\n# param.word.kind: word\n"
        "SELECT * { ?s ?p $word }\n"
    )
    query = parse("test", text)
    filled = query.fill({"word": 'a" } # \\'}, str, "en")
    assert filled.endswith('SELECT * { ?s ?p "a\\" } # \\\\" }\n')
    assert query.fill({}, str, "en") == text


def test_a_name_of_several_entities_is_refused() -> None:
    def several(text: str) -> str:
        raise AmbiguousNameError("entity", text, ["A:1", "A:2"])

    with pytest.raises(AmbiguousNameError):
        cast("Any", named_query("mediators")).fill({"outcome": "x"}, several, "en")
