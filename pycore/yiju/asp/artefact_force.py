"""Leaves about the days of notices in the compiled program: their @-calls and their words."""

from __future__ import annotations

from yiju.asp.artefact_lines import quoted
from yiju.asp.leaves import Begun, Ended, Force, JudgedOn, Later, OfNotice, Repealed
from yiju.ir import model as ir


def call_of(cond: OfNotice, record: str) -> str:
    """`@force(1,"参保","缴费日",R)`."""
    match cond:
        case Force() | Ended():
            name = "force" if isinstance(cond, Force) else "ended"
            return f"@{name}({cond.notice},{quoted(cond.cls)},{quoted(cond.event)},{record})"
        case Repealed():
            named = f"{quoted(cond.cls)},{quoted(cond.event)}"
            return f"@repealed({cond.notice},{cond.by},{named},{record})"
        case Begun():
            return f"@begun({cond.notice})"
        case Later():
            return f"@later({cond.newer},{cond.older})"
        case JudgedOn():
            return f"@judged({quoted(cond.op)},{quoted(cond.day)})"


def words_of(policy: ir.Policy, cond: OfNotice, cls: str) -> str:
    """What the leaf says, for the comment behind it."""
    short = {n.id: n.short for n in policy.notices}
    day = getattr(cond, "event", "") or "判定日"
    match cond:
        case Force(notice=n):
            return f"{cls} {short[n]} 在{day}有效力"
        case Begun(notice=n):
            return f"{short[n]} 在判定日已施行"
        case Ended(notice=n):
            return f"{cls} {short[n]} 在{day}已失效"
        case Repealed(notice=n, by=by):
            return f"{cls} {short[n]} 在{day}已由 {short[by]} 废止"
        case Later(newer=newer, older=older):
            return f"{short[newer]} 的施行日晚于 {short[older]}"
        case JudgedOn(op=op, day=iso):
            return f"判定日不{'早' if op == 'ge' else '晚'}于 {iso}"
