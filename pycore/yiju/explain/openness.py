"""Words for what is open: what to find out, which single finding is enough, what can still be."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.asp.completions import LIMIT
from yiju.asp.decided import Decided
from yiju.asp.items import question_name
from yiju.case.answer import Answer, At, Decisive, Outer, Possible
from yiju.case.model import Case, Fact
from yiju.explain.formula import show_value
from yiju.ir import model as ir

STATUSES = ("成立", "不成立", "无规定", "冲突")
MANY = 8  # single findings that are told one by one


def impossible(answer: Answer) -> tuple[str, ...]:
    """The statuses that no completion gives; none where not all were tried."""
    if not answer.is_open or not answer.exhaustive:
        return ()
    return tuple(s for s in STATUSES if s not in {p.status for p in answer.possible})


def ends(possible: Possible) -> Iterator[tuple[str, Fact, tuple[At, ...]]]:
    """The ends that differ and can be replayed: which, how much, with what."""
    if possible.low == possible.high:
        return
    if possible.low is not None and possible.low_at:
        yield "最低", possible.low, possible.low_at
    if possible.high is not None and possible.high_at:
        yield "最高", possible.high, possible.high_at


def outer(found: Outer, kind: ir.Kind) -> str:
    """`外界：不低于 0.00元、不超过 2万元，未必达到`: between which every completion lies."""
    low, high = ("不早于", "不晚于") if kind == "date" else ("不低于", "不超过")
    ends = [
        f"{word} {show_value(end, kind)}"
        for word, end in ((low, found.low), (high, found.high))
        if end is not None
    ]
    if not ends:
        return "外界：没有界"
    first, last = found.days or (None, None)
    within = f"（未知的日期只在 {first} 至 {last} 之间取）" if first else ""
    return f"外界：{'、'.join(ends)}，未必达到{within}"


def unfinished(answer: Answer) -> str:
    """How far completions were tried, and what to assume so that all can be."""
    some = "、".join(answer.shrink)
    more = f"；假定其中一些，组合就少：{some}" if some else ""
    return f"未穷尽：待定项的组合超过上限（平常 {LIMIT} 个），只试了 {answer.tried} 个{more}"


def to_find_out(answer: Answer) -> str:
    """`施行日 阜阳办法，比例 …；或者：…`: the smallest sets that settle the answer."""
    if not answer.settling:
        return ""
    if answer.settling == (answer.depends,):
        return "以上这一项" if len(answer.depends) == 1 else "以上各项"
    told = "；或者：".join("，".join(names) for names in answer.settling)
    return f"{told}；还有别的几组" if answer.more_settling else told


def chosen(decisive: Decisive) -> str:
    """`缺文 阜阳办法第十四条（四） 适用`, `账单「甲」致病原因 不含 自杀`."""
    if decisive.member:
        return f"{decisive.item} {'含' if decisive.choice else '不含'} {decisive.member}"
    if isinstance(decisive.choice, str):
        return f"{decisive.item} 为 {decisive.choice}"
    if decisive.item.startswith("缺文 "):
        return f"{decisive.item} {'适用' if decisive.choice else '不适用'}"
    return f"{decisive.item} 为 {'是' if decisive.choice else '否'}"


def enough(answer: Answer) -> Iterator[Decisive]:
    """The single findings that are told: where one item is all that is open, none need be."""
    if len(answer.depends) > 1:
        yield from answer.decisive[:MANY]


def adopted(decided: Decided) -> Iterator[str]:
    """The readings that the policy set adopts, by whom and why, and whether an answer uses them."""
    needed = {label for a in decided.answers for label in a.adopted}
    for label in decided.parameters.labels:
        name, _, option = label.rpartition("：")
        if name in decided.parameters.adopted:
            idle = "" if label in needed else "（这次没有用到）"
            said = decided.parameters.adopted[name]
            yield f"{name.removeprefix('读法 ')}：{option}　{said}{idle}"


def made(policy: ir.Policy, case: Case) -> Iterator[str]:
    """The choices that the case states: `随哪一位监护人：甲　随父亲（不可撤回）`."""
    for question in policy.questions:
        if question.id in case.chosen:
            key = case.chosen[question.id]
            text = next(option.text for option in question.options if option.key == key)
            final = "（不可撤回）" if question.final else ""
            yield f"{question_name(policy, question)}：{key}　{text}{final}"
