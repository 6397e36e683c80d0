"""References as BibTeX, RIS and CSL-JSON, from the JSON records of the graph."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mscgraph.formats.whole import Whole

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts a brace after a backslash as well
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_LATIN_NAME = re.compile(r"(?P<family>[^,]+) (?P<given>[A-Z]{1,4})")
_AND = re.compile(r"\sand\s", re.IGNORECASE)


def bibtex(references: Iterable[Mapping[str, Any]]) -> str:
    """Give BibTeX; the key of an entry is the reference's id."""
    return "\n".join(_bibtex(reference) for reference in references)


def ris(references: Iterable[Mapping[str, Any]]) -> str:
    """Give RIS, one record per reference, lines ended by CRLF as the format asks."""
    return "".join(f"{line}\r\n" for reference in references for line in _ris(reference))


def csl(references: Iterable[Mapping[str, Any]]) -> str:
    """Give CSL-JSON, the input of pandoc and Zotero."""
    return json.dumps([_csl(r) for r in references], ensure_ascii=False, indent=2) + "\n"


STYLES: Mapping[str, Callable[[Iterable[Mapping[str, Any]]], str]] = {
    "bibtex": bibtex,
    "ris": ris,
    "csl-json": csl,
}
"""Writers by name; the command line offers these."""


def writer(style: str) -> Callable[[Whole], Iterator[str]]:
    """Give the writer of all references of a graph in a style."""

    def write(whole: Whole) -> Iterator[str]:
        yield STYLES[style](whole.records["references"].values())

    return write


def _notes(reference: Mapping[str, Any]) -> str:
    retracted = reference["retracted"]
    return f"RETRACTED {retracted['date']}: {retracted['notice']}" if retracted else ""


def _bibtex(reference: Mapping[str, Any]) -> str:
    authors = [_bibtex_name(author) for author in reference["authors"]]
    if reference["et_al"]:
        authors.append("others")
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{_tex(reference['title'])}}}",
        "journal": _tex(reference["container"]),
        "year": reference["year"],
        "volume": reference["volume"],
        "number": reference["issue"],
        "pages": reference["pages"].replace("-", "--"),
        "doi": reference["doi"],
        "pmid": reference["pmid"],
        "note": _tex(_notes(reference)),
    }
    lines = [f"  {key} = {{{value}}}," for key, value in fields.items() if value]
    return "\n".join((f"@article{{{reference['id']},", *lines, "}", ""))


def _bibtex_name(author: str) -> str:
    match = _LATIN_NAME.fullmatch(author)
    if match is None or _AND.search(author):  # BibTeX parts the names at each "and"
        return f"{{{_tex(author)}}}"
    return f"{_tex(match['family'])}, {'. '.join(match['given'])}."


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in " ".join(text.split()))


def _ris(reference: Mapping[str, Any]) -> Iterator[str]:
    start, _, end = reference["pages"].partition("-")
    yield "TY  - JOUR"
    yield f"ID  - {reference['id']}"
    for author in reference["authors"]:
        name = " ".join(author.split())
        match = _LATIN_NAME.fullmatch(name)
        yield f"AU  - {match['family']}, {'. '.join(match['given'])}." if match else f"AU  - {name}"
    for tag, value in (
        ("TI", reference["title"]),
        ("T2", reference["container"]),
        ("PY", reference["year"]),
        ("VL", reference["volume"]),
        ("IS", reference["issue"]),
        ("SP", start),
        ("EP", end),
        ("DO", reference["doi"]),
        ("AN", reference["pmid"]),
        ("N1", _notes(reference)),
    ):
        if line := " ".join(value.split()):
            yield f"{tag}  - {line}"
    yield "ER  - "


def _csl(reference: Mapping[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "id": reference["id"],
        "type": "article-journal",
        "title": reference["title"],
        "author": [_csl_name(author) for author in reference["authors"]],
        "issued": {"date-parts": [[int(reference["year"])]]}
        if reference["year"].isdigit()
        else None,
        "container-title": reference["container"],
        "volume": reference["volume"],
        "issue": reference["issue"],
        "page": reference["pages"],
        "DOI": reference["doi"],
        "PMID": reference["pmid"],
        "PMCID": reference["pmcid"],
        "note": _notes(reference),
    }
    return {key: value for key, value in entry.items() if value}


def _csl_name(author: str) -> dict[str, str]:
    match = _LATIN_NAME.fullmatch(author)
    if match is None:
        return {"literal": author}
    return {"family": match["family"], "given": ". ".join(match["given"]) + "."}
