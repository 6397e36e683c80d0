"""Judge JSON by a JSON Schema; runs on the Python of .venv-validators.

Takes the schema, then documents (.json) or JSON lines (.jsonl). Prints a JSON list: for each file
how many were looked at, and the first faults with their places.
"""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

SHOWN = 20


def judged(schema: dict[str, Any], path: Path) -> dict[str, Any]:
    """Validate a document whole, or a file of lines one by one."""
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema)
    text = path.read_text("utf-8")
    if path.suffix == ".json":
        items = [json.loads(text)]
        validator = Draft202012Validator(schema)
    else:
        items = [json.loads(line) for line in text.removesuffix("\n").split("\n")]
        validator = Draft202012Validator({"$ref": "#/$defs/Line", "$defs": schema["$defs"]})
    faults = (error for item in items for error in validator.iter_errors(item))
    return {
        "items": len(items),
        "faults": [f"{error.json_path}: {error.message[:200]}" for error in islice(faults, SHOWN)],
    }


if __name__ == "__main__":
    given, *files = map(Path, sys.argv[1:])
    asked = json.loads(given.read_text("utf-8"))
    print(json.dumps([judged(asked, file) for file in files]))  # noqa: T201 - the answer
