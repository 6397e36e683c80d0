"""Add one claim to the data: the next free id, checked by every rule before a byte is written."""

from __future__ import annotations

import dataclasses
import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.write import replace_file
from mscgraph.errors import DataError, NotFoundError
from mscgraph.findings import Finding, Report
from mscgraph.kb import schema
from mscgraph.kb.fmt_text import format_records
from mscgraph.kb.load import KnowledgeBase, Place
from mscgraph.kb.rules import ALL
from mscgraph.kb.rules.links import near
from mscgraph.kb.source import parse
from mscgraph.terms import fold, names_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mscgraph import model


def next_id(kb: KnowledgeBase, document: str) -> str:
    """Give the id after the highest one of a document; ids of retracted claims are never reused."""
    used = [
        int(ident.rpartition("-")[2]) for ident in kb.claims if ident.startswith(f"{document}-")
    ]
    return f"{document}-{max(used, default=0) + 1:03d}"


def entity_named(kb: KnowledgeBase, text: str) -> model.Entity:
    """Find the entity that goes by an id or a name.

    Raises:
        NotFoundError: none does; the nearest name is suggested.
    """
    if text in kb.entities:
        return kb.entities[text]
    owners = {fold(name): entity for entity in kb.entities.values() for name, _ in names_of(entity)}
    if fold(text) in owners:
        return owners[fold(text)]
    hint = near(text, (name for e in kb.entities.values() for name, _ in names_of(e)))
    raise NotFoundError("entity", text, re.findall(r"mean (.*)\?", hint))


def add_claim(kb: KnowledgeBase, topic: str, draft: Mapping[str, Any]) -> tuple[str, str]:
    """Append a claim to ``graphs/claims/<document>/<topic>.yaml``; give its id and the file.

    Args:
        kb: the data as they are on disk.
        topic: name of the file, without ``.yaml``.
        draft: the item, without ``id``; its evidence names the document.

    Raises:
        DataError: a rule is broken by the new claim; nothing was written.
    """
    document = str(draft["evidence"][0]["document"])
    ident = next_id(kb, document)
    file = f"graphs/claims/{document}/{topic}.yaml"
    record = _record(kb, file, {"id": ident, **draft})
    path = kb.root / file
    old = path.read_bytes() if path.is_file() else b""
    if old and not old.endswith(b"\n"):
        old += b"\n"
    raw = old + format_records([record]).encode()
    source, findings = parse(file, raw)
    new = dataclasses.replace(
        kb,
        claims=MappingProxyType(dict(sorted({**kb.claims, ident: record}.items()))),
        places={**kb.places, ("claims", ident): Place(source, len(source.items) - 1)},
    )
    if not findings:  # else the file has no place for the rules to name
        findings = _broken(kb, new)
    if findings:
        raise DataError(Report.of(findings, new.counts))
    replace_file(path, raw)
    return ident, file


def _record(kb: KnowledgeBase, file: str, item: Mapping[str, Any]) -> model.Claim:
    """Validate an item as the file would be, for the same findings; JSON is YAML."""
    source, _ = parse(file, json.dumps([item], ensure_ascii=False).encode())
    outcomes = list(schema.validate("claims", source))
    findings = [dataclasses.replace(o, line=0) for o in outcomes if isinstance(o, Finding)]
    if findings:
        raise DataError(Report.of(findings, kb.counts))
    record: model.Claim = outcomes[0][1]  # type: ignore[index]  # no finding, so a record
    return record


def _broken(before: KnowledgeBase, after: KnowledgeBase) -> list[Finding]:
    """Give the errors that are new, on whatever record: a twin, or a sentence left out."""
    known = {finding.render() for rule in ALL for finding in rule(before)}
    found = (finding for rule in ALL for finding in rule(after))
    return [f for f in found if f.severity == "error" and f.render() not in known]
