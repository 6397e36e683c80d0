"""Prefixes of the RDF, and the short form of an IRI; standard library alone, for the fast path."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BASE = "https://w3id.org/mscgraph/"
VOCABULARY = f"{BASE}vocab/"
"""Namespace ``mscg:`` of our classes and properties."""

ENTITY = f"{BASE}entity/"
"""Namespace of the entities that no other source names."""

RECORDS = (
    "claim",
    "evidence",
    "relay",
    "manipulation",
    "result",
    "relation",
    "study",
    "reference",
    "document",
    "mechanism",
    "omission",
    "namespace",
)
"""Kinds of records with IRIs of their own, ``<base><kind>/<id>``, and the prefixes for these."""

STANDARD: Mapping[str, str] = {
    "mscg": VOCABULARY,
    "entity": ENTITY,
    **{kind: f"{BASE}{kind}/" for kind in RECORDS},
    "biolink": "https://w3id.org/biolink/vocab/",
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "obo": "http://purl.obolibrary.org/obo/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every query and every Turtle file knows."""

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
"""Local names that need no escape in Turtle and SPARQL."""
_SAFE = "!$&'()*+,;=:@~-._"
"""What RFC 3987 allows in a segment beside letters and digits."""


def prefixes(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Give all prefixes by name: the standard ones, then those of the graph's identifiers."""
    return {**{record["prefix"]: record["iri"] for record in records}, **STANDARD}


def segment(text: str) -> str:
    """Escape a text for one segment of an IRI."""
    return quote(text, safe=_SAFE)


def doi_address(doi: str) -> str:
    """Give the address of a DOI, its slashes as they are.

    Example:
        >>> doi_address("10.1002/hep.31831")
        'https://doi.org/10.1002/hep.31831'
    """
    return f"https://doi.org/{quote(doi, safe='/:;()')}"


def expand(curie: str, names: Mapping[str, str]) -> str:
    """Give the IRI of a CURIE; one with a prefix of nobody's stands below our own entities.

    Example:
        >>> expand("CL:0002540", {"CL": "http://purl.obolibrary.org/obo/CL_"})
        'http://purl.obolibrary.org/obo/CL_0002540'
    """
    prefix, colon, local = curie.partition(":")
    if colon and prefix in names:
        return names[prefix] + segment(local)
    return ENTITY + segment(curie)


class Shortener:
    """Turns IRIs into prefixed names, CURIEs of the graph first, longest namespace first."""

    def __init__(self, names: Mapping[str, str]) -> None:
        # MSCG:gmsc is what every command shows, entity:gmsc only what SPARQL users may write
        self._spaces = sorted(
            ((iri, prefix) for prefix, iri in names.items()),
            key=lambda pair: (-len(pair[0]), pair[1].islower(), pair[1]),
        )
        self.short = lru_cache(maxsize=65536)(self._short)

    def _short(self, iri: str) -> str:
        for space, prefix in self._spaces:
            if iri.startswith(space):
                local = iri[len(space) :]
                if _LOCAL.fullmatch(local) or prefix in RECORDS:
                    return f"{prefix}:{local}"
        return iri

    def turtle(self, iri: str) -> str:
        """Give the prefixed name that Turtle reads without escapes, or the IRI in brackets."""
        short = self.short(iri)
        local = short.partition(":")[2]
        return short if short != iri and _LOCAL.fullmatch(local) else f"<{iri}>"
