"""The arcs of an imported graph, from its claims: by the compiled kernel, or in plain Python."""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.imported import sign_of
from mscgraph.kb.arcs import cost_of
from mscgraph.kb.belief import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mscgraph.formats.kgx_words import Rule

FIELDS = (
    ("source", "I"),
    ("target", "I"),
    ("record", "I"),
    ("sign", "b"),
    ("flags", "B"),
    ("predicate", "B"),
    ("belief", "d"),
    ("specificity", "d"),
    ("cost", "q"),
)


@dataclass(frozen=True, slots=True)
class Edges:
    """The claims of an import, as arrays; ``good`` is by entity, the last four by profile."""

    subject: array[int]
    object: array[int]
    profile: array[int]
    good: array[int]
    rules: Sequence[Rule]
    beliefs: Sequence[float]
    predicates: Sequence[int]
    counts: Sequence[bool]
    """Whether the claims are counted among the neighbours: not those that deny."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Arcs by source, the cheapest first, and where those of each entity begin."""

    out_at: array[int]
    fields: dict[str, array[Any]]

    def via(self) -> array[int]:
        """Give the mediators: none."""
        return _filled("I", len(self.fields["source"]), 0xFF)


def _filled(typecode: str, count: int, byte: int = 0) -> array[Any]:
    made = array(typecode)
    made.frombytes(bytes([byte]) * (count * made.itemsize))
    return made


def group(kernel: Any, entities: int, ends: array[int]) -> tuple[array[int], array[int]]:
    """Group numbers by an end: where those of each entity begin, and the numbers in order."""
    if kernel is None:
        return _group(entities, ends)
    at, order = _filled("I", entities + 1), _filled("I", len(ends))
    kernel.mi_group(entities, len(ends), _address(ends), _address(at), _address(order))
    return at, order


def _group(entities: int, ends: array[int]) -> tuple[array[int], array[int]]:
    counts = Counter(ends)
    at = array("I", [0])
    for entity in range(entities):
        at.append(at[-1] + counts[entity])
    return at, array("I", sorted(range(len(ends)), key=ends.__getitem__))


def by_cost(kernel: Any, at: array[int], cost: array[int], order: array[int]) -> None:
    """Sort each group of numbers, the cheapest first, so that a search may stop at a cost.

    Raises:
        MemoryError: there is not enough.
    """
    if kernel is None:
        for first, last in pairwise(at):
            order[first:last] = array("I", sorted(order[first:last], key=cost.__getitem__))
    elif not kernel.mi_sort(len(at) - 1, _address(at), _address(cost), _address(order)):
        raise MemoryError("not enough memory for the arcs of this graph")


def gather(kernel: Any, order: array[int], values: array[Any]) -> array[Any]:
    """Put values into an order."""
    if kernel is None:
        return array(values.typecode, map(values.__getitem__, order))
    made = _filled(values.typecode, len(order))
    kernel.mi_gather(values.itemsize, len(order), *map(_address, (order, values, made)))
    return made


def inward(kernel: Any, laid: Laid, order: array[int]) -> dict[str, array[Any]]:
    """Put source, cost and flags in the order in which a search from the target reads them."""
    names = ("source", "cost", "flags")
    return {f"in.{name}": gather(kernel, order, laid.fields[name]) for name in names}


def lay_arcs(kernel: Any, edges: Edges) -> Laid:
    """Lay out all arcs that a path may walk, with their costs, by source and cost.

    Raises:
        MemoryError: there is not enough.
    """
    laid = _by_python(edges) if kernel is None else _by_kernel(kernel, edges)
    order = array("I", range(len(laid.fields["cost"])))
    by_cost(kernel, laid.out_at, laid.fields["cost"], order)
    for name, values in laid.fields.items():
        laid.fields[name] = gather(kernel, order, values)
    return laid


# ---------------------------------------------------------------------- kernel


class _Claims(ctypes.Structure):
    _fields_ = (
        *((name, ctypes.c_uint32) for name in ("entities", "claims", "predicates")),
        *(
            (name, ctypes.c_void_p)
            for name in (
                *("subject", "object", "profile", "predicate", "forward", "backward", "rule"),
                *("structural", "counts", "belief", "weight", "good"),
            )
        ),
        ("exponent", ctypes.c_double),
        ("structural_factor", ctypes.c_double),
    )


class _Arcs(ctypes.Structure):
    _fields_ = tuple(
        (name, ctypes.c_void_p)
        for name in (
            *("out_at", "source", "target", "record", "sign", "flags", "predicate"),
            *("belief", "specificity", "cost"),
        )
    )


def _by_kernel(kernel: Any, edges: Edges) -> Laid:
    rules, entities = edges.rules, len(edges.good)
    per_profile = (
        array("B", edges.predicates),
        array("b", [rule.forward for rule in rules]),
        array("b", [rule.backward for rule in rules]),
        array("b", [rule.sign for rule in rules]),
        array("B", [rule.structural for rule in rules]),
        array("B", edges.counts),
        array("d", edges.beliefs),
        array("d", [rule.weight for rule in rules]),
    )
    held = (edges.subject, edges.object, edges.profile, *per_profile, edges.good)
    asked = _Claims(
        entities,
        len(edges.subject),
        max(edges.predicates, default=0) + 1,
        *[_address(values) for values in held],
        TABLE.specificity,
        TABLE.structural,
    )
    out_at = _filled("I", entities + 1)
    count = kernel.mi_count(ctypes.byref(asked), _address(out_at))
    fields = {name: _filled(typecode, count) for name, typecode in FIELDS}
    laid = Laid(out_at, fields)
    arcs = _Arcs(_address(out_at), *map(_address, fields.values()))
    if not kernel.mi_arcs(ctypes.byref(asked), ctypes.byref(arcs)):
        raise MemoryError("not enough memory for the arcs of this graph")
    return laid


def _address(values: array[Any]) -> int | None:
    return values.buffer_info()[0] if len(values) else None


# ---------------------------------------------------------------------- plain Python


def _by_python(edges: Edges) -> Laid:
    entities = len(edges.good)
    found = sorted(_arcs(edges), key=lambda arc: (arc[0], arc[2]))
    counts = Counter(arc[0] for arc in found)
    out_at = array("I", [0])
    for entity in range(entities):
        out_at.append(out_at[-1] + counts[entity])
    fields = {
        name: array(typecode, [arc[i] for arc in found])
        for i, (name, typecode) in enumerate(FIELDS)
    }
    return Laid(out_at, fields)


def _arcs(edges: Edges) -> Iterator[tuple[Any, ...]]:
    outward: Counter[tuple[int, int]] = Counter()
    inward: Counter[tuple[int, int]] = Counter()
    ends = list(zip(edges.subject, edges.object, edges.profile, strict=True))
    for predicate, subject, obj in {
        (edges.predicates[p], s, o) for s, o, p in ends if edges.counts[p]
    }:
        outward[predicate, subject] += 1
        inward[predicate, obj] += 1
    for record, (subject, obj, profile) in enumerate(ends):
        rule, predicate = edges.rules[profile], edges.predicates[profile]
        if rule.forward < 0 and rule.backward < 0:
            continue
        belief = edges.beliefs[profile]
        product = outward[predicate, subject] * inward[predicate, obj]
        specificity = float(product**-TABLE.specificity)
        factor = TABLE.structural if rule.structural else specificity
        cost = cost_of(belief * factor * rule.weight)
        sign = sign_of(rule.sign, edges.good[obj])
        for flags, source, target in (
            (rule.forward, subject, obj),
            (rule.backward, obj, subject),
        ):
            if flags >= 0:
                yield (
                    *(source, target, record, sign, flags, predicate),
                    *(belief, specificity, cost),
                )
