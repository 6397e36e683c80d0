"""The records of an imported graph: made from the rows of its files as they are asked for.

A file of millions of edges would be many times as large with a record for each. So the rows stand
as they came, beside arrays of subject, object and *profile*: what all edges of one predicate, one
kind of knowledge and one number of publications have in common.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mscgraph.errors import GraphFileError
from mscgraph.terms import SIGN_WORDS, effective_sign

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from mscgraph.compiled.read import CompiledFile, Strings

PREFIX = "edge-"
SOURCE = "infores:"
"""Begins the name of a source of knowledge, where a curated claim names a document."""
NO_SOURCE = f"{SOURCE}unknown"
DESIGN = "review_statement"
RELAY = "unchecked"
"""What all evidence of an imported edge has in common: nobody here has read the papers."""
DERIVED = {"improves": 10, "worsens": 11, "treats": 12, "prevents": 12}
"""Signs that depend on whether more of the object is good."""

CONTEXT = {
    "species_context_qualifier": "species",
    "anatomical_context_qualifier": "tissue",
    "disease_context_qualifier": "disease",
}
SOURCES = ("primary_knowledge_source", "knowledge_source", "aggregator_knowledge_source")


def sign_of(rule: int, good: int) -> int:
    """Give the sign by a rule: a sign itself, or one of :data:`DERIVED`."""
    if rule < min(DERIVED.values()):
        return rule
    if not good:
        return 2
    return {10: good, 11: -good}.get(rule, -1)


def publications(row: dict[str, Any]) -> list[str]:
    """List the publications of an edge, once each, as they stand."""
    given = row.get("publications") or ()
    items = given.split("|") if isinstance(given, str) else given
    return [item for item in dict.fromkeys(map(str, items)) if item]


def source_of(row: dict[str, Any]) -> str:
    """Give who says it."""
    for name in SOURCES:
        given = row.get(name)
        if given:
            source = _first(given)
            return source if source.startswith(SOURCE) else SOURCE + source
    return NO_SOURCE


def _first(given: Any) -> str:
    return str(given[0] if isinstance(given, list) else given).split("|")[0]


def _found(
    pattern: re.Pattern[bytes], numbers: Iterable[int], text: memoryview, at: Any
) -> Iterator[int]:
    """Keep the rows in which a pattern is found; a function, so that each pattern stays its own."""
    return (n for n in numbers if pattern.search(text, at[n], at[n + 1]))


class Numbers:
    """The ids of the claims: numbered, so that no id is stored."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._width = len(str(count))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < self._count:
            raise IndexError(index)
        return f"{PREFIX}{index + 1:0{self._width}}"

    def __iter__(self) -> Iterator[str]:
        for index in range(self._count):
            yield self[index]

    def index(self, ident: str) -> int | None:
        """Find the number of an id; None if there is none."""
        digits = ident.removeprefix(PREFIX)
        if not (digits.isascii() and digits.isdigit()) or len(digits) > self._width:
            return None
        number = int(digits) - 1
        return number if 0 <= number < self._count and self[number] == ident else None


class Claims:
    """The edges as claims, by number and by id."""

    def __init__(self, file: CompiledFile) -> None:
        self._file = file
        self._subject = file.numbers("claim.subject")
        self._object = file.numbers("claim.object")
        self._profile = file.numbers("claim.profile")
        self.ids = Numbers(len(self._subject))

    def __len__(self) -> int:
        return len(self.ids)

    def index(self, ident: str) -> int | None:
        """Find a record by id; None if there is none."""
        return self.ids.index(ident)

    def get(self, ident: str) -> Any:
        """Make the record of an id; None if there is none."""
        index = self.index(ident)
        return None if index is None else self.body(index)

    def bodies(self) -> Iterator[Any]:
        """Make all records, by id."""
        for index in range(len(self)):
            yield self.body(index)

    def body(self, index: int) -> Any:
        """Make one record."""
        row = self.row(index)
        profile = self._about["profiles"][self._profile[index]]
        good = self._good[self._object[index]]
        sign, negated = sign_of(profile["rule"], good), profile["negated"]
        return {
            "id": self.ids[index],
            "key": "",
            "status": "active",
            "subject": self._ids[self._subject[index]],
            "subject_label": self._label(self._subject[index]),
            "predicate": profile["predicate"],
            "object": self._ids[self._object[index]],
            "object_label": self._label(self._object[index]),
            "sign": SIGN_WORDS[sign],
            "effective_sign": effective_sign(sign, profile["predicate"], negated=negated),
            "negated": negated,
            "mediated_by": [],
            "belief": profile["belief"] or None,
            "belief_terms": None,
            "context": {ours: _first(row[name]) for name, ours in CONTEXT.items() if row.get(name)},
            "mechanisms": [],
            "pathway_role": None,
            "reason": "",
            "note": str(row.get("id") or ""),
            "evidence": [self._evidence(index, row, profile)],
        }

    def likely(
        self,
        *,
        predicate: str | None = None,
        negated: bool = False,
        document: str | None = None,
        reference: str | None = None,
        context: Collection[tuple[str, Collection[str]]] = (),
    ) -> Iterable[int]:
        """Give the numbers of the edges that may be so; no record is made of any.

        By its profile an edge has the predicate and is negated. Its row may state the rest: the
        texts stand in it somewhere.
        """
        sources = self._about["sources"]
        unknown = document is not None and document not in sources
        if unknown or any(key not in CONTEXT.values() for key, _ in context):
            return ()
        texts: list[Collection[str]] = [values for _, values in context]
        if reference:
            texts.append((reference,))
        if document and document != NO_SOURCE and len(sources) > 1:
            texts.append((document.removeprefix(SOURCE),))
        return self._holding(self._of_profile(predicate, negated=negated), texts)

    def _of_profile(self, predicate: str | None, *, negated: bool) -> Iterable[int]:
        profiles = self._about["profiles"]
        wanted = {
            number
            for number, profile in enumerate(profiles)
            if predicate in (None, profile["predicate"]) and (profile["negated"] or not negated)
        }
        if len(wanted) == len(profiles):
            return range(len(self))
        return (n for n, held in enumerate(self._profile) if held in wanted) if wanted else ()

    def _holding(self, numbers: Iterable[int], groups: Iterable[Collection[str]]) -> Iterable[int]:
        """Keep the edges in whose row one text of each group stands."""
        text, at = self._file.text("claim.row.text"), self._file.numbers("claim.row.at")
        # JSON may spell a letter as an escape, so that what has one may hold anything
        escaped = [r"\\"] if any(x["kind"] == "jsonl" for x in self._about["layouts"]) else []
        for group in groups:
            whole = f"(?:{'|'.join(map(re.escape, group))})(?!\\w)"  # PMID:1, not PMID:12
            pattern = re.compile("|".join((whole, *escaped)).encode())
            numbers = _found(pattern, numbers, text, at)
        return numbers

    def tally(self) -> dict[str, Counter[str]]:
        """Count what the evidence and the claims say, by arrays alone."""
        about, count = self._about, len(self)
        said: dict[str, Counter[str]] = {
            "status": Counter({"active": count}),
            "document": Counter(about["sources"]),
            "design": Counter({DESIGN: count}),
            "relay": Counter({RELAY: about["cited"]} if about["cited"] else {}),
        }
        profiles = Counter(self._profile)
        for name in ("predicate", "hedge", "negated"):
            counter = said[name] = Counter()
            for number, held in profiles.items():
                value = about["profiles"][number][name]
                counter[str(value).lower() if name == "negated" else value] += held
        return said

    def row(self, index: int) -> dict[str, Any]:
        """Give an edge as its file has it."""
        raw = self._rows[index]
        layout = self._layout(index)
        if layout["kind"] == "jsonl":
            made: dict[str, Any] = json.loads(raw)
            return made
        return dict(zip(layout["columns"], raw.split("\t"), strict=False))

    def _evidence(self, index: int, row: dict[str, Any], profile: dict[str, Any]) -> dict[str, Any]:
        said = f"{self._label(self._subject[index])} {profile['said']} "
        statement = said + self._label(self._object[index])
        relay: dict[str, Any] = {"status": RELAY, "on": [], "note": None, "proof": ""}
        cited = publications(row)
        return {
            "document": source_of(row),
            "section": str(row.get("id") or self.ids[index]),
            "anchors": [],
            "design": DESIGN,
            "statement": {"en": statement, "zh-Hans": statement},
            "cites": [{"reference": c, "printed": None, "relay": dict(relay)} for c in cited],
            "cites_scope": "sentence" if cited else "none",
            "joint": False,
            "hedge": profile["hedge"],
            "via": "body",
            "role": None,
            "degree": None,
            "manipulation": [],
            "study": None,
            "results": [],
            "ellipsis": [],
            "note": "",
        }

    def _layout(self, index: int) -> dict[str, Any]:
        """Give the columns of the file that an edge came from."""
        found: dict[str, Any] = {}
        for layout in self._about["layouts"]:
            if layout["first"] > index:
                break
            found = layout
        return found

    @cached_property
    def _about(self) -> Any:
        try:
            return json.loads(bytes(self._file.text("import.text")))
        except ValueError as error:
            raise GraphFileError(
                self._file.name, "truncated or edited; build or import it again"
            ) from error

    @cached_property
    def _rows(self) -> Strings:
        return self._file.strings("claim.row")

    @cached_property
    def _ids(self) -> Strings:
        return self._file.strings("entities.id")

    @cached_property
    def _labels(self) -> Strings:
        return self._file.strings("entity.label")

    @cached_property
    def _good(self) -> Any:
        return self._file.numbers("entity.good")

    def _label(self, entity: int) -> str:
        return self._labels[entity]


class References:
    """Publications, of which an edge names no more than the id."""

    def __init__(self) -> None:
        self.ids = Numbers(0)

    def __len__(self) -> int:
        return 0

    def index(self, ident: str) -> int | None:  # noqa: ARG002 - none is listed
        """Find a record by id: none is listed."""
        return None

    def body(self, index: int) -> Any:
        """Make one record: none is listed."""
        raise IndexError(index)

    def bodies(self) -> Iterator[Any]:
        """Make all records: none is listed."""
        return iter(())

    def get(self, ident: str) -> Any:
        """Make the record of an id."""
        prefix, _, local = ident.partition(":")
        prefix = prefix.upper()
        return {
            "id": ident,
            "title": ident,
            "authors": [],
            "year": "",
            "et_al": False,
            "container": "",
            "volume": "",
            "issue": "",
            "pages": "",
            "doi": local if prefix == "DOI" else "",
            "pmid": local if prefix == "PMID" else "",
            "pmcid": local if prefix == "PMC" else "",
            "identifiers": "printed",
            "proof": "",
            "design": None,
            "species": "",
            "retracted": None,
            "notes": [],
        }
