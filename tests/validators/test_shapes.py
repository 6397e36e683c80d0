"""pyshacl passes the whole graph, and says in both languages what is wrong with a broken one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rdflib
from rdflib import SH

from mscgraph.rdf.build import to_rdf, triples
from mscgraph.rdf.records import records_of
from mscgraph.rdf.write import ntriples
from tests.conftest import ROOT
from tests.validators.broken import BASE, CASES, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase
    from tests.validators.broken import Break
    from tests.validators.conftest import Judge

pytestmark = pytest.mark.xdist_group("validators")

SHAPES = ROOT / "ontology" / "shapes.ttl"


@pytest.mark.kb_data
def test_the_whole_graph_has_its_shapes(
    real_kb: KnowledgeBase, judge: Judge, tmp_path: Path
) -> None:
    path = tmp_path / "all.nt"
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for line in ntriples(triples(records_of(real_kb))))
    assert judge("shacl", SHAPES, path) == [[]]


def change(graph: rdflib.Graph, case: Break) -> None:
    for action, what in (("DELETE WHERE", case.takes), ("INSERT DATA", case.puts)):
        size = len(graph)
        graph.update(f"{action} {{ {what} }}", initNs=PREFIXES)
        assert (len(graph) != size) is bool(what)


def test_a_broken_graph_is_refused_by_the_shape_that_says_why(
    tiny_kb: KnowledgeBase, judge: Judge, tmp_path: Path
) -> None:
    files = []
    for name, case in {"": None, **CASES}.items():
        graph = to_rdf(tiny_kb)
        if case:
            change(graph, case)
        files.append(tmp_path / f"{name}.nt")
        graph.serialize(files[-1], format="nt", encoding="utf-8")
    whole, *refused = judge("shacl", SHAPES, *files)
    assert whole == []
    shapes = rdflib.Graph().parse(SHAPES)
    for (name, case), found in zip(CASES.items(), refused, strict=True):
        assert {shape.removeprefix(f"{BASE}shapes/") for _, shape, _ in found} == case.shapes, name
        for _, shape, said in found:
            texts = shapes.objects(rdflib.URIRef(shape), SH.message)
            assert said == {text.language: str(text) for text in texts}  # type: ignore[attr-defined]  # all are literals
            assert len(said) == 2


def test_the_shapes_are_well_formed(judge: Judge, tmp_path: Path) -> None:
    assert judge("shacl", SHAPES) == []
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES.read_text("utf-8").replace("sh:minCount 1", 'sh:minCount "one"', 1))
    with pytest.raises(AssertionError, match="minCount"):
        judge("shacl", path)


def test_each_required_thing_is_broken_by_a_case() -> None:
    shapes = rdflib.Graph().parse(SHAPES)
    required = {str(shape) for shape in shapes.subjects(SH.targetClass)}
    broken = {f"{BASE}shapes/{name}" for case in CASES.values() for name in case.shapes}
    assert required - broken == set()
