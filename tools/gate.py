"""Run every check, or those that are named, and say at the end which of them failed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

STEPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "lint": (("ruff", "format", "--check", "."), ("ruff", "check", ".")),
    "types": (("mypy",),),
    "layers": (("lint-imports",),),
    "tests": (("pytest", "--cov"),),
    "data": (("mscgraph", "check"),),
}


def run(command: tuple[str, ...]) -> bool:
    """Run a program of .venv from the top of the repository."""
    print(f"$ {' '.join(command)}", flush=True)
    # a graph that the caller's shell points at is not the one to test
    environment = {key: value for key, value in os.environ.items() if key != "MSCGRAPH_DATA"}
    program = str(BIN / command[0])
    done = subprocess.run([program, *command[1:]], check=False, cwd=ROOT, env=environment)
    return done.returncode == 0


def step(name: str) -> bool:
    """Run all commands of a step, also after one that failed."""
    begin = time.monotonic()
    results = [run(command) for command in STEPS[name]]
    good = all(results)
    print(f"{name}: {'ok' if good else 'FAILED'} ({time.monotonic() - begin:.1f} s)\n", flush=True)
    return good


def main(names: list[str]) -> int:
    """Run the steps in order; a failure does not hide what comes after it."""
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"no step is called {unknown[0]!r}; there are {', '.join(STEPS)}", file=sys.stderr)
        return 2
    failed = [name for name in names or STEPS if not step(name)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
