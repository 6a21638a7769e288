"""Force in time and territory (semantics §4) and precedence of dates, written as conditions."""

from __future__ import annotations

from yiju.interp.known import Facts
from yiju.ir.model import All, Compare, Conclusion, Cond, Const, Date, Notice


def force(facts: Facts, notice: Notice, conclusion: Conclusion) -> Cond:
    """When the notice is in force for a record, as to this conclusion."""
    if notice.kind == "vocabulary":
        return Const(value=True)
    effective, event = facts.effective(notice), facts.event(conclusion)
    judged = Date(iso=facts.case.judged.isoformat())
    tests: list[Cond] = [
        Const(value=facts.inside(notice.territory)),
        Compare(op="le", left=effective, right=event),
        Compare(op="le", left=effective, right=judged),
    ]
    if notice.expires:
        tests.append(Compare(op="lt", left=event, right=Date(iso=notice.expires)))
    return All(items=tuple(tests))


def later(facts: Facts, notice: Notice, other: Notice) -> Cond:
    """Whether the notice took effect later than the other."""
    if notice.id == other.id or "vocabulary" in (notice.kind, other.kind):
        return Const(value=False)
    return Compare(op="gt", left=facts.effective(notice), right=facts.effective(other))


def ground(facts: Facts, notice: Notice, other: Notice) -> Cond:
    """Whether the notice as a whole prevails over the other (semantics §8, grounds 2 and 3)."""
    same = bool(notice.issuers) and set(notice.issuers) == set(other.issuers)
    return later(facts, notice, other) if notice.prevails or same else Const(value=False)
