"""All that the page shows, as plain data: records, words, looks, and what pyvis made of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mscgraph.formats.bibliography import bibtex
from mscgraph.languages import LANGUAGES
from mscgraph.viz.layout import lay_out, name_lines
from mscgraph.viz.links import pair
from mscgraph.viz.overview import overview
from mscgraph.viz.records import Records
from mscgraph.viz.style import FAMILIES, SIGNS, look_of
from mscgraph.viz.walk import walk_data
from mscgraph.viz.words import page_words

if TYPE_CHECKING:
    from mscgraph.compiled.graph import Graph
    from mscgraph.viz.layout import Layout
    from mscgraph.viz.part import Part

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"randomSeed": 1, "improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 200, "multiselect": False, "keyboard": False},
    "edges": {"selectionWidth": 1.5, "hoverWidth": 0.5},
    "nodes": {"shape": "custom"},
}
LARGE = 90
"""A part of more entities that is sorted by kind has an overview; the whole graph opens with it."""


def page_data(graph: Graph, part: Part) -> dict[str, Any]:
    """Gather all that the page shows."""
    records = Records(graph)
    entities = {curie: records.entity(curie) for curie in part.entities}
    labels = {curie: entity["label"] for curie, entity in entities.items()}
    kinds = {curie: entity["kind"] for curie, entity in entities.items()}
    words = {kind["id"]: pair(kind["label"]) for kind in graph.types.bodies()}
    layout = lay_out(part, labels, kinds)
    large = bool(layout.bands) and len(entities) > LARGE
    return {
        "tags": LANGUAGES,
        "words": page_words(),
        "title": part.title,
        "notes": part.notes,
        "version": graph.meta.get("data_version", ""),
        "view": part.view,
        "centre": [*part.lefts, *part.rights],
        "groups": part.groups,
        "named": layout.named,
        "bands": layout.bands,
        "overview": overview(part, labels, kinds, words) if large else None,
        "families": FAMILIES,
        "signs": SIGNS,
        "kinds": {kind: [word, *_look(kind)] for kind, word in words.items()},
        "verbs": {
            predicate["id"]: pair(predicate["label"]) for predicate in graph.predicates.bodies()
        },
        "entities": entities,
        "paths": [
            {"text": card.text, "facts": card.facts, "links": card.links, "against": card.against}
            for card in part.paths
        ],
        **_spoken(graph, part, records),
        **_network(part, layout, entities),
    }


def _spoken(graph: Graph, part: Part, records: Records) -> dict[str, Any]:
    """Write the claims with all that they name, and the arcs that a search walks."""
    claims = {ident: records.claim(ident) for ident in part.claims}
    said = [evidence for claim in claims.values() for evidence in claim["evidence"]]
    cited = {cite["reference"] for evidence in said for cite in evidence.get("cites", ())}
    walk = walk_data(graph, part)
    ends = {
        end for c in claims.values() for end in (c["subject"], c["object"], *c.get("through", ()))
    }
    documents = graph.file.table("documents")
    return {
        "claims": claims,
        "walk": walk,
        "labels": {
            curie: records.label(curie)
            for curie in sorted({*ends, *walk["entities"]} - set(part.entities))
        },
        "mechanisms": records.mechanisms(claims.values()),
        "documents": {record["id"]: pair(record["label"]) for record in documents.bodies()},
        "references": {ident: _reference(graph, records, ident) for ident in sorted(cited)},
    }


def _reference(graph: Graph, records: Records, ident: str) -> dict[str, Any]:
    """Write a reference, with what a bibliography takes."""
    written = records.reference(ident)
    record = graph.references.get(ident)
    return written if record is None else {**written, "bibtex": bibtex([record])}


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
        network.add_edge(
            link.key.source,
            link.key.target,
            id=number,
            bend=course.bend,
            spot=round(course.spot, 3),
            width=round(1 + 3 * link.belief, 2),
            sign=link.key.sign,
            layer=link.key.layer,
            name=link.key.label,
            lines=name_lines(link.key.label) if layout.named else link.key.label,
            claims=link.claims,
            relation=link.relation,
        )
    # not set_options: it takes the blanks out of every text
    network.options = OPTIONS
    nodes, edges, _, _, _, options = network.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}
