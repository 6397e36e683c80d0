"""Records as the text of a data file, in the one spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import MISSING, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from mscgraph import model
from mscgraph.kb.fmt_comments import Comments
from mscgraph.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH = 100
"""Columns of a line; a Chinese character takes two."""

_BLOCK_KEYS = frozenset({"statement"})
"""Keys whose mapping always stands on lines of its own, so that a text has its own line."""

_SHORT = (model.Omission,)
"""Items that stand on one line if they fit; all others are easier to read as blocks."""

_WORDS = re.compile(r"(?i:y|n|yes|no|true|false|on|off|null|nan|inf)|~|=|<<")
_FIGURE = re.compile(
    r"[-+]?(?:\.?\d[0-9A-Fa-fXxOoTtZz_.,:+-]*(?:\s[\d:.]+(?:\s*[-+]?[\dZz:]+)?)?|\.(?i:inf|nan)|\.+)"
)
_HEX = re.compile(r"[0-9a-f]{12}|[0-9a-f]{64}")
"""An anchor or a SHA-256: some look like a number, so all are quoted."""
_PLAIN_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_NEVER_PLAIN = re.compile(r":(?:\s|$)|\s#|^\s|\s$")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}?:]")
"""Old parsers end a plain text in a flow collection at each of these."""


def format_records(
    records: Sequence[Any],
    comments: Comments | None = None,
    hidden: Mapping[str, str] | None = None,
) -> str:
    """Spell records of one part as the text of a file, in the order given.

    Args:
        records: the records.
        comments: lines to keep at the head, above items and at the foot.
        hidden: what the place of the file says of each item, left out of the items.
    """
    kept = comments or Comments()
    lines = list(kept.head)
    for index, record in enumerate(records):
        above = kept.above.get(index, ())
        if above and lines and index == 0:
            lines.append("")  # or they would be read as lines of the head
        lines.extend(above)
        entries = [(key, held) for key, held in _entries(record) if (hidden or {}).get(key) != held]
        short = isinstance(record, _SHORT)
        lines.extend(_list_item(dict(entries), "") if short else _item(entries, ""))
    lines.extend(kept.foot)
    return "".join(f"{line}\n" for line in lines)


def record_id(record: Any) -> str:
    """Give the id of a record; that of a prefix is the prefix."""
    ident: str = record.prefix if isinstance(record, model.Prefix) else record.id
    return ident


def scalar(value: object, *, flow: bool = False) -> str:
    """Spell one value: text in the plainest way that stays text, bool and int plain.

    Example:
        >>> [scalar(v) for v in ("CD47", "54.20", "NO", "it's: so", True, 8)]
        ['CD47', "'54.20'", "'NO'", "'it''s: so'", 'true', '8']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if not text.isprintable():
        return f'"{"".join(map(_escape, text))}"'
    plain = (
        _PLAIN_START.match(text)
        and not _NEVER_PLAIN.search(text)
        and not (flow and _NOT_IN_FLOW.search(text))
        and not any(kind.fullmatch(text) for kind in (_WORDS, _FIGURE, _HEX))
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


def _escape(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    code = ord(char)
    for sign, digits in (("x", 2), ("u", 4)):
        if code < 16**digits:
            return f"\\{sign}{code:0{digits}X}"
    return f"\\U{code:08X}"


@cache
def _keys(kind: type[Any]) -> tuple[tuple[str, str, Any], ...]:
    """Give (field, key, default) of a record in the order of writing."""
    order = []
    for f in fields(kind):
        default = f.default_factory() if f.default_factory is not MISSING else f.default
        order.append((f.name, f.name.rstrip("_"), default))
    if kind is model.Claim:  # the context belongs to the ends, and the evidence is long
        evidence = next(entry for entry in order if entry[0] == "evidence")
        order.remove(evidence)
        place = next(i for i, entry in enumerate(order) if entry[0] == "context")
        order.insert(place + 1, evidence)
    return tuple(order)


def _entries(value: Any) -> list[tuple[str, Any]]:
    """List the keys and values of a mapping that are written."""
    if isinstance(value, dict):
        if set(value) <= set(LANGUAGES):
            return [(tag, value[tag]) for tag in LANGUAGES if tag in value]
        return list(value.items())
    pairs = ((key, getattr(value, name), default) for name, key, default in _keys(value.__class__))
    return [(key, held) for key, held, default in pairs if held != default]


def _is_mapping(value: Any) -> bool:
    return isinstance(value, (dict, model.Record))


def _flow(value: Any) -> str | None:
    """Spell a value on one line; None if it holds what needs lines of its own."""
    if _is_mapping(value):
        parts = []
        for key, held in _entries(value):
            inner = None if key in _BLOCK_KEYS else _flow(held)
            if inner is None:
                return None
            parts.append(f"{scalar(key, flow=True)}: {inner}")
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, tuple):
        items = [_flow(item) or "" for item in value]
        return "[" + ", ".join(items) + "]" if all(items) else None
    return scalar(value, flow=True)


def _item(entries: Sequence[tuple[str, Any]], indent: str) -> list[str]:
    """Spell one mapping of a list in block style."""
    lines = [line for key, value in entries for line in _entry(key, value, indent + "  ")]
    return [f"{indent}- {lines[0][len(indent) + 2 :]}", *lines[1:]]


def _entry(key: str, value: Any, indent: str) -> list[str]:
    """Spell a key with its value."""
    head = f"{indent}{scalar(key)}:"
    if not _is_mapping(value) and not isinstance(value, tuple):
        return [f"{head} {scalar(value)}"]
    records = isinstance(value, tuple) and any(map(_is_mapping, value))
    line = None if records or key in _BLOCK_KEYS else _flow(value)
    empty = not value if isinstance(value, (tuple, dict)) else not _entries(value)
    if line is not None and (empty or _fits(f"{head} {line}")):
        return [f"{head} {line}"]
    lines = [head]
    if _is_mapping(value):
        for name, held in _entries(value):
            lines.extend(_entry(name, held, indent + "  "))
    else:
        for item in value:
            lines.extend(_list_item(item, indent))
    return lines


def _list_item(item: Any, indent: str) -> list[str]:
    if not _is_mapping(item):
        return [f"{indent}- {scalar(item)}"]
    line = _flow(item)
    if line is not None and (not _entries(item) or _fits(f"{indent}- {line}")):
        return [f"{indent}- {line}"]
    return _item(_entries(item), indent)


def _fits(line: str) -> bool:
    if line.isascii() or len(line) > WIDTH:
        return len(line) <= WIDTH
    return sum(1 + (unicodedata.east_asian_width(char) in "WF") for char in line) <= WIDTH
