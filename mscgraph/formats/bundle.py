"""The bundle: a folder with the graph in every format, described as an RO-Crate.

The description is JSON-LD of one flat list, so it is written here; the library for crates brings
a web client and a template engine, and would add nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.folder import new_folder
from mscgraph.formats.registry import FORMATS
from mscgraph.formats.whole import whole_of
from mscgraph.kb.cache import package_version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mscgraph.formats.whole import Exportable, Whole

CRATE = "https://w3id.org/ro/crate/1.1"
DESCRIPTION = "ro-crate-metadata.json"
MAKER = "https://w3id.org/mscgraph/"
"""Names the program in the description; a folder that it describes may be replaced."""
MEDIA_TYPES = {
    "json": "application/json",
    "jsonl": "application/jsonl",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "graphml": "application/graphml+xml",
    "tsv": "text/tab-separated-values",
    "csv": "text/csv",
    "nanopub": "application/trig",
    "sssom": "text/tab-separated-values",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
"""By the end of a file's name; any other is JSON."""


def write_bundle(obj: Exportable, folder: Path, *, licence: str, date: str) -> list[str]:
    """Write the graph in every format of the registry, with their description.

    Gives the names of the files, in the order of the registry.

    Args:
        obj: a loaded or a compiled graph.
        folder: where it goes; a bundle that is there is replaced.
        licence: IRI of the licence of the data.
        date: day on which the bundle was made, as YYYY-MM-DD.

    Raises:
        DataFolderError: the folder holds something that is no bundle, or cannot be written.
    """
    whole = whole_of(obj)
    with new_folder(
        folder, is_ours=is_bundle, refusal="holds something that is no bundle; name a new folder"
    ) as work:
        parts = [_file(work, name, label, pieces) for name, label, pieces in _files(whole)]
        described = _described(whole, parts, licence, date)
        text = json.dumps(described, ensure_ascii=False, indent=1)
        (work / DESCRIPTION).write_bytes(f"{text}\n".encode())
    return [part["@id"] for part in parts]


def _files(whole: Whole) -> Iterator[tuple[str, str, Iterator[str]]]:
    """Yield the name of each file, what it is, and its text in pieces."""
    for name, found in FORMATS.items():
        label = f"{found.label['en']} / {found.label['zh-Hans']}"
        if isinstance(found.write, Mapping):  # a format of several files
            for file, make in found.write.items():
                yield f"{name}/{file}", label, make(whole)
        else:
            yield f"graph.{name}", label, found.write(whole)


def _file(work: Path, name: str, label: str, pieces: Iterator[str]) -> dict[str, Any]:
    """Write one file and give its description."""
    path = work / name
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
    return {
        "@id": name,
        "@type": "File",
        "name": label,
        "encodingFormat": MEDIA_TYPES.get(name.rpartition(".")[2], "application/json"),
        "contentSize": str(path.stat().st_size),
    }


def _described(
    whole: Whole, parts: list[dict[str, Any]], licence: str, date: str
) -> dict[str, Any]:
    counts = " and ".join(f"{len(whole.records[part]):,} {part}" for part in ("entities", "claims"))
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"mscgraph, data {whole.meta['data_version']}",
        "description": f"A knowledge graph of {counts}, in every format that mscgraph writes.",
        "datePublished": date,
        "license": {"@id": licence},
        "version": whole.meta["data_version"],
        **({"identifier": f"sha256:{digest}"} if (digest := whole.meta["content_hash"]) else {}),
        "hasPart": [{"@id": part["@id"]} for part in parts],
        "mentions": {"@id": "#made"},
    }
    made = {
        "@id": "#made",
        "@type": "CreateAction",
        "name": "mscgraph build",
        "instrument": {"@id": MAKER},
        "result": {"@id": "./"},
        "endTime": date,
    }
    maker = {
        "@id": MAKER,
        "@type": "SoftwareApplication",
        "name": "mscgraph",
        "url": MAKER,
        "version": package_version(),
    }
    about = {
        "@id": DESCRIPTION,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": CRATE},
    }
    terms = {"@id": licence, "@type": "CreativeWork", "name": licence, "url": licence}
    return {
        "@context": f"{CRATE}/context",
        "@graph": [about, root, *parts, terms, made, maker],
    }


def is_bundle(folder: Path) -> bool:
    """Say whether a folder holds a bundle of ours and nothing else."""
    try:
        described = json.loads((folder / DESCRIPTION).read_bytes())
        ids = {item["@id"] for item in described["@graph"]}
    except (OSError, ValueError, LookupError, TypeError):
        return False
    files = (path for path in folder.rglob("*") if not path.is_dir())
    names = {path.relative_to(folder).as_posix() for path in files}
    return MAKER in ids and names <= ids
