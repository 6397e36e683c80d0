"""Generate a graph of the size, kinds and predicates of Hetionet, as KGX TSV.

47,031 entities of 11 kinds and 2,250,197 edges of 24 predicates; the degrees of each predicate
follow a log-normal law, so that there are hubs as in the original. Nothing of its content is in
it. ``python benchmarks/graph.py FOLDER [--scale 0.1]`` writes ``nodes.tsv.gz`` and
``edges.tsv.gz``; the same seed gives the same files.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import random
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {
    "Anatomy": ("GrossAnatomicalStructure", 402),
    "Process": ("BiologicalProcess", 11_381),
    "Component": ("CellularComponent", 1_391),
    "Compound": ("SmallMolecule", 1_552),
    "Disease": ("Disease", 137),
    "Gene": ("Gene", 20_945),
    "Function": ("MolecularActivity", 2_884),
    "Pathway": ("Pathway", 1_822),
    "Class": ("PharmacologicClass", 345),
    "Effect": ("SideEffect", 5_734),
    "Symptom": ("PhenotypicFeature", 438),
}
"""Category in Biolink and number of entities, by kind."""


class Metaedge(NamedTuple):
    """One predicate between two kinds."""

    source: str
    predicate: str
    target: str
    count: int
    aspect: str = ""
    direction: str = ""


METAEDGES = (
    Metaedge("Anatomy", "affects", "Gene", 102_240, "expression", "decreased"),
    Metaedge("Anatomy", "expresses", "Gene", 526_407),
    Metaedge("Anatomy", "affects", "Gene", 97_848, "expression", "increased"),
    Metaedge("Compound", "directly_physically_interacts_with", "Gene", 11_571),
    Metaedge("Compound", "causes", "Effect", 138_944),
    Metaedge("Compound", "affects", "Gene", 21_102, "expression", "decreased"),
    Metaedge("Compound", "ameliorates_condition", "Disease", 390),
    Metaedge("Compound", "chemically_similar_to", "Compound", 6_486),
    Metaedge("Compound", "treats", "Disease", 755),
    Metaedge("Compound", "affects", "Gene", 18_756, "expression", "increased"),
    Metaedge("Disease", "associated_with", "Gene", 12_623),
    Metaedge("Disease", "affects", "Gene", 7_623, "expression", "decreased"),
    Metaedge("Disease", "located_in", "Anatomy", 3_602),
    Metaedge("Disease", "has_phenotype", "Symptom", 3_357),
    Metaedge("Disease", "similar_to", "Disease", 543),
    Metaedge("Disease", "affects", "Gene", 7_731, "expression", "increased"),
    Metaedge("Gene", "correlated_with", "Gene", 61_690),
    Metaedge("Gene", "physically_interacts_with", "Gene", 147_164),
    Metaedge("Gene", "participates_in", "Process", 559_504),
    Metaedge("Gene", "part_of", "Component", 73_566),
    Metaedge("Gene", "enables", "Function", 97_222),
    Metaedge("Gene", "actively_involved_in", "Pathway", 84_372),
    Metaedge("Gene", "regulates", "Gene", 265_672),
    Metaedge("Class", "subclass_of", "Compound", 1_029),
)
SPREAD = 1.1
"""Of the logarithm of the degrees."""
HEADER = (
    "id\tsubject\tpredicate\tobject\tobject_aspect_qualifier\tobject_direction_qualifier\t"
    "knowledge_level\tagent_type\tprimary_knowledge_source\tpublications\n"
)


def names(kind: str, scale: float) -> list[str]:
    """Give the ids of the entities of a kind."""
    return [f"{kind.upper()}:{i}" for i in range(max(2, round(KINDS[kind][1] * scale)))]


def pairs(metaedge: Metaedge, scale: float, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield distinct pairs of a predicate, drawn by the weights of both ends."""
    sides = []
    for kind in (metaedge.source, metaedge.target):
        held = names(kind, scale)
        weights = itertools.accumulate(rng.lognormvariate(0, SPREAD) for _ in held)
        sides.append((held, list(weights)))
    wanted = min(round(metaedge.count * scale), len(sides[0][0]) * len(sides[1][0]) // 2)
    seen: set[tuple[str, str]] = set()
    while len(seen) < wanted:
        draws = [rng.choices(held, cum_weights=weights, k=100_000) for held, weights in sides]
        for pair in zip(*draws, strict=True):
            if pair[0] != pair[1] and pair not in seen and len(seen) < wanted:
                seen.add(pair)
                yield pair


def generate(folder: Path, scale: float = 1.0, seed: int = 1) -> tuple[int, int]:
    """Write both files; give the numbers of entities and edges."""
    rng = random.Random(seed)  # noqa: S311 - a benchmark, no secret
    folder.mkdir(parents=True, exist_ok=True)
    entities = edges = 0
    with gzip.open(folder / "nodes.tsv.gz", "wt", compresslevel=1, encoding="utf-8") as file:
        file.write("id\tcategory\tname\n")
        for kind, (category, _) in KINDS.items():
            for number, ident in enumerate(names(kind, scale)):
                file.write(f"{ident}\tbiolink:{category}\t{kind.lower()} {number}\n")
                entities += 1
    with gzip.open(folder / "edges.tsv.gz", "wt", compresslevel=1, encoding="utf-8") as file:
        file.write(HEADER)
        for metaedge in METAEDGES:
            middle = f"\t{metaedge.aspect}\t{metaedge.direction}\tknowledge_assertion\t"
            for subject, obj in pairs(metaedge, scale, rng):
                edges += 1
                papers = "|".join(f"PMID:{rng.randrange(10**7)}" for _ in range(rng.randrange(4)))
                file.write(
                    f"e{edges}\t{subject}\tbiolink:{metaedge.predicate}\t{obj}{middle}"
                    f"manual_agent\tinfores:generated\t{papers}\n"
                )
    return entities, edges


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    entities, edges = generate(asked.folder, asked.scale, asked.seed)
    print(f"{entities:,} entities, {edges:,} edges in {asked.folder}")


if __name__ == "__main__":
    main()
