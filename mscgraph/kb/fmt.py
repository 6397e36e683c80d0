"""The one spelling of the data files.

Keys stand in the order of the record's fields, a key at its default is left out, items are
sorted by id, a mapping or a list stands on one line if 100 columns hold it. A text that some
parser of YAML 1.1 or 1.2 would read as a number, a truth value, a date or nothing is quoted.
Labels beside ids are taken from the entities. What a file says never changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from mscgraph import model
from mscgraph.compiled.write import replace_file
from mscgraph.data import data_root
from mscgraph.errors import DataFolderError, PlaceError
from mscgraph.findings import Finding, Report
from mscgraph.kb import schema
from mscgraph.kb.fmt_comments import Comments, read_comments
from mscgraph.kb.fmt_text import format_records, record_id
from mscgraph.kb.load import SINGLE, SORTED, data_files, given_by_place, kinds_by_file, part_of
from mscgraph.kb.source import Source, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


class ChangedMeaningError(PlaceError):
    """The formatted file would not read back as the same data; nothing was written."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """What ``fmt`` did, or would do."""

    changed: tuple[str, ...]
    """Files that were not in the one spelling, relative to the data folder."""
    report: Report


class _File(NamedTuple):
    path: Path
    part: str
    raw: bytes
    source: Source
    comments: Comments
    records: tuple[Any, ...]
    given: dict[str, str]


def format_folder(root: Path | str | None = None, *, check: bool = False) -> Formatted:
    """Bring every data file of a folder into the one spelling.

    A file that does not parse or validate is reported by its findings and not touched.

    Args:
        root: the folder; by default the graph that comes with mscgraph.
        check: write nothing, but report F001 for each file that would change.

    Raises:
        DataFolderError: there is no such folder, or a file cannot be read or written.
    """
    folder = data_root(root)
    files, findings = _read(folder)
    labels = _labels(files)
    spelled = [(file, _text(file, labels)) for file in files]  # all, before one is written
    changed = [(file, text) for file, text in spelled if text.encode() != file.raw]
    for file, text in changed:
        if check:
            findings.append(Finding("F001", file.source.file))
        else:
            _write(file, text)
    items = sum(len(file.records) for file in files)
    counts = {"files": len(data_files(folder)), "items": items}
    names = tuple(file.source.file for file, _ in changed)
    return Formatted(names, Report.of(findings, counts))


def _read(folder: Path) -> tuple[list[_File], list[Finding]]:
    """Read all files; those with findings are left out."""
    files: list[_File] = []
    findings: list[Finding] = []
    types = folder / SINGLE["types"]
    kinds = kinds_by_file(_bytes(types) if types.is_file() else b"")
    for path in data_files(folder):
        name = path.relative_to(folder).as_posix()
        part = part_of(name)
        given = given_by_place(part, path.stem, kinds)
        raw = _bytes(path)
        source, problems = parse(name, raw)
        outcomes = list(schema.validate(part, source, **given))
        problems.extend(outcome for outcome in outcomes if isinstance(outcome, Finding))
        records = tuple(outcome[1] for outcome in outcomes if not isinstance(outcome, Finding))
        comments, lost = (Comments(), ()) if problems else read_comments(source, raw)
        findings.extend((*problems, *lost))
        if not problems and not lost and records:
            files.append(_File(path, part, raw, source, comments, records, given))
    return files, findings


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataFolderError(path, error.strerror or "cannot be read") from error


def _labels(files: Iterable[_File]) -> dict[str, str]:
    return {e.id: e.label["en"] for f in files if f.part == "entities" for e in f.records}


def _text(file: _File, labels: Mapping[str, str]) -> str:
    """Spell one file, and make sure that it reads back as what it says."""
    order = list(range(len(file.records)))
    if file.part in SORTED:
        order.sort(key=lambda index: record_id(file.records[index]))
    records = [_relabel(file.records[index], labels) for index in order]
    above = {new: file.comments.above.get(old, ()) for new, old in enumerate(order)}
    text = format_records(records, replace(file.comments, above=above), file.given)
    source, findings = parse(file.source.file, text.encode())
    outcomes = schema.validate(file.part, source, **file.given)
    back = [outcome if isinstance(outcome, Finding) else outcome[1] for outcome in outcomes]
    if findings or back != records:
        raise ChangedMeaningError(
            file.source.file, "fmt would change what this file says; please report this"
        )
    return text


def _relabel(record: Any, labels: Mapping[str, str]) -> Any:
    """Take the labels beside ids from the entities, where those are known."""
    if isinstance(record, model.Claim):
        return replace(
            record,
            subject_label=labels.get(record.subject, record.subject_label),
            object_label=labels.get(record.object, record.object_label),
        )
    if isinstance(record, model.Entity) and record.relations:
        relations = (
            replace(relation, object_label=labels.get(relation.object, relation.object_label))
            for relation in record.relations
        )
        return replace(record, relations=tuple(relations))
    return record


def _write(file: _File, text: str) -> None:
    try:
        mode = file.path.stat().st_mode
        replace_file(file.path, text.encode())
        file.path.chmod(mode)
    except OSError as error:
        raise DataFolderError(file.path, error.strerror or "cannot be written") from error
