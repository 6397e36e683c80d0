"""A tiny knowledge base, built from plain items: 12 claims, 10 entities, 2 documents.

All of it is made up. A test takes :func:`tiny`, changes items, and writes the folder; or it
starts from :func:`bare`, which holds the vocabulary and the sources and no entity or claim.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import yaml

from mscgraph.compiled.graph import Graph
from mscgraph.compiled.read import CompiledFile
from mscgraph.kb.compile import compile_kb
from mscgraph.kb.load import read

if TYPE_CHECKING:
    from pathlib import Path

    from mscgraph.kb.load import KnowledgeBase

Item = dict[str, Any]

PREFIXES = "ontology/prefixes.yaml"
TYPES = "ontology/types.yaml"
PREDICATES = "ontology/predicates.yaml"
DOCUMENTS = "graphs/documents.yaml"
REFERENCES = "graphs/references.yaml"
STUDIES = "graphs/studies.yaml"
MECHANISMS = "graphs/mechanisms.yaml"
CLAIMS_2020 = "graphs/claims/rev2020/all.yaml"
CLAIMS_2021 = "graphs/claims/rev2021/all.yaml"

PULP, FAT, MSC = "MSCG:pulp-msc", "MSCG:fat-msc", "CL:0000134"
TNF, KLOT = "HGNC:11892", "HGNC:6344"
GLOW, SWELLING = "MSCG:glow-axis", "GO:0000001"
FOG, JOINT, MOUSE = "MONDO:0000001", "MONDO:0000002", "NCBITaxon:10090"


_SafeDumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(_SafeDumper):  # type: ignore[misc]  # which of the two is known at run time only
    """Writes a repeated item out again, since aliases are not allowed."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


class Folder:
    """A data folder as plain items by file, to be changed and then written."""

    def __init__(self, files: dict[str, list[Item]]) -> None:
        self.files = files

    def add(self, file: str, *items: Item) -> Folder:
        """Put items at the end of a file."""
        self.files.setdefault(file, []).extend(items)
        return self

    def entities(self, kind: str, *items: Item) -> Folder:
        """Put entities into the file of their kind."""
        return self.add(f"ontology/entities/{kind}.yaml", *items)

    def claims(self, *items: Item) -> Folder:
        """Put claims into the file of the first document."""
        return self.add(CLAIMS_2020, *items)

    def item(self, ident: str) -> Item:
        """Find the item with an id; a claim, if a document and its reference share the id."""
        (found, *_) = (i for items in self.files.values() for i in items if i.get("id") == ident)
        return found

    def label(self, curie: str) -> str:
        """Give the English label of an entity; its id where there is no such entity."""
        for file, items in self.files.items():
            if file.startswith("ontology/entities/"):
                for item in items:
                    if item["id"] == curie:
                        return str(item["label"]["en"])
        return curie

    def text(self, file: str) -> str:
        """Give the YAML of a file; labels that were left blank are filled in."""
        items = deepcopy(self.files[file])
        for item in items:
            for end in ("subject", "object"):
                if item.get(f"{end}_label") == "":
                    item[f"{end}_label"] = self.label(item[end])
            for relation in item.get("relations", ()):
                relation["object_label"] = relation["object_label"] or self.label(
                    relation["object"]
                )
        return yaml.dump(items, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)

    def write(self, root: Path) -> Path:
        """Write all files below a folder."""
        for file in self.files:
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text(file), encoding="utf-8")
        return root

    def kb(self, root: Path) -> KnowledgeBase:
        """Write and read: a part may be absent and a rule broken, but all must be readable."""
        kb, findings = read(self.write(root))
        assert [finding.render() for finding in findings if finding.rule != "S006"] == []
        return kb

    def graph(self, root: Path) -> Graph:
        """Write, read and compile."""
        return compiled(self.kb(root))


def compiled(kb: KnowledgeBase) -> Graph:
    """Compile a knowledge base in memory."""
    return Graph(CompiledFile(memoryview(compile_kb(kb, "test")), "memory"))


# ----------------------------------------------------------------------------- factories


def text(en: str, zh: str = "") -> Item:
    """Give a text in both languages."""
    return {"en": en, "zh-Hans": zh or f"{en}(中)"}


def kind(ident: str, file: str, groups: str, **more: Any) -> Item:
    """Build a kind of entity; it is in the group ``any`` as well."""
    return {
        "id": ident,
        "file": file,
        "label": text(file.replace("_", " ")),
        "definition": text(f"A {file}."),
        "category": "biolink:NamedThing",
        "groups": [*groups.split(), "any"],
        **more,
    }


def predicate(
    ident: str, sign: str, forward: str = "yes", backward: str = "never", **more: Any
) -> Item:
    """Build a predicate between any two kinds."""
    return {
        "id": ident,
        "label": text(ident.replace("_", " ")),
        "definition": text(f"It {ident}."),
        "sign": sign,
        "walk": {"forward": forward, "backward": backward},
        "domain": ["any"],
        "range": ["any"],
        **more,
    }


def entity(curie: str, en: str, zh: str = "", **more: Any) -> Item:
    """Build an entity."""
    return {"id": curie, "label": text(en, zh), **more}


def relation(name: str, obj: str, **more: Any) -> Item:
    """Build a fact of an ontology."""
    return {"predicate": name, "object": obj, "object_label": "", "source": "MSCG", **more}


def reference(ident: str, design: str | None = "animal", **more: Any) -> Item:
    """Build a bibliographic record."""
    item = {"id": ident, "title": f"On {ident}", "authors": ["Ames A"], "year": ident[-4:]}
    return {**item, **({"design": design} if design else {}), **more}


def cite(ident: str, status: str = "unchecked", **relay: Any) -> Item:
    """Build one cited reference."""
    return {"reference": ident, "relay": {"status": status, **relay}}


def evidence(*cited: str | Item, document: str = "rev2020", **more: Any) -> Item:
    """Build an evidence of an animal study."""
    return {
        "document": document,
        "section": "1",
        "anchors": ["0123456789ab"],
        "design": "animal",
        "statement": text("It is so.", "确实如此。"),
        "cites": [cite(c) if isinstance(c, str) else c for c in cited],
        **more,
    }


def claim(ident: str, subject: str, name: str, obj: str, *reasons: Item, **more: Any) -> Item:
    """Build a claim; without evidence given, on what the document alone says."""
    return {
        "id": ident,
        "subject": subject,
        "subject_label": "",
        "predicate": name,
        "object": obj,
        "object_label": "",
        **more,
        "evidence": list(reasons) or [evidence(design="review_statement")],
    }


# ----------------------------------------------------------------------------- the content


def vocabulary() -> dict[str, list[Item]]:
    """Give namespaces, kinds and predicates: every walk rule and every way to get a sign."""
    patterns = {
        "MSCG": "[a-z0-9]+(-[a-z0-9]+)*",
        "CL": r"\d{7}",
        "GO": r"\d{7}",
        "MONDO": r"\d{7}",
        "HGNC": r"\d{1,5}",
        "NCBITaxon": r"\d+",
        "biolink": "[A-Za-z_]+",
        "RO": r"\d{7}",
    }
    prefixes = [
        {"prefix": p, "iri": f"https://example.org/{p}/", "pattern": pattern, "name": f"{p} names"}
        for p, pattern in patterns.items()
    ]
    kinds = [
        kind("CellSource", "cell_source", "cell treatment", ends_only="true"),
        kind("CellProduct", "cell_product", "treatment", ends_only="true"),
        kind("Drug", "drug", "treatment", ends_only="true"),
        kind("Cytokine", "cytokine", "molecule"),
        kind("Protein", "protein", "molecule"),
        kind("Pathway", "pathway", "process"),
        kind("Process", "process", "process"),
        kind("Ratio", "ratio", "outcome", effect="by_entity"),
        kind("Outcome", "outcome", "outcome", effect="by_entity"),
        kind("Disease", "disease", "condition", effect="lower_is_better"),
        kind("DiseaseModel", "disease_model", "model"),
        kind("Species", "species", "species", ends_only="true"),
    ]
    predicates = [
        predicate("increases", "+1"),
        predicate("decreases", "-1"),
        predicate("affects", "null"),
        predicate("expresses", "0"),
        predicate(
            "treats", "derived", domain=["treatment", "molecule"], range=["condition", "model"]
        ),
        predicate("improves", "derived"),
        predicate("worsens", "derived"),
        predicate("risk_of", "+1", "last_step", weight="0.5"),
        predicate("chemoattracts", "+1", "last_step"),
        predicate("binds", "null", "sign_any", "sign_any", symmetric="true"),
        predicate("has_receptor", "0"),
        predicate(
            "member_of_pathway",
            "by_role",
            backward="role_effector",
            inverse_label=text("acts by"),
            biolink={"predicate": "biolink:actively_involved_in"},
            ro={"id": "RO:0002331", "label": "involved in"},
        ),
        predicate("model_of", "0", "last_step", "group_ends"),
        predicate("ratio_component", "by_role"),
        predicate("form_of", "0", "never"),
        predicate("derived_from", "0", "never"),
        predicate("correlates_positively", "null", "never"),
    ]
    return {PREFIXES: prefixes, TYPES: kinds, PREDICATES: predicates}


def sources() -> dict[str, list[Item]]:
    """Give two documents and what they cite: three papers, a trial, a review, a retracted paper."""
    references = [
        reference("ames2010", doi="10.1000/ames", identifiers="printed"),
        reference("bolt2011"),
        reference("cole2012", "rct", et_al="true", volume="7", pages="1-9"),
        reference("dunn2013", retracted={"date": "2015", "notice": "https://example.org/notice"}),
        reference("epps2014", "review"),
        reference("rev2020", "review"),
        reference("rev2021", "review"),
    ]
    documents = [
        {
            "id": ident,
            "reference": ident,
            "label": text(f"Review of {ident[3:]}", f"{ident[3:]} 综述"),
            "language": language,
            "sha256": digit * 64,
            "bibliography": ["ames2010", "bolt2011", "cole2012", "dunn2013", "epps2014"],
        }
        for ident, language, digit in (("rev2020", "en", "a"), ("rev2021", "zh-Hans", "b"))
    ]
    studies = [
        {
            "id": "rev2020-cole2012",
            "label": text("Cole 2012: 12 patients"),
            "document": "rev2020",
            "anchors": ["0123456789ab"],
            "design": "rct",
            "reference": "cole2012",
            "n": "12",
            "arms": [{"id": "cells", "what": text("cells"), "entity": FAT, "n": "6"}],
        }
    ]
    return {DOCUMENTS: documents, REFERENCES: references, STUDIES: studies}


def bare() -> Folder:
    """Give a folder with the vocabulary and the sources, without entities and claims."""
    files = {**vocabulary(), **sources(), MECHANISMS: []}
    files[STUDIES][0]["arms"][0].pop("entity")
    return Folder(files)


def tiny() -> Folder:
    """Give the tiny knowledge base."""
    folder = Folder({**vocabulary(), **sources()})
    folder.entities(
        "cell_source",
        entity(MSC, "stem cell", "干细胞", synonyms={"en": ["MSC"]}),
        entity(PULP, "pulp stem cell", "牙髓干细胞", synonyms={"en": ["PSC"]}, parents=[MSC]),
        entity(FAT, "fat stem cell", "脂肪干细胞", parents=[MSC]),
    )
    folder.entities("cytokine", entity(TNF, "TNF-α", "肿瘤坏死因子", synonyms={"en": ["TNF"]}))
    folder.entities("protein", entity(KLOT, "KLOT", "克洛托"))
    folder.entities("pathway", entity(GLOW, "GLOW axis", "辉光轴", broader_xref="GO:0000002"))
    folder.entities("process", entity(SWELLING, "swelling", "肿胀"))
    folder.entities(
        "disease",
        entity(FOG, "knee fog", "膝雾", parents=[JOINT], xrefs=["MONDO:0000009"]),
        entity(JOINT, "joint disease", "关节病", close_xrefs=["MONDO:0000008"]),
    )
    folder.entities("species", entity(MOUSE, "mouse", "小鼠"))
    folder.claims(
        claim("rev2020-001", PULP, "increases", KLOT, evidence("ames2010")),
        claim("rev2020-002", KLOT, "increases", GLOW, evidence("ames2010")),
        claim("rev2020-003", GLOW, "decreases", SWELLING, evidence("ames2010")),
        claim("rev2020-004", SWELLING, "increases", FOG, evidence("bolt2011")),
        claim("rev2020-005", PULP, "treats", FOG, evidence("bolt2011"), mediated_by=[GLOW]),
        claim("rev2020-006", FAT, "decreases", TNF, evidence("ames2010", "bolt2011")),
        claim("rev2020-007", TNF, "increases", SWELLING, evidence(hedge="hypothesised")),
        claim(
            "rev2020-008",
            FAT,
            "treats",
            FOG,
            evidence(
                "cole2012",
                design="rct",
                study="rev2020-cole2012",
                results=[{"measure": text("fog score"), "arm": "cells", "value": "54.20"}],
            ),
            negated="true",
        ),
    )
    folder.add(
        CLAIMS_2021,
        claim(
            "rev2021-001",
            FAT,
            "treats",
            FOG,
            evidence("cole2012", document="rev2021", design="rct"),
            context={"comparator": PULP},
        ),
        claim("rev2021-002", TNF, "binds", KLOT, evidence("epps2014", document="rev2021")),
        claim(
            "rev2021-003",
            FAT,
            "treats",
            FOG,
            evidence("bolt2011", document="rev2021", section="2"),
            context={"species": MOUSE},
        ),
        claim(
            "rev2021-004",
            PULP,
            "increases",
            SWELLING,
            evidence("dunn2013", document="rev2021"),
            status="retracted",
            reason="its only source was retracted",
        ),
    )
    return folder.add(
        MECHANISMS,
        {
            "id": "rev2020-glow",
            "label": text("Pulp stem cells calm swelling by GLOW"),
            "document": "rev2020",
            "kind": "study",
            "claims": ["rev2020-001", "rev2020-002", "rev2020-003"],
            "references": ["ames2010"],
        },
    )
