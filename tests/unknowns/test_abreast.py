"""Several records whose days nobody knows: every order among them, docs/semantics.md §6, §9, §16."""

from __future__ import annotations

from typing import Any

from money.support import answers, policy

from yiju.case.answer import Answer

CAPPED = (
    """【档案】账单
- 日：日期
- 额：金额

【结论】
- 补助：金额，每 账单，依 日，就高""",
    """【条】第一条「补」
则：补助 为 额
限额：年度累计 不超过 1万元
年度依：日
累计：补助""",
)
COUNTED = (
    """【档案】账单
- 日：日期
- 好：是否

【结论】
- 次数：数，每 账单，计数依 日""",
    """【条】第一条「加」
若：好
则：次数 增加 1""",
)


def bills(name: str, *rows: tuple[str, str]) -> dict[str, Any]:
    """One bill for each (day, value of the other fact)."""
    made = zip("甲乙丙", rows, strict=False)
    return {"账单": [{"名称": n, "日": day, name: value} for n, (day, value) in made]}


def ends(answer: Answer) -> tuple[object, object]:
    """The ends of the value where it holds."""
    (held,) = (p for p in answer.possible if p.status == "成立")
    return held.low, held.high


def test_either_bill_may_come_first_in_the_year() -> None:
    """The second gets what the first leaves of 10,000, whichever is the second."""
    told = answers(policy(*CAPPED), bills("额", ("未知", "8000元"), ("未知", "7000元")))
    one, other = told["补助", "甲"], told["补助", "乙"]
    assert ends(one) == (300000, 800000)
    assert ends(other) == (200000, 700000)
    assert set(one.depends) == {"账单「甲」日", "账单「乙」日"}


def test_a_known_day_among_unknown_ones() -> None:
    told = answers(
        policy(*CAPPED),
        bills("额", ("2025-03-01", "4000元"), ("未知", "5000元"), ("未知", "6000元")),
    )
    assert ends(told["补助", "甲"]) == (0, 400000)
    assert ends(told["补助", "丙"]) == (100000, 600000)


def test_the_own_day_decides_what_a_counter_has_counted() -> None:
    """A bill that adds nothing itself: what was added before it hangs on its day."""
    told = answers(policy(*COUNTED), bills("好", ("未知", "否"), ("2025-03-01", "是")))
    assert ends(told["次数", "甲"]) == (0, 1)
    assert told["次数", "甲"].depends == ("账单「甲」日",)
    assert told["次数", "乙"].value == 1


def test_three_unknown_days_of_a_counter() -> None:
    """Together, or one after another."""
    told = answers(policy(*COUNTED), bills("好", *[("未知", "是")] * 3))
    assert ends(told["次数", "甲"]) == (1, 3)
    assert len(told["次数", "甲"].depends) == 3
