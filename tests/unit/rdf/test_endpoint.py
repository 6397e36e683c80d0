"""SPARQL with a time limit."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from mscgraph.errors import QueryError
from mscgraph.rdf.endpoint import Endpoint
from mscgraph.rdf.results import TURTLE, table_of, truth_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {"ex": "http://example.org/"}
TRIPLES = "".join(
    f"<http://example.org/{i}> <http://example.org/p> <http://example.org/{i + 1}> .\n"
    for i in range(300)
).encode()
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ex:p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint(TRIPLES, NAMES) as found:
        yield found


def count(endpoint: Endpoint) -> object:
    return table_of(endpoint.run(COUNT).data).rows[0][0]


def test_the_three_kinds_of_answer(endpoint: Endpoint) -> None:
    assert count(endpoint) == 300
    found = endpoint.run("ASK { ex:1 ex:p ex:3 }")
    assert (found.kind, truth_of(found.data)) == ("ask", False)
    found = endpoint.run("CONSTRUCT WHERE { ex:1 ex:p ?o }", graph=TURTLE)
    assert found.data.decode().endswith("ex:1 ex:p ex:2 .\n")


def test_a_runaway_query_is_ended_and_the_next_one_answered(endpoint: Endpoint) -> None:
    assert count(endpoint) == 300
    process = endpoint._process
    assert process is not None
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.5 s; ask for less"):
        endpoint.run(ENDLESS, timeout=0.5)
    assert time.monotonic() - start < 5
    assert process.returncode is not None  # really ended, not left to run
    assert count(endpoint) == 300


def test_a_process_that_is_gone_is_started_anew(endpoint: Endpoint) -> None:
    assert count(endpoint) == 300
    assert endpoint._process is not None
    endpoint._process.kill()
    endpoint._process.wait()
    with pytest.raises(QueryError, match="ended by itself"):
        endpoint.run(COUNT)
    assert count(endpoint) == 300


@pytest.mark.parametrize(
    ("query", "said", "line"),
    [
        ("SELECT * {\n?s", "expected", 2),
        ("SELECT * { ?s no:p ?o }", "not declared", 1),
        ("CLEAR ALL", "updates are refused", 1),
        ("SELECT * { SERVICE ex:s {} }", "SERVICE is refused", 1),
    ],
)
def test_a_faulty_query(endpoint: Endpoint, query: str, said: str, line: int) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        endpoint.run(query)
    assert caught.value.line == line


def test_threads_share_an_endpoint(endpoint: Endpoint) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: count(endpoint), range(20))) == {300}


def test_ctrl_c_ends_the_process(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    assert count(endpoint) == 300
    process = endpoint._process

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Endpoint, "_ask", staticmethod(interrupted))
        with pytest.raises(KeyboardInterrupt):
            endpoint.run(COUNT)
    assert process is not None
    assert process.returncode is not None
    assert count(endpoint) == 300


def test_a_graph_that_cannot_be_read() -> None:
    with Endpoint(b"<a> <b>", {}) as endpoint, pytest.raises(QueryError, match="cannot be read"):
        endpoint.run("ASK {}")


def test_an_engine_that_ends_while_it_reads_the_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with Endpoint(TRIPLES, {}) as endpoint, pytest.raises(QueryError, match="ended while it read"):
        endpoint.run("ASK {}")


def test_closing_twice_is_fine_and_no_process_stays() -> None:
    endpoint = Endpoint(TRIPLES, NAMES)
    endpoint.close()
    assert count(endpoint) == 300
    process = endpoint._process
    endpoint.close()
    endpoint.close()
    assert process is not None
    assert process.returncode is not None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit of open files")
def test_even_a_query_that_got_past_the_check_reaches_no_server() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        port = server.getsockname()[1]
        code = (
            "import pyoxigraph as ox\n"
            "from mscgraph.rdf.worker import _close_doors\n"
            "store = ox.Store()\n"
            "_close_doors()\n"
            "try:\n"
            f"    list(store.query('SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{}} }}'))\n"
            "except OSError as error:\n"
            "    print('stopped')\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], check=False, capture_output=True, timeout=60
        )
        with pytest.raises(TimeoutError):
            server.accept()
    assert done.stdout.strip() == b"stopped"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no alarm")
def test_a_query_whose_asker_died_ends_by_itself() -> None:
    code = "from mscgraph.rdf import worker\nworker.GRACE = 0\nworker.main()\n"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        header = f'{{"size": {len(TRIPLES)}, "names": {{}}}}\n'.encode()
        request = f'{{"query": "{ENDLESS}", "timeout": 0.5}}\n'.encode()
        process.stdin.write(header + TRIPLES + request)
        process.stdin.flush()
        assert process.wait(timeout=30) < 0  # by a signal
