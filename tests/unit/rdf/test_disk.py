"""A store on disk: built whole or not at all, read by several processes at once."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from mscgraph.errors import DataFolderError, QueryError
from mscgraph.rdf.disk import STORE, build_store, store_in
from mscgraph.rdf.endpoint import Endpoint
from mscgraph.rdf.prefixes import prefixes
from mscgraph.rdf.records import records_of
from mscgraph.rdf.results import table_of
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from tests.conftest import Run, Start

CLAIMS = "SELECT (COUNT(*) AS ?n) { ?c a mscg:Claim }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def folder(tiny_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("stores") / "store"
    assert build_store(tiny_graph, place) > 1000
    return place


def endpoint(graph: Graph, folder: Path) -> Endpoint:
    return Endpoint(store_in(folder), prefixes(records_of(graph)["prefixes"].values()))


def states(folder: Path) -> dict[str, tuple[int, int]]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in found}


def test_the_store_answers_as_the_triples_do(tiny_graph: Graph, folder: Path) -> None:
    with endpoint(tiny_graph, folder) as found:
        assert table_of(found.run(CLAIMS).data).rows == ((12,),)


def test_several_processes_read_it_at_once(tiny_graph: Graph, folder: Path) -> None:
    before = states(folder)
    with endpoint(tiny_graph, folder) as one, endpoint(tiny_graph, folder) as two:
        assert one.run(CLAIMS) == two.run(CLAIMS)
        command = [sys.executable, "-m", "mscgraph", "query", "--store", str(folder), CLAIMS]

        def ask(_: int) -> bytes:
            done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, timeout=60)
            return done.stdout

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(ask, range(4))) == {b"n\n12\n"}
        assert one.run(CLAIMS) == two.run(CLAIMS)
    assert states(folder) == before  # nobody writes a byte


def test_a_runaway_query_on_it_is_ended(tiny_graph: Graph, folder: Path) -> None:
    start = time.monotonic()
    with (
        endpoint(tiny_graph, folder) as found,
        pytest.raises(QueryError, match=r"stopped after 0\.5 s"),
    ):
        found.run(ENDLESS, timeout=0.5)
    assert time.monotonic() - start < 20


def test_one_that_is_replaced_stays_open_for_those_who_have_it(
    tiny_graph: Graph, tmp_path: Path
) -> None:
    place = tmp_path / "store"
    build_store(tiny_graph, place)
    with endpoint(tiny_graph, place) as found:
        first = found.run(CLAIMS)
        build_store(tiny_graph, place)
        assert found.run(CLAIMS) == first
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("old", ["old", ""])
def test_an_interrupted_build_leaves_the_old_one_or_none(
    tiny_graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str
) -> None:
    place = tmp_path / "store"
    if old:
        build_store(tiny_graph, place)
    before = states(tmp_path)

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ox, "Store", stopped)
    with pytest.raises(KeyboardInterrupt):
        build_store(tiny_graph, place)
    assert states(tmp_path) == before
    assert place.exists() is bool(old)


def test_a_folder_of_something_else_is_left_alone(tiny_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(DataFolderError, match="holds something that is no store"):
        build_store(tiny_graph, tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderError, match="cannot be made"):
        build_store(tiny_graph, tmp_path / "file" / "store")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "thesis.txt"]


def test_no_store(tiny_graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(DataFolderError, match="no such folder"):
        store_in(tmp_path / "nowhere")
    with pytest.raises(DataFolderError, match="holds no store"):
        store_in(tmp_path)
    place = tmp_path / "store"
    build_store(tiny_graph, place)
    for path in (place / STORE).glob("*.sst"):
        path.write_bytes(b"damage")
    with (
        endpoint(tiny_graph, place) as found,
        pytest.raises(QueryError, match="the graph cannot be read"),
    ):
        found.run(CLAIMS)


def test_the_commands(run: Run, tmp_path: Path) -> None:
    place = str(tmp_path / "store")
    done = run("build", "--store", place)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.startswith(f"built {place}: ")
    assert run("query", "--store", place, CLAIMS).stdout == "n\n12\n"
    assert run("query", "--store", place, "--name", "sources").exit_code == 0
    assert run("stats", "--data", place).exit_code == 0  # other commands read it as well
    assert run("query", "--store", str(tmp_path), CLAIMS).exit_code == 3
    assert run("build", "--store", str(tmp_path)).exit_code == 3


def test_what_is_asked_for_must_be_clear(run: Run, tmp_path: Path) -> None:
    done = run("build")
    assert (done.exit_code, done.stderr.splitlines()[-1][:24]) == (2, "Error: say what to build")
    done = run("query", "--store", str(tmp_path), "--data", str(tmp_path), CLAIMS)
    assert done.exit_code == 2
    assert "give --data or --store" in done.stderr


def test_query_as_a_process_is_ended_in_time(start: Start, folder: Path) -> None:
    begin = time.monotonic()
    done = start("-m", "mscgraph", "query", "--store", str(folder), ENDLESS, "--timeout", "0.5")
    assert time.monotonic() - begin < 20
    assert done.returncode == 3
    assert done.stderr == (
        b"mscgraph: stopped after 0.5 s; ask for less, or allow more with --timeout\n"
    )


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux shows the limits of another process"
)
def test_a_store_opens_its_files_when_it_needs_them(tiny_graph: Graph, folder: Path) -> None:
    import resource

    # a graph of 19 million triples has more files than the engine opens at the start
    with endpoint(tiny_graph, folder) as on_disk, Endpoint(b"", {}) as in_memory:
        limits = []
        for found in (on_disk, in_memory):
            found.start()
            assert found._process is not None
            limits.append(resource.prlimit(found._process.pid, resource.RLIMIT_NOFILE)[0])
    assert limits[0] > 100
    assert limits[1] == 0
