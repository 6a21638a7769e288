"""What fuzzing found, kept small: each of these was once an exception or an empty choice."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.doors import DOORS

from yiju.case.answer import Answer
from yiju.pipeline import Engine, read_policy
from yiju.source import Source

DOORS_CORPUS = Path(__file__).parent / "corpus"
HEAD = "【词汇】「小词汇」\n\n【档案】账单\n- 费用发生日：日期\n- 结算日：日期\n- 医保报销后合规余额：金额\n- 住院时长：时长\n\n"
CONCLUSIONS = "【结论】\n- 办结日：日期，每 账单，唯一，依 费用发生日\n- 补助：金额，每 账单，就高，依 费用发生日\n\n"
CARDS = {
    "a computed length beyond the calendar": "【条】第一条「太久」\n则：办结日 为 费用发生日 加 （医保报销后合规余额 ÷ 0.01元）个月\n",
    "a computed length before the calendar": "【条】第一条「太早」\n则：办结日 为 费用发生日 起 满 （0 - 99999）个月 之日\n",
    "a computed length in a test": "【条】第一条「太久」\n若：结算日 在 费用发生日 起 （9999 × 9999）个月 内\n则：补助 为 1元\n",
    "a whole months' end by days": "【条】第一条「整月」\n则：办结日 为 费用发生日 起 满 住院时长 整月之日\n",
    "a local ratio above one": "【条】第一条「比例」\n则：补助 不低于 医保报销后合规余额 × 250%\n",
    "a division by nothing": "【条】第一条「除以零」\n则：补助 为 医保报销后合规余额 ÷ 0\n",
    "a parameter that is a choice": "【参数】档次\n条文：第一条\n类型：单选\n取值：未定\n",
    "a parameter in an empty range": "【参数】比例\n条文：第一条\n类型：比例\n取值：未定，不低于 50%，不超过 30%\n",
    "an open choice": "【结论】\n- 档次：单选〔一档、二档〕，每 账单，依 费用发生日\n\n【条】第一条「没有写」\n则：档次 为 未定\n",
    "a grade that is a conclusion": "【结论】\n- 轻重：等级〔轻、重〕，每 账单\n\n【条】第一条「等级」\n若：轻重 在 轻 至 重\n则：补助 为 1元\n",
}  # fmt: skip


CASE = Source(
    "案情.yaml",
    "判定日: 2025-01-31\n地域: 某市\n账单: [{名称: 甲, 费用发生日: 2024-03-05, 结算日: 2024-03-20, "
    "医保报销后合规余额: 26000元, 住院时长: 90天}]\n",
)


def _decide(cards: str) -> list[Answer] | None:
    """The answers, None when the policy is refused."""
    policy, found = read_policy([Source("a.yiju", HEAD + CONCLUSIONS + cards)])
    if found:
        return None
    engine = Engine(policy)
    case, wrong = engine.reader.read_text(CASE)
    assert case is not None, wrong
    return list(engine.decide(case).answers)


@pytest.mark.parametrize("cards", CARDS.values(), ids=CARDS)
def test_policy(cards: str) -> None:
    answers = _decide(cards)
    assert answers is None or all(a.status in ("不成立", "无规定", "成立") for a in answers)


def test_a_length_beyond_the_calendar_still_has_an_inside() -> None:
    answers = _decide(CARDS["a computed length in a test"])
    assert answers is not None
    assert {a.conclusion: a.value for a in answers} == {"办结日": None, "补助": 100}


def test_a_long_chain_of_definitions() -> None:
    """Chains are followed without recursion."""
    chain = "\n".join(
        f"【定义】名称{k}号\n条文：第一条\n指：{f'名称{k + 1}号' if k < 1500 else '住院时长 超过 1天'}\n"
        for k in range(1501)
    )
    policy, found = read_policy([Source("a.yiju", HEAD + CONCLUSIONS + chain)])
    assert found == []
    assert len(policy.strata) == 1501
    assert {c.cls for c in policy.conclusions if c.defined} == {"账单"}


def test_a_bill_that_was_never_settled() -> None:
    """无 as the day by which a cap orders bills, while it is open which day that is."""
    text = (DOORS_CORPUS / "case-fuyang.yaml").read_text("utf-8")
    data = text.replace("结算日: 2024-07-20", "结算日: 无").encode()
    assert DOORS["case"](data) == "decided"
