"""What operators, words of time and comparisons do to exact values that are known."""

from __future__ import annotations

import operator as op
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import singledispatch
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
    if isinstance(expr, ir.Anchor):
        return (expr.base,)
    if isinstance(expr, (ir.PeriodEnd, ir.Shift)):
        return expr.base, expr.length
    if isinstance(expr, ir.MonthsApart):
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
def _(expr: ir.MonthsApart) -> Callable[..., Value]:
    return lambda earlier, later: Duration(calendar.months_apart(earlier, later), "months")


@operation_of.register
def _(expr: ir.PeriodEnd) -> Callable[..., Value]:
    if expr.whole:
        return _on_calendar(_whole_months_end)
    return _on_calendar(calendar.period_end)


@operation_of.register
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


def _last_day(base: date, length: Duration) -> date:
    end = _on_calendar(calendar.add)(base, length)
    return end if isinstance(end, date) else date.max


def within(what: date, base: date, length: Duration) -> bool:
    return base <= what <= _last_day(base, length)


def after(what: date, base: date, length: Duration) -> bool:
    return what > _last_day(base, length)
