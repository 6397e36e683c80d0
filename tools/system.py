"""See that the Debian packages which the tests need are there; root installs what is missing.

The tests open pages in chromium, look at Chinese text, start a reasoner that is written in Java and
compile the catalogue of messages, so none of it is ever skipped: a plain user is told what is
missing and the run ends.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

PACKAGES = ("chromium", "default-jre-headless", "fonts-noto-cjk", "gettext")

Query = Callable[[Sequence[str]], frozenset[str]]
Run = Callable[[Sequence[str]], None]


def installed(names: Sequence[str]) -> frozenset[str]:
    """Ask dpkg which of the packages are installed; without dpkg none is."""
    if shutil.which("dpkg-query") is None:
        return frozenset()
    show = "--showformat=${db:Status-Status} ${Package}\n"
    # the exit code says only that some name is unknown, which is an answer and no failure
    answer = subprocess.run(
        ["dpkg-query", "--show", show, *names], check=False, capture_output=True, text=True
    )
    states = (line.split() for line in answer.stdout.splitlines())
    return frozenset(state[1] for state in states if state[0] == "installed")


def apt_get(arguments: Sequence[str]) -> None:
    """Run apt-get so that it asks nothing; whether it did its work, dpkg is asked afterwards."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # a machine that has just started may be busy with its own updates
    command = ["apt-get", "--quiet", "--option", "DPkg::Lock::Timeout=120", *arguments]
    subprocess.run(command, check=False, env=environment, stdin=subprocess.DEVNULL)


def is_root() -> bool:
    """Tell whether packages may be installed here."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def main(
    query: Query = installed, run: Run = apt_get, may_install: Callable[[], bool] = is_root
) -> int:
    """Install or name what is missing; 0 only if nothing is missing in the end."""
    missing = _missing(query)
    if missing and may_install():
        print(f"installing {' '.join(missing)}", flush=True)
        run(["update"])
        run(["install", "--yes", "--no-install-recommends", *missing])
        missing = _missing(query)
    if missing:
        names = " ".join(missing)
        print(f"missing: {names}\nas root: apt-get install {names}", file=sys.stderr)
        return 1
    return 0


def _missing(query: Query) -> list[str]:
    there = query(PACKAGES)
    return [name for name in PACKAGES if name not in there]


if __name__ == "__main__":
    sys.exit(main())
