"""A file is read as text with lines; what YAML would make of it by itself is not wanted."""

from __future__ import annotations

import pytest

from mscgraph.kb.source import Source, parse


def source(text: str) -> Source:
    found, findings = parse("x.yaml", text.encode())
    assert findings == []
    return found


def broken(raw: bytes) -> list[tuple[str, int]]:
    _, findings = parse("x.yaml", raw)
    assert {finding.file for finding in findings} == {"x.yaml"}
    return [(finding.rule, finding.line) for finding in findings]


@pytest.mark.parametrize(
    "scalar",
    [
        "NO",
        "yes",
        "on",
        "1:1",
        "54.20",
        "012345678901",
        "1e5",
        "0x1F",
        "0o17",
        "1_000",
        "2024-01-02",
        "null",
        "~",
        ".inf",
        "true",
        "<<",
    ],
)
def test_a_scalar_stays_the_text_that_it_is(scalar: str) -> None:
    assert source(f"- {{key: {scalar}}}\n").items == ({"key": scalar},)


def test_a_list_of_such_scalars() -> None:
    assert source("- anchors: [123456789012, 1e2345678901]\n").items == (
        {"anchors": ["123456789012", "1e2345678901"]},
    )


def test_a_file_without_items() -> None:
    for text in ("", "# only a comment\n"):
        assert source(text).items == ()


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    assert source("\ufeff- id: a\r\n  b: c\r\n").items == ({"id": "a", "b": "c"},)


TEXT = """\
# head
- id: a
  names: [x, y]
  context:
    species: mouse
- id: b
  evidence:
  - section: '1'
    cites:
    - reference: r
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        ((0,), 2),
        ((0, "names"), 3),
        ((0, "names", 1), 3),
        ((0, "context", "species"), 5),
        ((0, "context", "absent"), 4),
        ((0, "id", "deeper"), 2),
        ((0, "names", 7), 3),
        ((1,), 6),
        ((1, "evidence", 0, "cites", 0, "reference"), 10),
        ((7,), 1),
    ],
)
def test_lines(path: tuple[str | int, ...], line: int) -> None:
    assert source(TEXT).line(path) == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- id: a\n  b: [1\n", [("S001", 3)]),
        ("- id: a\n   b: c\n", [("S001", 2)]),
        ("- a: 'open\n", [("S001", 2)]),
        ("- id: a\n- b: \x07\n", [("S001", 2)]),
        ("- a: *none\n", [("S001", 1)]),
        ("- a: 1\n---\n- b: 2\n", [("S001", 2)]),
        ("- id: a\n  id: b\n", [("S003", 2)]),
        ("- a: &x [1]\n- b: *x\n", [("S004", 1)]),
        ("- a: !!python/object:os.system x\n", [("S004", 1)]),
        ("- a: !mine {b: 1}\n", [("S004", 1)]),
        ("id: a\n", [("S005", 1)]),
        ("just text\n", [("S005", 1)]),
        ("- ? [a]\n  : b\n", [("S005", 1)]),
        ("- a:\n- b: ''\n", [("S007", 1), ("S007", 2)]),
    ],
)
def test_what_is_not_wanted(text: str, expected: list[tuple[str, int]]) -> None:
    assert broken(text.encode()) == expected


def test_a_file_that_is_not_utf8() -> None:
    assert broken(b"- id: a\n- label: caf\xe9\n") == [("S002", 2)]
    assert broken("- label: 干细胞\n".encode("gbk"))[0][0] == "S002"
    assert broken("- id: a\n".encode("utf-16"))[0][0] == "S002"


def test_an_alias_bomb_is_a_finding_and_not_a_full_memory() -> None:
    lines = ["- &a0 [x, x]"] + [f"- &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    _, findings = parse("x.yaml", "\n".join(lines).encode())
    assert {finding.rule for finding in findings} == {"S004"}


def test_deep_nesting_is_a_finding_too() -> None:
    for raw in (b"- " * 990 + b"x", b"- " * 5000 + b"x", b"- " + b"[" * 5000 + b"]" * 5000):
        assert [rule for rule, _ in broken(raw)] == ["S001"]
