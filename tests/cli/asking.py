"""One question to the tiny graph, and its answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.conftest import Run


ASK = ("path", "PSC", "knee fog")


def answer(run: Run, *arguments: str) -> dict[str, Any]:
    done = run(*arguments, "-f", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
