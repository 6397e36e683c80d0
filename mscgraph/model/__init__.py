"""The records of the graph: what a YAML file holds and what the JSON export shows.

Each record is one slotted frozen dataclass of the standard library. The text below a
field is its description: :mod:`mscgraph.kb.schema` validates YAML against these very
classes and publishes them as JSON Schema, so a field is defined here and nowhere else.
Printed figures stay text (``"54.20"`` is not ``54.2``); a computed value is never stored.
"""

from mscgraph.model.base import (
    CLINICAL,
    Curie,
    Design,
    Names,
    Record,
    Text,
    as_number,
    to_record,
)
from mscgraph.model.claims import (
    Cite,
    CitesScope,
    Claim,
    Context,
    Control,
    Donor,
    Evidence,
    Hedge,
    Manipulation,
    Mechanism,
    Omission,
    Relay,
    RelayAspect,
    RelayStatus,
    Result,
    Via,
)
from mscgraph.model.ontology import (
    BiolinkMapping,
    Entity,
    EntityType,
    Predicate,
    Prefix,
    Relation,
    RoMapping,
    Walk,
    WalkRule,
)
from mscgraph.model.sources import (
    Arm,
    Document,
    Reference,
    ReferenceNote,
    Retraction,
    Study,
)

__all__ = [
    "CLINICAL",
    "Arm",
    "BiolinkMapping",
    "Cite",
    "CitesScope",
    "Claim",
    "Context",
    "Control",
    "Curie",
    "Design",
    "Document",
    "Donor",
    "Entity",
    "EntityType",
    "Evidence",
    "Hedge",
    "Manipulation",
    "Mechanism",
    "Names",
    "Omission",
    "Predicate",
    "Prefix",
    "Record",
    "Reference",
    "ReferenceNote",
    "Relation",
    "Relay",
    "RelayAspect",
    "RelayStatus",
    "Result",
    "Retraction",
    "RoMapping",
    "Study",
    "Text",
    "Via",
    "Walk",
    "WalkRule",
    "as_number",
    "to_record",
]
