"""Make .venv: the locked packages of requirements/<run|test>.txt, then mscgraph as editable.

Runs on the system's Python with the standard library alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
LISTS = {"run": ("run",), "test": ("test", "run")}
"""The stamps that an installed list earns: the test list holds the run list."""


def make_venv() -> None:
    """Make .venv where there is none that works."""
    # pip comes last: without it an earlier attempt stopped half-way (no python3-venv, say)
    if not (VENV / "bin" / "python").exists() or not (VENV / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)


def pip_install(*arguments: str) -> None:
    """Run pip of .venv."""
    pip = (str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")
    subprocess.run([*pip, "install", "--quiet", *arguments], check=True, cwd=ROOT)


def install(name: str) -> None:
    """Install a list and the package itself, and leave the stamps that make looks at."""
    make_venv()
    print(f"installing requirements/{name}.txt into .venv", flush=True)
    # wheels only: a source build would need a compiler and packages that no lock names
    locked = ("--require-hashes", "--only-binary", ":all:")
    pip_install(*locked, "--requirement", f"requirements/{name}.txt")
    pip_install("--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")
    for stamp in LISTS[name]:
        (VENV / f".{stamp}").touch()


def main(arguments: list[str]) -> int:
    """Install the list that is named."""
    if sys.version_info < OLDEST:
        print("mscgraph needs Python 3.11 or newer; name one: make PYTHON=...", file=sys.stderr)
        return 1
    try:
        (name,) = arguments
        install(name)
    except subprocess.CalledProcessError as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
