"""The association classes of Biolink 4.4.4 that claims may be edges of.

Most claims have none: Biolink knows no class for a cell that acts on a gene, a process or a score
in a direction. They stay plain associations, and :func:`association` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mscgraph.rdf.biolink import lineage

if TYPE_CHECKING:
    from collections.abc import Collection

PLAIN = "Association"
_PRODUCTS = ("Gene", "Protein", "RNAProduct")
_CHEMICALS = ("ChemicalEntity",)
_CONDITIONS = ("DiseaseOrPhenotypicFeature",)
_DIRECTION = frozenset(
    {"qualified_predicate", "object_aspect_qualifier", "object_direction_qualifier"}
)
_SPECIES = frozenset({"species_context_qualifier"})
_TISSUE = frozenset({"anatomical_context_qualifier"})
_DISEASE = frozenset({"disease_context_qualifier"})
_MECHANISM = frozenset({"causal_mechanism_qualifier"})


class Association(NamedTuple):
    """A class of edges; no predicates or ends given: any."""

    name: str
    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    objects: tuple[str, ...]
    qualifiers: frozenset[str] = frozenset()
    """Those that an edge of the class may have."""


ASSOCIATIONS = (
    Association(
        "ChemicalAffectsBiologicalEntityAssociation",
        _CHEMICALS,
        ("affects",),
        ("BiologicalEntity",),
        _DIRECTION | _MECHANISM | _SPECIES | _TISSUE,
    ),
    Association(
        "GeneAffectsChemicalAssociation",
        (*_CHEMICALS, *_PRODUCTS),
        ("affects",),
        _CHEMICALS,
        _DIRECTION | _MECHANISM | _SPECIES | _TISSUE,
    ),
    Association(
        "ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation",
        (*_CHEMICALS, "Treatment"),
        ("treats", "studied_to_treat", "ameliorates_condition", "preventative_for_condition"),
        _CONDITIONS,
        _DIRECTION | _TISSUE | _DISEASE,
    ),
    Association(
        "PairwiseGeneToGeneInteraction",
        _PRODUCTS,
        ("directly_physically_interacts_with",),
        _PRODUCTS,
        _DIRECTION | _MECHANISM | _SPECIES,
    ),
    Association(
        "GeneToGeneAssociation", _PRODUCTS, (), _PRODUCTS, _DIRECTION | _MECHANISM | _SPECIES
    ),
    Association("GeneToPathwayAssociation", _PRODUCTS, (), ("Pathway",)),
    Association(
        "MacromolecularMachineToBiologicalProcessAssociation",
        (*_PRODUCTS, "GeneFamily", "MacromolecularComplex"),
        (),
        ("BiologicalProcess",),
        _SPECIES,
    ),
    Association(
        "CorrelatedGeneToDiseaseAssociation",
        _PRODUCTS,
        ("positively_correlated_with", "negatively_correlated_with"),
        ("Disease",),
        _DIRECTION | _DISEASE,
    ),
    Association(
        "OrganismalEntityAsAModelOfDiseaseAssociation",
        ("OrganismalEntity",),
        ("model_of",),
        ("Disease",),
        _DIRECTION | _DISEASE,
    ),
    Association(
        "DiseaseToDiseaseAssociation",
        ("Disease",),
        ("associated_with",),
        ("Disease",),
        _DIRECTION | _DISEASE,
    ),
    Association(
        "DiseaseToPhenotypicFeatureAssociation",
        ("Disease",),
        (),
        ("PhenotypicFeature",),
        _DIRECTION | _DISEASE,
    ),
    Association(
        "PhenotypicFeatureToPhenotypicFeatureAssociation",
        ("PhenotypicFeature",),
        (),
        ("PhenotypicFeature",),
        _DIRECTION | _DISEASE,
    ),
    Association(
        "ExposureEventToPhenotypicFeatureAssociation",
        ("Treatment",),
        (),
        ("PhenotypicFeature",),
        _DIRECTION | _DISEASE,
    ),
    Association(
        "DiseaseOrPhenotypicFeatureToLocationAssociation", _CONDITIONS, (), ("AnatomicalEntity",)
    ),
    Association(
        "ChemicalEntityToDiseaseOrPhenotypicFeatureAssociation",
        _CHEMICALS,
        (),
        _CONDITIONS,
        _TISSUE | _DISEASE,
    ),
    Association("ChemicalEntityToPathwayAssociation", _CHEMICALS, (), ("Pathway",)),
    Association("ChemicalEntityToChemicalEntityAssociation", _CHEMICALS, (), _CHEMICALS, _SPECIES),
    Association(
        "AnatomicalEntityPartOfAnatomicalEntityAssociation",
        ("AnatomicalEntity",),
        ("part_of",),
        ("AnatomicalEntity",),
    ),
    Association(
        "GeneOrGeneProductOrGeneFamilyToAnatomicalEntityAssociation",
        (*_PRODUCTS, "GeneFamily"),
        (),
        ("AnatomicalEntity",),
    ),
    Association(
        "BiologicalProcessOrActivityToAnatomicalEntityAssociation",
        ("BiologicalProcessOrActivity",),
        (),
        ("AnatomicalEntity",),
    ),
    Association("EntityToDiseaseAssociation", (), (), ("Disease",)),
    Association("EntityToPhenotypicFeatureAssociation", (), (), ("PhenotypicFeature",)),
    Association(
        "NamedThingAssociatedWithLikelihoodOfNamedThingAssociation",
        (),
        (
            "associated_with",
            "associated_with_increased_likelihood_of",
            "positively_correlated_with",
            "negatively_correlated_with",
        ),
        (),
        frozenset({"object_aspect_qualifier"}),
    ),
)
"""The nearest first: the first that fits is taken."""


def association(subject: str, predicate: str, obj: str, qualifiers: Collection[str] = ()) -> str:
    """Give the class of an edge by the categories of its ends; :data:`PLAIN` where none fits.

    Example:
        >>> association("Drug", "treats", "Disease")
        'ChemicalOrDrugOrTreatmentToDiseaseOrPhenotypicFeatureAssociation'
        >>> association("Cell", "affects", "Gene", ["object_direction_qualifier"])
        'Association'
    """
    subjects, objects = set(lineage(subject)), set(lineage(obj))
    for known in ASSOCIATIONS:
        if (
            (not known.subjects or subjects & set(known.subjects))
            and (not known.objects or objects & set(known.objects))
            and (not known.predicates or predicate in known.predicates)
            and known.qualifiers.issuperset(qualifiers)
        ):
            return known.name
    return PLAIN
