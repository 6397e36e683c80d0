"""The words of the picture in English and Chinese; the page switches between them."""

from __future__ import annotations

from mscgraph.graph.say import ACCOUNTS, ASPECTS, DESIGNS, NET, short

Pair = tuple[str, str]
"""One text in both languages, in the order of :data:`mscgraph.languages.LANGUAGES`."""

PAGE: dict[str, Pair] = {
    "search": ("Search an entity", "检索实体"),
    "search.hint": ("name in English or Chinese", "中文或英文名称"),
    "search.none": ("nothing shown here is called that", "图中没有此名称"),
    "ontology": ("ontology facts", "本体事实"),
    "names": ("relation names", "关系名称"),
    "table": ("Table", "表格"),
    "table.title": ("Claims shown", "所示论断"),
    "about": ("About", "说明"),
    "legend": ("Legend", "图例"),
    "close": ("Close", "关闭"),
    "fit": ("Show all", "显示全部"),
    "closer": ("Closer", "放大"),
    "farther": ("Farther", "缩小"),
    "picture": (
        "Picture of entities and their relations; the table lists the same claims as text",
        "实体及其关系图;表格以文字列出相同论断",
    ),
    "paths.find": ("Find paths", "查找路径"),
    "save": ("Save", "保存"),
    "png": ("Picture (PNG)", "图片(PNG)"),
    "svg": ("Drawing (SVG)", "矢量图(SVG)"),
    "print": ("Print", "打印"),
    "copy.link": ("Copy link to this view", "复制此视图链接"),
    "theme": ("Light or dark", "明暗主题"),
    "home": ("Overview", "总览"),
    "menu": ("Tools", "工具"),
    "skip": ("Skip to the table of claims", "跳至论断表格"),
    "noscript": (
        "This page draws with JavaScript, which is switched off.",
        "本页需要 JavaScript 绘图,而它已被禁用。",
    ),
}

LEGEND: dict[str, Pair] = {
    "group.kind": ("Entities", "实体类别"),
    "group.sign": ("Relations", "关系符号"),
    "group.design": ("Study design", "研究设计"),
    "group.document": ("Documents", "文献来源"),
    "group.standing": ("How far it was shown", "证据层级"),
    "group.belief": ("Belief at least", "最低可信度"),
    "group.audit": ("Only what is in doubt", "仅看存疑论断"),
    "audit.retracted": ("rests on a retracted paper", "依据已撤稿论文"),
    "audit.discrepant": ("cited paper says something else", "被引论文所述不同"),
    "audit.opposed": ("opposed by another claim", "与其他论断相反"),
    "clear": ("Show everything again", "清除筛选"),
    "sign.+": ("more of it gives more", "使其增强"),
    "sign.-": ("more of it gives less", "使其减弱"),
    "sign.?": ("direction not given, or a step inside a claim", "方向未给出,或论断内部的一步"),
    "sign.0": ("structural: part, origin, membership", "结构性:部分、来源、成员"),
    "sign.denied": ("denied, or no effect found", "被否定,或未见效应"),
    "width": ("wider: more strongly supported", "线越粗,支持越强"),
}

FAMILY: dict[str, Pair] = {
    "family.therapy": ("Therapies", "治疗"),
    "family.molecule": ("Proteins", "蛋白与因子"),
    "family.small": ("RNA, small molecules", "RNA 与小分子"),
    "family.pathway": ("Pathways", "信号通路"),
    "family.cell": ("Cells", "细胞"),
    "family.process": ("Processes", "生物过程"),
    "family.measure": ("Measures", "指标"),
    "family.condition": ("Diseases, symptoms", "疾病与症状"),
    "family.setting": ("Settings", "背景"),
}

PANEL: dict[str, Pair] = {
    "claims": ("claims", "论断"),
    "around": ("What is around it", "周边关系"),
    "from_here": ("Paths from here", "由此出发的路径"),
    "to_here": ("Paths to here", "通向此处的路径"),
    "from": ("From", "起点"),
    "to": ("To", "终点"),
    "no_path": ("No path leads from the one to the other.", "两者之间没有路径。"),
    "cut": ("The search was cut short; there may be more.", "检索提前结束,可能还有其他路径。"),
    "pick_both": ("Pick both ends; the best paths come first.", "请选定两端;最佳路径在前。"),
    "score": ("score", "得分"),
    "steps": ("steps", "步数"),
    "weakest": ("weakest step", "最弱一步"),
    "within": ("Searched in this picture only.", "仅在本图内检索。"),
    "copy.text": ("Copy references", "复制参考文献"),
    "copy.bibtex": ("Copy BibTeX", "复制 BibTeX"),
    "copied": ("Copied", "已复制"),
    "not_copied": ("Select the text and copy it", "请选中文本后复制"),
    "keys": (
        "Keys, anywhere but in a text field: / search · p paths · t table · l language · "
        "+ − zoom · 0 show all · ? this help · Esc closes. "
        "In the picture: arrows move to the next entity, Enter opens it.",
        "按键(文本框内除外):/ 检索 · p 路径 · t 表格 · l 语言 · + − 缩放 · 0 显示全部 · "
        "? 本说明 · Esc 关闭。图中:方向键移至相邻实体,Enter 打开。",
    ),
    "claim": ("claim", "论断"),
    "belief": ("belief", "可信度"),
    "through": ("through", "经由"),
    "not": ("not:", "否定:"),
    "out": ("Outgoing", "由此出发"),
    "in": ("Incoming", "指向此处"),
    "facts": ("Ontology", "本体"),
    "also": ("also", "又名"),
    "is_a": ("is a", "属于"),
    "ids": ("Identifiers", "标识"),
    "study": ("study", "研究"),
    "note": ("note", "备注"),
    "no_cites": ("no reference cited", "未引用文献"),
    "opposed_by": ("Opposed by", "相反论断"),
    "mechanisms": ("mechanisms", "机制"),
    "retracted": ("RETRACTED", "已撤稿"),
    "withdrawn": ("withdrawn claim", "已撤回的论断"),
    "discrepant": ("the cited paper says something else", "被引论文所述不同"),
    "on": ("differs in", "不同之处"),
    "nothing": ("no claim shown here", "图中没有论断"),
    "against": ("Against it", "反面证据"),
    "paths": ("Paths", "路径"),
    "subject": ("subject", "主体"),
    "relation": ("relation", "关系"),
    "object": ("object", "客体"),
    "sign": ("sign", "符号"),
    "references": ("references", "参考文献"),
    "says": ("what the source says", "出处所述"),
    "joint": ("cited only together", "须合并引用"),
}

STANDINGS = ("patients", "animals", "in_vitro", "review", "supposed")
"""How far a claim was shown, from the best on."""

CLOSED: dict[str, dict[str, Pair]] = {
    "standing": {name: (short(name, "en"), short(name, "zh-Hans")) for name in STANDINGS},
    "design": DESIGNS,
    "hedge": {
        "suggested": ("suggested", "提示"),
        "hypothesised": ("hypothesised", "推测"),
    },
    "via": {
        "heading": ("in a heading", "见于标题行"),
        "abstract": ("in the abstract", "见于摘要"),
        "title": ("by the title of the cited paper", "据被引论文题名"),
    },
    "scope": {
        "back": ("reference printed at the end of the block", "文献号位于段末"),
        "forward": ("reference printed at the head of the block", "文献号位于段首"),
        "ambiguous": ("reference of the block is ambiguous", "文献归属不明"),
    },
    "relay": {
        "faithful": ("checked: the paper says so", "已核对:论文确有此说"),
        "discrepant": ("the cited paper says something else", "被引论文所述不同"),
        "unchecked": ("not checked against the paper", "未与论文核对"),
    },
    "aspect": dict(ASPECTS),
    "context": {
        "species": ("species", "物种"),
        "donor": ("donor", "供者"),
        "cell": ("cell", "细胞"),
        "tissue": ("tissue", "组织"),
        "disease": ("disease", "疾病"),
        "model": ("model", "模型"),
        "condition": ("condition", "条件"),
        "route": ("route", "途径"),
        "timing": ("timing", "时间"),
        "comparator": ("compared with", "对照"),
        "co_intervention": ("given with", "联合干预"),
        "intervention": ("during", "治疗期间"),
        "aspect": ("in respect of", "方面"),
    },
    "value": {
        "autologous": ("autologous", "自体"),
        "allogeneic": ("allogeneic", "异体"),
        "xenogeneic": ("xenogeneic", "异种"),
        "untreated": ("untreated", "未处理"),
        "vehicle": ("vehicle", "溶媒"),
        "sham": ("sham", "假手术"),
        "baseline": ("baseline", "基线"),
        "standard_care": ("standard care", "标准治疗"),
    },
    "role": {
        "key": ("key", "关键"),
        "sufficient": ("sufficient", "充分"),
        "necessary": ("necessary", "必要"),
    },
    "degree": {
        "in_part": ("in part", "部分"),
        "slight": ("slight", "轻微"),
        "strong": ("strong", "强"),
    },
    "manipulation": {
        "knockout": ("knockout", "敲除"),
        "knockdown": ("knockdown", "敲低"),
        "depletion": ("depletion", "清除"),
        "blockade": ("blockade", "阻断"),
        "inhibition": ("inhibition", "抑制"),
        "overexpression": ("overexpression", "过表达"),
        "stimulation": ("stimulation", "刺激"),
        "preconditioning": ("preconditioning", "预处理"),
    },
    "outcome": {
        "abolished": ("effect abolished", "效应消失"),
        "weakened": ("effect weakened", "效应减弱"),
        "unchanged": ("effect unchanged", "效应不变"),
        "enhanced": ("effect enhanced", "效应增强"),
    },
    "direction": {
        "increased": ("increased", "升高"),
        "decreased": ("decreased", "降低"),
        "unchanged": ("unchanged", "无变化"),
    },
    "significance": {
        "significant": ("significant", "有显著性"),
        "ns": ("not significant", "无显著性"),
    },
    "account": {account: told.heading for account, told in ACCOUNTS.items()},
    "net": NET,
    "effect": {
        "beneficial": ("in sum of benefit", "总体有益"),
        "harmful": ("in sum harmful", "总体有害"),
    },
    "mechanism": {
        "study": ("told of one study", "出自同一研究"),
        "review_synthesis": ("joined by the review", "由综述连接"),
    },
    "reference_note": {
        "misprint": ("misprint", "误印"),
        "mismatch": ("cited for something else", "引用不符"),
        "identifier": ("identifier", "标识"),
        "duplicate": ("duplicate", "重复"),
        "scope": ("scope", "范围"),
        "other": ("note", "备注"),
    },
}
"""The values of each closed list, by list and value; what is not listed needs no word."""


def closed(name: str, value: str) -> Pair:
    """Give the word for a value of a closed list; the value itself where there is none."""
    return CLOSED[name].get(value, (value, value))


def page_words() -> dict[str, Pair]:
    """Give every word that the page looks up by key, closed lists as ``list.value``."""
    listed = {
        f"{name}.{value}": pair for name, values in CLOSED.items() for value, pair in values.items()
    }
    return {**PAGE, **LEGEND, **FAMILY, **PANEL, **listed}
