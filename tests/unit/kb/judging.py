"""Claims about one made-up sentence, judged by ``verify`` on words and setting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mscgraph import model
from mscgraph.kb.anchors import anchor_of
from mscgraph.kb.verify_claims import Verifier
from mscgraph.kb.verify_documents import Held
from mscgraph.model import Curie
from tests.builders import KLOT

if TYPE_CHECKING:
    from mscgraph.kb.load import KnowledgeBase


HUMAN, NEWT, SCORE = "NCBITaxon:9606", "NCBITaxon:8316", "MSCG:fog-score"


DOCUMENT = """
A review of made-up knees

1 Of stem cells in general
{sentences}

References
[1] Ames A. On ames2010. 2010.
[2] Bolt B. On bolt2011. 2011.
[3] Cole C. On cole2012. 2012.
[4] Dunn D. On dunn2013. 2013.
[5] Epps E. On epps2014. 2014.
"""


@dataclass(frozen=True)
class Judge:
    """Print a sentence, claim something of it, and give the codes of what is found."""

    kb: KnowledgeBase

    def __call__(
        self,
        printed: str | tuple[str, ...],
        ends: tuple[str, str, str],
        told: tuple[str, ...],
        **more: Any,
    ) -> list[str]:
        """Judge one claim; a second sentence stands beside the anchored one.

        Keys of a context and of an evidence are told apart by their names.
        """
        sentences = (printed,) if isinstance(printed, str) else printed
        subject, name, obj = ends
        of_context = model.Context.__dataclass_fields__
        evidence = model.Evidence(
            **{
                "document": "rev2020",
                "section": "1",
                "anchors": (anchor_of(sentences[0]),),
                "design": "animal",
                "statement": dict(zip(("en", "zh-Hans"), told, strict=True)) if told else {},
                "ellipsis": ("subject", "object", "mediator"),
                **{k: v for k, v in more.items() if k in model.Evidence.__dataclass_fields__},
            }
        )
        claim = replace(
            self.kb.claims["rev2020-001"],
            subject=Curie(subject),
            subject_label=self.label(subject),
            predicate=name,
            object=Curie(obj),
            object_label=self.label(obj),
            evidence=(evidence,),
            negated=more.get("negated", False),
            mediated_by=more.get("mediated_by", ()),
            context=model.Context(**{k: v for k, v in more.items() if k in of_context}),
        )
        return self.found(claim, *sentences)

    def label(self, ident: str) -> str:
        return self.kb.entities[ident].label["en"] if ident in self.kb.entities else ident

    def found(self, claim: model.Claim, *sentences: str) -> list[str]:
        text = DOCUMENT.format(sentences=" ".join(sentences))
        held = {"rev2020": Held.of(self.kb.documents["rev2020"], text)}
        findings = list(Verifier(self.kb, held).claim(claim))
        assert all(f.message("en") and f.message("zh-Hans") for f in findings)
        return [finding.rule for finding in findings]


RISES = ("Pulp stem cells raise KLOT.", "牙髓干细胞使克洛托升高。")


FALLS = ("Pulp stem cells lower KLOT.", "牙髓干细胞使克洛托降低。")


SILENT = ("So it is.", "确实如此。")


BETTER = (
    "Pulp stem cells raise KLOT more than fat stem cells.",
    "牙髓干细胞升高克洛托的作用强于脂肪干细胞。",
)


LOSS = model.Manipulation(kind="knockout", of=Curie(KLOT), effect="weakened")
