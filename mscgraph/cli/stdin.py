"""Read ids from standard input: the first column, a header skipped."""

from __future__ import annotations

import sys
from gettext import gettext as _

import click


def ids_from_stdin() -> list[str]:
    """Give the first column of standard input, without a header line ``id``."""
    lines = [line.split("\t")[0].strip().lstrip("\ufeff") for line in sys.stdin]
    found = [line for line in lines if line and line != "id"]
    if not found:
        raise click.UsageError(_("nothing on standard input; pipe ids into it, one a line"))
    return found
