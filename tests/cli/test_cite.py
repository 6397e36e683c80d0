"""mscgraph cite: the papers behind claims, references and paths."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from mscgraph.formats.bibliography import STYLES

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from tests.conftest import Run


def keys(run: Run, *words: str, stdin: str | None = None) -> list[str]:
    done = run("cite", *words, "-f", "csl-json", stdin=stdin)
    assert (done.exit_code, done.stderr) == (0, "")
    return [item["id"] for item in json.loads(done.stdout)]


def test_claims_and_references_in_the_order_named(run: Run) -> None:
    assert keys(run, "bolt2011") == ["bolt2011"]
    assert keys(run, "rev2020-006") == ["ames2010", "bolt2011"]
    assert keys(run, "cole2012", "rev2020-006", "ames2010") == ["cole2012", "ames2010", "bolt2011"]


def test_a_claim_that_cites_nothing(run: Run) -> None:
    assert keys(run, "rev2020-007") == []


def test_an_id_of_a_document_is_its_reference(run: Run) -> None:
    assert keys(run, "rev2020") == ["rev2020"]


def test_a_path(run: Run) -> None:
    assert keys(run, "--path", "PSC", "knee fog") == ["bolt2011"]
    assert keys(run, "ames2010", "--path", "PSC", "膝雾") == ["ames2010", "bolt2011"]


def test_ids_of_a_pipe(run: Run) -> None:
    listed = run("claims", "--about", "TNF", "-f", "tsv").stdout
    assert keys(run, "-", stdin=listed) == ["ames2010", "bolt2011", "epps2014"]


@pytest.mark.parametrize("style", STYLES)
def test_every_style_writes_what_the_writer_gives(
    run: Run, tiny_graph: Graph, tmp_path: Path, style: str
) -> None:
    wanted = STYLES[style]([tiny_graph.references.get(i) for i in ("cole2012", "dunn2013")])
    path = tmp_path / "papers"
    done = run("cite", "cole2012", "dunn2013", "-f", style, "-o", str(path))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert path.read_bytes() == wanted.encode()
    assert "RETRACTED 2015" in wanted


def test_bibtex_is_the_default(run: Run) -> None:
    done = run("cite", "cole2012")
    assert re.match(r"@article\{cole2012,\n", done.stdout)
    assert "and others" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        ((), 2, "name claims or references, or give --path SOURCE TARGET"),
        (("--path", "PSC"), 2, "--path"),
        (("cole2012", "-f", "word"), 2, "'word'"),
        (("none2010",), 1, "no claim or reference is called 'none2010'"),
        (("--path", "nobody", "knee fog"), 1, "nobody"),
        (("--path", "knee fog", "PSC"), 1, "mscgraph: no path leads from the one to the other"),
        (("--path", "knee fog", "PSC", "--lang", "zh"), 1, "mscgraph: 两者之间没有路径"),
    ],
)
def test_what_cannot_be_cited(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    done = run("cite", *words)
    assert (done.exit_code, done.stdout) == (code, "")
    assert says in done.stderr


def test_nothing_on_stdin(run: Run) -> None:
    assert run("cite", "-", stdin="id\n").exit_code == 2
