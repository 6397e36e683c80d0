"""Two small KGX tables, and what is imported from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.read import CompiledFile
from mscgraph.formats.kgx_import import Imported, import_graph

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


BAD_TSV = (
    tsv(EDGES[:2])
    + b"\tNCBIGene:1\tbiolink:affects\tNOWHERE:1\n"
    + b"\t\tbiolink:affects\tNCBIGene:1\n"
    + b"\t" * 30
    + b"\n\n"
    + b"\tNCBIGene:1\tbiolink:aff\xffects\tNCBIGene:2\t\t\t\t\t\n"
)


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
