"""KGX tables become a graph that every command reads; what cannot be used is told."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.read import CompiledFile
from mscgraph.errors import DataFolderError, GraphFileError
from mscgraph.formats import kgx, kgx_import
from mscgraph.formats.kgx import MalformedRowError
from mscgraph.formats.kgx_import import Imported, import_graph
from mscgraph.formats.kgx_words import Words, kind_of, predicate_of, profile_of
from mscgraph.graph import kernel
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery

if TYPE_CHECKING:
    from pathlib import Path

NODES: list[dict[str, Any]] = [
    {"id": "NCBIGene:1", "category": ["biolink:Gene"], "name": "one", "synonym": ["eins", "uno"]},
    {"id": "NCBIGene:2", "category": ["biolink:NamedThing", "biolink:Gene"], "name": "two"},
    {"id": "DOID:3", "category": ["biolink:Disease"], "name": "ache", "xref": ["MONDO:3"]},
    {"id": "DOID:4", "category": ["biolink:Disease"], "name": "headache"},
    {"id": "X:5", "category": ["biolink:SideEffect"], "name": "干"},
]
EDGES: list[dict[str, Any]] = [
    {
        "id": "e1",
        "subject": "NCBIGene:1",
        "predicate": "biolink:affects",
        "object": "NCBIGene:2",
        "object_aspect_qualifier": "expression",
        "object_direction_qualifier": "decreased",
        "knowledge_level": "knowledge_assertion",
        "primary_knowledge_source": "infores:here",
        "publications": ["PMID:1", "PMID:2"],
    },
    {"subject": "NCBIGene:2", "predicate": "biolink:treats", "object": "DOID:3"},
    {"subject": "NCBIGene:1", "predicate": "biolink:causes", "object": "X:5"},
    {"subject": "DOID:4", "predicate": "biolink:subclass_of", "object": "DOID:3"},
    {
        "subject": "NCBIGene:1",
        "predicate": "biolink:treats",
        "object": "DOID:3",
        "knowledge_level": "prediction",
    },
    {"subject": "NCBIGene:2", "predicate": "biolink:treats", "object": "DOID:4", "negated": True},
]

Rows = list[dict[str, Any]]


def tsv(rows: Rows) -> bytes:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    lines = ["\t".join(columns)]
    for row in rows:
        cells = (row.get(column, "") for column in columns)
        lines.append("\t".join("|".join(c) if isinstance(c, list) else str(c) for c in cells))
    return ("\n".join(lines) + "\n").encode()


def jsonl(rows: Rows) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def build(
    folder: Path,
    nodes: bytes | None = None,
    edges: bytes | None = None,
    *,
    strict: bool = False,
    vocabulary: Any = ((), ()),
) -> Imported:
    """Write both tables and import them into ``folder/graph``."""
    files = folder / "nodes.kgx", folder / "edges.kgx"
    files[0].write_bytes(tsv(NODES) if nodes is None else nodes)
    files[1].write_bytes(tsv(EDGES) if edges is None else edges)
    return import_graph(files, folder / "graph", vocabulary, strict=strict)


@pytest.fixture
def words(real_graph: Graph) -> Any:
    """Our predicates and kinds."""
    return list(real_graph.predicates.bodies()), list(real_graph.types.bodies())


def opened(folder: Path) -> Graph:
    return Graph(CompiledFile.open(str(folder / "graph" / "graph.mscg")))


def shown(graph: Graph) -> dict[str, Any]:
    """Give all that a graph holds but the ways in which its rows were written."""
    about = ("belief", "specificity", "cost", "sign", "flags", "predicate", "source", "target")
    claims = [{**claim, "note": ""} for claim in graph.claims.bodies()]
    for claim in claims:
        claim["evidence"][0]["section"] = ""
    return {
        "entities": list(graph.entities.bodies()),
        "claims": claims,
        "arcs": {name: list(getattr(graph.arcs, name)) for name in about},
        "in": [list(graph.arcs.into(entity)) for entity in range(len(graph.entities))],
        "below": [graph.below(entity) for entity in range(len(graph.entities))],
    }


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


# ---------------------------------------------------------------------- what does not


BAD_TSV = (
    tsv(EDGES[:2])
    + b"\tNCBIGene:1\tbiolink:affects\tNOWHERE:1\n"
    + b"\t\tbiolink:affects\tNCBIGene:1\n"
    + b"\t" * 30
    + b"\n\n"
    + b"\tNCBIGene:1\tbiolink:aff\xffects\tNCBIGene:2\t\t\t\t\t\n"
)


def test_rows_that_cannot_be_used_are_told_with_their_place(tmp_path: Path) -> None:
    made = build(tmp_path, edges=BAD_TSV)
    told = [str(row).rsplit("/", 1)[1] for row in made.rows.shown]
    assert (made.claims, made.rows.bad) == (2, 4)
    assert told == [
        "edges.kgx:4: names NOWHERE:1, which is no node of these files",
        "edges.kgx:5: has no subject",
        "edges.kgx:6: has 31 cells, but the header has 9",
        "edges.kgx:8: is not UTF-8",
    ]


def test_json_lines_that_cannot_be_used(tmp_path: Path) -> None:
    edge = json.dumps(EDGES[1]).encode()
    bad = [b"{", b"[1]", b'{"subject": 1, "predicate": "p", "object": "o"}']
    lone = edge.replace(b"biolink:treats", b"\\ud800")
    made = build(tmp_path, edges=b"\n".join([edge, *bad, lone, b"[" * 100_000, edge]))
    assert (made.claims, made.rows.bad) == (2, 5)
    assert len(list(opened(tmp_path).claims.bodies())) == 2


def test_nodes_without_id_or_twice(tmp_path: Path) -> None:
    nodes = tsv(NODES) + b"\tbiolink:Gene\tnobody\t\t\nX:5\tbiolink:Gene\tagain\t\t\n"
    made = build(tmp_path, nodes)
    assert [row.reason for row in made.rows.shown] == ["has no id", "repeats the node X:5"]
    assert opened(tmp_path).entities.get("X:5")["label"]["en"] == "干"


def test_no_more_than_ten_rows_are_kept(tmp_path: Path) -> None:
    made = build(tmp_path, edges=tsv(EDGES) + b"\tA:1\tp\tA:2\n" * 50)
    assert (made.rows.bad, len(made.rows.shown)) == (50, 10)


def test_strict_stops_at_the_first(tmp_path: Path) -> None:
    with pytest.raises(MalformedRowError, match=r"edges\.kgx:4: names NOWHERE:1") as caught:
        build(tmp_path, edges=BAD_TSV, strict=True)
    assert caught.value.exit_code == 1
    assert not (tmp_path / "graph").exists()


@pytest.mark.parametrize(
    ("edges", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"\x00\xff\xfe junk" * 50, "is no text"),
        (b"\x1f\x8b\x08\x00broken", "cannot be read"),
        (gzip.compress(tsv(EDGES))[:-9], "cannot be read"),
        (b"subject\tobject\nA\tB\n", "neither nodes nor edges"),
        (b"{not json\n", "no JSON object"),
        (b'{"a": 1}\n', "neither nodes nor edges"),
        (b"subject\tpredicate\tobject\n", "no edge that can be used"),
        (b"subject\tpredicate\tobject\nA\tB\tC\n", "names A, which is no node"),
        (tsv(NODES), "without a file of edges"),
    ],
)
def test_a_file_that_is_no_kgx_is_one_line_and_leaves_nothing(
    tmp_path: Path, edges: bytes, reason: str
) -> None:
    with pytest.raises(GraphFileError, match=reason) as caught:
        build(tmp_path, edges=edges)
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edges.kgx", "nodes.kgx"]


def test_edges_alone_are_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphFileError, match="without a file of nodes"):
        build(tmp_path, nodes=tsv(EDGES))


def test_a_file_named_gz_must_be_gzip(tmp_path: Path) -> None:
    path = tmp_path / "nodes.tsv.gz"
    path.write_bytes(tsv(NODES))
    with pytest.raises(GraphFileError, match="is not gzip"):
        kgx.open_table(path)


def test_a_line_without_end_is_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kgx, "LONGEST", 1000)
    monkeypatch.setattr(kgx, "BLOCK", 100)
    path = tmp_path / "long.tsv"
    path.write_bytes(b"x" * 5000)
    with pytest.raises(GraphFileError, match="a line of more than"):
        kgx.open_table(path)


def test_blocks_may_end_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path)
    expected = (tmp_path / "graph" / "graph.mscg").read_bytes()
    monkeypatch.setattr(kgx, "BLOCK", 7)
    windows = [table.replace(b"\n", b"\r\n") for table in (tsv(NODES), tsv(EDGES))]
    build(tmp_path, *windows)
    assert (tmp_path / "graph" / "graph.mscg").read_bytes() == expected


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
        (b'"format":2', b'"format":9'),
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
