"""Write the tables of docs/ontology.md: what the ontology holds, what it and the shapes refuse.

That they do refuse it is for tests/validators to show; ``--check`` says whether the page is fresh.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SH, Graph, URIRef

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # where the tests with the cases are, and the tools

from mscgraph.rdf.prefixes import VOCABULARY  # noqa: E402 - after the path above
from mscgraph.rdf.shapes import SHAPES  # noqa: E402
from tests.validators.broken import CASES as BROKEN  # noqa: E402
from tests.validators.contradictions import CLASSES, PROPERTIES  # noqa: E402
from tools.fresh import between, keep  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

PAGE = "docs/ontology.md"
START, END = "<!-- tables: tools/ontology_page.py -->", "<!-- end of tables -->"


def tables() -> str:
    """Give the three tables in Markdown."""
    owl = Graph().parse(ROOT / "ontology" / "mscgraph.ttl")
    shapes = Graph().parse(ROOT / "ontology" / "shapes.ttl")
    refused = [(name, f"`{case.axiom}`") for name, case in (CLASSES | PROPERTIES).items()]
    broken = [(name, *_messages(shapes, case.shapes)) for name, case in BROKEN.items()]
    return "\n\n".join(
        (
            "### What the ontology holds",
            _table(("axiom", "count"), _counts(owl)),
            "### What HermiT refuses, and by which axiom",
            _table(("contradiction", "axiom"), refused),
            "### What pyshacl refuses, and what it says",
            _table(("broken graph", "English", "Chinese"), broken),
        )
    )


def _counts(owl: Graph) -> list[tuple[str, str]]:
    kinds = {
        "classes": OWL.Class,
        "object properties": OWL.ObjectProperty,
        "data properties": OWL.DatatypeProperty,
        "annotation properties": OWL.AnnotationProperty,
    }
    rows = []
    for name, kind in kinds.items():
        terms = [term for term in owl.subjects(RDF.type, kind) if isinstance(term, URIRef)]
        ours = sum(term.startswith(VOCABULARY) for term in terms)
        borrowed = f", and {len(terms) - ours} of Biolink and RO" if ours < len(terms) else ""
        rows.append((name, f"{ours}{borrowed}"))
    for name, predicate in (
        ("below a class", RDFS.subClassOf),
        ("below a property", RDFS.subPropertyOf),
        ("inverse of a property", OWL.inverseOf),
        ("domains", RDFS.domain),
        ("ranges", RDFS.range),
        ("pairs of classes that exclude each other", OWL.disjointWith),
        ("lists of classes that exclude each other", OWL.members),
    ):
        rows.append((name, str(len(list(owl.triples((None, predicate, None)))))))
    for trait in ("Functional", "Symmetric", "Transitive", "Irreflexive"):
        found = list(owl.subjects(RDF.type, OWL[f"{trait}Property"]))
        rows.append((f"{trait.lower()} properties", str(len(found))))
    return rows


def _messages(shapes: Graph, names: set[str]) -> list[str]:
    """Give what the shapes say, in English and in Chinese."""
    said: dict[str, list[str]] = {"en": [], "zh-Hans": []}
    for name in sorted(names):
        for text in shapes.objects(URIRef(f"{SHAPES}/{name}"), SH.message):
            said[text.language].append(str(text))  # type: ignore[attr-defined]  # all are literals
    return [" ".join(texts) for texts in said.values()]


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main(arguments: list[str]) -> int:
    """Refresh the tables, or say that they are stale."""
    page = between((ROOT / PAGE).read_text(encoding="utf-8"), START, END, tables())
    return keep(ROOT, {PAGE: page}, "ontology_page", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
