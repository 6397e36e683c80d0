"""Read KGX in kgx and let its validator judge; runs on the Python of .venv-validators.

Takes a JSON-LD context with the prefixes, then files of nodes, each with that of its edges, as
tables or as lines of JSON. Prints a JSON list: for each two files the version of Biolink, the nodes
and edges that kgx read, and what it finds wrong.

kgx fetches the model from the network while it is imported; it is given the one of the package
``biolink-model`` instead. The predicates of other vocabularies, which it fetches too, it needs for
none of this.
"""

from __future__ import annotations

import json
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any


def prefixes(path: Path) -> dict[str, str]:
    """Give the prefixes of a context in the one form that kgx understands."""
    context = json.loads(path.read_text("utf-8"))["@context"]
    return {
        name: said["@id"] if isinstance(said, dict) else said
        for name, said in context.items()
        if not name.startswith("@")
    }


def prepare(context: Path) -> None:
    """Give kgx what it would fetch; the first thing to do."""
    import biolink_model
    from bmt import Toolkit

    (package,) = biolink_model.__path__
    model = Path(package) / "schema" / "biolink_model.yaml"
    Toolkit.__init__.__defaults__ = (str(model), {"predicate mappings": []})
    from kgx.config import jsonld_context_map

    jsonld_context_map["biolink"] = prefixes(context)


def read(*paths: str) -> dict[str, Any]:
    """Read nodes and edges one by one, as kgx does for large graphs, and judge each."""
    from kgx.transformer import Transformer
    from kgx.validator import Validator

    validator = Validator()
    found: dict[str, list[dict[str, Any]]] = {"NODE": [], "EDGE": []}

    def look(kind: Any, record: list[Any]) -> None:
        found[kind.name].append(dict(record[-1]))
        validator(kind, record)

    source = {"filename": list(paths), "format": Path(paths[0]).suffix.lstrip(".")}
    Transformer(stream=True).transform(source, {"format": "null"}, inspector=look)
    faults = (kind for kinds in validator.get_errors().values() for kind in kinds.values())
    return {
        "version": validator.get_validation_model_version(),
        "nodes": found["NODE"],
        "edges": found["EDGE"],
        "faults": sorted(message for messages in faults for message in messages),
    }


if __name__ == "__main__":
    given, *names = sys.argv[1:]
    with redirect_stdout(sys.stderr):  # kgx logs to where the answer goes
        prepare(Path(given))
        answers = [read(*pair) for pair in zip(names[::2], names[1::2], strict=True)]
    print(json.dumps(answers))  # noqa: T201 - the answer
