"""A made-up document and claims that stand in it, one for each rule of ``verify`` to break."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from mscgraph.kb.anchors import anchor_of
from mscgraph.kb.verify import verify
from tests.builders import (
    CLAIMS_2020,
    DOCUMENTS,
    FAT,
    FOG,
    GLOW,
    KLOT,
    MOUSE,
    PULP,
    TNF,
    Folder,
    Item,
    claim,
    evidence,
    text,
    tiny,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.findings import Report


RAISES = "Pulp stem cells (PSCs) raise KLOT^[1]."


LOWERS = "Fat stem cells lower TNF- $\\alpha$ to 54.20 ± 3.1 ng/ml in 12 mice, P<0.05^[2-3]."


NOTHING = "The cells were given once and followed for 24 weeks."


ACTS = "They act by the GLOW axis against knee (joint) fog."


NUMBERED = "This has been known for long^[4]."


TITLE = "Ames A. On ames2010[J]. J Knee, 2010, 1: 1-2."


DOCUMENT = f"""
A review of made-up knees

1 Stem cells of the pulp
Swelling is what a knee has. {RAISES}
{ACTS} {NUMBERED}

2 Stem cells of fat
{LOWERS} {NOTHING}
Nobody knows why.

References
[1] {TITLE}
[2] Bolt B. On bolt2011. 2011.
[3] Cole C. On cole2012. 2012.
[4] Dunn D. On dunn2O13. 2013.
[5] Epps E. On epps2014. 2014.
"""


def cites(*numbers: int) -> list[Item]:
    names = ["ames2010", "bolt2011", "cole2012", "dunn2013", "epps2014"]
    return [{"reference": names[n - 1], "printed": str(n)} for n in numbers]


def says(*sentences: str, section: str = "1", **more: Any) -> Item:
    return evidence(section=section, **{"anchors": [anchor_of(s) for s in sentences], **more})


def sound() -> Folder:
    """Claims that stand in the document, one for each rule to break."""
    folder = tiny()
    folder.files[CLAIMS_2020] = [
        claim("rev2020-001", PULP, "increases", KLOT, says(RAISES, cites=cites(1))),
        claim("rev2020-002", PULP, "treats", FOG, says(ACTS), mediated_by=[GLOW]),
        claim("rev2020-003", FAT, "decreases", TNF, says(LOWERS, section="2", cites=cites(2, 3))),
        claim("rev2020-004", PULP, "increases", KLOT, says(TITLE, cites=cites(1), via="title")),
    ]
    folder.item("rev2020-003")["evidence"][0].update(
        study="rev2020-cole2012",
        results=[
            {"measure": text("TNF"), "value": "54.20", "spread": "3.1", "unit": "ng/ml", "n": "12"},
            {"measure": text("half"), "value": "27.1", "derived": "true"},
        ],
    )
    folder.item("rev2020-003")["context"] = {"species": MOUSE}
    folder.item("rev2020-004")["context"] = {"aspect": "in its title"}
    folder.item("rev2020-004")["evidence"][0]["ellipsis"] = ["subject", "object"]
    folder.item("rev2020-cole2012").update(
        anchors=[anchor_of(LOWERS), anchor_of(NOTHING)], follow_up="24 weeks"
    )
    folder.item("rev2020-cole2012")["arms"][0].update(n="6", derived="12 split 1:1")
    folder.files.pop("graphs/claims/rev2021/all.yaml")
    folder.files.pop("graphs/mechanisms.yaml")
    folder.files[DOCUMENTS].pop()
    folder.files[DOCUMENTS][0]["sha256"] = hashlib.sha256(DOCUMENT.encode()).hexdigest()
    folder.add(
        "graphs/coverage/rev2020.yaml",
        {"anchor": anchor_of("Nobody knows why."), "reason": "gap"},
    )
    return folder


class Check:
    """Write a data folder, verify it, and give what is found."""

    def __init__(self, tmp_path: Path, documents: Path) -> None:
        self.root = tmp_path / "data"
        self.documents = documents

    def __call__(self, folder: Folder, *claims: str) -> Report:
        return verify(folder.write(self.root), self.documents, claims=claims).report


def found(report: Report) -> list[tuple[str, str]]:
    return [(finding.rule, finding.record) for finding in report.findings]
