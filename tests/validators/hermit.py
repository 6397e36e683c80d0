"""Ask HermiT about files of N-Triples; runs on the Python of .venv-validators.

Prints a JSON list with its word on each: the classes that nothing can be in, or null where the
whole contradicts itself.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def unsatisfiable(path: Path) -> list[str] | None:
    """Give the IRIs of the classes that nothing can be in; None where the whole is inconsistent."""
    import owlready2

    world = owlready2.World()
    loaded = world.get_ontology("https://example.org/reasoned/")
    with path.open("rb") as stream:
        loaded.load(fileobj=stream, format="ntriples")
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    return sorted(found.iri for found in world.inconsistent_classes())


if __name__ == "__main__":
    # each file is a short run of Java of its own: its full compiler would not pay
    os.environ["JDK_JAVA_OPTIONS"] = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    print(json.dumps([unsatisfiable(Path(name)) for name in sys.argv[1:]]))  # noqa: T201 - the answer
