"""The RDF of a compiled graph as N-Triples, kept in the user's cache folder.

As with the compiled graphs beside it, a cache that is broken or cannot be written is never an
error: the triples are then built anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from mscgraph.data import cache_folder
from mscgraph.languages import Message
from mscgraph.rdf.limit import refuse_large, within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.compiled.graph import Graph
    from mscgraph.rdf.limit import Limit

KEEP = 5
"""How many graphs stay in the cache as N-Triples."""
_SEAL = b"# sha256 "


def triples_of(graph: Graph, limit: Limit | None = None) -> bytes:
    """Give the N-Triples of a graph, sorted, from the cache where they are there.

    Raises:
        QueryError: the graph is too large for that, or they are not made within the limit.
    """
    refuse_large(graph)
    path = Path(cache_folder()) / f"{_name(graph)}.nt"
    held = _read(path)
    return _build(graph, path, limit) if held is None else held


def _read(path: Path) -> bytes | None:
    """Read a file and its seal; None if it is not there or not whole."""
    try:
        data, seal, digest = path.read_bytes().rpartition(_SEAL)
    except OSError:
        return None
    whole = seal and hashlib.sha256(data).hexdigest().encode() == digest.strip()
    return data if whole else None


def _build(graph: Graph, path: Path, limit: Limit | None) -> bytes:
    from mscgraph.compiled.write import replace_file
    from mscgraph.rdf.build import triples
    from mscgraph.rdf.records import records_of
    from mscgraph.rdf.write import ntriples

    made = within(triples(records_of(graph)), limit, Message("the triples of the graph were made"))
    data = "".join(f"{line}\n" for line in ntriples(made)).encode()
    try:
        replace_file(path, data + _SEAL + hashlib.sha256(data).hexdigest().encode() + b"\n")
        _prune(path.parent)
    except OSError:
        pass  # read-only home, full disk: the triples in memory are as good
    return data


def _name(graph: Graph) -> str:
    """Name a state of the data and of the code that turns it into RDF.

    An imported graph has no content hash; the header has the sizes and the check of all sections.
    """
    digest = hashlib.sha256(f"{graph.meta['content_hash']} {graph.meta['data_version']}".encode())
    digest.update(graph.file.start)
    for line in _code():
        digest.update(line.encode())
    return digest.hexdigest()[:32]


def _code() -> Iterator[str]:
    folder = Path(__file__).parent
    for path in sorted((*folder.glob("*.py"), folder / "vocabulary.tsv")):
        state = path.stat()
        yield f"{path.name} {state.st_size} {state.st_mtime_ns}\n"


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.nt"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for path in kept[KEEP:]:
        path.unlink(missing_ok=True)
