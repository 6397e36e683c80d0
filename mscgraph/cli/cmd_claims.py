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
    from collections.abc import Iterator

    from mscgraph.cli.output import Output
    from mscgraph.compiled.graph import Graph
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
    from mscgraph.kb.cache import open_graph

    graph = open_graph(data)
    rows = (_row(graph, claim, lang) for claim in _select(graph, **asked))
    count = out.rows(rows, COLUMNS, full=out.fmt in ("json", "jsonl"), first=FIRST)
    if not count:
        click.echo(f"mscgraph: {_('no claim is like that; loosen the options')}", err=True)
        raise SystemExit(1)


def _select(
    graph: Graph,
    *,
    ids: tuple[str, ...],
    about: str | None,
    predicate: str | None,
    document: str | None,
    reference: str | None,
    mechanism: str | None,
    context: tuple[str, ...],
    negated: bool,
    opposed: bool,
) -> Iterator[dict[str, Any]]:
    from mscgraph.compiled.read import must_exist

    ends = {graph.curie(e) for e in graph.below(graph.resolve(about))} if about else None
    stated = [pair_of(graph, text) for text in context]
    must_exist("claim", graph.claims, ids)
    must_exist("predicate", graph.predicates, filter(None, (predicate,)))
    must_exist("document", graph.file.table("documents"), filter(None, (document,)))
    must_exist("reference", graph.references, filter(None, (reference,)))
    must_exist("mechanism", graph.file.table("mechanisms"), filter(None, (mechanism,)))
    # names are looked up above, before anything is written; the claims come one by one
    return (
        claim
        for claim in graph.claims.bodies()
        if (claim["id"] in ids if ids else claim["status"] == "active")
        and (ends is None or {claim["subject"], claim["object"], *claim["mediated_by"]} & ends)
        and (predicate is None or claim["predicate"] == predicate)
        and (document is None or any(e["document"] == document for e in claim["evidence"]))
        and (
            reference is None
            or any(c["reference"] == reference for e in claim["evidence"] for c in e["cites"])
        )
        and (mechanism is None or mechanism in claim["mechanisms"])
        and all(claim["context"].get(key) in values for key, values in stated)
        and (claim["negated"] or not negated)
        and (bool((claim["belief_terms"] or {}).get("opposed_by")) or not opposed)
    )


def _row(graph: Graph, claim: dict[str, Any], lang: Language) -> dict[str, Any]:
    evidence = claim["evidence"]
    labels = {
        f"{end}_label": (
            graph.entities.get(claim[end]) or {"label": {lang: claim[f"{end}_label"]}}
        )["label"][lang]
        for end in ("subject", "object")
    }
    return {
        **claim,
        **labels,
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
