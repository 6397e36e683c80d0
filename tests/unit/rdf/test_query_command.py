"""``mscgraph query``: what it takes, what it prints, and its exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mscgraph.rdf.named import named_queries

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run, Start

IDS = "SELECT ?id { ?e a mscg:Disease ; dcterms:identifier ?id } ORDER BY ?id"
ENTITIES = "SELECT ?e ?n { ?e a mscg:Disease ; mscg:isA ?up BIND(1.50 AS ?n) }"


def test_rows_in_each_format(run: Run) -> None:
    assert run("query", ENTITIES).stdout == "e\tn\nMONDO:0000001\t1.5\n"
    assert json.loads(run("query", ENTITIES, "-f", "json").stdout) == [
        {"e": "MONDO:0000001", "n": 1.5}
    ]
    assert run("query", ENTITIES, "-f", "jsonl").stdout == '{"e": "MONDO:0000001", "n": 1.5}\n'
    assert "MONDO:0000001" in run("query", ENTITIES, "-f", "table").stdout
    assert "https://example.org/MONDO/0000001" in run("query", ENTITIES, "--iris").stdout


def test_nothing_found_is_an_answer(run: Run) -> None:
    done = run("query", "SELECT ?x { ?x a mscg:Nothing }")
    assert (done.exit_code, done.stdout) == (0, "x\n")


@pytest.mark.parametrize(("kind", "answer", "code"), [("Claim", "true", 0), ("Planet", "false", 1)])
def test_ask(run: Run, kind: str, answer: str, code: int) -> None:
    done = run("query", f"ASK {{ ?s a mscg:{kind} }}")
    assert (done.exit_code, done.stdout) == (code, f"{answer}\n")


def test_a_graph_as_turtle_or_ntriples(run: Run) -> None:
    turtle = run("query", "DESCRIBE mechanism:rev2020-glow").stdout
    assert turtle.startswith("@prefix claim: <https://w3id.org/mscgraph/claim/> .\n")
    assert "a mscg:Mechanism" in turtle
    lines = run("query", "DESCRIBE mechanism:rev2020-glow", "-f", "nt").stdout.splitlines()
    assert lines == sorted(lines)
    assert all(line.startswith("<https://w3id.org/mscgraph/mechanism/") for line in lines)


def test_a_query_from_a_file_from_stdin_and_into_a_file(run: Run, tmp_path: Path) -> None:
    wanted = run("query", IDS).stdout
    path = tmp_path / "ids.rq"
    path.write_text(IDS, "utf-8-sig")
    assert run("query", str(path)).stdout == wanted
    assert run("query", "-", stdin=IDS).stdout == wanted
    assert run("query", IDS, "-o", str(tmp_path / "out.tsv")).stdout == ""
    assert (tmp_path / "out.tsv").read_text() == wanted


def test_the_ids_lead_on(run: Run) -> None:
    shown = run("show", "-", stdin=run("query", IDS).stdout)
    assert shown.exit_code == 0
    assert "knee fog" in shown.stdout


def test_the_list_of_named_queries(run: Run) -> None:
    rows = json.loads(run("query", "--list", "-f", "json").stdout)
    assert [row["name"] for row in rows] == list(named_queries())
    chinese = json.loads(run("query", "--list", "-f", "json", "--lang", "zh").stdout)
    assert all(a["title"] != b["title"] for a, b in zip(rows, chinese, strict=True))


@pytest.mark.parametrize("source", ["PSC", "MSCG:pulp-msc", "牙髓干细胞"])
def test_a_named_query_with_a_name_in_any_language(run: Run, source: str) -> None:
    done = run("query", "--name", "mechanisms", "--param", f"source={source}")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1].split("\t")[::4] == ["rev2020-glow", "1"]


def test_a_named_query_can_be_read_and_then_run(run: Run, tmp_path: Path) -> None:
    asked = ("--name", "mediators", "--param", "outcome=knee fog")
    path = tmp_path / "mediators.rq"
    path.write_text(run("query", *asked, "--sparql").stdout, "utf-8")
    assert "<https://example.org/MONDO/0000001>" in path.read_text("utf-8")
    assert run("query", str(path)).stdout == run("query", *asked).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "give one of"),
        ((IDS, "--name", "mediators"), 2, "give one of"),
        ((IDS, "--param", "a=b"), 2, "--param fills a named query"),
        (("",), 2, "the query is empty"),
        (("patients",), 2, "patients is a named query; give --name patients"),
        (("--name", "mediators", "--param", "outcome"), 2, "is not KEY=VALUE"),
        (("nothing.rq",), 2, "nothing.rq: No such file"),
        ((IDS, "-f", "ttl"), 2, "rows cannot be written as ttl"),
        (("--list", "-f", "nt"), 2, "rows cannot be written as nt"),
        (("CONSTRUCT WHERE { ?s ?p ?o }", "-f", "tsv"), 2, "give a graph"),
        ((IDS, "--timeout", "0"), 2, "--timeout"),
        (("--name", "mediator"), 1, "did you mean mediators"),
        (("--name", "mediators", "--param", "x=y"), 1, "did you mean outcome"),
        (("--name", "mediators", "--param", "outcome=planet"), 1, "no entity is called 'planet'"),
        (("SELECT * { ?s ?p",), 3, "mscgraph: line 1, column 17: expected"),
        (("SELECT * { ?s no:p ?o }",), 3, "line 1, column 15: the prefix of no:p"),
        (("DROP ALL",), 3, "updates are refused"),
        (("SELECT * { SERVICE claim:x {} }",), 3, "SERVICE is refused"),
        (("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "0.2"), 3, "stopped after"),
    ],
)
def test_what_cannot_be_done(run: Run, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = run("query", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr.replace("\n", " ")


def test_a_query_that_is_no_utf8(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "latin.rq"
    path.write_bytes(b"# \xe9\nASK {}")
    done = run("query", str(path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "not UTF-8 at byte 2" in done.stderr


def test_the_second_call_needs_no_rdflib(start: Start, tiny_root: Path) -> None:
    ask = (
        "import atexit, sys; from mscgraph.cli import main\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        "sys.argv[1:] = ['query', 'ASK { ?s ?p ?o }']\n"
        "main()"
    )
    start("-c", ask, MSCGRAPH_DATA=str(tiny_root))  # warm the cache
    done = start("-c", ask, MSCGRAPH_DATA=str(tiny_root))
    assert done.stdout == b"true\n"
    loaded = set(done.stderr.decode().split())
    assert loaded & {"rdflib", "pyoxigraph", "pydantic", "networkx", "rich"} == set()
