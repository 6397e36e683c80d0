"""Files that a tool makes: written, or only compared with what it would write."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def keep(root: Path, made: Mapping[str, str], tool: str, arguments: Sequence[str]) -> int:
    """Write what is not as it was made; with ``--check`` name it, leave it, and give 1.

    Args:
        root: the folder of the repository.
        made: text by the name of its file.
        tool: name of the tool that makes them.
        arguments: of the command line.
    """
    stale = {name: text for name, text in made.items() if not _holds(root / name, text)}
    if "--check" not in arguments:
        for name, text in stale.items():
            (root / name).write_bytes(text.encode())
        return 0
    for name in stale:
        print(f"{name} is stale; run: python tools/{tool}.py")
    return int(bool(stale))


def between(page: str, begin: str, end: str, text: str) -> str:
    """Give a page with another text between two marks."""
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
