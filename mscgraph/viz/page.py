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
from mscgraph.viz.layout import lay_out, name_lines
from mscgraph.viz.links import pair
from mscgraph.viz.records import Records
from mscgraph.viz.style import FAMILIES, SIGNS, look_of
from mscgraph.viz.words import page_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mscgraph.compiled.graph import Graph
    from mscgraph.languages import Language
    from mscgraph.viz.layout import Layout
    from mscgraph.viz.part import Part

SCRIPTS = ("draw.js", "search.js", "panel.js", "table.js", "view.js")
"""The scripts of the page, in the order in which they need one another."""
_SCALE = {"arrow": 0.8, "bar": 0.8, "circle": 0.5, "vee": 0.7}
VIS = "lib/vis-9.1.2/vis-network.min.js"
"""The script that pyvis brings."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 200, "multiselect": False, "keyboard": False},
    "edges": {"selectionWidth": 1.5, "hoverWidth": 0.5},
    "nodes": {"shape": "custom"},
}


def to_html(graph: Graph, part: Part, lang: Language) -> str:
    """Give the page for a part; the caller writes the file.

    The same graph, part and language always give the same text.

    Args:
        graph: the graph that the part was taken from.
        part: what to show.
        lang: the language in which the page opens.
    """
    data = _data(graph, part)
    data["language"] = LANGUAGES.index(lang)
    title = f"{part.title[data['language']]} · mscgraph"
    style = _static("view.css")
    scripts = [_vis(), _behaviour()]
    filled = {
        "policy": _policy(scripts, style),
        "lang": lang,
        "title": html.escape(title),
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
    return text


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


def _data(graph: Graph, part: Part) -> dict[str, Any]:
    """Gather all that the page shows."""
    records = Records(graph)
    claims = {ident: records.claim(ident) for ident in part.claims}
    cited = {
        cite["reference"]
        for c in claims.values()
        for e in c["evidence"]
        for cite in e.get("cites", ())
    }
    entities = {curie: records.entity(curie) for curie in part.entities}
    ends = {
        end for c in claims.values() for end in (c["subject"], c["object"], *c.get("through", ()))
    }
    labels = {curie: entity["label"] for curie, entity in entities.items()}
    layout = lay_out(part, labels, {curie: entity["kind"] for curie, entity in entities.items()})
    meta = graph.meta
    return {
        "tags": LANGUAGES,
        "words": page_words(),
        "title": part.title,
        "notes": part.notes,
        "version": meta.get("data_version", ""),
        "view": part.view,
        "centre": [*part.lefts, *part.rights],
        "named": layout.named,
        "bands": layout.bands,
        "families": FAMILIES,
        "signs": SIGNS,
        "kinds": {
            kind["id"]: [pair(kind["label"]), *_look(kind["id"])] for kind in graph.types.bodies()
        },
        "verbs": {
            predicate["id"]: pair(predicate["label"]) for predicate in graph.predicates.bodies()
        },
        "labels": {curie: records.label(curie) for curie in sorted(ends - entities.keys())},
        "entities": entities,
        "claims": claims,
        "references": {ident: records.reference(ident) for ident in sorted(cited)},
        "paths": [
            {"text": card.text, "facts": card.facts, "links": card.links, "against": card.against}
            for card in part.paths
        ],
        **_network(part, layout, entities),
    }


def _look(kind: str) -> tuple[str, str]:
    look = look_of(kind)
    return look.family, look.outline


def _network(part: Part, layout: Layout, entities: dict[str, Any]) -> dict[str, Any]:
    """Draw with pyvis: nodes, edges and options as vis-network takes them."""
    from pyvis.network import Network  # takes half a second, for IPython comes with it

    network = Network(directed=True, cdn_resources="in_line")
    for curie in part.entities:
        look = look_of(entities[curie]["kind"])
        x, y = layout.places[curie]
        network.add_node(
            curie,
            label=entities[curie]["label"][0] or curie,
            shape="custom",
            color=FAMILIES[look.family][0],
            x=x,
            y=y,
            outline=look.outline,
            family=look.family,
            boxes=layout.cards[curie],
        )
    for number, (link, course) in enumerate(zip(part.links, layout.courses, strict=True)):
        head, colour, _ = SIGNS[link.key.sign]
        bend, turn = abs(course.bend), "curvedCW" if course.bend > 0 else "curvedCCW"
        network.add_edge(
            link.key.source,
            link.key.target,
            id=number,
            color=colour,
            arrows={"to": {"enabled": True, "type": head, "scaleFactor": _SCALE[head]}},
            arrowStrikethrough=head == "bar",
            smooth={"enabled": bool(bend), "type": turn, "roundness": bend},
            bend=course.bend,
            spot=round(course.spot, 3),
            width=round(1 + 3 * link.belief, 2),
            dashes=_dashes(link.key.layer, link.key.sign),
            hidden=link.key.layer == "denied",
            sign=link.key.sign,
            layer=link.key.layer,
            name=link.key.label,
            lines=name_lines(link.key.label),
            claims=link.claims,
            relation=link.relation,
        )
    # not set_options: it takes the blanks out of every text
    network.options = OPTIONS
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _dashes(layer: str, sign: str) -> list[int] | bool:
    if layer == "denied":
        return [9, 7]
    return [2, 5] if sign == "0" else False
