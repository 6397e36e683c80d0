"""The talk between the process that asks and the one that answers, line by line."""

from __future__ import annotations

import io
import json
import signal
from typing import Any

import pytest

from mscgraph.rdf import worker

resource = pytest.importorskip("resource", reason="Windows knows no limit of open files")

TRIPLES = b"<http://example.org/a> <http://example.org/p> <http://example.org/b> .\n"


class Stream:
    """A standard stream of bytes."""

    def __init__(self, data: bytes = b"") -> None:
        self.buffer = io.BytesIO(data)


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the worker in this process, whose doors stay open and whose Ctrl-C stays ours."""
    doors: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *given: doors.append(given))
    monkeypatch.setattr(signal, "signal", lambda *_: None)

    def run(triples: bytes, *requests: dict[str, Any]) -> list[bytes]:
        start = {"size": len(triples), "names": {"ex": "http://example.org/"}}
        lines = [json.dumps(request).encode() + b"\n" for request in requests]
        out = Stream()
        monkeypatch.setattr(
            "sys.stdin", Stream(b"".join((json.dumps(start).encode(), b"\n", triples, *lines)))
        )
        monkeypatch.setattr("sys.stdout", out)
        worker.main()
        assert len(doors) == (triples == TRIPLES)
        return out.buffer.getvalue().splitlines()

    return run


def test_it_answers_until_the_input_ends(talk: Any) -> None:
    ready, header, body, fault = talk(
        TRIPLES,
        {"query": "CONSTRUCT WHERE { ?s ex:p ?o }", "timeout": 9},
        {"query": "ASK {", "timeout": 9},
    )
    assert json.loads(ready) == {"ready": True}
    assert json.loads(header) == {"kind": "graph", "size": len(TRIPLES)}
    assert body + b"\n" == TRIPLES
    assert set(json.loads(fault)) == {"error", "line", "column"}


def test_it_says_so_if_the_graph_is_damaged(talk: Any) -> None:
    (fault,) = talk(b"<a> <b>")
    assert "error" in json.loads(fault)
