"""Judge KGX by the Biolink model; runs on the Python of .venv-validators.

Takes nodes.jsonl and edges.jsonl. The classes of the package ``biolink-model`` judge slots and the
values of qualifiers; predicates, and the categories of the ends of an edge, are looked up in the
model file. Prints a JSON object with the faults, and the classes that a plain association missed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

OWN = "mscg_"
PLAIN = "Association"
WIDEST = "ChemicalAffectsBiologicalEntityAssociation"
"""The class with all qualifiers of direction: it judges those of a plain association."""

Row = dict[str, Any]


@cache
def model() -> Any:
    """Read the model file."""
    path = files("biolink_model") / "schema" / "biolink_model.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text("utf-8"), Loader=loader)  # noqa: S506 - both are safe


def camel(name: str) -> str:
    """Give a name of the model as the classes spell it."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


@cache
def above(kind: str, name: str) -> tuple[str, ...]:
    """Give a class or slot and all that is above it, mixins too, by name of the model."""
    found = model()[kind].get(name) or {}
    parents = [found["is_a"]] if "is_a" in found else []
    return (name, *(n for p in [*parents, *found.get("mixins", ())] for n in above(kind, p)))


@cache
def classes() -> dict[str, str]:
    """Give the name in the model for each class."""
    return {camel(name): name for name in model()["classes"]}


@cache
def usage(name: str, slot: str) -> dict[str, Any]:
    """Give what a class asks of a slot, the nearest word first."""
    for kind in above("classes", name):
        said = (model()["classes"][kind].get("slot_usage") or {}).get(slot)
        if said:
            return dict(said)
    return {}


def fits_end(name: str, slot: str, category: str) -> bool:
    """Whether an entity of a category may be an end of an association class."""
    said = usage(name, slot)
    ranges = [said["range"]] if "range" in said else [r["range"] for r in said.get("any_of", ())]
    return not ranges or bool(set(ranges) & set(above("classes", classes()[category])))


def fits_predicate(name: str, predicate: str) -> bool:
    """Whether an association class takes a predicate."""
    said = usage(name, "predicate")
    if "subproperty_of" in said:
        return said["subproperty_of"] in above("slots", predicate)
    if "range" in said:
        return predicate.replace(" ", "_") in model()["enums"][said["range"]]["permissible_values"]
    return True


def slots_of(name: str) -> set[str]:
    """Give the slots that an association may have."""
    from biolink_model.datamodel import pydanticmodel_v2

    return set(getattr(pydanticmodel_v2, camel(name)).model_fields)


def in_domain(predicate: str, ends: tuple[str, str]) -> bool:
    """Whether a predicate joins such ends, by its own domain and range."""
    found = model()["slots"].get(predicate, {})
    return all(
        key not in found or found[key] in above("classes", classes()[end])
        for key, end in zip(("domain", "range"), ends, strict=True)
    )


def predicate_faults(curie: str) -> list[str]:
    """Say what is wrong with a predicate."""
    name = curie.removeprefix("biolink:").replace("_", " ")
    found = model()["slots"].get(name)
    if found is None or "related to" not in above("slots", name):
        return [f"{curie} is no predicate"]
    return [f"{curie} is deprecated"] if found.get("deprecated") else []


def built(name: str, row: Row) -> list[str]:
    """Build the object of a class: its own word on the slots and values."""
    from biolink_model.datamodel import pydanticmodel_v2
    from pydantic import ValidationError

    kind = getattr(pydanticmodel_v2, name, None)
    if kind is None:
        return [f"there is no class {name}"]
    try:
        kind(**row)
    except ValidationError as error:
        return [f"{name}: {e['loc']}: {e['msg']}" for e in error.errors()]
    return []


def edge_faults(row: Row, ends: tuple[str, str]) -> list[str]:
    """Say what is wrong with an edge."""
    (category,) = row["category"]
    name = category.removeprefix("biolink:")
    predicate = row["predicate"].removeprefix("biolink:").replace("_", " ")
    faults = [
        f
        for key in ("predicate", "qualified_predicate")
        if key in row
        for f in predicate_faults(row[key])
    ]
    if name == PLAIN:
        plain = {key: value for key, value in row.items() if "qualifie" not in key}
        wide = {**row, "predicate": "biolink:affects", "category": [f"biolink:{WIDEST}"]}
        wide.pop("disease_context_qualifier", None)
        return faults + built(PLAIN, plain) + built(WIDEST, wide)
    known = classes().get(name)
    if known is None:
        return [*faults, f"there is no class {name}"]
    if not fits_end(known, "subject", ends[0]) or not fits_end(known, "object", ends[1]):
        faults.append(f"{name} does not join {ends[0]} with {ends[1]}")
    if not fits_predicate(known, predicate):
        faults.append(f"{name} does not take {predicate}")
    return faults + built(name, row)


def missed(row: Row, ends: tuple[str, str]) -> list[str]:
    """Give the classes that take a plain association: both its ends, predicate and qualifiers."""
    predicate = row["predicate"].removeprefix("biolink:").replace("_", " ")
    asked = {key for key in row if "qualifie" in key}
    return [
        name
        for name, found in model()["classes"].items()
        if "association" in above("classes", name)[1:]
        and not found.get("abstract")
        and not found.get("deprecated")
        and (usage(name, "subject").get("range") or usage(name, "predicate"))
        and fits_end(name, "subject", ends[0])
        and fits_end(name, "object", ends[1])
        and fits_predicate(name, predicate)
        and in_domain(predicate, ends)
        and asked <= slots_of(name)
    ]


def judge(nodes: Path, edges: Path) -> dict[str, Any]:
    """Judge both files."""
    faults: Counter[str] = Counter()
    could: Counter[str] = Counter()
    categories = {}
    plain = count = 0
    for row in rows(nodes):
        (category,) = row["category"]
        categories[row["id"]] = category.removeprefix("biolink:")
        faults.update(built(categories[row["id"]], row))
    for row in rows(edges):
        count += 1
        ends = categories[row["subject"]], categories[row["object"]]
        faults.update(edge_faults(row, ends))
        if row["category"] == [f"biolink:{PLAIN}"]:
            plain += 1
            could.update(f"{ends[0]} {row['predicate']} {ends[1]}: {n}" for n in missed(row, ends))
    version = model()["version"]
    return {
        "version": version,
        "nodes": len(categories),
        "edges": count,
        "plain": plain,
        "faults": faults,
        "missed": could,
    }


def rows(path: Path) -> list[Row]:
    """Read JSON lines, without the columns that are ours alone."""
    lines = path.read_text("utf-8").removesuffix("\n").split("\n")
    return [{k: v for k, v in json.loads(line).items() if not k.startswith(OWN)} for line in lines]


if __name__ == "__main__":
    print(json.dumps(judge(Path(sys.argv[1]), Path(sys.argv[2]))))  # noqa: T201 - the answer
