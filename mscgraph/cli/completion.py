"""What the shell completes by TAB: names and ids of the graph that is asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import click

    from mscgraph.compiled.graph import Graph

_SPECIAL = frozenset(" \t\\\"'`$&|;<>()[]{}*?!#~")


def candidates(
    ctx: click.Context, tables: tuple[str, ...], incomplete: str
) -> list[CompletionItem]:
    """Give what an incomplete word may become, from some tables of the graph.

    Entities are completed by name in any language, all else by id.
    """
    from mscgraph.errors import MscgraphError
    from mscgraph.kb.cache import open_graph

    data = ctx.params.get("data") or os.environ.get("MSCGRAPH_DATA")
    try:
        graph = open_graph(data, ctx.params.get("joined"))
    except MscgraphError:
        return []  # the command itself says what is wrong
    found = dict.fromkeys(word for table in tables for word in _words(graph, table, incomplete))
    return [CompletionItem(_quoted(word)) for word in found]


def _words(graph: Graph, table: str, incomplete: str) -> Iterator[str]:
    if table == "entities":
        yield from graph.names_from(incomplete)
        if ":" not in incomplete:
            return
    yield from (ident for ident in graph.file.table(table).ids if ident.startswith(incomplete))


def _quoted(word: str) -> str:
    """Quote a name of several words for bash, which puts in what it is given; others quote it.

    Two backslashes, since the script of click reads the line with ``read``, which takes one away.
    """
    if not os.environ.get("_MSCGRAPH_COMPLETE", "").startswith("bash"):
        return word
    return "".join(f"\\\\{char}" if char in _SPECIAL else char for char in word)
