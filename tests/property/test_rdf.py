"""Made-up graphs through RDF and back: every field of every record, with nasty texts."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mscgraph import model
from mscgraph.errors import GraphFileError
from mscgraph.formats.registry import FORMATS, write
from mscgraph.kb import schema
from mscgraph.model.base import Names, Text
from tests.builders import tiny
from tests.property.test_fmt import bilingual, digits, texts

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase

curies = st.builds("{}:{}".format, st.sampled_from(("MSCG", "CL", "GO", "HGNC")), texts)
slugs = st.from_regex(r"[a-z]{3,4}_[a-z]{3}", fullmatch=True)
SIMPLE: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (Text, bilingual),
    (Names, st.dictionaries(st.sampled_from(("en", "zh-Hans")), st.lists(texts).map(tuple))),
    (dict[str, str], st.dictionaries(slugs, texts, max_size=2)),
    (model.Curie, curies),
    (bool, st.booleans()),
    (int, st.integers(0, 999)),
)
bounded = settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def any_of(hint: Any, *, empty: bool = False) -> st.SearchStrategy[Any]:
    """Give all values that a field may have by its type."""
    if hint is str:
        return st.just("") | texts if empty else texts
    for known, strategy in SIMPLE:
        if hint == known:
            return strategy
    if isinstance(hint, type) and issubclass(hint, model.Record):
        return made(hint)
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(arguments)
    if get_origin(hint) is tuple:
        return lists(any_of(arguments[0]))
    return st.one_of(*(st.none() if a is type(None) else any_of(a) for a in arguments))


def made(kind: type[Any], **given_: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build records with every field."""
    hints = get_type_hints(kind)
    parts = {
        f.name: given_[f.name] if f.name in given_ else any_of(hints[f.name], empty=f.default == "")
        for f in fields(kind)
    }
    return st.builds(kind, **parts)


def lists(items: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(tuple)


def part(kind: type[Any], ids: tuple[str, ...], **given_: Any) -> st.SearchStrategy[Any]:
    """Build one record for each id."""
    key = "prefix" if kind is model.Prefix else "id"
    records = [made(kind, **{key: st.just(ident), **given_}) for ident in ids]
    return st.tuples(*records).map(lambda found: dict(zip(ids, found, strict=True)))


@cache
def base() -> KnowledgeBase:
    with TemporaryDirectory() as folder:
        return tiny().kb(Path(folder))


PREFIXES = ("MSCG", "CL", "GO", "HGNC")
ENTITIES = ("HGNC:1", "MSCG:a b/c-ü", "GO:x%2Fy?#<>")
KINDS, PREDICATES = ("Made",), ("made_up",)
PAPERS, DOCUMENTS = ("paper", "a/b %2F 细胞"), ("told", "told/2")
STUDIES, CLAIMS = ("study", "study/arm/x"), ("told-001", "told 2?")
kind = st.sampled_from(("Disease", *KINDS))
predicate = st.sampled_from(("treats", "is_a", *PREDICATES))
entity = st.sampled_from(ENTITIES)
paper, document = st.sampled_from(PAPERS), st.sampled_from(DOCUMENTS)
arms = st.lists(made(model.Arm), max_size=3, unique_by=lambda arm: arm.id).map(tuple)
evidence = made(
    model.Evidence,
    document=document,
    anchors=lists(digits, 1),
    cites=lists(made(model.Cite, reference=paper)),
    study=st.none() | st.sampled_from(STUDIES),
)
claims = part(
    model.Claim,
    CLAIMS,
    predicate=predicate,
    subject=entity,
    object=entity,
    evidence=lists(evidence, 1),
    mediated_by=lists(entity),
    context=made(
        model.Context, comparator=st.none() | st.sampled_from(("sham", "vehicle")) | curies
    ),
)
stories = lists(st.sampled_from((*CLAIMS, "elsewhere")))
omission = made(model.Omission, document=document, anchor=digits, claims=stories)
graphs = st.fixed_dictionaries(
    {
        "prefixes": part(model.Prefix, PREFIXES),
        "types": part(model.EntityType, KINDS),
        "predicates": part(model.Predicate, (*PREDICATES, "is_a")),
        "entities": part(
            model.Entity,
            ENTITIES,
            type=kind,
            relations=lists(made(model.Relation, predicate=predicate, object=entity)),
        ),
        "references": part(model.Reference, PAPERS),
        "documents": part(model.Document, DOCUMENTS, reference=paper, bibliography=lists(paper)),
        "studies": part(
            model.Study, STUDIES, document=document, reference=st.none() | paper, arms=arms
        ),
        "claims": claims,
        "mechanisms": part(
            model.Mechanism, ("story",), document=document, claims=stories, references=lists(paper)
        ),
        "omissions": lists(omission).map(lambda found: {record.id: record for record in found}),
    }
)


def graph_of(parts: dict[str, dict[str, Any]]) -> KnowledgeBase:
    """Put made-up records beside the tiny ones; labels beside ids are those of the entities."""
    kb = base()
    parts["prefixes"] = {
        name: replace(prefix, iri=f"https://example.org/{name}/")
        for name, prefix in parts["prefixes"].items()
    }
    label = {ident: made_.label["en"] for ident, made_ in parts["entities"].items()}
    parts["entities"] = {
        ident: replace(
            found,
            relations=tuple(replace(r, object_label=label[r.object]) for r in found.relations),
        )
        for ident, found in parts["entities"].items()
    }
    parts["claims"] = {
        ident: replace(found, subject_label=label[found.subject], object_label=label[found.object])
        for ident, found in parts["claims"].items()
    }
    for name in ("prefixes", "types", "predicates"):
        parts[name] = {**getattr(kb, name), **parts[name]}
    held: dict[str, Any] = {name: MappingProxyType(found) for name, found in parts.items()}
    return replace(kb, **held)


def written(kb: KnowledgeBase, fmt: str) -> bytes:
    stream = BytesIO()
    write(kb, stream, fmt=fmt)
    return stream.getvalue()


def read_back(data: bytes, fmt: str) -> KnowledgeBase:
    read = FORMATS[fmt].read
    assert read is not None
    return read(data, f"graph.{fmt}")


def assert_equal(back: KnowledgeBase, kb: KnowledgeBase) -> None:
    for part in schema.RECORDS:
        assert dict(getattr(back, part)) == dict(getattr(kb, part)), part


@bounded
@given(graphs)
def test_a_graph_reads_back_as_it_was(parts: dict[str, dict[str, Any]]) -> None:
    kb = graph_of(parts)
    for fmt in ("ttl", "nt", "json", "jsonl"):
        assert_equal(read_back(written(kb, fmt), fmt), kb)


@cache
def lines(fmt: str) -> list[bytes]:
    return written(base(), fmt).split(b"\n")


share = st.floats(0, 1, exclude_max=True)
damage = st.tuples(
    st.sampled_from(("lose", "swap", "cut", "join")), share, share, share, st.binary(max_size=6)
)


@pytest.mark.parametrize("fmt", ["ttl", "nt"])
@bounded
@given(st.lists(damage, min_size=1, max_size=4))
def test_damaged_rdf_is_an_error_of_one_line_or_another_graph(
    fmt: str, harm: list[tuple[str, float, float, float, bytes]]
) -> None:
    """Lines lost, doubled, cut or run together: never anything but our own error."""
    held = list(lines(fmt))
    for what, *places, noise in harm:
        at, other = (int(place * len(held)) for place in places[:2])
        cut = int(places[2] * len(held[at]))
        held[at : at + 1] = {
            "lose": [],
            "swap": [held[other]],
            "cut": [held[at][:cut] + noise],
            "join": [held[at][:cut] + held[other][-cut:]],
        }[what]
    said = ""
    try:
        read_back(b"\n".join(held), fmt)
    except GraphFileError as error:
        said = str(error)
    assert not said or (said.startswith(f"graph.{fmt}: ") and len(said.splitlines()) == 1)


@pytest.mark.parametrize("fmt", ["ttl", "nt"])
@bounded
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_what_is_no_rdf_is_an_error(fmt: str, data: bytes) -> None:
    with pytest.raises(GraphFileError):
        read_back(data, fmt)
