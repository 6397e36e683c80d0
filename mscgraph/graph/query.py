"""What is asked of a path search, and what it answers.

Named tuples, not dataclasses: they are on the way of ``mscgraph path``, and cost half to define.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mscgraph.compiled.graph import Origin

SignWanted = Literal["+", "-", "any"]
Effect = Literal["beneficial", "harmful"]
Standing = Literal["reported", "one study", "one review", "stitched"]


class PathQuery(NamedTuple):
    """The limits and filters of a search. Empty filters let everything through."""

    k: int = 10
    """At most so many paths; 0: all."""
    max_hops: int = 6
    """At most so many steps; a mediator counts as one."""
    sign: SignWanted | None = None
    """Net sign wanted; ``any`` also walks relations that have no direction."""
    effect: Effect | None = None
    """Only paths of which it is known that they are good, or bad, for the patient."""
    shape: str = ""
    """Kinds in a row, ``CellSource>*>Pathway>*>Disease``; ``*`` is any number of entities."""
    reported_only: bool = False
    """Only what one study reported whole: searched inside its claims, not sifted afterwards."""
    via: tuple[str, ...] = ()
    """Entities that a path must visit."""
    avoid: tuple[str, ...] = ()
    """Entities that a path must not visit."""
    predicates: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """Kinds that may stand between the ends."""
    designs: tuple[str, ...] = ()
    """Every step has evidence of one of these designs."""
    documents: tuple[str, ...] = ()
    """Every step has evidence from one of these documents."""
    context: tuple[tuple[str, str], ...] = ()
    """Pairs (key, entity or word): what a claim states of the key is this or below it."""
    min_belief: float = 0.0
    hypotheses: bool = False
    """Also walk what a document only supposes."""
    through_products: bool = False
    """Walk on from what attracts a cell to what the cell does."""
    by: Literal["score", "hops"] = "score"
    """What comes first: the best score, or the fewest hops and then the best score."""
    budget: int = 200_000
    """Partial paths to look at before the answer is called incomplete."""


class Step(NamedTuple):
    """One step of a path, with all parallel claims of its sign, the best first."""

    subject: str
    object: str
    sign: str | None
    """``+``, ``-``, ``0`` structural, None unknown or inside a mediated claim."""
    structural: bool
    belief: float
    specificity: float
    score: float
    claims: tuple[str, ...]
    relation: str | None = None
    """Id of the ontology's relation, where no claim is walked."""
    mediators: tuple[str, ...] = ()
    """All that the claim acts through, as it lists them, where the object is one of them."""
    graph: Origin | None = None
    """Of two joined graphs, that of the first claim or the relation; None: there is but one."""


class Path(NamedTuple):
    """A chain of claims from a source to a target."""

    source: str
    target: str
    hops: int
    sign: str | None
    effect: Effect | None
    """What it means for the patient, by the kind of the target or its ``higher_is``; None where
    that cannot be known: more of a gene, a cell or a process is neither good nor bad."""
    score: float
    standing: Standing
    entities: tuple[str, ...]
    steps: tuple[Step, ...]
    claims: tuple[str, ...]
    """The best claim of each step, once each."""
    weakest: int
    """Index of the step with the least score."""
    references: tuple[str, ...]
    counter_evidence: tuple[str, ...]
    text: dict[str, str]
    """The chain in one line per language."""

    @property
    def places(self) -> tuple[tuple[str, ...], ...]:
        """All that it names, in order; mediators of one claim share a place."""
        return (self.source,), *(step.mediators or (step.object,) for step in self.steps)

    def lines(self) -> Iterator[tuple[str, str, Step]]:
        """Yield each pair of neighbours that a drawing joins, with their step."""
        for step, (before, after) in zip(self.steps, pairwise(self.places), strict=True):
            yield from ((subject, obj, step) for subject in before for obj in after)


class Reason(NamedTuple):
    """Why there is no path."""

    code: Literal["same", "no_route", "too_few_hops", "sign", "option", "filter"]
    text: dict[str, str]
    """One sentence per language, with the next thing to try."""


class PathResult(NamedTuple):
    """The answer of a search, best path first; ``reason`` is set when there is none."""

    query: dict[str, Any]
    paths: tuple[Path, ...]
    complete: bool
    """False when the budget ended the search before it was exhausted."""
    reason: Reason | None
    counter_evidence: tuple[str, ...] = ()
    """Claims on the very ends that no path may walk, because they deny an effect."""
