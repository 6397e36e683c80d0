"""A knowledge base from records that another form than YAML held."""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mscgraph.errors import GraphFileError
from mscgraph.kb import schema
from mscgraph.kb.fmt_text import record_id
from mscgraph.kb.load import KnowledgeBase
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def assemble(
    name: str, data: bytes | str, parts: Mapping[str, Iterable[Mapping[str, Any]]]
) -> KnowledgeBase:
    """Make a knowledge base of plain records, each judged by the schema.

    Args:
        name: of the file, for errors.
        data: what the content hash is of, or the hash itself.
        parts: the records by part, without what is computed.

    Raises:
        GraphFileError: a record has another shape, or an id comes twice.
    """
    found: dict[str, Any] = {}
    for part in schema.RECORDS:
        records: dict[str, Any] = {}
        for plain in parts.get(part, ()):
            record = _record(part, plain, name)
            if record_id(record) in records:
                twice = {"record": f"{part} {record_id(record)}"}
                raise GraphFileError(name, Message("{record} comes twice", twice))
            records[record_id(record)] = record
        found[part] = MappingProxyType(records)
    content = data if isinstance(data, str) else hashlib.sha256(data).hexdigest()
    return KnowledgeBase(Path(name), content, **found, places=MappingProxyType({}))


def _record(part: str, plain: Mapping[str, Any], name: str) -> Any:
    from pydantic import ValidationError

    try:
        return schema.adapter(part).validate_python(plain)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        ident = plain.get("prefix" if part == "prefixes" else "id", "without id")
        raise GraphFileError(name, f"{part} {ident}: {key}: {first['msg']}") from error
