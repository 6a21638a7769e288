"""How far an unknown day is looked for (semantics §6): the lengths its comparisons count with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from yiju.case.model import Duration
from yiju.interp.compared import walk
from yiju.interp.evaluate import Item, Leaf, Place, literal, operands
from yiju.interp.known import Facts
from yiju.ir.model import (
    Apart,
    Attr,
    Days,
    Months,
    Parameter,
    PeriodEnd,
    Rational,
    Shift,
    Within,
)

FURTHEST = 150  # years


def days(
    facts: Facts, span: tuple[date, date], telling: Sequence[tuple[Leaf, Place]]
) -> list[date]:
    """Every day of the span, widened at both ends by the longest of what is counted."""
    years = min(FURTHEST, max((_counted(facts, *one) for one in telling), default=0))
    first, last = date(span[0].year - years, 1, 1), date(span[1].year + years, 12, 31)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _counted(facts: Facts, leaf: Leaf, place: Place) -> int:
    nodes = [node for operand in operands(leaf) for node in walk(operand)]
    if not any(isinstance(n, Within | Shift | PeriodEnd | Apart) for n in (leaf, *nodes)):
        return 0
    years = 0
    for node in nodes:
        if isinstance(node, Attr | Parameter):
            value = facts.look(node, place)
        elif isinstance(node, Months | Days | Rational):
            value = literal(node)
        else:
            continue
        if isinstance(value, Duration):
            per_year = 12 if value.unit == "months" else 365
            years += -(-value.n // per_year)
        elif not isinstance(value, bool | str | date | Item) and value is not None:
            years += _whole(value)
    return years


def _whole(value: object) -> int:
    """A number of years, rounded up; nothing else has one."""
    try:
        return min(FURTHEST, abs(int(-(-value // 1))))  # type: ignore[operator]
    except TypeError:
        return 0
