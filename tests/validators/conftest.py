"""Programs that judge what mscgraph writes; they live in an environment of their own."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tools.environment import ROOT, VALIDATORS

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = VALIDATORS / "bin" / "python"


class Judge(Protocol):
    """Run a program of this folder on files and give the JSON that it prints."""

    def __call__(self, program: str, *files: Path) -> Any: ...


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Run a validator; without them the test fails, for nothing else judges as they do."""
    if not (VALIDATORS / ".done").exists():
        pytest.fail("no validators: run python3 tools/environment.py validators", pytrace=False)

    def judge_files(program: str, *files: Path) -> Any:
        done = subprocess.run(
            [PYTHON, ROOT / "tests" / "validators" / f"{program}.py", *files],
            check=False,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return judge_files
