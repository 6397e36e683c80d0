"""What changed between two states of the data, by record and key, not by line."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mscgraph.data import FOLDERS, data_root
from mscgraph.errors import DataError, DataFolderError
from mscgraph.findings import Report
from mscgraph.kb.load import KnowledgeBase, read
from mscgraph.languages import Message
from mscgraph.model import to_record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["added", "changed", "retracted", "removed"]
PARTS = ("claims", "entities", "references", "studies", "mechanisms", "predicates", "types")


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is not what it was."""

    part: str
    id: str
    kind: Kind
    keys: tuple[str, ...]
    """Keys whose value differs, of a changed one."""
    before: Any
    after: Any


def diff(before: KnowledgeBase, after: KnowledgeBase) -> Iterator[Change]:
    """Yield every record that was added, changed, retracted or removed, by part and id."""
    for part in PARTS:
        old = {ident: to_record(record) for ident, record in getattr(before, part).items()}
        new = {ident: to_record(record) for ident, record in getattr(after, part).items()}
        for ident in sorted({*old, *new}):
            change = _change(part, ident, old.get(ident), new.get(ident))
            if change is not None:
                yield change


def _change(
    part: str, ident: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Change | None:
    if old == new:
        return None
    if old is None or new is None:
        kind: Kind = "added" if old is None else "removed"
        return Change(part, ident, kind, (), old, new)
    keys = tuple(key for key in {**old, **new} if old.get(key) != new.get(key))
    gone = new.get("status") == "retracted" and old.get("status") != "retracted"
    return Change(part, ident, "retracted" if gone else "changed", keys, old, new)


@contextmanager
def state(name: str, root: Path | str | None = None) -> Iterator[KnowledgeBase]:
    """Read the data of a folder, or of a git revision of the data folder.

    Args:
        name: a folder with ontology/ and graphs/, or anything that git takes for a revision.
        root: the data folder whose revisions are meant; by default the checkout's.

    Raises:
        DataFolderError: it is neither.
        DataError: a file cannot be read, or a record of it; ``.report`` says where.
    """
    if Path(name).is_dir():
        yield _whole(data_root(name))
        return
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(_archive(name, data_root(root)))) as archive:
            archive.extractall(folder)
        yield _whole(Path(folder))


def _whole(root: Path) -> KnowledgeBase:
    """Read a folder; what cannot be read must not seem to be removed."""
    kb, findings = read(root)
    report = Report.of(findings, {})
    if not report.ok:
        raise DataError(report)
    return kb


def _archive(revision: str, folder: Path) -> bytes:
    command = ["git", "-C", str(folder), "archive", "--format=zip", "--end-of-options", revision]
    try:
        done = subprocess.run([*command, *FOLDERS], capture_output=True, check=False)  # noqa: S603 - no shell, and the revision cannot be an option
    except FileNotFoundError as error:
        raise DataFolderError(revision, "no such folder, and git is not installed") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()[:1]
        told = {"folder": folder.name, "git": "".join(said)}
        raise DataFolderError(
            revision, Message("neither a folder nor a git revision of {folder}/ ({git})", told)
        )
    return done.stdout
