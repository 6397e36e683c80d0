"""What we need of the class hierarchy of Biolink 4.4.4."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PARENTS = {
    "AnatomicalEntity": "OrganismalEntity",
    "Attribute": "NamedThing",
    "Behavior": "BiologicalProcess",
    "BiologicalEntity": "NamedThing",
    "BiologicalProcess": "BiologicalProcessOrActivity",
    "BiologicalProcessOrActivity": "BiologicalEntity",
    "Cell": "AnatomicalEntity",
    "CellularComponent": "AnatomicalEntity",
    "ChemicalEntity": "NamedThing",
    "ChemicalMixture": "ChemicalEntity",
    "ClinicalAttribute": "Attribute",
    "ClinicalMeasurement": "ClinicalAttribute",
    "Device": "NamedThing",
    "Disease": "DiseaseOrPhenotypicFeature",
    "DiseaseOrPhenotypicFeature": "BiologicalEntity",
    "Drug": "MolecularMixture",
    "ExposureEvent": "NamedThing",
    "Gene": "BiologicalEntity",
    "GeneFamily": "BiologicalEntity",
    "GrossAnatomicalStructure": "AnatomicalEntity",
    "MacromolecularComplex": "BiologicalEntity",
    "MaterialSample": "PhysicalEntity",
    "MicroRNA": "NoncodingRNAProduct",
    "MolecularActivity": "BiologicalProcessOrActivity",
    "MolecularEntity": "ChemicalEntity",
    "MolecularMixture": "ChemicalMixture",
    "NoncodingRNAProduct": "RNAProduct",
    "OrganismTaxon": "NamedThing",
    "OrganismalEntity": "BiologicalEntity",
    "PathologicalProcess": "BiologicalProcess",
    "Pathway": "BiologicalProcess",
    "PhenotypicFeature": "DiseaseOrPhenotypicFeature",
    "PhysicalEntity": "NamedThing",
    "PhysiologicalProcess": "BiologicalProcess",
    "Polypeptide": "BiologicalEntity",
    "PopulationOfIndividualOrganisms": "OrganismalEntity",
    "Procedure": "NamedThing",
    "ProcessedMaterial": "ChemicalMixture",
    "Protein": "Polypeptide",
    "ProteinFamily": "BiologicalEntity",
    "RNAProduct": "Transcript",
    "SmallMolecule": "MolecularEntity",
    "Transcript": "BiologicalEntity",
    "Treatment": "ExposureEvent",
}
"""The parent of each class (``is_a``, mixins left out)."""


def lineage(name: str) -> list[str]:
    """Give a class and what is above it, nearest first; an unknown class is a named thing."""
    found = [name] if name in PARENTS else []
    while name in PARENTS:
        name = PARENTS[name]
        found.append(name)
    return found or ["NamedThing"]


def common(names: Iterable[str]) -> str:
    """Give the nearest class that covers all of them.

    Example:
        >>> common(["Cell", "CellularComponent"]), common(["Gene", "SmallMolecule"])
        ('AnatomicalEntity', 'NamedThing')
    """
    lines = [lineage(name) for name in names]
    shared = set(lines[0]).intersection(*lines[1:])
    return next(name for name in lines[0] if name in shared)
