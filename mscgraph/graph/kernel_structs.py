"""The structures of the kernel, as ``ctypes`` takes them; ``kernel_graph.h`` has the same."""

from __future__ import annotations

import ctypes
from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

COUNT = ctypes.c_uint32
ADDRESS = ctypes.c_void_p
ARRAYS = (
    *("out.at", "in.at", "in.arc", "arc.source", "arc.target", "arc.via", "arc.record"),
    *("arc.sign", "arc.flags", "arc.predicate", "arc.belief", "arc.cost"),
    *("entity.flags", "entity.type", "entity.good"),
)
"""Sections in the order of ``Graph`` in the source."""
PER_ENTITY = ("entity.flags", "entity.type", "entity.good")
INWARD = {"in.source": COUNT, "in.cost": ctypes.c_int64, "in.flags": ctypes.c_uint8}
"""What is also there by the order of ``in.arc``."""


class CGraph(ctypes.Structure):
    """The graph."""

    _fields_ = (
        ("entities", COUNT),
        ("arcs", COUNT),
        *((name.replace(".", "_"), ADDRESS) for name in (*ARRAYS, *INWARD)),
        ("sorted", ctypes.c_int32),
        ("mediated", ctypes.c_int32),
    )


LISTS = ("sources", "targets", "must", "avoid", "through_avoided")
"""Entities, and at the end claims, each in order."""


class CQuery(ctypes.Structure):
    """A question."""

    _fields_ = (
        *((name, ADDRESS) for name in LISTS),
        *((f"n_{name}", COUNT) for name in LISTS),
        ("kinds", ctypes.c_char_p),
        ("predicates", ctypes.c_char_p),
        ("shape", ctypes.POINTER(ctypes.c_uint64)),
        *((name, ctypes.c_uint64) for name in ("any", "first", "last")),
        ("min_belief", ctypes.c_double),
        ("budget", ctypes.c_int64),
        ("slack", ctypes.c_int64),
        ("k", COUNT),
        ("max_hops", COUNT),
        *((name, ctypes.c_int32) for name in ("barred", "through", "sign", "effect")),
        *((name, ctypes.c_int32) for name in ("by_hops", "few")),
    )
    kept: list[Any]
    """What the addresses lead to: they are good as long as this lives."""

    def lists(self, **given: Collection[int]) -> list[array[int]]:
        """Fill in lists by name; they must be kept."""
        made = []
        for name, members in given.items():
            made.append(array("I", sorted(set(members))))
            setattr(self, name, made[-1].buffer_info()[0])
            setattr(self, f"n_{name}", len(made[-1]))
        return made


class CPath(ctypes.Structure):
    """What is said of a path that was found."""

    _fields_ = (
        ("cost", ctypes.c_int64),
        ("shape", ctypes.c_uint64),
        *((name, COUNT) for name in ("steps", "length")),
        *((name, ctypes.c_int32) for name in ("sign", "structural")),
    )


class CBuffer(ctypes.Structure):
    """``Py_buffer``: the one way to the address of a read-only mapping."""

    _fields_ = (
        ("buf", ADDRESS),
        ("obj", ctypes.py_object),
        ("len", ctypes.c_ssize_t),
        ("itemsize", ctypes.c_ssize_t),
        ("readonly", ctypes.c_int),
        ("ndim", ctypes.c_int),
        *((name, ADDRESS) for name in ("format", "shape", "strides", "suboffsets", "internal")),
    )


def buffer_of(view: Any) -> CBuffer:
    """Hold the memory of an array; give it back with ``PyBuffer_Release``."""
    buffer = CBuffer()
    ctypes.pythonapi.PyObject_GetBuffer(ctypes.py_object(view), ctypes.byref(buffer), 0)
    return buffer
