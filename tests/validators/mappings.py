"""Read SSSOM in sssom and let its validators judge; runs on the Python of .venv-validators.

Takes tables. Prints a JSON list: for each the metadata, the prefixes, the mappings and the faults
that the validators find which ``sssom validate`` runs.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def read(path: str) -> dict[str, Any]:
    """Read and judge one table."""
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate

    found = parse_sssom_table(path)
    reports = validate(found, fail_on_error=False)
    return {
        "metadata": found.metadata,
        "prefixes": found.prefix_map,
        "mappings": found.df.to_dict("records"),
        "faults": [
            f"{kind.value}: {result.message}"
            for kind, report in reports.items()
            for result in report.results
        ],
    }


if __name__ == "__main__":
    print(json.dumps([read(path) for path in sys.argv[1:]]))  # noqa: T201 - the answer
