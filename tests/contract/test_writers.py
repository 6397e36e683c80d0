"""Every registered writer: deterministic, at ease with an empty graph and with any text."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
import rdflib

from mscgraph.formats.registry import FORMATS, write
from mscgraph.formats.whole import PARTS
from mscgraph.rdf.prefixes import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from mscgraph.compiled.graph import Graph
    from mscgraph.kb.load import KnowledgeBase

ROOT = Path(__file__).parents[2]

HOSTILE = "a\"b\\c <d>&amp; 'e' |f\tg\nh \x07 \u2028 \u202e \U0001f9ec é 间充质"
"""Quotes, markup, separators, a control character, a line end that is none, a turned direction."""

EVERYWHERE = HOSTILE.replace("\x07", "")
"""What every format can hold; XML has no place for control characters."""


def dumped(source: KnowledgeBase | Graph, fmt: str) -> bytes:
    stream = BytesIO()
    write(source, stream, fmt=fmt)
    return stream.getvalue()


def labels_in_json(data: bytes) -> set[str]:
    return {entity["label"]["en"] for entity in json.loads(data)["entities"]}


def labels_in_lines(data: bytes) -> set[str]:
    rows = [json.loads(line) for line in data.decode().split("\n")[:-1]]
    return {row["label"]["en"] for row in rows if row["part"] == "entities"}


def labels_in_rdf(data: bytes, fmt: str) -> set[str]:
    graph = rdflib.Graph().parse(data=data, format=fmt)
    defined = set(graph.subjects(rdflib.RDFS.isDefinedBy))
    category = rdflib.URIRef("https://w3id.org/biolink/vocab/category")
    return {
        str(label)
        for entity in set(graph.subjects(category)) - defined
        for label in graph.objects(entity, rdflib.RDFS.label)
        if isinstance(label, rdflib.Literal) and label.language == "en"
    }


def labels_in_graphml(data: bytes) -> set[str]:
    return {attributes["label_en"] for _, attributes in read_graphml(data).nodes(data=True)}


def read_graphml(data: bytes) -> Any:
    return nx.read_graphml(BytesIO(data), force_multigraph=True)


READERS: dict[str, Callable[[bytes], set[str]]] = {
    "json": labels_in_json,
    "jsonl": labels_in_lines,
    "ttl": lambda data: labels_in_rdf(data, "turtle"),
    "nt": lambda data: labels_in_rdf(data, "nt"),
    "graphml": labels_in_graphml,
}
"""What somebody else's program finds in the file: the English labels of the entities."""


def test_every_writer_is_tested_and_offered() -> None:
    from mscgraph.cli.cmd_export import FORMATS as OFFERED

    assert set(READERS) == set(FORMATS) == set(OFFERED)
    assert all(found.label["en"] and found.label["zh-Hans"] for found in FORMATS.values())


@pytest.mark.parametrize("fmt", FORMATS)
class TestEveryWriter:
    def test_the_graph_is_all_there(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        wanted = {entity.label["en"] for entity in tiny_kb.entities.values()}
        assert READERS[fmt](dumped(tiny_kb, fmt)) == wanted

    def test_twice_gives_the_same_bytes(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        assert dumped(tiny_kb, fmt) == dumped(tiny_kb, fmt)

    def test_the_order_of_loading_does_not_matter(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        turned: dict[str, Any] = {
            part: dict(reversed(getattr(tiny_kb, part).items())) for part in PARTS
        }
        assert dumped(replace(tiny_kb, **turned), fmt) == dumped(tiny_kb, fmt)

    def test_an_empty_graph(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        empty: dict[str, Any] = {part: {} for part in PARTS}
        assert READERS[fmt](dumped(replace(tiny_kb, **empty), fmt)) == set()

    def test_hostile_text(self, tiny_kb: KnowledgeBase, fmt: str) -> None:
        label = EVERYWHERE if fmt == "graphml" else HOSTILE
        first = next(iter(tiny_kb.entities.values()))
        texts: Any = {"en": label, "zh-Hans": label}
        changed = replace(first, label=texts, synonyms={"en": (label,)}, note=label)
        kb = replace(tiny_kb, entities={**tiny_kb.entities, first.id: changed})
        assert label in READERS[fmt](dumped(kb, fmt))

    def test_a_file_holds_what_a_stream_does(
        self, tiny_graph: Graph, tmp_path: Path, fmt: str
    ) -> None:
        path = tmp_path / f"graph.{fmt}"
        write(tiny_graph, path)
        assert path.read_bytes() == dumped(tiny_graph, fmt)
        assert [found.name for found in tmp_path.iterdir()] == [path.name]

    def test_loaded_and_compiled_give_the_same_bytes(
        self,
        tiny_root: Path,
        tiny_kb: KnowledgeBase,
        tiny_graph: Graph,
        fmt: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from mscgraph.kb.cache import data_version

        monkeypatch.setenv("MSCGRAPH_DATA", str(tiny_root))
        version = data_version(tiny_kb.content_hash).encode()
        compiled = dumped(tiny_graph, fmt).replace(
            b'"data_version":"test"', b'"data_version":"%b"' % version
        )
        assert compiled == dumped(tiny_kb, fmt)


def test_graphml_shows_a_control_character_as_unknown(tiny_kb: KnowledgeBase) -> None:
    first = next(iter(tiny_kb.entities.values()))
    texts: Any = {"en": "a\x07b\r\nc", "zh-Hans": "x"}
    kb = replace(tiny_kb, entities={**tiny_kb.entities, first.id: replace(first, label=texts)})
    assert "a\ufffdb\nc" in READERS["graphml"](dumped(kb, "graphml"))


def test_graphml_keeps_every_claim_apart(tiny_kb: KnowledgeBase) -> None:
    graph = read_graphml(dumped(tiny_kb, "graphml"))
    assert {key for *_, key in graph.edges(keys=True)} == {c.id for c in tiny_kb.active_claims}
    signs = {key: data["sign"] for *_, key, data in graph.edges(keys=True, data=True)}
    assert signs["rev2020-003"] == "-"
    negated = {key for *_, key, data in graph.edges(keys=True, data=True) if data["negated"]}
    assert negated == {"rev2020-008"}


def test_turtle_and_ntriples_are_one_graph(tiny_kb: KnowledgeBase) -> None:
    turtle = rdflib.Graph().parse(data=dumped(tiny_kb, "ttl"), format="turtle")
    lines = rdflib.Graph().parse(data=dumped(tiny_kb, "nt"), format="nt")
    assert set(turtle) == set(lines)
    assert rdflib.URIRef(VOCABULARY + "sign") in set(lines.predicates())


@pytest.mark.kb_data
def test_the_curated_graph_is_the_same_bytes_for_every_hash_seed() -> None:
    code = (
        "import hashlib, io\n"
        "from mscgraph.formats.registry import FORMATS, write\n"
        "from mscgraph.kb.load import load\n"
        f"kb = load({str(ROOT)!r})\n"
        "for fmt in FORMATS:\n"
        "    stream = io.BytesIO()\n"
        "    write(kb, stream, fmt=fmt)\n"
        "    print(fmt, hashlib.sha256(stream.getvalue()).hexdigest())\n"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
        ).stdout
        for seed in ("0", "1")
    ]
    assert found[0] == found[1]
    assert len(found[0].splitlines()) == len(FORMATS)
