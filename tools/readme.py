"""Put the real output of the demo's first commands into the READMEs; ``--check`` only compares."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # as a script too, a tool finds the others

from tools.fresh import between, keep  # noqa: E402 - after the path above

BEGIN, END = "<!-- demo:begin -->", "<!-- demo:end -->"
ENGLISH = ("mscgraph", "path", "GMSC", "lupus nephritis")
CHINESE = ("mscgraph", "path", "牙龈间充质干细胞", "狼疮肾炎", "--lang", "zh")
FILES = {"README.md": (ENGLISH, CHINESE), "README.zh.md": (CHINESE, ENGLISH)}


def as_typed(command: tuple[str, ...]) -> str:
    """Give a command as a person types it."""
    return " ".join(f'"{word}"' if " " in word else word for word in command)


@cache
def shown(command: tuple[str, ...]) -> str:
    """Run a command and give what a terminal would show."""
    name, *arguments = command
    program = str(Path(sys.executable).parent / name)
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    return f"$ {as_typed(command)}\n{done.stdout}"


def refreshed(name: str, commands: tuple[tuple[str, ...], ...]) -> str:
    """Give a page whose block shows what the commands print."""
    block = "\n".join(shown(command) for command in commands)
    return between((ROOT / name).read_text(encoding="utf-8"), BEGIN, END, f"```\n{block}```")


def main(arguments: list[str]) -> int:
    """Refresh the blocks, or say which are stale."""
    made = {name: refreshed(name, commands) for name, commands in FILES.items()}
    return keep(ROOT, made, "readme", arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
