"""What a kind of entity and a kind of relation look like.

The colours are those of Okabe and Ito, which people with any colour vision tell apart; the outline
says the same once more, so that a grey print still reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Head = Literal["arrow", "bar", "circle", "vee"]


@dataclass(frozen=True, slots=True)
class Look:
    """How entities of a kind are drawn."""

    family: str
    """Kinds of one family share a colour, and a column where the picture is sorted by kind."""
    outline: str
    """An outline that ``static/draw.js`` knows; no two kinds of a family share one."""


FAMILIES: dict[str, tuple[str, str, str, str]] = {
    # line and fill on a light page, line and fill on a dark one
    "therapy": ("#b87400", "#fdf0d5", "#e69f00", "#3d2e0c"),
    "molecule": ("#00795a", "#daf1e9", "#2fc497", "#0d3328"),
    "small": ("#8a7d00", "#fbf8d0", "#f0e442", "#37340c"),
    "pathway": ("#00578a", "#d6e9f5", "#4fa8e0", "#0c2b40"),
    "cell": ("#2a86b8", "#e1f2fb", "#56b4e9", "#123448"),
    "process": ("#9c4a78", "#f8e6f0", "#cc79a7", "#3a1c2d"),
    "measure": ("#444444", "#ececec", "#c8c8c8", "#2e2e2e"),
    "condition": ("#b34700", "#fbe3d6", "#f07b3f", "#431f0b"),
    "setting": ("#777777", "#f6f6f6", "#8f8f8f", "#232323"),
}
"""The colours of each family, in the order in which a reader meets them from left to right."""

KINDS: dict[str, Look] = {
    "CellSource": Look("therapy", "ellipse"),
    "CellProduct": Look("therapy", "round"),
    "Drug": Look("therapy", "notch"),
    "Intervention": Look("therapy", "slant"),
    "Material": Look("therapy", "box"),
    "Cytokine": Look("molecule", "pill"),
    "Protein": Look("molecule", "box"),
    "ModifiedForm": Look("molecule", "notch"),
    "MicroRNA": Look("small", "slant"),
    "NoncodingRNA": Look("small", "tag"),
    "SmallMolecule": Look("small", "hexagon"),
    "Pathway": Look("pathway", "hexagon"),
    "CellType": Look("cell", "ellipse"),
    "Process": Look("process", "tag"),
    "Outcome": Look("measure", "box"),
    "Biomarker": Look("measure", "pill"),
    "Ratio": Look("measure", "slant"),
    "Disease": Look("condition", "octagon"),
    "Phenotype": Look("condition", "pill"),
    "AdverseEvent": Look("condition", "tag"),
    "DiseaseModel": Look("condition", "box"),
    "Anatomy": Look("setting", "box"),
    "Route": Look("setting", "tag"),
    "Species": Look("setting", "ellipse"),
    "Technique": Look("setting", "slant"),
    "Property": Look("setting", "pill"),
}

OTHER = Look("setting", "notch")
"""The look of a kind that only an imported graph has."""


def look_of(kind: str) -> Look:
    """Give the look of a kind."""
    return KINDS.get(kind, OTHER)


SIGNS: dict[str, tuple[Head, str, str]] = {
    # head, colour on a light page, colour on a dark one
    "+": ("arrow", "#0072b2", "#56b4e9"),
    "-": ("bar", "#d55e00", "#ff8a4c"),
    "?": ("circle", "#6b6b6b", "#a8a8a8"),
    "0": ("vee", "#9a9a9a", "#7d7d7d"),
}
"""How the end of a relation says its sign: more, less, direction not given, structural."""
