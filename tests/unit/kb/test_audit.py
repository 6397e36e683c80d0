"""The citation audit: each kind, read off the data, and nothing where nothing is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.kb.audit import KINDS, AuditEntry, audit
from tests.builders import (
    FOG,
    KLOT,
    PULP,
    TNF,
    Item,
    cite,
    claim,
    evidence,
    text,
    tiny,
)

if TYPE_CHECKING:
    from pathlib import Path

NOTE = text("The paper speaks of rats.", "原文所述为大鼠。")


def entries(root: Path, *claims: Item, **documents: Any) -> list[AuditEntry]:
    """Audit the tiny folder with further claims and other reference lists."""
    folder = tiny().claims(*claims)
    for document in folder.files["graphs/documents.yaml"]:
        document["bibliography"] = documents.get(document["id"], ["ames2010", "bolt2011"])
    return audit(folder.kb(root))


def test_nothing_is_wrong(tmp_path: Path) -> None:
    assert entries(tmp_path) == []


def test_the_tiny_graph_has_a_retracted_paper_in_both_lists(tiny_kb: Any) -> None:
    found = audit(tiny_kb)
    assert [(e.kind, e.document, e.reference, e.printed, e.claims) for e in found] == [
        ("retracted", "rev2020", "dunn2013", "4", ()),
        # the one claim that cites it is itself retracted, so nothing stands on it
        ("retracted", "rev2021", "dunn2013", "4", ()),
    ]
    assert found[0].text == {
        "en": "Retracted 2015: https://example.org/notice",
        "zh-Hans": "2015 撤稿:https://example.org/notice",
    }


def test_retracted_names_the_claims_of_its_own_document_once_each(tmp_path: Path) -> None:
    twice = evidence("dunn2013"), evidence("dunn2013", section="2")
    other = evidence("dunn2013", document="rev2021")
    found = entries(
        tmp_path,
        claim("rev2020-021", PULP, "increases", TNF, *twice),
        claim("rev2020-020", PULP, "decreases", FOG, evidence("dunn2013")),
        claim("rev2020-022", PULP, "affects", FOG, other),
        rev2020=["ames2010", "dunn2013"],
        rev2021=["dunn2013"],
    )
    assert [(e.document, e.printed, e.claims) for e in found] == [
        ("rev2020", "2", ("rev2020-020", "rev2020-021")),
        ("rev2021", "1", ("rev2020-022",)),
    ]


def test_a_retracted_paper_is_found_where_the_document_has_no_numbered_list(
    tmp_path: Path,
) -> None:
    found = entries(
        tmp_path, claim("rev2020-020", PULP, "affects", FOG, evidence("dunn2013")), rev2020=[]
    )
    assert [(e.kind, e.document, e.printed, e.claims) for e in found] == [
        ("retracted", "rev2020", "", ("rev2020-020",))
    ]


@pytest.mark.parametrize(
    ("printed", "listed", "means"),
    [
        pytest.param("1", ["ames2010", "bolt2011"], "2", id="another entry"),
        pytest.param("3", ["ames2010", "bolt2011"], "2", id="after the end"),
        pytest.param("0", ["ames2010", "bolt2011"], "2", id="zero"),
        pytest.param("1", ["ames2010"], "?", id="the meant one is not listed"),
    ],
)
def test_misnumbered(tmp_path: Path, printed: str, listed: list[str], means: str) -> None:
    wrong = {"reference": "bolt2011", "printed": printed}
    (entry,) = entries(
        tmp_path,
        claim("rev2020-021", PULP, "increases", TNF, evidence(wrong)),
        claim("rev2020-020", PULP, "affects", FOG, evidence(wrong), evidence(wrong, section="2")),
        rev2020=listed,
    )
    assert (entry.kind, entry.document, entry.reference) == ("misnumbered", "rev2020", "bolt2011")
    assert (entry.printed, entry.on) == (printed, ())
    assert entry.claims == ("rev2020-020", "rev2020-021")
    assert entry.text["en"] == f"The page prints [{printed}] and means [{means}]."
    assert entry.text["zh-Hans"] == f"原文印作 [{printed}],实指 [{means}]。"


def test_a_right_number_is_no_entry(tmp_path: Path) -> None:
    right = {"reference": "bolt2011", "printed": "2"}
    assert entries(tmp_path, claim("rev2020-020", PULP, "affects", FOG, evidence(right))) == []


def test_two_misprints_of_one_paper_are_two_entries(tmp_path: Path) -> None:
    found = entries(
        tmp_path,
        *(
            claim(
                f"rev2020-02{n}",
                PULP,
                "affects",
                obj,
                evidence({"reference": "bolt2011", "printed": n}),
            )
            for n, obj in (("3", FOG), ("1", KLOT))
        ),
    )
    assert [(e.printed, e.claims) for e in found] == [
        ("1", ("rev2020-021",)),
        ("3", ("rev2020-023",)),
    ]


def test_duplicated_names_every_place(tmp_path: Path) -> None:
    (entry,) = entries(tmp_path, rev2021=["bolt2011", "ames2010", "bolt2011", "bolt2011"])
    assert (entry.kind, entry.document, entry.reference) == ("duplicated", "rev2021", "bolt2011")
    assert (entry.printed, entry.claims) == ("1, 3, 4", ())
    assert entry.text["en"] == "Entries 1, 3, 4 of the reference list are one paper."
    assert "1, 3, 4" in entry.text["zh-Hans"]


def discrepant(
    ident: str, obj: str, *on: str, note: Item = NOTE, printed: str | None = None
) -> Item:
    cited = cite("bolt2011", "discrepant", on=list(on), note=note)
    if printed:
        cited["printed"] = printed
    return claim(ident, PULP, "affects", obj, evidence(cited))


def test_one_slip_of_a_review_is_one_entry(tmp_path: Path) -> None:
    (entry,) = entries(
        tmp_path,
        discrepant("rev2020-021", TNF, "model", "dose", printed="2"),
        discrepant("rev2020-020", FOG, "model", "dose", printed="2"),
    )
    assert (entry.kind, entry.document, entry.reference) == ("discrepant", "rev2020", "bolt2011")
    assert (entry.printed, entry.on) == ("2", ("model", "dose"))
    assert entry.claims == ("rev2020-020", "rev2020-021")
    assert entry.text == NOTE


def test_another_slip_is_another_entry(tmp_path: Path) -> None:
    found = entries(
        tmp_path,
        discrepant("rev2020-020", FOG, "model"),
        discrepant("rev2020-021", TNF, "sign"),
        discrepant("rev2020-022", KLOT, "model", note=text("It speaks of sheep.")),
    )
    assert [(e.on, e.claims, e.printed) for e in found] == [
        (("model",), ("rev2020-020",), ""),
        (("sign",), ("rev2020-021",), ""),
        (("model",), ("rev2020-022",), ""),
    ]


def test_a_slip_without_a_note_has_an_empty_text(tmp_path: Path) -> None:
    cited = cite("bolt2011", "discrepant", on=["sign"])
    (entry,) = entries(tmp_path, claim("rev2020-020", PULP, "affects", FOG, evidence(cited)))
    assert entry.text == {"en": "", "zh-Hans": ""}


def test_retracted_claims_use_no_reference(tmp_path: Path) -> None:
    gone = discrepant("rev2020-020", FOG, "sign", printed="1")
    gone.update(status="retracted", reason="a slip of ours")
    assert entries(tmp_path, gone) == []


def test_entries_are_ordered_by_kind_document_and_reference(tmp_path: Path) -> None:
    found = entries(
        tmp_path,
        discrepant("rev2020-020", FOG, "sign", printed="1"),
        rev2020=["ames2010", "bolt2011", "dunn2013", "cole2012", "cole2012"],
        rev2021=["dunn2013"],
    )
    assert [(e.kind, e.document) for e in found] == [
        ("retracted", "rev2020"),
        ("retracted", "rev2021"),
        ("misnumbered", "rev2020"),
        ("duplicated", "rev2020"),
        ("discrepant", "rev2020"),
    ]
    assert tuple(dict.fromkeys(e.kind for e in found)) == KINDS
