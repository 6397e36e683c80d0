"""Write a folder whole or not at all: built beside its place, then renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mscgraph.errors import DataFolderError
from mscgraph.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


@contextmanager
def new_folder(folder: Path, *, is_ours: Callable[[Path], bool], refusal: str) -> Iterator[Path]:
    """Give a place to build a folder; on success it stands where the folder is wanted.

    What stands there is replaced if it is empty or ours. A process that is killed between the
    two renames leaves none; one that is killed earlier leaves the old one.

    Args:
        folder: where it is wanted.
        is_ours: says whether a folder that is there may be replaced.
        refusal: what is said of one that may not.

    Raises:
        DataFolderError: the folder holds something else, or cannot be made.
    """
    folder = folder.resolve()  # a link stays a link: what it leads to is replaced
    if folder.exists() and not (folder.is_dir() and (_is_empty(folder) or is_ours(folder))):
        raise DataFolderError(folder, refusal)
    beside = folder.parent
    try:
        beside.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=beside))
    except OSError as error:
        said = Message("cannot be made: {reason}", {"reason": Message(str(error.strerror))})
        raise DataFolderError(folder, said) from error
    try:
        yield work
        mask = os.umask(0)  # reading it means setting it
        os.umask(mask)
        work.chmod(0o777 & ~mask)
        _put(work, folder)
    except OSError as error:
        reason = Message(error.strerror or str(error))
        said = Message("cannot be written: {reason}", {"reason": reason})
        raise DataFolderError(folder, said) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def write_folder(folder: Path, files: Mapping[str, Iterable[str]]) -> None:
    """Write the files of a folder, all of them or none.

    Raises:
        DataFolderError: the folder holds other files, or cannot be made or written.
    """
    with new_folder(
        folder,
        is_ours=lambda there: {path.name for path in there.iterdir()} <= set(files),
        refusal="holds something else; name a new folder",
    ) as work:
        for name, pieces in files.items():
            with (work / name).open("w", encoding="utf-8", newline="") as file:
                file.writelines(pieces)


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _put(work: Path, folder: Path) -> None:
    if not folder.exists() or _is_empty(folder):
        work.replace(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    folder.replace(old)  # those who have it open keep what they opened
    try:
        work.replace(folder)
    except OSError:
        old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
