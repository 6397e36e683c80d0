"""The compiled kernel: built from C sources, loaded by ``ctypes``, called on mapped arrays.

It runs the very search of :mod:`mscgraph.graph.search` where a graph is large. A wheel may bring it
ready; else it is built into the cache folder the first time it is wanted, if there is a C compiler.
Without one everything still works, in plain Python.
"""

from __future__ import annotations

import ctypes
import logging
import platform
import shutil
import subprocess
import sys
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from mscgraph.data import cache_folder

HERE = Path(__file__).parent
SOURCES = tuple(HERE / name for name in ("kernel.c", "kernel_import.c"))
HEADERS = tuple(HERE / name for name in ("kernel_graph.h", "kernel_distances.h"))
FLAGS = ("-O2", "-std=gnu99", "-ffp-contract=off", "-shared", "-fPIC")
"""No contraction of a product and a sum: costs must be those that Python works out."""
_log = logging.getLogger(__name__)
_COUNT = ctypes.c_uint32
_ADDRESS = ctypes.c_void_p


@cache
def library() -> Any:
    """Load the kernel, building it first where that is needed; None where that is impossible."""
    for path in _ready():
        try:
            return _declared(ctypes.CDLL(str(path)))
        except (OSError, AttributeError):
            continue  # of another machine, or cut short: build it
    built = _build()
    if built is None:
        return None
    try:
        return _declared(ctypes.CDLL(str(built)))
    except (OSError, AttributeError) as error:
        _log.info("the compiled kernel cannot be loaded (%s); searching in plain Python", error)
        return None


def _suffix() -> str:
    return {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


def _ready() -> list[Path]:
    """Where a kernel may lie: beside this module in a wheel, or in the cache folder."""
    places = (HERE / f"_kernel{_suffix()}", _cached())
    return [path for path in places if path is not None and path.is_file()]


def _cached() -> Path | None:
    try:
        source = b"".join(path.read_bytes() for path in (*SOURCES, *HEADERS))
    except OSError:
        return None
    state = zlib.crc32(f"{FLAGS} {platform.platform()} {platform.machine()}".encode(), 0)
    return Path(cache_folder()) / f"kernel-{zlib.crc32(source, state):08x}{_suffix()}"


def _build() -> Path | None:
    """Compile the kernel into the cache folder: beside its place, then renamed."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    place = _cached()
    if compiler is None or place is None:
        _log.info("no C compiler: searching in plain Python, which is slower on a large graph")
        return None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".kernel.", dir=place.parent) as folder:
            made = Path(folder) / place.name
            command = [compiler, *FLAGS, "-o", str(made), *map(str, SOURCES), "-lm"]
            subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own source, the system's compiler
            made.replace(place)
    except (OSError, subprocess.SubprocessError) as error:
        _log.info("the kernel cannot be compiled (%s); searching in plain Python", error)
        return None
    return place


_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "ms_check": (ctypes.c_int32, (_ADDRESS,)),
    "ms_gather": (None, (_ADDRESS,) * 4),
    "ms_new": (_ADDRESS, (_ADDRESS,)),
    "ms_free": (None, (_ADDRESS,)),
    "ms_ask": (None, (_ADDRESS,) * 2),
    "ms_forget": (None, (_ADDRESS,)),
    "ms_reaches": (_COUNT, (_ADDRESS,)),
    "ms_run": (_COUNT, (_ADDRESS,) * 3),
    "ms_chains": (None, (_ADDRESS,) * 3),
    "ms_path": (_COUNT, (_ADDRESS, _COUNT, *[_ADDRESS] * 3, _COUNT)),
    "mi_group": (None, (_COUNT, _COUNT, *[_ADDRESS] * 3)),
    "mi_sort": (ctypes.c_int32, (_COUNT, *[_ADDRESS] * 3)),
    "mi_gather": (None, (_COUNT, _COUNT, *[_ADDRESS] * 3)),
    "mi_count": (_COUNT, (_ADDRESS,) * 2),
    "mi_arcs": (ctypes.c_int32, (_ADDRESS,) * 2),
}


def _declared(found: Any) -> Any:
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    return found
