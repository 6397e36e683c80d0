"""Words that tell a sign, a denial, a hedge, a comparison or a species, in both languages.

A lexicon maps a word to what it tells. In Latin script a word stands for itself, with ``*`` at its
end for all words that begin so, with ``_`` for a space. A longer word hides the shorter ones in it,
so that a phrase that tells nothing (``more and more studies``) is listed with a blank.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mscgraph.kb.verify_text import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Lexicon = tuple[tuple[str, bool, str], ...]
"""(squeezed word, whether it is only the beginning of one, what it tells), longest first."""

UP, DOWN, ANTI, LOSS, BETTER, WORSE, CARRIES, NORMAL = "+", "-", "anti", "loss", "b", "w", "c", "n"
"""A rise, a fall, a fall of what is joined to it, a loss of the subject, good, bad, a cause that
leaves the direction to another word, a return to normal that may be either."""


def _lexicon(words: Mapping[str, str]) -> Lexicon:
    found = {
        (squeeze(word.rstrip("*").replace("_", " ")).text, word.endswith("*")): tells
        for tells, line in words.items()
        for word in line.split()
    }
    return tuple(
        (word, begins, tells.strip())
        for (word, begins), tells in sorted(found.items(), key=lambda item: -len(item[0][0]))
    )


SIGNS = _lexicon(
    {
        "": "more_and_more in_more_than more_than_one further_studies success_against holds_for"
        " 越来越 不断增多 降解 抗体 升降 减数 促炎 促纤维化 增殖 生成 再生",
        UP: "increase* increasing* rais* rise rises rising risen rose promot* further furthers"
        " furthered enhanc* activat* induc* higher more grow* stimulat* speed* switch_on"
        " switches_on switched_on upregulat* up-regulat* elevat* strengthen* driv* drove boost*"
        " heighten* set_free sets_free greater accelerat* larger widen* 增加 增多 增强 增高"
        " 增大 升高 上升 上调 提高 促进 促使 推动 促成 激活 活化 诱导 加快 加速 刺激 助长 更多"
        " 更高 较高 更强 偏高 强于 高于 多于 大于 开启 扩大 回升",
        DOWN: "decrease* decreasing* lower* reduc* suppress* inhibit* less lessen* lesser fewer"
        " fell fall falls fallen falling declin* downregulat* down-regulat* diminish* hold_back"
        " holds_back held_back holding_back hold holds holding restrain* curb* against weak*"
        " block* slow* smaller damp* dampen* ease eases eased relief relieve* relieving"
        " alleviat* attenuat* lose loses loss lost abolish* mild* rarer delay* calm* drop*"
        " limit* depress* counter* hamper* quiet* narrow* protect* shrink* shrank resist* upset"
        " upsets 抑制 减少 降低 下降 下调 减轻 缓解 减弱 变少 变小 缩小 受抑 压低 压制 阻断"
        " 阻止 遏制 对抗 缓和 低于 少于 弱于 小于 较低 更低 较少 更少 失去 丢失 丧失 延缓 减缓"
        " 阻滞 限制 消退 清除 防止 避免 失水 变矮 变窄 受阻 妨碍 干预 较轻 降至 降到 扰乱",
        ANTI: "anti 抗",
        LOSS: "few missing absence absent lack* without knock* deplet* blockade delete*"
        " deletion* deficien* silenc* taking_away 缺失 缺乏 缺少 敲除 敲低 缺陷 去除 去掉 不足"
        " 耗竭 过少 极少 甚少",
        BETTER: "improv* better ameliorat* recover* repair* heal heals healed healing cure"
        " cures cured curing treat* therap* remed* benefit* efficac* restore* restoring"
        " restoration* success* solve* mend* 解决 化解 改善 好转 恢复 修复 治愈 治疗 疗效 有效"
        " 优于 康复",
        WORSE: "worse poor poorly weigh worsen* harm* impair* injur* damag* deteriorat*"
        " aggravat* exacerbat* endanger* 加重 恶化 损害 破坏 受损 损伤 危及 威胁 有限 变差 较差",
        CARRIES: "lead* cause* bring* brought provok* trigger* make* send* turn* help* keep*"
        " maintain* 导致 引起 引发 招致 造成 介导 有助于 有利于 帮助 可助 维持 保持 诱发",
        NORMAL: "normal 正常",
    }
)

DENIALS = _lexicon(
    {
        "": "not_named not_told not_spelled not_specified not_only not_yet 未说明 未列名 未具名"
        " 未点名 未处理 未治疗 不仅 不同 不断 无创 非编码 非酒精 非甾体 非侵入",
        "strong": "no not none neither nor never hardly did_not does_not needs_no"
        " stayed_the_same unchanged as_frequent fail fails failed no_better 无 未 没有 并非"
        " 难以 未见 不优于 未优于 不变 未变 无需 相近 相似 差异不 以非 不易",
        "weak": "cannot without unlike rare* unaffect* little few same alike similar absence"
        " free_of still prevent* lack* loses lost instead 不 不同于 较少 少 类似 相当 罕见 难"
        " 非 防止 缺乏",
        "spares": "safe* avoid* spare* intact whole untouched keep* tolerated 安全 耐受 避免"
        " 免受 免于 保全 完整 绕开",
    }
)

HEDGES = _lexicon(
    {
        "": "more_likely differentiation_potential regenerative_potential"
        " proliferation_potential potential_to_differentiate 分化潜能 分化潜力 再生潜能"
        " 再生潜力 增殖潜能 增殖潜力 类似 相似 近似",
        "hedge": "may might could suggest* possib* probabl* perhaps likely seem* point_to"
        " hypothes* 可能 或能 或可 或将 或许 提示 推测 似 也许",
        "promise": "potential* promise* promising* 有望 潜力 潜能 潜在 前景",
        "told": "said held hold holds called taken_as offered grants would 或 认为 被视为 据称"
        " 文称",
    }
)

COMPARISONS = _lexicon(
    {
        "": "比例 比值 对比剂 较少 较多 较好 比较 肝/体 百分比 占比 1:1",
        "than": "than compared_with compared_to versus vs over instead_of between 相比 相较于"
        " 相较 较之 较 比 强于 低于 优于 多于 高于 大于 少于 胜过 弱于 逊于 不及 代替 两组",
    }
)

PASSIVES = _lexicon(
    {
        "": "可以 以及 以下 以上 基因 因子 原因 神经 已经 经典 自由 with_the_help",
        "passive": "is are was were by via from through depend* owing due put_down arise* arose"
        " stem* rest* result_of after under with 被 由 受 源于 归因 归于 来自 源自 依赖 取决"
        " 左右 因 经 借 靠 以",
    }
)

THROUGH = _lexicon(
    {
        "": "可以 难以 以及 以下 以上 以外 以来 予以 足以 所以 加以 神经 已经 经典 由于 自由"
        " 脱颖而出",
        "through": "by via through thereby thus mediat* mechanism* 通过 经 借 凭 靠 以 由 从而"
        " 进而 继而 而发挥 因此 因而 随之 机制 介导 方式",
    }
)
"""Words of which one stands where a thing acts by means of another."""

MEANS = _lexicon(
    {
        "": "神经 已经 经典 经过 经济 经验 月经 by_means",
        "means": "by via through by_way_of by_means_of 通过 经由 借助 经 借",
    }
)
"""Words after which a paraphrase names what a thing acts through."""

SPECIES = _lexicon(
    {
        "": "人工 人员 人群 老人 人们 研究人 牛磺 羊膜 羊水 猪苓",
        "NCBITaxon:9606": "患者 病人 受者 受试者 人体 人类 志愿者 临床 人 human* patient*"
        " people women men clinical* hUC* hBM*",
        "NCBITaxon:10090": "小鼠 mouse mice murine",
        "NCBITaxon:10116": "大鼠 rat rats",
        "NCBITaxon:9823": "猪 porcine pig pigs",
        "NCBITaxon:9940": "绵羊 羊 ovine sheep",
        "NCBITaxon:9913": "牛 bovine cattle",
        "NCBITaxon:89462": "水牛 buffalo*",
        "NCBITaxon:9986": "兔 rabbit*",
        "NCBITaxon:9615": "犬 canine dog dogs",
    }
)
"""Words for a species, by its identifier."""

CONTROL_WORDS: Mapping[str, tuple[str, ...]] = {
    "vehicle": ("saline", "PBS", "vehicle", "placebo", "buffer", "盐水", "缓冲", "安慰剂", "溶剂"),
    "sham": ("sham", "假"),
    "standard_care": ("standard", "conventional", "usual", "标准", "常规", "传统"),
    "untreated": ("control", "untreated", "without", "no", "对照", "未", "无", "不"),
}
"""Words of which one is printed where an effect is measured against such a control; a comparison
with the time before (``baseline``) may be said by any verb of change."""


def says_any(texts: Iterable[str], words: Iterable[str]) -> bool:
    """Whether one of the texts holds one of the words, as letters."""
    wanted = [squeeze(word).text for word in words]
    return any(word in squeeze(text).text for text in texts for word in wanted)
