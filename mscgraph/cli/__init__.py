"""The command line. One file per command, loaded when it is called."""

from __future__ import annotations

import gc
import os
import signal
import sys
from gettext import gettext as _
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from mscgraph.cli.tongue import asked, speaking, translated
from mscgraph.errors import MscgraphError
from mscgraph.languages import translator

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "find": "Find entities by name, in English or Chinese.",
    "show": "Show an entity: names, ids, claims in and out.",
    "claims": "List claims with their evidence.",
    "stats": "Count what the graph holds.",
    "coverage": "List every sentence with its claims, or why it holds none.",
    "audit": "List retracted, misnumbered, duplicated and misreported references.",
    "path": "Find the ranked, cited paths from a source to an outcome.",
    "query": "Ask the graph in SPARQL.",
    "compare": "Set cell sources, products or routes side by side.",
    "mediators": "Rank the entities between a source and an outcome.",
    "gaps": "Show what of which source has been shown for which outcome.",
    "cite": "Cite the papers behind claims, references or a path.",
    "view": "Draw the graph, or a part of it, as one HTML file.",
    "export": "Write the whole graph to a file.",
    "build": "Build a bundle of all formats, or a store for SPARQL.",
    "import": "Import a graph from KGX files or an export.",
    "check": "Check the data by every rule.",
    "fmt": "Bring the data files into their one spelling.",
    "new": "Add a claim to the data.",
    "diff": "Say by claim what was added, changed or retracted.",
    "verify": "Check every claim against the documents.",
}
"""Commands in the order of ``--help``, with their first help line (no module is loaded for it)."""

CONTEXT = {
    "help_option_names": ["-h", "--help"],
    "show_default": True,
    "auto_envvar_prefix": "MSCGRAPH",
}


class LazyGroup(click.Group):
    """A group that loads a command's module when the command is called, and maps our errors.

    The ``obj`` of its context is the language of the command line.
    """

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run a command line in the language that it asks for."""
        lang = asked(sys.argv[1:] if args is None else args)
        with speaking(lang):
            spoken = translated(self, translator(lang))
            return super(LazyGroup, spoken).main(args, *rest, obj=lang, **extra)

    def make_context(self, info_name: str | None, args: list[str], *rest: Any, **extra: Any) -> Any:
        """Give a context that knows the language, also as a command of another program."""
        return super().make_context(info_name, args, *rest, **{"obj": asked(args), **extra})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of ``--help``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mscgraph.cli.cmd_{cmd_name}").command
        return translated(command, translator(ctx.obj or "en"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without loading any of them."""
        say = translator(ctx.obj or "en")
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, say(text)) for name, text in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; our own errors become one line and an exit code."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads has had enough: that is no "no"
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except MscgraphError as error:
            if ctx.params.get("verbose"):
                raise
            from mscgraph.cli.output import say_error

            say_error(error, ctx.obj)
            ctx.exit(error.exit_code)
        return done


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from mscgraph.kb.cache import open_graph, package_version

    meta = open_graph().meta
    click.echo(
        f"mscgraph {package_version()}, data {meta['data_version']}, content {meta['content_hash']}"
    )
    ctx.exit()


@click.group(cls=LazyGroup, context_settings=CONTEXT)
@click.option("-v", "--verbose", is_flag=True, help="Show notes, and the traceback of an error.")
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version of package and data and exit.",
)
def cli(verbose: bool) -> None:
    """How mesenchymal stem cells act: a graph of cited, signed claims.

    \b
    Example:
      mscgraph path GMSC "lupus nephritis"
      mscgraph find CD73 -f tsv | mscgraph show -
    """
    if verbose:
        import logging

        logging.basicConfig(level=logging.INFO, format="mscgraph: %(message)s")


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def main() -> None:
    """Run the command line; output survives a console that is not UTF-8."""
    gc.set_threshold(100_000)  # nearly all that a command makes lives until its end
    signal.signal(signal.SIGTERM, _end)  # so that what stands half written is taken away
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    cli(prog_name="mscgraph")
