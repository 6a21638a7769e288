"""Caps worked by hand: several at once, shared, yearly, for ever, each; docs/semantics.md §9.

Every case is decided by both programs.
"""

from __future__ import annotations

from typing import Any

from money.support import amounts, answers, policy, why

FACTS = """【档案】账单
- 发生日：日期
- 结算日：日期
- 就诊：单选〔住院、门诊〕
- 费用：金额

【结论】
- 门诊补助：金额，每 账单，就高，依 发生日
- 住院补助：金额，每 账单，就高，依 发生日"""


def bill(name: str, day: str, yuan: int, kind: str = "门诊", settled: str = "") -> dict[str, Any]:
    return {
        "名称": name,
        "发生日": day,
        "结算日": settled or day,
        "就诊": kind,
        "费用": f"{yuan}元",
    }


def cards(out: str, into: str = "") -> str:
    """门诊 gives half, 住院 gives seven tenths, each under the lines given."""
    first = f"【条】第一条「门诊」\n适用于：就诊 为 门诊\n则：门诊补助 为 费用 × 50%\n{out}"
    other = f"【条】第二条「住院」\n适用于：就诊 为 住院\n则：住院补助 为 费用 × 70%\n{into}"
    return f"{first}\n\n{other}"


def test_one_cap_over_two_conclusions() -> None:
    """3月住院 7000; 5月门诊 4000 → the 3000 that are left; 6月住院 → 0."""
    shared = "限额：年度累计 不超过 1万元\n累计：门诊补助、住院补助\n年度依：发生日"
    made = policy(FACTS, cards(shared, shared))
    bills = {
        "账单": [
            bill("甲", "2025-03-01", 10000, "住院"),
            bill("乙", "2025-05-01", 8000),
            bill("丙", "2025-06-01", 1000, "住院"),
        ]
    }
    told = answers(made, bills)
    assert amounts(told, "住院补助", "甲丙") == [700000, 0]
    assert amounts(told, "门诊补助", "乙") == [300000]
    assert "此前已得（连同住院补助） 7,000.00元，余 3,000.00元" in why(made, bills, "门诊补助")


def test_two_conclusions_on_one_day() -> None:
    """Which bill of the day is reckoned first is open: single amounts are, and that is the cause."""
    shared = "限额：年度累计 不超过 1万元\n累计：门诊补助、住院补助\n年度依：发生日"
    made = policy(FACTS, cards(shared, shared))
    told = answers(
        made,
        {"账单": [bill("甲", "2025-03-01", 10000, "住院"), bill("乙", "2025-03-01", 8000)]},
    )
    open_ = told["门诊补助", "乙"]
    assert open_.status == "未定" and open_.depends == ("同日先后 2025-03-01",)
    assert [(p.low, p.high) for p in open_.possible] == [(300000, 400000)]


def test_two_conclusions_on_one_bill() -> None:
    """同笔先后: 6000 and 7000 of 10000, whichever is reckoned first is paid in full."""
    shared = "限额：年度累计 不超过 1万元\n累计：门诊补助、住院补助\n年度依：发生日"
    both = (
        f"【条】第一条「门诊」\n则：门诊补助 为 费用 × 60%\n{shared}\n\n"
        f"【条】第二条「住院」\n则：住院补助 为 费用 × 70%\n{shared}"
    )
    told = answers(policy(FACTS, both), {"账单": [bill("甲", "2025-03-01", 10000)]})
    for name, low, high in (("门诊补助", 300000, 600000), ("住院补助", 400000, 700000)):
        open_ = told[name, "甲"]
        assert open_.depends == ("同笔先后 住院补助 与 门诊补助",)
        assert [(p.low, p.high) for p in open_.possible] == [(low, high)]


def test_a_cap_on_each_bill_and_one_for_ever() -> None:
    """每笔 3000, 历年 5000: 3000, then 2000 in the next year, then nothing."""
    lines = "限额：每笔 不超过 3000元\n限额：历年累计 不超过 5000元\n累计：本目\n次序依：发生日"
    told = answers(
        policy(FACTS, cards(lines)),
        {
            "账单": [
                bill("甲", "2024-03-01", 9000),
                bill("乙", "2025-03-01", 9000),
                bill("丙", "2025-04-01", 100),
            ]
        },
    )
    assert amounts(told, "门诊补助", "甲乙丙") == [300000, 200000, 0]


def test_year_and_order_by_different_days() -> None:
    """Both belong to 2025 by 发生日; 乙 was settled first and comes first."""
    lines = "限额：年度累计 不超过 1000元\n累计：本目\n年度依：发生日\n次序依：结算日"
    told = answers(
        policy(FACTS, cards(lines)),
        {
            "账单": [
                bill("甲", "2025-01-05", 1600, settled="2026-02-01"),
                bill("乙", "2025-12-30", 600, settled="2025-12-31"),
                bill("丙", "2024-12-30", 5000, settled="2025-01-01"),
            ]
        },
    )
    assert amounts(told, "门诊补助", "甲乙丙") == [70000, 30000, 100000]


def test_the_order_is_a_reading() -> None:
    """By 发生日 甲 is first, by 结算日 乙."""
    lines = (
        "限额：年度累计 不超过 1000元\n累计：本目\n年度依：发生日\n次序依（甲）：发生日\n"
        "次序依（乙）：结算日\n读法「依哪一天排」：甲「发生」；乙「结算」"
    )
    told = answers(
        policy(FACTS, cards(lines)),
        {
            "账单": [
                bill("甲", "2025-01-05", 1600, settled="2025-12-30"),
                bill("乙", "2025-02-01", 1600, settled="2025-02-02"),
            ]
        },
    )
    sides = {label[0][1]: part.value for label, part in told["门诊补助", "乙"].by_reading}
    assert sides == {"甲": 20000, "乙": 80000}


def test_a_yearly_cap_of_the_card_and_one_of_the_whole() -> None:
    """本目 5000, with 住院补助 8000: 门诊 gets 5000, then 住院 3000 of its 7000."""
    out = (
        "限额：年度累计 不超过 5000元，含 本目\n"
        "限额：年度累计 不超过 8000元，含 门诊补助、住院补助\n年度依：发生日"
    )
    into = "限额：年度累计 不超过 8000元\n累计：门诊补助、住院补助\n年度依：发生日"
    told = answers(
        policy(FACTS, cards(out, into)),
        {"账单": [bill("甲", "2025-01-01", 20000), bill("乙", "2025-02-01", 10000, "住院")]},
    )
    assert amounts(told, "门诊补助", "甲") == [500000]
    assert amounts(told, "住院补助", "乙") == [300000]


def test_a_bill_without_a_day_is_a_year_of_its_own() -> None:
    lines = "限额：历年累计 不超过 1000元\n累计：本目\n次序依：结算日"
    bills = [bill("甲", "2025-01-05", 3000), {**bill("乙", "2025-02-01", 3000), "结算日": "无"}]
    told = answers(policy(FACTS, cards(lines)), {"账单": bills})
    assert amounts(told, "门诊补助", "甲乙") == [100000, 100000]
