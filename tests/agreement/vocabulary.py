"""The words that random policies and cases are made of: small on purpose, so that clauses meet."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from yiju.ir import model as ir
from yiju.ir.model import PERSON

BILL = "账单"
MATTER = "起点"
GROUP = "补助之和"

ATTRIBUTES = (
    ir.Attribute(cls=PERSON, name="身份", kind="many", domain=("三属", "参战", "复员")),
    ir.Attribute(cls=PERSON, name="等级", kind="scale", domain=("一级", "二级", "三级")),
    ir.Attribute(cls=PERSON, name="城镇", kind="bool"),
    ir.Attribute(cls=PERSON, name="中断", kind="duration"),
    ir.Attribute(cls=PERSON, name="参保日", kind="date"),
    ir.Attribute(cls=PERSON, name="入学", kind="year"),
    ir.Attribute(cls=PERSON, name="孤老", kind="bool", presumed_false=True),
    ir.Attribute(cls=BILL, name="就诊", kind="one", domain=("住院", "门诊"), open=True),
    ir.Attribute(cls=BILL, name="病因", kind="many", domain=("自残", "酗酒", "疾病")),
    ir.Attribute(cls=BILL, name="余额", kind="money"),
    ir.Attribute(cls=BILL, name="他方", kind="money"),
    ir.Attribute(cls=BILL, name="自付比", kind="ratio"),
    ir.Attribute(cls=BILL, name="发生日", kind="date"),
    ir.Attribute(cls=BILL, name="结算日", kind="date"),
    ir.Attribute(cls=BILL, name="定点", kind="bool"),
    ir.Attribute(cls=BILL, name="精神病", kind="finding"),
)

# In the order in which one may build on another: 起始日, 等待, 等待长 are decided together.
LEVEL = {
    "优待": 0,
    "特困": 1,
    "等待": 2,
    "起始日": 2,
    "等待长": 2,
    "终止日": 3,
    "津贴": 4,
    "补助": 5,
}
CONCLUSIONS = (
    ir.Conclusion(name="优待", cls=PERSON, kind="bool", defined=True, notice=0),
    ir.Conclusion(name="特困", cls=PERSON, kind="bool"),
    ir.Conclusion(name="等待", cls=BILL, kind="bool", event="发生日", matter=MATTER),
    ir.Conclusion(
        name="起始日", cls=BILL, kind="date", event="发生日", matter=MATTER, excludes=("等待",)
    ),
    ir.Conclusion(name="等待长", cls=BILL, kind="duration", event="发生日", matter=MATTER),
    ir.Conclusion(name="终止日", cls=BILL, kind="date", event="发生日"),
    ir.Conclusion(name="津贴", cls=BILL, kind="money", event="发生日"),
    ir.Conclusion(name="补助", cls=BILL, kind="money", combine="max", event="发生日"),
    ir.Conclusion(name=GROUP, cls=BILL, kind="money", event="发生日", members=("补助", "津贴")),
)
HEADS = {c.name: c for c in CONCLUSIONS}

# Around month ends, leap days, thresholds of the clauses, and the turn of a year.
DAYS = tuple(
    date.fromisoformat(iso)
    for iso in (
        "2024-02-29",
        "2024-12-31",
        "2025-01-01",
        "2025-01-31",
        "2025-02-28",
        "2025-05-31",
        "2025-06-01",
        "2025-06-30",
        "2025-08-31",
        "2025-09-01",
        "2025-11-30",
        "2025-12-31",
        "2026-01-01",
    )
)
AMOUNTS = tuple(Fraction(fen) for fen in (0, 1, 3, 99, 100, 101, 199, 200, 201, 399, 401, 1000))
LIMITS = (99, 100, 150, 200, 301)


def bill(name: str) -> ir.Attr:
    """A fact of the bill in a formula."""
    return ir.Attr(cls=BILL, name=name)


def person(name: str) -> ir.Attr:
    """A fact of the person in a formula."""
    return ir.Attr(cls=PERSON, name=name)
