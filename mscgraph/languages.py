"""The two languages of the graph; the lowest module, since everything speaks them.

What the program itself says stands in English where it is said. The catalogue beside this module,
one of gettext, holds it in Chinese; click asks gettext too, so that one catalogue serves both.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Language = Literal["en", "zh-Hans"]
LANGUAGES: tuple[Language, ...] = ("en", "zh-Hans")
"""The language tags of every text, the first being the fallback."""

DOMAIN = "mscgraph"
CATALOGUES = os.path.join(os.path.dirname(__file__), "locale")
"""Where gettext looks: ``<language>/LC_MESSAGES/mscgraph.mo``, which tools/messages.py makes."""


class Message(NamedTuple):
    """A sentence for the user: an English template, and what fills its ``{...}``.

    Without values it is taken as it stands, so that it may be the words of another program.

    Example:
        >>> Message("cannot be read: {reason}", {"reason": Message("damaged")}).render("zh-Hans")
        '无法读取:已损坏'
    """

    template: str
    values: Mapping[str, object] = {}
    """A value that is a message itself is put in the same language."""

    def render(self, lang: str = "en") -> str:
        """Give the sentence in a language (``en`` or ``zh-Hans``)."""
        filled = {
            key: value.render(lang) if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        said = translator(lang)(self.template)
        return said.format(**filled) if filled else said

    def __str__(self) -> str:
        return self.render()


Said = Message | str
"""What an error says: a template with its values, or a sentence that needs none."""


def spoken(said: Said, lang: str) -> str:
    """Put into a language what is in the catalogue; the words of other programs stay."""
    return said.render(lang) if isinstance(said, Message) else translator(lang)(said)


@cache
def translator(lang: str) -> Callable[[str], str]:
    """Give the function that puts an English text of the program into a language."""
    if lang == LANGUAGES[0]:
        return str
    from gettext import translation  # English does without

    known = translation(DOMAIN, CATALOGUES, [lang]).gettext
    return lambda text: known(text) if text else text  # of "" gettext tells about the catalogue
