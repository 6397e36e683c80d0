"""The JSON Schema of the JSON exports, made from the records of the model.

The document itself is the root; one line of the JSON lines is ``#/$defs/Line``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from mscgraph.formats.whole import META, PARTS
from mscgraph.model import Record
from mscgraph.rdf.prefixes import BASE

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER = {
    "anyOf": [{"type": "number"}, {"type": "null"}],
    "description": "The value as a number; none where it is not one number. Computed.",
}


@dataclass(frozen=True, slots=True)
class BeliefGroup(Record):
    """Evidence that stands or falls together: one primary source."""

    source: str
    design: str
    base_error: float
    """How often such a study is wrong."""
    hedge: float
    relay: float
    scope: float
    manipulation: float
    """Factors on its probability of being right."""
    negated: float
    """What a finding of no effect adds to the error."""
    error: float


@dataclass(frozen=True, slots=True)
class BeliefTerms(Record):
    """How the belief in a claim came about."""

    support: float
    cap: float
    opposition: float
    opposed_by: dict[str, float]
    """Opposing claims with their weights."""
    groups: tuple[BeliefGroup, ...]


@dataclass(frozen=True, slots=True)
class Computed(Record):
    """Keys of a claim that are computed, never stored."""

    key: str
    """Hash of ends, predicate, negation, mediators and context; equal keys are duplicates."""
    sign: Literal["+", "-", "0"] | None
    """What a rise of the subject does to the object; 0 is structural, none is not given."""
    effective_sign: Literal["+", "-", "not +", "not -", "no effect"] | None
    """The sign with the negation taken in."""
    belief: float | None
    """How likely the claim is right in its context; none on a retracted one."""
    belief_terms: BeliefTerms | None
    mechanisms: tuple[str, ...]
    """The mechanisms that the claim is part of."""


def write_schema() -> str:
    """Give the schema as text."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> dict[str, Any]:
    """Give the schema: every key of a record is there, none beside them."""
    from mscgraph.kb.records import SCHEMA_VERSION
    from mscgraph.kb.schema import RECORDS, json_schema

    defs: dict[str, dict[str, Any]] = {}
    for part in PARTS:
        _take(defs, json_schema(part))
    computed = _take(defs, _schema_of(Computed))
    claim = defs["Claim"]
    claim["properties"] |= defs.pop(computed)["properties"]
    defs["Result"]["properties"]["number"] = _NUMBER
    for found in defs.values():
        found["required"] = list(found["properties"])
    defs["Context"]["required"] = []  # of a context only what is known is written
    defs["Meta"] = {
        "type": "object",
        "description": "What identifies a state of the data.",
        "properties": {key: {"type": "string"} for key in META},
        "required": list(META),
    }
    names = {"meta": "Meta", **{part: RECORDS[part].__name__ for part in PARTS}}
    for name in names.values():  # a line has one key more
        defs[name].pop("additionalProperties", None)
    defs["Line"] = {"oneOf": [_line(part, name) for part, name in names.items()]}
    properties = {part: {"type": "array", "items": _whole(names[part])} for part in PARTS}
    return {
        "$schema": DRAFT,
        "$id": f"{BASE}schema/{SCHEMA_VERSION}/graph.schema.json",
        "title": "mscgraph",
        "description": "A graph as mscgraph export writes it; a line of JSON lines is $defs/Line.",
        "type": "object",
        "properties": {"meta": _whole("Meta"), **properties},
        "required": ["meta", *PARTS],
        "additionalProperties": False,
        "$defs": dict(sorted(defs.items())),
    }


def _schema_of(kind: type[Record]) -> dict[str, Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind).json_schema()


def _take(defs: dict[str, dict[str, Any]], found: dict[str, Any]) -> str:
    """Put a record and the records inside it among the definitions; give its name."""
    made: dict[str, dict[str, Any]] = {**found.pop("$defs", {}), found["title"]: found}
    for inner in made.values():
        inner.pop("title")
        for value in inner["properties"].values():
            value.pop("title", None)
            value.pop("default", None)  # of YAML: here every key is written
    defs.update(made)
    return list(made)[-1]


def _whole(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}", "unevaluatedProperties": False}


def _line(part: str, name: str) -> dict[str, Any]:
    return {**_whole(name), "properties": {"part": {"const": part}}, "required": ["part"]}
