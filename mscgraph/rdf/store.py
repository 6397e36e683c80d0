"""SPARQL in this process: a graph in Oxigraph, under rdflib's face."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mscgraph.errors import QueryError
from mscgraph.languages import Message
from mscgraph.rdf.lexer import place, refuse, unknown_prefix
from mscgraph.rdf.prefixes import STANDARD
from mscgraph.rdf.results import NTRIPLES, RESULTS, Answer, Table, table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    import rdflib

    from mscgraph.languages import Said

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_LONG = 160
"""Characters of the engine's own words that a user still reads."""


def indexed(graph: rdflib.Graph) -> rdflib.Graph:
    """Copy a graph into Oxigraph; rdflib sees it as before, its queries run there.

    Oxigraph folds the case of language tags: compare them with ``langMatches``.
    """
    import rdflib
    from oxrdflib import OxigraphStore
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    face = OxigraphStore(store=_index(graph))
    found = rdflib.Graph(face, DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, iri in graph.namespaces():
        found.bind(prefix, iri)
    return found


def select(graph: rdflib.Graph, query: str) -> Table:
    """Ask a graph a SELECT query, in this process and without a time limit.

    A query of somebody else's belongs to :class:`~mscgraph.rdf.endpoint.Endpoint`: what takes the
    engine too long, or breaks it, then ends a process of its own.

    The prefixes of the graph and those of :data:`~mscgraph.rdf.prefixes.STANDARD` need no
    declaration. A graph outside of Oxigraph is indexed for the one query; :func:`indexed` does it
    once for many.

    Raises:
        QueryError: the query has a fault, is no SELECT, or would write or ask another server.

    Example:
        >>> from mscgraph import to_rdf
        >>> table = select(to_rdf(kb), "SELECT ?id { mechanism:rev2020-glow mscg:hasClaim ?c ."
        ...     " ?c dcterms:identifier ?id } ORDER BY ?id LIMIT 2")
        >>> table.rows
        (('rev2020-001',), ('rev2020-002',))
    """
    from oxrdflib import OxigraphStore

    names = {**STANDARD, **{prefix: str(iri) for prefix, iri in graph.namespaces()}}
    store = graph.store._inner if isinstance(graph.store, OxigraphStore) else _index(graph)  # noqa: SLF001 - oxrdflib gives no other way to the store that it wraps
    found = answer(store, query, names)
    if found.kind != "select":
        raise QueryError("only SELECT gives a table")
    return table_of(found.data)


def load(triples: bytes) -> ox.Store:
    """Load N-Triples; that IRIs are well formed is not looked at again.

    Raises:
        SyntaxError: they are damaged.
    """
    store = ox.Store()
    # in memory its bulk loader takes more of the processor: threads that parse wait for one
    store.load(triples, format=ox.RdfFormat.N_TRIPLES, lenient=True)
    return store


def open_store(place: str) -> ox.Store:
    """Open a store on disk to read; others may have it open as well.

    Raises:
        OSError: there is none.
        RuntimeError: it is damaged.
    """
    return ox.Store.read_only(place)


def answer(
    store: ox.Store,
    query: str,
    names: Mapping[str, str],
    *,
    results: str = RESULTS,
    graph: str = NTRIPLES,
) -> Answer:
    """Run a query that reads, and give its answer in a format by media type.

    Raises:
        QueryError: the query has a fault, or would write or ask another server.
    """
    refuse(query)
    try:
        found = store.query(query, prefixes=dict(names))
        if isinstance(found, ox.QueryTriples):
            return Answer("graph", _graph(found, graph, names))
        kind = "ask" if isinstance(found, ox.QueryBoolean) else "select"
        wanted = ox.QueryResultsFormat.from_media_type(results)
        if wanted is None:
            raise _no_format(results)
        return Answer(kind, found.serialize(format=wanted) or b"")
    except SyntaxError as error:
        raise _fault(query, str(error), names) from error
    except (OSError, RuntimeError, ValueError) as error:
        why = {"reason": str(error)}
        raise QueryError(Message("the query cannot be run: {reason}", why)) from error


def _graph(found: ox.QueryTriples, media_type: str, names: Mapping[str, str]) -> bytes:
    """Write triples sorted, each once, so that equal answers are equal bytes."""
    wanted = ox.RdfFormat.from_media_type(media_type)
    if wanted is None:
        raise _no_format(media_type)
    ordered = sorted(set(found), key=str)
    if wanted != ox.RdfFormat.TURTLE:
        return ox.serialize(ordered, format=wanted) or b""
    data = ox.serialize(ordered, format=wanted, prefixes=dict(names)) or b""
    return _used_prefixes(data.decode()).encode()


def _used_prefixes(turtle: str) -> str:
    """Keep the prefixes that are used, sorted: the engine gives all, in the order of a hash."""
    lines = turtle.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("@prefix ")]
    body = "".join(lines[len(head) :])
    used = (line for line in sorted(head) if f"{line.split()[1]}" in body)
    return "".join(used) + body


def _fault(query: str, message: str, names: Mapping[str, str]) -> QueryError:
    """Say a fault in one line; of an unknown prefix the engine itself does not speak."""
    unknown = unknown_prefix(query, names)
    if unknown is not None:
        said = Message(
            "the prefix of {name} is not declared, and is none of mscgraph's",
            {"name": unknown.text},
        )
        return QueryError(said, *place(query, unknown.start))
    match = _PLACE.match(message)
    if match is None:
        return QueryError(message)
    return QueryError(_expected(" ".join(match[3].split())), int(match[1]), int(match[2]))


def _expected(said: str) -> Said:
    """Say what the engine says, cut where nobody reads on; mostly it is what it expected."""
    if len(said) > _LONG:
        said = said[:_LONG].rsplit(", ", 1)[0] + ", ..."
    first, _, rest = said.partition(" ")
    if first != "expected":
        return said
    if rest.startswith("one of "):
        words = rest.removeprefix("one of ").replace("SERVICE, ", "")  # which is refused
        return Message("expected one of {words}", {"words": words})
    return Message("expected {words}", {"words": rest})


def _no_format(media_type: str) -> QueryError:
    given = {"media_type": media_type}
    return QueryError(Message("{media_type} is no format for the answer to this query", given))


def _index(graph: rdflib.Graph) -> ox.Store:
    from mscgraph.rdf.write import ntriples

    return load("\n".join(ntriples(graph)).encode())  # type: ignore[arg-type]  # mscgraph's graphs hold IRIs and literals alone
