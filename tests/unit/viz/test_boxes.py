from __future__ import annotations

import pytest

from mscgraph.viz.boxes import boxes, broken, letters


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("TNF", ["TNF"]),
        (
            "TNF-alpha-stimulated vesicle of a cell",
            ["TNF-alpha-", "stimulated vesicle", "of a cell"],
        ),
        ("牙龈间充质干细胞来源细胞外囊泡", ["牙龈间充质干细", "胞来源细胞外囊泡"]),
        ("NLRP3炎性小体与其他的小体", ["NLRP3炎性小体", "与其他的小体"]),
        ("x" * 40, ["x" * 20, "x" * 20]),
        ("", [""]),
    ],
    ids=["short", "hyphens", "chinese", "mixed", "one long word", "empty"],
)
def test_breaks_labels_between_words_and_loses_no_letter(label: str, lines: list[str]) -> None:
    found = broken(label, 20)

    assert "".join(found).replace(" ", "") == label.replace(" ", "")
    assert found == lines or max(map(letters, found)) <= 20


def test_makes_lines_of_much_the_same_length() -> None:
    assert broken("bone marrow-derived mesenchymal stem cell") == [
        "bone marrow-derived",
        "mesenchymal stem cell",
    ]


def test_a_card_is_as_large_as_its_text() -> None:
    short, long = boxes(("TNF", "肿瘤坏死因子肿瘤坏死因子肿瘤坏死因子"))

    assert short.text == "TNF"
    assert (short.width, short.height) == (64, 34)
    assert long.text.count("\n") == 1
    assert long.width > 150
    assert long.height == 52


def test_a_very_long_label_is_cut_to_what_a_card_can_hold() -> None:
    for label in ("many words " * 40, "x" * 400, "很长的名称" * 40):
        [box, _] = boxes((label, label))
        lines = box.text.split("\n")

        assert len(lines) == 5
        assert lines[-1].endswith("…")
        assert max(map(letters, lines)) <= 24
        assert box.width < 230
