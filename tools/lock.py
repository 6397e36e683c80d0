"""Resolve requirements/*.txt from pyproject.toml: all platforms, with hashes, no index address.

The resolver comes from requirements/lock.txt, which it keeps itself. What is locked already stays
as it is unless --upgrade or --upgrade-package NAME is given.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    *("pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--custom-compile-command", "make lock"),
)
LOCKS = {
    "run": ("pyproject.toml", "--group", "build"),
    # bound to the run list, so that tests run on what users run
    "test": ("pyproject.toml", "--group", "test", "--constraints", "requirements/run.txt"),
    "validators": (
        *("--group", "validators", "--excludes", "requirements/validators-excludes.txt"),
        *("--overrides", "requirements/validators-overrides.txt"),
    ),
    "sources": ("--group", "sources"),
    "benchmarks": (
        *("--group", "benchmarks", "--no-deps"),
        *("--constraints", "requirements/run.txt"),
    ),
    "lock": ("--group", "lock"),
}


def main(arguments: list[str]) -> int:
    """Write the lists, the run list first."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = (f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check", "install")
        resolver = ("--quiet", "--require-hashes", "--requirement", "requirements/lock.txt")
        subprocess.run([*pip, *resolver], check=True, cwd=ROOT)
        for name, sources in LOCKS.items():
            output = ("--output-file", f"requirements/{name}.txt")
            command = [f"{folder}/bin/uv", *COMPILE, *sources, *output, *arguments]
            subprocess.run(command, check=True, cwd=ROOT)
            print(f"requirements/{name}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
