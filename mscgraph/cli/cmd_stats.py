"""``mscgraph stats``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import data_option, lang_option, output_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.cli.output import Output
    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language


@click.command()
@output_options()
@lang_option
@data_option
def command(*, out: Output, lang: Language, data: str | None) -> None:
    """Count what the graph holds.

    \b
    Example:
      mscgraph stats
      mscgraph stats -f tsv | grep design
    """
    from mscgraph.kb.cache import open_graph

    out.rows(
        _rows(open_graph(data), lang),
        ("count_of", "value", "label", "count"),
    )


def _rows(graph: Graph, lang: Language) -> Iterator[dict[str, Any]]:
    claims = list(graph.claims.bodies())
    kinds = {kind["id"]: kind["label"][lang] for kind in graph.types.bodies()}
    verbs = {predicate["id"]: predicate["label"][lang] for predicate in graph.predicates.bodies()}
    for part, count in graph.meta["counts"].items():
        yield {"count_of": "records", "value": part, "label": part, "count": count}
    evidence = [e for claim in claims for e in claim["evidence"]]
    cites = [c for e in evidence for c in e["cites"]]
    for name, counter, labels in (
        ("document", Counter(e["document"] for e in evidence), {}),
        ("predicate", Counter(c["predicate"] for c in claims), verbs),
        ("type", Counter(e["type"] for e in graph.entities.bodies()), kinds),
        ("design", Counter(e["design"] for e in evidence), {}),
        ("hedge", Counter(e["hedge"] for e in evidence), {}),
        ("relay", Counter(c["relay"]["status"] for c in cites), {}),
        ("negated", Counter(str(c["negated"]).lower() for c in claims), {}),
    ):
        for value, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])):
            yield {
                "count_of": name,
                "value": value,
                "label": labels.get(value, value),
                "count": count,
            }
