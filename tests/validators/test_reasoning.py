"""HermiT finds no fault in the ontology with the whole graph, and refuses what contradicts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib

from mscgraph.rdf.axioms import APART, PAIRS
from mscgraph.rdf.build import triples
from mscgraph.rdf.records import records_of
from mscgraph.rdf.write import ntriples
from tests.conftest import ROOT
from tests.validators.contradictions import CLASSES, PREFIXES, PROPERTIES

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase
    from tests.validators.conftest import Judge
    from tests.validators.contradictions import Case

# each file is a run of Java: one worker, one after the other
pytestmark = pytest.mark.xdist_group("validators")


def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / "mscgraph.ttl")


def stripped(whole: rdflib.Graph, cases: dict[str, Case], kept: str) -> rdflib.Graph:
    """Copy an ontology without the axioms of some cases, but for one."""
    graph = rdflib.Graph()
    graph += whole
    for axiom in {case.axiom for case in cases.values()} - {kept}:
        size = len(graph)
        graph.update(f"DELETE WHERE {{ {axiom} }}", initNs=PREFIXES)
        assert len(graph) < size, f"the ontology does not say: {axiom}"
    return graph


def turtle(number: int, case: Case) -> str:
    """Spell a case out, about things that no other case speaks of."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return f"{head}@prefix : <https://example.org/{number}/> .\n{case.says}"


def written(graph: rdflib.Graph, path: Path) -> Path:
    """Write N-Triples, which the reasoner reads fastest."""
    graph.serialize(path, format="nt", encoding="utf-8")
    return path


@pytest.mark.kb_data
def test_the_ontology_with_the_whole_graph_is_consistent(
    real_kb: KnowledgeBase, judge: Judge, tmp_path: Path
) -> None:
    path = written(ontology(), tmp_path / "all.nt")
    with path.open("a", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in ntriples(triples(records_of(real_kb))))
    assert judge("hermit", path) == [[]]


@pytest.mark.parametrize("cases", [CLASSES, PROPERTIES], ids=["classes", "properties"])
def test_a_contradiction_is_refused_by_the_axiom_that_is_named(
    cases: dict[str, Case], judge: Judge, tmp_path: Path
) -> None:
    """Without the axioms of all cases nothing is refused; with one of them, its own case is."""
    whole = ontology()
    files = [written(stripped(whole, cases, ""), tmp_path / "none.nt")]
    for number, (name, case) in enumerate(cases.items()):
        graph = stripped(whole, cases, case.axiom)
        graph.parse(data=turtle(number, case), format="turtle")
        files.append(written(graph, tmp_path / f"{name}.nt"))
    with files[0].open("ab") as stream:
        for number, case in enumerate(cases.values()):
            said = rdflib.Graph().parse(data=turtle(number, case), format="turtle")
            stream.write(said.serialize(format="nt", encoding="utf-8"))
    passed, *refused = judge("hermit", *files)
    assert passed == []
    assert dict(zip(cases, refused, strict=True)) == dict.fromkeys(cases)


@pytest.mark.kb_data
def test_every_kind_is_in_one_block(real_kb: KnowledgeBase) -> None:
    named = [kind for block in APART for kind in block]
    assert sorted(named) == sorted(real_kb.types)
    assert all(any({*pair} <= {*block} for block in APART) for pair in PAIRS)
