"""Put the real output of the demo's first commands into README.md; ``--check`` only compares."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- demo:begin -->", "<!-- demo:end -->"
COMMANDS = (
    ("mscgraph", "path", "GMSC", "lupus nephritis"),
    ("mscgraph", "path", "牙龈间充质干细胞", "狼疮肾炎", "--lang", "zh"),
)


def as_typed(command: tuple[str, ...]) -> str:
    """Give a command as a person types it."""
    return " ".join(f'"{word}"' if " " in word else word for word in command)


def block() -> str:
    """Run the commands and give what a terminal would show."""
    shown = []
    for name, *arguments in COMMANDS:
        program = str(Path(sys.executable).parent / name)
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
        shown.append(f"$ {as_typed((name, *arguments))}\n{done.stdout}")
    return "```\n" + "\n".join(shown) + "```\n"


def main(arguments: list[str]) -> int:
    """Refresh the block, or say that it is stale."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    fresh = f"{before}{BEGIN}\n{block()}{END}{after}"
    if fresh == text:
        return 0
    if "--check" in arguments:
        print("README.md does not show what the demo prints; run: python tools/readme.py")
        return 1
    path.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
