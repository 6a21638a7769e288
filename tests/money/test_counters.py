"""Counters worked by hand: raise, back to zero, kept, limited; docs/semantics.md §16."""

from __future__ import annotations

from typing import Any

from money.support import amounts, answers, policy, why

FACTS = """【档案】人
- 不受影响：是否

【档案】参保
- 参保年度：年度
- 连续：是否
- 断保：是否
- 原限额：金额

【结论】
- 连续年数：数，每 参保，计数依 参保年度
- 降低额：金额，每 参保，计数依 参保年度
- 享受激励：是否，每 参保"""
CARDS = """【条】第一条「连续参保，加一年」
若：连续
则：连续年数 增加 1

【条】第二条「断保，清零」
若：断保
则：连续年数 清零

【条】第三条「特殊群体不清零」
若：不受影响
则：连续年数 不清零

【条】第四条「满四年的下一年起激励」
若：连续年数 超过 4
则：享受激励

【条】第五条「每断保一年降低 4000元，不超过原限额的 20%」
若：断保
则：降低额 增加 4000元
限额：计数 不超过 原限额 × 20%

【条】第六条「连续参保的，恢复」
若：连续
则：降低额 清零"""


def years(*spans: tuple[int, str]) -> dict[str, Any]:
    """One record a year: 连 连续, 断 断保, 平 neither, 未 not known whether 断保."""
    rows = []
    for n, (year, kind) in enumerate(spans):
        row = {"名称": "甲乙丙丁戊己庚辛"[n], "参保年度": f"{year}年度", "原限额": "5万元"}
        row["连续"] = "是" if kind == "连" else "否"
        row["断保"] = {"断": "是", "未": "未知"}.get(kind, "否")
        rows.append(row)
    return {"参保": rows}


def run(*spans: tuple[int, str], **person: str) -> Any:
    return answers(policy(FACTS, CARDS), years(*spans), **{"不受影响": "否", **person})


def test_years_add_up_and_fall_to_zero() -> None:
    told = run((2025, "连"), (2026, "连"), (2027, "连"), (2028, "断"), (2029, "连"))
    assert amounts(told, "连续年数", "甲乙丙丁戊") == [1, 2, 3, 0, 1]


def test_the_order_of_the_records_does_not_matter() -> None:
    told = run((2029, "连"), (2026, "连"), (2028, "断"), (2025, "连"), (2027, "连"))
    assert amounts(told, "连续年数", "丁乙戊丙甲") == [1, 2, 3, 0, 1]


def test_kept_where_a_clause_says_so() -> None:
    told = run((2025, "连"), (2026, "断"), (2027, "连"), 不受影响="是")
    assert amounts(told, "连续年数", "甲乙丙") == [1, 1, 2]


def test_a_year_that_neither_raises_nor_sets_back() -> None:
    assert amounts(run((2025, "连"), (2026, "平"), (2027, "连")), "连续年数", "甲乙丙") == [1, 1, 2]


def test_a_limit_and_a_restoration() -> None:
    """20 % of 50000 is 10000: 4000, 8000, 10000, 10000; then enrolled without a gap: 0."""
    told = run((2025, "断"), (2026, "断"), (2027, "断"), (2028, "断"), (2029, "连"))
    assert amounts(told, "降低额", "甲乙丙丁戊") == [400000, 800000, 1000000, 1000000, 0]


def test_the_count_in_a_condition() -> None:
    told = run(*((2025 + n, "连") for n in range(6)))
    assert [told["享受激励", r].status for r in "丙丁戊己"] == ["不成立", "不成立", "成立", "成立"]


def test_an_unknown_gap_leaves_what_comes_after_open() -> None:
    told = run((2025, "连"), (2026, "未"), (2027, "连"))
    assert amounts(told, "连续年数", "甲") == [1]
    last = told["连续年数", "丙"]
    assert last.status == "未定" and last.depends == ("参保「乙」断保",)
    assert [(p.low, p.high) for p in last.possible] == [(1, 2)]


def test_two_records_of_one_year_say_the_same() -> None:
    """先清零，后增加, whichever record stands first."""
    told = run((2025, "连"), (2026, "断"), (2026, "连"), (2027, "连"))
    assert amounts(told, "连续年数", "甲乙丙丁") == [1, 1, 1, 2]


def test_the_count_is_told() -> None:
    made = policy(FACTS, CARDS)
    told = why(made, years((2025, "连"), (2026, "断")), "连续年数", 不受影响="是")
    assert "不作数　某办法第二条「断保，清零」" in told and "不清零，依 某办法第三条" in told
    assert "2025年度　1（某办法第一条；某办法第三条，不清零）" in told
    assert "2026年度　1（某办法第三条，不清零）" in told
