"""The schema: pydantic reads the records of :mod:`mscgraph.model` and judges YAML by them."""

from __future__ import annotations

import difflib
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from mscgraph import model
from mscgraph.findings import Finding
from mscgraph.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.kb.source import Source

RECORDS: dict[str, type[Any]] = {
    "prefixes": model.Prefix,
    "types": model.EntityType,
    "predicates": model.Predicate,
    "entities": model.Entity,
    "documents": model.Document,
    "references": model.Reference,
    "studies": model.Study,
    "claims": model.Claim,
    "mechanisms": model.Mechanism,
    "omissions": model.Omission,
}
"""What each part of the data folder holds, in the order of the JSON export's needs."""


@cache
def adapter(part: str) -> TypeAdapter[Any]:
    """Give pydantic's adapter for one record of a part."""
    return TypeAdapter(RECORDS[part])


def json_schema(part: str) -> dict[str, Any]:
    """Give the JSON Schema of one record of a part."""
    return adapter(part).json_schema()


def validate(part: str, source: Source, **given: str) -> Iterator[tuple[int, Any] | Finding]:
    """Yield ``(index, record)`` for each sound item of a file, and findings for the others.

    Args:
        part: a key of :data:`RECORDS`.
        source: the parsed file.
        given: what the file's place says of each of its items (the kind of an entity).
    """
    check = adapter(part).validate_python
    for index, item in enumerate(source.items):
        if not isinstance(item, dict):
            values = {"expected": "an item (key: value)", "found": type(item).__name__}
            yield Finding("S005", source.file, source.line((index,)), values=values)
            continue
        try:
            record = check({**given, **item})
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                yield _finding(source, index, item, problem)
            continue
        languages = list(_half_texts(record))
        for key, language in languages:
            values = {"key": key, "language": language}
            line = source.line((index, key.split(".")[0]))
            yield Finding("M004", source.file, line, str(item.get("id", "")), values)
        if not languages:
            yield index, record


def _finding(source: Source, index: int, item: dict[str, Any], problem: Any) -> Finding:
    loc = tuple(problem["loc"])
    steps = tuple(
        step for step in loc if isinstance(step, int) or step.isidentifier() or "-" in step
    )
    key = ".".join(str(step) for step in loc)
    line = source.line((index, *steps))
    who = str(item.get("id", ""))
    kind = problem["type"]
    if kind in ("missing", "missing_argument"):
        return Finding("M001", source.file, line, who, {"key": key})
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        near = difflib.get_close_matches(str(loc[-1]), _keys(), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        return Finding("M002", source.file, line, who, {"key": key, "hint": hint})
    expected = str(problem["msg"])
    given = problem["input"]
    shown = given if isinstance(given, (str, int)) else type(given).__name__
    return Finding(
        "M003", source.file, line, who, {"key": key, "value": shown, "expected": expected}
    )


@cache
def _keys() -> tuple[str, ...]:
    """All keys that any record may have."""
    kinds = (k for k in vars(model).values() if isinstance(k, type) and is_dataclass(k))
    return tuple(sorted({f.name.rstrip("_") for kind in kinds for f in fields(kind)}))


def _half_texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text that lacks a language or is blank in one."""
    if isinstance(value, model.Record):
        for f in fields(value):  # type: ignore[arg-type]  # every Record is a dataclass
            inner = getattr(value, f.name)
            where = f"{path}{f.name}"
            if isinstance(inner, dict) and "Text" in str(f.type):
                for language in LANGUAGES:
                    if not str(inner.get(language, "")).strip():
                        yield where, language
            else:
                yield from _half_texts(inner, f"{where}.")
    elif isinstance(value, tuple):
        for item in value:
            yield from _half_texts(item, path)
