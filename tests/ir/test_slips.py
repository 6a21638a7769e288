"""One slip at a time in the real notices: which code tells it, and what no reading can tell.

The first nine are those that the trial's prototype let through. A slip that cannot be caught by
reading makes a sound card that says something else; worked cases and a second pair of eyes find it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from yiju import assets
from yiju.pipeline import read_policy
from yiju.source import Source

POLICY = assets.folder("policy")
FUYANG, OLD, NEW, WORDS = (
    "anhui/fuyang-medical/notice.yiju",
    "chongqing/enrolment-2021/notice.yiju",
    "chongqing/enrolment-2025/notice.yiju",
    "common/vocabulary.yiju",
)
CARD = "\n\n【条】五、2第二段「视为未连续参保」\n若：未参加基本医保\n则：视为 未连续参保人员\n"


@dataclass(frozen=True)
class Slip:
    """`old` becomes `new` once in a file; `told`: the codes, empty where reading cannot know."""

    file: str
    old: str
    new: str
    told: tuple[str, ...]
    why: str = ""


TRIAL = {
    "性别 为 一档": Slip(NEW, "现参保 为 居民医保", "现参保 为 三属", ("Y604",)),
    "优先于 不存在的条": Slip(NEW, "优先于：五、2第二段；", "优先于：九、9首句；", ("Y612",)),
    "月数 已满 6周岁": Slip(OLD, "不少于 2年\n", "已满 6周岁\n", ("Y605",)),
    "月数 已满 6元": Slip(OLD, "不少于 2年\n", "已满 6元\n", ("Y605",)),
    "补助额 为 退休日": Slip(FUYANG, "医保报销后合规余额 × 比例下限", "退役日 × 比例下限", ("Y605",)),
    "内 错成 后": Slip(NEW, "退役日 起 3个月 内", "退役日 起 3个月 后", (), "意思相反，句子没错"),
    "同一位置同一题目抄两张": Slip(NEW, "\n【参数】居民医保集中参保期", CARD + "\n【参数】居民医保集中参保期", ("Y611",)),
    "中文数字": Slip(NEW, "起 3个月 内", "起 三个月 内", (), "同义，fmt 改写"),
    "写成别的日子": Slip(NEW, "缴费日 在 退役日 起", "缴费日 在 就业日 起", (), "两项都是日期"),
}  # fmt: skip
MORE = {
    "比例写成金额": Slip(FUYANG, "| 50%         | 2万元", "| 50元 | 2万元", ("Y623",)),
    "限额写成比例": Slip(FUYANG, "| 2万元     |", "| 20% |", ("Y605",)),
    "限额差一个零": Slip(FUYANG, "2万元", "20万元", (), "是一个金额"),
    "比例过百": Slip(FUYANG, "| 90% ", "| 900% ", ("Y636",)),
    "等级倒写": Slip(FUYANG, "七级 至 十级", "十级 至 七级", ("Y627",)),
    "等级比大小": Slip(FUYANG, "在 七级 至 十级", "不低于 七级", ("Y632",)),
    "等级少一级": Slip(FUYANG, "七级 至 十级", "八级 至 十级", (), "也是一个范围"),
    "身份错字": Slip(FUYANG, "| 老年烈士子女", "| 老年烈士子弟", ("Y101",)),
    "身份写到险种栏": Slip(FUYANG, "| 居民医保    |", "| 三属 |", ("Y604",)),
    "结论错字": Slip(FUYANG, "则：不得 医疗补助", "则：不得 医疗补贴", ("Y101",)),
    "结论写成档案项": Slip(FUYANG, "则：不得 医疗补助", "则：不得 涉及违法违规行为", ("Y608",)),
    "不得 写成 视为": Slip(FUYANG, "则：不得 医疗补助", "则：视为 医疗补助", ("Y607",)),
    "扣减的项不是金额": Slip(FUYANG, "不得计入 医保报销后合规余额", "不得计入 致病原因", ("Y624",)),
    "年度依写成别的记录的日子": Slip(FUYANG, "年度依（丁）：结算日", "年度依（丁）：缴费日", ("Y624",)),
    "金额当条件": Slip(FUYANG, "若：应由他方赔偿的部分 超过 0元", "若：应由他方赔偿的部分", ("Y602",)),
    "账单的卡片说到参保": Slip(FUYANG, "若：在定点机构就医 且 费用", "若：切换参保关系 且 费用", ("Y609",)),
    "代号写错": Slip(FUYANG, "累计（乙）：本目", "累计（壬）：本目", ("Y223", "Y224")),
    "影响的结论不存在": Slip(FUYANG, "影响：医疗补助", "影响：精神病所致", ("Y608",)),
    "月数比天数": Slip(WORDS, "相隔月数 不超过 3个月", "相隔月数 不超过 90天", ("Y625",)),
    "参数类型不合": Slip(NEW, "取值：每年 9月1日 至 次年 2月末日", "取值：3个月", ("Y626",)),
    "沿用的问题错字": Slip(NEW, "」：沿用 五、2", "人员」：沿用 五、2", ("Y612",)),
    "引用没有载入": Slip(OLD, "引用：「医保与优抚」", "引用：「医保和优抚」", ("Y613",)),
    "施行早于发布": Slip(OLD, "施行：2021年5月1日", "施行：2020年5月1日", ("Y628",)),
    "施行差一年": Slip(OLD, "施行：2021年5月1日", "施行：2022年5月1日", (), "是一个日子"),
    "漏了 非": Slip(OLD, "若：非 中断不超过三个月", "若：中断不超过三个月", (), "意思相反，句子没错"),
    "且 写成 或": Slip(FUYANG, "若：在定点机构就医 且 费用", "若：在定点机构就医 或 费用", (), "都是条件"),
    "次月 写成 次年": Slip(OLD, "的 次月1日", "的 次年1月1日", (), "都是日期"),
    "每 的档案错字": Slip(WORDS, "金额，每 账单", "金额，每 帐单", ("Y624",)),
    "依 的日子不是日期": Slip(WORDS, "就高，依 费用发生日", "就高，依 就诊类型", ("Y624",)),
    "含 的结论不存在": Slip(WORDS, "含〔住院医疗补助〕", "含〔门诊医疗补助〕", ("Y608",)),
}  # fmt: skip


ALL: dict[str, Slip] = {**TRIAL, **MORE}


@pytest.mark.parametrize("slip", ALL.values(), ids=list(ALL))
def test_slip(slip: Slip) -> None:
    sources = [
        Source(str(p.relative_to(POLICY)), p.read_text("utf-8"))
        for p in sorted(POLICY.rglob("*.yiju"))
    ]
    (at,) = [k for k, s in enumerate(sources) if Path(s.name).as_posix() == slip.file]
    text = sources[at].text
    assert slip.old in text, "the notice has changed: find another place for this slip"
    sources[at] = Source(sources[at].name, text.replace(slip.old, slip.new, 1))
    _, found = read_policy(sources)
    assert sorted(d.code for d in found) == sorted(slip.told), [
        (str(d.span), d.code, d.what) for d in found
    ]
    if slip.told:
        where = text[: text.index(slip.old)].count("\n") + 1
        lines = {d.span.line for d in found if d.span.file == sources[at].name}
        assert lines and min(lines) >= where


def test_what_reading_cannot_tell_is_said() -> None:
    slips = list(ALL.values())
    assert all(bool(slip.told) != bool(slip.why) for slip in slips)
    assert sum(bool(slip.told) for slip in slips) >= 28
