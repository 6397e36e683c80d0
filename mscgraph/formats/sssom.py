"""The cross-references of the entities as SSSOM: what is the same, near or broader elsewhere."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "mapping_justification",
    "comment",
)
_CURATED = "semapv:ManualMappingCuration"
_OWN_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "semapv": "https://w3id.org/semapv/vocab/",
}


def sssom(kb: KnowledgeBase) -> str:
    """Give the mapping set as SSSOM/TSV: metadata in comment lines, then one row per mapping."""
    rows = [row for entity in kb.entities.values() for row in _rows(entity)]
    used = {cell.partition(":")[0] for row in rows for cell in (row[0], row[3])}
    curies = {prefix: kb.prefixes[prefix].iri for prefix in used} | _OWN_PREFIXES
    head = [
        "#mapping_set_id: https://w3id.org/mscgraph/mappings",
        "#mapping_set_title: Cross-references of the entities of mscgraph",
        "#license: https://creativecommons.org/licenses/by/4.0/",
        "#curie_map:",
        # quoted: an IRI may end in a colon, which would begin another key
        *(f'#  {prefix}: "{iri}"' for prefix, iri in sorted(curies.items())),
    ]
    table = io.StringIO()
    csv.writer(table, delimiter="\t", lineterminator="\n").writerows((COLUMNS, *sorted(rows)))
    return "\n".join(head) + "\n" + table.getvalue()


def _rows(entity: model.Entity) -> Iterator[tuple[str, ...]]:
    broader = (entity.broader_xref,) if entity.broader_xref else ()
    for predicate, xrefs in (
        ("skos:exactMatch", entity.xrefs),
        ("skos:closeMatch", entity.close_xrefs),
        ("skos:broadMatch", broader),
    ):
        for xref in xrefs:
            label, note = (" ".join(text.split()) for text in (entity.label["en"], entity.note))
            yield entity.id, label, predicate, xref, _CURATED, note
