"""Records are frozen, and become plain data with every key in the order of the fields."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import get_args

import pytest

from mscgraph import model
from mscgraph.terms import CONTROLS

RECORDS = [
    kind
    for kind in vars(model).values()
    if isinstance(kind, type) and issubclass(kind, model.Record) and kind is not model.Record
]


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_is_frozen_and_slotted(kind: type[model.Record]) -> None:
    assert dataclasses.is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert "__dict__" not in dir(kind)
    assert kind.__doc__


def test_to_record_goes_down_and_keeps_the_order_of_the_fields() -> None:
    relay = model.Relay("discrepant", ("sign",), {"en": "no", "zh-Hans": "否"})
    cite = model.Cite("ames2010", 3, relay)
    assert list(model.to_record(cite).items()) == [
        ("reference", "ames2010"),
        ("printed", 3),
        (
            "relay",
            {
                "status": "discrepant",
                "on": ["sign"],
                "note": {"en": "no", "zh-Hans": "否"},
                "proof": "",
            },
        ),
    ]


def test_to_record_writes_a_python_keyword_as_the_yaml_key() -> None:
    done = model.Manipulation("blockade", model.Curie("HGNC:1"), "abolished", model.Curie("HGNC:2"))
    assert model.to_record(done) == {
        "kind": "blockade",
        "of": "HGNC:1",
        "effect": "abolished",
        "with": "HGNC:2",
    }


def test_controls_are_the_comparators_of_the_type() -> None:
    assert get_args(model.Control) == CONTROLS


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("54.20", "54.2"),
        ("-3", "-3"),
        ("1e5", "100000"),
        ("1,200", "1200"),
        ("1 : 1", None),
        ("1:1", None),
        ("NO", None),
        ("", None),
        ("12±3", None),
    ],
)
def test_the_number_of_a_printed_figure(text: str, number: str | None) -> None:
    assert model.as_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize("word", ["nan", "NaN", "-inf", "Infinity", "1e999", "1_000"])
def test_what_python_alone_takes_for_a_number_is_none(word: str) -> None:
    assert model.as_number(word) is None
