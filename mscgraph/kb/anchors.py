"""Sentences of a document and their anchors.

An anchor points at a sentence without holding it: the first 12 hex digits of the SHA-256
of the normalised sentence. Splitting and normalising follow fixed rules, so that whoever
holds the document finds every anchor again.

Sections: ``front`` (title page), ``abstract``, ``0`` (before section 1), the printed number
of a numbered section, ``references``. A document without numbered sections has only
``front`` and ``abstract``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

ANCHOR_LENGTH = 12

_FURNITURE = re.compile(
    r"^\W*(收稿日期|修回日期|基金项目|通信作者|通讯作者|第一作者简介|电话|本文编辑|E-?mail"
    r"|.{1,6}\s*E-?mail:|·?综述·?$|中图分类号|DOI\s*:|doi\s*:)"
)
_HEADING = re.compile(r"^#{0,6}\s*(\d{1,2}(?:\.\d{1,2})*)\s+(?=\D)(.{1,60})$")
_INLINE_HEADING = re.compile(r"^#{0,6}\s*(\d{1,2}(?:\.\d{1,2})+)\s+([^:。]{1,40})[::]\s*(\S.*)$")
_REFERENCES = re.compile(r"^\W*\d*\s*\[?参考文献\]?\W*$|^\W*references\W*$", re.IGNORECASE)
_ENTRY = re.compile(r"^\W{0,4}\[(\d{1,3})\]\s*|^(\d{1,3})\.\s+(?=\w)")
_ABSTRACT = re.compile(r"^\W*(摘\s*要|abstract)\W", re.IGNORECASE)
_KEYWORDS = re.compile(r"^\W*(关键词|key\s*words)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[。!?！？])|(?<=[a-z0-9)\]]\.)\s+(?=[A-Z])")
_LONG_LINE = 200

_TAG = re.compile(r"</?[a-zA-Z]{1,10}>")
_LATEX = re.compile(r"\\([a-zA-Z]+)")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_MARKUP = dict.fromkeys(map(ord, "^${}\\*"))
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body, or an entry of the reference list."""

    section: str
    heading: str
    text: str
    anchor: str
    number: int | None = None
    """Printed number of a reference entry."""


def normalise(text: str) -> str:
    r"""Drop white space and markup, fold widths and dashes; keep + - < > = ± % and digits.

    The sign is the claim in this field, so ``CD146+`` and ``CD146-`` stay apart.

    Example:
        >>> normalise("CD146<sup>+</sup> 与 CD146 – ,5 ~ $1\\times 10^{6}$")
        'CD146+与CD146-,5~1times106'
    """
    return _SPACE.sub("", set_plain(text).translate(_DASHES))


def set_plain(text: str) -> str:
    r"""Fold widths, and drop the tags and signs by which a text is set.

    Example:
        >>> set_plain("CD146<sup>+</sup>, TNF-$\\alpha$")
        'CD146+, TNF-alpha'
    """
    text = _LATEX.sub(r"\1", _TAG.sub("", text))
    return unicodedata.normalize("NFKC", text).translate(_MARKUP)


def anchor_of(text: str) -> str:
    """Give the anchor of a sentence: 12 lower-case hex digits."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()[:ANCHOR_LENGTH]


def split(text: str) -> list[Sentence]:
    """Split a document into sentences and reference entries, in print order."""
    body, entries = _divide(text.replace("\r\n", "\n").split("\n"))
    sentences = [
        Sentence(section, heading, part, anchor_of(part))
        for section, heading, block in _blocks(body)
        for part in _sentences(block)
    ]
    for number, entry in entries:
        sentences.append(Sentence("references", "", entry, anchor_of(entry), number))
    return sentences


def _divide(lines: list[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """Part the body from the reference list; a page break inside an entry is mended."""
    start = next((i for i, line in enumerate(lines) if _REFERENCES.match(line)), len(lines))
    entries: list[tuple[int, str]] = []
    for line in map(str.strip, lines[start + 1 :]):
        if not line or _FURNITURE.match(line.lstrip("(（")):
            continue
        if match := _ENTRY.match(line):
            entries.append((int(match[1] or match[2]), line[match.end() :]))
        elif entries:
            number, entry = entries[-1]
            entries[-1] = (number, entry + line.removeprefix("- "))
    return lines[:start], entries


def _blocks(lines: list[str]) -> list[tuple[str, str, str]]:
    """Join the lines of each section: (section, heading, text). Pages break inside sentences."""
    numbered = any(_HEADING.match(line.strip()) for line in lines)
    section, heading = "front", ""
    blocks: list[tuple[str, str, list[str]]] = []
    for line in map(str.strip, lines):
        if not line or _FURNITURE.match(line):
            continue
        section, heading, rest = _section(line, section, heading, numbered=numbered)
        if rest:
            if not blocks or blocks[-1][:2] != (section, heading):
                blocks.append((section, heading, []))
            blocks[-1][2].append(rest)
    return [(section, heading, _join(parts)) for section, heading, parts in blocks]


def _section(line: str, section: str, heading: str, *, numbered: bool) -> tuple[str, str, str]:
    """Say to which section and heading a line belongs, and what of it is text."""
    if match := _INLINE_HEADING.match(line):
        return match[1], match[2], match[3]
    if match := _HEADING.match(line):
        return match[1], match[2], ""
    if _ABSTRACT.match(line):
        return "abstract", "", line
    if _KEYWORDS.match(line):
        return "front", "", ""
    if not numbered:
        section = "abstract" if len(line) > _LONG_LINE else "front"
    elif section == "front" and "。" in line:
        section = "0"
    return section, heading, line


def _join(parts: list[str]) -> str:
    """Join lines: a space only where two Latin words would run together."""
    text = parts[0]
    for part in parts[1:]:
        text += (" " if text[-1:].isascii() and part[:1].isascii() else "") + part
    return text


def _sentences(block: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(block) if part and part.strip()]
