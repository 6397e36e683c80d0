"""``mscgraph new``."""

from __future__ import annotations

import sys
from gettext import gettext as _
from typing import TYPE_CHECKING, Any, get_args

import click

from mscgraph.cli.options import DOCUMENT, ENTITY, PREDICATE, data_option, key_value, lang_option
from mscgraph.errors import DataError, NotFoundError
from mscgraph.model import Design, Hedge, Via

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mscgraph.kb.load import KnowledgeBase
    from mscgraph.languages import Language

_NOT_WRITTEN = {"en": "nothing was written", "zh-Hans": "未写入任何内容"}
NEEDED = (
    "document",
    "topic",
    "subject",
    "predicate",
    "object",
    "section",
    "anchor",
    "design",
    "en",
    "zh",
)


@click.group()
def command() -> None:
    """Add a record to the data.

    \b
    Example:
      mscgraph new claim --help
    """


@command.command("claim")
@click.option("--document", type=DOCUMENT, help="Document that says it, for example qi2024.")
@click.option("--topic", metavar="NAME", help="File below graphs/claims/<document>, without .yaml.")
@click.option("--subject", type=ENTITY, help="Name or id of who acts.")
@click.option("--predicate", type=PREDICATE, help="Relation, see ontology/predicates.yaml.")
@click.option("--object", type=ENTITY, help="Name or id of what is acted on.")
@click.option("--negated", is_flag=True, help="The document denies it, or found no effect.")
@click.option("--through", multiple=True, type=ENTITY, help="Mediator.")
@click.option("--context", multiple=True, metavar="KEY=VALUE", help="For example species=mouse.")
@click.option("--section", metavar="NUMBER", help="Section, as printed.")
@click.option("--anchor", multiple=True, metavar="HEX", help="Anchor of the sentence.")
@click.option("--cite", multiple=True, metavar="REF[:N]", help="Reference id, and printed number.")
@click.option("--design", type=click.Choice(get_args(Design)), help="Design of the evidence.")
@click.option("--hedge", type=click.Choice(get_args(Hedge)), help="How sure the document is.")
@click.option("--via", type=click.Choice(get_args(Via)), help="Where the sentence stands.")
@click.option("--en", metavar="TEXT", help="What the place says, in our own words, in English.")
@click.option("--zh", metavar="TEXT", help="The same in Chinese.")
@lang_option
@data_option
def claim(*, lang: Language, data: str | None, **given: Any) -> None:
    """Write a well-formed claim with the next free id.

    Asks for what is missing, with completion by TAB, if standard input is a terminal.
    Nothing is written if a rule is broken.

    \b
    Example:
      mscgraph coverage --documents ~/documents --open
    """
    from mscgraph.kb.load import load
    from mscgraph.kb.new import add_claim

    kb = load(data)
    _ask_missing(kb, given)
    try:
        ident, file = add_claim(kb, given["topic"], _draft(kb, given))
    except DataError as error:
        for finding in error.report.errors:
            click.echo(finding.render(lang), err=True)
        click.echo(f"mscgraph: {_NOT_WRITTEN[lang]}", err=True)
        raise SystemExit(1) from error
    click.echo(f"{ident}\t{file}")


def _ask_missing(kb: KnowledgeBase, given: dict[str, Any]) -> None:
    missing = [key for key in NEEDED if not given[key]]
    if missing and not sys.stdin.isatty():
        options = ", ".join(f"--{key}" for key in missing)
        said = _("missing {options}; give them, or run in a terminal to be asked")
        raise click.UsageError(said.format(options=options))
    for key in missing:
        answer = _prompt(key, _choices(kb, key, given))
        given[key] = (answer,) if key == "anchor" else answer


def _choices(kb: KnowledgeBase, key: str, given: dict[str, Any]) -> list[str]:
    """Give what TAB offers for a key."""
    if key in ("subject", "object"):
        return sorted({entity.label["en"] for entity in kb.entities.values()})
    offers: dict[str, Iterable[str]] = {
        "document": kb.documents,
        "predicate": kb.predicates,
        "design": get_args(Design),
        "topic": {
            place.file.split("/")[-1].removesuffix(".yaml")
            for (part, ident), place in kb.places.items()
            if part == "claims" and ident.startswith(f"{given['document']}-")
        },
    }
    return sorted(offers.get(key, ()))


def _prompt(key: str, choices: list[str]) -> str:
    """Ask on the terminal, completing from the choices."""
    import readline

    def complete(text: str, state: int) -> str | None:
        near = [choice for choice in choices if choice.lower().startswith(text.lower())]
        return near[state] if state < len(near) else None

    readline.set_completer(complete)
    readline.set_completer_delims("")
    readline.parse_and_bind("tab: complete")
    while True:
        if answer := input(f"{key}: ").strip():
            return answer


def _draft(kb: KnowledgeBase, given: dict[str, Any]) -> dict[str, Any]:
    from mscgraph.kb.new import entity_named

    subject, obj = entity_named(kb, given["subject"]), entity_named(kb, given["object"])
    evidence = {
        "document": given["document"],
        "section": given["section"],
        "anchors": list(given["anchor"]),
        "cites": [_cite(text) for text in given["cite"]],
        "design": given["design"],
        "statement": {"en": given["en"], "zh-Hans": given["zh"]},
    }
    if not given["cite"]:
        evidence["cites_scope"] = "none"
    evidence.update({key: given[key] for key in ("hedge", "via") if given[key]})
    return {
        "subject": subject.id,
        "subject_label": subject.label["en"],
        "predicate": given["predicate"],
        "object": obj.id,
        "object_label": obj.label["en"],
        "negated": given["negated"],
        "mediated_by": [entity_named(kb, name).id for name in given["through"]],
        "context": dict(_context(kb, text) for text in given["context"]),
        "evidence": [evidence],
    }


def _cite(text: str) -> dict[str, str]:
    reference, _, printed = text.partition(":")
    return {"reference": reference, "printed": printed} if printed else {"reference": reference}


def _context(kb: KnowledgeBase, text: str) -> tuple[str, str]:
    from mscgraph.kb.new import entity_named
    from mscgraph.terms import CONTEXT_ENTITIES

    key, value = key_value(text)
    if key in CONTEXT_ENTITIES:
        return key, entity_named(kb, value).id
    if key == "comparator":
        try:
            return key, entity_named(kb, value).id
        except NotFoundError:
            return key, value  # a control word, or a finding of check
    return key, value
