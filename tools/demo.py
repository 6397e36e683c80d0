"""Show what mscgraph answers: each command is printed as one types it, then run."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ".venv/bin/mscgraph"

COMMANDS = (
    (PROGRAM, "path", "GMSC", "lupus nephritis"),
    (PROGRAM, "path", "GMSC", "lupus nephritis", "--lang", "zh"),
    (PROGRAM, "path", "BM-MSC", "liver inflammation", "-k", "5"),
    (PROGRAM, "view", "--path", "BM-MSC", "liver inflammation", "-o", "build/demo.html"),
)


def main() -> int:
    """Run the commands; the first that fails ends the demo with its exit code."""
    (ROOT / "build").mkdir(exist_ok=True)
    for command in COMMANDS:
        print(f"$ {shlex.join(command)}", flush=True)
        code = subprocess.run(command, check=False, cwd=ROOT).returncode
        if code:
            return code
        print(flush=True)
    print("Open build/demo.html in a browser; next: .venv/bin/mscgraph --help")
    return 0


if __name__ == "__main__":
    sys.exit(main())
