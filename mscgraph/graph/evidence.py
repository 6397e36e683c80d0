"""What stands behind a path: standing, references and counter-evidence, from the claims."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mscgraph.compiled.graph import Graph
    from mscgraph.graph.query import Path, Standing, Step

Account = Literal[
    "reported",
    "misreported",
    "one study, joined",
    "one study",
    "one review, joined",
    "one review",
    "database",
    "stitched",
]
"""A standing, told finer: who joins the steps, and whether the cited study says so at all."""

_EXCLUDES = {"+": ("-", "not +", "no effect"), "-": ("+", "not -", "no effect")}
_OTHER_FINDING = frozenset({"subject", "object", "sign", "significance"})
"""What a paper must say otherwise to have another finding; a model or a number is a detail."""
_SETTING = ("species", "disease", "model", "tissue")
"""What makes the setting of a finding; against what and how long it was measured does not."""


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

    def is_disease(self, curie: str) -> bool:
        """Say whether an entity is a disease."""
        return bool(self._graph.entities.get(curie)["type"] == "Disease")

    def apart(self, one: str | None, other: str | None) -> bool:
        """Whether two values of one context key exclude each other: neither is below the other."""
        if not one or not other or one == other:
            return False
        numbers = self._graph.entities.index(one), self._graph.entities.index(other)
        if None in numbers:
            return True
        first, second = numbers
        return second not in self._graph.below(first) and first not in self._graph.below(second)  # type: ignore[arg-type]  # None was ruled out

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

    def misreported(self, ident: str) -> bool:
        """Whether every primary paper cited for a claim has another finding."""
        relays = self._relays(ident)
        return bool(relays) and all(_OTHER_FINDING.intersection(r["on"]) for r in relays)

    def aspects(self, idents: Iterable[str]) -> tuple[str, ...]:
        """List in what primary papers that are cited for claims differ from the document."""
        relays = (relay for ident in idents for relay in self._relays(ident))
        return tuple(dict.fromkeys(aspect for relay in relays for aspect in relay["on"]))

    def _relays(self, ident: str) -> list[dict[str, Any]]:
        """Give how each primary paper that is cited for a claim was found to be told."""
        shown = (e for e in self.get(ident)["evidence"] if e["design"] != "review_statement")
        return [cite["relay"] for e in shown for cite in e["cites"]]

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
                counts = record["status"] == "active" and not is_relative(record)
                if counts and record["effective_sign"] in _EXCLUDES.get(sign, ()):
                    found[record["id"]] = None
        walked = {ident for step in steps for ident in step.claims}
        return tuple(ident for ident in found if ident not in walked)


def is_relative(claim: Mapping[str, Any]) -> bool:
    """Whether a claim compares with another drug or product: an entity, not a word for control."""
    return ":" in (claim["context"].get("comparator") or "")


def is_base(evidence: dict[str, Any]) -> bool:
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
        {e["document"] for i in group for e in claims.get(i)["evidence"] if not is_base(e)}
        for group in walked
    ]
    if set(documents[0]).intersection(*documents[1:]):
        return "one review"
    return "stitched"


def account_of(claims: Claims, path: Path) -> tuple[Account, tuple[str, ...]]:
    """Say finer how a path came about, and which papers are cited for every step.

    A document joins the steps where one claim is the whole path, or one mechanism holds all.
    """
    groups = [step.claims for step in path.steps if step.claims]
    if path.standing == "stitched":
        return ("stitched" if len(path.claims) > 1 else "database"), ()
    if path.standing == "reported":
        other = any(all(map(claims.misreported, group)) for group in groups)
        return ("misreported" if other else "reported"), ()
    stories = _shared({m for i in group for m in claims.get(i)["mechanisms"]} for group in groups)
    whole = not any(step.relation for step in path.steps)
    joined = whole and (len(path.claims) == 1 or bool(stories))
    if path.standing == "one study":
        papers = _shared(set().union(*map(claims.primaries, group)) for group in groups)
        return ("one study, joined" if joined else "one study"), tuple(sorted(papers))
    return ("one review, joined" if joined else "one review"), ()


def _shared(groups: Iterable[set[str]]) -> set[str]:
    first, *rest = groups
    return first.intersection(*rest)


def settings_of(claims: Claims, path: Path) -> tuple[str, ...]:
    """List the species, diseases, models or tissues in which the steps of a path disagree."""
    found: dict[str, None] = {}
    for key in _SETTING:
        seen = [claims.get(ident)["context"].get(key) for ident in path.claims]
        if key == "disease" and claims.is_disease(path.target):
            seen.append(path.target)
        values = dict.fromkeys(filter(None, seen))
        if any(claims.apart(one, other) for one, other in combinations(values, 2)):
            found.update(values)
    return tuple(found)


def elsewhere(claims: Claims, path: Path, ident: str) -> bool:
    """Whether a claim against a path was made in a setting, or by a route, of none of its steps."""
    there = claims.get(ident)["context"]
    return bool(path.claims) and all(
        any(claims.apart(here.get(key), there.get(key)) for key in (*_SETTING, "route"))
        for here in (claims.get(step)["context"] for step in path.claims)
    )
