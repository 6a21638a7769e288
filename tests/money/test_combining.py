"""叠加, 就低 and 就高 worked by hand, on every kind that has an order; docs/semantics.md §7."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from money.support import amounts, answers, policy, why

from yiju.case.model import Duration
from yiju.pipeline import read_policy
from yiju.source import Source

PEOPLE = "【档案】人\n- 低保：是否\n- 高龄：是否\n- 申请日：日期\n\n【结论】\n"


def two(declared: str, poor: str, old: str) -> str:
    """Two cards, one for each status."""
    name = declared.split("：", maxsplit=1)[0]
    return (
        f"{PEOPLE}- {declared}\n\n【条】第一条「低保」\n若：低保\n则：{name} 为 {poor}\n\n"
        f"【条】第二条「高龄」\n若：高龄\n则：{name} 为 {old}"
    )


def value(cards: str, **person: Any) -> Any:
    told = answers(
        policy(cards), {}, **{"低保": "是", "高龄": "是", "申请日": "2025-03-10", **person}
    )
    (answer,) = told.values()
    return answer


def test_supports_add_up() -> None:
    cards = two("补贴：金额，叠加", "200元", "100.01元 × 50%")
    both = value(cards)
    assert both.value == 25001  # 50.005元 is rounded by itself
    assert both.grounds == ("某办法第一条", "某办法第二条")
    assert value(cards, 高龄="否").value == 20000


def test_an_unknown_support_leaves_the_sum_open() -> None:
    found = value(two("补贴：金额，叠加", "200元", "100元"), 高龄="未知")
    assert found.status == "未定" and found.depends == ("人 高龄",)
    assert [(p.low, p.high) for p in found.possible] == [(20000, 30000)]


def test_the_sum_is_told() -> None:
    made = policy(two("补贴：金额，叠加", "200元", "100元"))
    told = why(made, {}, "补贴", 低保="是", 高龄="是")
    assert "叠加　200.00元 ＋ 100.00元 ＝ 300.00元" in told


@pytest.mark.parametrize(
    ("declared", "poor", "old", "high", "low"),
    [
        ("补贴：金额", "200元", "100元", 20000, 10000),
        ("等待期：时长", "3个月", "1个月", Duration(3, "months"), Duration(1, "months")),
        ("份数：数", "2", "3", 3, 2),
        (
            "起领日：日期",
            "申请日 的 次日",
            "申请日 的 次月1日",
            date(2025, 4, 1),
            date(2025, 3, 11),
        ),
        ("起算年：年度", "2025年度", "2026年度", 2026, 2025),
    ],
)
def test_the_best_takes_all(declared: str, poor: str, old: str, high: Any, low: Any) -> None:
    assert value(two(f"{declared}，就高", poor, old)).value == high
    assert value(two(f"{declared}，就低", poor, old)).value == low


def test_a_tie_cites_both() -> None:
    assert len(value(two("份数：数，就低", "2", "2")).grounds) == 2


def test_months_and_days_do_not_compare() -> None:
    cards = two("等待期：时长，就低", "3个月", "90天")
    assert value(cards).status == "冲突"
    assert value(cards, 高龄="否").value == Duration(3, "months")


def test_the_lowest_after_its_cap() -> None:
    """应得 500 and 300, the first capped at 200 a bill: the first is lower."""
    cards = (
        "【档案】账单\n- 发生日：日期\n\n【结论】\n- 补贴：金额，每 账单，就低，依 发生日\n\n"
        "【条】第一条「甲」\n则：补贴 为 500元\n限额：每笔 不超过 200元\n\n【条】第二条「乙」\n则：补贴 为 300元"
    )
    told = answers(policy(cards), {"账单": [{"名称": "甲", "发生日": "2025-01-01"}]})
    assert amounts(told, "补贴", "甲") == [20000]
    assert told["补贴", "甲"].grounds == ("某办法第一条",)


def test_several_notices_combine_where_it_is_declared() -> None:
    first = "【文件】「甲文」\n施行：2024年1月1日\n\n" + PEOPLE
    cards = "- 补贴：金额，叠加{}\n\n【条】第一条「低保」\n若：低保\n则：补贴 为 200元"
    second = (
        "【文件】「乙文」\n施行：2024年6月1日\n\n【条】第一条「高龄」\n若：高龄\n则：补贴 为 100元"
    )
    for declared, codes in (("，跨文件", []), ("", ["Y635"])):
        text = first + cards.format(declared)
        _, found = read_policy([Source("甲.yiju", text), Source("乙.yiju", second)])
        assert [d.code for d in found] == codes
