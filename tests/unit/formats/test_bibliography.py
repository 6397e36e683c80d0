"""BibTeX, RIS and CSL-JSON, read back by small readers that share nothing with the writers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mscgraph.formats.bibliography import STYLES, bibtex, csl, ris

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph


def record(**more: Any) -> dict[str, Any]:
    """Build the JSON record of a reference."""
    return {
        "id": "ames2010",
        "title": "On fog",
        "authors": ["Ames A", "van der Bolt BC"],
        "year": "2010",
        "et_al": False,
        "container": "J Knee",
        "volume": "7",
        "issue": "2",
        "pages": "1-9",
        "doi": "10.1000/a_b(1)",
        "pmid": "12345",
        "pmcid": "PMC67",
        "retracted": None,
        **more,
    }


BARE = record(
    **dict.fromkeys(("container", "volume", "issue", "pages", "doi", "pmid", "pmcid"), "")
)
RETRACTED = {"date": "2015", "notice": "https://example.org/a_notice"}

HOSTILE = [
    "100 % of 5 & 6 cost $7 in a #1 test_run ~ 2^3",
    "An {odd} brace } and { another",
    "}}}",
    "a \\ backslash and \\textbf{none}",
    "@article{evil, title = {x}}",
    "间充质干细胞(MSC)的作用:综述",
    "two\nlines, a\ttab\r\n\r\nand a paragraph",
    'quoted "so" and <i>so</i>',
    "ER  - \nTY  - BOOK",
]


# --------------------------------------------------------------------------------------- BibTeX


def read_bibtex(text: str) -> dict[str, dict[str, str]]:
    """Read entries as BibTeX does: a field ends where the braces balance, escaped or not."""
    entries: dict[str, dict[str, str]] = {}
    at = 0
    while match := re.compile(r"\s*@(\w+)\{([^,\s{}]+),").match(text, at):
        at, fields = match.end(), {}
        while field := re.compile(r"\s*(\w+)\s*=\s*\{").match(text, at):
            depth, start = 1, field.end()
            at = start
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            fields[field[1]] = text[start : at - 1]
            at = text.index(",", at) + 1
        end = re.compile(r"\s*\}\n").match(text, at)
        assert end, text[at : at + 40]
        at = end.end()
        assert match[2] not in entries
        entries[match[2]] = {"entry": match[1], **fields}
    assert not text[at:].strip(), text[at:]
    return entries


def from_tex(text: str) -> str:
    """Take the commands that a title may hold for what they print."""
    printed = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciicircum": "^",
        "textasciitilde": "~",
    }

    def one(match: re.Match[str]) -> str:
        return printed[match[1]] if match[1] else match[2]

    left = re.sub(
        r"\\([a-z]+)\{\}|\\([$&%#_])|[{}]", lambda m: one(m) if m[0][0] == "\\" else "", text
    )
    assert not re.search(r"(?<!\\)[%&#$_^~]", re.sub(r"\\[a-z]+\{\}|\\[$&%#_]", "", text))
    return left


def test_bibtex_of_a_reference() -> None:
    assert read_bibtex(bibtex([record()])) == {
        "ames2010": {
            "entry": "article",
            "author": "Ames, A. and van der Bolt, B. C.",
            "title": "{On fog}",
            "journal": "J Knee",
            "year": "2010",
            "volume": "7",
            "number": "2",
            "pages": "1--9",
            "doi": "10.1000/a_b(1)",
            "pmid": "12345",
        }
    }


def test_bibtex_leaves_out_what_is_not_known() -> None:
    assert set(read_bibtex(bibtex([BARE]))["ames2010"]) == {"entry", "author", "title", "year"}


def test_bibtex_of_several_and_of_none() -> None:
    assert list(read_bibtex(bibtex([record(), record(id="bolt2011")]))) == ["ames2010", "bolt2011"]
    assert bibtex([]) == ""


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_of_a_hostile_title(title: str) -> None:
    entries = read_bibtex(bibtex([record(title=title), record(id="next2011", container=title)]))
    assert list(entries) == ["ames2010", "next2011"]
    wanted = " ".join(title.split())
    assert from_tex(entries["ames2010"]["title"]) == wanted
    assert from_tex(entries["next2011"]["journal"]) == wanted


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_bibtex_of_any_title(title: str) -> None:
    (entry,) = read_bibtex(bibtex([record(title=title)])).values()
    assert from_tex(entry["title"]) == " ".join(title.split())


def names(author: str) -> list[str]:
    """Part a list of names as BibTeX does: at each ``and`` outside of braces."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"[{}]|\sand\s", author, re.IGNORECASE):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif not depth:
            found.append(author[start : match.start()])
            start = match.end()
    return [*found, author[start:]]


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("Ames A", "Ames, A."),
        ("de la Bolt ABC", "de la Bolt, A. B. C."),
        ("O'Neil-Jones AB", "O'Neil-Jones, A. B."),
        ("曹雪琛", "{曹雪琛}"),
        ("Knee Fog Study Group", "{Knee Fog Study Group}"),
        ("Food and Drug Administration FDA", "{Food and Drug Administration FDA}"),
        ("Fog AND Mist Group", "{Fog AND Mist Group}"),
        ("Ames, Junior AB", "{Ames, Junior AB}"),
        ("Fog & Mist_Group {x}", r"{Fog \& Mist\_Group \textbraceleft{}x\textbraceright{}}"),
        ("Ames Alexander", "{Ames Alexander}"),
        ("Anderson A", "Anderson, A."),
    ],
)
def test_bibtex_of_a_name(author: str, shown: str) -> None:
    (entry,) = read_bibtex(bibtex([record(authors=["Bolt B", author, "Cole C"])])).values()
    assert names(entry["author"]) == ["Bolt, B.", shown, "Cole, C."]


def test_bibtex_of_more_authors_than_printed() -> None:
    (entry,) = read_bibtex(bibtex([record(et_al=True)])).values()
    assert names(entry["author"])[-1] == "others"


def test_a_retraction_is_told_in_every_style() -> None:
    told = "RETRACTED 2015: https://example.org/a_notice"
    gone = record(retracted=RETRACTED)
    assert from_tex(read_bibtex(bibtex([gone]))["ames2010"]["note"]) == told
    assert read_ris(ris([gone]))[0]["N1"] == [told]
    assert json.loads(csl([gone]))[0]["note"] == told
    for style in STYLES.values():
        assert "RETRACTED" not in style([record()])


# ------------------------------------------------------------------------------------------ RIS


def read_ris(text: str) -> list[dict[str, list[str]]]:
    """Read RIS: two characters, two blanks, hyphen, blank, value; CRLF; TY first and ER last."""
    if not text:
        return []
    assert text.endswith("\r\n")
    records: list[dict[str, list[str]]] = []
    open_ = False
    for line in text.removesuffix("\r\n").split("\r\n"):
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - ([^\r\n]*)", line)
        assert match, line
        tag, value = match.groups()
        if tag == "TY":
            assert not open_
            records.append({})
            open_ = True
        assert open_
        if tag == "ER":
            assert value == ""
            open_ = False
        else:
            assert value
            records[-1].setdefault(tag, []).append(value)
    assert not open_
    return records


def test_ris_of_a_reference() -> None:
    text = ris([record()])
    assert text.startswith("TY  - JOUR\r\n")
    assert text.endswith("ER  - \r\n")
    assert read_ris(text) == [
        {
            "TY": ["JOUR"],
            "ID": ["ames2010"],
            "AU": ["Ames, A.", "van der Bolt, B. C."],
            "TI": ["On fog"],
            "T2": ["J Knee"],
            "PY": ["2010"],
            "VL": ["7"],
            "IS": ["2"],
            "SP": ["1"],
            "EP": ["9"],
            "DO": ["10.1000/a_b(1)"],
            "AN": ["12345"],
        }
    ]


def test_ris_has_no_line_for_blanks() -> None:
    (entry,) = read_ris(ris([record(title=" \x1f ")]))
    assert "TI" not in entry


def test_ris_of_several_and_of_none() -> None:
    assert [r["ID"] for r in read_ris(ris([BARE, record(id="bolt2011")]))] == [
        ["ames2010"],
        ["bolt2011"],
    ]
    assert set(read_ris(ris([BARE]))[0]) == {"TY", "ID", "AU", "TI", "PY"}
    assert ris([]) == ""


@pytest.mark.parametrize("title", HOSTILE)
def test_ris_of_a_hostile_title(title: str) -> None:
    one, other = read_ris(
        ris([record(title=title, authors=[f"{title} group"]), record(id="next2011")])
    )
    assert one["TI"] == [" ".join(title.split())]
    assert one["AU"] == [f"{one['TI'][0]} group"]
    assert other["ID"] == ["next2011"]


@pytest.mark.parametrize(
    ("pages", "start", "end"), [("102491", ["102491"], None), ("e12-e19", ["e12"], ["e19"])]
)
def test_ris_of_pages(pages: str, start: list[str], end: list[str] | None) -> None:
    (one,) = read_ris(ris([record(pages=pages)]))
    assert (one["SP"], one.get("EP")) == (start, end)


def test_ris_of_a_chinese_name() -> None:
    assert read_ris(ris([record(authors=["曹雪琛"])]))[0]["AU"] == ["曹雪琛"]


# ------------------------------------------------------------------------------------- CSL-JSON

CSL_TEXTS = {
    *("id", "type", "title", "container-title", "volume", "issue", "page"),
    *("DOI", "PMID", "PMCID", "note"),
}


def read_csl(text: str) -> list[dict[str, Any]]:
    """Read CSL-JSON by the rules of its schema, as far as articles go."""
    items: list[dict[str, Any]] = json.loads(text)
    for item in items:
        assert {"id", "type"} <= set(item) <= {*CSL_TEXTS, "author", "issued"}
        assert item["type"] == "article-journal"
        assert all(isinstance(item[key], str) for key in CSL_TEXTS & set(item))
        for name in item.get("author", ()):
            assert set(name) in ({"family", "given"}, {"literal"})
            assert all(isinstance(part, str) and part for part in name.values())
        for date in item.get("issued", {"date-parts": []})["date-parts"]:
            assert 1 <= len(date) <= 3
            assert all(isinstance(part, int) for part in date)
    return items


def test_csl_of_a_reference() -> None:
    assert read_csl(csl([record()])) == [
        {
            "id": "ames2010",
            "type": "article-journal",
            "title": "On fog",
            "author": [
                {"family": "Ames", "given": "A."},
                {"family": "van der Bolt", "given": "B. C."},
            ],
            "issued": {"date-parts": [[2010]]},
            "container-title": "J Knee",
            "volume": "7",
            "issue": "2",
            "page": "1-9",
            "DOI": "10.1000/a_b(1)",
            "PMID": "12345",
            "PMCID": "PMC67",
        }
    ]


def test_csl_leaves_out_what_is_not_known() -> None:
    (item,) = read_csl(csl([record(authors=[], year="in press")]))
    assert {"author", "issued"} & set(item) == set()
    assert set(read_csl(csl([BARE]))[0]) == {"id", "type", "title", "author", "issued"}
    assert read_csl(csl([])) == []


@pytest.mark.parametrize("title", HOSTILE)
def test_csl_of_a_hostile_title(title: str) -> None:
    assert read_csl(csl([record(title=title)]))[0]["title"] == title


def test_csl_of_a_chinese_name_stays_readable() -> None:
    text = csl([record(authors=["曹雪琛"], title="综述")])
    assert "曹雪琛" in text
    assert read_csl(text)[0]["author"] == [{"literal": "曹雪琛"}]


# --------------------------------------------------------------------------------- the real ones


@pytest.mark.kb_data
def test_every_reference_of_the_graph_in_every_style(real_graph: Graph) -> None:
    references = [real_graph.references.get(ident) for ident in real_graph.references.ids]
    titles = [" ".join(r["title"].split()) for r in references]
    assert len(titles) > 100
    assert [from_tex(e["title"]) for e in read_bibtex(bibtex(references)).values()] == titles
    assert [r["TI"][0] for r in read_ris(ris(references))] == titles
    assert [r["title"] for r in read_csl(csl(references))] == [r["title"] for r in references]


def test_the_styles_are_named_as_users_know_them() -> None:
    assert dict(STYLES) == {"bibtex": bibtex, "ris": ris, "csl-json": csl}
