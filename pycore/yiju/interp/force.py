"""Force in time and territory (semantics §4) and which took effect later, as conditions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yiju.interp.known import Facts
from yiju.ir.model import (
    All,
    Clause,
    Compare,
    Conclusion,
    Cond,
    Const,
    Date,
    Expr,
    Notice,
    Start,
)


def taken_effect(facts: Facts, notice: Notice) -> Cond:
    """In its territory, and 施行日 ≤ 判定日."""
    judged = Date(iso=facts.case.judged.isoformat())
    begun = Compare(op="le", left=facts.effective(notice), right=judged)
    return All(items=(Const(value=facts.inside(notice.territory)), begun))


def force(facts: Facts, notice: Notice, conclusion: Conclusion) -> Cond:
    """When the notice has taken effect for a record, as to this conclusion."""
    if notice.kind == "vocabulary":
        return Const(value=True)
    event = facts.event(conclusion)
    from_then = Compare(op="le", left=facts.effective(notice), right=event)
    return All(items=(taken_effect(facts, notice), from_then))


def over(facts: Facts, notice: Notice, conclusion: Conclusion) -> Cond:
    """When the notice has ceased for a record: its 失效日 is not after the day."""
    expiry = facts.expiry(notice)
    if expiry is None:
        return Const(value=False)
    return Compare(op="ge", left=facts.event(conclusion), right=expiry)


def repealing(facts: Facts, notice: Notice) -> Iterator[Notice]:
    """The notices that repeal this one where the case is."""
    for other in facts.policy.notices:
        if any(r.notice == notice.id for r in other.repeals) and facts.inside(other.territory):
            yield other


def repealed(facts: Facts, notice: Notice, by: Notice, conclusion: Conclusion) -> Cond:
    """When the other notice is in effect and has repealed this one by the day."""
    since = next(r.since for r in by.repeals if r.notice == notice.id)
    start: Expr = Date(iso=since) if since else facts.effective(by)
    late = Compare(op="ge", left=facts.event(conclusion), right=start)
    return All(items=(taken_effect(facts, by), late))


def own(facts: Facts, start: Start, op: Any) -> Cond:
    """适用自 (ge), 适用至 (le): the record's day or 年度, or 判定日, against the clause's own."""
    if start.test is not None:
        return start.test
    return Compare(op=op, left=Date(iso=facts.case.judged.isoformat()), right=start.at)


def asked(facts: Facts, notice: Notice, conclusion: Conclusion) -> Iterator[Cond]:
    """Every comparison that force makes for a conclusion."""
    yield force(facts, notice, conclusion)
    yield over(facts, notice, conclusion)
    for other in repealing(facts, notice):
        yield repealed(facts, notice, other, conclusion)


def asked_of(facts: Facts, clause: Clause) -> Iterator[Cond]:
    """The comparisons with the days of the clause itself."""
    for start in (*clause.starts, *clause.ends):
        yield start.when
        yield own(facts, start, "ge" if start in clause.starts else "le")


def later(facts: Facts, notice: Notice, other: Notice) -> Cond:
    """Whether the notice took effect later than the other."""
    if notice.id == other.id or "vocabulary" in (notice.kind, other.kind):
        return Const(value=False)
    return Compare(op="gt", left=facts.effective(notice), right=facts.effective(other))
