"""What stands behind a path: standing, references and counter-evidence, from the claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import Standing, Step

_EXCLUDES = {"+": ("-", "not +", "no effect"), "-": ("+", "not -", "no effect")}


class Claims:
    """Claims of a graph, parsed once each."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._parsed: dict[str, dict[str, Any]] = {}
        self._primary: dict[str, bool] = {}

    def get(self, ident: str) -> dict[str, Any]:
        """Give the record of a claim."""
        if ident not in self._parsed:
            self._parsed[ident] = self._graph.claims.get(ident)
        return self._parsed[ident]

    def is_study(self, mechanism: str) -> bool:
        """Say whether one primary study reported a mechanism."""
        return bool(self._graph.mechanisms.get(mechanism)["kind"] == "study")

    def _is_primary(self, reference: str) -> bool:
        if reference not in self._primary:
            body = self._graph.references.get(reference)
            sound = body["retracted"] is None
            self._primary[reference] = sound and body["design"] not in ("review", "other")
        return self._primary[reference]

    def between(self, subject: int, obj: int) -> Iterator[dict[str, Any]]:
        """Yield every claim from one entity to another, denied ones included."""
        target = self._graph.curie(obj)
        for number in self._graph.claims_with(subject, "subject"):
            record = self.get(self._graph.claims.ids[number])
            if record["object"] == target:
                yield record

    def fits(
        self,
        number: int,
        designs: Sequence[str],
        documents: Sequence[str],
        context: Sequence[tuple[str, frozenset[str]]],
    ) -> bool:
        """Whether a claim passes the filters on its evidence and context; relations pass."""
        if number >= len(self._graph.claims):
            return True
        record = self.get(self._graph.claims.ids[number])
        if designs and not any(e["design"] in designs for e in record["evidence"]):
            return False
        if documents and not any(e["document"] in documents for e in record["evidence"]):
            return False
        return all(record["context"].get(key, None) in {None, *ids} for key, ids in context)

    def references(self, idents: Sequence[str]) -> tuple[str, ...]:
        """List the references that claims cite, in order, once each."""
        cited = (
            c["reference"] for i in idents for e in self.get(i)["evidence"] for c in e["cites"]
        )
        return tuple(dict.fromkeys(cited))

    def primaries(self, ident: str) -> set[str]:
        """Give the sound primary references that show a claim, not those that a review leans on."""
        shown = (e for e in self.get(ident)["evidence"] if e["design"] != "review_statement")
        cites = (c["reference"] for e in shown for c in e["cites"])
        return {reference for reference in cites if self._is_primary(reference)}

    def against(
        self, steps: Sequence[Step], source: str, target: str, sign: str | None
    ) -> tuple[str, ...]:
        """List the claims that oppose a step, or the path's own ends."""
        found: dict[str, None] = {}
        for step in steps:
            for ident in step.claims:
                terms = self.get(ident)["belief_terms"] or {}
                found.update(dict.fromkeys(terms.get("opposed_by", {})))
        ends = self._graph.entities.index(source), self._graph.entities.index(target)
        if sign is not None and None not in ends:
            for record in self.between(*ends):  # type: ignore[arg-type]  # None was ruled out
                relative = ":" in (record["context"].get("comparator") or "")
                counts = record["status"] == "active" and not relative
                if counts and record["effective_sign"] in _EXCLUDES.get(sign, ()):
                    found[record["id"]] = None
        walked = {ident for step in steps for ident in step.claims}
        return tuple(ident for ident in found if ident not in walked)


def _is_base(evidence: dict[str, Any]) -> bool:
    """Whether evidence comes from a database, which joins nothing, and not from a document."""
    return bool(evidence["document"].startswith("infores:"))


def standing_of(claims: Claims, steps: Sequence[Step]) -> Standing:
    """Say how a path came about: reported by one study, joined by one review, or stitched.

    Steps that only an ontology states do not count. What leaves the curated graph is stitched,
    whatever else it walks: nobody read the studies behind an imported edge.
    """
    walked = [step.claims for step in steps if step.claims]
    if not walked or any(step.graph == "imported" for step in steps):
        return "stitched"
    shared = set(walked[0]).intersection(*walked[1:])
    if any(claims.primaries(ident) for ident in shared):
        return "reported"
    stories = [{m for ident in group for m in claims.get(ident)["mechanisms"]} for group in walked]
    for story in set(stories[0]).intersection(*stories[1:]):
        if claims.is_study(story):
            return "reported"
    studies = [set().union(*(claims.primaries(ident) for ident in group)) for group in walked]
    if set(studies[0]).intersection(*studies[1:]):
        return "one study"
    documents = [
        {e["document"] for i in group for e in claims.get(i)["evidence"] if not _is_base(e)}
        for group in walked
    ]
    if set(documents[0]).intersection(*documents[1:]):
        return "one review"
    return "stitched"
