"""What operators, words of time and comparisons do to exact values that are known."""

from __future__ import annotations

import operator as op
from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial, singledispatch
from math import floor
from typing import Any

from yiju.case.literals import literal_value
from yiju.case.model import ABSENT, Duration
from yiju.ir import model as ir
from yiju.values import calendar

Value = Any  # a Fact, None (unknown) or ABSENT


def literal(expr: ir.Literal_) -> Value:
    """The value the engine computes with: a whole number as an int, which is faster."""
    value = literal_value(expr)
    return value.numerator if isinstance(value, Fraction) and value.denominator == 1 else value


def operands(expr: ir.Expr) -> tuple[ir.Expr, ...]:
    """The direct sub-expressions; empty for a leaf."""
    if isinstance(expr, ir.Arithmetic):
        return expr.left, expr.right
    if isinstance(expr, ir.Extreme):
        return expr.items
    if isinstance(expr, (ir.Floor, ir.AsMonths)):
        return (expr.item,)
    if isinstance(expr, (ir.Anchor, ir.YearOf, ir.Dated)):
        return (expr.base,)
    if isinstance(expr, (ir.PeriodEnd, ir.Shift)):
        return expr.base, expr.length
    if isinstance(expr, ir.Apart):
        return expr.earlier, expr.later
    return ()


@singledispatch
def operation_of(expr: ir.Expr) -> Callable[..., Value]:
    """The function of the operands' values that an expression stands for."""
    raise TypeError(f"not an operation: {expr!r}")


@operation_of.register
def _(expr: ir.Arithmetic) -> Callable[..., Value]:
    return _ARITHMETIC[expr.op]


@operation_of.register
def _(expr: ir.Extreme) -> Callable[..., Value]:
    return max if expr.which == "max" else min


@operation_of.register
def _(expr: ir.Floor) -> Callable[..., Value]:
    return floor


@operation_of.register
def _(expr: ir.AsMonths) -> Callable[..., Value]:
    return lambda n: Duration(int(n), "months")


@operation_of.register
def _(expr: ir.Shift) -> Callable[..., Value]:
    return _on_calendar(calendar.add)


@operation_of.register
def _(expr: ir.Apart) -> Callable[..., Value]:
    measure = _APART[expr.measure]
    return lambda earlier, later: ABSENT if later < earlier else measure(earlier, later)


@operation_of.register
def _(expr: ir.YearOf) -> Callable[..., Value]:
    by = expr.by
    return lambda base: (base.year if isinstance(base, date) else base) + by


@operation_of.register
def _(expr: ir.Dated) -> Callable[..., Value]:
    starts, values = expr.since, [literal(v) for v in expr.values]

    def on(day: date) -> Value:
        place = bisect_right(starts, day.isoformat())
        return values[place - 1] if place else ABSENT

    return on


@operation_of.register
def _(expr: ir.PeriodEnd) -> Callable[..., Value]:
    if expr.whole:
        return _on_calendar(_whole_months_end)
    return _on_calendar(calendar.period_end)


@operation_of.register
def _(expr: ir.Anchor) -> Callable[..., Value]:
    return _on_calendar(_anchor(expr.which, expr.month, expr.day))


def _anchor(which: str, month: int, day: int) -> Callable[[date], date]:
    by = {"last": -1, "this": 0, "next": 1}.get(which.partition("_")[0], 0)
    match which:
        case "next_day":
            return calendar.next_day
        case "quarter_end":
            return calendar.quarter_end
        case "last_month" | "this_month" | "next_month":
            return lambda base: calendar.day_of_month(base.year, base.month + by, day)
        case _:
            return lambda base: calendar.day_of_month(base.year + by, month, day)


_APART: dict[str, Callable[[date, date], Value]] = {
    "months": lambda a, b: Duration(calendar.months_apart(a, b), "months"),
    "full": lambda a, b: Duration(calendar.full_months(a, b), "months"),
    "natural": lambda a, b: Duration(calendar.natural_months(a, b), "months"),
    "years": lambda a, b: Duration(calendar.full_months(a, b) // 12 * 12, "months"),
    "days": lambda a, b: Duration((b - a).days, "days"),
    "on_birthday": lambda a, b: calendar.age(a, b, on_birthday=True),
    "on_morrow": lambda a, b: calendar.age(a, b, on_birthday=False),
}


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


COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
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


def last_day(base: date, length: Duration, counted: bool) -> date:
    """The last day of a period; none is later than the calendar's."""
    end = _on_calendar(partial(calendar.last_day, counted=counted))(base, length)
    return end if isinstance(end, date) else date.max


def window_of(cond: ir.Within) -> Callable[[date, date, Duration], bool]:
    """The test of a period: no day before it, the last day in it (民法典第一千二百五十九条)."""
    counted = cond.counted
    if cond.after:
        return lambda what, base, length: what > last_day(base, length, counted)
    return lambda what, base, length: base <= what <= last_day(base, length, counted)
