"""How a decision grows: with the number of bills, and with the number of open items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from timing import Row, middle, shown

from yiju.api import Policy, load
from yiju.asp.worlds import Deciding
from yiju.case.model import Case, Given

SETTLED = (  # what the shipped notice leaves open, each with a value; opened from the first on
    "缺文 阜阳办法第十四条（四）=不适用",
    "缺文 阜阳办法第十四条（六）=不适用",
    "比例 阜阳办法第十二条（二）2前段=50%",
    "比例 阜阳办法第十二条（二）4=30%",
    "读法 多重身份比什么=甲",
    "读法 年度累计哪些补助=甲",
    "读法 年度依哪一天=丙",
    "缺文 阜阳办法第二条=不适用",
    "读法 所列人员还须是其他优抚对象=己",
    "施行日 阜阳办法=2023-07-01",
    "读法 精神病所致除外修饰什么=甲",
    "读法 职工医保的人能否依2后段=庚",
    "读法 23号文 不一致按什么判=甲",
    "读法 末句是否也限首句的人=甲",
)
BILL = {
    "就诊类型": "住院", "险种": "居民医保", "在定点机构就医": "是", "费用负担仍然较重": "是",
    "致病原因": [], "涉及违法违规行为": "否", "精神病所致": "否", "应由他方赔偿的部分": "0元",
}  # fmt: skip


def told(bills: int) -> dict[str, Any]:
    """One person of two identities with some bills of one year, as a case says it."""
    rows = []
    for k in range(bills):
        day = date(2024, 1, 2) + timedelta(days=k * 2)
        money = f"{1000 + 37 * k}.{k % 100:02d}元"
        own = {"费用发生日": str(day), "结算日": str(day), "医保报销后合规余额": money}
        rows.append({"名称": f"第{k}张", **own})
    person = {"身份": ["三属", "老年烈士子女"], "领取定期抚恤或生活补助": "是"}
    bills_ = {"账单": rows, "账单共同": BILL}
    return {"判定日": "2025-12-31", "地域": "阜阳市", "人": person, **bills_}


def by_bills(counts: tuple[int, ...], times: int) -> list[Row]:
    """Everything given, all bills under one yearly cap, every answer."""
    policy = load()
    rows = []
    for count in counts:
        case = policy.read_case(told(count))
        given = _given(policy, case, 0)
        first = middle(lambda c=case, g=given: policy.engine.decide(c, g), 1)  # type: ignore[misc]
        warm = middle(lambda c=case, g=given: policy.engine.decide(c, g), times)  # type: ignore[misc]
        rows.append(Row(f"{count} bills", shown(warm), f"{shown(warm / count)} a bill", times))
        rows.append(Row(f"{count} bills, with grounding", shown(first), "", 1))
    return rows


def by_open_items(counts: tuple[int, ...], times: int) -> list[Row]:
    """Two bills; the first items of the list are left open."""
    policy = load()
    case = policy.read_case(told(2))
    rows = []
    for count in counts:
        given = _given(policy, case, count)
        warm = middle(lambda g=given: policy.engine.decide(case, g), times)  # type: ignore[misc]
        deciding = Deciding(policy.engine.resident, case, given)
        tried = len(deciding.explorer.explore("住院医疗补助", 1).picks)
        rows.append(
            Row(f"{count} open, {tried} completions for the first bill", shown(warm), "", times)
        )
    return rows


def _given(policy: Policy, case: Case, opened: int) -> Given:
    """Everything that the notices leave open, except the first items of the list."""
    left = [item.split("=")[0].split()[-1] for item in SETTLED[:opened]]
    given = policy.read_given(SETTLED[opened:], case)
    first = {q.id: q.options[0].key for q in policy.model.questions if q.name not in left}
    return replace(given, readings=first | dict(given.readings))
