"""The cross-references of the entities as SSSOM: what is the same, near or broader elsewhere."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from mscgraph.formats.whole import whole_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.formats.whole import Exportable, Whole
    from mscgraph.rdf.records import Record

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


def sssom(kb: Exportable) -> str:
    """Give the mapping set as SSSOM/TSV: metadata in comment lines, then one row per mapping."""
    return "".join(write_sssom(whole_of(kb)))


def write_sssom(whole: Whole) -> Iterator[str]:
    """Give the mapping set in pieces."""
    prefixes = whole.records["prefixes"]
    rows = [row for entity in whole.records["entities"].values() for row in _rows(entity)]
    used = {cell.partition(":")[0] for row in rows for cell in (row[0], row[3])}
    curies = {prefix: prefixes[prefix]["iri"] for prefix in used if prefix in prefixes}
    head = [
        "#mapping_set_id: https://w3id.org/mscgraph/mappings",
        "#mapping_set_title: Cross-references of the entities of mscgraph",
        *([f"#license: {whole.licence}"] if whole.licence else []),
        "#curie_map:",
        # quoted: an IRI may end in a colon, which would begin another key
        *(f'#  {prefix}: "{iri}"' for prefix, iri in sorted({**curies, **_OWN_PREFIXES}.items())),
    ]
    table = io.StringIO()
    csv.writer(table, delimiter="\t", lineterminator="\n").writerows((COLUMNS, *sorted(rows)))
    yield "\n".join(head) + "\n"
    yield table.getvalue()


def _rows(entity: Record) -> Iterator[tuple[str, ...]]:
    broader = [entity["broader_xref"]] if entity["broader_xref"] else []
    label, note = (" ".join(text.split()) for text in (entity["label"]["en"], entity["note"]))
    for predicate, xrefs in (
        ("skos:exactMatch", entity["xrefs"]),
        ("skos:closeMatch", entity["close_xrefs"]),
        ("skos:broadMatch", broader),
    ):
        for xref in xrefs:
            yield entity["id"], label, predicate, xref, _CURATED, note
