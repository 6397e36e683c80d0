"""The layout of a compiled graph file: one header, then flat sections.

::

    8 bytes   magic ``MSCGRAPH``
    4 bytes   length of the header, little endian
    header    JSON: check, format, kind, meta, and for each section [offset, bytes, typecode]
    sections  each at a multiple of 8 bytes

A section is raw text (typecode ``t``) or an array of one machine type (``B b I Q q d``, little
endian), so that a reader needs no more than ``mmap`` and ``memoryview.cast``. Nothing in it is
ever executed. ``check`` is the CRC-32 of the sections and then of the header before it was put in.
"""

from __future__ import annotations

import zlib

MAGIC = b"MSCGRAPH"
FORMAT = 3
"""Raised whenever a reader of the old layout would misread the new one."""
CHECK = slice(22, 30)
"""Where the eight digits of the check stand: behind magic, length and ``{"check":"``."""

TABLES = (
    "documents",
    "references",
    "studies",
    "predicates",
    "types",
    "entities",
    "claims",
    "mechanisms",
    "omissions",
    "prefixes",
    "relations",
)
"""Records with an id: sorted ids and JSON bodies, found by binary search."""

NONE = 0xFFFFFFFF
"""No entity, where an entity index could stand."""

STRUCTURAL = 1
LAST_STEP = 2
SIGN_ANY = 4
HYPOTHESIS = 8
TO_PRODUCT = 16
EFFECTOR_BACK = 32
SHORTENED = 64
"""Flags of an arc. TO_PRODUCT: goes on only with --through-products. SHORTENED: of a claim that
names mediators, without them."""
APART = STRUCTURAL | SHORTENED
"""Parallel arcs that differ in these are different steps."""

ENDS_ONLY = 1
UNSPECIFIED = 2
"""Flags of an entity: it stands only at the ends of a path."""

UNIT = 1 << 32
"""Costs are ``round(-ln p x 2^32)`` as 64-bit integers, so that every implementation agrees."""


def check_of(start: bytes, sections: int) -> bytes:
    """Give the digits of the check: of a start whatever digits stand in it, and of the sections."""
    blank = start[: CHECK.start] + b"0" * 8 + start[CHECK.stop :]
    return b"%08x" % zlib.crc32(blank, sections)
