"""What stands in a sentence: names, figures and the numbers of cited references.

Documents print names with line breaks, brackets, superscripts and Greek letters, figures with
powers of ten, references as ``[8]``, ``^[15-16]`` or ``<sup>[4, 17]</sup>``. The functions here
read past all that, and no further: ``IL-1`` is not named by ``IL-10``, nor 36 printed by 136.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from mscgraph.kb.anchors import normalise, set_plain

_SKIP = re.compile(r"[\s\-‐‑‒–—―−()\[\]_'’·]")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_LATIN = re.compile(r"[0-9a-z]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_MARK = re.compile(r"\[(\d{1,3}(?:[-~,、]\d{1,3})*)\]")
_GREEK = {
    chr(code): unicodedata.name(chr(code)).split()[-1].lower() for code in range(0x3B1, 0x3CA)
} | {"λ": "lambda"}


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without what names may be printed with or without."""

    text: str
    joined: tuple[bool, ...]
    """Of each character: whether it and the one before it are printed as one Latin word."""

    def names(self, name: str) -> bool:
        """Whether the text holds a (squeezed) name, as a word of its own or in the plural."""
        start = self.text.find(name)
        while start >= 0:
            end = start + len(name)
            if not self.joined[start] and self.ends(end):
                return True
            start = self.text.find(name, start + 1)
        return False

    def ends(self, end: int) -> bool:
        """Whether a word ends here, a plural ending left aside."""
        for plural in ("", "s", "es"):
            after = end + len(plural)
            if self.text.startswith(plural, end) and not any(self.joined[after : after + 1]):
                return True
        return False


@lru_cache(maxsize=4096)
def squeeze(text: str) -> Squeezed:
    """Fold case, width and Greek letters; drop markup, white space, hyphens and brackets.

    Example:
        >>> text = squeeze("TNF-α and IL-10 of BM-MSCs")
        >>> [text.names(squeeze(name).text) for name in ("TNFalpha", "IL-1", "IL10", "MSC")]
        [True, False, True, True]
    """
    chars: list[str] = []
    joined: list[bool] = []
    before = ""
    for char in set_plain(text).casefold():
        for part in _GREEK.get(char, char):
            if not _SKIP.match(part):
                chars.append(part)
                joined.append(bool(_LATIN.match(part) and _LATIN.match(before)))
            before = part
    return Squeezed("".join(chars), tuple(joined))


def names_any(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text holds one of the names, what stands in brackets read along or left out."""
    bare = unicodedata.normalize("NFKC", text)
    while bare != (shorter := _BRACKETS.sub("", bare)):
        bare = shorter
    wanted = [folded for folded in (squeeze(name).text for name in names) if folded]
    return any(held.names(name) for held in (squeeze(text), squeeze(bare)) for name in wanted)


def figures(text: str) -> set[str]:
    r"""Give the figures of a text; the numbers of cited references are none.

    Example:
        >>> sorted(figures("$1.0 \\times 10^{5}$/kg in 36 mice^[8]"))
        ['1.0', '105', '36']
    """
    return set(_FIGURE.findall(_MARK.sub("", normalise(text))))


def cited_numbers(text: str) -> set[int]:
    """Give the numbers of the references that a text cites, ranges written out.

    Example:
        >>> sorted(cited_numbers("as shown^[4, 15-17] and<sup>[2]</sup>"))
        [2, 4, 15, 16, 17]
    """
    found: set[int] = set()
    for mark in _MARK.findall(normalise(text)):
        for part in re.split("[,、]", mark):
            first, *last = map(int, re.split("[-~]", part))
            found.update(range(first, (last[-1] if last else first) + 1))
    return found
