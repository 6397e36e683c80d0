"""``verify`` on words and setting: each rule on a slip, and on what only looks like one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest

from mscgraph import model
from mscgraph.kb.anchors import anchor_of
from mscgraph.kb.verify_claims import Verifier
from mscgraph.kb.verify_documents import Held
from mscgraph.kb.verify_reading import Reader, clauses, overlap, segments
from mscgraph.kb.verify_words import DENIALS, SIGNS, SPECIES
from mscgraph.model import Curie
from tests.builders import (
    FAT,
    FOG,
    GLOW,
    JOINT,
    KLOT,
    MOUSE,
    MSC,
    PREDICATES,
    PULP,
    SWELLING,
    TNF,
    entity,
    predicate,
    tiny,
)

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase

HUMAN, NEWT, SCORE = "NCBITaxon:9606", "NCBITaxon:8316", "MSCG:fog-score"
DOCUMENT = """
A review of made-up knees

1 Of stem cells in general
{sentences}

References
[1] Ames A. On ames2010. 2010.
[2] Bolt B. On bolt2011. 2011.
[3] Cole C. On cole2012. 2012.
[4] Dunn D. On dunn2013. 2013.
[5] Epps E. On epps2014. 2014.
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The tiny knowledge base with a few more predicates, a score and two species."""
    folder = tiny()
    for name, sign in (("promotes", "+1"), ("suppresses", "-1"), ("causes", "+1")):
        folder.add(PREDICATES, predicate(name, sign))
    folder.add(PREDICATES, predicate("superior_to", "0"), predicate("studied_for", "0"))
    folder.entities("outcome", entity(SCORE, "fog score", "雾评分", higher_is="worse"))
    folder.entities("species", entity(HUMAN, "human", "人"), entity(NEWT, "newt", "蝾螈"))
    folder.entities("disease_model", entity("MSCG:fog-mouse", "foggy mouse", "雾小鼠"))
    return folder.kb(tmp_path_factory.mktemp("words"))


@dataclass(frozen=True)
class Judge:
    """Print a sentence, claim something of it, and give the codes of what is found."""

    kb: KnowledgeBase

    def __call__(
        self,
        printed: str | tuple[str, ...],
        ends: tuple[str, str, str],
        told: tuple[str, ...],
        **more: Any,
    ) -> list[str]:
        """Judge one claim; a second sentence stands beside the anchored one.

        Keys of a context and of an evidence are told apart by their names.
        """
        sentences = (printed,) if isinstance(printed, str) else printed
        subject, name, obj = ends
        of_context = model.Context.__dataclass_fields__
        evidence = model.Evidence(
            **{
                "document": "rev2020",
                "section": "1",
                "anchors": (anchor_of(sentences[0]),),
                "design": "animal",
                "statement": dict(zip(("en", "zh-Hans"), told, strict=True)) if told else {},
                "ellipsis": ("subject", "object", "mediator"),
                **{k: v for k, v in more.items() if k in model.Evidence.__dataclass_fields__},
            }
        )
        claim = replace(
            self.kb.claims["rev2020-001"],
            subject=Curie(subject),
            subject_label=self.label(subject),
            predicate=name,
            object=Curie(obj),
            object_label=self.label(obj),
            evidence=(evidence,),
            negated=more.get("negated", False),
            mediated_by=more.get("mediated_by", ()),
            context=model.Context(**{k: v for k, v in more.items() if k in of_context}),
        )
        return self.found(claim, *sentences)

    def label(self, ident: str) -> str:
        return self.kb.entities[ident].label["en"] if ident in self.kb.entities else ident

    def found(self, claim: model.Claim, *sentences: str) -> list[str]:
        text = DOCUMENT.format(sentences=" ".join(sentences))
        held = {"rev2020": Held.of(self.kb.documents["rev2020"], text)}
        findings = list(Verifier(self.kb, held).claim(claim))
        assert all(f.message("en") and f.message("zh-Hans") for f in findings)
        return [finding.rule for finding in findings]


@pytest.fixture
def judge(kb: KnowledgeBase) -> Judge:
    return Judge(kb)


# ----------------------------------------------------------------------------- V008 sign

RISES = ("Pulp stem cells raise KLOT.", "牙髓干细胞使克洛托升高。")
FALLS = ("Pulp stem cells lower KLOT.", "牙髓干细胞使克洛托降低。")
SILENT = ("So it is.", "确实如此。")


@pytest.mark.parametrize(
    ("printed", "name", "told", "good"),
    [
        pytest.param("牙髓干细胞促进克洛托表达。", "increases", RISES, True, id="rise"),
        pytest.param("牙髓干细胞促进克洛托表达。", "decreases", RISES, False, id="rise for fall"),
        pytest.param("牙髓干细胞抑制克洛托表达。", "decreases", FALLS, True, id="fall"),
        pytest.param("牙髓干细胞抑制克洛托表达。", "increases", FALLS, False, id="fall for rise"),
        pytest.param("牙髓干细胞抑制克洛托表达。", "increases", RISES, False, id="misread"),
        pytest.param("牙髓干细胞抑制肿胀,提高克洛托。", "increases", RISES, True, id="of another"),
        pytest.param(
            *("PSC act on KLOT.", "increases", ("It is normal.", "恢复正常。"), True),
            id="normal may be either",
        ),
        pytest.param("PSC act on KLOT.", "decreases", SILENT, False, id="no word of fall"),
        pytest.param("PSC act on KLOT.", "increases", SILENT, True, id="no word of rise needed"),
        pytest.param(
            "PSC act on KLOT.", "increases", (FALLS[0], SILENT[1]), True, id="one witness"
        ),
        pytest.param("牙髓干细胞组克洛托显著降低。", "increases", SILENT, False, id="word after"),
        pytest.param("牙髓干细胞导致克洛托升高。", "increases", RISES, True, id="carried"),
        pytest.param("盐水与脂肪干细胞使克洛托下降。", "increases", RISES, True, id="other group"),
    ],
)
def test_v008_rise_and_fall(
    judge: Judge,
    printed: str,
    name: str,
    told: tuple[str, str],
    good: bool,  # noqa: FBT001
) -> None:
    assert judge(printed, (PULP, name, KLOT), told) == ([] if good else ["V008"])


@pytest.mark.parametrize(
    ("name", "told", "good"),
    [
        ("treats", ("Pulp stem cells ease knee fog.", "牙髓干细胞缓解膝雾。"), True),
        ("worsens", ("Pulp stem cells ease knee fog.", "牙髓干细胞缓解膝雾。"), False),
        ("worsens", ("Pulp stem cells aggravate knee fog.", "牙髓干细胞加重膝雾。"), True),
        ("treats", ("Pulp stem cells aggravate knee fog.", "牙髓干细胞加重膝雾。"), False),
        ("treats", ("Pulp stem cells heal injured knees.", "牙髓干细胞修复受损的膝。"), True),
        ("worsens", ("Pulp stem cells heal injured knees.", "牙髓干细胞修复受损的膝。"), False),
    ],
)
def test_v008_good_and_bad(
    judge: Judge,
    name: str,
    told: tuple[str, str],
    good: bool,  # noqa: FBT001
) -> None:
    printed = "牙髓干细胞作用于膝雾,减轻者有之,加重者亦有之。"  # so the paraphrase decides
    assert judge(printed, (PULP, name, FOG), told) == ([] if good else ["V008"])


def test_v008_two_falls_are_a_rise(judge: Judge) -> None:
    told = ("Less KLOT means less swelling.", "克洛托减少,肿胀随之减轻。")
    assert judge("克洛托的减少使肿胀减轻。", (KLOT, "promotes", SWELLING), told) == []
    assert judge("克洛托的减少使肿胀减轻。", (KLOT, "suppresses", SWELLING), told) == ["V008"]
    assert judge("缺乏克洛托使肿胀减轻。", (KLOT, "promotes", SWELLING), told) == []
    lost = ("Without KLOT swelling is less.", "缺失克洛托后肿胀减轻。")
    assert judge("克洛托缺失显著减少肿胀。", (KLOT, "promotes", SWELLING), lost) == []


def test_v008_what_is_about_a_mediator_or_a_second_group_is_not_about_the_object(
    judge: Judge,
) -> None:
    told = ("By lowering TNF the cells raise KLOT.", "细胞降低TNF,使克洛托升高。")
    ends = (PULP, "increases", KLOT)
    assert judge("It is KLOT of PSC that thereby grows.", ends, told, mediated_by=(TNF,)) == []
    told = ("PSC raise KLOT, while with saline it fell.", "PSC使克洛托升高;盐水组下降。")
    assert judge("It is KLOT of PSC that grows.", ends, told) == []


def test_v008_a_word_is_about_the_next_name_if_that_is_near(judge: Judge) -> None:
    far = "PSC raise, as many people in many places have seen by now, KLOT."
    assert judge("PSC act on KLOT.", (PULP, "increases", KLOT), (far, SILENT[1])) == []


def test_v008_an_undecided_object_has_no_good_and_no_bad(judge: Judge) -> None:
    told = ("Pulp stem cells worsen it.", "牙髓干细胞使之恶化。")
    assert judge("牙髓干细胞使克洛托恶化。", (PULP, "improves", KLOT), told) == []


def test_v008_a_name_that_begins_with_a_telling_word_is_no_object_of_the_word_before(
    kb: KnowledgeBase,
) -> None:
    repair = replace(kb.entities[SWELLING], label={"en": "mending", "zh-Hans": "修复损伤"})
    entities = MappingProxyType({**kb.entities, SWELLING: repair})
    judge = Judge(replace(kb, entities=entities))
    told = ("PSC further mending.", "PSC促进修复损伤。")
    assert judge("牙髓干细胞可减轻膝雾和修复损伤。", (PULP, "promotes", SWELLING), told) == []


def test_v008_figures_may_show_a_fall(judge: Judge) -> None:
    results = (model.Result(measure={"en": "KLOT", "zh-Hans": "克洛托"}, direction="decreased"),)
    ends, told = (PULP, "decreases", KLOT), SILENT
    assert judge("PSC act on KLOT.", ends, told, results=results) == []


# ----------------------------------------------------------------------------- V009 - V012


@pytest.mark.parametrize(
    ("printed", "told", "negated", "codes"),
    [
        ("牙髓干细胞未见膝雾。", ("PSC cause no fog.", "牙髓干细胞不致膝雾。"), True, []),
        ("牙髓干细胞引起膝雾。", ("PSC cause no fog.", "牙髓干细胞不致膝雾。"), True, ["V009"]),
        ("牙髓干细胞未见膝雾。", ("PSC cause fog.", "牙髓干细胞引起膝雾。"), True, ["V009"]),
        ("牙髓干细胞未见膝雾。", ("PSC cause no fog.", "牙髓干细胞无膝雾。"), False, ["V011"]),
        ("牙髓干细胞未见膝雾。", ("PSC cause fog.", "牙髓干细胞引起膝雾。"), False, ["V011"]),
        ("牙髓干细胞十分安全。", ("PSC are safe.", "牙髓干细胞安全。"), False, ["V011"]),
        ("牙髓干细胞引起膝雾,并无意外。", ("PSC cause fog.", "牙髓干细胞引起膝雾。"), False, []),
        ("牙髓干细胞未名。", ("PSC cause fog, not named.", "引起未具名的雾。"), False, []),
    ],
)
def test_denial(
    judge: Judge,
    printed: str,
    told: tuple[str, str],
    negated: bool,  # noqa: FBT001
    codes: list[str],
) -> None:
    assert judge(printed, (PULP, "causes", FOG), told, negated=negated) == codes


def test_v010_no_result_is_significant(judge: Judge) -> None:
    measure: model.Text = {"en": "KLOT", "zh-Hans": "克洛托"}
    nothing = model.Result(measure=measure, significance="ns", direction="increased")
    something = replace(nothing, significance="significant")
    ends = (PULP, "increases", KLOT)
    assert judge("牙髓干细胞提高克洛托。", ends, RISES, results=(nothing,)) == ["V010"]
    assert judge("牙髓干细胞提高克洛托。", ends, RISES, results=(nothing, something)) == []


@pytest.mark.parametrize(
    ("printed", "told", "hedge", "codes"),
    [
        ("牙髓干细胞可能提高克洛托。", ("PSC may raise KLOT.", "或可升高。"), "asserted", ["V012"]),
        ("牙髓干细胞可能提高克洛托。", ("PSC may raise KLOT.", "或可升高。"), "suggested", []),
        ("牙髓干细胞可能提高克洛托。", RISES, "asserted", ["V012"]),
        ("肿胀可能有害,但牙髓干细胞提高克洛托。", RISES, "asserted", []),
        ("牙髓干细胞提高克洛托。", ("PSC may raise KLOT.", "或可升高。"), "asserted", []),
        ("牙髓干细胞有望提高克洛托。", ("PSC are held to.", "被视为升高。"), "asserted", ["V012"]),
    ],
)
def test_v012_a_hedge(
    judge: Judge, printed: str, told: tuple[str, str], hedge: str, codes: list[str]
) -> None:
    assert judge(printed, (PULP, "increases", KLOT), told, hedge=hedge) == codes


def test_v012_promise_is_what_a_study_is_for(judge: Judge) -> None:
    told = ("PSC are promising in knee fog.", "牙髓干细胞治疗膝雾前景良好。")
    printed = "牙髓干细胞用于膝雾前景良好。"
    assert judge(printed, (PULP, "studied_for", FOG), told) == []
    assert judge(printed, (PULP, "treats", FOG), told) == ["V012"]


# ----------------------------------------------------------------------------- V013 comparator

BETTER = (
    "Pulp stem cells raise KLOT more than fat stem cells.",
    "牙髓干细胞升高克洛托的作用强于脂肪干细胞。",
)


@pytest.mark.parametrize(
    ("name", "told", "comparator", "codes"),
    [
        ("increases", BETTER, FAT, []),
        ("increases", BETTER, None, ["V013"]),
        ("increases", BETTER, "vehicle", ["V013"]),
        ("superior_to", BETTER, None, []),
        ("increases", RISES, None, []),
        ("increases", RISES, "baseline", []),
        ("increases", RISES, "sham", ["V013"]),
        ("increases", ("More KLOT than before.", "克洛托高于之前。"), None, ["V013"]),
        ("increases", ("More KLOT than with saline.", "克洛托高于盐水组。"), "vehicle", []),
    ],
)
def test_v013_what_the_text_compares_with(
    judge: Judge, name: str, told: tuple[str, str], comparator: str | None, codes: list[str]
) -> None:
    obj = KLOT if name == "increases" else FAT
    printed = "牙髓干细胞提高克洛托,更甚于脂肪干细胞。"
    assert judge(printed, (PULP, name, obj), told, comparator=comparator) == codes


# ----------------------------------------------------------------------------- V014 - V017


@pytest.mark.parametrize(
    ("printed", "more", "codes"),
    [
        ("小鼠的克洛托升高。", {"species": MOUSE}, []),
        ("小鼠的克洛托升高。", {"species": HUMAN}, ["V014"]),
        ("小鼠的克洛托升高。", {}, ["V015"]),
        ("小鼠和大鼠的克洛托升高。", {}, []),
        ("小鼠的克洛托升高。", {"design": "review_statement"}, []),
        ("克洛托升高。", {"species": HUMAN}, []),
        ("克洛托升高。", {"species": HUMAN, "model": "MSCG:fog-mouse"}, ["V014"]),
        ("克洛托升高。", {"species": MOUSE, "design": "cohort"}, ["V014"]),
        ("患者的克洛托升高。", {"design": "cohort"}, ["V015"]),
        ("羊膜的克洛托升高。", {"species": HUMAN}, []),
        ("小鼠的克洛托升高。", {"species": NEWT}, ["V014"]),
        ("蝾螈与小鼠不同,克洛托升高。", {"species": NEWT}, []),
        ("小鼠的克洛托升高。", {"species": "NCBITaxon:1"}, []),
    ],
)
def test_species(judge: Judge, printed: str, more: dict[str, Any], codes: list[str]) -> None:
    assert judge(printed, (PULP, "increases", KLOT), RISES, **more) == codes


def test_v015_the_claims_beside_it_agree(kb: KnowledgeBase) -> None:
    printed = "克洛托与肿胀均升高[1]。"
    reason = replace(
        kb.claims["rev2020-001"].evidence[0],
        anchors=(anchor_of(printed),),
        ellipsis=("subject", "object"),
        statement={"en": RISES[0], "zh-Hans": RISES[1]},
    )
    of_mice = {
        ident: replace(
            kb.claims[ident], evidence=(reason,), context=model.Context(species=Curie(MOUSE))
        )
        for ident in ("rev2020-002", "rev2020-003")
    }
    odd = replace(kb.claims["rev2020-001"], evidence=(reason,))
    for claims, codes in (
        (of_mice, ["V015"]),
        ({"rev2020-002": of_mice["rev2020-002"]}, []),
        ({**of_mice, "rev2020-003": replace(of_mice["rev2020-003"], context=odd.context)}, []),
    ):
        beside = replace(kb, claims=MappingProxyType({odd.id: odd, **claims}))
        assert Judge(beside).found(odd, printed) == codes


@pytest.mark.parametrize(
    ("reference", "design", "note", "codes"),
    [
        ("ames2010", "animal", "", []),
        ("ames2010", "in_vitro", "", ["V016"]),
        ("ames2010", "in_vitro", "The text names a dish.", []),
        ("ames2010", "rct", "The text names a trial.", ["V016"]),
        ("cole2012", "rct", "", []),
        ("ames2010", "review_statement", "", []),
        (None, "animal", "", []),
        (None, "rct", "", ["V016"]),
    ],
)
def test_v016_the_design_of_what_is_cited(
    judge: Judge, reference: str | None, design: str, note: str, codes: list[str]
) -> None:
    cites = (model.Cite(reference),) if reference else ()
    ends = (PULP, "increases", KLOT)
    printed = "牙髓干细胞提高克洛托。"
    assert judge(printed, ends, RISES, cites=cites, design=design, note=note) == codes
    if design == "rct" and not reference:
        assert judge("患者随机分组,克洛托升高。", ends, RISES, design=design, species=HUMAN) == []


@pytest.mark.parametrize(
    ("printed", "reference", "codes"),
    [
        ("Ames等[2]称克洛托升高。", "bolt2011", []),
        ("Ames等[2]称克洛托升高。", "ames2010", []),
        ("Bolt等[2]称克洛托升高。", "ames2010", ["V017"]),
    ],
)
def test_v017_another_reference_is_meant(
    judge: Judge, kb: KnowledgeBase, printed: str, reference: str, codes: list[str]
) -> None:
    assert all(ref.authors == ("Ames A",) for ref in kb.references.values())
    cites = (model.Cite(reference, printed=2),)
    note = "The author named is meant."
    found = judge(printed, (PULP, "increases", KLOT), RISES, cites=cites, note=note)
    assert found == codes


@pytest.mark.parametrize(("number", "codes"), [(2, []), (3, ["V006"])])
def test_v006_the_nearest_number_reaches_back(judge: Judge, number: int, codes: list[str]) -> None:
    reference = ("bolt2011", "cole2012")[number - 2]
    sentences = ("牙髓干细胞提高克洛托。", "肿胀减轻。", "膝雾减轻[2]。", "关节病减轻[3]。")
    more = {"cites": (model.Cite(reference, printed=number),), "cites_scope": "back"}
    design = ("animal", "rct")[number - 2]
    assert judge(sentences, (PULP, "increases", KLOT), RISES, design=design, **more) == codes


# ----------------------------------------------------------------------------- V018 - V020


@pytest.mark.parametrize(
    ("printed", "told", "ends", "codes"),
    [
        ("克洛托促进肿胀。", ("KLOT furthers swelling.", "克洛托促进肿胀。"), (KLOT, SWELLING), []),
        (
            *("克洛托促进肿胀。", ("KLOT furthers swelling.", "克洛托促进肿胀。")),
            *((SWELLING, KLOT), ["V018"]),
        ),
        (
            *("肿胀由克洛托促成。", ("Swelling is furthered by KLOT.", "肿胀由克洛托促成。")),
            *((KLOT, SWELLING), []),
        ),
        ("克洛托促进肿胀。", SILENT, (SWELLING, KLOT), ["V018"]),
        ("肿胀者,克洛托有关。", SILENT, (KLOT, SWELLING), []),
        ("肿胀的因子是克洛托。", SILENT, (KLOT, SWELLING), []),
        ("克洛托促进肿胀,肿胀促进克洛托。", SILENT, (SWELLING, KLOT), []),
    ],
)
def test_v018_what_acts_comes_first(
    judge: Judge,
    printed: str,
    told: tuple[str, str],
    ends: tuple[str, str],
    codes: list[str],
) -> None:
    subject, obj = ends
    assert judge(printed, (subject, "promotes", obj), told) == codes


@pytest.mark.parametrize(
    ("told", "more", "codes"),
    [
        (RISES, {}, []),
        (("Fat stem cells raise KLOT.", "脂肪干细胞使克洛托升高。"), {}, ["V019"]),
        (("Fat stem cells raise KLOT.", "脂肪干细胞使克洛托升高。"), {"cell": FAT}, []),
        (("The stem cells raise KLOT.", "干细胞使克洛托升高。"), {}, []),
        (("They raise KLOT.", "它们使克洛托升高。"), {}, []),
        (("Fat stem cells raise KLOT.", "它们使克洛托升高。"), {}, []),
        ((), {}, []),
    ],
)
def test_v019_the_paraphrase_names_another(
    judge: Judge, told: tuple[str, str], more: dict[str, Any], codes: list[str]
) -> None:
    assert judge("给药后克洛托升高。", (PULP, "increases", KLOT), told, **more) == codes


def test_v019_a_mediator(judge: Judge) -> None:
    told = ("By the GLOW axis PSC raise KLOT.", "PSC经辉光轴升高克洛托。")
    ends = (PULP, "increases", KLOT)
    assert judge("经辉光轴,克洛托升高。", ends, told, mediated_by=(GLOW,)) == []
    assert judge("经辉光轴,克洛托升高。", ends, told, mediated_by=(SWELLING,)) == []
    told = ("By joint disease PSC raise KLOT.", "PSC经关节病升高克洛托。")
    assert judge("经关节病,克洛托升高。", ends, told, mediated_by=(FOG,)) == []
    told = ("By knee fog PSC raise KLOT.", "PSC经膝雾升高克洛托。")
    assert judge("经膝雾,克洛托升高。", ends, told, mediated_by=(JOINT,)) == ["V019"]


FITS = "牙髓干细胞在小鼠膝雾模型中使克洛托升高至54.20[1]。"
DIFFERS = "天气对此毫无影响。"


def test_v020_the_sentence_beside_it_fits_better(judge: Judge) -> None:
    told = (
        "In mice with knee fog pulp stem cells raise KLOT to 54.20.",
        "小鼠膝雾模型中,牙髓干细胞使克洛托升高至54.20。",
    )
    ends = (PULP, "increases", KLOT)
    assert judge((FITS, DIFFERS), ends, told, disease=FOG, species=MOUSE) == []
    assert judge((DIFFERS, FITS), ends, told, disease=FOG, species=MOUSE) == ["V020"]
    assert judge((DIFFERS, FITS), ends, (), disease=FOG, species=MOUSE) == []


# ----------------------------------------------------------------------------- reading


def test_names_are_read_as_long_as_they_go(kb: KnowledgeBase) -> None:
    reader = Reader()
    reader.learn(kb.entities)
    reader.learn({})  # once is enough
    reading = reader.read("Pulp stem cells (PSCs) and stem cells, not TNFs of KLOTHO")
    assert [sorted(m.ids) for m in reading.mentions] == [[PULP], [PULP], [MSC], [TNF]]
    assert reader.read("Pulp stem cells (PSCs) and stem cells, not TNFs of KLOTHO") is reading


def test_a_longer_word_hides_a_shorter_one_and_a_name_hides_words(kb: KnowledgeBase) -> None:
    reader = Reader()
    reader.learn({**kb.entities, GLOW: replace(kb.entities[GLOW], label={"en": "less pain"})})
    told = [
        (cue.word, cue.tells) for cue in reader.read("less pain, more and more, fewer", SIGNS).cues
    ]
    assert told == [("fewer", "-")]
    assert [cue.word for cue in reader.words("less pain", SIGNS)] == ["less"]
    assert [cue.tells for cue in reader.words("未说明,未见", DENIALS)] == ["strong"]
    assert [cue.tells for cue in reader.words("水牛 and rats rated", SPECIES)] == [
        "NCBITaxon:89462",
        "NCBITaxon:10116",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一,二,三;四。", ["一", "二", "三", "四"]),
        ("1,200 of 3.5, then", ["1,200 of 3.5", " then"]),
    ],
)
def test_clauses(text: str, parts: list[str]) -> None:
    assert clauses(text) == parts


def test_segments_and_overlap() -> None:
    assert segments("It rose, while it fell") == ["It rose", " it fell"]
    assert overlap("abc", "xabcx") == 1
    assert overlap("", "abc") == 0


# ----------------------------------------------------------------------------- V021 - V024


@pytest.mark.parametrize(
    ("printed", "mediated_by", "codes"),
    [
        ("牙髓干细胞通过TNF-α提高克洛托。", (TNF,), []),
        ("牙髓干细胞减少TNF-α,从而提高克洛托。", (TNF,), []),
        ("Pulp stem cells raise KLOT via TNF-alpha.", (TNF,), []),
        ("牙髓干细胞减少TNF-α,可提高克洛托。", (TNF,), ["V021"]),
        ("牙髓干细胞可以减少TNF-α以及提高克洛托。", (TNF,), ["V021"]),
        ("牙髓干细胞减少TNF-α,可提高克洛托。", (), []),
        ("牙髓干细胞可提高克洛托。", ("MSCG:nowhere",), ["V021"]),
    ],
)
def test_v021_a_word_says_through(
    judge: Judge, printed: str, mediated_by: tuple[str, ...], codes: list[str]
) -> None:
    ends = (PULP, "increases", KLOT)
    assert judge(printed, ends, RISES, mediated_by=mediated_by) == codes


@pytest.mark.parametrize(
    ("en", "zh", "mediated_by", "seen"),
    [
        ("They raise KLOT through TNF-alpha.", "细胞通过TNF-α提高克洛托。", (), True),
        ("They raise KLOT through TNF-alpha.", "细胞通过TNF-α提高克洛托。", (TNF,), False),
        # one language alone may speak of something else
        ("They raise KLOT beside TNF-alpha.", "细胞通过TNF-α提高克洛托。", (), False),
        ("They raise KLOT.", "神经TNF-α升高,细胞提高克洛托。", (), False),
        # what a thing is given by, it does not act through
        ("They raise KLOT by fat stem cells.", "细胞经脂肪干细胞提高克洛托。", (), False),
    ],
)
def test_v024_the_paraphrase_names_the_means(
    judge: Judge, en: str, zh: str, mediated_by: tuple[str, ...], *, seen: bool
) -> None:
    printed = "牙髓干细胞通过TNF-α与脂肪干细胞提高克洛托。"
    found = judge(printed, (PULP, "increases", KLOT), (en, zh), mediated_by=mediated_by)
    assert ("V024" in found) == seen


LOSS = model.Manipulation(kind="knockout", of=Curie(KLOT), effect="weakened")


@pytest.mark.parametrize(
    ("name", "more", "codes"),
    [
        ("increases", {"comparator": "untreated"}, []),
        ("increases", {}, ["V022"]),
        ("superior_to", {}, []),
        ("increases", {"manipulation": (LOSS,)}, []),
    ],
)
def test_v022_what_a_result_is_measured_against(
    judge: Judge, name: str, more: dict[str, Any], codes: list[str]
) -> None:
    obj = KLOT if name == "increases" else FAT
    results = (
        model.Result({"en": "KLOT", "zh-Hans": "克洛托"}),
        model.Result({"en": "KLOT", "zh-Hans": "克洛托"}, arm="pulp", comparator="none"),
    )
    printed = "与对照组相比,牙髓干细胞提高克洛托,胜过脂肪干细胞。"
    told = RISES if name == "increases" else BETTER
    assert judge(printed, (PULP, name, obj), told, results=results, **more) == codes


@pytest.mark.parametrize(
    ("own", "beside", "codes"),
    [
        ({}, [{"model": "MSCG:fog-mouse"}] * 2, ["V023"]),
        ({}, [{"disease": FOG}] * 2, ["V023"]),
        ({}, [{"model": "MSCG:fog-mouse"}, {}], []),
        ({}, [{"disease": FOG}, {"disease": JOINT}], []),
        ({}, [{"disease": SWELLING}] * 2, []),
        ({"model": "MSCG:fog-mouse"}, [{"disease": FOG}] * 2, []),
        ({"condition": SWELLING}, [{"disease": FOG}] * 2, []),
    ],
)
def test_v023_the_setting_of_a_study_stands_on_all_of_its_claims(
    kb: KnowledgeBase, own: dict[str, Any], beside: list[dict[str, Any]], codes: list[str]
) -> None:
    printed = "克洛托使肿胀加重[1]。"
    reason = replace(
        kb.claims["rev2020-001"].evidence[0],
        anchors=(anchor_of(printed),),
        ellipsis=("subject", "object"),
        statement={"en": "KLOT makes swelling worse.", "zh-Hans": "克洛托使肿胀加重。"},
    )
    odd = replace(
        kb.claims["rev2020-001"],
        subject=Curie(KLOT),
        predicate="promotes",
        object=Curie(SWELLING),
        evidence=(reason,),
        context=model.Context(**own),
    )
    others = {
        ident: replace(kb.claims[ident], evidence=(reason,), context=model.Context(**context))
        for ident, context in zip(("rev2020-002", "rev2020-003"), beside, strict=True)
    }
    together = replace(kb, claims=MappingProxyType({odd.id: odd, **others}))
    assert Judge(together).found(odd, printed) == codes
    review = replace(reason, design="review_statement")
    told = {ident: replace(claim, evidence=(review,)) for ident, claim in others.items()}
    together = replace(kb, claims=MappingProxyType({odd.id: odd, **told}))
    assert Judge(together).found(odd, printed) == []
