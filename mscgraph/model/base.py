"""What all records share."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, Literal, NewType

from mscgraph.languages import Language

Curie = NewType("Curie", str)
"""A compact identifier, ``PREFIX:local``; the prefix stands in ``ontology/prefixes.yaml``."""

Text = dict[Language, str]
"""One text in both languages."""

Names = dict[Language, tuple[str, ...]]
"""Further names by language; spelling that both languages use stands under ``en`` alone."""

Design = Literal[
    "in_vitro",
    "ex_vivo",
    "animal",
    "cadaver",
    "case_report",
    "case_series",
    "cohort",
    "clinical_trial",
    "rct",
    "systematic_review",
    "meta_analysis",
    "review_statement",
]

CLINICAL: frozenset[Design] = frozenset(
    ("case_report", "case_series", "cohort", "clinical_trial", "rct")
)
"""Designs of one study on patients."""


class Record:
    """Base of all records: pydantic reads this configuration, nothing else is inherited."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {
        "extra": "forbid",
        "use_attribute_docstrings": True,
        "alias_generator": lambda name: name.rstrip("_"),  # `with_` is written `with`
    }


def as_number(text: str) -> Decimal | None:
    """Read a printed figure; None where it is not one number.

    Example:
        >>> as_number("1,054.20"), as_number("1 : 1")
        (Decimal('1054.20'), None)
    """
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    # Python reads "nan", "inf" and "1_0" as numbers; JSON and a reader of papers do not
    sound = number.is_finite() and abs(number.adjusted()) <= 300 and "_" not in text
    return number if sound else None


def to_record(value: Any) -> Any:
    """Turn a record into plain dicts, lists and scalars, every key present, in field order."""
    if isinstance(value, Record):
        return {
            f.name.rstrip("_"): to_record(getattr(value, f.name))
            for f in fields(value)  # type: ignore[arg-type]  # every Record is a dataclass
        }
    if isinstance(value, (list, tuple)):
        return [to_record(item) for item in value]
    if isinstance(value, dict):
        return {key: to_record(item) for key, item in value.items()}
    return value
