"""The table of docs/formats.md is what the formats do: each is read back and looked through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.formats.registry import FORMATS
from tests.builders import (
    FOG,
    GLOW,
    KLOT,
    MSC,
    PULP,
    TNF,
    cite,
    claim,
    evidence,
    relation,
    text,
    tiny,
)
from tests.conftest import ROOT
from tests.contract.readers import atoms, dumped

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase

PAGE = ROOT / "docs" / "formats.md"
GROUPS = (
    ("json", "jsonl"),
    ("ttl", "nt"),
    ("nanopub",),
    ("kgx-tsv", "kgx-jsonl"),
    ("graphml", "cx2", "cyjs", "neo4j"),
    ("sssom",),
    ("bibtex", "ris", "csl-json"),
)
"""Formats that hold the same stand in one column."""

ASPECTS = {
    "claim: subject, predicate, object": "(id|claim|note|identifier)=(.*/)?rev2020-005",
    "negation": "(mscg_)?negated=true",
    "sign": "(mscg_)?sign=-",
    "mediators": "(mscg_)?mediated_?[bB]y=.*glow-axis",
    "context": ".*=(timing=)?two weeks after",
    "hedge": "(mscg_)?hedge=hypothesised",
    "belief": r"(belief|has_confidence_score)=0\.\d+",
    "evidence: statement in English": ".*=Pulp cells mark it.",
    "evidence: statement in Chinese": ".*=牙髓细胞标记它。",
    "evidence: section and anchors": ".*=fedcba987654",
    "evidence: design": ".*=ex_vivo",
    "evidence: what was taken away or added": ".*=knockout",
    "evidence: printed figures": r".*=61\.70",
    "citations: which papers stand behind it": "(mscg_)?references?=bolt2011|was.*From=.*bolt2011",
    "citations: whether a paper says so": ".*=discrepant",
    "citations: what differs": ".*=It says tail.",
    "studies and their arms": ".*=Cole 2012: 12 patients",
    "mechanisms a claim is part of": "((mscg_)?mechanisms|hasClaim)=.*(rev2020-glow|rev2020-002)",
    "retracted claims, with the reason": ".*=its only source was retracted",
    "entities: labels in English and Chinese": ".*=克洛托",
    "entities: synonyms": ".*=PSC",
    "entities: cross-references": ".*=(.*/|MONDO:)0000009",
    "entities: broader entities": "((mscg_)?parents|isA)=(.*/|CL:)0000134",
    "entities: facts that an ontology states": "(form_of|predicate)=(.*/)?(form_of|11892)",
    "papers: title": ".*=On ames2010",
    "papers: that one is retracted": ".*=.*https://example.org/notice",
}
"""What may survive, and the key and value by which it is found again."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The tiny knowledge base with something of everything."""
    folder = tiny().claims(
        claim(
            "rev2020-901",
            PULP,
            "decreases",
            TNF,
            evidence(
                cite("bolt2011", "discrepant", on=["model"], note=text("It says tail.")),
                statement=text("Pulp cells mark it.", "牙髓细胞标记它。"),
                anchors=["fedcba987654"],
                design="ex_vivo",
                manipulation=[{"kind": "knockout", "of": KLOT, "effect": "abolished"}],
                results=[{"measure": text("mark"), "value": "61.70"}],
            ),
            mediated_by=[GLOW],
            context={"timing": "two weeks after", "disease": FOG},
        )
    )
    folder.item(KLOT)["relations"] = [relation("form_of", TNF, source="MSCG")]
    assert folder.item(PULP)["parents"] == [MSC]
    return folder.kb(tmp_path_factory.mktemp("marked"))


def survives(kb: KnowledgeBase, fmt: str) -> dict[str, bool]:
    """Say for each aspect whether a file of the format still holds it."""
    found = {f"{key}={value}" for key, value in atoms(fmt, dumped(kb, fmt))}
    return {
        aspect: any(re.fullmatch(mark, atom) for atom in found) for aspect, mark in ASPECTS.items()
    }


def table(kb: KnowledgeBase) -> str:
    """Draw the table."""
    columns = [{fmt: survives(kb, fmt) for fmt in group} for group in GROUPS]
    for column in columns:
        first, *others = column.values()
        assert all(other == first for other in others), f"{list(column)} are not alike"
    heads = [", ".join(f"`{fmt}`" for fmt in group) for group in GROUPS]
    lines = [f"| what survives | {' | '.join(heads)} |", f"|---|{':-:|' * len(heads)}"]
    for aspect in ASPECTS:
        marks = ("yes" if next(iter(c.values()))[aspect] else "-" for c in columns)
        lines.append(f"| {aspect} | {' | '.join(marks)} |")
    return "\n".join(lines)


def test_the_table_is_what_the_formats_hold(marked: KnowledgeBase) -> None:
    made = table(marked)
    assert made in PAGE.read_text("utf-8"), f"docs/formats.md should hold\n{made}"


def test_every_format_stands_in_the_table_and_on_the_page() -> None:
    assert sorted(fmt for group in GROUPS for fmt in group) == sorted(FORMATS)
    page = PAGE.read_text("utf-8")
    assert [fmt for fmt in FORMATS if f"`{fmt}`" not in page] == []


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_marks_are_no_accident(bare_kb: KnowledgeBase, fmt: str) -> None:
    """In a graph without claims and entities nothing of a claim is found."""
    papers = {aspect for aspect in ASPECTS if aspect.startswith("papers")}
    elsewhere = {
        *papers,
        "evidence: design",
        "studies and their arms",
        "evidence: section and anchors",
    }
    found = {aspect for aspect, there in survives(bare_kb, fmt).items() if there}
    assert found <= elsewhere, found - elsewhere


@pytest.fixture(scope="module")
def bare_kb(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from tests.builders import bare

    return bare().kb(tmp_path_factory.mktemp("bare"))
