"""Each record is judged by the classes of the model; every problem has its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mscgraph.findings import Finding
from mscgraph.kb.schema import RECORDS, json_schema, validate
from mscgraph.kb.source import parse

if TYPE_CHECKING:
    from typing import Any

GOOD = """\
- id: HGNC:1
  label: {en: one, zh-Hans: 一}
"""


def records(part: str, text: str, **given: str) -> list[Any]:
    source, findings = parse("x.yaml", text.encode())
    assert findings == []
    outcomes = list(validate(part, source, **given))
    assert [o.render() for o in outcomes if isinstance(o, Finding)] == []
    return [outcome[1] for outcome in outcomes if not isinstance(outcome, Finding)]


def findings(part: str, text: str, **given: str) -> list[str]:
    source, _ = parse("x.yaml", text.encode())
    return [o.render() for o in validate(part, source, **given) if isinstance(o, Finding)]


@pytest.mark.parametrize("part", RECORDS)
def test_every_part_publishes_a_described_schema(part: str) -> None:
    schema = json_schema(part)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["additionalProperties"] is False
    assert schema["description"]


def test_the_place_of_a_file_gives_the_kind_of_its_entities() -> None:
    (entity,) = records("entities", GOOD, type="Protein")
    assert (entity.type, entity.parents) == ("Protein", ())


def test_text_becomes_the_type_of_the_field_and_no_other() -> None:
    text = (
        "- id: s\n  label: {en: s, zh-Hans: 丙}\n  document: d\n  anchors: [123456789012]\n"
        "  design: animal\n  n: 012\n  arms:\n"
        "  - {id: NO, what: {en: none, zh-Hans: 无}, dose: 1:1, n: 54.20}\n"
    )
    (study,) = records("studies", text)
    (arm,) = study.arms
    assert (study.anchors, study.n) == (("123456789012",), "012")
    assert (arm.id, arm.dose, arm.n) == ("NO", "1:1", "54.20")


def test_a_printed_number_is_a_number_and_a_flag_a_flag() -> None:
    text = """\
- id: a
  subject: A:1
  subject_label: a
  predicate: increases
  object: A:2
  object_label: b
  negated: true
  evidence:
  - document: d
    section: 2.10
    anchors: [a]
    design: animal
    statement: {en: x, zh-Hans: 甲}
    cites: [{reference: r, printed: 7}]
    manipulation: [{kind: knockout, of: A:1, with: A:3, effect: abolished}]
"""
    (claim,) = records("claims", text)
    (evidence,) = claim.evidence
    assert claim.negated is True
    assert (evidence.section, evidence.cites[0].printed) == ("2.10", 7)
    assert evidence.manipulation[0].with_ == "A:3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- label: {en: a, zh-Hans: 甲}\n", "x.yaml:1: key 'id' is missing [M001]"),
        (
            GOOD + "  synonims: {en: [b]}\n",
            "x.yaml:3 HGNC:1: unknown key 'synonims'; did you mean 'synonyms'? [M002]",
        ),
        (GOOD + "  qqqq: b\n", "x.yaml:3 HGNC:1: unknown key 'qqqq' [M002]"),
        (
            GOOD + "  status: gone\n",
            "x.yaml:3 HGNC:1: status: 'gone' is not allowed; "
            "Input should be 'active' or 'merged' [M003]",
        ),
        (
            GOOD + "  parents: HGNC:2\n",
            "x.yaml:3 HGNC:1: parents: 'HGNC:2' is not allowed; "
            "Input should be a valid tuple [M003]",
        ),
        (
            "- id: HGNC:1\n  label: {en: one, de: eins, zh-Hans: 一}\n",
            "x.yaml:2 HGNC:1: label.de.[key]: 'de' is not allowed; "
            "Input should be 'en' or 'zh-Hans' [M003]",
        ),
        (
            "- id: HGNC:1\n  label: {en: one}\n",
            "x.yaml:2 HGNC:1: label: text is missing in zh-Hans [M004]",
        ),
        ("- text\n", "x.yaml:1: expected an item (key: value), found str [S005]"),
        ("- [a]\n", "x.yaml:1: expected an item (key: value), found list [S005]"),
    ],
)
def test_a_problem_of_one_record(text: str, expected: str) -> None:
    assert findings("entities", text, type="Protein") == [expected]


def test_a_blank_text_deep_inside_is_found() -> None:
    text = (
        "- id: s\n  label: {en: s, zh-Hans: 丙}\n  document: d\n  anchors: [a]\n"
        "  design: animal\n  arms:\n  - id: x\n    what: {en: x}\n"
    )
    assert findings("studies", text) == ["x.yaml:6 s: arms.what: text is missing in zh-Hans [M004]"]


def test_all_problems_of_all_records_come_at_once() -> None:
    text = "- id: a\n  bogus: 1\n- label: {en: b, zh-Hans: 乙}\n  status: gone\n"
    found = [line.rsplit("[", 1)[1] for line in findings("entities", text, type="Protein")]
    assert sorted(found) == ["M001]", "M001]", "M002]", "M003]"]
