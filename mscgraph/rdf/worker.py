"""The process that runs queries for :class:`mscgraph.rdf.endpoint.Endpoint`.

Oxigraph's Python API knows no time limit, so a query runs where it can be ended from outside.
Requests and answers are one line of JSON each, bodies follow with the length that the line says.
"""

from __future__ import annotations

import json
import signal
import sys
from contextlib import suppress
from typing import IO, Any

from mscgraph.errors import QueryError
from mscgraph.rdf.store import answer, load, open_store

GRACE = 5
"""Seconds after which a query ends itself whose asker did not live to end it."""


def main() -> None:
    """Read a graph, then answer queries until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the asker, who ends this process
    take, give = sys.stdin.buffer, sys.stdout.buffer
    start = _line(take)
    try:
        store = open_store(start["store"]) if start.get("store") else load(take.read(start["size"]))
    except (SyntaxError, OSError, RuntimeError) as error:
        _say(give, {"error": str(error)})
        return
    if not start.get("store"):  # which opens its files when it needs them: a large one has many
        _close_doors()
    _say(give, {"ready": True})
    while request := _line(take):
        limit = request.pop("timeout")
        _alarm(limit + GRACE)
        try:
            found = answer(store, names=start["names"], **request)
            _say(give, {"kind": found.kind, "size": len(found.data)}, found.data)
        except QueryError as error:
            _say(give, {"error": error.message, "line": error.line, "column": error.column})
        _alarm(0)


def _line(take: IO[bytes]) -> Any:
    line = take.readline()
    return json.loads(line) if line else None


def _say(give: IO[bytes], line: dict[str, Any], body: bytes = b"") -> None:
    give.write(json.dumps(line).encode() + b"\n" + body)
    give.flush()


def _close_doors() -> None:
    """Forbid new files and sockets: even a query that got past the check reaches no server.

    The check refuses SERVICE in every reading of a query; this is for what it might overlook.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
