"""What occurred in random runs: a run that never meets a ring of precedence proves nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agreement import with_defeat, with_money, with_open, with_policy, with_records, with_time
from agreement.compare import Both
from agreement.generate import Pair

from yiju.case.answer import Answer
from yiju.case.model import ABSENT
from yiju.ir import model as ir

LEAST = 3.0  # per cent of the runs in which each of these has to occur
ALL = (
    *(f"答 {status}" for status in ("成立", "不成立", "无规定", "冲突", "未定", "可选得")),
    "读法并列",
    "选择并列",
    "支持 won",
    "支持 outranked",
    "支持 overridden",
    "支持 excluded",
    "缺文排除",
    "并列就高",
    "限额用到",
    "同日先后",
    "反面",
    "比例下限",
    "扣除",
    "按事项",
    "优先于",
    "首尾相向",
    "施行日未定",
    "无（没有那一天）",
    "引用前面的值",
    "定义",
    "给定读法",
    "参数不知道",
    "地方比例不知道",
    "缺文不知道",
    "只要查明几项",
    "有一项就定",
    "有约束",
    "地域不及",
    *with_money.MONEY,
    *with_time.FEATURES,
    *with_defeat.OCCURS,
    *with_open.OCCURS,
    *with_records.OCCURS,
    *with_policy.FEATURES,
)


_CAUSES = {
    "同日先后": "同日先后",
    "施行日": "施行日未定",
    "参数": "参数不知道",
    "比例": "地方比例不知道",
    "缺文": "缺文不知道",
}


def features(pair: Pair, both: Both) -> set[str]:
    """What occurred in one run."""
    money = with_money.features(pair.policy, both.engine)
    defeat = with_defeat.occurs(pair.policy, both.engine)
    picked = with_open.occurs(pair.policy, both.engine)
    policy = {*_of_policy(pair, both.engine), *_of_case(pair), *picked}
    return {
        *_of_answers(both.engine), *policy, *money, *defeat, *with_policy.features(pair),
    }  # fmt: skip


def _of_answers(answers: Iterable[Answer]) -> Iterator[str]:
    for answer in answers:
        yield f"答 {answer.status}"
        if answer.by_reading:
            yield "读法并列"
        if answer.by_choice:
            yield "选择并列"
        for start, what in _CAUSES.items():
            if any(name.startswith(start) for name in answer.depends):
                yield what
        if any(len(names) > 1 for names in answer.settling):
            yield "只要查明几项"
        if answer.decisive:
            yield "有一项就定"
        supports = answer.outcome.supports if answer.outcome else ()
        won = [s for s in supports if s.state == "won"]
        if answer.conclusion == "补助" and len(won) > 1:
            yield "并列就高"
        for support in supports:
            yield f"支持 {support.state}"
            if support.gaps:
                yield "缺文排除"


def _of_policy(pair: Pair, answers: Sequence[Answer]) -> Iterator[str]:
    policy = pair.policy
    effects = {e.id: (c, e) for c in policy.clauses for e in c.effects}
    live = [s for a in answers if a.outcome for s in a.outcome.supports if s.state != "excluded"]
    for support in live:
        clause, effect = effects[support.effect]
        if effect.mode == "deny":
            yield "反面"
        if effect.mode == "floor":
            yield "比例下限"
        if (
            effect.caps
            and isinstance(effect.caps[0].limit, ir.Money)
            and support.value in (0, effect.caps[0].limit.fen)
        ):
            yield "限额用到"
        if clause.over:
            yield "优先于"
            if any(clause.id in c.over for c in policy.clauses if c.id in clause.over):
                yield "首尾相向"
        if effect.value is not None and "ConclusionValue" in repr(effect.value):
            yield "引用前面的值"
        if policy.notices[clause.notice].prevails_by_matter and support.state == "won":
            yield "按事项"
    facts = [effects[s.effect] for s in live]
    depends = [name for a in answers for name in a.depends]
    if any(c.kind == "define" for c, _ in facts):
        yield "定义"
    yield from with_time.features(policy, facts)
    yield from with_records.occurs(policy, facts, depends)
    if any(e.mode == "strike" for _, e in effects.values()) and live:
        yield "扣除"


def _of_case(pair: Pair) -> Iterator[str]:
    policy = pair.policy
    if pair.given.readings:
        yield "给定读法"
    if policy.constraints:
        yield "有约束"
    if pair.case.region == "阜阳市" and any(n.territory for n in policy.notices):
        yield "地域不及"
    if any(
        v is ABSENT for rows in pair.case.records.values() for r in rows for v in r.facts.values()
    ):
        yield "无（没有那一天）"
