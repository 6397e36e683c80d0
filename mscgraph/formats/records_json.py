"""The loss-free JSON contract (DESIGN 8), as one document or as one record a line."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.write import dump
from mscgraph.errors import GraphFileError
from mscgraph.formats.json_schema import Computed
from mscgraph.formats.whole import META, PARTS
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.formats.whole import Whole
    from mscgraph.kb.load import KnowledgeBase

_COMPUTED = frozenset(field.name for field in fields(Computed))
META_LINE = b'{"part":"meta",'
"""Start of the lines that :func:`write_jsonl` writes."""


def write_json(whole: Whole) -> Iterator[str]:
    """Give the document in pieces: one line for each record, so that versions compare."""
    yield f'{{\n"meta": {dump(whole.meta)}'
    for part in PARTS:
        yield f',\n"{part}": ['
        for number, record in enumerate(whole.records[part].values()):
            yield f"{',' if number else ''}\n{dump(record)}"
        yield "\n]" if whole.records[part] else "]"
    yield "\n}\n"


def write_jsonl(whole: Whole) -> Iterator[str]:
    """Give one line for each record, its part first."""
    yield f"{dump({'part': 'meta', **whole.meta})}\n"
    for part in PARTS:
        for record in whole.records[part].values():
            yield f"{dump({'part': part, **record})}\n"


def read_json(data: bytes, name: str) -> KnowledgeBase:
    """Read what :func:`write_json` wrote.

    Raises:
        GraphFileError: it is no such document, or a record has another shape.
    """
    try:
        document = json.loads(data)
        return _knowledge_base(document["meta"], {part: document[part] for part in PARTS}, name)
    except (ValueError, KeyError, TypeError) as error:
        raise _no_graph(name, error) from error


def read_jsonl(data: bytes, name: str) -> KnowledgeBase:
    """Read what :func:`write_jsonl` wrote.

    Raises:
        GraphFileError: a line is no such record.
    """
    items: dict[str, list[dict[str, Any]]] = {part: [] for part in ("meta", *PARTS)}
    try:
        for line in data.decode().removesuffix("\n").split("\n"):
            record = json.loads(line)
            items[record.pop("part")].append(record)
        (meta,) = items.pop("meta")
        return _knowledge_base(meta, items, name)
    except (ValueError, KeyError, TypeError) as error:
        raise _no_graph(name, error) from error


def _no_graph(name: str, error: Exception) -> GraphFileError:
    why = str(error).splitlines()[0] if str(error) else type(error).__name__
    return GraphFileError(name, Message("no graph of mscgraph: {reason}", {"reason": why}))


def _knowledge_base(
    meta: dict[str, str], items: dict[str, list[dict[str, Any]]], name: str
) -> KnowledgeBase:
    from mscgraph.kb.assemble import assemble

    stored = {part: map(_stored, records) for part, records in items.items()}
    return assemble(name, meta[META[2]], stored)


def _stored(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is computed."""
    if "evidence" not in record:
        return record
    evidence = [
        {
            **item,
            "results": [
                {key: value for key, value in result.items() if key != "number"}
                for result in item["results"]
            ],
        }
        for item in record["evidence"]
    ]
    stored = {key: value for key, value in record.items() if key not in _COMPUTED}
    return {**stored, "evidence": evidence}
