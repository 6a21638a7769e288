"""A person of workload W as the text of a case, and a decision as W's four outputs."""

from __future__ import annotations

import json

from reference.workload import Person, Result

from yiju.case.answer import Answer

FLAG_NAMES = {
    "out_of_network": "定点外就医",
    "off_catalogue": "目录外费用",
    "self_harm": "自残",
    "mental_illness": "精神病所致",
    "fighting": "斗殴",
    "alcohol": "酗酒",
    "illegal": "违法",
    "third_party_liability": "他方负担",
    "back_paid": "补缴",
    "newborn": "新生儿",
}


def case_text(p: Person) -> str:
    """The case as JSON, as a program that calls yiju would send it."""
    person = {
        "身份": p["identities"],
        "险种": p["insurance"],
        "合规余额": _yuan(p["remainder"]),
        "本年已得": _yuan(p["paid"]),
        **{name: "是" if p[flag] else "否" for flag, name in FLAG_NAMES.items()},
        "中断月数": str(p["gap"]),
        "缴费日": p["pay"].isoformat(),
        "出生日": p["birth"].isoformat(),
        "账单日": p["bill"].isoformat(),
    }
    return json.dumps({"判定日": "2026-03-01", "地域": "某市", "人": person}, ensure_ascii=False)


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}元"


def result_of(answers: list[Answer] | tuple[Answer, ...]) -> Result:
    """W's four outputs. A 补助 that is not given is W's zero."""
    found = {answer.conclusion: answer for answer in answers}
    amount = found["补助"].value if found["补助"].status == "成立" else 0
    return (
        found["排除"].status == "成立",
        found["待遇起始日"].value,  # type: ignore[return-value]
        found["等待中"].status == "成立",
        int(amount),  # type: ignore[arg-type]
    )
