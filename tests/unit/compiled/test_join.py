"""Two graphs become one: which entities are the same, and what each record says afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.compiled.join import join
from mscgraph.compiled.match import Matches, match
from mscgraph.compiled.read import CompiledFile
from mscgraph.errors import AmbiguousNameError, GraphFileError
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from tests.builders import FOG, KLOT, PULP, TNF, bare, claim, compiled, entity, evidence, tiny
from tests.property.test_join import joined
from tests.property.test_paths import read

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph

A, B, C, D = (f"GO:000000{n}" for n in range(1, 5))
TNF_GENE, OTHER = "NCBIGene:7124", "NCBIGene:9"
NODES: list[dict[str, Any]] = [
    {"id": TNF_GENE, "category": "biolink:Gene", "name": "TNF gene", "xref": TNF},
    {"id": "UniProtKB:P01375", "category": "biolink:Protein", "name": "TNFA", "xref": TNF.lower()},
    {"id": OTHER, "category": "biolink:Gene", "name": "KLOT", "xref": ""},
    {"id": FOG, "category": "biolink:Disease", "name": "foggy knee", "xref": "UMLS:1"},
    {"id": "X:1", "category": "biolink:SideEffect", "name": "sub fog", "xref": ""},
]
EDGES: list[dict[str, Any]] = [
    {"subject": OTHER, "predicate": "biolink:positively_regulates", "object": TNF_GENE},
    {"subject": TNF_GENE, "predicate": "biolink:positively_regulates", "object": OTHER},
    {"subject": OTHER, "predicate": "biolink:treats", "object": FOG},
    {"subject": "X:1", "predicate": "biolink:subclass_of", "object": FOG},
    {"subject": "UniProtKB:P01375", "predicate": "biolink:regulates", "object": "X:1"},
]
for edge in EDGES:
    edge.update(publications="PMID:7", species_context_qualifier=FOG)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return joined(tiny().graph(tmp_path_factory.mktemp("tiny")), NODES, EDGES)


# ---------------------------------------------------------------------- which are one


class Bodies:
    """Entities by number."""

    def __init__(self, *rows: tuple[str, list[str]]) -> None:
        self._rows = rows

    def index(self, ident: str) -> int | None:
        return next((i for i, row in enumerate(self._rows) if row[0] == ident), None)

    def bodies(self) -> Any:
        for ident, xrefs in self._rows:
            heir = next((x[1:] for x in xrefs if x.startswith("=")), None)
            yield {"id": ident, "xrefs": [x for x in xrefs if x[0] != "="], "replaced_by": heir}


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        (("A:1", []), ("A:1", []), Matches({0: 0}, 0)),
        (("A:1", ["B:1"]), ("B:1", []), Matches({0: 0}, 0)),
        (("A:1", []), ("B:1", ["A:1"]), Matches({0: 0}, 0)),
        (("A:1", ["C:1"]), ("B:1", ["C:1"]), Matches({0: 0}, 0)),
        (("A:1", ["DRUGBANK:1"]), ("DrugBank:1", []), Matches({0: 0}, 0)),
        (("A:1", ["B:x"]), ("B:X", []), Matches({}, 0)),
        (("A:1", ["B:1"]), ("B:2", ["C:1"]), Matches({}, 0)),
    ],
    ids=["id", "our xref", "their xref", "common xref", "case of prefix", "case of id", "nothing"],
)
def test_an_identifier_that_both_have_makes_one(ours: Any, theirs: Any, found: Matches) -> None:
    assert match(Bodies(ours), Bodies(theirs)) == found  # type: ignore[arg-type]


def test_an_id_counts_before_a_cross_reference() -> None:
    ours = Bodies(("A:1", ["B:1"]), ("B:1", []))
    assert match(ours, Bodies(("B:1", []))) == Matches({0: 1}, 0)  # type: ignore[arg-type]


def test_what_could_be_two_is_none_of_them() -> None:
    ours = Bodies(("A:1", []), ("A:2", []))
    theirs = Bodies(("B:1", ["A:1", "A:2"]), ("B:2", ["A:2"]))
    assert match(ours, theirs) == Matches({1: 1}, 1)  # type: ignore[arg-type]


def test_an_entity_that_was_merged_away_leads_to_its_heir() -> None:
    ours = Bodies(("A:1", ["=A:2"]), ("A:2", []))
    assert match(ours, Bodies(("A:1", []))) == Matches({0: 1}, 0)  # type: ignore[arg-type]


# ---------------------------------------------------------------------- what it says


def test_shared_entities_are_counted_and_are_the_curated_ones(both: Graph) -> None:
    counts = both.meta["counts"]
    assert (counts["shared"], counts["unclear"]) == (2, 0)
    assert counts["entities"] == len(both.entities) == 10 + 2
    assert counts["claims"] == len(both.claims) == 12 + 5
    tnf = both.entity(both.resolve(TNF_GENE))
    assert (tnf["id"], tnf["type"], tnf["label"]["zh-Hans"]) == (TNF, "Cytokine", "肿瘤坏死因子")
    assert tnf["xrefs"] == [TNF_GENE, "UniProtKB:P01375", TNF.lower()]


def test_names_of_both_graphs_are_known(both: Graph) -> None:
    for name in ("TNF", "TNF gene", "TNFA", TNF, TNF_GENE, "肿瘤坏死因子"):
        assert both.curie(both.resolve(name)) == TNF
    assert both.curie(both.resolve("sub fog")) == "X:1"


def test_of_two_entities_with_one_name_the_curated_is_meant(both: Graph) -> None:
    assert both.curie(both.resolve("KLOT")) == KLOT
    assert both.curie(both.resolve(OTHER)) == OTHER
    assert [both.curie(match.entity) for match in both.find("KLOT", limit=2)] == [KLOT, OTHER]


def test_two_imported_entities_with_one_name_stay_apart() -> None:
    nodes = [{"id": f"X:{n}", "category": "biolink:Gene", "name": "twin"} for n in (1, 2)]
    edges = [{"subject": "X:1", "predicate": "biolink:regulates", "object": "X:2"}]
    graph = joined(compiled(read(tiny())), nodes, edges)
    with pytest.raises(AmbiguousNameError):
        graph.resolve("twin")


def test_imported_claims_name_the_curated_entities(both: Graph) -> None:
    body = both.claims.get("edge-2")
    assert (body["subject"], body["subject_label"]) == (TNF, "TNF-α")
    assert (body["object"], body["object_label"]) == (OTHER, "KLOT")
    assert body["context"] == {"species": FOG}
    assert both.claims.get("edge-5")["subject"] == TNF
    assert both.claims.get("nothing") is None
    assert both.claims.index("edge-1") == 12


def test_references_of_both_graphs_are_given(both: Graph) -> None:
    assert both.references.get("ames2010")["doi"] == "10.1000/ames"
    assert both.references.get("PMID:7")["pmid"] == "7"
    assert both.references.index("PMID:7") is None


def test_no_curated_class_is_widened_by_the_imported_hierarchy(both: Graph) -> None:
    assert both.below(both.resolve(FOG)) == [both.resolve(FOG)]
    assert both.entity(both.resolve("X:1"))["parents"] == [FOG]


def chain(*claims: tuple[str, str, str]) -> Graph:
    """Compile a few claims, each resting on one paper, between processes."""
    folder = bare()
    ids = sorted({end for subject, _, obj in claims for end in (subject, obj)})
    folder.entities("process", *(entity(ident, ident) for ident in ids))
    folder.claims(
        *(
            claim(f"rev2020-{number:03}", *told, evidence("ames2010"))
            for number, told in enumerate(claims, 1)
        )
    )
    return compiled(read(folder))


def test_a_path_leaves_the_curated_claims_and_comes_back() -> None:
    ours = chain((A, "increases", B), (C, "decreases", D))
    nodes = [{"id": B, "name": "b"}, {"id": C, "name": "c"}]
    edges = [{"subject": B, "predicate": "biolink:positively_regulates", "object": C}]
    assert find_paths(ours, A, D).paths == ()
    (path,) = find_paths(joined(ours, nodes, edges), A, D).paths
    assert [step.graph for step in path.steps] == ["curated", "imported", "curated"]
    assert (path.sign, path.standing) == ("-", "stitched")


def test_an_imported_edge_stands_behind_a_curated_claim_that_says_the_same() -> None:
    ours = chain((A, "risk_of", B))
    nodes = [{"id": ident, "name": ident} for ident in (A, B)]
    edge = {"subject": A, "predicate": "biolink:positively_regulates", "object": B}
    both = joined(ours, nodes, [{**edge, "publications": "|".join("ABCDEFGHI")}])
    (alone,), (path,) = (find_paths(graph, A, B).paths for graph in (ours, both))
    assert path.steps[0].claims == (*alone.claims, "edge-1")
    assert (path.score, path.standing) == (alone.score, alone.standing) == (alone.score, "reported")
    assert both.claims.get("edge-1")["belief"] > alone.steps[0].belief
    only = PathQuery(predicates=("increases",))
    (step,) = find_paths(both, A, B, query=only).paths[0].steps
    assert (step.graph, step.claims) == ("imported", ("edge-1",))
    assert step.score == pytest.approx(step.belief * step.specificity)


def test_it_stands_behind_the_claim_that_may_be_walked_here() -> None:
    """A better claim beside it is none here: what attracts is walked as a last step only."""
    folder = bare()
    folder.entities("process", *(entity(ident, ident) for ident in (A, B, C)))
    folder.claims(
        claim("rev2020-001", A, "chemoattracts", B, evidence("ames2010")),
        claim("rev2020-002", A, "increases", B),
        claim("rev2020-003", B, "increases", C, evidence("ames2010")),
    )
    ours = compiled(read(folder))
    nodes = [{"id": ident, "name": ident} for ident in (A, B)]
    edge = {"subject": A, "predicate": "biolink:positively_regulates", "object": B}
    both = joined(ours, nodes, [{**edge, "publications": "|".join("ABCDEFGHI")}])
    (alone,), (path,) = (find_paths(graph, A, C).paths for graph in (ours, both))
    assert path.claims == alone.claims == ("rev2020-002", "rev2020-003")
    assert path.score == alone.score


def test_more_kinds_than_a_graph_can_have_are_refused(tmp_path: Path) -> None:
    nodes = [{"id": f"X:{n}", "category": f"biolink:Kind{n}", "name": f"{n}"} for n in range(250)]
    edges = [{"subject": "X:1", "predicate": "biolink:regulates", "object": "X:2"}]
    folder = bare()
    theirs = joined(folder.graph(tmp_path / "a"), nodes, edges).file.rest
    assert theirs is not None
    for number in range(10):
        kind = {**tiny().files["ontology/types.yaml"][0], "id": f"Mine{number}"}
        folder.add("ontology/types.yaml", {**kind, "file": f"mine_{number}"})
    ours = folder.graph(tmp_path / "b").file
    with pytest.raises(GraphFileError, match=r"types that the curated graph lacks.*256"):
        join(ours, theirs)


def test_half_of_a_joined_graph_is_refused(both: Graph) -> None:
    half = CompiledFile.__new__(CompiledFile)
    half.__dict__.update(both.file.__dict__, rest=None)
    with pytest.raises(GraphFileError, match="half of a joined graph"):
        half.table("claims")


def test_the_curated_graph_alone_says_no_graph(both: Graph, tiny_graph: Graph) -> None:
    assert find_paths(tiny_graph, PULP, FOG).paths[0].steps[0].graph is None
    assert {both.origin(n) for n in range(12)} == {"curated"}
    assert {both.origin(n) for n in range(12, 17)} == {"imported"}
    assert both.origin(17) == "curated"


def test_the_arcs_of_an_entity_stand_the_cheapest_first(both: Graph) -> None:
    arcs = both.arcs
    for number in range(len(both.entities)):
        for reach in (arcs.out(number), arcs.into(number)):
            costs = [arcs.cost[arc] for arc in reach]
            assert costs == sorted(costs)
    order = list(both.file.numbers("in.arc"))
    for name in ("source", "cost", "flags"):
        values = both.file.numbers(f"arc.{name}")
        assert list(both.file.numbers(f"in.{name}")) == [values[arc] for arc in order]
