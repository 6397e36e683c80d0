"""The documents that the user holds: found in a folder, split, compared with the bibliography."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mscgraph.errors import DataFolderError
from mscgraph.findings import Finding
from mscgraph.kb.anchors import Sentence, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mscgraph import model
    from mscgraph.kb.load import KnowledgeBase

REFERENCES = "references"
"""Section of the entries of the reference list."""
_TITLE_RATIO = 90
"""Least likeness of a title to what an entry prints of it, in per cent; misprints occur."""
_CONTEXT = 2
"""Sentences before an anchored one in which an end may be named."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document that the user holds, as sentences in print order."""

    document: model.Document
    sentences: tuple[Sentence, ...]
    at: Mapping[str, tuple[int, ...]]
    """Where each anchor stands; a sentence may be printed twice."""

    @classmethod
    def of(cls, document: model.Document, text: str) -> Held:
        """Split the text of a document."""
        sentences = tuple(split(text))
        at: dict[str, tuple[int, ...]] = defaultdict(tuple)
        for position, sentence in enumerate(sentences):
            at[sentence.anchor] += (position,)
        return cls(document, sentences, dict(at))

    def find(self, anchor: str, section: str = "") -> int | None:
        """Give the position of an anchor, in a section if it stands there."""
        places = self.at.get(anchor, ())
        return next(
            (p for p in places if self.sentences[p].section == section), next(iter(places), None)
        )

    def around(self, position: int) -> list[str]:
        """Give the texts that may name the ends: the sentence, the two before it, the heading."""
        own = self.sentences[position]
        if own.section == REFERENCES:
            return [own.text]
        start = max(0, position - _CONTEXT)
        near = [s.text for s in self.sentences[start:position] if s.section == own.section]
        return [own.text, *reversed(near), own.heading]

    def rest(self, position: int, *, after: bool) -> Iterator[Sentence]:
        """Yield the sentences of the section before or after a position."""
        section = self.sentences[position].section
        part = self.sentences[position + 1 :] if after else self.sentences[:position]
        return (sentence for sentence in part if sentence.section == section)


def find_documents(kb: KnowledgeBase, folder: Path) -> tuple[dict[str, Held], list[Finding]]:
    """Find the documents in a folder: by SHA-256, else by the name ``<id>.txt``.

    Raises:
        DataFolderError: the folder or a file in it cannot be read.
    """
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        raw = {path.name: path.read_bytes() for path in files if path.suffix == ".txt"}
    except OSError as error:
        raise DataFolderError(error.filename, error.strerror or "cannot be read") from error
    by_hash = {hashlib.sha256(data).hexdigest(): name for name, data in raw.items()}
    held: dict[str, Held] = {}
    findings = []
    for document in kb.documents.values():
        name = by_hash.get(document.sha256, f"{document.id}.txt")
        if name not in raw:
            values = {"folder": folder, "id": document.id}
            findings.append(kb.finding("V005", "documents", document.id, ("sha256",), **values))
            continue
        try:
            held[document.id] = Held.of(document, raw[name].decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            line = raw[name].count(b"\n", 0, error.start) + 1
            findings.append(Finding("S002", str(folder / name), line, values={"byte": error.start}))
    return held, findings


def check_bibliography(kb: KnowledgeBase, held: Held) -> Iterator[Finding]:
    """Yield V007 for each entry of the reference list that prints another title than ours."""
    document = held.document
    entries = {s.number: s.text for s in held.sentences if s.number is not None}
    for index, ident in enumerate(document.bibliography):
        title = kb.references[ident].title if ident in kb.references else ""
        if not _prints(entries.get(index + 1, ""), title):
            values = {"printed": index + 1, "id": ident, "title": title}
            path = ("bibliography", index)
            yield kb.finding("V007", "documents", document.id, path, **values)


def _prints(entry: str, title: str) -> bool:
    from rapidfuzz import fuzz

    text, wanted = _letters(entry), _letters(title)
    return len(text) >= len(wanted) > 0 and fuzz.partial_ratio(wanted, text) >= _TITLE_RATIO


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
