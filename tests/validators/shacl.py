"""Ask pyshacl about files of RDF; runs on the Python of .venv-validators.

Takes the shapes and then the files, and prints a JSON list with what breaks a shape in each:
``[focus node, shape, {language: message}]``. Shapes without a file are judged themselves.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def broken(path: str, shapes: Any) -> list[tuple[str, str, dict[str, str]]]:
    """Give what breaks a shape, sorted."""
    from pyshacl import validate
    from rdflib import RDF, SH, Graph

    _, report, _ = validate(Graph().parse(path), shacl_graph=shapes, inplace=True)
    found = [
        (
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.sourceShape)),
            {text.language: str(text) for text in report.objects(result, SH.resultMessage)},
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    ]
    return sorted(found, key=lambda result: result[:2])


def main(names: list[str]) -> None:
    """Print what breaks the shapes of the first file in each of the others."""
    from pyshacl import validate
    from rdflib import Graph

    shapes = Graph().parse(names[0])
    if not names[1:]:
        # raises where SHACL's own shapes refuse them
        validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    print(json.dumps([broken(name, shapes) for name in names[1:]]))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(sys.argv[1:])
