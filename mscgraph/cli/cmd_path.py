"""``mscgraph path``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.options import (
    DOCUMENT,
    ENTITY,
    KIND,
    PREDICATE,
    data_option,
    key_value,
    lang_option,
    output_options,
    with_option,
)
from mscgraph.graph.say import DESIGNS

if TYPE_CHECKING:
    from mscgraph.cli.output import Output
    from mscgraph.graph.query import PathResult, Step
    from mscgraph.languages import Language

COLUMNS = (
    "rank",
    "source",
    "target",
    "hops",
    "sign",
    "effect",
    "score",
    "standing",
    "entities",
    "claims",
    "references",
    "text",
)
FIRST = ("rank", "text", "sign", "effect", "score", "standing", "claims", "references", "hops")


@click.command()
@click.argument("source", type=ENTITY)
@click.argument("target", type=ENTITY)
@click.option("-k", type=click.IntRange(0, 1000), default=10, help="At most so many paths; 0: all.")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, help="At most so many steps.")
@click.option(
    "--sign",
    type=click.Choice(["+", "-", "any"]),
    help="Net sign; any also walks undirected relations.",
)
@click.option(
    "--effect",
    type=click.Choice(["beneficial", "harmful"]),
    help="Only what is known to be good, or bad, for the patient.",
)
@click.option(
    "--shape", default="", metavar="KINDS", help="Such as CellSource>*>Pathway>*>Disease."
)
@click.option("--reported-only", is_flag=True, help="Only what one study reported whole.")
@click.option(
    "--by",
    type=click.Choice(["score", "hops"]),
    default="score",
    help="Best score first, or fewest steps first.",
)
@click.option("--via", multiple=True, type=ENTITY, help="Only paths through this entity.")
@click.option(
    "--avoid", multiple=True, type=ENTITY, help="No path through this entity or one below it."
)
@click.option("--predicates", multiple=True, type=PREDICATE, help="Walk only these predicates.")
@click.option("--types", multiple=True, type=KIND, help="Only these kinds between the ends.")
@click.option(
    "--designs",
    multiple=True,
    type=click.Choice(list(DESIGNS)),
    metavar="DESIGN",
    help="Every step has evidence of such a design.",
)
@click.option(
    "--documents",
    multiple=True,
    type=DOCUMENT,
    help="Every step has evidence from such a document.",
)
@click.option(
    "--context",
    multiple=True,
    metavar="KEY=VALUE",
    help="What a claim states of KEY is VALUE or below it.",
)
@click.option(
    "--min-belief", type=click.FloatRange(0, 1), default=0.0, help="Least belief of a step."
)
@click.option("--hypotheses", is_flag=True, help="Walk also what a document only supposes.")
@click.option("--through-products", is_flag=True, help="Walk on from what attracts a cell.")
@click.option("--explain-score", is_flag=True, help="Print every term of the score.")
@output_options("text", "dot", "mermaid", default="text")
@lang_option
@data_option
@with_option
def command(
    *,
    source: str,
    target: str,
    explain_score: bool,
    out: Output,
    lang: Language,
    data: str | None,
    joined: str | None,
    **asked: Any,
) -> None:
    """Find the ranked, cited paths from a source to an outcome.

    SOURCE and TARGET are names in any language, or ids; a class stands for all below it.

    \b
    Example:
      mscgraph path GMSC "lupus nephritis"
      mscgraph path BM-MSC "liver inflammation" -f json | head
    """
    from mscgraph.graph.paths import find_paths
    from mscgraph.graph.query import PathQuery
    from mscgraph.kb.cache import open_graph

    asked["context"] = tuple(key_value(text) for text in asked["context"])
    graph = open_graph(data, joined)
    result = find_paths(graph, source, target, query=PathQuery(**asked))
    if out.fmt == "text":
        from mscgraph.cli.path_text import path_text

        with out.open() as file:
            file.write(path_text(graph, result, lang, explain=explain_score))
    elif out.fmt in ("dot", "mermaid"):
        from mscgraph.cli import path_draw

        with out.open() as file:
            file.write(getattr(path_draw, out.fmt)(graph, result, lang))
    elif out.fmt == "json":
        import json

        with out.open() as file:
            file.write(json.dumps(to_json(result), ensure_ascii=False, indent=2) + "\n")
    else:
        rows = [
            {**path, "rank": n, "text": path["text"][lang]}
            for n, path in enumerate(to_json(result)["paths"], 1)
        ]
        for row in rows if joined else ():
            row["graphs"] = [step["graph"] for step in row["steps"]]
        out.rows(rows, (*COLUMNS, "graphs") if joined else COLUMNS, full=True, first=FIRST)
    if not result.paths:
        if out.fmt != "text" and result.reason is not None:
            click.echo(f"mscgraph: {result.reason.text[lang]}", err=True)
        raise SystemExit(1)


def _step_json(step: Step) -> dict[str, Any]:
    """Give a step; which graph it is from is no key where there is but one."""
    made = step._asdict()
    if step.graph is None:
        del made["graph"]
    return made


def to_json(result: PathResult) -> dict[str, Any]:
    """Give the answer by the JSON contract: plain dicts and lists."""
    answer = result._asdict()
    answer["paths"] = [
        {**path._asdict(), "steps": [_step_json(step) for step in path.steps]}
        for path in result.paths
    ]
    answer["reason"] = result.reason._asdict() if result.reason else None
    return answer
