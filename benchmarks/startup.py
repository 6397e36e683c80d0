"""Measure the start of ``mscgraph path`` as a whole process against ``import networkx``.

Run it with the Python of the environment in which mscgraph is installed. Both sides run in turn,
with bytecode on disk, the first round thrown away; what counts is the ratio, not the seconds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
SIDES = {
    "mscgraph path": [
        str(Path(sys.executable).parent / "mscgraph"),
        "path",
        "GMSC",
        "lupus nephritis",
    ],
    "import networkx": [sys.executable, "-c", "import networkx"],
    "python -c pass": [sys.executable, "-c", "pass"],
}


def run(command: list[str], environment: dict[str, str]) -> float:
    """Give the seconds of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and the ratios to ``import networkx``."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seconds: dict[str, list[float]] = {name: [] for name in SIDES}
    for turn in range(ROUNDS + 1):
        for name, command in SIDES.items():
            taken = run(command, environment)
            if turn:
                seconds[name].append(taken)
    rival = statistics.median(seconds["import networkx"])
    print(f"{'':18}{'median ms':>10}{'ratio':>8}")
    for name, taken in seconds.items():
        median = statistics.median(taken)
        print(f"{name:18}{median * 1000:10.1f}{median / rival:8.2f}")


if __name__ == "__main__":
    main()
