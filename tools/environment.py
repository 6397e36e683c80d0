"""Make a virtual environment from locked lists, with every hash checked.

.venv has requirements/<run|test>.txt and mscgraph as editable, .venv-validators the programs that
judge what mscgraph writes, .venv-benchmarks mscgraph and its rivals. Runs on the system's Python
with the standard library alone.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VALIDATORS = ROOT / ".venv-validators"
BENCHMARKS = ROOT / ".venv-benchmarks"
OLDEST = (3, 11)
STAMPS = {"run": ("run",), "test": ("test", "run")}
"""The stamps that an installed list earns: the test list holds the run list."""
WHEELS = ("--only-binary", ":all:")
"""A source build would need a compiler and packages that no lock names."""


def make_venv(venv: Path) -> None:
    """Make an environment where there is none that works."""
    # pip comes last: without it an earlier attempt stopped half-way (no python3-venv, say)
    if not (venv / "bin" / "python").exists() or not (venv / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)


def pip_install(venv: Path, *arguments: str) -> None:
    """Run pip of an environment."""
    pip = [str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", *arguments], check=True, cwd=ROOT)


def install_list(venv: Path, name: str, *arguments: str) -> None:
    """Install a locked list; as wheels, unless the arguments say otherwise."""
    print(f"installing requirements/{name}.txt into {venv.name}", flush=True)
    how = arguments or WHEELS
    pip_install(venv, "--require-hashes", *how, "--requirement", f"requirements/{name}.txt")


def install_package(venv: Path) -> None:
    """Install mscgraph itself as editable."""
    pip_install(venv, "--no-index", "--no-deps", "--no-build-isolation", "--editable", ".")


def install(name: str) -> None:
    """Install a list and the package itself, and leave the stamps that make looks at."""
    make_venv(VENV)
    install_list(VENV, name)
    install_package(VENV)
    for stamp in STAMPS[name]:
        (VENV / f".{stamp}").touch()


def install_validators() -> None:
    """Install the validators, and what is published as source alone.

    The first list was made with some dependencies left out, so that pip must follow none. The
    sources are pure Python without a compiler, and what builds them is the setuptools of the first
    list: so their hashes, and those of all that ran to build them, are checked as for a wheel.
    """
    make_venv(VALIDATORS)
    install_list(VALIDATORS, "validators", "--no-deps", *WHEELS)
    install_list(VALIDATORS, "sources", "--no-deps", "--no-build-isolation")
    (VALIDATORS / ".done").touch()


def install_benchmarks() -> None:
    """Install the rivals beside mscgraph; they bring nothing of their own along."""
    make_venv(BENCHMARKS)
    install_list(BENCHMARKS, "run")
    install_list(BENCHMARKS, "benchmarks", "--no-deps", *WHEELS)
    install_package(BENCHMARKS)
    (BENCHMARKS / ".done").touch()


def main(arguments: list[str]) -> int:
    """Install what is named: run, test, validators or benchmarks."""
    if sys.version_info < OLDEST:
        print("mscgraph needs Python 3.11 or newer; name one: make PYTHON=...", file=sys.stderr)
        return 1
    others = {"validators": install_validators, "benchmarks": install_benchmarks}
    try:
        (name,) = arguments
        if name in others:
            others[name]()
        else:
            install(name)
    except subprocess.CalledProcessError as error:
        print(f"stopped: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
