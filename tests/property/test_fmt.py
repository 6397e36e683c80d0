"""``fmt`` on made-up claims with nasty texts: nothing lost, no parser misled, idempotent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mscgraph import model
from mscgraph.findings import Finding
from mscgraph.kb import schema
from mscgraph.kb.fmt import format_folder
from mscgraph.kb.fmt_comments import read_comments
from mscgraph.kb.fmt_text import format_records, scalar
from mscgraph.kb.source import parse

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    import pytest

NASTY = (
    *("'", '"', "''", ": ", ":", " #", "#", "\\", "{", "}", "[", "]", ",", "?", "-", "&", "*"),
    *("\t", "\n", "\r\n", "\u0085", "\u2028", "\u00a0", "\u200f", "\u202e", "\ufeff", "\u3000"),
    *("yes", "null", "~", "1e3", "12:30", "2001-01-01", "0123456789ab", "---", "...", "%", "<<"),
    *("细胞", "β", "µ", "\U0001d6fc", " ", "  ", "long words in a row " * 8, "超长文本" * 20),
)
texts = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=5).map("".join),
    st.text(st.characters(codec="utf-8"), min_size=1),
).filter(str.strip)
"""Every text that a file may hold; one of blanks alone is a finding (S007)."""
bilingual = st.fixed_dictionaries({"en": texts, "zh-Hans": texts})
digits = st.text("0123456789abcdef", min_size=12, max_size=12)
cites = st.builds(
    model.Cite,
    reference=texts,
    printed=st.none() | st.integers(0, 999),
    relay=st.builds(model.Relay, note=st.none() | bilingual, proof=st.just("") | texts),
)
results = st.builds(
    model.Result, measure=bilingual, value=st.just("") | texts, derived=st.booleans(), p=texts
)
manipulations = st.builds(
    model.Manipulation,
    kind=st.just("knockout"),
    of=texts,
    effect=st.just("weakened"),
    with_=st.none() | texts,
)
evidence = st.builds(
    model.Evidence,
    document=texts,
    section=texts,
    anchors=st.lists(digits, min_size=1, max_size=12).map(tuple),
    design=st.just("animal"),
    statement=bilingual,
    cites=st.lists(cites, max_size=2).map(tuple),
    joint=st.booleans(),
    manipulation=st.lists(manipulations, max_size=2).map(tuple),
    results=st.lists(results, max_size=2).map(tuple),
    note=st.just("") | texts,
)
claims = st.builds(
    model.Claim,
    id=texts,
    subject=texts,
    subject_label=texts,
    predicate=texts,
    object=texts,
    object_label=texts,
    evidence=st.lists(evidence, min_size=1, max_size=2).map(tuple),
    negated=st.booleans(),
    mediated_by=st.lists(texts, max_size=9).map(tuple),
    context=st.builds(model.Context, timing=st.none() | texts, species=st.none() | texts),
    note=st.just("") | texts,
)
unhurried = settings(deadline=None)
"""A machine that does other things as well must not fail a test."""


def records_of(text: str) -> list[model.Claim]:
    source, findings = parse("graphs/claims/x/y.yaml", text.encode())
    assert not findings, findings[0].render()
    _, lost = read_comments(source, text.encode())
    assert not lost
    outcomes = list(schema.validate("claims", source))
    assert not any(isinstance(outcome, Finding) for outcome in outcomes)
    return [outcome[1] for outcome in outcomes if not isinstance(outcome, Finding)]


def leaves(value: Any) -> list[Any]:
    """Every key and every value, in order; a key that any file may leave out is not there."""
    if isinstance(value, dict):
        return [leaf for pair in value.items() for part in pair for leaf in leaves(part)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]


@unhurried
@given(st.lists(claims, min_size=1, max_size=3))
def test_claims_read_back_as_they_were(made: list[model.Claim]) -> None:
    text = format_records(made)
    assert records_of(text) == made
    assert format_records(records_of(text)) == text
    assert text.endswith("\n")
    assert "\r" not in text


def guesses(text: str) -> Iterator[Any]:
    """Read a text by the rules of YAML 1.1, with both parsers that are at hand."""
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        yield yaml.load(text, Loader=loader)  # noqa: S506 - both are safe


@unhurried
@given(st.lists(claims, min_size=1, max_size=2))
def test_a_parser_that_guesses_types_reads_texts_as_texts(made: list[model.Claim]) -> None:
    text = format_records(made)
    source, _ = parse("x.yaml", text.encode())
    for guessed in guesses(text):
        for told, leaf in zip(leaves(list(source.items)), leaves(guessed), strict=True):
            if isinstance(leaf, bool):
                assert told == str(leaf).lower()
            else:
                assert isinstance(leaf, str) or told.isdecimal()
                assert str(leaf) == told


@unhurried
@given(texts)
def test_one_text_in_every_place(text: str) -> None:
    flow = scalar(text, flow=True)
    assert all(read == text for read in guesses(scalar(text)))
    assert all(read == [text, text] for read in guesses(f"[{flow}, {flow}]"))
    assert all(read == {"a": text, "b": text} for read in guesses(f"{{a: {flow}, b: {flow}}}"))
    assert all(read == [{text: text}] for read in guesses(f"- {scalar(text)}: {scalar(text)}"))


@unhurried
@given(
    made=st.lists(claims, min_size=1, max_size=3),
    shuffle=st.randoms(use_true_random=False),
    style=st.sampled_from([None, True, False]),
)
def test_a_foreign_spelling_comes_to_the_same(
    made: list[model.Claim],
    shuffle: random.Random,
    style: bool | None,  # noqa: FBT001 - drawn by name
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = [replace(claim, id=f"ab2024-{index:03}") for index, claim in enumerate(made)]
    foreign = [_without_empty(model.to_record(claim)) for claim in made]
    shuffle.shuffle(foreign)
    folder = tmp_path_factory.mktemp("data")
    (folder / "ontology").mkdir()
    path = folder / "graphs/claims/ab2024/topic.yaml"
    path.parent.mkdir(parents=True)
    dumped: str = yaml.safe_dump(foreign, allow_unicode=True, default_flow_style=style)
    path.write_bytes(dumped.encode())
    done = format_folder(folder)
    assert done.report.ok, [finding.render() for finding in done.report.findings]
    after = path.read_bytes().decode()
    before = sorted(records_of(dumped), key=lambda claim: claim.id)
    assert records_of(after) == before
    assert after == format_records(before)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_empty(v) for k, v in value.items() if v not in ("", None)}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value
