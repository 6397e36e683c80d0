"""``mscgraph query``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import data_option, key_value, lang_option, output_options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mscgraph.cli.output import Output
    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language
    from mscgraph.rdf.endpoint import Endpoint
    from mscgraph.rdf.prefixes import Shortener
    from mscgraph.rdf.results import Answer, Table, Value

MEDIA_TYPES = {"ttl": "text/turtle", "nt": "application/n-triples"}
"""Formats of the answer to CONSTRUCT and DESCRIBE."""


@click.command()
@click.argument("query", required=False, metavar="[QUERY|FILE.rq|-]")
@click.option(
    "--name",
    metavar="NAME",
    shell_complete=lambda _ctx, _param, begun: [n for n in _names() if n.startswith(begun)],
    help="Run a query that comes with mscgraph.",
)
@click.option(
    "--param",
    multiple=True,
    metavar="KEY=VALUE",
    help="Fill $KEY of a named query; an entity by any of its names.",
)
@click.option("--list", "listing", is_flag=True, help="List the named queries.")
@click.option("--sparql", is_flag=True, help="Print the query instead of running it.")
@click.option("--iris", is_flag=True, help="Print whole IRIs instead of CURIEs.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    metavar="SECONDS",
    help="End the query after so long; to make its graph ready may take as long again.",
)
@click.option(
    "--store",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Ask a store that mscgraph build --store made.",
)
@output_options(*MEDIA_TYPES)
@lang_option
@data_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    query: str | None,
    name: str | None,
    param: tuple[str, ...],
    listing: bool,
    sparql: bool,
    iris: bool,
    timeout: float,
    store: str | None,
    out: Output,
    lang: Language,
    data: str | None,
) -> None:
    """Ask the graph in SPARQL.

    SELECT gives rows, ASK true or false (exit code 0 or 1), CONSTRUCT and DESCRIBE a graph. The
    prefixes mscg, entity, claim, HGNC and so on need no declaration. A query only reads: updates
    and SERVICE are refused.

    \b
    Example:
      mscgraph query --list
      mscgraph query --name mechanisms --param source=GMSC
      mscgraph query 'SELECT ?id { ?e a mscg:Disease ; dcterms:identifier ?id }' | mscgraph show -
    """
    if listing:
        columns = ("name", "title", "parameters", "description")
        _rows_only(out).rows(_named(lang), columns)
        return
    from mscgraph.kb.cache import open_graph
    from mscgraph.rdf.prefixes import Shortener, prefixes
    from mscgraph.rdf.records import records_of

    place = None if store is None else _store(ctx, store)
    graph = open_graph(data if store is None else store)
    names = prefixes(records_of(graph)["prefixes"].values())
    text = _text(graph, names, query, name, param, lang)
    if sparql:
        with out.open() as file:
            file.write(text if text.endswith("\n") else f"{text}\n")
        return
    with _endpoint(graph, names, place, timeout) as endpoint:
        media_type = MEDIA_TYPES.get(out.fmt or "ttl", MEDIA_TYPES["ttl"])
        answer = endpoint.run(text, timeout=timeout, graph=media_type)
    _say(answer, out, short=None if iris else Shortener(names))


def _names() -> Iterator[str]:
    from mscgraph.rdf.named import named_queries

    yield from named_queries()


def _named(lang: Language) -> Iterator[dict[str, Any]]:
    from mscgraph.rdf.named import named_queries

    for name, query in named_queries().items():
        yield {
            "name": name,
            "title": query.title[lang],
            "parameters": [
                f"{p.name}={p.default or p.example} ({p.label[lang]})" for p in query.parameters
            ],
            "description": query.description[lang],
        }


def _text(
    graph: Graph,
    names: dict[str, str],
    query: str | None,
    name: str | None,
    param: Sequence[str],
    lang: Language,
) -> str:
    """Give the query that was typed, read or named."""
    if (query is None) == (name is None):
        said = _("give one of: a query, a FILE.rq, -, or --name; --list shows names")
        raise click.UsageError(said)
    if name is not None:
        from mscgraph.rdf.named import iri_resolver, named_query

        values = dict(key_value(text) for text in param)
        return named_query(name).fill(values, iri_resolver(graph, names), lang)
    if param:
        raise click.UsageError(_("--param fills a named query; give it with --name"))
    if query and query in _names():
        raise click.UsageError(_("{name} is a named query; give --name {name}").format(name=query))
    text = _read(query or "")
    if not text.strip():
        raise click.UsageError(_("the query is empty"))
    return text


def _read(query: str) -> str:
    import sys
    from pathlib import Path

    if query == "-":
        text = sys.stdin.buffer.read()
    elif query.endswith(".rq"):
        try:
            text = Path(query).read_bytes()
        except OSError as error:
            raise click.UsageError(f"{query}: {_(str(error.strerror))}") from error
    else:
        return query
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        said = _("the query is not UTF-8 at byte {byte}").format(byte=error.start)
        raise click.UsageError(said) from error


def _store(ctx: click.Context, store: str) -> Path:
    from pathlib import Path

    from mscgraph.rdf.disk import store_in

    if ctx.get_parameter_source("data") is click.core.ParameterSource.COMMANDLINE:
        raise click.UsageError(_("give --data or --store; a store holds its own graph"))
    return store_in(Path(store))


def _endpoint(graph: Graph, names: dict[str, str], place: Path | None, timeout: float) -> Endpoint:
    """Make the graph ready; a store is."""
    from mscgraph.rdf.endpoint import Endpoint

    if place is not None:
        return Endpoint(place, names)
    from mscgraph.rdf.cache import triples_of
    from mscgraph.rdf.limit import Limit

    limit = Limit.of(timeout)
    endpoint = Endpoint(triples_of(graph, limit), names)
    endpoint.start(limit)
    return endpoint


def _say(answer: Answer, out: Output, *, short: Shortener | None) -> None:
    from mscgraph.rdf.results import table_of, truth_of

    if answer.kind == "graph":
        if out.fmt not in (None, *MEDIA_TYPES):
            said = _("CONSTRUCT and DESCRIBE give a graph; use -f ttl or -f nt")
            raise click.UsageError(said)
        with out.open() as file:
            file.write(answer.data.decode())
    elif answer.kind == "ask":
        truth = truth_of(answer.data)
        with out.open() as file:
            file.write("true\n" if truth else "false\n")
        if not truth:
            raise SystemExit(1)
    else:
        table = table_of(answer.data)
        rows = _rows(table, short, exact=out.fmt not in ("json", "jsonl"))
        _rows_only(out).rows(rows, table.columns)


def _rows(table: Table, short: Shortener | None, *, exact: bool) -> Iterator[dict[str, Any]]:
    """Give the rows; ``exact`` spells fractions out, which a listing would round."""
    from mscgraph.rdf.results import Iri

    def shown(value: Value) -> Value:
        if short and isinstance(value, Iri):
            return short.short(value)
        return repr(value) if exact and isinstance(value, float) else value

    for record in table.records():
        yield {key: shown(value) for key, value in record.items()}


def _rows_only(out: Output) -> Output:
    if out.fmt in MEDIA_TYPES:
        said = _("rows cannot be written as {format}; use table, json, jsonl or tsv")
        raise click.UsageError(said.format(format=out.fmt))
    return out
