"""Let the nanopub library judge nanopublications in TriG; runs on the Python of .venv-validators.

Prints a JSON object: how many there are, and what is wrong with each that is not valid.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

NP = "http://www.nanopub.org/nschema#"


def faults(path: Path) -> dict[str, object]:
    """Take the file apart into nanopublications and have each of them checked."""
    from nanopub import Nanopub
    from nanopub.utils import MalformedNanopubError
    from rdflib import ConjunctiveGraph, URIRef
    from rdflib.namespace import RDF

    whole = ConjunctiveGraph()
    whole.parse(path, format="trig")
    heads = list(whole.quads((None, RDF.type, URIRef(f"{NP}Nanopublication"), None)))
    found = {}
    for this, _, _, head in heads:
        assert head is not None
        one = ConjunctiveGraph()
        parts = (str(o) for _, p, o in head if str(p).startswith(f"{NP}has"))
        for name in (str(head.identifier), *parts):
            for triple in whole.get_context(name):
                one.get_context(name).add(triple)
        try:
            valid = Nanopub(rdf=one).is_valid
        except MalformedNanopubError as error:
            valid, found[str(this)] = False, str(error)
        if not valid:
            found.setdefault(str(this), "is not valid")
    triples = sum(1 for _ in whole.quads((None, None, None, None)))
    return {"nanopubs": len(heads), "triples": triples, "faults": found}


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # rdflib's own, about its older classes, which nanopub uses
    print(json.dumps(faults(Path(sys.argv[1]))))  # noqa: T201 - the answer
