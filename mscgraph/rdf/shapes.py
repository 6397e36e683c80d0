"""The shapes of the RDF, as SHACL: what a record must have, and of what kind each value is.

A reasoner takes what is not said for possible; the shapes refuse a graph that does not say it.
Those of ``shapes.tsv`` state what is required, the others follow from the vocabulary. Which kinds
a predicate joins is left to ``check`` and the reasoner: as SHACL it took longer than all of these.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, get_args

from rdflib import Literal

from mscgraph.data import LICENCE
from mscgraph.model import Design, RelayStatus
from mscgraph.rdf.axioms import datatype, is_single
from mscgraph.rdf.namespaces import vocabulary
from mscgraph.rdf.ontology import ONTOLOGY
from mscgraph.rdf.prefixes import BASE, STANDARD
from mscgraph.rdf.terms import IS_A

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph.model import Text
    from mscgraph.rdf.namespaces import Term
    from mscgraph.rdf.records import Records

SHAPES = f"{BASE}shapes"
TITLE: Text = {"en": "mscgraph shapes", "zh-Hans": "间充质干细胞机制图谱形状"}
PREFIXES: Mapping[str, str] = {
    "biolink": STANDARD["biolink"],
    "dcterms": STANDARD["dcterms"],
    "mscg": STANDARD["mscg"],
    "owl": STANDARD["owl"],
    "prov": STANDARD["prov"],
    "rdf": STANDARD["rdf"],
    "rdfs": STANDARD["rdfs"],
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": f"{SHAPES}/",
    "xsd": STANDARD["xsd"],
}
_SIGNS = {"plus": "+1", "minus": "-1", "zero": "0"}
"""Rules of predicates that give one sign to all of their claims; others leave it to the claim."""


def shapes(records: Records, version: str) -> str:
    """Give the shapes as Turtle, for ``ontology/shapes.ttl``."""
    prefixes = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())
    typed = (_value(term) for term in vocabulary() if term.part in ("object", "data"))
    return "\n\n".join((prefixes, _header(version), *_required(records), *typed)) + "\n"


def _header(version: str) -> str:
    return _block(
        f"<{SHAPES}>",
        "owl:Ontology",
        f"owl:versionIRI <{SHAPES}/{version}>",
        f"owl:versionInfo {Literal(version).n3()}",
        f"dcterms:title {_texts(TITLE)}",
        f"dcterms:license <{LICENCE}>",
        f"rdfs:seeAlso <{ONTOLOGY}>",
    )


def _required(records: Records) -> Iterator[str]:
    """Yield a shape for each line of the table."""
    lists = _lists(records)
    table = files("mscgraph.rdf").joinpath("shapes.tsv").read_text("utf-8")
    for line in table.splitlines()[1:]:
        target, name, path, constraint, english, chinese = line.split("\t")
        yield _block(
            f"shape:{target}-{name}",
            "sh:PropertyShape" if path else "sh:NodeShape",
            f"sh:targetClass mscg:{target}",
            *([f"sh:path {path}"] if path else []),
            constraint.format_map(lists),
            _message({"en": english, "zh-Hans": chinese}),
        )


def _lists(records: Records) -> dict[str, str]:
    """Give what the table leaves open: the lists of the model and of the graph."""
    rules = {
        "isA" if ident == IS_A else ident: record["sign"]
        for ident, record in records["predicates"].items()
    }
    return {
        "predicates": " ".join(f"mscg:{name}" for name in rules),
        "designs": " ".join(f'"{name}"' for name in get_args(Design)),
        "relays": " ".join(f'"{name}"' for name in get_args(RelayStatus)),
        **{f"one_{tag}": _one(tag) for tag in ("en", "zh")},
        **{
            f"signed_{sign}": " ".join(f"mscg:{name}" for name in rules if rules[name] == rule)
            for sign, rule in _SIGNS.items()
        },
    }


def _one(tag: str) -> str:
    """Ask for one text in a language."""
    shape = f'sh:qualifiedValueShape [ sh:languageIn ( "{tag}" ) ]'
    return f"{shape} ; sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1"


def _value(term: Term) -> str:
    """Give the shape of the values of a property, wherever it stands."""
    if term.part == "object":
        constraint, kind = f"sh:class mscg:{term.range}", f"mscg:{term.range}"
    else:
        kind = datatype(term.range)
        constraint = "sh:nodeKind sh:Literal" if kind == "rdfs:Literal" else f"sh:datatype {kind}"
    once = is_single(term)
    text: Text = {
        "en": f"“{term.label['en']}” has {'one value' if once else 'values'} of {kind}.",
        "zh-Hans": f"“{term.label['zh-Hans']}”的值{'至多一个，' if once else ''}属于 {kind}。",
    }
    return _block(
        f"shape:{term.name}",
        "sh:PropertyShape",
        f"sh:targetSubjectsOf mscg:{term.name}",
        f"sh:path mscg:{term.name}",
        f"{constraint} ; sh:maxCount 1" if once else constraint,
        _message(text),
    )


def _message(text: Text) -> str:
    return f"sh:message {_texts(text)}"


def _texts(text: Text) -> str:
    return ", ".join(Literal(said, lang=language).n3() for language, said in text.items())


def _block(subject: str, kind: str, *pairs: str) -> str:
    return " ;\n    ".join((f"{subject} a {kind}", *pairs)) + " ."
