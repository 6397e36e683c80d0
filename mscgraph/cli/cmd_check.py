"""``mscgraph check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mscgraph.cli.findings import report_findings
from mscgraph.cli.options import data_option, lang_option, output_options

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.languages import Language


@click.command()
@click.option("--rules", multiple=True, metavar="CODE", help="Report only this rule.")
@output_options("text", default="text")
@lang_option
@data_option
def command(*, rules: tuple[str, ...], out: Output, lang: Language, data: str | None) -> None:
    """Check the data by every rule; exit 1 if one is broken.

    \b
    Example:
      mscgraph check
      mscgraph check -f tsv | cut -f1 | sort | uniq -c
    """
    from mscgraph.kb.check import check

    report_findings(check(data, rules=rules), out, lang=lang)
