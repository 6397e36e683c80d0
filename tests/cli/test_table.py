"""Tables: whole where no terminal is, and readable on a terminal of any width."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest
from click import unstyle
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mscgraph.cli.table import _PIECES, LINES, _broken, draw

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

WORDS = "pulp stem cells differentiate "
ROW = {"id": "rev2020-001", "who": WORDS * 9, "kind": "cell", "more": WORDS * 3}
COLUMNS = tuple(ROW)


class Screen(io.StringIO):
    """A terminal that remembers what was written on it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(params=[40, 80, 120])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("COLUMNS", str(request.param))
    return int(request.param)


def shown(file: io.StringIO) -> list[str]:
    return [line.rstrip() for line in unstyle(file.getvalue()).splitlines()]


@pytest.mark.usefixtures("width")
def test_nothing_is_cut_or_broken_where_no_terminal_is() -> None:
    file = io.StringIO()
    assert draw([ROW], COLUMNS, file) == []
    head, line = shown(file)
    assert head.split() == list(COLUMNS)
    assert [cell.strip() for cell in line.split("  ") if cell] == [v.strip() for v in ROW.values()]


def test_a_terminal_is_not_overrun(width: int) -> None:
    file = Screen()
    hidden = draw([ROW, {**ROW, "who": "牙髓干细胞" * 40}], COLUMNS, file)
    lines = shown(file)
    assert max(map(cell_len, lines)) <= width
    assert len(lines) == 1 + 2 * LINES
    assert sum("…" in line for line in lines) >= 2  # each row has a cell that is too long
    assert sum(line.startswith("rev2020-001") for line in lines) == 2
    assert ("more" in hidden) == (width < 120)


@pytest.mark.usefixtures("width")
def test_no_word_is_broken_that_has_room() -> None:
    file = Screen()
    draw([{"id": "a", "text": WORDS}], ("id", "text"), file)
    assert " ".join(" ".join(shown(file)).split()) == f"id text a {WORDS.strip()}"


def test_what_matters_most_comes_first(width: int) -> None:
    file = Screen()
    hidden = draw([ROW], COLUMNS, file, first=("id", "more"))
    assert hidden == {40: ["who", "kind"], 80: ["kind"], 120: []}[width]
    # in the order of the columns
    assert shown(file)[0].split() == [key for key in COLUMNS if key not in hidden]


@pytest.mark.parametrize("width", [40], indirect=True)
@pytest.mark.usefixtures("width")
def test_an_id_is_whole_unless_it_is_wider_than_the_terminal() -> None:
    for ident in ("i" * 39, "i" * 60):
        file = Screen()
        assert draw([{"id": ident, "kind": "cell"}], ("id", "kind"), file) == ["kind"]
        assert "".join(shown(file)[1:]) == ident


@pytest.mark.usefixtures("width")
def test_a_table_without_rows_has_its_header() -> None:
    file = Screen()
    assert draw([], ("id", "kind"), file) == []
    assert shown(file) == ["id  kind"]


@pytest.mark.parametrize("file", [Screen(), io.StringIO()])
def test_a_table_without_columns_is_empty(file: io.StringIO) -> None:
    assert draw([{}], (), file) == []
    assert file.getvalue() == ""


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("increases_expression_of", ["increases_", "expression_", "of"]),
        ("qi2024-001, qi2024-002", ["qi2024-001,", "qi2024-002"]),
        ("immunomodulation", ["immunomodula", "tion"]),
        ("骨髓干细胞 —抑制→ 坏死", ["骨髓干细胞", "—抑制→ 坏死"]),
        ("骨髓间充质干。", ["骨髓间充质", "干。"]),
        ("", [""]),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    assert list(_broken(text, 12)) == lines


@given(st.text(st.sampled_from("ab1 -_/|,。—→(细胞é")), st.integers(2, 20))
def test_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    assert "".join(_PIECES.findall(text)) == text
    lines = list(_broken(text, width))
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "no room for subject, object, "), ("zh", "subject, object, ")]
)
def test_a_listing_on_a_real_terminal(tiny_root: Path, lang: str, said: str) -> None:
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    call = ("claims", "--lang", lang, "--data", str(tiny_root))
    done = subprocess.run(
        [sys.executable, "-m", "mscgraph", *call],
        check=True,
        stdout=theirs,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as file:
        lines = unstyle(file.read(1 << 16).decode()).splitlines()
    assert 70 < max(map(cell_len, lines)) <= 80
    assert f"mscgraph: {said}" in done.stderr.decode()
    assert "rev2020-001" in lines[1] + lines[2]


def test_lists_in_a_table_are_read_and_in_tsv_are_split(run: Run) -> None:
    call = ("claims", "rev2020-006")
    assert "ames2010, bolt2011" in run(*call, "-f", "table").stdout
    assert "ames2010|bolt2011" in run(*call, "-f", "tsv").stdout
