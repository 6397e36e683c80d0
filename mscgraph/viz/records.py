"""What the panels of the page say of entities, claims and references, as plain data.

Every text is made here, in both languages; the page only shows it, and only as text. What is an
address is checked here, so that no ``javascript:`` of a data file becomes a link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mscgraph.graph.evidence import Claims, is_relative
from mscgraph.graph.levels import level_of
from mscgraph.rdf.prefixes import doi_address
from mscgraph.viz.figures import manipulation_line, result_line, study_line
from mscgraph.viz.links import pair
from mscgraph.viz.words import closed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mscgraph.compiled.graph import Graph
    from mscgraph.viz.words import Pair

    Record = Mapping[str, Any]

_CURIE = re.compile(r"[A-Za-z][\w.]*:[\w.+-]+")
_DEFAULT_SCOPE = ("sentence", "none")


class Records:
    """Reads the records of one graph and writes them for the page."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._studies = graph.file.table("studies")
        self._claims = Claims(graph)

    def label(self, curie: str) -> Pair:
        """Give the label of an entity; the id itself where there is none."""
        record = self._graph.entities.get(curie)
        return pair(record["label"]) if record else (curie, curie)

    # ------------------------------------------------------------------ entities

    def kind(self, curie: str) -> str:
        """Give the kind of an entity."""
        return str(self._graph.entities.get(curie)["type"])

    def entity(self, curie: str) -> dict[str, Any]:
        """Write an entity: labels, further names, identifiers with their pages, parents."""
        record = self._graph.entities.get(curie)
        names = [name for names in record["synonyms"].values() for name in names]
        ids = [curie, *record["xrefs"]]
        return _lean(
            {
                "label": pair(record["label"]),
                "kind": record["type"],
                "names": names,
                "ids": [[ident, self.address(ident)] for ident in ids],
                "parents": [self.label(parent) for parent in record["parents"]],
                "note": record["note"],
            }
        )

    def address(self, curie: str) -> str:
        """Give the public page of an identifier; empty for our own and for what is no CURIE."""
        prefix, _, local = curie.partition(":")
        known = self._graph.meta.get("prefixes", {}).get(prefix)
        if prefix == "MSCG" or not _CURIE.fullmatch(curie):
            return ""
        return web_address(f"{known}{local}") if known else f"https://bioregistry.io/{curie}"

    # ------------------------------------------------------------------ claims

    def claim(self, ident: str) -> dict[str, Any]:
        """Write a claim with all its evidence."""
        record = self._graph.claims.get(ident)
        terms = record["belief_terms"] or {}
        return _lean(
            {
                "subject": record["subject"],
                "predicate": record["predicate"],
                "object": record["object"],
                "through": record["mediated_by"],
                "sign": record["sign"] or "?",
                "negated": record["negated"],
                "withdrawn": record["reason"] if record["status"] != "active" else "",
                "belief": None if record["belief"] is None else round(record["belief"], 2),
                "context": [self._context(key, value) for key, value in record["context"].items()],
                "opposed": sorted(terms.get("opposed_by", {})),
                "standing": self._standing(record),
                "misreported": self._claims.misreported(ident),
                "excludes": self._excludes(record),
                "mechanisms": record["mechanisms"],
                "note": record["note"],
                "evidence": [self._evidence(evidence) for evidence in record["evidence"]],
            }
        )

    def mechanisms(self, claims: Iterable[Record]) -> dict[str, dict[str, Any]]:
        """Write the mechanisms of which claims are a part, and whether one study told each."""
        found = {}
        for ident in sorted({ident for claim in claims for ident in claim.get("mechanisms", ())}):
            record = self._graph.mechanisms.get(ident)
            label = pair(record["label"]) if record else (ident, ident)
            study = record is not None and record["kind"] == "study"
            found[ident] = _lean({"label": label, "study": study})
        return found

    def _standing(self, record: Record) -> str:
        """Say how far a claim was shown: in patients, animals or in vitro; or only said."""
        if all(evidence["hedge"] == "hypothesised" for evidence in record["evidence"]):
            return "supposed"
        return level_of(record)

    def _excludes(self, record: Record) -> str:
        """Give the effect that a claim sets against a path between its ends, if it does."""
        if record["status"] != "active" or is_relative(record):
            return ""
        return str(record["effective_sign"] or "")

    def _context(self, key: str, value: str) -> tuple[str, Pair]:
        """Give a context: an entity by its label, a word of ours in both languages, or as typed."""
        if self._graph.entities.index(value) is not None:
            return key, self.label(value)
        return key, closed("value", value)

    def _evidence(self, evidence: Record) -> dict[str, Any]:
        study = self._studies.get(evidence["study"]) if evidence["study"] else None
        return _lean(
            {
                "says": pair(evidence["statement"]),
                "design": evidence["design"],
                "where": [evidence["document"], evidence["section"]],
                "marks": list(_marks(evidence)),
                "study": study_line(study) if study else None,
                "facts": [
                    *(manipulation_line(change, self.label) for change in evidence["manipulation"]),
                    *(result_line(result, study) for result in evidence["results"]),
                ],
                "cites": [self._cite(cite) for cite in evidence["cites"]],
                "joint": evidence["joint"],
                "note": evidence["note"],
            }
        )

    def _cite(self, cite: Record) -> dict[str, Any]:
        relay = cite["relay"]
        return _lean(
            {
                "reference": cite["reference"],
                "printed": cite["printed"],
                "relay": relay["status"],
                "on": [f"aspect.{aspect}" for aspect in relay["on"]],
                "note": pair(relay["note"]) if relay["note"] else None,
            }
        )

    # ------------------------------------------------------------------ references

    def reference(self, ident: str) -> dict[str, Any]:
        """Write a reference: one line, links, retraction and what a reader must know of it."""
        record = self._graph.references.get(ident)
        if record is None:
            return {"text": ident}
        gone = record["retracted"]
        return _lean(
            {
                "text": citation(record),
                "sound": gone is None and record["design"] not in ("review", "other"),
                "links": list(_links(record)),
                "retracted": [gone["date"], web_address(gone["notice"])] if gone else None,
                "notes": [
                    [f"reference_note.{note['kind']}", pair(note["text"])]
                    for note in record["notes"]
                    if note["kind"] != "identifier"  # how an identifier was found: no matter here
                ],
            }
        )


def citation(record: Record) -> str:
    """Give a reference in one line, without its identifiers."""
    authors = ", ".join(record["authors"]) + (" et al" if record["et_al"] else "")
    volume = f";{record['volume']}" if record["volume"] else ""
    pages = f":{record['pages']}" if record["pages"] else ""
    place = " ".join(filter(None, (record["container"], record["year"])))
    title = record["title"].rstrip(".")
    return f"{authors}. {title}. {place}{volume}{pages}."


def web_address(text: str) -> str:
    """Give an address if it is one of the web; empty otherwise.

    Example:
        >>> web_address("https://doi.org/10.1002/hep.31831"), web_address("javascript:alert(1)")
        ('https://doi.org/10.1002/hep.31831', '')
    """
    return text if re.fullmatch(r"https?://[^\s\"'<>]+", text) else ""


def _links(record: Record) -> Iterator[tuple[str, str]]:
    if record["doi"]:
        yield f"doi:{record['doi']}", doi_address(record["doi"])
    if record["pmid"]:
        yield f"PMID {record['pmid']}", f"https://pubmed.ncbi.nlm.nih.gov/{quote(record['pmid'])}/"


def _marks(evidence: Record) -> Iterator[str]:
    """Yield the keys of the words that say how to take an evidence; defaults are left out."""
    yield f"design.{evidence['design']}"
    if evidence["hedge"] != "asserted":
        yield f"hedge.{evidence['hedge']}"
    if evidence["via"] != "body":
        yield f"via.{evidence['via']}"
    if evidence["cites_scope"] not in _DEFAULT_SCOPE:
        yield f"scope.{evidence['cites_scope']}"
    for key in ("role", "degree"):
        if evidence[key]:
            yield f"{key}.{evidence[key]}"


def _lean(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing, which is half of the file."""
    return {key: value for key, value in record.items() if value not in (None, "", [], False)}
