"""``mscgraph stats``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import data_option, lang_option, output_options
from mscgraph.cli.parts import part_label

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
    from mscgraph.graph.say import DESIGNS
    from mscgraph.graph.tally import tally

    labels = {
        "design": {name: words[lang != "en"] for name, words in DESIGNS.items()},
        "type": {kind["id"]: kind["label"][lang] for kind in graph.types.bodies()},
        "predicate": {verb["id"]: verb["label"][lang] for verb in graph.predicates.bodies()},
    }
    for part, count in graph.meta["counts"].items():
        yield {
            "count_of": "records",
            "value": part,
            "label": part_label(part, lang),
            "count": count,
        }
    for name, counter in tally(graph).items():
        for value, count in sorted(counter.items(), key=lambda pair: (-pair[1], pair[0])):
            label = labels.get(name, {}).get(value, value)
            yield {"count_of": name, "value": value, "label": label, "count": count}
