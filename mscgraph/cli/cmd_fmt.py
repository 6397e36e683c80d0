"""``mscgraph fmt``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mscgraph.cli.findings import report_findings
from mscgraph.cli.options import data_option, lang_option
from mscgraph.cli.output import Output

if TYPE_CHECKING:
    from mscgraph.languages import Language


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file would change.")
@lang_option
@data_option
def command(*, check: bool, lang: Language, data: str | None) -> None:
    """Bring the data files into their one spelling.

    Prints the files that changed. A file with a finding is not touched.

    \b
    Example:
      mscgraph fmt
      mscgraph fmt --check | cut -d: -f1
    """
    from mscgraph.kb.fmt import format_folder

    done = format_folder(data, check=check)
    if not check:
        for file in done.changed:
            click.echo(file)
    report_findings(done.report, Output("text"), lang=lang)
