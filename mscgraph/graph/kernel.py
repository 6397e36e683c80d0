"""The compiled kernel: built from ``kernel.c``, loaded by ``ctypes``, called on mapped arrays.

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
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from mscgraph.data import cache_folder
from mscgraph.errors import GraphFileError
from mscgraph.graph.search import Search, Trail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import PathQuery

SOURCE = Path(__file__).with_name("kernel.c")
FLAGS = ("-O2", "-std=gnu99", "-ffp-contract=off", "-shared", "-fPIC")
"""No contraction of a product and a sum: costs must be those that Python works out."""
LONGEST = 255
"""Arcs of a path, at most."""

_log = logging.getLogger(__name__)
_U32 = ctypes.POINTER(ctypes.c_uint32)
_ADDRESS = ctypes.c_void_p
_ARRAYS = (
    *("out.at", "in.at", "in.arc", "arc.source", "arc.target", "arc.via", "arc.record"),
    *("arc.sign", "arc.flags", "arc.predicate", "arc.belief", "arc.cost"),
    *("entity.flags", "entity.type", "entity.good"),
)
"""Sections in the order of ``Graph`` in the source."""
_PER_ENTITY = ("entity.flags", "entity.type", "entity.good")


class _Graph(ctypes.Structure):
    _fields_ = (
        ("entities", ctypes.c_uint32),
        ("arcs", ctypes.c_uint32),
        *((name.replace(".", "_"), _ADDRESS) for name in (*_ARRAYS, "in.source", "in.cost")),
    )


class _Query(ctypes.Structure):
    _fields_ = (
        *((name, _U32) for name in ("sources", "targets", "must", "avoid")),
        *((f"n_{name}", ctypes.c_uint32) for name in ("sources", "targets", "must", "avoid")),
        ("kinds", ctypes.c_char_p),
        ("predicates", ctypes.c_char_p),
        ("min_belief", ctypes.c_double),
        ("budget", ctypes.c_int64),
        ("k", ctypes.c_uint32),
        ("max_hops", ctypes.c_uint32),
        *((name, ctypes.c_int32) for name in ("barred", "through", "sign", "effect", "by_hops")),
    )


class _Buffer(ctypes.Structure):
    """``Py_buffer``: the one way to the address of a read-only mapping."""

    _fields_ = (
        ("buf", _ADDRESS),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        *((name, _ADDRESS) for name in ("format", "shape", "strides", "suboffsets", "internal")),
    )


# ---------------------------------------------------------------------- the library


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
    places = (SOURCE.with_name(f"_kernel{_suffix()}"), _cached())
    return [path for path in places if path is not None and path.is_file()]


def _cached() -> Path | None:
    try:
        source = SOURCE.read_bytes()
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
            command = [compiler, *FLAGS, "-o", str(made), str(SOURCE), "-lm"]
            subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own source, the system's compiler
            made.replace(place)
    except (OSError, subprocess.SubprocessError) as error:
        _log.info("the kernel cannot be compiled (%s); searching in plain Python", error)
        return None
    return place


def _declared(found: Any) -> Any:
    found.ms_check.argtypes = (_ADDRESS,)
    found.ms_new.argtypes = (_ADDRESS, _ADDRESS)
    found.ms_new.restype = _ADDRESS
    found.ms_free.argtypes = (_ADDRESS,)
    found.ms_free.restype = None
    found.ms_reaches.argtypes = (_ADDRESS,)
    found.ms_reaches.restype = ctypes.c_uint32
    found.ms_run.argtypes = (_ADDRESS, _U32, _U32, _ADDRESS)
    found.ms_run.restype = ctypes.c_uint32
    found.ms_parallel.argtypes = (_ADDRESS, ctypes.c_uint32, _U32, ctypes.c_uint32)
    found.ms_parallel.restype = ctypes.c_uint32
    found.ms_gather.argtypes = (ctypes.c_uint32, *[_ADDRESS] * 5)
    found.ms_gather.restype = None
    found.mi_group.argtypes = (ctypes.c_uint32, ctypes.c_uint32, _ADDRESS, _ADDRESS, _ADDRESS)
    found.mi_group.restype = None
    found.mi_count.argtypes = (_ADDRESS, _ADDRESS)
    found.mi_count.restype = ctypes.c_uint32
    found.mi_arcs.argtypes = (_ADDRESS, _ADDRESS)
    return found


# ---------------------------------------------------------------------- a graph


class KernelGraph:
    """The arrays of a graph as the kernel takes them, checked once."""

    def __init__(self, kernel: Any, graph: Graph) -> None:
        """Take the arrays.

        Raises:
            GraphFileError: an index in the file leads outside of it.
        """
        self.kernel = kernel
        views = {name: graph.file.numbers(name) for name in _ARRAYS}
        entities, arcs = len(graph.entities), len(views["arc.source"])
        sized = all(
            len(view) == (entities if name in _PER_ENTITY else arcs)
            for name, view in views.items()
            if not name.endswith(".at")
        )
        starts = len(views["out.at"]) == len(views["in.at"]) == entities + 1
        self._views = views  # the addresses below are good as long as these live
        if sized and starts:
            views.update(_inward(kernel, graph, views))
            sized = len(views["in.source"]) == len(views["in.cost"]) == arcs
        self._buffers = [_held(view) for view in views.values()]
        addresses = [buffer.buf or None for buffer in self._buffers]
        self.struct = _Graph(entities, arcs, *addresses)
        if not (sized and starts and kernel.ms_check(ctypes.byref(self.struct))):
            raise GraphFileError(graph.file.name, "truncated or edited; build or import it again")

    def __del__(self) -> None:
        for buffer in getattr(self, "_buffers", ()):
            ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))


def _inward(kernel: Any, graph: Graph, views: dict[str, Any]) -> dict[str, Any]:
    """Give source and cost by the order of ``in.arc``: from the file, or gathered now."""
    names = ("in.source", "in.cost")
    if all(map(graph.file.has, names)):
        return {name: graph.file.numbers(name) for name in names}
    count = len(views["in.arc"])
    if any(arc >= count for arc in views["in.arc"]):
        return {"in.source": memoryview(b""), "in.cost": memoryview(b"")}
    made = (ctypes.c_uint32 * count)(), (ctypes.c_int64 * count)()
    taken = [_held(views[name]) for name in ("in.arc", "arc.source", "arc.cost")]
    kernel.ms_gather(count, *(buffer.buf or None for buffer in taken), *made)
    for buffer in taken:
        ctypes.pythonapi.PyBuffer_Release(ctypes.byref(buffer))
    return {"in.source": memoryview(made[0]), "in.cost": memoryview(made[1])}


def _held(view: Any) -> _Buffer:
    buffer = _Buffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(view), ctypes.byref(buffer), 0)
    return buffer


_graphs: WeakKeyDictionary[Graph, KernelGraph] = WeakKeyDictionary()


def _kernel_graph(graph: Graph) -> KernelGraph | None:
    kernel = library()
    if kernel is None:
        return None
    if graph not in _graphs:
        _graphs[graph] = KernelGraph(kernel, graph)
    return _graphs[graph]


# ---------------------------------------------------------------------- a search


def fast_search(
    graph: Graph,
    ends: tuple[Collection[int], Collection[int]],
    query: PathQuery,
    must_visit: frozenset[int],
    barred: int,
) -> Search | None:
    """Give a search by the kernel; None where there is none, or it cannot judge the filters.

    Args:
        graph: a compiled graph.
        ends: sources and targets.
        query: the limits; shapes and filters on evidence are left to Python.
        must_visit: what a path must visit.
        barred: flags of the arcs that are never walked.

    Raises:
        GraphFileError: the file of the graph was edited.
    """
    if query.designs or query.documents or query.context or query.shape:
        return None
    held = _kernel_graph(graph)
    return None if held is None else FastSearch(held, graph, ends, query, (must_visit, barred))


class FastSearch(Search):
    """One search by the kernel."""

    def __init__(
        self,
        held: KernelGraph,
        graph: Graph,
        ends: tuple[Collection[int], Collection[int]],
        query: PathQuery,
        limits: tuple[frozenset[int], int],
    ) -> None:
        self._held = held
        self._graph = graph
        self._arcs = graph.arcs
        self._query = query
        self._shape = None
        must_visit, barred = limits
        avoid = {e for name in query.avoid for e in graph.below(graph.resolve(name))}
        lists = [_array(sorted(set(part))) for part in (*ends, must_visit, avoid)]
        asked = self._asked = _Query(*lists, *map(len, lists))
        asked.kinds = _chosen(graph.types.index(kind) for kind in query.types)
        asked.predicates = _chosen(graph.predicates.index(name) for name in query.predicates)
        asked.min_belief, asked.budget = query.min_belief, query.budget
        asked.k, asked.max_hops = query.k, query.max_hops
        asked.barred, asked.through = barred, query.through_products
        asked.sign = {"+": 1, "-": -1}.get(query.sign or "", 0)
        asked.effect = {"beneficial": 1, "harmful": 2}.get(query.effect or "", 0)
        asked.by_hops = query.by == "hops"
        self._state = held.kernel.ms_new(ctypes.byref(held.struct), ctypes.byref(asked))
        if not self._state:
            raise MemoryError("no memory for a path search")

    def __del__(self) -> None:
        if getattr(self, "_state", None):
            self._held.kernel.ms_free(self._state)

    def run(self) -> tuple[list[Trail], bool]:
        """Give simple paths in the order of their cost, and whether these are all."""
        k = self._query.k
        arcs = (ctypes.c_uint32 * (LONGEST * k))()
        lengths = (ctypes.c_uint32 * k)()
        complete = ctypes.c_int32()
        count = self._held.kernel.ms_run(self._state, arcs, lengths, ctypes.byref(complete))
        if complete.value < 0:
            raise MemoryError("no memory for this many partial paths; ask for fewer hops")
        found = [self._trail(arcs[LONGEST * i : LONGEST * i + lengths[i]]) for i in range(count)]
        return found, bool(complete.value)

    def reaches(self) -> int | None:
        """Give the least number of hops from a source to a target; None if there is no way."""
        least: int = self._held.kernel.ms_reaches(self._state)
        return None if least == 0xFFFFFFFF else least

    def _trail(self, arcs: list[int]) -> Trail:
        """Walk the arcs once more, to give the records that Python's own search gives."""
        self._sources = frozenset()  # the kernel has held to them
        source = self._arcs.source[arcs[0]]
        trail = Trail(0, (), frozenset({source}), 1, 0, 0, 1)
        for arc in arcs:
            longer = self._extend(trail, self._hop(self._parallel(arc)))
            if longer is None:
                raise AssertionError("the kernel walked where Python does not")
            trail = longer
        return trail

    def _parallel(self, arc: int) -> list[int]:
        room = 64
        while True:
            members = (ctypes.c_uint32 * room)()
            count: int = self._held.kernel.ms_parallel(self._state, arc, members, room)
            if count <= room:
                return list(members[:count])
            room = count


def _array(values: list[int]) -> Any:
    return (ctypes.c_uint32 * len(values))(*values)


def _chosen(indices: Iterable[int | None]) -> bytes | None:
    """Give 256 flags, one for each chosen index; None where nothing is chosen."""
    flags = bytearray(256)
    for index in indices:
        if index is not None:
            flags[index] = 1
    return bytes(flags) if any(flags) else None
