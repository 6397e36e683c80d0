"""mscgraph gaps: rows, and the heat map as an XML reader sees it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from mscgraph.cli.cmd_gaps import COLUMNS
from mscgraph.cli.heat_map import _COLOURS, _MARKS, heat_map
from mscgraph.graph.gaps import Gap
from mscgraph.graph.levels import LEVELS, Level
from mscgraph.graph.say import short
from tests.builders import FAT, FOG, PULP, text, tiny

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

SVG = "{http://www.w3.org/2000/svg}"
ENGLISH = {str(level): short(level, "en") for level in LEVELS}


def test_rows(run: Run) -> None:
    done = run("gaps")
    assert (done.exit_code, done.stderr) == (0, "")
    assert [line.split("\t") for line in done.stdout.splitlines()] == [
        list(COLUMNS),
        [
            *(FAT, "fat stem cell", FOG, "knee fog", "animals", "true"),
            "rev2020-008|rev2021-001|rev2021-003",
        ],
        [PULP, "pulp stem cell", FOG, "knee fog", "animals", "false", "rev2020-005"],
    ]


def test_in_chinese(run: Run) -> None:
    rows = json.loads(run("gaps", "--lang", "zh", "-f", "json").stdout)
    assert {tuple(row) for row in rows} == {COLUMNS}
    assert (rows[0]["source_label"], rows[0]["outcome_label"]) == ("脂肪干细胞", "膝雾")
    assert (rows[0]["level"], rows[0]["denied"]) == ("动物", True)


def test_chosen_ends(run: Run) -> None:
    done = run("gaps", "--source", "PSC", "--source", "干细胞", "--outcome", "swelling")
    assert [line.split("\t")[4] for line in done.stdout.splitlines()[1:]] == ["only stitched"] * 2


def test_nothing_to_cross_is_the_answer_no(run: Run) -> None:
    done = run("gaps", "--source", "TNF")
    assert (done.exit_code, len(done.stdout.splitlines())) == (1, 1)
    assert done.stderr.startswith("mscgraph: no source acts on a disease")


@pytest.mark.parametrize("option", ["--source", "--outcome"])
def test_an_unknown_name_is_the_answer_no(run: Run, option: str) -> None:
    done = run("gaps", option, "nobody")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "nobody" in done.stderr


def test_every_level_has_words_a_colour_and_a_mark_of_its_own() -> None:
    assert set(_COLOURS) == set(_MARKS) == set(LEVELS)
    assert len(set(_COLOURS.values())) == len(set(_MARKS.values())) == len(LEVELS)


def words_of(svg: str) -> list[str]:
    """Give what a reader sees, and the titles that the pointer shows."""
    return [element.text or "" for element in ET.fromstring(svg).iter() if element.text]  # noqa: S314 - our own file


def test_svg(run: Run, tmp_path: Path) -> None:
    done = run("gaps", "-f", "svg")
    assert (done.exit_code, done.stderr) == (0, "")
    root = ET.fromstring(done.stdout)  # noqa: S314 - our own file
    assert root.tag == f"{SVG}svg"
    titles = [element.text for element in root.iter(f"{SVG}title")]
    assert titles == [
        "fat stem cell → knee fog: animals rev2020-008 rev2021-001 rev2021-003",
        "pulp stem cell → knee fog: animals rev2020-005",
    ]
    assert len(list(root.iter(f"{SVG}path"))) == 1  # the bar of the denied effect
    path = tmp_path / "gaps.svg"
    assert run("gaps", "-f", "svg", "-o", str(path)).stdout == ""
    assert path.read_text("utf-8") == done.stdout


def test_svg_in_chinese(run: Run) -> None:
    shown = words_of(run("gaps", "-f", "svg", "--lang", "zh").stdout)
    assert {"牙髓干细胞", "膝雾", "动物 (A)", "仅可拼接 (s)", "无"} <= set(shown)


@pytest.mark.parametrize(
    "label",
    ['<script>alert("x")</script>', "a & b &amp; c", "]]>", 'it\'s "so"', "</svg><svg>", "雾 <b>"],
)
def test_svg_of_a_hostile_label(run: Run, tmp_path: Path, label: str) -> None:
    folder = tiny()
    folder.item(FOG)["label"] = text(label)
    folder.item(PULP)["label"] = text(f"{label}{label}")
    for items in folder.files.values():
        for item in items:
            for end in ("subject", "object"):
                if f"{end}_label" in item:
                    item[f"{end}_label"] = ""  # filled in from the new labels
    data = str(folder.write(tmp_path))
    svg = run("gaps", "-f", "svg", "--data", data).stdout
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    assert {element.tag for element in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "rect", "text", "g", "title", "path")
    }
    shown = words_of(svg)
    assert label in shown
    assert f"{label}{label}" in shown
    assert f"{label}{label} → {label}: animals rev2020-005" in shown


def test_every_cell_of_a_map_stands_in_its_row_and_column() -> None:
    found: tuple[tuple[str, str, Level, bool], ...] = (
        ("a", "x", "patients", False),
        ("a", "y", "in_vitro", True),
        ("b", "x", "none", True),
        ("b", "y", "stitched", False),
    )
    gaps = [Gap(source, outcome, level, (), denied) for source, outcome, level, denied in found]
    root = ET.fromstring(heat_map(gaps, {c: c.upper() for c in "abxy"}, ENGLISH))  # noqa: S314 - our own file
    places: dict[str, tuple[int, int]] = {}
    for group in root.iter(f"{SVG}g"):
        title, square, mark = list(group)[:3]
        assert title.text is not None
        ends, level = title.text.split(": ")
        places[ends] = int(square.get("x", "")), int(square.get("y", ""))
        (key,) = [k for k, words in ENGLISH.items() if words == level.strip()]
        assert square.get("fill") == _COLOURS[key]
        assert (mark.text or "") == _MARKS[key]
    assert len(list(root.iter(f"{SVG}path"))) == 2
    assert places["A → X"][0] == places["B → X"][0] < places["A → Y"][0] == places["B → Y"][0]
    assert places["A → X"][1] == places["A → Y"][1] < places["B → X"][1] == places["B → Y"][1]
    width, height = (int(root.get(key, "")) for key in ("width", "height"))
    for element in root.iter():
        x, y = element.get("x"), element.get("y")
        if x is not None and y is not None:
            assert 0 <= int(x) < width
            assert 0 <= int(y) < height


def test_a_map_of_nothing_is_still_a_picture() -> None:
    shown = words_of(heat_map([], {}, ENGLISH))
    assert [re.sub(r" \(.\)$", "", word) for word in shown if word.strip()] == list(
        ENGLISH.values()
    )
