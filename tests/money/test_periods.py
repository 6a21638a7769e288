"""分期依: the value of the period that the day of the record falls in; docs/semantics.md §6."""

from __future__ import annotations

from typing import Any

import pytest
from money.support import answers, policy, why

from yiju.pipeline import read_policy
from yiju.source import Source

FACTS = """【档案】就诊
- 就诊日：日期
- 费用：金额

【结论】
- 补助：金额，每 就诊
- 大额：是否，每 就诊

【参数】补助比例
条文：第一条
类型：比例
取值：50%
取值：60%，自 2025年7月1日 起
取值：50%，自 2026年1月1日 起
分期依：就诊日

【参数】大额线
条文：第二条
类型：金额
取值：1000元
取值：800元，自 2025年7月1日 起
分期依：就诊日

【条】第一条「按比例」
则：补助 为 费用 × 补助比例

【条】第二条「大额」
若：费用 不低于 大额线
则：大额"""
MADE = policy(FACTS)


def told(**facts: str) -> dict[str, Any]:
    found = answers(MADE, {"就诊": [{"名称": "甲", "费用": "900元", **facts}]})
    return {name: answer for (name, _), answer in found.items()}


@pytest.mark.parametrize(
    ("day", "amount", "large"),
    [
        ("2024-01-01", 45000, "不成立"),
        ("2025-06-30", 45000, "不成立"),
        ("2025-07-01", 54000, "成立"),
        ("2025-12-31", 54000, "成立"),
        ("2026-01-01", 45000, "成立"),
    ],
)
def test_the_day_of_the_record_decides(day: str, amount: int, large: str) -> None:
    """The day of judgement is 2025-12-31 in all of them."""
    found = told(就诊日=day)
    assert (found["补助"].value, found["大额"].status) == (amount, large)


def test_records_of_two_periods_stand_side_by_side() -> None:
    rows = [
        {"名称": n, "就诊日": d, "费用": "100元"}
        for n, d in (("甲", "2025-06-30"), ("乙", "2025-07-01"))
    ]
    found = answers(MADE, {"就诊": rows})
    assert [found["补助", n].value for n in "甲乙"] == [5000, 6000]


def test_an_unknown_day_leaves_the_value_open() -> None:
    """Both ends of the calendar say 50%; the middle does not."""
    found = told(就诊日="未知")
    assert found["补助"].status == "未定" and found["补助"].depends == ("就诊「甲」就诊日",)
    assert found["大额"].status == "未定"
    assert (
        answers(MADE, {"就诊": [{"名称": "甲", "费用": "1000元"}]})["大额", "甲"].status == "成立"
    )


def test_no_day_has_no_value() -> None:
    found = told(就诊日="无")
    assert (found["补助"].status, found["大额"].status) == ("不成立", "不成立")


def test_the_period_is_told() -> None:
    said = why(MADE, {"就诊": [{"名称": "甲", "费用": "900元", "就诊日": "2025-07-01"}]}, "补助")
    assert "费用（900.00元） × 补助比例（60%，2025-07-01 起） ＝ 540.00元" in said


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("取值：50%，自 2024年1月1日 起", "最早的取值"),
        ("取值：50%，原则上", "原则上"),
        ("分期依：费用", "不是【档案】里的日期项"),
    ],
)
def test_what_cannot_be_dated_is_refused(line: str, fault: str) -> None:
    label = line.partition("：")[0]
    old = "取值：50%\n" if label == "取值" else "分期依：就诊日\n"
    head = "【文件】「某办法」\n简称：某办法\n施行：2024年1月1日\n\n"
    _, found = read_policy([Source("例.yiju", head + FACTS.replace(old, line + "\n", 1))])
    assert [d.code for d in found] and any(fault in d.what for d in found)


def test_a_condition_tells_the_period_too() -> None:
    row = {"名称": "甲", "费用": "900元", "就诊日": "2025-07-01"}
    said = why(MADE, {"就诊": [row]}, "大额")
    assert "（就诊日 2025-07-01，费用 900.00元，大额线（800.00元，2025-07-01 起））" in said
