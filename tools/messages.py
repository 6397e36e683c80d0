"""Compile the Chinese of what the program says, and see that the catalogue is whole.

The catalogue is ``mscgraph/locale/zh-Hans/LC_MESSAGES/mscgraph.po``; the compiled file beside it is
what the program reads. Needs msgfmt of GNU gettext.
"""

from __future__ import annotations

import argparse
import ast
import errno
import json
import os
import re
import string
import subprocess
import sys
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import click  # noqa: E402

from mscgraph.cli import COMMANDS, cli  # noqa: E402 - of this very tree
from mscgraph.cli.tongue import translated  # noqa: E402

SOURCE = ROOT / "mscgraph" / "locale" / "zh-Hans" / "LC_MESSAGES" / "mscgraph.po"

SAYS: Mapping[str, tuple[int, ...]] = {
    "_": (0,),
    "ngettext": (0,),
    "Message": (0,),
    **dict.fromkeys(("NotFoundError", "must_exist", "QueryError", "FormatError"), (0,)),
    **dict.fromkeys(("PlaceError", "GraphFileError", "DataFolderError"), (1,)),
    **dict.fromkeys(("CannotWriteError", "ChangedMeaningError", "MalformedRowError"), (1,)),
}
"""Which arguments of a call are sentences, or kinds of things, that a user reads."""
FIELD = re.compile(r"\{[^{}]*\}")
ASKS = ("UsageError", "BadParameter")
"""Classes of click, which say what they are given: that must be translated already."""


def main(arguments: list[str] | None = None) -> int:
    """Compile the catalogue, or say what it lacks and whether the compiled one is stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args(arguments).check
    compiled, made = SOURCE.with_suffix(".mo"), compile_catalogue(SOURCE)
    faults = list(faults_of(made))
    if check and not (compiled.is_file() and compiled.read_bytes() == made):
        faults.append(f"{compiled.name} is stale; run: python tools/messages.py")
    elif not check:
        compiled.write_bytes(made)
    print("".join(f"{fault}\n" for fault in faults), end="")
    return 1 if faults else 0


def compile_catalogue(source: Path) -> bytes:
    """Give the compiled catalogue; without a table of hashes, which depends on the version."""
    command = ["msgfmt", "--check", "--no-hash", "--output-file=-", str(source)]
    return subprocess.run(command, check=True, capture_output=True).stdout


def faults_of(compiled: bytes) -> Iterator[str]:
    """Yield what is wrong with a catalogue: texts without Chinese, and Chinese without a text."""
    known = entries(compiled)
    ours = {*spoken_in(ROOT / "mscgraph"), *COMMANDS.values(), *helps()}
    for text in sorted(ours - known.keys()):
        yield f'no Chinese for:\nmsgid {json.dumps(text)}\nmsgstr ""'
    others = {*spoken_in(Path(click.__file__).parent), *map(os.strerror, errno.errorcode)}
    others.add("required")  # click asks for it by a variable
    for text, chinese in known.items():
        if text not in ours | others:
            yield f"nobody says: {text}"
        if text in ours and fields(text) != fields(chinese):
            yield f"other places to fill in: {text}"


def helps() -> set[str]:
    """Collect what the help of every command asks the catalogue for."""
    asked = set[str]()

    def ask(text: str) -> str:
        asked.add(text)
        return text

    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        translated(command or cli, ask)
    translated(cli, ask)
    return asked - {""}


def entries(compiled: bytes) -> dict[str, str]:
    """Read a compiled catalogue; of a plural the one Chinese form."""
    held = GNUTranslations(BytesIO(compiled))._catalog  # type: ignore[attr-defined]  # noqa: SLF001 - gettext has no other way to list them
    plain = {key[0] if isinstance(key, tuple) else key: text for key, text in held.items()}
    return {key: text for key, text in plain.items() if key}


def fields(template: str) -> set[tuple[str, str | None]]:
    """Give what a template has filled in, with the form."""
    parts = string.Formatter().parse(template)
    return {(f"{name}:{form}", how) for _, name, form, how in parts if name is not None}


def spoken_in(folder: Path) -> Iterator[str]:
    """Yield the sentences in the source of a package.

    Raises:
        SyntaxError: a sentence is no literal, so that it would not be found.
    """
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
            if isinstance(node, ast.Call):
                yield from _said(node, path)


def _said(call: ast.Call, path: Path) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = [call.args[at] for at in SAYS.get(name, ()) if at < len(call.args)]
    given += [word.value for word in call.keywords if word.arg == "refusal"]
    for argument in given:
        yield from _literals(argument)
    if name in ASKS and path.is_relative_to(ROOT) and any(map(_literals, call.args[:1])):
        raise SyntaxError(f"{path}:{call.lineno}: put what {name} says into _()")


def _literals(node: ast.AST) -> list[str]:
    """Give the strings with words in an argument, not those of calls in it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if re.search("[A-Za-z]", FIELD.sub("", node.value)) else []
    if isinstance(node, ast.BoolOp | ast.IfExp | ast.JoinedStr):
        return [text for child in ast.iter_child_nodes(node) for text in _literals(child)]
    return []


if __name__ == "__main__":
    sys.exit(main())
