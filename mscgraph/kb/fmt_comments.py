"""The comments of a data file that ``fmt`` keeps, and those that it could not keep.

A comment line at the first column stays at the head of the file, above its item, or at the
foot. A comment within an item has no place in the one spelling.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from mscgraph.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mscgraph.kb.source import Source

_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")


@dataclass(frozen=True, slots=True)
class Comments:
    """Comment lines of a file by where they stand."""

    head: tuple[str, ...] = ()
    above: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Lines directly above an item, by its position in the file."""
    foot: tuple[str, ...] = ()


def read_comments(source: Source, raw: bytes) -> tuple[Comments, tuple[Finding, ...]]:
    """Gather the comments of a parsed file; those inside an item are findings (S008)."""
    if not isinstance(source.node, yaml.SequenceNode) or not source.items:
        return Comments(), ()
    text = raw.decode("utf-8-sig")  # marks do not count a byte order mark
    lines = _BREAK.split(text)
    spans = [(item.start_mark.line, _last_line(item, text)) for item in source.node.value]
    inside = {line for start, end in spans for line in range(start, end + 1)}
    blocks: dict[int, list[int]] = {}
    lost = []
    for number, line in enumerate(_BREAK.split(_mask(text, source.node))):
        comment = _COMMENT.search(line)
        if comment is None:
            continue
        if comment.start() or number in inside:
            lost.append(Finding("S008", source.file, number + 1))
        else:
            blocks.setdefault(sum(start <= number for start, _ in spans), []).append(number)
    kept = {
        place: tuple(lines[number].rstrip() for number in block) for place, block in blocks.items()
    }
    own = _split_head(blocks.get(0, []))
    above = {0: kept.get(0, ())[own:], **{i: b for i, b in kept.items() if 0 < i < len(spans)}}
    return Comments(kept.get(0, ())[:own], above, kept.get(len(spans), ())), tuple(lost)


def _split_head(numbers: list[int]) -> int:
    """Say how many of the comment lines before the first item are the file's own.

    All are, unless a gap parts them: what comes after the last gap is about the item.
    """
    gaps = [i for i, (line, after) in enumerate(pairwise(numbers), 1) if after > line + 1]
    return gaps[-1] if gaps else len(numbers)


def _mask(text: str, node: yaml.Node) -> str:
    """Blank out all scalars, so that what is left of ``#`` begins a comment."""
    chars = list(text)
    for scalar in _scalars(node):
        start, end = scalar.start_mark.index, scalar.end_mark.index
        if scalar.style in ("|", ">"):  # the line of the sign may hold a comment
            start += len(_BREAK.split(text[start:end], maxsplit=1)[0])
        chars[start:end] = [c if _BREAK.match(c) else "x" for c in chars[start:end]]
    return "".join(chars)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(key)
            yield from _scalars(value)


def _last_line(node: yaml.Node, text: str) -> int:
    """Give the line on which a node ends; a block reaches past its end to the next token."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last, text)
    start, end = node.start_mark.index, node.end_mark.index
    written = text[start:end].rstrip()
    line: int = node.start_mark.line
    return line + len(_BREAK.findall(written))
