"""Put a part of the graph into one HTML file that opens anywhere and asks nothing of a network.

pyvis gives the network (nodes, edges, options) and vis-network's script. Its own page is not used:
that links a style sheet on a CDN, copies a folder beside the file and puts labels into HTML.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from mscgraph.languages import LANGUAGES
from mscgraph.viz.payload import page_data
from mscgraph.viz.words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language
    from mscgraph.viz.part import Part

SCRIPTS = (
    "base.js",
    "filter.js",
    "layered.js",
    "scene.js",
    "names.js",
    "draw.js",
    "legend.js",
    "search.js",
    "walk.js",
    "panel.js",
    "cite.js",
    "routes.js",
    "table.js",
    "save.js",
    "state.js",
    "keys.js",
    "view.js",
)
"""The scripts of the page, in the order in which they need one another."""
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: one in a name would turn what stands beside it."""
VIS = "lib/vis-9.1.2/vis-network.min.js"
"""The script that pyvis brings."""


def to_html(graph: Graph, part: Part, lang: Language) -> str:
    """Give the page for a part; the caller writes the file.

    The same graph, part and language always give the same text.

    Args:
        graph: the graph that the part was taken from.
        part: what to show.
        lang: the language in which the page opens.
    """
    data = page_data(graph, part)
    data["language"] = LANGUAGES.index(lang)
    title = f"{part.title[data['language']]} · mscgraph"
    style = _static("view.css")
    scripts = [_vis(), _behaviour()]
    filled = {
        "policy": _policy(scripts, style),
        "lang": lang,
        "title": html.escape(_OVERRIDES.sub("", title)),
        "style": style,
        "data": embed(data),
        "vis": scripts[0],
        "script": scripts[1],
        "noscript": html.escape(" ".join(page_words()["noscript"])),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: filled[match[1]], _static("page.html"))


def embed(data: Any) -> str:
    r"""Give JSON that may stand inside a script element: no ``<`` can end or open a tag.

    Example:
        >>> print(embed({"label": "</script>"}))
        {"label":"\u003c/script>"}
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return _OVERRIDES.sub("", text)


def _static(name: str) -> str:
    return (files("mscgraph.viz") / "static" / name).read_text("utf-8")


def _behaviour() -> str:
    parts = "\n".join(_static(name) for name in SCRIPTS)
    return f"(function () {{\n'use strict';\n{parts}}}());\n"


def _vis() -> str:
    """Read vis-network without the address of its source map, which a browser might fetch."""
    text = (files("pyvis") / VIS).read_text("utf-8")
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)


def _policy(scripts: Iterable[str], style: str) -> str:
    """Forbid every request, and every script and style but those of the page itself."""
    hashes = " ".join(f"'sha256-{_digest(text)}'" for text in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'sha256-{_digest(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    # a browser reads CRLF as LF before it hashes
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    return base64.b64encode(hashlib.sha256(read.encode()).digest()).decode()
