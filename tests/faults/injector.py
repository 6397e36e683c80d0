"""Seeded faults in copies of real claims, and whether ``check`` and ``verify`` see them.

A fault changes one thing in one claim, or one figure in an arm of its study. The copy is judged by
all rules on claims against the real documents. It counts as caught if a finding names the record
that was changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from random import Random
from types import MappingProxyType
from typing import TYPE_CHECKING

from mscgraph.kb.keys import claim_key
from mscgraph.kb.load import KnowledgeBase, load
from mscgraph.kb.rules import ALL, entities
from mscgraph.kb.verify_claims import Verifier
from mscgraph.kb.verify_documents import find_documents
from tests.faults.kinds import KINDS, Draw, Faulty

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mscgraph import model
    from mscgraph.findings import Finding

SEED = 2024
COPIES = 100
"""Faults of each kind; fewer where fewer claims can bear one."""
OF_CLAIMS = tuple(rule for rule in ALL if rule.__module__ != entities.__name__)
"""The rules of ``check`` that may name a claim."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the faults of one kind, and of the same claims unchanged."""

    kind: str
    injected: int = 0
    errors: int = 0
    warnings: int = 0
    """Caught at warning level only."""
    before: int = 0
    """Caught by rules that do not listen to words (all up to V007)."""
    alone: int = 0
    """Caught with the paraphrase withheld, as if it had been written to fit the fault."""
    rejected: int = 0
    """Unchanged claims with a finding."""
    missed: tuple[str, ...] = ()
    rules: Counter[str] = field(default_factory=Counter)

    @property
    def caught(self) -> int:
        """Faults that a finding of either level names."""
        return self.errors + self.warnings


@dataclass(frozen=True)
class Bench:
    """The real graph and the real documents, read once."""

    kb: KnowledgeBase
    verifier: Verifier
    clean: dict[str, list[Finding]] = field(default_factory=dict)
    """What was found on unchanged claims so far."""

    @classmethod
    def of(cls, root: Path, documents: Path) -> Bench:
        """Load graph and documents; both must be sound."""
        kb = load(root)
        held, findings = find_documents(kb, documents)
        if findings:
            raise FileNotFoundError("\n".join(finding.render() for finding in findings))
        return cls(kb, Verifier(kb, held))

    def row(self, kind: str, copies: int = COPIES, seed: int = SEED) -> Row:
        """Inject faults of one kind and count what becomes of them."""
        count: Counter[str] = Counter()
        rules: Counter[str] = Counter()
        missed = []
        for claim, faulty in self.faults(kind, copies, seed):
            findings = self.judge(faulty)
            rules.update({finding.rule for finding in findings})
            severe = any(finding.severity == "error" for finding in findings)
            count["injected"] += 1
            count["errors"] += severe
            count["warnings"] += bool(findings) and not severe
            count["before"] += any(not _listens(finding) for finding in findings)
            count["alone"] += bool(self.judge(faulty, paraphrase=False))
            count["rejected"] += bool(self.on(claim))
            if not findings:
                missed.append(claim.id)
        return Row(kind, **count, missed=tuple(missed), rules=rules)

    def faults(self, kind: str, copies: int, seed: int) -> Iterator[tuple[model.Claim, Faulty]]:
        """Yield claims drawn without putting back, each with its faulty copy."""
        random = Random(f"{kind} {seed}")  # noqa: S311 - the same draw every time is the point
        draw = Draw(self.kb, self.verifier.held, random)
        claims = list(self.kb.active_claims)
        random.shuffle(claims)
        for claim in claims:
            faulty = KINDS[kind](draw, claim) if copies else None
            if faulty is not None:
                copies -= 1
                yield claim, faulty

    def judge(self, faulty: Faulty, *, paraphrase: bool = True) -> list[Finding]:
        """Give the findings on a changed record; all other records stay as they are."""
        claim, study = faulty.claim, faulty.study
        if not paraphrase:
            silent = tuple(replace(evidence, statement={}) for evidence in claim.evidence)
            claim = replace(claim, evidence=silent)
        named = {claim.id, *([study.id] if study else [])}
        studies = {**self.kb.studies, **({study.id: study} if study else {})}
        whole = replace(
            self.kb,
            claims=MappingProxyType({**self.kb.claims, claim.id: claim}),
            studies=MappingProxyType(studies),
        )
        verifier = replace(self.verifier, kb=whole, counts=Counter())
        findings = [finding for rule in OF_CLAIMS for finding in rule(self._small(whole, claim))]
        findings.extend(verifier.claim(claim))
        findings.extend(verifier.study(study) if study else ())
        return [finding for finding in findings if finding.record in named]

    def _small(self, whole: KnowledgeBase, claim: model.Claim) -> KnowledgeBase:
        """Give the claim and those that say the same, with all that they point at."""
        twins = (twin for twin in self.keys[claim_key(claim)] if twin != claim.id)
        claims = {claim.id: claim, **{twin: self.kb.claims[twin] for twin in twins}}
        return replace(
            whole,
            claims=MappingProxyType(dict(sorted(claims.items()))),
            mechanisms=MappingProxyType({}),
            omissions=MappingProxyType({}),
        )

    @cached_property
    def keys(self) -> dict[str, list[str]]:
        """The active claims by their key."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim in self.kb.active_claims:
            found[claim_key(claim)].append(claim.id)
        return found

    def on(self, claim: model.Claim) -> list[Finding]:
        """Give the findings on a claim as it stands: there should be none."""
        if claim.id not in self.clean:
            self.clean[claim.id] = self.judge(Faulty(claim))
        return self.clean[claim.id]


def _listens(finding: Finding) -> bool:
    """Whether a rule listens to the words of a sentence or weighs its setting."""
    return finding.rule.startswith("V") and finding.rule > "V007"
