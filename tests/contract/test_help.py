"""Every command has help with an example, and every example does what it shows."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from mscgraph.cli import COMMANDS, cli

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "documents"
SILENT = ("check", "fmt", "new", "diff", "verify", "import")
"""Commands that say nothing on stdout if all is well."""

pytestmark = pytest.mark.xdist_group("help")  # one worker copies the data and keeps it


def command_of(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def examples(text: str | None) -> list[str]:
    """Give the lines of the Example block of a help text."""
    block = re.search(r"Example:\n(.*?)(\n\s*\n|\Z)", text or "", re.DOTALL)
    return [line.strip() for line in block[1].splitlines() if line.strip()] if block else []


def with_subcommands(command: click.Command) -> list[click.Command]:
    """Give a command and, of a group such as ``new``, those below it."""
    below = command.commands.values() if isinstance(command, click.Group) else ()
    return [command, *below]


THERE = [name for name in COMMANDS if find_spec(f"mscgraph.cli.cmd_{name}")]
EXAMPLES = sorted(
    {
        line
        for command in (cli, *map(command_of, THERE))
        for each in with_subcommands(command)
        for line in examples(each.help)
    }
)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_there_and_says_what_it_does(name: str) -> None:
    command = command_of(name)
    first = (command.help or "").split("\n")[0]
    assert re.fullmatch(r"[A-Z][^\n]*[.:;]?.*", first)
    assert len(COMMANDS[name]) <= 72
    assert all(p.help for p in command.params if isinstance(p, click.Option))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_shows_examples(name: str) -> None:
    commands = with_subcommands(command_of(name))
    lines = [line for command in commands for line in examples(command.help)]
    assert len(lines) >= 2
    assert all("mscgraph" in line for line in lines)
    assert any(f"mscgraph {name}" in line for line in lines)


@dataclass(frozen=True)
class Desk:
    """A folder with a copy of the data under version control, where a user might sit."""

    folder: Path
    home: Path

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        # the programs of this environment first; a pager that is no terminal's writes through
        path = f"{self.home / 'bin'}:{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
        keep = {"XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"], "LANG": "C.UTF-8"}
        return subprocess.run(
            ["/bin/bash", "-c", line],
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=self.folder,
            env={**keep, "HOME": str(self.home), "PATH": path, "MSCGRAPH_DATA": str(self.folder)},
            stdin=subprocess.DEVNULL,
            timeout=120,
        )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("home")
    folder = home / "work"
    for name in ("ontology", "graphs"):
        shutil.copytree(ROOT / name, folder / name)
    (home / "bin").mkdir()
    with gzip.open(folder / "nodes.tsv.gz", "wt") as file:
        file.write("id\tcategory\tname\nA:1\tbiolink:Gene\tone\nA:2\tbiolink:Gene\ttwo\n")
    with gzip.open(folder / "edges.tsv.gz", "wt") as file:
        file.write("subject\tpredicate\tobject\nA:1\tbiolink:affects\tA:2\n")
    pager = home / "bin" / "less"
    pager.write_text("#!/bin/sh\nexec cat\n")
    pager.chmod(0o755)
    if DOCUMENTS.is_dir():
        (home / "documents").symlink_to(DOCUMENTS)
    (home / ".gitconfig").write_text("[user]\nname = a\nemail = a@example.org\n")
    return Desk(folder, home)


@pytest.fixture
def desk(copy: Desk) -> Desk:
    if not (copy.folder / ".git").exists():
        done = copy.run("git init -q . && git add . && git commit -q -m data")
        assert done.returncode == 0, done.stderr
    return copy


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_runs(desk: Desk, line: str) -> None:
    if "~/documents" in line and not DOCUMENTS.is_dir():
        pytest.skip("the documents are not on this machine")
    done = desk.run(line)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Usage:" not in done.stderr
    writes = re.search(r"-o (?!- )\S+|>", line)
    if not writes and line.split()[1] not in SILENT:
        assert done.stdout.strip()
