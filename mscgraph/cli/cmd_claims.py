"""``mscgraph claims``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import (
    CLAIM,
    DOCUMENT,
    ENTITY,
    MECHANISM,
    PREDICATE,
    REFERENCE,
    data_option,
    key_value,
    lang_option,
    output_options,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mscgraph.cli.output import Output
    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.selection import Asked
    from mscgraph.languages import Language

COLUMNS = (
    "id",
    "subject",
    "subject_label",
    "predicate",
    "object",
    "object_label",
    "sign",
    "negated",
    "status",
    "belief",
    "design",
    "document",
    "section",
    "references",
    "statement",
)
FIRST = (
    "id",
    "subject_label",
    "predicate",
    "object_label",
    "sign",
    "negated",
    "belief",
    "statement",
    "references",
    "design",
    "document",
    "section",
)
"""What a narrow terminal shows, the one before the other."""


@click.command()
@click.argument("ids", nargs=-1, type=CLAIM)
@click.option("--about", type=ENTITY, help="Claims with this entity, or one below it, at an end.")
@click.option("--predicate", type=PREDICATE, help="Claims with this predicate.")
@click.option("--document", type=DOCUMENT, help="Claims from this document.")
@click.option("--reference", type=REFERENCE, help="Claims that cite this reference.")
@click.option("--mechanism", type=MECHANISM, help="Claims of this mechanism.")
@click.option("--context", multiple=True, metavar="KEY=VALUE", help="Stated so, or below it.")
@click.option("--negated", is_flag=True, help="Only what is denied or had no effect.")
@click.option("--opposed", is_flag=True, help="Only claims that another claim opposes.")
@output_options()
@lang_option
@data_option
def command(*, out: Output, lang: Language, data: str | None, **asked: Any) -> None:
    """List claims with their evidence; withdrawn ones only if they are named.

    \b
    Example:
      mscgraph claims --about CD73
      mscgraph claims --negated -f tsv | cut -f1,3,6
    """
    from mscgraph.graph.selection import select
    from mscgraph.kb.cache import open_graph

    graph = open_graph(data)
    rows = _rows(graph, select(graph, _asked(graph, **asked)), lang)
    count = out.rows(rows, COLUMNS, full=out.fmt in ("json", "jsonl"), first=FIRST)
    if not count:
        click.echo(f"mscgraph: {_('no claim is like that; loosen the options')}", err=True)
        raise SystemExit(1)


def _asked(graph: Graph, *, about: str | None, context: tuple[str, ...], **asked: Any) -> Asked:
    """Look up every name before anything is written; a misspelt one would only find nothing."""
    from mscgraph.compiled.read import must_exist
    from mscgraph.graph.selection import Asked

    def named(key: str) -> Iterator[str]:
        return filter(None, (asked[key],))

    below = graph.below(graph.resolve(about)) if about else ()
    stated = tuple(pair_of(graph, text) for text in context)
    must_exist("claim", graph.claims, asked["ids"])
    must_exist("predicate", graph.predicates, named("predicate"))
    must_exist("document", graph.file.table("documents"), named("document"))
    must_exist("reference", graph.references, named("reference"))
    must_exist("mechanism", graph.mechanisms, named("mechanism"))
    return Asked(about=below, context=stated, **asked)


def _rows(
    graph: Graph, claims: Iterable[dict[str, Any]], lang: Language
) -> Iterator[dict[str, Any]]:
    from functools import lru_cache

    @lru_cache(maxsize=1 << 16)
    def label(curie: str) -> str | None:
        entity = graph.entities.get(curie)
        return str(entity["label"][lang]) if entity else None

    for claim in claims:
        evidence = claim["evidence"]
        yield {
            **claim,
            "subject_label": label(claim["subject"]) or claim["subject_label"],
            "object_label": label(claim["object"]) or claim["object_label"],
            "design": list(dict.fromkeys(e["design"] for e in evidence)),
            "document": list(dict.fromkeys(e["document"] for e in evidence)),
            "section": list(dict.fromkeys(e["section"] for e in evidence)),
            "references": list(dict.fromkeys(c["reference"] for e in evidence for c in e["cites"])),
            "statement": evidence[0]["statement"][lang],
        }


def pair_of(graph: Graph, text: str) -> tuple[str, frozenset[str]]:
    """Read KEY=VALUE; the value is a word, or an entity with all below it."""
    key, value = key_value(text)
    return key, graph.context_ids(key, value)
