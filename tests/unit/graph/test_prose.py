"""A path as a paragraph: every word from the records, citations numbered, both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest

from mscgraph.graph import grammar, prose, say
from mscgraph.graph.evidence import Account
from mscgraph.graph.paths import find_paths
from mscgraph.graph.query import PathQuery, Standing
from mscgraph.model import Design, Hedge
from tests.builders import (
    FAT,
    FOG,
    GLOW,
    KLOT,
    MOUSE,
    PULP,
    SWELLING,
    TNF,
    Folder,
    Item,
    bare,
    claim,
    entity,
    evidence,
    relation,
    text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language


def said(
    graph: Graph,
    source: str,
    target: str,
    lang: Language = "en",
    *,
    rank: int = 0,
    numbers: dict[str, int] | None = None,
    query: PathQuery | None = None,
) -> str:
    path = find_paths(graph, source, target, query=query or PathQuery()).paths[rank]
    return prose.paragraph(graph, path, lang, {} if numbers is None else numbers)


def test_every_word_of_the_vocabulary_is_there_in_both_languages() -> None:
    assert set(say.DESIGNS) == set(get_args(Design))
    assert set(say.ACCOUNTS) == set(get_args(Account))
    assert set(say.ACCOUNTS) >= set(get_args(Standing))
    assert set(prose._HEDGES) == set(get_args(Hedge)) - {"asserted"}
    for table in (
        say.DESIGNS,
        say.ROLES,
        {account: told.heading for account, told in say.ACCOUNTS.items()},
        {account: told.sentence for account, told in say.ACCOUNTS.items()},
        prose._HEDGES,
        prose._EFFECTS,
        prose._IF_TRUE,
    ):
        for en, zh in table.values():
            assert en.isascii()
            assert not re.search("[a-z]", zh)


def test_a_chain_in_english(tiny_graph: Graph) -> None:
    numbers: dict[str, int] = {}
    assert said(tiny_graph, PULP, FOG, rank=1, numbers=numbers) == (
        "Pulp stem cells increase KLOT (animal study) [1]. "
        "KLOT increases the GLOW axis (animal study) [1]. "
        "The GLOW axis decreases swelling (animal study) [1]. "
        "Swelling increases knee fog (animal study) [2]. "
        "One document has every step; the chain is ours. If it holds, it is in sum of benefit. "
        "Its weakest step is from pulp stem cell to KLOT."
    )
    assert numbers == {"ames2010": 1, "bolt2011": 2}


def test_a_chain_in_chinese(tiny_graph: Graph) -> None:
    assert said(tiny_graph, PULP, FOG, "zh-Hans", rank=1) == (
        "牙髓干细胞increases(中)克洛托(动物研究)[1]。"
        "克洛托increases(中)辉光轴(动物研究)[1]。"
        "辉光轴decreases(中)肿胀(动物研究)[1]。"
        "肿胀increases(中)膝雾(动物研究)[2]。"
        "各步出自同一文献,链条由图谱连接。若成立,总体有益。最弱一步为牙髓干细胞至克洛托。"
    )


def test_a_mediated_claim_is_one_sentence_not_two(tiny_graph: Graph) -> None:
    assert said(tiny_graph, PULP, FOG) == (
        "Pulp stem cells treat knee fog through the GLOW axis (animal study) [1]. "
        "One study reports this whole. In sum it is of benefit."
    )
    assert said(tiny_graph, PULP, FOG, "zh-Hans") == (
        "牙髓干细胞经由辉光轴treats(中)膝雾(动物研究)[1]。以上由同一研究完整报道。总体有益。"
    )


def test_numbers_go_on_where_the_last_path_left_off(tiny_graph: Graph) -> None:
    numbers = {"cole2012": 1}
    assert "[2]" in said(tiny_graph, FAT, FOG, numbers=numbers)
    assert "[2][3]" not in said(tiny_graph, FAT, FOG, numbers=numbers)
    assert said(tiny_graph, PULP, KLOT, numbers=numbers).count("[3]") == 1
    assert numbers == {"cole2012": 1, "bolt2011": 2, "ames2010": 3}


def test_where_it_was_seen_and_what_stands_against_it(tiny_graph: Graph) -> None:
    assert said(tiny_graph, FAT, FOG) == (
        "Fat stem cells treat knee fog (mouse; animal study) [1]. One study reports this whole. "
        "In sum it is of benefit. 1 claim stands against it."
    )
    assert said(tiny_graph, FAT, FOG, "zh-Hans") == (
        "脂肪干细胞treats(中)膝雾(小鼠;动物研究)[1]。以上由同一研究完整报道。总体有益。"
        "有 1 条论断与之相左。"
    )


def test_what_is_only_supposed_says_so_and_has_no_citation(tiny_graph: Graph) -> None:
    query = PathQuery(hypotheses=True)
    assert said(tiny_graph, FAT, SWELLING, query=query) == (
        "Fat stem cells decrease TNF-α (animal study) [1][2]. "
        "TNF-α increases swelling (animal study, supposed). "
        "One document has every step; the chain is ours. "
        "Its weakest step is from TNF-α to swelling."
    )
    assert "(动物研究、推测)。" in said(tiny_graph, FAT, SWELLING, "zh-Hans", query=query)


# --------------------------------------------------------------------------- made for one point


def folder() -> Folder:
    made = bare()
    made.entities("cell_source", entity(PULP, "pulp stem cell", "牙髓干细胞"))
    made.entities("cytokine", entity(TNF, "miR-29a", "微RNA"))
    made.entities("protein", entity(KLOT, "KLOT", "克洛托"))
    made.entities("pathway", entity(GLOW, "GLOW axis", "辉光轴", broader_xref="GO:0000002"))
    made.entities("disease", entity(FOG, "knee fog", "膝雾"))
    made.entities("species", entity(MOUSE, "mouse", "小鼠"))
    return made


def one(root: Path, *reasons: Item, lang: Language = "en", **more: object) -> str:
    """Say a path of one claim."""
    made = folder().claims(claim("rev2020-001", PULP, "treats", FOG, *reasons, **more))
    return said(made.graph(root), PULP, FOG, lang)


def test_harm(tmp_path: Path) -> None:
    made = folder().claims(claim("rev2020-001", PULP, "worsens", FOG, evidence("ames2010")))
    graph = made.graph(tmp_path)
    assert "In sum it does harm." in said(graph, PULP, FOG)
    assert "总体有害。" in said(graph, PULP, FOG, "zh-Hans")


def test_neither_benefit_nor_harm_is_said_of_a_gene(tmp_path: Path) -> None:
    made = folder().claims(claim("rev2020-001", PULP, "increases", KLOT, evidence("ames2010")))
    assert "In sum" not in said(made.graph(tmp_path), PULP, KLOT)


def test_several_mediators_are_listed(tmp_path: Path) -> None:
    shown = one(tmp_path, evidence("ames2010"), mediated_by=[KLOT, GLOW])
    assert "treat knee fog through KLOT and the GLOW axis (" in shown


def test_several_mediators_in_chinese(tmp_path: Path) -> None:
    shown = one(tmp_path, evidence("ames2010"), lang="zh-Hans", mediated_by=[KLOT, GLOW])
    assert shown.startswith("牙髓干细胞经由克洛托和辉光轴treats(中)膝雾(")


def test_designs_and_citations_stand_once_each(tmp_path: Path) -> None:
    shown = one(
        tmp_path,
        evidence("ames2010", "bolt2011"),
        evidence("bolt2011"),
        evidence("cole2012", design="rct"),
    )
    assert "(animal study, randomized trial) [1][2][3]. " in shown


@pytest.mark.parametrize(
    ("hedges", "doubt"),
    [
        (["suggested"], ", suggested)"),
        (["suggested", "hypothesised"], ", supposed, suggested)"),
        (["suggested", "asserted"], "animal study) "),
    ],
)
def test_doubt_is_told_unless_one_evidence_asserts(
    tmp_path: Path, hedges: list[str], doubt: str
) -> None:
    assert doubt in one(tmp_path, *(evidence("ames2010", hedge=hedge) for hedge in hedges))


def test_two_claims_against_it(tmp_path: Path) -> None:
    made = folder().claims(
        claim("rev2020-001", PULP, "treats", FOG, evidence("ames2010")),
        claim("rev2020-002", PULP, "treats", FOG, evidence("bolt2011"), negated="true"),
        claim("rev2020-003", PULP, "worsens", FOG, evidence("bolt2011")),
    )
    graph = made.graph(tmp_path)
    query = PathQuery(effect="beneficial")
    assert said(graph, PULP, FOG, query=query).endswith("2 claims stand against it.")
    assert said(graph, PULP, FOG, "zh-Hans", query=query).endswith("有 2 条论断与之相左。")


def test_a_step_of_an_ontology_and_a_hypothesis(tmp_path: Path) -> None:
    made = folder()
    made.item(KLOT)["relations"] = [relation("expresses", GLOW)]
    made.claims(
        claim("rev2020-001", PULP, "increases", KLOT, evidence("ames2010")),
        claim("rev2020-002", GLOW, "improves", FOG, evidence("bolt2011", document="rev2021")),
    )
    graph = made.graph(tmp_path)
    assert said(graph, PULP, FOG) == (
        "Pulp stem cells increase KLOT (animal study) [1]. "
        "KLOT expresses the GLOW axis (by the ontology). "
        "The GLOW axis improves knee fog (animal study) [2]. "
        "This is a hypothesis: no document here joins these steps. "
        "If it holds, it is in sum of benefit. Its weakest step is from KLOT to GLOW axis."
    )
    assert "克洛托expresses(中)辉光轴(据本体)。" in said(graph, PULP, FOG, "zh-Hans")
    assert "此为假说" in said(graph, PULP, FOG, "zh-Hans")


def test_the_role_in_a_ratio_or_pathway_is_told(tmp_path: Path) -> None:
    """Less of the denominator is a higher ratio: without its role the sign would look wrong."""
    made = folder().entities("ratio", entity("MSCG:ratio", "fog ratio", "雾比"))
    made.item("MSCG:ratio")["relations"] = []
    made.item(KLOT)["relations"] = [relation("ratio_component", "MSCG:ratio", role="denominator")]
    made.item(TNF)["relations"] = [relation("ratio_component", "MSCG:ratio", role="numerator")]
    made.claims(claim("rev2020-001", PULP, "increases", KLOT, evidence("ames2010")))
    graph = made.graph(tmp_path)
    assert "the fog ratio (by the ontology: denominator). " in said(graph, PULP, "MSCG:ratio")
    assert "雾比(据本体: 分母)。" in said(graph, PULP, "MSCG:ratio", "zh-Hans")


def test_a_name_is_never_respelt(tmp_path: Path) -> None:
    made = folder().claims(claim("rev2020-001", TNF, "improves", FOG, evidence("ames2010")))
    assert said(made.graph(tmp_path), TNF, FOG).startswith("miR-29a improves knee fog (")


@pytest.mark.parametrize(
    ("label", "begun"),
    [
        ("pulp stem cell", "Pulp stem cell"),
        ("mTOR", "mTOR"),
        ("p-STAT3", "p-STAT3"),
        ("miR-29a", "miR-29a"),
        ("α-SMA", "α-SMA"),
        ("IL-6", "IL-6"),
        ("swelling", "Swelling"),
        ("gingiva-derived mesenchymal stem cell", "Gingiva-derived mesenchymal stem cell"),
        ("let-7a-5p", "let-7a-5p"),
    ],
)
def test_a_sentence_begins_with_a_capital_where_a_word_may(label: str, begun: str) -> None:
    assert grammar.capital(label) == begun


def test_labels_are_taken_as_they_are(tmp_path: Path) -> None:
    made = folder()
    made.item(FOG)["label"] = text('fog "of" <war> {x}', "雾%s")
    made.claims(claim("rev2020-001", PULP, "treats", FOG, evidence("ames2010")))
    graph = made.graph(tmp_path)
    assert 'treat fog "of" <war> {x} (' in said(graph, PULP, FOG)
    assert "treats(中)雾%s(" in said(graph, PULP, FOG, "zh-Hans")


@pytest.mark.parametrize(
    ("verb", "plural"),
    [
        ("promotes", "promote"),
        ("suppresses", "suppress"),
        ("carries", "carry"),
        ("is required for", "are required for"),
        ("has receptor", "have receptor"),
        ("raises the risk of", "raise the risk of"),
        ("treat", "treat"),
    ],
)
def test_a_verb_agrees_with_its_subject(verb: str, plural: str) -> None:
    assert grammar.agree(verb, grammar.Noun("cells", plural=True)) == plural
    assert grammar.agree(verb, grammar.Noun("cell")) == verb


@pytest.mark.parametrize(
    ("kind", "label", "more", "noun"),
    [
        (
            "cell_source",
            "chondroprogenitor derivative of UC-MSC",
            {},
            "chondroprogenitor derivatives",
        ),
        ("cell_source", "T-helper 17 cell", {}, "T-helper 17 cells"),
        ("cell_source", "cells", {}, "cells"),
        ("protein", "soluble factor", {"unspecified": "true"}, "soluble factors"),
        ("process", "setting", {"unspecified": "true"}, "setting"),
        ("protein", "NLRP3 inflammasome", {}, "the NLRP3 inflammasome"),
        ("protein", "NLRP3", {}, "NLRP3"),
        ("process", "immune response", {}, "the immune response"),
        ("process", "adverse event", {}, "adverse events"),
    ],
)
def test_a_label_as_a_noun(
    tmp_path: Path, kind: str, label: str, more: dict[str, str], noun: str
) -> None:
    made = bare()
    made.entities(kind, entity("MSCG:thing", label, "物", **more))
    graph = made.graph(tmp_path)
    assert grammar.noun(graph, "MSCG:thing", "en").text.startswith(noun)
    assert grammar.noun(graph, "MSCG:thing", "zh-Hans") == grammar.Noun("物")
    assert grammar.noun(graph, "MSCG:nothing", "en") == grammar.Noun("MSCG:nothing")


def test_a_chinese_relation_may_have_its_object_inside(tmp_path: Path) -> None:
    made = folder().claims(claim("rev2020-001", PULP, "increases", KLOT, evidence("ames2010")))
    made.item("increases")["label"] = text("increases expression of", "上调…的表达")
    graph = made.graph(tmp_path)
    assert said(graph, PULP, KLOT, "zh-Hans").startswith("牙髓干细胞上调克洛托的表达(")
    assert said(graph, PULP, KLOT).startswith("Pulp stem cells increase expression of KLOT (")


def test_the_weakest_step_is_a_claim_and_not_its_mediator(tmp_path: Path) -> None:
    made = folder().claims(
        claim("rev2020-001", PULP, "increases", KLOT, evidence("ames2010"), mediated_by=[GLOW]),
        claim("rev2020-002", KLOT, "improves", FOG, evidence("ames2010", design="meta_analysis")),
    )
    graph = made.graph(tmp_path)
    assert said(graph, PULP, FOG).endswith("Its weakest step is from pulp stem cell to KLOT.")


def chain(*reasons: Item) -> Folder:
    """Give two steps, the first in one disease and against the disease of the other."""
    made = folder().entities("disease", entity("MONDO:0000007", "hip haze", "髋霾"))
    return made.claims(
        claim(
            "rev2020-001",
            PULP,
            "increases",
            KLOT,
            *reasons,
            context={"disease": "MONDO:0000007"},
        ),
        claim("rev2020-002", KLOT, "improves", FOG, evidence("ames2010")),
    )


def test_steps_from_two_settings_say_so(tmp_path: Path) -> None:
    graph = chain(evidence("bolt2011")).graph(tmp_path)
    assert "Its steps were seen in different settings: hip haze, knee fog. " in said(
        graph, PULP, FOG
    )
    assert "各步所见情境不同:髋霾、膝雾。" in said(graph, PULP, FOG, "zh-Hans")


def test_one_paper_for_every_step_is_named(tmp_path: Path) -> None:
    graph = chain(evidence("ames2010")).graph(tmp_path)
    assert "One paper [1] is cited for every step; the chain is ours. " in said(graph, PULP, FOG)
    assert "各步均引自同一论文[1],链条由图谱连接。" in said(graph, PULP, FOG, "zh-Hans")


@pytest.mark.parametrize(
    ("key", "here", "there"),
    [
        ("species", MOUSE, "NCBITaxon:9606"),
        # against what it was measured, and from whom the cells were, is no other setting
        ("donor", "autologous", "allogeneic"),
        ("comparator", "baseline", "sham"),
    ],
)
def test_a_claim_against_it_from_another_setting(
    tmp_path: Path, key: str, here: str, there: str
) -> None:
    made = folder().entities("species", entity("NCBITaxon:9606", "human", "人"))
    made.claims(
        claim("rev2020-001", PULP, "treats", FOG, evidence("ames2010"), context={key: here}),
        claim(
            "rev2020-002",
            PULP,
            "treats",
            FOG,
            evidence("bolt2011"),
            negated="true",
            context={key: there},
        ),
    )
    graph = made.graph(tmp_path)
    other, elsewhere = (" in another setting", "在其他情境下") if key == "species" else ("", "")
    assert said(graph, PULP, FOG).endswith(f"1 claim stands against it{other}.")
    assert said(graph, PULP, FOG, "zh-Hans").endswith(f"有 1 条论断{elsewhere}与之相左。")
