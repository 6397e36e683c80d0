from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mscgraph.viz.records import Records, citation, web_address
from tests.builders import FAT, FOG, KLOT, PULP, SWELLING, cite, claim, evidence, text, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph


def test_an_entity_has_names_ids_and_parents(tiny_graph: Graph) -> None:
    records = Records(tiny_graph)

    assert records.entity(FOG) == {
        "label": ("knee fog", "膝雾"),
        "kind": "Disease",
        "ids": [
            ["MONDO:0000001", records.address("MONDO:0000001")],
            ["MONDO:0000009", records.address("MONDO:0000009")],
        ],
        "parents": [("joint disease", "关节病")],
    }
    assert records.entity(PULP)["ids"] == [["MSCG:pulp-msc", ""]]
    assert records.label("HGNC:0") == ("HGNC:0", "HGNC:0")


def test_an_identifier_leads_to_a_page(tiny_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    records = Records(tiny_graph)
    assert records.address("UBERON:0002107") == "https://bioregistry.io/UBERON:0002107"
    assert records.address("MSCG:gmsc") == ""
    assert records.address("no curie at all") == ""

    prefixes = {"MONDO": "https://example.org/MONDO_", "GO": "javascript:"}
    monkeypatch.setitem(tiny_graph.meta, "prefixes", prefixes)
    assert records.address("MONDO:0005556") == "https://example.org/MONDO_0005556"
    assert records.address("GO:0000001") == ""


@pytest.mark.parametrize(
    "text_", ["javascript:alert(1)", "ftp://example.org", "https://a b", "", 'https://x"onclick']
)
def test_only_addresses_of_the_web_become_links(text_: str) -> None:
    assert web_address(text_) == ""


def test_a_claim_says_all_that_stands_behind_it(tiny_graph: Graph) -> None:
    record = Records(tiny_graph).claim("rev2020-008")

    assert record["negated"] is True
    (told,) = record["evidence"]
    assert told["marks"] == ["design.rct"]
    assert told["study"] == (
        "Cole 2012: 12 patients (n = 12)",
        "Cole 2012: 12 patients(中)(n = 12)",
    )
    assert told["facts"] == [("fog score: 54.20 [cells]", "fog score(中):54.20 [cells(中)]")]
    assert told["cites"] == [{"reference": "cole2012", "relay": "unchecked"}]


def test_a_withdrawn_claim_gives_its_reason(tiny_graph: Graph) -> None:
    assert Records(tiny_graph).claim("rev2021-004")["withdrawn"] == "its only source was retracted"


def test_context_is_told_in_both_languages(tiny_graph: Graph) -> None:
    records = Records(tiny_graph)

    assert records.claim("rev2021-003")["context"] == [("species", ("mouse", "小鼠"))]
    assert records.claim("rev2021-001")["context"] == [
        ("comparator", ("pulp stem cell", "牙髓干细胞"))
    ]


def test_evidence_says_how_it_is_to_be_taken(tmp_path: Path) -> None:
    folder = tiny()
    told = evidence(
        {
            **cite("ames2010", "discrepant", on=["model", "dose"], note=text("Rats.", "大鼠。")),
            "printed": 4,
        },
        "bolt2011",
        hedge="suggested",
        via="title",
        cites_scope="back",
        role="key",
        degree="slight",
        joint="true",
        note="as printed",
        manipulation=[
            {"kind": "knockout", "of": KLOT, "effect": "abolished"},
            {"kind": "blockade", "of": KLOT, "effect": "weakened", "with": FAT},
        ],
    )
    folder.claims(
        claim("rev2020-030", PULP, "decreases", SWELLING, told, context={"donor": "autologous"})
    )
    record = Records(folder.graph(tmp_path)).claim("rev2020-030")

    (found,) = record["evidence"]
    assert record["context"] == [("donor", ("autologous", "自体"))]
    assert found["marks"] == [
        "design.animal",
        "hedge.suggested",
        "via.title",
        "scope.back",
        "role.key",
        "degree.slight",
    ]
    assert found["facts"] == [
        ("knockout of KLOT: effect abolished", "敲除克洛托:效应消失"),
        ("blockade of KLOT with fat stem cell: effect weakened", "用脂肪干细胞阻断克洛托:效应减弱"),
    ]
    assert found["cites"][0] == {
        "reference": "ames2010",
        "printed": 4,
        "relay": "discrepant",
        "on": ["aspect.model", "aspect.dose"],
        "note": ("Rats.", "大鼠。"),
    }
    assert found["joint"] is True
    assert found["note"] == "as printed"


def test_opposing_claims_are_named(tmp_path: Path) -> None:
    folder = tiny()
    folder.claims(claim("rev2020-040", PULP, "decreases", KLOT, evidence("bolt2011")))
    records = Records(folder.graph(tmp_path))

    assert records.claim("rev2020-001")["opposed"] == ["rev2020-040"]
    told = records.claim("rev2020-001")
    assert told["mechanisms"] == ["rev2020-glow"]
    assert records.mechanisms([told])["rev2020-glow"]["label"] == (
        "Pulp stem cells calm swelling by GLOW",
        "Pulp stem cells calm swelling by GLOW(中)",
    )


def test_a_claim_says_how_far_it_was_shown(tmp_path: Path) -> None:
    folder = tiny()
    guess = evidence("bolt2011", hedge="hypothesised")
    told = evidence("bolt2011", design="review_statement")
    folder.claims(
        claim("rev2020-041", PULP, "affects", KLOT, guess),
        claim("rev2020-042", KLOT, "affects", PULP, told),
    )
    records = Records(folder.graph(tmp_path))

    idents = ("rev2020-001", "rev2020-041", "rev2020-042")
    standings = [records.claim(ident)["standing"] for ident in idents]
    assert standings == ["animals", "supposed", "review"]


def test_a_reference_has_links_retraction_and_notes(tmp_path: Path) -> None:
    folder = tiny()
    folder.item("ames2010").update(
        pmid="123",
        notes=[
            {"kind": "mismatch", "text": text("It is about rats.", "讲的是大鼠。")},
            {"kind": "identifier", "text": text("Seen elsewhere.", "见于别处。")},
        ],
    )
    records = Records(folder.graph(tmp_path))

    assert records.reference("ames2010") == {
        "text": "Ames A. On ames2010. 2010.",
        "sound": True,
        "links": [
            ("doi:10.1000/ames", "https://doi.org/10.1000/ames"),
            ("PMID 123", "https://pubmed.ncbi.nlm.nih.gov/123/"),
        ],
        "notes": [["reference_note.mismatch", ("It is about rats.", "讲的是大鼠。")]],
    }
    assert records.reference("dunn2013")["retracted"] == ["2015", "https://example.org/notice"]
    assert records.reference("unknown2000") == {"text": "unknown2000"}


def test_a_citation_is_one_line(tiny_graph: Graph) -> None:
    record = tiny_graph.references.get("cole2012")

    assert citation(record) == "Ames A et al. On cole2012. 2012;7:1-9."
