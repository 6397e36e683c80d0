"""Write a knowledge base as a data folder, in the one spelling."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from mscgraph.compiled.folder import new_folder
from mscgraph.errors import DataError, DataFolderError
from mscgraph.kb.check import examine
from mscgraph.kb.fmt_text import format_records
from mscgraph.kb.load import MANY, SINGLE, SORTED
from mscgraph.kb.schema import RECORDS
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase

TOPIC = "claims"
"""Name of the file of a document's claims: by which topics they stood is not in the graph."""

_NAME = re.compile(r"\w[\w.-]*")
"""What may be the name of a file or a folder: an id from elsewhere must not lead out of ours."""


def save(kb: KnowledgeBase, folder: Path) -> list[str]:
    """Write the files of a graph into a new folder, which appears whole or not at all.

    Gives the names of the files, sorted.

    Raises:
        DataError: the graph breaks a rule; nothing is left behind.
        DataFolderError: the folder holds something already, or cannot be written.
    """
    texts = dict(sorted(_texts(kb, folder)))
    with new_folder(
        folder,
        is_ours=lambda _: False,  # data files may have been edited by hand
        refusal="holds something already; name a new folder",
    ) as work:
        for name, text in texts.items():
            path = work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        _examine(kb, work, folder)
    return list(texts)


def _examine(kb: KnowledgeBase, work: Path, folder: Path) -> None:
    """Make sure that the files keep the rules and say what the graph says."""
    saved, report = examine(work)
    if not report.ok:
        raise DataError(report)
    for part in RECORDS:
        if dict(getattr(saved, part)) != dict(getattr(kb, part)):
            raise DataFolderError(
                folder,
                Message(
                    "the files would not hold the {part} as they are; do two kinds share a file?",
                    {"part": part},
                ),
            )


def _texts(kb: KnowledgeBase, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each file."""
    for part, name in SINGLE.items():
        records = _ordered(part, getattr(kb, part).values())
        if records:
            yield name, format_records(records)
    for part, pattern in MANY.items():
        files: dict[tuple[str, tuple[tuple[str, str], ...]], list[Any]] = defaultdict(list)
        for record in getattr(kb, part).values():
            stem, given = _place(kb, part, record)
            if not _NAME.fullmatch(stem):
                told = {"stem": stem, "part": part}
                raise DataFolderError(
                    folder, Message("{stem!r} in {part} cannot be the name of a file", told)
                )
            files[pattern.replace("*", stem, 1).replace("*", TOPIC), given].append(record)
        for (name, given), records in files.items():
            yield name, format_records(_ordered(part, records), hidden=dict(given))


def _ordered(part: str, records: Any) -> list[Any]:
    return sorted(records, key=lambda record: record.id) if part in SORTED else list(records)


def _place(kb: KnowledgeBase, part: str, record: Any) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Give the name of a record's file or folder, and what this name says of the record."""
    if part == "entities":
        kind = kb.types.get(record.type)
        return kind.file if kind else record.type, (("type", record.type),)
    if part == "omissions":
        return record.document, (("document", record.document),)
    return record.id.rpartition("-")[0], ()
