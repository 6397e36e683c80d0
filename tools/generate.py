"""Write the files that are generated from the data, or with ``--check`` say which are stale."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mscgraph.formats.context import context
from mscgraph.formats.json_schema import write_schema
from mscgraph.formats.sssom import sssom
from mscgraph.kb.cache import package_version
from mscgraph.kb.load import load
from mscgraph.rdf.ontology import ontology
from mscgraph.rdf.records import records_of
from mscgraph.rdf.shapes import shapes
from mscgraph.rdf.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from mscgraph.kb.load import KnowledgeBase

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # as a script too, a tool finds the others

from tools.fresh import keep  # noqa: E402 - after the path above


def owl(kb: KnowledgeBase) -> str:
    """Give the ontology as Turtle."""
    records = records_of(kb)
    return ontology(Terms(records), records, package_version())


def shacl(kb: KnowledgeBase) -> str:
    """Give the shapes as Turtle."""
    return shapes(records_of(kb), package_version())


FILES: dict[str, Callable[[KnowledgeBase], str]] = {
    "ontology/mscgraph.ttl": owl,
    "ontology/mappings.sssom.tsv": sssom,
    "ontology/shapes.ttl": shacl,
    "ontology/context.jsonld": context,
    "ontology/graph.schema.json": lambda _kb: write_schema(),
}
"""What is generated, and by what; each is committed."""


def main(arguments: list[str]) -> int:
    """Write all files, or compare them."""
    kb = load(ROOT)
    return keep(ROOT, {name: make(kb) for name, make in FILES.items()}, "generate", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
