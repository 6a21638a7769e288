"""When an effect of a clause is in force, as a condition over leaves; docs/semantics.md §4.

Before:  【条】 适用自（甲）：2025年6月1日   in a notice that is repealed by another
After:   l(force) or (sel(甲), l(begun), l(day from 2025-06-01)); not l(repealed)
"""

from __future__ import annotations

from typing import Any

from yiju.asp.leaves import Begun, Ended, Force, JudgedOn, Repealed
from yiju.ir import model as ir


def force_of(policy: ir.Policy, clause: ir.Clause, event: str) -> ir.Cond:
    """The condition under which the clause counts, by the event day of its conclusion."""
    notice, cls = policy.notices[clause.notice], clause.cls if event else ir.PERSON
    items: list[Any] = [_begins(clause, Force(notice.id, cls, event))]
    if notice.expires or notice.expires_open:
        items.append(ir.Not(item=_leaf(Ended(notice.id, cls, event))))
    for other in policy.notices:
        if any(r.notice == notice.id for r in other.repeals):
            items.append(ir.Not(item=_leaf(Repealed(notice.id, other.id, cls, event))))
    for end in clause.ends:
        within = end.test or _leaf(JudgedOn("le", _iso(end)))
        items.append(within if end.when == ir.ALWAYS else _unless(end.when, within))
    return items[0] if len(items) == 1 else ir.All(items=tuple(items))


def _leaf(leaf: Any) -> Any:
    """A leaf about a notice stands where a condition does: `Program.body` knows it."""
    return leaf


def _begins(clause: ir.Clause, plain: Force) -> Any:
    """The clause's own start in place of the notice's, where it has one in this reading."""
    if not clause.starts:
        return plain
    begun = _leaf(Begun(plain.notice))
    own = [
        ir.All(items=(s.when, begun, s.test or _leaf(JudgedOn("ge", _iso(s)))))
        for s in clause.starts
    ]
    guards = tuple(s.when for s in clause.starts)
    if ir.ALWAYS in guards:
        return own[0] if len(own) == 1 else ir.AnyOf(items=tuple(own))
    otherwise = ir.All(items=(ir.Not(item=ir.AnyOf(items=guards)), _leaf(plain)))
    return ir.AnyOf(items=(*own, otherwise))


def _unless(guard: ir.Cond, cond: ir.Cond) -> ir.Cond:
    return ir.AnyOf(items=(ir.Not(item=guard), cond))


def _iso(start: ir.Start) -> str:
    """The day that the day of judgement is held against."""
    assert isinstance(start.at, ir.Date)
    return start.at.iso
