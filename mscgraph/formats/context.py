"""The prefixes of the graph as a JSON-LD context, by which any program expands identifiers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mscgraph.formats.whole import whole_of
from mscgraph.rdf.prefixes import prefixes

if TYPE_CHECKING:
    from mscgraph.formats.whole import Exportable


def context(source: Exportable) -> str:
    """Give the context; an identifier expands to the IRI that it has in our RDF."""
    names = prefixes(whole_of(source).records["prefixes"].values())
    # said outright: by itself JSON-LD takes no IRI for a prefix that ends in a letter or in _
    terms = {name: {"@id": iri, "@prefix": True} for name, iri in sorted(names.items())}
    held = {"@context": {"@version": 1.1, **terms}}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"
