"""The sections of an imported graph, from what its files gave."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.build import BigSections
from mscgraph.compiled.layout import ENDS_ONLY, TABLES
from mscgraph.compiled.write import dump
from mscgraph.formats.kgx_arcs import Edges, by_cost, group, inward, lay_arcs
from mscgraph.formats.kgx_words import rule_of
from mscgraph.kb.records import SCHEMA_VERSION
from mscgraph.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mscgraph.formats.kgx_import import Gathered


def lay_out(build: Gathered, rows: Path, kernel: Any) -> tuple[BigSections, int]:
    """Give the sections of the compiled graph, and the number of its arcs.

    Args:
        build: nodes and edges.
        rows: the file of the rows that the edges came from.
        kernel: the compiled kernel; None sorts in plain Python.
    """
    sections = BigSections()
    _put_records(build, sections)
    good = _put_entities(build, sections)
    _put_claims(build, sections, rows, kernel)
    laid = lay_arcs(kernel, _edges(build, good))
    starts, order = group(kernel, len(build.ids), laid.fields["target"])
    by_cost(kernel, starts, laid.fields["cost"], order)
    sections.numbers("out.at", laid.out_at)
    sections.numbers("in.at", starts)
    sections.numbers("in.arc", order)
    for name, values in inward(kernel, laid, order).items():
        sections.numbers(name, values)
    sections.numbers("arc.via", laid.via())
    for name, values in laid.fields.items():
        sections.numbers(f"arc.{name}", values)
    return sections, len(order)


def _edges(build: Gathered, good: array[int]) -> Edges:
    predicates = {name: i for i, name in enumerate(sorted(build.predicates))}
    return Edges(
        subject=build.subject,
        object=build.object,
        profile=build.profile,
        good=good,
        rules=[rule_of(p, build.predicates[p.predicate]) for p in build.profiles],
        beliefs=[p.belief for p in build.profiles],
        predicates=[predicates[p.predicate] for p in build.profiles],
        counts=[not p.negated for p in build.profiles],
    )


def meta_of(build: Gathered) -> dict[str, Any]:
    """Give what the header says of the graph."""
    counts = {"entities": len(build.ids), "claims": len(build.subject)}
    return {
        "schema_version": SCHEMA_VERSION,
        "data_version": "imported",
        "content_hash": "",
        "prefixes": {},
        "counts": {**counts, "evidence": len(build.subject)},
    }


def _put_records(build: Gathered, sections: BigSections) -> None:
    parts: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
    parts.update(predicates=build.predicates, types=build.kinds)
    for name in TABLES:
        if name not in ("claims", "entities"):
            ordered = sorted(parts[name].items())
            sections.strings(f"{name}.id", [ident.encode() for ident, _ in ordered])
            sections.strings(f"{name}.body", [dump(body).encode() for _, body in ordered])


def _put_entities(build: Gathered, sections: BigSections) -> array[int]:
    kinds = {name: i for i, name in enumerate(sorted(build.kinds))}
    nodes = build.nodes.values()
    ends = {name: ENDS_ONLY * bool(kind["ends_only"]) for name, kind in build.kinds.items()}
    goods = {name: _good(kind) for name, kind in build.kinds.items()}
    good = array("b", [goods[node.kind] for node in nodes])
    sections.numbers("entity.type", array("B", [kinds[node.kind] for node in nodes]))
    sections.numbers("entity.flags", array("B", [ends[node.kind] for node in nodes]))
    sections.numbers("entity.good", good)
    parents = _parents(build, sections)
    sections.strings("entities.id", build.ids)
    sections.strings("entity.label", (node.label.encode() for node in nodes))
    sections.strings("entities.body", _bodies(build, parents))
    _put_names(build, sections)
    return good


def _parents(build: Gathered, sections: BigSections) -> dict[int, list[int]]:
    """Put what is below each entity, and give what is above."""
    told = ((p, i) for p, i in build.profiles.items() if not p.negated)
    hierarchic = {i for profile, i in told if profile.predicate == "is_a"}
    above: dict[int, list[int]] = {}
    below: dict[int, list[int]] = {}
    for claim, profile in enumerate(build.profile) if hierarchic else ():
        if profile in hierarchic:
            child, parent = build.subject[claim], build.object[claim]
            if child != parent and parent not in above.setdefault(child, []):
                above[child].append(parent)
                below.setdefault(parent, []).append(child)
    at, children = array("I", [0]), array("I")
    for entity in range(len(build.ids)):
        children.extend(sorted(below.get(entity, ())))
        at.append(len(children))
    sections.numbers("below.at", at)
    sections.numbers("below.entity", children)
    return above


def _bodies(build: Gathered, parents: dict[int, list[int]]) -> Iterator[bytes]:
    idents = list(build.nodes)
    for number, (ident, node) in enumerate(build.nodes.items()):
        yield dump(
            {
                "id": ident,
                "type": node.kind,
                "label": {"en": node.label, "zh-Hans": node.label_zh or node.label},
                "synonyms": {"en": node.synonyms} if node.synonyms else {},
                "ontology_label": "",
                "category": node.category,
                "parents": [idents[parent] for parent in parents.get(number, ())],
                "relations": [],
                "xrefs": node.xrefs,
                "close_xrefs": [],
                "broader_xref": None,
                "higher_is": None,
                "readout": None,
                "unspecified": False,
                "status": "active",
                "replaced_by": None,
                "note": "",
            }
        ).encode()


def _put_names(build: Gathered, sections: BigSections) -> None:
    rows: set[tuple[str, int, int, str]] = set()
    for number, (ident, node) in enumerate(build.nodes.items()):
        rows.add((fold(ident), number, 0, ident))
        chinese = (node.label_zh,) if node.label_zh else ()
        for rank, name in enumerate((node.label, *chinese, *node.synonyms), 1):
            rows.add((fold(name), number, min(rank, 255), name))
    ordered = sorted(rows)
    sections.strings("name.folded", (row[0].encode() for row in ordered))
    sections.strings("name.shown", (row[3].encode() for row in ordered))
    sections.numbers("name.entity", array("I", [row[1] for row in ordered]))
    sections.numbers("name.rank", array("B", [row[2] for row in ordered]))


def _put_claims(build: Gathered, sections: BigSections, rows: Path, kernel: Any) -> None:
    for end, values in (("subject", build.subject), ("object", build.object)):
        starts, order = group(kernel, len(build.ids), values)
        sections.numbers(f"as_{end}.at", starts)
        sections.numbers(f"as_{end}.claim", order)
        sections.numbers(f"claim.{end}", values)
    sections.numbers("claim.profile", build.profile)
    sections.numbers("claim.row.at", build.row_at)
    sections.file("claim.row.text", rows)
    profiles = [
        {
            **profile._asdict(),
            "rule": rule_of(profile, build.predicates[profile.predicate]).sign,
            "said": build.predicates[profile.predicate]["label"]["en"],
        }
        for profile in build.profiles
    ]
    sources, cited = build.tally()
    about = {
        "layouts": build.layouts,
        "profiles": profiles,
        "sources": dict(sorted(sources.items())),
        "cited": cited,
    }
    sections.text("import.text", json.dumps(about).encode())


def _good(kind: dict[str, Any]) -> int:
    return -1 if kind["effect"] == "lower_is_better" else 0
