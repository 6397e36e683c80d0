"""Where the data folder and the cache folder are. Nothing else builds such a path.

``find_root`` and ``cache_folder`` give plain strings: they are on the way of every command, and
``pathlib`` costs 3 ms to import.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mscgraph.errors import DataFolderError

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("ontology", "graphs")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""Of the data that come with mscgraph."""
COMPILED_FILE = "graph.mscg"
"""The one file of a compiled graph folder."""


def find_root(root: Path | str | None = None) -> str:
    """Find the folder that holds the graph, as an absolute path.

    The first of: the argument, ``$MSCGRAPH_DATA``, the checkout around this package, the data
    inside the installed package.

    Raises:
        DataFolderError: the named folder is not there or is no data folder.
    """
    named = root or os.environ.get("MSCGRAPH_DATA")
    if named:
        path = os.path.abspath(named)
        if not os.path.isdir(path):
            raise DataFolderError(named, "no such folder; name one with ontology/ and graphs/")
        if not os.path.isfile(os.path.join(path, COMPILED_FILE)) and not _is_data(path):
            raise DataFolderError(named, "no data folder: it lacks ontology/ or graphs/")
        return path
    return own_root()


def own_root() -> str:
    """Find the graph that comes with this package, whatever another one is asked for.

    Raises:
        DataFolderError: the package holds none.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    for path in (os.path.dirname(package), os.path.join(package, "_data")):
        if _is_data(path):
            return path
    raise DataFolderError(package, "the package holds no data; name a folder with --data")


def imported_root(folder: Path | str) -> str:
    """Find the folder of an imported graph, as an absolute path.

    Raises:
        DataFolderError: it is not there or holds no compiled graph.
    """
    path = os.path.abspath(folder)
    if not os.path.isdir(path):
        raise DataFolderError(
            folder,
            "no such folder; expected an imported graph, make one with: "
            "mscgraph import FILE... --to DIR",
        )
    if not os.path.isfile(os.path.join(path, COMPILED_FILE)):
        raise DataFolderError(
            folder, "holds no imported graph; make one with: mscgraph import FILE... --to DIR"
        )
    return path


def data_root(root: Path | str | None = None) -> Path:
    """Find the folder of data files, as :func:`find_root` does.

    Raises:
        DataFolderError: the folder is not there, or holds an imported graph or a store, which have
            no data files.
    """
    from pathlib import Path

    path = find_root(root)
    if not _is_data(path):
        raise DataFolderError(
            root or path,
            "holds a graph without its data files, which this command reads; "
            "name a folder with ontology/ and graphs/",
        )
    return Path(path)


def cache_folder() -> str:
    """Give the user's cache folder for compiled graphs; it may not exist yet."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "mscgraph")


def _is_data(path: str) -> bool:
    return all(os.path.isdir(os.path.join(path, name)) for name in FOLDERS)
