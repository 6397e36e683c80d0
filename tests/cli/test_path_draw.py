"""mscgraph path -f dot and -f mermaid, read back by small readers, with names that bite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.builders import (
    FOG,
    GLOW,
    KLOT,
    PULP,
    SWELLING,
    TNF,
    Folder,
    bare,
    claim,
    entity,
    evidence,
    relation,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

HOSTILE = [
    'the "quoted" one',
    "ends in a backslash \\",
    '\\"; evil -> "',
    "a\\nb\\N\\G",
    "<b>&amp;</b> & <script>",
    "]; end",
    '"] --> x["',
    "#quot;#35;",
    "a | b ` c (d) {e} [f]",
    "雾 (膝)",
    "two\nlines\r\nand a\ttab",
    "%% comment",
]


class Drawn(NamedTuple):
    """A drawing as a reader sees it: names by node, and (from, to, label, arrow)."""

    nodes: dict[str, str]
    edges: list[tuple[str, str, str, str]]


_TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(->|[\w-]+|[{}\[\];,=]))', re.DOTALL)


def unquoted(token: str) -> str:
    """Read a quoted string as Graphviz prints it as a label."""
    assert token.startswith('"'), token
    printed = {"n": "\n", "t": "\t", "r": "\r"}
    return re.sub(r"\\(.)", lambda m: printed.get(m[1], m[1]), token[1:-1], flags=re.DOTALL)


def read_dot(source: str) -> Drawn:
    """Read the part of the DOT language that a digraph of boxes needs."""
    tokens, at = [], 0
    while at < len(source.rstrip()):
        match = _TOKEN.match(source, at)
        assert match, source[at : at + 60]
        tokens.append(match[1] or match[2])
        at = match.end()
    assert tokens[:3] == ["digraph", "paths", "{"]
    assert tokens[-1] == "}"
    drawn = Drawn({}, [])
    statement: list[str] = []
    for word in tokens[3:-1]:
        if word != ";":
            statement.append(word)
            continue
        if statement[0].startswith('"'):
            _node_or_edge(statement, drawn)
        statement = []
    assert statement == []
    return drawn


def _node_or_edge(statement: list[str], drawn: Drawn) -> None:
    assert statement[-1] == "]"
    opened = statement.index("[")
    inside = "".join(",=" if t in ",=" else "" for t in statement[opened + 1 : -1])
    values = [t for t in statement[opened + 1 : -1] if t not in ",="]
    pairs = dict(zip(values[::2], values[1::2], strict=True))
    ends = statement[:opened]
    assert inside.count(",=") == 2 * len(pairs) - 1
    if len(ends) == 1:
        assert set(pairs) == {"label"}
        drawn.nodes[unquoted(ends[0])] = unquoted(pairs["label"])
    else:
        subject, arrow, obj = ends
        assert arrow == "->"
        assert set(pairs) == {"label", "arrowhead"}
        label, head = unquoted(pairs["label"]), pairs["arrowhead"]
        drawn.edges.append((unquoted(subject), unquoted(obj), label, head))


def read_mermaid(source: str) -> Drawn:
    """Read a flowchart: one statement a line, texts in quotes, characters as #code;."""
    first, *lines = source.splitlines()
    assert first == "flowchart LR"
    drawn = Drawn({}, [])
    for line in lines:
        node = re.fullmatch(r'  (n\d+)\["([^"<>|`\[\](){}]*)"\]', line)
        edge = re.fullmatch(r'  (n\d+) (-->|--x|-\.->|--o)\|"([^"<>|`\[\](){}]*)"\| (n\d+)', line)
        assert node or edge, line
        if node:
            drawn.nodes[node[1]] = decoded(node[2])
        elif edge:
            drawn.edges.append((edge[1], edge[4], decoded(edge[3]), edge[2]))
    return drawn


def decoded(escaped: str) -> str:
    assert not re.search(r"&|#(?!\d+;)", escaped)
    return re.sub(r"#(\d+);", lambda m: chr(int(m[1])), escaped)


def test_dot(run: Run) -> None:
    done = run("path", "PSC", "knee fog", "-f", "dot")
    assert (done.exit_code, done.stderr) == (0, "")
    drawn = read_dot(done.stdout)
    assert drawn.nodes == {
        PULP: "pulp stem cell",
        GLOW: "GLOW axis",
        FOG: "knee fog",
        KLOT: "KLOT",
        SWELLING: "swelling",
    }
    assert drawn.edges == [
        (PULP, GLOW, "acts through (rev2020-005)", "dot"),
        (GLOW, FOG, "treats (rev2020-005)", "dot"),
        (PULP, KLOT, "increases (rev2020-001)", "normal"),
        (KLOT, GLOW, "increases (rev2020-002)", "normal"),
        (GLOW, SWELLING, "decreases (rev2020-003)", "tee"),
        (SWELLING, FOG, "increases (rev2020-004)", "normal"),
    ]


def test_mermaid(run: Run) -> None:
    done = run("path", "PSC", "knee fog", "-f", "mermaid")
    assert (done.exit_code, done.stderr) == (0, "")
    drawn = read_mermaid(done.stdout)
    assert list(drawn.nodes.items()) == [
        ("n0", "pulp stem cell"),
        ("n1", "GLOW axis"),
        ("n2", "knee fog"),
        ("n3", "KLOT"),
        ("n4", "swelling"),
    ]
    assert drawn.edges == [
        ("n0", "n1", "acts through", "--o"),
        ("n1", "n2", "treats", "--o"),
        ("n0", "n3", "increases", "-->"),
        ("n3", "n1", "increases", "-->"),
        ("n1", "n4", "decreases", "--x"),
        ("n4", "n2", "increases", "-->"),
    ]


def test_in_chinese(run: Run) -> None:
    ask = ("path", "PSC", "knee fog", "--lang", "zh", "-f")
    assert read_dot(run(*ask, "dot").stdout).nodes[FOG] == "膝雾"
    drawn = read_mermaid(run(*ask, "mermaid").stdout)
    assert drawn.nodes["n0"] == "牙髓干细胞"
    assert drawn.edges[0][2] == "经由"


def chain(label: str) -> Folder:
    """A path of two steps, one by an ontology, where everything is called by one name."""
    folder = bare()
    folder.entities("cytokine", entity(TNF, label, relations=[relation("has_receptor", KLOT)]))
    folder.entities("protein", entity(KLOT, f"{label}{label}"))
    folder.entities("disease", entity(FOG, "fog"))
    folder.item("worsens")["label"] = text(label)
    folder.claims(
        claim("rev2020-001", KLOT, "worsens", FOG, evidence("ames2010")),
        claim("rev2020-002", KLOT, "increases", FOG, evidence("bolt2011")),
    )
    return folder


@pytest.mark.parametrize("label", HOSTILE)
def test_dot_of_a_hostile_name(run: Run, tmp_path: Path, label: str) -> None:
    data = str(chain(label).write(tmp_path))
    drawn = read_dot(run("path", TNF, FOG, "--data", data, "-f", "dot").stdout)
    assert drawn.nodes == {TNF: label, KLOT: f"{label}{label}", FOG: "fog"}
    assert drawn.edges[0] == (TNF, KLOT, "has receptor", "none")
    assert drawn.edges[1][0:2] == (KLOT, FOG)
    # parallel claims are one step; the best of them gives the word
    assert drawn.edges[1][2] in (
        f"{label} (rev2020-001, rev2020-002)",
        "increases (rev2020-002, rev2020-001)",
    )
    assert len(drawn.edges) == 2


@pytest.mark.parametrize("label", HOSTILE)
def test_mermaid_of_a_hostile_name(run: Run, tmp_path: Path, label: str) -> None:
    folder = chain(label)
    folder.files["graphs/claims/rev2020/all.yaml"].pop()  # so that the hostile word is shown
    drawn = read_mermaid(
        run("path", TNF, FOG, "--data", str(folder.write(tmp_path)), "-f", "mermaid").stdout
    )
    flat, twice = (" ".join(name.split()) for name in (label, label * 2))
    assert drawn.nodes == {"n0": flat, "n1": twice, "n2": "fog"}
    assert drawn.edges == [("n0", "n1", "has receptor", "-.->"), ("n1", "n2", flat, "-->")]


@pytest.mark.parametrize("fmt", ["dot", "mermaid"])
def test_a_step_that_paths_share_is_drawn_once(run: Run, tmp_path: Path, fmt: str) -> None:
    folder = bare()
    folder.entities("protein", *(entity(f"HGNC:{n}", f"P{n}") for n in range(1, 5)))
    for n, (subject, obj) in enumerate(((1, 2), (2, 3), (3, 4), (2, 4)), 1):
        folder.claims(
            claim(
                f"rev2020-00{n}",
                f"HGNC:{subject}",
                "increases",
                f"HGNC:{obj}",
                evidence("ames2010"),
            )
        )
    done = run("path", "P1", "P4", "--data", str(folder.write(tmp_path)), "-f", fmt)
    drawn = (read_dot if fmt == "dot" else read_mermaid)(done.stdout)
    assert sorted(drawn.nodes.values()) == ["P1", "P2", "P3", "P4"]
    assert len(drawn.edges) == len(set(drawn.edges)) == 4


@pytest.mark.parametrize("fmt", ["dot", "mermaid"])
def test_no_path_is_an_empty_drawing_and_the_answer_no(run: Run, fmt: str) -> None:
    done = run("path", "knee fog", "PSC", "-f", fmt)
    assert done.exit_code == 1
    assert (read_dot if fmt == "dot" else read_mermaid)(done.stdout) == Drawn({}, [])
    assert done.stderr.startswith("mscgraph: no chain of claims")
