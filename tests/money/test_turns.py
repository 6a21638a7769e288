"""Payers in turn and rows with 顺位, worked by hand; docs/semantics.md §15. Both programs decide."""

from __future__ import annotations

from typing import Any

from money.support import amounts, answers, policy, why

FACTS = """【档案】人
- 参保：是否
- 有单位：是否
- 困难：是否

【档案】账单
- 发生日：日期
- 费用：金额

【结论】
- 医保支付：金额，每 账单，依 发生日
- 单位支付：金额，每 账单，就高，依 发生日
- 财政支付：金额，每 账单，依 发生日
- 个人负担：金额，每 账单，依 发生日
- 承担方：单选〔单位、财政、个人〕，每 账单，依 发生日"""
PAYERS = """【条】第一条「医保」
若：参保
则：医保支付 为 费用 × 70%

【条】第二条「单位」
若：有单位
则：单位支付 为 费用 × 50%
限额：每笔 不超过 2000元

【条】第三条「财政」
若：困难
则：财政支付 为 2000元"""
ORDER = "【条】第四条「先医保、后单位、再财政」\n则：个人负担 为 费用 依次减去 医保支付、单位支付、财政支付"
ALL = {"参保": "是", "有单位": "是", "困难": "是"}


def bills(*yuan: int) -> dict[str, Any]:
    names = "甲乙丙"
    rows = zip(names, yuan, strict=False)
    return {"账单": [{"名称": n, "发生日": "2025-03-01", "费用": f"{y}元"} for n, y in rows]}


def paid(person: dict[str, str], yuan: int = 10000) -> list[Any]:
    told = answers(policy(FACTS, PAYERS, ORDER), bills(yuan), **person)
    names = ("医保支付", "单位支付", "财政支付", "个人负担")
    return [amounts(told, name, "甲")[0] for name in names]


def test_each_pays_of_what_is_left() -> None:
    """10000: 7000; of the 3000 left the work unit 5000 → 3000 → its limit 2000; 1000 of 2000; 0."""
    assert paid(ALL) == [700000, 200000, 100000, 0]


def test_one_who_does_not_pay_leaves_it_to_the_next() -> None:
    assert paid({**ALL, "有单位": "否"}) == [700000, "不成立", 200000, 100000]
    assert paid({**ALL, "参保": "否"}) == ["不成立", 200000, 200000, 600000]


def test_nobody_pays() -> None:
    assert paid(dict.fromkeys(ALL, "否")) == ["不成立", "不成立", "不成立", 1000000]


def test_an_open_first_payer_leaves_the_others_open() -> None:
    told = answers(policy(FACTS, PAYERS, ORDER), bills(3000), **{**ALL, "参保": "未知"})
    last = told["财政支付", "甲"]
    assert last.status == "未定" and last.depends == ("人 参保",)
    assert [(p.low, p.high) for p in last.possible] == [(0, 150000)]
    assert told["个人负担", "甲"].value == 0  # either way


def test_the_order_counts_only_where_its_card_applies() -> None:
    order = ORDER.replace("\n则：个人", "\n若：费用 超过 5000元\n则：个人")
    told = answers(policy(FACTS, PAYERS, order), bills(10000, 1000), **ALL)
    assert amounts(told, "财政支付", "甲乙") == [100000, 200000]
    assert amounts(told, "个人负担", "甲乙") == [0, "不成立"]


def test_a_contested_payer_stops_those_behind() -> None:
    contested = "【条】第五条「另一说」\n若：参保\n则：医保支付 为 100元"
    told = answers(policy(FACTS, PAYERS, ORDER, contested), bills(10000), **ALL)
    assert amounts(told, "医保支付", "甲") == ["冲突"]
    assert amounts(told, "财政支付", "甲") == ["不成立"]
    assert amounts(told, "个人负担", "甲") == ["不成立"]


def test_the_waterfall_is_told() -> None:
    made = policy(FACTS, PAYERS, ORDER)
    told = why(made, bills(10000), "个人负担", **ALL)
    for line in (
        "总额　费用（10,000.00元）",
        "1　医保支付 7,000.00元（某办法第一条），余 3,000.00元",
        "2　单位支付 2,000.00元（某办法第二条），余 1,000.00元",
        "3　财政支付 1,000.00元（某办法第三条），余 0.00元",
    ):
        assert line in told
    assert "余额 1,000.00元（某办法第四条）；以余额为限，付 1,000.00元" in why(
        made, bills(10000), "财政支付", **ALL
    )


RANKS = """【表】第六条「由谁承担」
则：承担方 为 付款人
| 目 | 顺位 | 若       | 填 付款人 |
|----|------|----------|-----------|
| 1  | 1    | 有单位   | 单位      |
| 2  | 2    | 困难     | 财政      |
| 3  | 3    | 费用 超过 1元 | 个人 |"""


def bears(**person: str) -> Any:
    return answers(policy(FACTS, RANKS), bills(100), **person)["承担方", "甲"]


def test_a_later_row_gives_way() -> None:
    assert bears(有单位="是", 困难="是").value == "单位"
    assert bears(有单位="否", 困难="是").value == "财政"
    assert bears(有单位="否", 困难="否").value == "个人"
    assert bears(有单位="是", 困难="是").grounds == ("某办法第六条1",)


def test_an_open_row_leaves_the_later_ones_open() -> None:
    found = bears(有单位="未知", 困难="是")
    assert found.status == "未定" and found.depends == ("人 有单位",)
    assert "后位　某办法第六条2「由谁承担」：财政" in why(
        policy(FACTS, RANKS), bills(100), "承担方", 有单位="是", 困难="是"
    )
