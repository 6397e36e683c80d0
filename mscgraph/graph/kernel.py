"""The compiled kernel: built from C sources, loaded by ``ctypes``, called on mapped arrays.

It runs the very search of :mod:`mscgraph.graph.search` where a graph is large. A wheel may bring it
ready; else it is built into the cache folder the first time it is wanted, if there is a C compiler.
Without one everything still works, in plain Python.
"""

from __future__ import annotations

import ctypes
import logging
import platform
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mscgraph.data import cache_folder
from mscgraph.graph import kernel_build

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)
_COUNT = ctypes.c_uint32
_ADDRESS = ctypes.c_void_p


@cache
def library() -> Any:
    """Load the kernel, building it first where that is needed; None where that is impossible."""
    for path in _libraries():
        try:
            found = _declared(ctypes.CDLL(str(path)))
        except (OSError, AttributeError) as error:  # of another machine, or cut short
            _log.info("the compiled kernel %s cannot be loaded (%s)", path, error)
        else:
            _log.info("the compiled kernel is %s", path)
            return found
    _log.info("no compiled kernel: searching in plain Python, which is slower on a large graph")
    return None


def _libraries() -> Iterator[Path]:
    """Give the kernel that a wheel brought, the one in the cache folder, and one built now."""
    try:
        brought = kernel_build.HERE / kernel_build.file_name()
        cached = _cached()
    except OSError as error:
        _log.info("the source of the kernel cannot be read (%s)", error)
        return
    yield from filter(Path.is_file, (brought, cached))
    if _build(cached):
        yield cached


def _cached() -> Path:
    machine = f"{platform.platform()} {platform.machine()}"
    return Path(cache_folder()) / kernel_build.file_name(machine)


def _build(place: Path) -> bool:
    compiler = kernel_build.find_compiler()
    if compiler is None:
        _log.info("there is no C compiler")
        return False
    try:
        kernel_build.compile_kernel(compiler, place)
    except (OSError, subprocess.SubprocessError) as error:
        _log.info("the kernel cannot be compiled (%s)", error)
        return False
    return True


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
