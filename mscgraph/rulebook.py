"""The one table of rules: what each says when it is broken, in both languages.

Checks, docs, tests and the command line read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping


Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says when it is broken: ``{...}`` is filled from the finding."""

    severity: Severity
    en: str
    zh: str


RULES: Mapping[str, Rule] = {
    # S: the files
    "S001": Rule("error", "YAML cannot be read: {problem}", "YAML 无法读取:{problem}"),
    "S002": Rule(
        "error",
        "not UTF-8 at byte {byte}; save the file as UTF-8",
        "第 {byte} 字节处不是 UTF-8;请以 UTF-8 保存文件",
    ),
    "S003": Rule("error", "key {key!r} stands twice in one item", "同一条目中键 {key!r} 重复"),
    "S004": Rule(
        "error",
        "YAML {what} are not used here; write the value out",
        "此处不使用 YAML 的{what};请直接写出值",
    ),
    "S005": Rule(
        "error",
        "expected {expected}, found {found}",
        "应为 {expected},实为 {found}",
    ),
    "S006": Rule(
        "error",
        "missing or empty; a data folder has ontology/ and graphs/ with {expected}",
        "缺失或为空;数据文件夹应含 ontology/ 与 graphs/,其中有 {expected}",
    ),
    "S007": Rule(
        "error",
        "key {key!r} has no value; leave the key out or give it one",
        "键 {key!r} 没有值;请删去该键或填入值",
    ),
    "S008": Rule(
        "error",
        "a comment inside an item would be lost by fmt; use the key note",
        "条目内的注释会在 fmt 时丢失;请改用 note 键",
    ),
    # M: the shape of one record
    "M001": Rule("error", "key {key!r} is missing", "缺少键 {key!r}"),
    "M002": Rule("error", "unknown key {key!r}{hint}", "未知的键 {key!r}{hint}"),
    "M003": Rule(
        "error", "{key}: {value!r} is not allowed; {expected}", "{key}:不允许 {value!r};{expected}"
    ),
    "M004": Rule(
        "error",
        "{key}: text is missing in {language}",
        "{key}:缺少 {language} 文本",
    ),
    # I for identifiers
    "I001": Rule(
        "error",
        "id {id} is used already at {where}; ids are never reused",
        "标识 {id} 已在 {where} 使用;标识不可重复",
    ),
    "I002": Rule(
        "error",
        "{id!r} is not a well-formed identifier; {expected}",
        "{id!r} 不是合规的标识;{expected}",
    ),
    "I003": Rule(
        "error",
        "claim id {id} must be <document>-<three digits or more> of its folder {folder}",
        "论断标识 {id} 应为所在文件夹 {folder} 的 <文献>-<三位以上数字>",
    ),
    # T: links between records
    "T001": Rule(
        "error",
        "unknown predicate {id!r}{hint}; see ontology/predicates.yaml",
        "未知的谓词 {id!r}{hint};见 ontology/predicates.yaml",
    ),
    "T002": Rule(
        "error",
        "{key} {id} is not in ontology/entities{hint}",
        "{key} {id} 不在 ontology/entities 中{hint}",
    ),
    "T003": Rule(
        "error",
        "{key} is {found!r}, but {id} is called {expected!r}; if the id is right, run mscgraph fmt",
        "{key} 写作 {found!r},而 {id} 名为 {expected!r};若标识无误,请运行 mscgraph fmt",
    ),
    "T004": Rule(
        "error",
        "reference {id!r} is not in graphs/references.yaml{hint}",
        "参考文献 {id!r} 不在 graphs/references.yaml 中{hint}",
    ),
    "T005": Rule(
        "error",
        "study or arm {id!r} is not in graphs/studies.yaml{hint}",
        "研究或组别 {id!r} 不在 graphs/studies.yaml 中{hint}",
    ),
    "T006": Rule(
        "error",
        "document {id!r} is not in graphs/documents.yaml{hint}",
        "文献 {id!r} 不在 graphs/documents.yaml 中{hint}",
    ),
    "T007": Rule("error", "claim {id!r} does not exist{hint}", "论断 {id!r} 不存在{hint}"),
    "T008": Rule(
        "error",
        "{id} was merged into {into}; use that",
        "{id} 已并入 {into};请改用后者",
    ),
    "T009": Rule(
        "error",
        "{key} {id!r} is neither a kind nor a group of ontology/types.yaml{hint}",
        "{key} {id!r} 既非 ontology/types.yaml 的类别也非其组{hint}",
    ),
    # C: what a claim says
    "C001": Rule(
        "error",
        "says the same as {other} (key {key}); make it one claim with two evidences",
        "与 {other} 内容相同(键 {key});请合并为一个论断、两条证据",
    ),
    "C002": Rule(
        "error",
        "{predicate} does not take a {kind} ({id}) as {end}; it takes {expected}",
        "{predicate} 的{end}不能是 {kind}({id});应为 {expected}",
    ),
    "C003": Rule(
        "error",
        "context {key} takes {expected}, not {kind} ({id})",
        "背景 {key} 应为 {expected},而非 {kind}({id})",
    ),
    "C004": Rule(
        "error",
        "[{printed}] of {document} is {expected}, not {found}; if the page errs, say so in a note",
        "{document} 的 [{printed}] 是 {expected},而非 {found};若原文编号有误,请在 note 中说明",
    ),
    "C005": Rule(
        "error",
        "a discrepant relay needs 'on' and 'note'",
        "转述不符(discrepant)须有 on 与 note",
    ),
    "C006": Rule(
        "error",
        "{predicate} takes its sign from the object, and {id} ({kind}) gives none",
        "{predicate} 的符号取自宾语,而 {id}({kind})无法给出",
    ),
    "C007": Rule("error", "a retracted claim needs a reason", "撤回的论断须有 reason"),
    "C008": Rule(
        "error",
        "pathway_role belongs to member_of_pathway and only there",
        "pathway_role 用于且仅用于 member_of_pathway",
    ),
    "C009": Rule(
        "error",
        "cites_scope {scope!r} and {count} cited references contradict each other",
        "cites_scope {scope!r} 与 {count} 条引用相矛盾",
    ),
    "C010": Rule(
        "error",
        "comparator {value!r} is neither a control ({controls}) nor an entity",
        "comparator {value!r} 既非对照({controls})也非实体",
    ),
    "C011": Rule(
        "error",
        "a result that is not significant needs a negated claim or a direction",
        "无显著性的结果须配否定论断或方向",
    ),
    "C012": Rule(
        "error",
        "a mediator cannot be one of the claim's own ends ({id})",
        "介导者不能是论断自身的一端({id})",
    ),
    "C013": Rule(
        "error",
        "the sentence holds {claims} and cannot be left out as well",
        "该句已有论断 {claims},不能同时列为不含论断",
    ),
    "C014": Rule(
        "error",
        "'restates' names the claims that say it already; no other reason does",
        "restates 须列出已述此意的论断;其他理由不列",
    ),
    # E for entities and sources
    "E001": Rule(
        "error",
        "name {name!r} belongs to {other} as well; a name leads to one entity",
        "名称 {name!r} 也属于 {other};一个名称只能指一个实体",
    ),
    "E002": Rule("error", "is_a runs in a circle: {circle}", "is_a 成环:{circle}"),
    "E003": Rule(
        "error",
        "an MSCG identifier needs a parent, a broader_xref, or a form_of relation",
        "MSCG 标识须有 parents、broader_xref 或 form_of 关系",
    ),
    "E004": Rule("warning", "{id} is used by nothing", "{id} 未被使用"),
    "E005": Rule("error", "{kind} needs {key}", "{kind} 须有 {key}"),
    "E006": Rule("error", "a merged entity needs replaced_by", "已合并的实体须有 replaced_by"),
    # V: against the documents
    "V001": Rule(
        "error",
        "anchor {anchor} is gone; nearest: {nearest}",
        "锚点 {anchor} 已不存在;最接近的是:{nearest}",
    ),
    "V002": Rule(
        "error",
        "anchor {anchor} stands in section {found}, not {expected}",
        "锚点 {anchor} 位于第 {found} 节,而非 {expected}",
    ),
    "V003": Rule(
        "error",
        "{key} {value!r} is not printed in the anchored text",
        "{key} {value!r} 未见于锚定文本",
    ),
    "V004": Rule(
        "error",
        "{key} {label!r} is not named in the anchored sentence, the two before it or the heading",
        "{key} {label!r} 未见于锚定句、其前两句或标题",
    ),
    "V005": Rule(
        "error",
        "no file in {folder} is document {id} (by SHA-256, or named {id}.txt)",
        "{folder} 中没有文献 {id}(按 SHA-256 或文件名 {id}.txt)",
    ),
    "V006": Rule(
        "error",
        "[{printed}] is not printed in the anchored text or its scope",
        "[{printed}] 未见于锚定文本或其范围",
    ),
    "V007": Rule(
        "error",
        "entry [{printed}] of the reference list is not {id}: {title}",
        "参考文献表的 [{printed}] 不是 {id}:{title}",
    ),
    "V008": Rule(
        "warning",
        "the words beside {object!r} speak for the opposite sign of {predicate}",
        "{object!r} 旁的用词与 {predicate} 的符号相反",
    ),
    "V009": Rule(
        "warning",
        "the claim denies {predicate}, but the {where} holds no word of denial",
        "论断否定 {predicate},而{where}中没有否定词",
    ),
    "V010": Rule(
        "error",
        "no result is significant, but the claim is not negated",
        "所有结果均无显著性,而论断未标 negated",
    ),
    "V011": Rule(
        "warning",
        "sentence and paraphrase deny it ({word}), but the claim is not negated",
        "原句与转述予以否定({word}),而论断未标 negated",
    ),
    "V012": Rule(
        "warning",
        "sentence and paraphrase only suggest it ({word}), but the evidence is asserted",
        "原句与转述只是推测({word}),而证据标为 asserted",
    ),
    "V013": Rule(
        "warning",
        "comparator is {found!r}, but the text speaks of {expected}",
        "comparator 为 {found!r},而原文所述为 {expected}",
    ),
    "V014": Rule(
        "error",
        "species is {found!r}, but the text and its sources name {expected}",
        "species 为 {found!r},而原文及其出处所指为 {expected}",
    ),
    "V015": Rule(
        "warning",
        "no species is given, but the text or the claims beside it name {expected}",
        "未给出 species,而原文或同句的其他论断所指为 {expected}",
    ),
    "V016": Rule(
        "error",
        "design is {found!r}, but the cited work is {expected}",
        "design 为 {found!r},而所引研究为 {expected}",
    ),
    "V017": Rule(
        "error",
        "{id} is cited for [{printed}], but its author {author!r} is not named in the text",
        "[{printed}] 处引用 {id},而原文未提其作者 {author!r}",
    ),
    "V018": Rule(
        "warning",
        "the text has {object!r} act on {subject!r}, not the other way round",
        "原文是 {object!r} 作用于 {subject!r},而非相反",
    ),
    "V019": Rule(
        "warning",
        "the paraphrase does not name the {key} {label!r}, but {found}",
        "转述未提 {key} {label!r},而提到 {found}",
    ),
    "V020": Rule(
        "warning",
        "the sentence {near} beside anchor {anchor} fits the claim better",
        "锚点 {anchor} 旁的句子 {near} 与论断更相符",
    ),
    "V021": Rule(
        "warning",
        "the anchored text has no word (through, by, thereby) that makes {found} a mediator",
        "锚定文本中没有表示{found}起介导作用的词(如通过、借、从而)",
    ),
    "V022": Rule(
        "error",
        "a result compares with arm {arm!r}, but the context names no comparator",
        "结果与组别 {arm!r} 相比,而背景未给出 comparator",
    ),
    "V023": Rule(
        "warning",
        "no {key} is given, but the claims beside it from the same study state {expected}",
        "未给出 {key},而同句同一研究的其他论断为 {expected}",
    ),
    "V024": Rule(
        "warning",
        "the paraphrase names {found} as the means, but the claim has no mediators",
        "转述中以 {found} 为途径,但论断未给出中介",
    ),
    # F: spelling of the files
    "F001": Rule(
        "error",
        "not in the one spelling; run: mscgraph fmt",
        "书写格式不统一;请运行:mscgraph fmt",
    ),
}
"""All rules by code. S files, M shape, I ids, T links, C claims, E entities, V verify, F fmt."""
