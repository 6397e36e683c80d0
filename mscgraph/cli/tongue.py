"""The language in which a command line speaks.

It is known before click reads the line: what is wrong with the line is said in it as well. While a
command runs, gettext speaks it, of which click and the commands ask what they say.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from gettext import bindtextdomain, textdomain
from inspect import cleandoc
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, TypeVar

import click

from mscgraph.languages import CATALOGUES, DOMAIN, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mscgraph.languages import Language

C = TypeVar("C", bound=click.Command)

TAGS: dict[str, Language] = {"en": "en", "zh": "zh-Hans"}
"""Language tags by what ``--lang`` calls them."""
VARIABLE = "MSCGRAPH_LANG"
KEEP = "\b\n"
"""Begins a paragraph whose lines click leaves as they are."""
_OTHERS = "zh_CN"
"""Where other programs, such as git, have their Chinese."""


def of_console() -> str:
    """Take the console's language if it is Chinese."""
    named = (
        os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    )
    return "zh" if named.lower().startswith("zh") else "en"


def asked(words: Sequence[str]) -> Language:
    """Give the language of a command line: its ``--lang``, the variable, or the console's."""
    options = takewhile(lambda pair: pair[0] != "--", zip_longest(words, words[1:], fillvalue=""))
    given = ""
    for word, after in options:
        if word == "--lang":
            given = after
        elif word.startswith("--lang="):
            given = word.removeprefix("--lang=")
    names = (given, os.environ.get(VARIABLE, ""), of_console())
    return next(TAGS[name] for name in names if name in TAGS)


@contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Let gettext speak a language, which it takes from the environment alone."""
    if lang == LANGUAGES[0]:
        yield
        return
    before = textdomain(), os.environ.get("LANGUAGE")
    bindtextdomain(DOMAIN, CATALOGUES)
    textdomain(DOMAIN)
    os.environ["LANGUAGE"] = f"{lang}:{_OTHERS}"
    try:
        yield
    finally:
        textdomain(before[0])
        if before[1] is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before[1]


def translated(command: C, say: Callable[[str], str]) -> C:
    """Give a command whose help is in another language; the command itself stays as it is."""
    if say is str:  # English is what it speaks
        return command
    from copy import copy  # English does without

    made = copy(command)
    made.help = _paragraphs(command.help or "", say)
    made.params = [
        _option(copy(one), say) if isinstance(one, click.Option) else one for one in command.params
    ]
    if isinstance(made, click.Group):
        made.commands = {name: translated(one, say) for name, one in made.commands.items()}
    return made


def _paragraphs(text: str, say: Callable[[str], str]) -> str:
    return "\n\n".join(_paragraph(one, say) for one in cleandoc(text).split("\n\n"))


def _paragraph(text: str, say: Callable[[str], str]) -> str:
    """Translate a paragraph; of an example only its title, since commands are the same in all."""
    head, mark, example = text.partition(f"{KEEP}Example:\n")
    if mark:
        return f"{head}{KEEP}{say('Example:')}\n{example}"
    said = say(" ".join(text.split()))
    # click breaks lines at spaces, of which Chinese has none: the catalogue holds the breaks
    return f"{KEEP}{said}" if "\n" in said else said


def _option(option: click.Option, say: Callable[[str], str]) -> click.Option:
    option.help = say(option.help or "")
    if isinstance(option.show_default, str):
        option.show_default = say(option.show_default)
    return option
