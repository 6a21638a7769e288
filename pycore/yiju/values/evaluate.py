"""Expressions and leaf tests of the IR as Python functions of a case. Compiled once per policy.

A value function gives an exact value, None when something it needs is unknown, or ABSENT when
it has none (no such day, a conclusion that does not hold, division by zero).
A test gives True, False, or None when open.
"""

from __future__ import annotations

import operator as op
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import singledispatch
from math import floor
from typing import Any

from yiju.case.model import ABSENT, Duration, Fact, Many
from yiju.ir import model as ir
from yiju.values import calendar

Value = Any  # a Fact, None (unknown) or ABSENT
ValueOf = Callable[["Env", int], Value]
TestOf = Callable[["Env", int], bool | None]
KEPT = 10_000  # compiled expressions: explanations ask for those of the policy again and again


@dataclass
class Env:
    """What the functions read: facts by class and record, parameters, values derived so far."""

    judged: date
    region: str
    facts: Mapping[str, Sequence[Mapping[str, Fact]]]  # class → facts of each record
    parameters: Mapping[str, Value]
    effective: Mapping[int, date | None]
    derived: dict[tuple[str, int], Value] = field(default_factory=dict)  # (conclusion, record)
    # (notice, attribute, record): what a notice strikes from its own formulas; notice -1: all of it
    struck: dict[tuple[int, str, int], Value] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)  # class → names of records

    def item(self, cls: str, index: int, name: str) -> str:
        """The name of an unknown fact as a 待定项: `账单「甲」结算日`, `人 伤残等级`."""
        if cls == ir.PERSON:
            return f"{cls} {name}"
        return f"{cls}「{self.names[cls][index]}」{name}"


def round_half_up(amount: Fraction | int) -> int:
    """To whole 分, half up (四舍五入). The notices do not say how to round; docs/semantics.md §9."""
    if isinstance(amount, int):
        return amount
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


class Compiler:
    """Compiles the expressions of one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.attributes = {(a.cls, a.name): a for a in policy.attributes}
        self.conclusions = {c.name: c for c in policy.conclusions}
        self.regions = policy.regions
        self.notices = policy.notices
        self._values: dict[tuple[int, bool, int], tuple[ir.Expr, ValueOf]] = {}  # by identity

    def value(self, expr: ir.Expr, *, formula: bool = False, notice: int = -1) -> ValueOf:
        """The value function; in a `formula` the parts that its notice strikes are taken off."""
        key = (id(expr), formula, notice)
        made = self._values.get(key)
        if made is None or made[0] is not expr:
            if len(self._values) > KEPT:
                self._values.clear()
            made = self._values[key] = (expr, self._value(expr, formula, notice))
        return made[1]

    def _value(self, expr: ir.Expr, formula: bool, notice: int) -> ValueOf:
        if isinstance(expr, ir.Attr):
            return self._attribute(expr, formula, notice)
        if isinstance(expr, ir.Parameter):
            name = expr.name
            return lambda env, r: env.parameters.get(name)
        if isinstance(expr, ir.ConclusionValue):
            name, personal = expr.name, self.conclusions[expr.name].cls == ir.PERSON
            return lambda env, r: env.derived.get((name, 0 if personal else r), ABSENT)
        parts = tuple(self.value(p, formula=formula, notice=notice) for p in operands(expr))
        if not parts:
            constant = literal(expr)
            return lambda env, r: constant
        return _lifted(_operation(expr), parts)

    def _attribute(self, expr: ir.Attr, formula: bool, notice: int = -1) -> ValueOf:
        cls, name = expr.cls, expr.name
        declared = self.attributes[cls, name]
        personal = cls == ir.PERSON
        if declared.kind == "scale":
            ranks = {word: rank for rank, word in enumerate(declared.domain, 1)}

            def rank(env: Env, r: int) -> Value:
                fact = env.facts[cls][0 if personal else r - 1].get(name)
                return None if fact is None else ranks.get(str(fact), ABSENT)

            return rank
        if formula and declared.kind == "money":

            def reduced(env: Env, r: int) -> Value:
                fact = env.facts[cls][0 if personal else r - 1].get(name)
                off = env.struck.get((notice, name, r), 0)
                if not off or fact is None or fact is ABSENT:
                    return fact if off is not None else None
                return max(Fraction(0), fact - off)

            return reduced
        if personal:
            return lambda env, r: env.facts[cls][0].get(name)
        return lambda env, r: env.facts[cls][r - 1].get(name)

    def test(self, cond: ir.Cond) -> TestOf:
        """The test function of a leaf condition."""
        if isinstance(cond, ir.Flag):
            return self._flag(cond)
        if isinstance(cond, ir.Among):
            return self._among(cond)
        if isinstance(cond, ir.Compare):
            return self._compare(cond)
        if isinstance(cond, ir.Within):
            parts = tuple(self.value(e) for e in (cond.what, cond.base, cond.length))
            return _tested(_after if cond.after else _within, parts)
        if isinstance(cond, ir.InWindow):
            return _tested(calendar.in_window, (self.value(cond.what), self.value(cond.window)))
        raise TypeError(f"not a leaf: {cond!r}")

    def _flag(self, cond: ir.Flag) -> TestOf:
        get = self._attribute(ir.Attr(cls=cond.cls, name=cond.name), formula=False)
        wanted = cond.value

        def flag(env: Env, r: int) -> bool | None:
            fact = get(env, r)
            return None if fact is None else fact is wanted

        return flag

    def _among(self, cond: ir.Among) -> TestOf:
        get = self._attribute(ir.Attr(cls=cond.cls, name=cond.name), formula=False)
        values = cond.values

        def among(env: Env, r: int) -> bool | None:
            fact = get(env, r)
            if isinstance(fact, Many):
                found = [fact.has(value) for value in values]
                return True if True in found else None if None in found else False
            return None if fact is None else fact in values

        return among

    def _compare(self, cond: ir.Compare) -> TestOf:
        left, right = cond.left, cond.right
        ranks = self._ranks(left) or self._ranks(right)
        parts = tuple(self._side(side, ranks) for side in (left, right))
        return _tested(_COMPARISONS[cond.op], parts)

    def _ranks(self, expr: ir.Expr) -> dict[str, int]:
        if isinstance(expr, ir.Attr):
            declared = self.attributes[expr.cls, expr.name]
            if declared.kind == "scale":
                return {word: rank for rank, word in enumerate(declared.domain, 1)}
        return {}

    def _side(self, expr: ir.Expr, ranks: dict[str, int]) -> ValueOf:
        if isinstance(expr, ir.Word):
            constant: Value = ranks.get(
                expr.text, {"是": True, "否": False}.get(expr.text, expr.text)
            )
            return lambda env, r: constant
        return self.value(expr)

    def force(self, notice: int, cls: str, event: str) -> TestOf:
        """Whether a notice is in force for a record, by the event day its conclusion declares."""
        source = self.notices[notice]
        if source.kind == "vocabulary":
            return lambda env, r: True
        expires = date.fromisoformat(source.expires) if source.expires else None
        when = self._attribute(ir.Attr(cls=cls, name=event), formula=False) if event else None

        def force(env: Env, r: int) -> bool | None:
            if not inside(env.region, source.territory, self.regions):
                return False
            day = when(env, r) if when else env.judged
            if day is ABSENT:
                return False
            start = env.effective.get(notice)
            if start is not None and start > env.judged:
                return False
            if day is None or start is None:
                return None
            return start <= day and (expires is None or day < expires)

        return force

    def later(self, newer: int, older: int) -> TestOf:
        """Whether one notice took effect after another."""

        def later(env: Env, r: int) -> bool | None:
            new, old = env.effective.get(newer), env.effective.get(older)
            return None if new is None or old is None else new > old

        return later


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


def literal(expr: ir.Expr) -> Value:
    """The exact Python value of a literal node."""
    if isinstance(expr, ir.Money):
        return expr.fen
    if isinstance(expr, ir.Rational):
        return Fraction(expr.num, expr.den) if expr.den != 1 else expr.num
    if isinstance(expr, ir.Months):
        return Duration(expr.n, "months")
    if isinstance(expr, ir.Days):
        return Duration(expr.n, "days")
    if isinstance(expr, ir.Date):
        return date.fromisoformat(expr.iso)
    if isinstance(expr, ir.Year):
        return expr.n
    if isinstance(expr, ir.Word):
        return {"是": True, "否": False}.get(expr.text, expr.text)
    return expr  # a Window stands for itself


def operands(expr: ir.Expr) -> tuple[ir.Expr, ...]:
    """The direct sub-expressions; empty for a leaf."""
    if isinstance(expr, ir.Arithmetic):
        return expr.left, expr.right
    if isinstance(expr, ir.Extreme):
        return expr.items
    if isinstance(expr, (ir.Floor, ir.AsMonths)):
        return (expr.item,)
    if isinstance(expr, ir.Anchor):
        return (expr.base,)
    if isinstance(expr, (ir.PeriodEnd, ir.Shift)):
        return expr.base, expr.length
    if isinstance(expr, ir.MonthsApart):
        return expr.earlier, expr.later
    return ()


def _lifted(operation: Callable[..., Value], parts: tuple[ValueOf, ...]) -> ValueOf:
    """Apply to the parts' values; unknown or absent parts make the whole so, absent first."""
    if len(parts) == 2:
        first, second = parts

        def binary(env: Env, r: int) -> Value:
            a, b = first(env, r), second(env, r)
            if a is ABSENT or b is ABSENT:
                return ABSENT
            return None if a is None or b is None else operation(a, b)

        return binary

    def lifted(env: Env, r: int) -> Value:
        values = [part(env, r) for part in parts]
        if any(value is ABSENT for value in values):
            return ABSENT
        return None if any(value is None for value in values) else operation(*values)

    return lifted


def _tested(operation: Callable[..., bool], parts: tuple[ValueOf, ...]) -> TestOf:
    whole = _lifted(operation, parts)

    def tested(env: Env, r: int) -> bool | None:
        value = whole(env, r)
        return False if value is ABSENT else value

    return tested


@singledispatch
def _operation(expr: ir.Expr) -> Callable[..., Value]:
    raise TypeError(f"not an operation: {expr!r}")


@_operation.register
def _(expr: ir.Arithmetic) -> Callable[..., Value]:
    return _ARITHMETIC[expr.op]


@_operation.register
def _(expr: ir.Extreme) -> Callable[..., Value]:
    return max if expr.which == "max" else min


@_operation.register
def _(expr: ir.Floor) -> Callable[..., Value]:
    return floor


@_operation.register
def _(expr: ir.AsMonths) -> Callable[..., Value]:
    return lambda n: Duration(int(n), "months")


@_operation.register
def _(expr: ir.Shift) -> Callable[..., Value]:
    return _on_calendar(calendar.add)


@_operation.register
def _(expr: ir.MonthsApart) -> Callable[..., Value]:
    return lambda earlier, later: Duration(calendar.months_apart(earlier, later), "months")


@_operation.register
def _(expr: ir.PeriodEnd) -> Callable[..., Value]:
    if expr.whole:
        return _on_calendar(_whole_months_end)
    return _on_calendar(calendar.period_end)


@_operation.register
def _(expr: ir.Anchor) -> Callable[..., Value]:
    month, day = expr.month, expr.day
    match expr.which:
        case "next_day":
            return calendar.next_day
        case "this_month":
            return lambda base: calendar.day_of_month(base.year, base.month, day)
        case "next_month":
            return lambda base: calendar.day_of_month(base.year, base.month + 1, day)
        case "this_year":
            return lambda base: calendar.day_of_month(base.year, month, day)
        case _:
            return lambda base: calendar.day_of_month(base.year + 1, month, day)


def _divide(a: Any, b: Any) -> Value:
    return ABSENT if b == 0 else Fraction(a) / b


_ARITHMETIC: dict[str, Callable[[Any, Any], Value]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divide,
}


def _compared(operation: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compared(a: Any, b: Any) -> bool:
        if isinstance(a, Duration) and isinstance(b, Duration):  # months and days do not compare
            return a.unit == b.unit and operation(a.n, b.n)
        return bool(operation(a, b))

    return compared


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "ge": _compared(op.ge),
    "le": _compared(op.le),
    "gt": _compared(op.gt),
    "lt": _compared(op.lt),
    "eq": _compared(op.eq),
    "ne": _compared(op.ne),
}


def _on_calendar(operation: Callable[..., date]) -> Callable[..., Value]:
    """A day beyond the calendar is no day; a computed length can lead there."""

    def counted(*values: Any) -> Value:
        try:
            return operation(*values)
        except (OverflowError, ValueError):
            return ABSENT

    return counted


def _whole_months_end(first: date, length: Duration) -> date:
    if length.unit != "months":
        raise ValueError("整月 counts months")
    return calendar.whole_months_end(first, length.n)


def _last_day(base: date, length: Duration) -> date:
    end = _on_calendar(calendar.add)(base, length)
    return end if isinstance(end, date) else date.max


def _within(what: date, base: date, length: Duration) -> bool:
    return base <= what <= _last_day(base, length)


def _after(what: date, base: date, length: Duration) -> bool:
    return what > _last_day(base, length)
