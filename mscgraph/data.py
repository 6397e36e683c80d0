"""Where the data folder and the cache folder are. Nothing else builds such a path."""

from __future__ import annotations

import os
from pathlib import Path

from mscgraph.errors import DataFolderError

FOLDERS = ("ontology", "graphs")
COMPILED_FILE = "graph.mscg"
"""The one file of a compiled graph folder."""


def data_root(root: Path | str | None = None) -> Path:
    """Find the folder that holds the graph.

    The first of: the argument, ``$MSCGRAPH_DATA``, the checkout around this package, the data
    inside the installed package.

    Raises:
        DataFolderError: the named folder is not there or is no data folder.
    """
    named = root or os.environ.get("MSCGRAPH_DATA")
    if named:
        path = Path(named).absolute()
        if not path.is_dir():
            raise DataFolderError(named, "no such folder; name one with ontology/ and graphs/")
        if not (path / COMPILED_FILE).is_file() and not _is_data(path):
            raise DataFolderError(named, "no data folder: it lacks ontology/ or graphs/")
        return path
    package = Path(__file__).resolve().parent
    for path in (package.parent, package / "_data"):
        if _is_data(path):
            return path
    raise DataFolderError(package, "the package holds no data; name a folder with --data")


def cache_folder() -> Path:
    """Give the user's cache folder for compiled graphs; it may not exist yet."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "mscgraph"


def _is_data(path: Path) -> bool:
    return all((path / name).is_dir() for name in FOLDERS)
