"""任选 worked by hand; docs/semantics.md §12. Both programs decide."""

from __future__ import annotations

from typing import Any

from agreement.compare import disagreements
from money.support import HEAD, policy, why

from yiju.api import Policy
from yiju.case.answer import Answer
from yiju.diagnostic import Diagnostic
from yiju.pipeline import read_policy
from yiju.source import Source

FACTS = """【档案】人
- 低保：是否
- 高龄：是否

【结论】
- 补贴：金额，任选
- 补贴一半：金额"""
LOW = """【条】第一条「低保补贴」
若：低保
则：补贴 为 200元"""
OLD = """【条】第二条「高龄补贴」
若：高龄
则：补贴 为 100元"""
HALF = """【条】第三条「一半」
则：补贴一半 为 补贴 × 50%"""


def told(made: Policy, name: str = "补贴", chosen: str = "", **person: str) -> Answer:
    """What the engine says; the interpreter has to say the same."""
    raw: dict[str, Any] = {"判定日": "2025-12-31", "地域": "某市", "人": person}
    if chosen:
        raw["选择"] = {"补贴取哪一条": chosen}
    case = made.read_case(raw)
    assert disagreements(made.engine, case) == []
    return next(a for a in made.decide(case).answers if a.conclusion == name)


def both() -> Policy:
    return policy(FACTS, LOW, OLD, HALF)


def test_one_support_needs_no_picking() -> None:
    answer = told(both(), 低保="是", 高龄="否")
    assert (answer.status, answer.value, answer.depends) == ("成立", 20000, ())


def test_two_supports_may_be_picked_from() -> None:
    """可选得: whichever is picked it holds; 200 or 100."""
    answer = told(both(), 低保="是", 高龄="是")
    assert (answer.status, answer.depends) == ("可选得", ("选择 补贴取哪一条",))
    found = {label[0][1]: (part.status, part.value) for label, part in answer.by_choice}
    assert found == {"甲": ("成立", 20000), "乙": ("成立", 10000)}


def test_what_was_picked() -> None:
    made = both()
    facts = {"低保": "是", "高龄": "是"}
    assert told(made, chosen="乙", **facts).value == 10000
    assert told(made, "补贴一半", chosen="甲", **facts).value == 10000
    half = told(made, "补贴一半", **facts)
    assert half.status == "可选得" and len(half.by_choice) == 2


def test_what_does_not_stand_cannot_be_picked() -> None:
    """Picked all the same, the first that stands is taken."""
    assert told(both(), chosen="甲", 低保="否", 高龄="是").value == 10000


def test_an_unknown_support() -> None:
    """Whatever turns out, one of them holds only if 低保 does: 未定 where neither need hold."""
    assert told(both(), 高龄="是").status == "可选得"
    assert told(both(), 高龄="否").status == "未定"


def test_the_explanation_says_what_was_picked_and_what_was_not() -> None:
    text = why(both(), {}, "补贴", 低保="是", 高龄="是")
    assert "任选　由本人选，这里选 甲" in text and "某办法第二条" in text


def _refused(*cards: str) -> list[Diagnostic]:
    return read_policy([Source("例.yiju", HEAD + "\n\n".join(cards))])[1]


def test_what_cannot_be_picked_yet_is_refused() -> None:
    bills = FACTS.replace("金额，任选", "金额，每 账单，任选") + "\n\n【档案】账单\n- 余额：金额"
    assert [d.code for d in _refused(bills, LOW)] == ["Y663"]
    floor = "【条】第四条「比例」\n则：补贴 不低于 100元 × 50%"
    assert "Y664" in [d.code for d in _refused(FACTS, LOW, floor)]
    many = [LOW.replace("第一条", f"第{n}条").replace("低保补贴", f"补{n}") for n in range(20, 31)]
    assert [d.code for d in _refused(FACTS, *many)] == ["Y665"]
