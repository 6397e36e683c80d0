"""find, show, claims and stats: every format, on stdout and in files, and their exit codes."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph.cli import output
from mscgraph.compiled import read
from tests.builders import FAT, GLOW, JOINT, KLOT, MSC, PULP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

LISTINGS = {
    "find": ("find", "stem"),
    "show": ("show", "PSC"),
    "claims": ("claims",),
    "stats": ("stats",),
}
"""A call of each command that finds something."""

TEXT = ("show",)
"""Commands that write text for people if no format is given."""


def tsv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", LISTINGS)
class TestEveryListing:
    def test_tsv(self, run: Run, name: str) -> None:
        done = run(*LISTINGS[name], "-f", "tsv")
        assert (done.exit_code, done.stderr) == (0, "")
        header, *lines = done.stdout.splitlines()
        assert lines
        assert {line.count("\t") for line in lines} == {header.count("\t")}
        assert "{" not in done.stdout

    def test_json_is_a_list_of_objects_with_the_same_keys(self, run: Run, name: str) -> None:
        done = run(*LISTINGS[name], "-f", "json")
        assert (done.exit_code, done.stderr) == (0, "")
        rows = json.loads(done.stdout)
        assert rows
        assert {tuple(row) for row in rows} == {tuple(rows[0])}

    def test_jsonl_is_json_by_lines(self, run: Run, name: str) -> None:
        lines = run(*LISTINGS[name], "-f", "jsonl").stdout.splitlines()
        whole = json.loads(run(*LISTINGS[name], "-f", "json").stdout)
        assert [json.loads(line) for line in lines] == whole

    def test_table(self, run: Run, name: str) -> None:
        done = run(*LISTINGS[name], "-f", "table")
        assert (done.exit_code, done.stderr) == (0, "")
        assert len(done.stdout.splitlines()) > 1
        assert "\x1b" not in done.stdout  # no colour where no terminal is

    def test_without_a_format(self, run: Run, name: str) -> None:
        expected = "text" if name in TEXT else "tsv"  # stdout is no terminal here
        assert run(*LISTINGS[name]).stdout == run(*LISTINGS[name], "-f", expected).stdout

    @pytest.mark.parametrize("fmt", ["json", "jsonl", "tsv", "table"])
    def test_a_file_holds_what_stdout_would(
        self, run: Run, name: str, fmt: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "new" / "out"
        done = run(*LISTINGS[name], "-f", fmt, "-o", str(path))
        assert (done.exit_code, done.output) == (0, "")
        assert path.read_text("utf-8") == run(*LISTINGS[name], "-f", fmt).stdout
        assert list(path.parent.iterdir()) == [path]

    def test_a_byte_order_mark_for_spreadsheets(self, run: Run, name: str) -> None:
        plain = run(*LISTINGS[name], "-f", "tsv").stdout
        assert run(*LISTINGS[name], "-f", "tsv", "--bom").stdout == "\ufeff" + plain

    def test_chinese_labels(self, run: Run, name: str) -> None:
        done = run(*LISTINGS[name], "--lang", "zh")
        assert done.exit_code == 0
        wanted = "干细胞" if name != "stats" else "(中)"
        assert wanted in done.stdout

    def test_a_format_that_is_not_there(self, run: Run, name: str) -> None:
        done = run(*LISTINGS[name], "-f", "xml")
        assert (done.exit_code, done.stdout) == (2, "")
        assert "'xml' is not one of" in done.stderr


def test_find_ranks_by_score(run: Run) -> None:
    rows = json.loads(run("find", "stem cell", "-f", "json").stdout)
    assert rows[0] == {
        "id": MSC,
        "label": "stem cell",
        "type": "CellSource",
        "name": "stem cell",
        "score": 100.0,
    }
    assert [row["score"] for row in rows] == sorted((r["score"] for r in rows), reverse=True)


def test_find_by_kind_and_limit(run: Run) -> None:
    assert len(tsv(run("find", "stem", "-n", "1").stdout)) == 1
    rows = tsv(run("find", "o", "--kind", "Disease").stdout)
    assert {row["type"] for row in rows} == {"Disease"}


def test_find_nothing_is_the_answer_no(run: Run) -> None:
    done = run("find", "qqqqqqqqqq")
    assert (done.exit_code, done.stdout) == (1, "id\tlabel\ttype\tname\tscore\n")
    assert done.stderr == "mscgraph: no entity is called 'qqqqqqqqqq'\n"
    assert run("find", "qqqqqqqqqq", "-f", "json").stdout == "[]\n"
    assert run("find", "qqqqqqqqqq", "-f", "jsonl").stdout == ""


def test_find_and_show_pipe(run: Run) -> None:
    found = run("find", "stem", "-f", "tsv").stdout
    ids = [row["id"] for row in tsv(found)]
    assert {MSC, PULP, FAT} <= set(ids)
    shown = run("show", "-", "-f", "json", stdin=found)
    assert [record["id"] for record in json.loads(shown.stdout)] == ids
    with_mark = run("find", "stem", "-f", "tsv", "--bom").stdout
    assert run("show", "-", "-f", "json", stdin=with_mark).stdout == shown.stdout


def test_show_with_nothing_on_stdin_is_a_usage_error(run: Run) -> None:
    done = run("show", "-", stdin="id\tlabel\n")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "nothing on standard input" in done.stderr


def test_a_card_names_what_goes_out_and_in(run: Run) -> None:
    assert run("show", "GLOW axis").stdout == (
        "GLOW axis  (辉光轴)  MSCG:glow-axis\n"
        "  pathway\n"
        "  acts (1):\n"
        "    rev2020-003  GLOW axis —decreases→ swelling  belief 0.58\n"
        "  is acted on (1):\n"
        "    rev2020-002  KLOT —increases→ GLOW axis  belief 0.58\n"
    )


def test_a_card_shows_names_groups_and_twins(run: Run) -> None:
    card = run("show", "knee fog").stdout
    assert "  is a: joint disease\n" in card
    assert "  same as: MONDO:0000009\n" in card
    assert "not: fat stem cell —treats→ knee fog" in card
    assert "pulp stem cell —treats→ knee fog [GLOW axis]" in card
    assert "  close to: MONDO:0000008\n" in run("show", JOINT).stdout
    assert "  also: PSC\n" in run("show", PULP).stdout
    assert "[retracted]" in run("show", PULP).stdout


def test_a_card_in_chinese(run: Run) -> None:
    card = run("show", "knee fog", "--lang", "zh").stdout
    assert card.startswith("膝雾  (knee fog)  MONDO:0000001\n")
    assert "属于: 关节病" in card
    assert "否定: 脂肪干细胞" in card


def test_the_record_of_an_entity_has_its_claims(run: Run) -> None:
    (record,) = json.loads(run("show", KLOT, "-f", "json").stdout)
    assert record["label"] == {"en": "KLOT", "zh-Hans": "克洛托"}
    assert record["claims"] == ["rev2020-001", "rev2020-002", "rev2021-002"]


def test_a_typo_is_the_answer_no_with_a_suggestion(run: Run) -> None:
    for command in (["show", "KLOTT"], ["claims", "--about", "KLOTT"]):
        done = run(*command)
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.startswith("mscgraph: no entity is called 'KLOTT'; did you mean KLOT")
        assert done.stderr.count("\n") == 1


def ids(run: Run, *options: str) -> list[str]:
    done = run("claims", *options, "-f", "jsonl")
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["rev2020-002", "rev2020-001"], ["rev2020-001", "rev2020-002"]),
        (["--about", "KLOT"], ["rev2020-001", "rev2020-002", "rev2021-002"]),
        # a class stands for what is below it, and a mediator is named as well
        (["--about", "GLOW axis"], ["rev2020-002", "rev2020-003", "rev2020-005"]),
        (["--about", "joint disease", "--document", "rev2021"], ["rev2021-001", "rev2021-003"]),
        (["--predicate", "binds"], ["rev2021-002"]),
        # a withdrawn claim is listed if it is named
        (["rev2021-004"], ["rev2021-004"]),
        (["--reference", "cole2012"], ["rev2020-008", "rev2021-001"]),
        (["--mechanism", "rev2020-glow"], ["rev2020-001", "rev2020-002", "rev2020-003"]),
        (["--negated"], ["rev2020-008"]),
        (["--opposed"], ["rev2020-008", "rev2021-003"]),
        (["--opposed", "--negated"], ["rev2020-008"]),
        (["--context", "species=mouse"], ["rev2021-003"]),
        (["--context", f"comparator={PULP}"], ["rev2021-001"]),
    ],
)
def test_claims_are_chosen_by_options(run: Run, options: list[str], expected: list[str]) -> None:
    assert ids(run, *options) == expected


def test_a_row_of_a_claim(run: Run) -> None:
    (row,) = tsv(run("claims", "rev2020-006").stdout)
    assert row == {
        "id": "rev2020-006",
        "subject": FAT,
        "subject_label": "fat stem cell",
        "predicate": "decreases",
        "object": "HGNC:11892",
        "object_label": "TNF-α",
        "sign": "-",
        "negated": "false",
        "status": "active",
        "belief": "0.828",
        "design": "animal",
        "document": "rev2020",
        "section": "1",
        "references": "ames2010|bolt2011",
        "statement": "It is so.",
    }


def test_json_of_a_claim_is_the_whole_record(run: Run) -> None:
    (record,) = json.loads(run("claims", "rev2020-005", "-f", "json").stdout)
    keys = "id key status subject subject_label predicate object object_label sign negated"
    keys += " mediated_by belief context mechanisms evidence"
    assert set(keys.split()) <= set(record)
    assert (record["mediated_by"], record["evidence"][0]["anchors"]) == ([GLOW], ["0123456789ab"])


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["rev2020-999"], "no claim is called 'rev2020-999'"),
        (["--predicate", "nothing"], "no predicate is called 'nothing'"),
        (["--document", "rev202"], "no document is called 'rev202'; did you mean"),
        (["--reference", "nothing"], "no reference is called 'nothing'"),
        (["--mechanism", "nothing"], "no mechanism is called 'nothing'"),
        (["--context", "species=unicorn"], "no entity is called 'unicorn'"),
        (["--context", "specie=mouse"], "no context key is called 'specie'"),
        (["--context", "donor=autologous"], "no claim is like that"),
    ],
)
def test_no_such_claim_is_the_answer_no(run: Run, options: list[str], says: str) -> None:
    done = run("claims", *options)
    assert done.exit_code == 1
    assert says in done.stderr


def test_a_long_listing_is_drawn_in_pieces(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "DRAWN", 5)
    monkeypatch.setenv("COLUMNS", "500")
    drawn = run("claims", "-f", "table").stdout
    assert drawn.count("subject_label") == 3
    for row in tsv(run("claims").stdout):
        assert row["id"] in drawn


def test_a_claim_of_another_graph_is_not_looked_for_among_a_million(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "SUGGEST", 11)
    assert run("claims", "rev2020-0").stderr == "mscgraph: no claim is called 'rev2020-0'\n"


def test_stats_count_records_and_values(run: Run) -> None:
    rows = tsv(run("stats").stdout)
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        counts.setdefault(row["count_of"], {})[row["value"]] = int(row["count"])
    assert counts["records"] | {"claims": 12, "entities": 10, "evidence": 12} == counts["records"]
    assert counts["predicate"]["treats"] == 4
    assert counts["negated"] == {"false": 10, "true": 1}
    assert counts["status"] == {"active": 11, "retracted": 1}
    assert counts["hedge"]["hypothesised"] == 1
    assert list(counts["predicate"].values()) == sorted(counts["predicate"].values(), reverse=True)


def test_no_cell_holds_a_tab_or_a_line_end() -> None:
    from mscgraph.cli.output import cell

    shown: list[tuple[Any, str]] = [
        ("a\tb\r\nc", "a b  c"),
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0.58512, "0.585"),
        (["a", None, 2], "a||2"),
        ((), ""),
        (7, "7"),
    ]
    assert [cell(value) for value, _ in shown] == [text for _, text in shown]


def test_a_claim_about_an_entity_below_the_group(run: Run) -> None:
    assert set(ids(run, "--about", "stem cell")) == {
        "rev2020-001",
        "rev2020-005",
        "rev2020-006",
        "rev2020-008",
        "rev2021-001",
        "rev2021-003",
    }


def test_find_refuses_a_kind_that_is_none(run: Run) -> None:
    done = run("find", "stem", "--kind", "Foo")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "mscgraph: no kind is called 'Foo'\n"


def test_the_suffix_of_the_file_says_the_format(run: Run, tmp_path: Path) -> None:
    for suffix, begins in (("json", "["), ("jsonl", "{"), ("tsv", "id\t"), ("txt", "id\t")):
        file = tmp_path / f"found.{suffix}"
        assert run("find", "stem", "-o", str(file)).exit_code == 0
        assert file.read_text("utf-8").startswith(begins)
    file = tmp_path / "other.json"
    assert run("find", "stem", "-f", "tsv", "-o", str(file)).exit_code == 0
    assert file.read_text("utf-8").startswith("id\t")


def test_a_listing_is_no_page(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("path", "GMSC", "lupus nephritis", "-o", str(page))
    assert done.exit_code == 2
    assert f"a listing is no page; mscgraph view -o {page} draws one" in done.stderr
    assert not page.exists()
    assert run("find", "stem", "-f", "tsv", "-o", str(page)).exit_code == 0


def test_stats_in_chinese_name_parts_and_designs(run: Run) -> None:
    rows = tsv(run("stats", "--lang", "zh", "-f", "tsv").stdout)
    labels = {(row["count_of"], row["value"]): row["label"] for row in rows}
    assert labels["records", "references"] == "参考文献"
    assert labels["design", "animal"] == "动物研究"
