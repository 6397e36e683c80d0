"""The command that compiles the kernel: into a wheel when that is built, or into the cache folder.

What builds the wheel loads this file by itself, so it needs the standard library alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = tuple(HERE / name for name in ("kernel.c", "kernel_import.c"))
HEADERS = tuple(HERE / name for name in ("kernel_graph.h", "kernel_distances.h"))
FLAGS = ("-O3", "-std=gnu99", "-ffp-contract=off", "-shared", "-fPIC")
"""No contraction of a product and a sum: costs must be those that Python works out."""
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


def file_name(machine: str = "") -> str:
    """Name the library after all that it is built from, and the machine where that must be told.

    So a library of another source is not looked at: it has another name.

    Raises:
        OSError: a source cannot be read.
    """
    state = zlib.crc32(f"{FLAGS} {machine}".encode())
    for path in (*SOURCES, *HEADERS):
        state = zlib.crc32(path.read_bytes(), state)
    return f"kernel-{state:08x}{SUFFIX}"


def find_compiler() -> str | None:
    """Find a C compiler."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


def compile_kernel(compiler: str, place: Path) -> None:
    """Compile the kernel: beside its place, then renamed.

    Raises:
        OSError: the folder cannot be written, or the compiler not started.
        subprocess.SubprocessError: the compiler fails.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".kernel.", dir=place.parent) as folder:
        made = Path(folder) / place.name
        command = [compiler, *FLAGS, "-o", str(made), *map(str, SOURCES), "-lm"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own source, the system's compiler
        made.replace(place)
