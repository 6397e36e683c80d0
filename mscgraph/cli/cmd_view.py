"""``mscgraph view``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from mscgraph.cli.options import DOCUMENT, ENTITY, MECHANISM, data_option, lang_option
from mscgraph.cli.output import Output

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language
    from mscgraph.viz.part import Part

PARTS = {
    "focus": "--focus",
    "ends": "--path",
    "document": "--document",
    "mechanism": "--mechanism",
    "pair": "--compare",
}
"""The options that choose a part, by parameter."""
BELONGS = {"depth": "focus", "k": "ends", "max_hops": "ends"}
"""What says nothing without one of them."""


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    required=True,
    metavar="FILE",
    help="HTML file to write; - is standard output.",
)
@click.option("--focus", type=ENTITY, help="Draw what is around this entity.")
@click.option("--depth", type=click.IntRange(1, 9), default=1, help="With --focus: steps away.")
@click.option(
    "--path",
    "ends",
    type=(ENTITY, ENTITY),
    metavar="SOURCE TARGET",
    help="Draw the best paths between these.",
)
@click.option(
    "-k", type=click.IntRange(1, 100), default=5, help="With --path: at most so many paths."
)
@click.option(
    "--max-hops", type=click.IntRange(1, 20), default=6, help="With --path: at most so many steps."
)
@click.option("--document", type=DOCUMENT, help="Draw the claims of this document.")
@click.option("--mechanism", type=MECHANISM, help="Draw the claims of this mechanism.")
@click.option(
    "--compare",
    "pair",
    type=(ENTITY, ENTITY),
    metavar="A B",
    help="Draw what both act on, and what one does.",
)
@lang_option
@data_option
@click.pass_context
def command(
    ctx: click.Context, /, *, output: str, lang: Language, data: str | None, **asked: Any
) -> None:
    """Draw the graph, or a part of it, as one HTML file.

    The file needs no network. It shows each claim with its references, in English and Chinese.

    \b
    Example:
      mscgraph view -o graph.html
      mscgraph view --path GMSC "lupus nephritis" -o path.html
      mscgraph view --compare GMSC BM-MSC -o two.html
      mscgraph view --focus NLRP3 -o - | gzip > nlrp3.html.gz
    """
    _check(ctx, asked)
    from mscgraph.kb.cache import open_graph
    from mscgraph.viz.page import to_html

    graph = open_graph(data)
    part = _choose(graph, asked, lang)
    Output(None, output).file([to_html(graph, part, lang)])
    if output != "-":
        said = _("entities {entities}, relations {relations}, claims {claims}").format(
            entities=len(part.entities), relations=len(part.links), claims=len(part.claims)
        )
        click.echo(f"mscgraph: {output}: {said}", err=True)


def _check(ctx: click.Context, asked: dict[str, Any]) -> None:
    given = [option for name, option in PARTS.items() if asked[name] is not None]
    if len(given) > 1:
        said = _("{options} choose different parts; give one")
        raise click.UsageError(said.format(options=_(" and ").join(given)))
    for name, part in BELONGS.items():
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE and asked[part] is None:
            option = "-k" if name == "k" else f"--{name.replace('_', '-')}"
            said = _("{option} goes with {other}").format(option=option, other=PARTS[part])
            raise click.UsageError(said)


def _choose(graph: Graph, asked: dict[str, Any], lang: Language) -> Part:
    from mscgraph.graph.query import PathQuery
    from mscgraph.languages import LANGUAGES
    from mscgraph.viz import part

    if asked["ends"] is not None:
        source, target = asked["ends"]
        query = PathQuery(k=asked["k"], max_hops=asked["max_hops"])
        try:
            return part.paths(graph, source, target, query)
        except part.NoPathError as error:
            no_path = {"en": "no path: ", "zh-Hans": "没有路径:"}[lang]
            click.echo(f"mscgraph: {no_path}{error.text[LANGUAGES.index(lang)]}", err=True)
            raise SystemExit(error.exit_code) from error
    if asked["focus"] is not None:
        return part.focus(graph, asked["focus"], asked["depth"])
    if asked["document"] is not None:
        return part.document(graph, asked["document"])
    if asked["mechanism"] is not None:
        return part.mechanism(graph, asked["mechanism"])
    if asked["pair"] is not None:
        from mscgraph.viz.versus import compare

        return compare(graph, *asked["pair"])
    return part.whole(graph)
