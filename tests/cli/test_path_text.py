"""mscgraph path: an answer as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.cli import path_text
from tests.builders import MOUSE, TNF, bare, claim, entity, evidence, relation, tiny
from tests.cli.asking import ASK

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mscgraph.compiled.graph import Graph
    from tests.conftest import Run


def test_text(run: Run) -> None:
    done = run(*ASK)
    assert (done.exit_code, done.stderr) == (0, "")
    lines = iter(line.strip() for line in done.stdout.splitlines())
    for wanted in (
        "1. pulp stem cell → knee fog",
        "score 0.443 · 2 steps · net -",
        "—acts through→ GLOW axis  (belief 0.58, rev2020-005)",
        "It is so. [1]",
        "(rev2020 §1, animal study)",
        "—treats→ knee fog  (belief 0.58, rev2020-005)",
        "2. pulp stem cell → knee fog",
        "References:",
        "[1] Ames A On bolt2011. 2011.",
        "[2] Ames A On ames2010. 2010. https://doi.org/10.1000/ames",
    ):
        assert any(line.startswith(wanted) for line in lines), wanted  # and in this order


def test_text_names_the_weakest_step_and_what_is_against(run: Run) -> None:
    text = run("path", "fat stem cell", "knee fog").stdout
    assert "against it:\n     rev2020-008  not: fat stem cell —treats→ knee fog" in text
    assert "weakest step" not in text  # one step has no weakest
    assert "weakest step: " in run(*ASK).stdout
    assert "Ames A et al. On cole2012. 2012;7:1-9." in text


def test_a_target_below_the_one_asked_for_says_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bare().entities("cytokine", entity(TNF, "TNF"))
    folder.entities(
        "process",
        entity("GO:0000003", "growth", "生长"),
        entity("GO:0000004", "fast growth", "快速生长", parents=["GO:0000003"]),
    )
    folder.claims(claim("rev2020-001", TNF, "increases", "GO:0000004", evidence("ames2010")))
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    shown = run("path", "TNF", "growth").stdout
    assert shown.startswith("1. TNF → fast growth (a kind of growth)\n")
    chinese = run("path", "TNF", "growth", "--lang", "zh").stdout
    assert "→ 快速生长(生长的一种)\n" in chinese
    assert "(a kind of" not in run("path", "TNF", "fast growth").stdout


def test_text_says_where_a_claim_against_it_was_seen(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny()
    folder.item("rev2020-008")["context"] = {"species": MOUSE}
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    assert "\n       seen in: mouse\n" in run("path", "fat stem cell", "knee fog").stdout
    chinese = run("path", "fat stem cell", "knee fog", "--lang", "zh").stdout
    assert "\n       见于: 小鼠\n" in chinese


def test_text_in_chinese(run: Run) -> None:
    text = run(*ASK, "--lang", "zh").stdout
    assert text.startswith("1. 牙髓干细胞 → 膝雾\n   得分 0.443 · 2 步 · 净符号 -")
    assert "—经由→ 辉光轴  (可信度 0.58, rev2020-005)" in text
    assert "确实如此。" in text
    assert "(rev2020 §1, 动物研究)" in text
    assert "参考文献:" in text


def test_text_without_a_path(run: Run) -> None:
    done = run("path", "knee fog", "PSC")
    assert (done.exit_code, done.stderr) == (1, "")
    assert done.stdout == (
        "No path: no chain of claims leads from the one to the other, "
        "whatever its length and sign\n"
    )
    assert run("path", "膝雾", "PSC", "--lang", "zh").stdout.startswith("没有路径: 两者之间")


def test_every_term_of_a_score_is_explained(run: Run) -> None:
    text = run("path", "fat stem cell", "knee fog", "--explain-score").stdout
    belief = 0.585 * (1 - 0.53 / 2)
    assert f"score {belief * 2**-0.4:.4f} = belief {belief:.4f} x specificity 0.7579" in text
    assert "rev2021-003: belief = support 0.5850 (cap 0.9) x (1 - opposition 0.2650)" in text
    assert (
        "  bolt2011 (animal): error 0.4150 = (1 - (1 - 0.35) x hedge 1.0 x relay 0.9 x scope 1.0) "
        "x manipulation 1.0 + negated 0.0" in text
    )
    assert "opposed by rev2020-008 x 0.5" in text


def test_a_hypothesis_says_so(run: Run) -> None:
    ask = ("path", "TNF", "knee fog")
    closed = run(*ask)
    assert closed.exit_code == 1
    assert "only with --hypotheses, which walks also what a document only" in closed.stdout
    text = run(*ask, "--hypotheses").stdout
    assert "TNF-α → knee fog" in text
    assert "one review: one document has every step, the chain is ours" in text


def test_what_papers_a_reader_must_know_of_is_marked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A retracted paper, a discrepant one, a structural step and parallel claims."""
    folder = bare().entities("cytokine", entity(TNF, "TNF"), entity("HGNC:2", "two"))
    folder.entities("protein", entity("HGNC:3", "three"))
    odd = {"reference": "bolt2011", "relay": {"status": "discrepant", "on": ["dose"]}}
    odd["relay"]["note"] = {"en": "half the dose", "zh-Hans": "剂量减半"}  # type: ignore[index]  # a dict
    folder.claims(
        claim("rev2020-001", TNF, "increases", "HGNC:2", evidence("dunn2013", "ames2010")),
        claim("rev2020-002", "HGNC:2", "has_receptor", "HGNC:3", evidence(odd)),
        claim(
            "rev2020-003",
            TNF,
            "increases",
            "HGNC:2",
            evidence("cole2012"),
            context={"donor": "autologous"},
        ),
    )
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    text = run("path", "TNF", "three").stdout
    assert "On dunn2013. 2013. RETRACTED" in text
    assert "(the paper says otherwise on: dose)" in text
    assert "(structural, belief 0.55, rev2020-002)" in text
    assert ", rev2020-001; also rev2020-003)" in text
    explained = run("path", "TNF", "three", "--explain-score").stdout
    assert "x fixed factor of a structural step" in explained


def test_what_denies_an_effect_is_shown_where_there_is_no_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bare().entities("cytokine", entity(TNF, "TNF"), entity("HGNC:2", "two"))
    title = evidence({"reference": "ames2010", "printed": "1"}, section="references", via="title")
    folder.claims(claim("rev2020-001", TNF, "increases", "HGNC:2", title, negated="true"))
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    done = run("path", "TNF", "two")
    assert done.exit_code == 1
    assert "The graph holds against it:\n     rev2020-001  not: TNF —increases→ two" in done.stdout
    assert "(rev2020 title of [1], animal study)" in done.stdout
    assert "  [1] Ames A On ames2010." in done.stdout


def test_what_was_only_compared_is_shown_where_there_is_no_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bare().entities("cytokine", *(entity(f"HGNC:{n}", f"f{n}", f"因子{n}") for n in "234"))
    versus = claim("rev2020-001", "HGNC:2", "increases", "HGNC:3", evidence("ames2010"))
    folder.claims({**versus, "context": {"comparator": "HGNC:4"}})
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    shown = run("path", "f2", "f3").stdout
    assert "What the graph holds on both ends:\n     rev2020-001  f2 —increases→ f3" in shown
    assert "\n       compared with: f4\n" in shown
    chinese = run("path", "f2", "f3", "--lang", "zh").stdout
    assert "图谱中关于两端的论断:\n" in chinese
    assert "\n       对照为: 因子4\n" in chinese


def test_claims_that_no_path_walks_are_shown_where_there_is_none(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few of them; how many more there are is said."""
    folder = bare().entities("cytokine", entity(TNF, "TNF"), entity("HGNC:2", "two"))
    ends = TNF, "correlates_positively", "HGNC:2"
    folder.claims(
        claim("rev2020-001", *ends, evidence("ames2010")),
        claim("rev2020-002", *ends, evidence("bolt2011"), context={"donor": "autologous"}),
    )
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    shown = run("path", "TNF", "two").stdout
    assert "What the graph holds on both ends:\n     rev2020-001  TNF —" in shown
    assert "rev2020-002" in shown
    monkeypatch.setattr(path_text, "MOST", 1)
    shown = run("path", "TNF", "two").stdout
    assert "rev2020-002" not in shown
    assert "\n     and 1 more\n" in shown


def test_a_study_that_differs_from_what_is_said_of_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bare().entities("cytokine", entity(TNF, "TNF"), entity("HGNC:2", "two"))
    note = {"en": "in rats", "zh-Hans": "用大鼠"}
    odd = {
        "reference": "bolt2011",
        "relay": {"status": "discrepant", "on": ["model"], "note": note},
    }
    folder.claims(claim("rev2020-001", TNF, "increases", "HGNC:2", evidence(odd, design="animal")))
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    shown = run("path", "TNF", "two").stdout
    said = "Between the document and a study that it cites there is a difference in: model."
    assert f"One study reports this whole. {said}" in shown
    assert "文献与所引研究有出入:模型。" in run("path", "TNF", "two", "--lang", "zh").stdout


def test_a_step_of_an_ontology_is_marked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = bare().entities(
        "cytokine",
        entity(TNF, "TNF", relations=[relation("has_receptor", "HGNC:2")]),
        entity("HGNC:2", "two"),
        entity("HGNC:3", "three"),
    )
    folder.claims(claim("rev2020-001", "HGNC:2", "increases", "HGNC:3", evidence("ames2010")))
    monkeypatch.setenv("MSCGRAPH_DATA", str(folder.write(tmp_path)))
    assert "—has receptor→ two  (structural, ontology)" in run("path", "TNF", "three").stdout
    assert "(结构性, 本体)" in run("path", "TNF", "three", "--lang", "zh").stdout


def test_a_search_that_was_cut_short_says_so(tiny_graph: Graph) -> None:
    from mscgraph.cli import cmd_path
    from mscgraph.cli.path_text import path_text
    from mscgraph.graph.paths import find_paths
    from mscgraph.graph.query import PathQuery

    graph = tiny_graph
    cut = find_paths(graph, "PSC", "knee fog", query=PathQuery(budget=0))
    assert "No path: The search was cut short" in path_text(graph, cut, "en")
    assert cmd_path.to_json(cut)["complete"] is False
    part = find_paths(graph, "PSC", "knee fog", query=PathQuery(budget=1))
    assert part.paths
    assert path_text(graph, part, "zh-Hans").count("检索提前结束") == 1
