"""Read a data folder into a :class:`KnowledgeBase`.

The order is fixed: files by name, items as they stand. What cannot become a record is a
finding; everything else goes on, so that one run shows all findings.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mscgraph.data import data_root
from mscgraph.errors import DataError, DataFolderError
from mscgraph.findings import Finding
from mscgraph.kb import schema
from mscgraph.kb.source import Source, parse
from mscgraph.terms import Signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mscgraph import model

SINGLE = {
    "prefixes": "ontology/prefixes.yaml",
    "types": "ontology/types.yaml",
    "predicates": "ontology/predicates.yaml",
    "documents": "graphs/documents.yaml",
    "references": "graphs/references.yaml",
    "studies": "graphs/studies.yaml",
    "mechanisms": "graphs/mechanisms.yaml",
}
MANY = {
    "entities": "ontology/entities/*.yaml",
    "claims": "graphs/claims/*/*.yaml",
    "omissions": "graphs/coverage/*.yaml",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands."""

    source: Source
    index: int

    @property
    def file(self) -> str:
        """The file, relative to the data folder."""
        return self.source.file

    def line(self, *path: str | int) -> int:
        """Give the line of the record, or of something inside it."""
        return self.source.line((self.index, *path))


@dataclass(frozen=True)
class KnowledgeBase:
    """The curated graph, immutable. Mappings are keyed by id, in the order of the ids."""

    root: Path
    content_hash: str
    """SHA-256 over the names and bytes of all data files."""
    prefixes: Mapping[str, model.Prefix]
    types: Mapping[str, model.EntityType]
    predicates: Mapping[str, model.Predicate]
    entities: Mapping[str, model.Entity]
    documents: Mapping[str, model.Document]
    references: Mapping[str, model.Reference]
    studies: Mapping[str, model.Study]
    claims: Mapping[str, model.Claim]
    mechanisms: Mapping[str, model.Mechanism]
    omissions: Mapping[str, model.Omission]
    places: Mapping[tuple[str, str], Place]
    """File and line of every record, by part and id."""

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each part there are."""
        return {part: len(getattr(self, part)) for part in schema.RECORDS}

    @cached_property
    def active_claims(self) -> tuple[model.Claim, ...]:
        """The claims that are not retracted, by id."""
        return tuple(claim for claim in self.claims.values() if claim.status == "active")

    @cached_property
    def claims_at(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The ids of the active claims anchored to each sentence, by document and anchor."""
        found: dict[tuple[str, str], list[str]] = {}
        for claim in self.active_claims:
            for evidence in claim.evidence:
                for anchor in evidence.anchors:
                    ids = found.setdefault((evidence.document, anchor), [])
                    if claim.id not in ids:
                        ids.append(claim.id)
        return {place: tuple(ids) for place, ids in found.items()}

    @cached_property
    def signs(self) -> Signs:
        """The signs of claims and relations."""
        return Signs(self.predicates, self.types, self.entities)

    @cached_property
    def ancestors(self) -> Mapping[str, frozenset[str]]:
        """All entities above each entity by ``is_a``, itself included."""
        known: dict[str, frozenset[str]] = {}

        def above(entity: str, trail: frozenset[str]) -> frozenset[str]:
            if entity in known or entity in trail or entity not in self.entities:
                return known.get(entity, frozenset({entity}))
            found = {entity}
            for parent in self.entities[entity].parents:
                found |= above(parent, trail | {entity})
            known[entity] = frozenset(found)
            return known[entity]

        for entity in self.entities:
            above(entity, frozenset())
        return MappingProxyType(known)

    def finding(
        self,
        rule: str,
        part: str,
        record: str,
        path: tuple[str | int, ...] = (),
        /,
        **values: object,
    ) -> Finding:
        """Make a finding at the place of a record."""
        place = self.places[part, record]
        return Finding(rule, place.file, place.line(*path), record, values)


def data_files(root: Path) -> list[Path]:
    """List the data files of a folder, sorted by their relative path."""
    files = [root / name for name in SINGLE.values() if (root / name).is_file()]
    for pattern in MANY.values():
        files.extend(root.glob(pattern))
    return sorted(files, key=lambda path: path.relative_to(root).as_posix())


def part_of(file: str) -> str:
    """Give the part that a data file belongs to, by its path relative to the data folder.

    Example:
        >>> part_of("graphs/claims/qi2024/macrophages.yaml"), part_of("graphs/studies.yaml")
        ('claims', 'studies')
    """
    folders = ((part, pattern.partition("*")[0]) for part, pattern in MANY.items())
    stem = file.rpartition("/")[2].removesuffix(".yaml")
    return next((part for part, folder in folders if file.startswith(folder)), stem)


def folder_hash(root: Path, files: Iterable[Path]) -> str:
    """Give the content hash of data files as they are now.

    Raises:
        DataFolderError: a file cannot be opened.
    """
    return content_hash(root, _contents(files))


def _contents(files: Iterable[Path]) -> dict[Path, bytes]:
    try:
        return {path: path.read_bytes() for path in files}
    except OSError as error:
        raise DataFolderError(error.filename, error.strerror or "cannot be read") from error


def content_hash(root: Path, contents: Mapping[Path, bytes]) -> str:
    """Give the SHA-256 over names and bytes of the data files."""
    digest = hashlib.sha256()
    for path in sorted(contents, key=lambda path: path.relative_to(root).as_posix()):
        name = path.relative_to(root).as_posix().encode()
        digest.update(len(name).to_bytes(4, "big") + name)
        digest.update(len(contents[path]).to_bytes(8, "big") + contents[path])
    return digest.hexdigest()


def read(root: Path) -> tuple[KnowledgeBase, list[Finding]]:
    """Read what can be read; the findings say what could not.

    Raises:
        DataFolderError: a file is there but cannot be opened.
    """
    contents = _contents(data_files(root))
    findings: list[Finding] = []
    parts: dict[str, dict[str, Any]] = {part: {} for part in schema.RECORDS}
    places: dict[tuple[str, str], Place] = {}
    for part, file, raw, given in _sources(root, contents):
        source, problems = parse(file, raw)
        findings.extend(problems)
        for outcome in schema.validate(part, source, **given):
            if isinstance(outcome, Finding):
                findings.append(outcome)
                continue
            index, record = outcome
            key = record.prefix if part == "prefixes" else record.id
            if key in parts[part]:
                first = places[part, key]
                values = {"id": key, "where": f"{first.file}:{first.line()}"}
                findings.append(Finding("I001", file, source.line((index,)), key, values))
                continue
            parts[part][key] = record
            places[part, key] = Place(source, index)
    findings.extend(_absent(parts, findings))
    ordered = {
        part: MappingProxyType(dict(sorted(records.items()))) if part in SORTED else records
        for part, records in parts.items()
    }
    return KnowledgeBase(root, content_hash(root, contents), **ordered, places=places), findings


SORTED = ("entities", "references", "studies", "claims", "mechanisms")
"""Parts in the order of their ids; the others keep the order of their file."""


def load(root: Path | str | None = None) -> KnowledgeBase:
    """Load the graph of a data folder, whole and checked.

    Raises:
        DataError: the folder has findings at error level; ``.report`` holds them all.
        DataFolderError: there is no such folder, or it cannot be read.
    """
    from mscgraph.kb.check import examine

    kb, report = examine(data_root(root))
    if not report.ok:
        raise DataError(report)
    return kb


def _sources(
    root: Path, contents: Mapping[Path, bytes]
) -> Iterator[tuple[str, str, bytes, dict[str, str]]]:
    """Yield (part, file, bytes, what the place says), kinds of entities before their files."""
    for part, name in SINGLE.items():
        if root / name in contents:
            yield part, name, contents[root / name], {}
    kinds = kinds_by_file(contents.get(root / SINGLE["types"], b""))
    for part in MANY:
        for path, raw in contents.items():
            file = path.relative_to(root).as_posix()
            if part_of(file) == part:
                yield part, file, raw, given_by_place(part, path.stem, kinds)


def given_by_place(part: str, stem: str, kinds: Mapping[str, str]) -> dict[str, str]:
    """Give what the name of a file says of all its items, and what they need not repeat."""
    if part == "entities":
        return {"type": kinds.get(stem, stem)}
    return {"document": stem} if part == "omissions" else {}


def kinds_by_file(raw: bytes) -> dict[str, str]:
    """Give the kind of entity that each file below ``ontology/entities`` holds."""
    source, _ = parse(SINGLE["types"], raw)
    return {
        item["file"]: item["id"]
        for item in source.items
        if isinstance(item, dict)
        and isinstance(item.get("file"), str)
        and isinstance(item.get("id"), str)
    }


def _absent(parts: Mapping[str, Mapping[str, Any]], findings: list[Finding]) -> Iterator[Finding]:
    """Yield a finding for each part without which there is no graph, unless its file is broken."""
    broken = {finding.file for finding in findings}
    for part in (
        "prefixes",
        "types",
        "predicates",
        "entities",
        "documents",
        "references",
        "claims",
    ):
        place = SINGLE.get(part) or MANY[part]
        stem = place.split("*")[0]
        if not parts[part] and not any(file.startswith(stem) for file in broken):
            yield Finding("S006", place, 0, values={"expected": place})
