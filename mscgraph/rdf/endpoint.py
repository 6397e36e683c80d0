"""SPARQL with a time limit: queries run in a process of their own, which can be ended."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from threading import TIMEOUT_MAX, Lock, Timer
from typing import TYPE_CHECKING, Any

from mscgraph.errors import QueryError
from mscgraph.languages import Message
from mscgraph.rdf.lexer import refuse
from mscgraph.rdf.results import NTRIPLES, RESULTS, Answer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import IO, Self

    from mscgraph.languages import Said
    from mscgraph.rdf.limit import Limit

TIMEOUT = 30.0
"""Seconds that a query may take, if nothing else is said."""


class Endpoint:
    """Answers queries on one graph, one at a time; safe to share between threads.

    The process starts with the first query, and anew with the first one after an end.
    """

    def __init__(self, graph: bytes | Path, names: Mapping[str, str]) -> None:
        """Take N-Triples, or the place of a store on disk, and the prefixes."""
        self._graph = graph
        self._names = dict(names)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def run(
        self,
        query: str,
        *,
        timeout: float = TIMEOUT,
        results: str = RESULTS,
        graph: str = NTRIPLES,
    ) -> Answer:
        """Run a query.

        Args:
            query: the prefixes of the graph need no declaration.
            timeout: seconds after which it is ended.
            results: media type of the answer to SELECT and ASK.
            graph: media type of the answer to CONSTRUCT and DESCRIBE.

        Raises:
            QueryError: it has a fault, takes too long, or would write or ask another server.
        """
        refuse(query)
        request = {"query": query, "timeout": timeout, "results": results, "graph": graph}
        with self._lock:
            process = self._process or self._start()
            late = Timer(timeout, process.kill)
            late.start()
            try:
                header, data = self._ask(process, request)
            except (OSError, ValueError) as error:
                self._end()
                raise QueryError(_why(late, timeout)) from error
            except BaseException:  # Ctrl-C: the process must not live on
                self._end()
                raise
            finally:
                if late.finished.is_set():
                    self._end()
                late.cancel()
        if "error" in header:
            raise QueryError(_said(header["error"]), header["line"], header["column"])
        return Answer(header["kind"], data)

    def start(self, limit: Limit | None = None) -> None:
        """Take in the graph, which else the first query does, and without a limit.

        Raises:
            QueryError: it cannot be read, or not within the limit.
        """
        with self._lock:
            if self._process is None:
                self._start(limit)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _start(self, limit: Limit | None = None) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "mscgraph.rdf.worker"]
        pipe = subprocess.PIPE
        self._process = process = subprocess.Popen(command, stdin=pipe, stdout=pipe)  # noqa: S603 - our own module
        on_disk = not isinstance(self._graph, bytes)
        triples = self._graph if isinstance(self._graph, bytes) else b""
        start = {
            "size": len(triples),
            "store": str(self._graph) if on_disk else None,
            "names": self._names,
        }
        late = Timer(limit.left if limit else TIMEOUT_MAX, process.kill)
        late.daemon = True
        try:
            late.start()
            header, _ = self._ask(process, start, triples)
        except (OSError, ValueError) as error:
            self._end()
            if limit and not limit.left:
                raise limit.missed(Message("the query engine took in the triples")) from error
            raise QueryError("the query engine ended while it read the graph") from error
        except BaseException:  # Ctrl-C, as in run
            self._end()
            raise
        finally:
            late.cancel()
        if "error" in header:
            self._end()
            said = Message("the graph cannot be read: {reason}", {"reason": header["error"]})
            raise QueryError(said)
        return process

    @staticmethod
    def _ask(
        process: subprocess.Popen[bytes], request: dict[str, Any], body: bytes = b""
    ) -> tuple[dict[str, Any], bytes]:
        """Send one line and its body, read one line and its body.

        Raises:
            OSError: the process has ended.
            ValueError: it ended while it was answering.
        """
        give, take = _pipes(process)
        give.write(json.dumps(request).encode() + b"\n" + body)
        give.flush()
        header: dict[str, Any] = json.loads(take.readline())
        data = take.read(header.get("size", 0))
        if len(data) != header.get("size", 0):
            raise BrokenPipeError
        return header, data

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            for pipe in _pipes(self._process):
                with suppress(OSError):  # what was not yet sent cannot be sent any more
                    pipe.close()
            self._process.wait()
            self._process = None


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    give, take = process.stdin, process.stdout
    if give is None or take is None:  # pragma: no cover - both were asked for
        raise BrokenPipeError
    return give, take


def _said(told: str | list[Any]) -> Said:
    """Give what the other process said: a message goes through JSON as a list."""
    return Message(*told) if isinstance(told, list) else told


def _why(late: Timer, timeout: float) -> Message:
    if late.finished.is_set():
        return Message(
            "stopped after {seconds} s; ask for less, or allow more with --timeout",
            {"seconds": f"{timeout:g}"},
        )
    return Message(
        "the query engine ended by itself; the query may be too long, or its answer too large: "
        "list values with IN or VALUES, not with UNION or FILTER for each"
    )
