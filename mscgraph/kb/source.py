"""Read one YAML file with all scalars as text and the line of everything.

PyYAML's C base loader composes nodes, so ``NO``, ``1:1`` and ``54.20`` stay what they are.
A duplicate key, an alias and a tag are findings, not surprises.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from mscgraph.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CORE_TAGS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as plain data, with its nodes for the lines."""

    file: str
    """Path relative to the data folder, with forward slashes."""
    items: tuple[Any, ...]
    node: yaml.Node | None = None

    def line(self, path: Sequence[str | int] = ()) -> int:
        """Give the line of an item or of what is inside it; if that is gone, of its parent."""
        node = self.node
        line = 1
        for step in path:
            if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step] if step < len(node.value) else None
            elif isinstance(node, yaml.MappingNode):
                found = [(k, v) for k, v in node.value if k.value == str(step)]
                if not found:
                    break
                line = found[0][0].start_mark.line + 1
                node = found[0][1]
                continue
            else:
                break
            if node is None:
                break
            line = node.start_mark.line + 1
        return line


def parse(file: str, raw: bytes) -> tuple[Source, list[Finding]]:
    """Parse a file that holds a list; findings instead of exceptions."""
    nothing = Source(file, ())
    node, findings = _compose(file, raw)
    if node is None:
        return nothing, findings
    try:
        findings.extend(_odd(file, node, set()))
        plain = _plain(node, {})
    except RecursionError:
        return nothing, [Finding("S001", file, 1, values={"problem": "nested too deeply"})]
    if not isinstance(node, yaml.SequenceNode):
        values = {"expected": "a list of items (- key: ...)", "found": _kind(node)}
        return nothing, [*findings, Finding("S005", file, 1, values=values)]
    return Source(file, tuple(plain), node), findings


def _compose(file: str, raw: bytes) -> tuple[yaml.Node | None, list[Finding]]:
    """Give the root node of a file; None if it is empty or cannot be read."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [Finding("S002", file, line, values={"byte": error.start})]
    try:
        return yaml.compose(text, Loader=_Loader), []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(filter(None, (error.context, error.problem)))
        line = mark.line + 1 if mark else 0
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        problem = f"character U+{ord(text[error.position]):04X} is not allowed"
    return None, [Finding("S001", file, line, values={"problem": problem})]


def _plain(node: yaml.Node, done: dict[int, Any]) -> Any:
    """Give a node as plain data.

    What is a finding already must not do harm either: a chain of aliases is built once and a
    node that holds itself holds a blank; a key that is no scalar is left out.
    """
    if id(node) in done:
        return done[id(node)]
    done[id(node)] = ""
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        done[id(node)] = {key.value: _plain(value, done) for key, value in pairs}
    elif isinstance(node, yaml.SequenceNode):
        done[id(node)] = [_plain(item, done) for item in node.value]
    else:
        done[id(node)] = node.value
    return done[id(node)]


def _odd(file: str, node: yaml.Node, seen: set[int]) -> Iterator[Finding]:
    """Yield what YAML allows and this project does not."""
    line = node.start_mark.line + 1
    if id(node) in seen:
        yield Finding("S004", file, line, values={"what": "aliases"})
        return
    seen.add(id(node))
    if node.tag not in _CORE_TAGS:
        yield Finding("S004", file, line, values={"what": f"tags ({node.tag})"})
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _odd(file, item, seen)
    elif isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                values = {"expected": "a key", "found": _kind(key)}
                yield Finding("S005", file, key.start_mark.line + 1, values=values)
                continue
            if key.value in keys:
                yield Finding("S003", file, key.start_mark.line + 1, values={"key": key.value})
            keys.add(key.value)
            if isinstance(value, yaml.ScalarNode) and not value.value.strip():
                yield Finding("S007", file, key.start_mark.line + 1, values={"key": key.value})
            yield from _odd(file, value, seen)


def _kind(node: yaml.Node) -> str:
    return {"SequenceNode": "a list", "MappingNode": "a mapping"}.get(type(node).__name__, "text")
