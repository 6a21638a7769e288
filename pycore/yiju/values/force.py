"""Force in time and territory as tests of a case; docs/semantics.md §4.

Each test gives True, False, or None when a day it needs is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yiju.case.model import ABSENT
from yiju.ir import model as ir
from yiju.values.evaluate import Compiler, Env, TestOf, ValueOf
from yiju.values.operations import COMPARISONS, Value


def inside(region: str, territory: str, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a region lies in a territory; an empty territory is everywhere."""
    seen: set[str] = set()
    todo = [region]
    while todo:
        here = todo.pop()
        if here == territory or not territory:
            return True
        seen.add(here)
        todo.extend(outer for inner, outer in pairs if inner == here and outer not in seen)
    return not territory


def in_force(compiler: Compiler, notice: int, cls: str, event: str) -> TestOf:
    """Taken effect by the event day that a conclusion declares, and by the day of judgement."""
    if compiler.notices[notice].kind == "vocabulary":
        return lambda env, r: True
    begun, day_of = in_effect(compiler, notice), _event(compiler, cls, event)

    def force(env: Env, r: int) -> bool | None:
        day, start = day_of(env, r), env.effective.get(notice)
        if begun(env, r) is False or day is ABSENT:
            return False
        return None if day is None or start is None else bool(start <= day)

    return force


def in_effect(compiler: Compiler, notice: int) -> TestOf:
    """In its territory, and taken effect by the day of judgement, whatever the event day."""
    territory = compiler.notices[notice].territory

    def begun(env: Env, r: int) -> bool | None:
        if not inside(env.region, territory, compiler.regions):
            return False
        start = env.effective.get(notice)
        return None if start is None else start <= env.judged

    return begun


def ended(compiler: Compiler, notice: int, cls: str, event: str) -> TestOf:
    """The event day is not before the day on which the notice ceases (失效)."""
    day_of = _event(compiler, cls, event)

    def over(env: Env, r: int) -> bool | None:
        return _not_before(day_of(env, r), env.expiry.get(notice))

    return over


def repealed(compiler: Compiler, notice: int, by: int, cls: str, event: str) -> TestOf:
    """Another notice, in effect where and when the case is judged, repeals it from that day on."""
    day_of, begun = _event(compiler, cls, event), in_effect(compiler, by)
    since = next(r.since for r in compiler.notices[by].repeals if r.notice == notice)
    stated = date.fromisoformat(since) if since else None

    def gone(env: Env, r: int) -> bool | None:
        if begun(env, r) is False:
            return False
        late = _not_before(day_of(env, r), stated or env.effective.get(by))
        return False if late is False else late and begun(env, r)

    return gone


def later(newer: int, older: int) -> TestOf:
    """Whether one notice took effect after another."""

    def test(env: Env, r: int) -> bool | None:
        new, old = env.effective.get(newer), env.effective.get(older)
        return None if new is None or old is None else new > old

    return test


def judged(op: str, iso: str) -> TestOf:
    """The day of judgement against a day of the text."""
    day, holds = date.fromisoformat(iso), COMPARISONS[op]
    return lambda env, r: holds(env.judged, day)


def _not_before(day: Value, start: date | None) -> bool | None:
    if day is ABSENT:
        return False
    return None if day is None or start is None else bool(day >= start)


def _event(compiler: Compiler, cls: str, event: str) -> ValueOf:
    """The day that decides; of a conclusion that declares none, the day of judgement."""
    if not event:
        return lambda env, r: env.judged
    whose = cls if (cls, event) in compiler.attributes else ir.PERSON
    return compiler.value(ir.Attr(cls=whose, name=event))
