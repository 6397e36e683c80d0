"""``mscgraph verify``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from mscgraph.cli.findings import report_findings
from mscgraph.cli.options import (
    CLAIM,
    data_option,
    documents_option,
    lang_option,
    output_options,
)
from mscgraph.languages import LANGUAGES

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.kb.verify import Passage
    from mscgraph.languages import Language


@click.command()
@documents_option
@click.option("--claim", "claims", multiple=True, type=CLAIM, help="Check only this claim.")
@click.option("--show", is_flag=True, help="Show each sentence beside its paraphrase.")
@output_options("text", default="text")
@lang_option
@data_option
def command(
    *,
    documents: str,
    claims: tuple[str, ...],
    show: bool,
    out: Output,
    lang: Language,
    data: str | None,
) -> None:
    """Check every claim against the documents.

    A document is found by its SHA-256, or by the name ID.txt.

    \b
    Example:
      mscgraph verify --documents ~/documents
      mscgraph verify --documents ~/documents --show --claim qi2024-021 | less
    """
    from mscgraph.kb.verify import verify

    if show and (out.fmt != "text" or out.path != "-"):
        said = _("--show writes text to standard output; leave out -f and -o")
        raise click.UsageError(said)
    done = verify(data, documents, claims=claims)
    for passage in done.passages if show else ():
        click.echo(_beside(passage))
    report_findings(done.report, out, lang=lang)


def _beside(passage: Passage) -> str:
    claim, evidence = passage.claim, passage.evidence
    denied = "not " if claim.negated else ""
    lines = [
        f"{claim.id}  {claim.subject_label} {denied}{claim.predicate} {claim.object_label}",
        f"  {passage.file}:{passage.line}",
    ]
    for sentence in passage.sentences:
        lines.append(f"  {evidence.document} {sentence.section} {sentence.anchor}")
        lines.append(f"    {sentence.text}")
    lines.extend(f"  {tag:<7} {evidence.statement[tag]}" for tag in LANGUAGES)
    return "\n".join(lines) + "\n"
