"""RDF read back: the corpus whole, what others add or change, and what is no graph."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mscgraph.errors import GraphFileError
from mscgraph.formats.registry import read_file, write
from mscgraph.kb import schema
from mscgraph.rdf.prefixes import BASE, VOCABULARY
from mscgraph.rdf.read import FORMATS, read_rdf
from mscgraph.rdf.rows import Found, in_order, ranks_of

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase

CLAIM = f"<{BASE}claim/rev2020-001>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
FOG = "<https://example.org/MONDO/0000001>"
IDENTIFIER = "<http://purl.org/dc/terms/identifier>"


def written(kb: KnowledgeBase, fmt: str = "nt") -> str:
    stream = BytesIO()
    write(kb, stream, fmt=fmt)
    return stream.getvalue().decode()


def read(text: str, fmt: str = "nt") -> KnowledgeBase:
    return read_rdf(text.encode(), f"graph.{fmt}", fmt)


def assert_equal(back: KnowledgeBase, kb: KnowledgeBase) -> None:
    for part in schema.RECORDS:
        assert dict(getattr(back, part)) == dict(getattr(kb, part)), part


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_tiny_graph_reads_back_as_it_was(
    tiny_kb: KnowledgeBase, tmp_path: Path, fmt: str
) -> None:
    path = tmp_path / f"graph.{fmt}"
    write(tiny_kb, path)
    back = read_file(path)
    assert_equal(back, tiny_kb)
    assert back.root == path


@pytest.mark.kb_data
@pytest.mark.parametrize("fmt", FORMATS)
def test_the_curated_graph_reads_back_as_it_was(real_kb: KnowledgeBase, fmt: str) -> None:
    back = read(written(real_kb, fmt), fmt)
    assert_equal(back, real_kb)
    assert written(back, fmt) == written(real_kb, fmt)


def test_what_another_engine_writes_is_the_same_graph(tiny_kb: KnowledgeBase) -> None:
    """Oxigraph folds the case of language tags and writes in an order of its own."""
    store = ox.Store()
    store.bulk_load(written(tiny_kb).encode(), format=ox.RdfFormat.N_TRIPLES)
    data = store.dump(format=ox.RdfFormat.TURTLE, from_graph=ox.DefaultGraph())
    assert data is not None
    assert b"@zh-hans" in data
    assert_equal(read_rdf(data, "graph.ttl", "ttl"), tiny_kb)


def test_what_others_add_is_left_alone(tiny_kb: KnowledgeBase) -> None:
    more = f'{CLAIM} <http://example.org/seen> "yes" .\n_:b {LABEL} "x" .\n'
    more += f"{FOG} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{VOCABULARY}Entity> .\n"
    assert_equal(read(written(tiny_kb) + more), tiny_kb)


def test_an_order_that_fits_no_longer_is_left_alone(tiny_kb: KnowledgeBase) -> None:
    text = written(tiny_kb)
    order = f"<{VOCABULARY}order>"
    kept = "\n".join(line for line in text.split("\n") if order not in line)
    story = next(iter(tiny_kb.mechanisms))
    wrong = f'<{BASE}mechanism/{story}> {order} "claims 0 7" .\n'
    wrong += f'<{BASE}mechanism/{story}> {order} "references x" .\n'
    back = read(kept + wrong).mechanisms[story]
    assert back.claims == tuple(sorted(tiny_kb.mechanisms[story].claims))


@pytest.mark.parametrize(
    ("lost", "added", "said"),
    [
        ("", "<a>", "line 3, column "),
        ("", f'{CLAIM} <{VOCABULARY}status> "retracted" .', "has 2 values of"),
        ("", f'{FOG} {LABEL} "Nebel"@de .', "entities MONDO:0000001: label.de"),
        ("", f'{FOG} {LABEL} "another fog"@en .', "in one language"),
        (f"{CLAIM} {IDENTIFIER}", "", "claims without id: id"),
        (f"<{BASE}evidence/rev2020-001/0123456789ab>", "", "says nothing"),
        (f"<{VOCABULARY}treats> <{VOCABULARY}walkForward>", "", "predicates treats: walk.forward"),
        (f"<{VOCABULARY}treats> <{VOCABULARY}signRule>", "", "predicate: "),
        (f"<{BASE}namespace/GO> {IDENTIFIER}", "", "prefixes without id: prefix"),
        (
            f"{CLAIM} <https://w3id.org/biolink/vocab/negated>",
            f'{CLAIM} <https://w3id.org/biolink/vocab/negated> "perhaps" .',
            "claims rev2020-001: negated",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tiny_kb: KnowledgeBase, lost: str, added: str, said: str
) -> None:
    lines = written(tiny_kb).split("\n")
    kept = [line for line in lines if not lost or not line.startswith(lost)]
    text = "\n".join([*kept[:2], added, *kept[2:]])
    with pytest.raises(GraphFileError) as caught:
        read(text)
    assert said in str(caught.value)
    assert str(caught.value).startswith("graph.nt: ")
    assert len(str(caught.value).splitlines()) == 1


def test_an_id_that_comes_twice(tiny_kb: KnowledgeBase) -> None:
    text = written(tiny_kb)
    twin = [line for line in text.split("\n") if line.startswith(CLAIM)]
    more = "\n".join(line.replace("claim/rev2020-001>", "claim/twin>", 1) for line in twin)
    with pytest.raises(GraphFileError, match="claims rev2020-001 comes twice"):
        read(f"{text}{more}\n")


@pytest.mark.parametrize("text", ["", "<http://a/> <http://b/> <http://c/> ."])
def test_no_graph_of_ours(text: str) -> None:
    with pytest.raises(GraphFileError, match="no graph of mscgraph"):
        read(text)


@pytest.mark.parametrize(
    ("texts", "ranks"),
    [
        ([], None),
        (["a", "b"], None),
        (["a-2", "a-10"], None),
        (["a-10", "a-2"], "1 0"),
        (["b", "a", "b"], "1 0 1"),
        (["01", "1"], None),
        (["9" * 10_000, "1"], "1 0"),
    ],
)
def test_the_order_of_a_list_is_said_where_its_values_do_not(
    texts: list[str], ranks: str | None
) -> None:
    assert ranks_of(texts) == ranks
    found = [Found(text) for text in sorted(set(texts), reverse=True)]
    assert [one.text for one in in_order(found, ranks)] == texts
