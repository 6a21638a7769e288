"""A person of workload W2 as the text of a case, and a decision as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable

from w2.workload import EXCUSE, YEAR_BY, Bill, Found, Person
from yiju.case.answer import Answer
from yiju.case.model import Given
from yiju.ir import model as ir


def case_text(p: Person) -> str:
    """The case as JSON, as a program that calls yiju would send it."""
    person = {
        "身份": p.identities,
        "险种": p.insurance,
        "中断月数": str(p.gap),
        "补缴": _flag(p.back_paid),
        "缴费日": p.pay.isoformat(),
        "新生儿": _flag(p.newborn),
        "出生日": p.birth.isoformat(),
    }
    bills = [_bill(bill, r) for r, bill in enumerate(p.bills, 1)]
    told = {"判定日": "2026-03-01", "地域": "某市", "人": person, "账单": bills}
    return json.dumps(told, ensure_ascii=False)


def _bill(bill: Bill, r: int) -> dict[str, str]:
    return {
        "名称": str(r),
        "费用发生日": bill.day.isoformat(),
        "结算日": bill.settled.isoformat(),
        "合规余额": f"{bill.remainder // 100}.{bill.remainder % 100:02d}元",
        **{name: _flag(known) for name, known in bill.flags.items()},
    }


def _flag(known: bool | None) -> str:
    return "未知" if known is None else "是" if known else "否"


def given(policy: ir.Policy, readings: tuple[str, str]) -> Given:
    """The two readings as a setting."""
    chosen = dict(zip((YEAR_BY, EXCUSE), readings, strict=True))
    return Given(readings={q.id: chosen[q.name] for q in policy.questions})


def result_of(answers: Iterable[Answer]) -> Found:
    """Status and value of each answer."""
    return {(a.conclusion, a.record): (a.status, a.value) for a in answers}
