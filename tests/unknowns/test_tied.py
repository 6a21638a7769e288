"""不早于, 仅当 and 当且仅当: contradictions refused, also under assumptions; what follows is used."""

from __future__ import annotations

from typing import Any

import pytest
from agreement.compare import disagreements
from money.support import answers, policy

from yiju import YijuError
from yiju.api import Policy

FACTS = """【档案】参保
- 中断缴费：是否
- 中断起始日：日期，当且仅当 中断缴费
- 缴费日：日期，不早于 中断起始日

【结论】
- 久断：是否，每 参保
- 未断：是否，每 参保

【条】第一条「断了三个月以上」
若：缴费日 在 中断起始日 起 3个月 后
则：久断

【条】第二条「没有断」
若：非 中断缴费
则：未断"""
POLICY: Policy = policy(FACTS)


def case(**facts: str) -> dict[str, Any]:
    return {"判定日": "2025-12-31", "地域": "某市", "参保": [{"名称": "甲", **facts}]}


def codes(assume: list[str] | None = None, **facts: str) -> list[str]:
    with pytest.raises(YijuError) as error:
        POLICY.decide(case(**facts), assume=assume)
    return [d.code for d in error.value.diagnostics]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"缴费日": "2025-10-20", "中断起始日": "2025-11-01", "中断缴费": "是"}, "Y577"),
        ({"中断起始日": "2025-11-01", "中断缴费": "否"}, "Y578"),
        ({"中断起始日": "无", "中断缴费": "是"}, "Y579"),
    ],
)
def test_what_cannot_be_is_refused(facts: dict[str, str], code: str) -> None:
    """In the case, and with any one of the facts assumed instead."""
    assert codes(**facts) == [code]
    for name, value in facts.items():
        rest = {k: v for k, v in facts.items() if k != name}
        assert codes([f"参保「甲」{name}={value}"], **rest) == [code]


def told(**facts: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    found = answers(POLICY, {"参保": [{"名称": "甲", **facts}]})
    return {name: (a.status, a.depends) for (name, _), a in found.items()}


def test_one_fact_tells_the_other() -> None:
    """否 leaves no first day; no first day means 否; a first day alone says what holds if 是."""
    assert told(中断缴费="否", 缴费日="2025-10-20") == {
        "久断": ("不成立", ()),
        "未断": ("成立", ()),
    }
    assert told(中断起始日="2025-10-01")["未断"] == ("未定", ("参保「甲」中断缴费",))
    assert told(中断起始日="无")["未断"] == ("成立", ())


def test_a_day_that_would_be_too_early_is_no_completion() -> None:
    """若 缴费日 早于 中断起始日 can never hold."""
    made = policy(FACTS.replace("缴费日 在 中断起始日 起 3个月 后", "缴费日 早于 中断起始日"))
    read = made.read_case(case(中断缴费="是", 缴费日="2025-10-20"))
    (answer, _) = made.decide(read).answers
    assert answer.status == "不成立" and answer.depends == ()
    assert disagreements(made.engine, read, made.read_given({}, read)) == []
