"""Make .venv: the locked packages of requirements/<run|test>.txt, then mscgraph as editable.

``benchmarks`` makes build/benchmarks: the packages of the run list and the rivals.

Runs on the system's Python with the standard library alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENVS = {"benchmarks": ROOT / "build" / "benchmarks"}
"""Where an environment is; all others are .venv."""
OLDEST = (3, 11)
STAMPS = {"run": ("run",), "test": ("test", "run"), "benchmarks": ("benchmarks",)}
"""The stamps that an installed list earns: the test list holds the run list."""


def make_venv(venv: Path) -> None:
    """Make an environment where there is none that works."""
    # pip comes last: without it an earlier attempt stopped half-way (no python3-venv, say)
    if not (venv / "bin" / "python").exists() or not (venv / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)


def pip_install(venv: Path, *arguments: str) -> None:
    """Run pip of an environment."""
    pip = (str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check")
    subprocess.run([*pip, "install", "--quiet", *arguments], check=True, cwd=ROOT)


def install(name: str) -> None:
    """Install a list and the package itself, and leave the stamps that make looks at."""
    venv = VENVS.get(name, ROOT / ".venv")
    if name in VENVS and is_fresh(venv, name):
        return
    make_venv(venv)
    # wheels only: a source build would need a compiler and packages that no lock names
    locked = ("--require-hashes", "--only-binary", ":all:")
    for part in ("run", name) if name == "benchmarks" else (name,):
        print(f"installing requirements/{part}.txt into {venv.relative_to(ROOT)}", flush=True)
        alone = ("--no-deps",) if part == "benchmarks" else ()
        pip_install(venv, *locked, *alone, "--requirement", f"requirements/{part}.txt")
    pip_install(venv, "--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")
    for stamp in STAMPS[name]:
        (venv / f".{stamp}").touch()


def is_fresh(venv: Path, name: str) -> bool:
    """Whether a list was installed after it was last written; make looks at .venv itself."""
    stamp = venv / f".{name}"
    lists = [ROOT / "requirements" / f"{part}.txt" for part in ("run", name)]
    return stamp.exists() and all(stamp.stat().st_mtime > x.stat().st_mtime for x in lists)


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
