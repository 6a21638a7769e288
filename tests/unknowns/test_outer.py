"""外界 worked by hand, and its words; docs/semantics.md §6. Both programs decide."""

from __future__ import annotations

from datetime import date
from typing import Any

from money.support import policy

from yiju.api import Policy
from yiju.case.answer import Answer, Outer

FACTS = """【档案】人
- 参保日：日期
- 甲项：是否

【档案】账单
- 类别：单选〔住院、门诊〕
- 发生日：日期
- 余额：金额
- 他方：金额

【结论】
- 补助：金额，每 账单，就高，依 发生日
- 起始日：日期，每 账单，依 发生日"""
RATIOS = """【表】第一条「两个地方比例」
则：补助 不低于 余额 × 下限
限额：年度累计 不超过 1万元
年度依：发生日
累计：补助
| 目 | 若 类别 | 填 下限 |
|----|---------|---------|
| 1  | 住院    | 50%     |
| 2  | 门诊    | 60%     |"""
BILLS = [
    {"名称": "甲", "类别": "住院", "发生日": "2025-01-01", "余额": "9000元"},
    {"名称": "乙", "类别": "门诊", "发生日": "2025-02-01", "余额": "6000元"},
    {"名称": "丙", "类别": "住院", "发生日": "2025-03-01", "余额": "1000元"},
]


def told(made: Policy, bills: list[dict[str, Any]], name: str, **person: str) -> list[Answer]:
    case = {"判定日": "2025-12-31", "地域": "某市", "人": person, "账单": bills}
    return [a for a in made.decide(case).answers if a.conclusion == name]


def yuan(low: int, high: int) -> Outer:
    return Outer(low * 100, high * 100)


def test_two_ratios_under_one_cap() -> None:
    """甲 4500 to 9000. 乙 is due 3600 to 6000, at least 10000 - 9000 is left. 丙: nothing may be."""
    first, second, third = told(policy(FACTS, RATIOS), BILLS, "补助")
    assert first.outer is None
    assert (first.possible[0].low, first.possible[0].high) == (450000, 900000)
    assert second.outer == yuan(1000, 6000)
    assert third.outer == yuan(0, 1000)
    assert second.possible[0].low is None


def test_an_unknown_day() -> None:
    """次月1日 of a day taken from the year before the case to the year after it."""
    card = "【条】第一条「起始」\n则：起始日 为 参保日 的 次月1日"
    bills = [{"名称": "甲", "发生日": "2025-01-01", "类别": "住院", "余额": "1元"}]
    (answer,) = told(policy(FACTS, card), bills, "起始日")
    days = (date(2023, 1, 1), date(2026, 12, 31))
    assert answer.outer == Outer(date(2023, 2, 1), date(2027, 1, 1), days)


def test_words_and_json() -> None:
    made = policy(FACTS, RATIOS)
    case = {"判定日": "2025-12-31", "地域": "某市", "人": {}, "账单": BILLS}
    said = made.why(case, "补助").text()
    assert "外界：不低于 1,000.00元、不超过 6,000.00元，未必达到" in said
    answers = made.as_json(made.decide(case))["answers"]
    bounds = [a["outer"] for a in answers if a["record"] == "乙" and a["conclusion"] == "补助"]
    assert bounds == [{"low": "1,000.00元", "high": "6,000.00元", "days": None}]


def test_a_row_whose_formula_may_come_to_nothing_leaves_room_for_the_next() -> None:
    """顺位: the first row divides by nothing; the unknowns of the second row still count."""
    cards = """【表】第一条「先后」
则：补助 为 应得
| 目 | 顺位 | 填 应得            |
|----|------|--------------------|
| 1  | 1    | 余额 ÷ 0           |
| 2  | 2    | 他方               |"""
    made = policy(FACTS, cards)
    bills = [{"名称": "甲", "发生日": "2025-01-01", "类别": "住院", "余额": "1元"}]
    deciding = made.decide({"判定日": "2025-12-31", "地域": "某市", "人": {}, "账单": bills})
    assert len(deciding.deciding.explorer.supports("补助")) == 2
