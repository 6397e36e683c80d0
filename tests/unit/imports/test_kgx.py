"""KGX tables become a graph that every command reads; what cannot be used is told."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.compiled.layout import FORMAT
from mscgraph.errors import DataFolderError, GraphFileError
from mscgraph.formats import kgx_import
from mscgraph.formats.kgx_import import import_graph
from mscgraph.formats.kgx_words import PLAIN, Words, kind_of, predicate_of, profile_of
from mscgraph.graph import kernel
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery
from tests.unit.imports.tables import EDGES, NODES, build, jsonl, opened, shown, tsv

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


@pytest.fixture
def words(real_graph: Graph) -> Any:
    """Our predicates and kinds."""
    return list(real_graph.predicates.bodies()), list(real_graph.types.bodies())


# ---------------------------------------------------------------------- what comes in


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@pytest.mark.parametrize("kinds", ["tt", "tj", "jt", "jj"])
def test_tsv_and_json_lines_plain_and_gzip_give_the_same(
    tmp_path: Path, words: Any, kinds: str, *, packed: bool
) -> None:
    build(tmp_path, vocabulary=words)
    expected = shown(opened(tmp_path))
    writers = {"t": tsv, "j": jsonl}
    tables = writers[kinds[0]](NODES), writers[kinds[1]](EDGES)
    made = build(tmp_path, *(gzip.compress(t) if packed else t for t in tables), vocabulary=words)
    assert (made.entities, made.claims, made.rows.bad) == (5, 6, 0)
    assert shown(opened(tmp_path)) == expected


def test_an_edge_is_a_claim_with_its_source_and_publications(tmp_path: Path, words: Any) -> None:
    build(tmp_path, vocabulary=words)
    claim = opened(tmp_path).claims.get("edge-1")
    assert claim["predicate"] == "decreases_expression_of"
    assert (claim["sign"], claim["effective_sign"], claim["note"]) == ("-", "-", "e1")
    assert (claim["subject_label"], claim["object_label"]) == ("one", "two")
    evidence = claim["evidence"][0]
    assert evidence["document"] == "infores:here"
    assert [cite["reference"] for cite in evidence["cites"]] == ["PMID:1", "PMID:2"]
    assert claim["belief"] == profile_of(Words("biolink:affects"), 2).belief


def test_a_path_walks_the_graph_and_names_its_publications(tmp_path: Path, words: Any) -> None:
    build(tmp_path, vocabulary=words)
    graph = opened(tmp_path)
    (path,) = find_paths(graph, "uno", "ache").paths
    assert path.entities == ("NCBIGene:1", "NCBIGene:2", "DOID:3")
    assert (path.sign, path.effect, path.standing) == ("+", "harmful", "stitched")
    assert path.references == ("PMID:1", "PMID:2")
    assert graph.references.get("PMID:1")["pmid"] == "1"


def test_what_is_predicted_is_a_hypothesis_and_what_is_denied_is_not_walked(
    tmp_path: Path, words: Any
) -> None:
    build(tmp_path, vocabulary=words)
    graph = opened(tmp_path)
    query = PathQuery(hypotheses=True)
    assert [p.hops for p in find_paths(graph, "one", "ache", query=query).paths] == [2, 1]
    result = find_paths(graph, "two", "headache")
    assert (result.paths, result.counter_evidence) == ((), ("edge-6",))


def test_a_class_stands_for_what_is_below_it(tmp_path: Path, words: Any) -> None:
    build(tmp_path, vocabulary=words)
    graph = opened(tmp_path)
    assert [graph.curie(e) for e in graph.below(graph.resolve("ache"))] == ["DOID:3", "DOID:4"]
    assert graph.entity(graph.resolve("headache"))["parents"] == ["DOID:3"]


def test_names_synonyms_and_kinds_of_the_file(tmp_path: Path, words: Any) -> None:
    build(tmp_path, vocabulary=words)
    graph = opened(tmp_path)
    assert graph.curie(graph.resolve("Eins")) == "NCBIGene:1"
    assert graph.kind(graph.resolve("干")) == "SideEffect"
    assert graph.kind(graph.resolve("NCBIGene:2")) == "Protein"
    assert graph.entity(graph.resolve("ache"))["xrefs"] == ["MONDO:3"]


def test_without_the_kernel_the_same_file_is_made(
    tmp_path: Path, words: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, vocabulary=words)
    with_kernel = (tmp_path / "graph" / "graph.mscg").read_bytes()
    monkeypatch.setattr(kernel, "library", lambda: None)
    assert not build(tmp_path, vocabulary=words).compiled
    assert (tmp_path / "graph" / "graph.mscg").read_bytes() == with_kernel


def test_many_predicates_and_kinds_share_the_last_names(tmp_path: Path) -> None:
    nodes = [{"id": f"A:{n}", "category": f"biolink:Kind{n}x"} for n in range(300)]
    edges = [{"subject": "A:1", "predicate": f"verb{n}", "object": "A:2"} for n in range(300)]
    build(tmp_path, tsv(nodes), tsv(edges))
    graph = opened(tmp_path)
    assert (len(graph.types), len(graph.predicates)) == (256, 256)
    assert graph.claims.body(299)["predicate"] == "related_to"


@pytest.mark.parametrize(
    ("words", "predicate"),
    [
        (Words("biolink:affects", "activity", "increased"), "activates"),
        (Words("biolink:regulates", "", "downregulated"), "decreases"),
        (Words("biolink:affects", "activity_or_abundance", "increased"), "increases"),
        (Words("biolink:affects"), "affects"),
        (Words("biolink:physically_interacts_with"), "binds"),
        (Words("treats"), "treats"),
        (Words("biolink:!?"), "related_to"),
    ],
)
def test_predicates_get_their_meaning_from_qualifiers(words: Words, predicate: str) -> None:
    assert predicate_of(words) == predicate


def test_no_word_is_listed_that_is_ours_as_it_stands() -> None:
    assert not [name for name, ours in PLAIN.items() if name == ours]
    assert list(PLAIN) == sorted(PLAIN)


def test_belief_grows_with_publications_and_falls_with_doubt() -> None:
    plain = Words("biolink:treats", knowledge="knowledge_assertion")
    beliefs = [profile_of(plain, papers).belief for papers in range(10)]
    assert beliefs == sorted(beliefs)
    assert beliefs[-1] == 0.9
    doubted = plain._replace(knowledge="statistical_association")
    mined = plain._replace(agent="text_mining_agent")
    assert profile_of(doubted, 2).belief < beliefs[2] > profile_of(mined, 2).belief


def test_kind_of_nothing() -> None:
    assert kind_of([]) == kind_of(["biolink:NamedThing"]) == "NamedThing"


# ---------------------------------------------------------------------- the folder


def test_a_failing_import_leaves_the_old_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path)
    old = (tmp_path / "graph" / "graph.mscg").read_bytes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(kgx_import, "lay_out", stop)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path)
    assert (tmp_path / "graph" / "graph.mscg").read_bytes() == old
    assert {path.name for path in tmp_path.iterdir()} == {"nodes.kgx", "edges.kgx", "graph"}


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "thesis.txt").write_text("mine")
    with pytest.raises(DataFolderError, match="no imported graph"):
        build(tmp_path)
    assert [path.name for path in (tmp_path / "graph").iterdir()] == ["thesis.txt"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    files = tmp_path / "n", tmp_path / "e"
    files[0].write_bytes(tsv(NODES))
    files[1].write_bytes(tsv(EDGES))
    with pytest.raises(DataFolderError, match="cannot be made"):
        import_graph(files, tmp_path / "file" / "graph", ((), ()))


@pytest.mark.parametrize("at", [-8, -200, 400])
def test_a_truncated_graph_is_refused(tmp_path: Path, at: int) -> None:
    build(tmp_path)
    path = tmp_path / "graph" / "graph.mscg"
    path.write_bytes(path.read_bytes()[:at])
    with pytest.raises(GraphFileError, match="import it again"):
        opened(tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f'"format":{FORMAT}'.encode(), b'"format":99'),
        (b'"claim.row.at":[', b'"claim.row.at":['[:-1] + b"7"),
        (b',"I"]', b',"X"]'),
        (b'"arc.cost":[', b'"arc.cost":[9'),
    ],
    ids=["newer", "no list", "no type", "elsewhere"],
)
def test_an_edited_header_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    build(tmp_path)
    path = tmp_path / "graph" / "graph.mscg"
    data = path.read_bytes()
    length = int.from_bytes(data[8:12], "little")
    header = data[12 : 12 + length].replace(old, new, 1)
    start = data[:8] + len(header).to_bytes(4, "little") + header
    pad = -len(start) % 8
    path.write_bytes(start + bytes(pad) + data[12 + length + -(12 + length) % 8 :])
    with pytest.raises(GraphFileError):
        opened(tmp_path)


def test_claims_are_found_by_id_alone(tmp_path: Path) -> None:
    build(tmp_path)
    claims = opened(tmp_path).claims
    assert (len(claims), claims.index("edge-6")) == (6, 5)
    for ident in ("edge-0", "edge-7", "edge-06", "edge-", "e", "edge-²"):
        assert claims.get(ident) is None
    with pytest.raises(IndexError):
        claims.ids[6]
    references = opened(tmp_path).references
    assert (len(references), references.index("PMID:1"), list(references.bodies())) == (0, None, [])
