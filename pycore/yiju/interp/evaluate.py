"""Values and expressions: what an expression is worth when its sources are read by a `Reader`.

A value is a fact, `None` (there is none: 无, a division by zero, a conclusion that does not hold)
or `Open`: it exists, but its amount follows from 待定项 that are not fixed in the completion.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

from yiju.case.model import Duration, Fact, Many
from yiju.interp import dates
from yiju.ir.model import (
    Aggregate,
    Anchor,
    Apart,
    Arithmetic,
    AsMonths,
    Attr,
    Compare,
    ConclusionValue,
    Counted,
    Date,
    Dated,
    Days,
    Expr,
    Extreme,
    Floor,
    InWindow,
    Money,
    Months,
    Node,
    Outer,
    Paid,
    Parameter,
    PeriodEnd,
    Rational,
    Shift,
    Stretch,
    Window,
    Within,
    Word,
    Year,
    YearOf,
)

Place = tuple[Any, ...]  # class and index of the record at hand; in brackets, the one outside too


@dataclass(frozen=True)
class Item:
    """A 待定项 (semantics §6). `key` identifies it, `kind` is the kind of its values."""

    key: tuple[Hashable, ...]
    kind: str
    label: str


@dataclass(frozen=True)
class Open:
    """A value kept open by `causes`. Equal `term`s are equal values whatever the causes are."""

    causes: frozenset[Item]
    term: Hashable


Known = Fact | Window
Value = Known | Open | None
Leaf = Compare | Within | InWindow  # a condition over values
Source = Attr | Parameter | ConclusionValue


class Reader(Protocol):
    """Where the sources of an expression are read."""

    def read(self, node: Attr | Parameter) -> Value:
        """A fact or a parameter."""

    def conclusion(self, name: str) -> Value:
        """The value of another conclusion."""

    def paid(self, name: str) -> Value:
        """What another conclusion gives, nothing where it does not hold."""

    def inner(self, node: Counted) -> Sequence[Reader] | None:
        """A reader at each record that a node ranges over; None when the case does not list them."""

    def unlisted(self, node: Counted) -> Value:
        """What a node comes to where the case does not list the records."""

    def counted(self, node: Aggregate | Stretch) -> Value:
        """What a node over records comes to."""

    def outer(self) -> Reader:
        """The reader outside the brackets."""

    def among(self, node: Attr, values: Sequence[str]) -> bool | Open:
        """Whether a 单选 is, or a 多选 has, one of the values."""

    def domain(self, leaf: Leaf) -> tuple[str, ...]:
        """The grades that a comparison is of, if it is of grades."""


def literal(node: Expr) -> Known:
    """The value of a literal."""
    match node:
        case Money(fen=fen):
            return Fraction(fen)
        case Rational(num=num, den=den):
            return Fraction(num, den)
        case Months(n=n):
            return Duration(n, "months")
        case Days(n=n):
            return Duration(n, "days")
        case Date(iso=iso):
            return date.fromisoformat(iso)
        case Year(n=n):
            return n
        case Window():
            return node
        case Word(text=text):
            return text
    raise TypeError(f"not a literal: {node}")


def operands(node: Expr | Leaf) -> tuple[Expr, ...]:
    """The expressions directly below."""
    match node:
        case Arithmetic(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Extreme(items=items):
            return items
        case Floor(item=item) | AsMonths(item=item):
            return (item,)
        case Anchor(base=base) | YearOf(base=base) | Dated(base=base):
            return (base,)
        case PeriodEnd(base=base, length=length) | Shift(base=base, length=length):
            return (base, length)
        case Apart(earlier=earlier, later=later):
            return (earlier, later)
        case Within(what=what, base=base, length=length):
            return (what, base, length)
        case InWindow(what=what, window=window):
            return (what, window)
    return ()


def sources(node: Expr | Leaf) -> Iterator[Source]:
    """The facts, parameters and conclusions it is made of."""
    if isinstance(node, Attr | Parameter | ConclusionValue):
        yield node
    for below in operands(node):
        yield from sources(below)


def shape(node: object) -> Hashable:
    """The node without where it stands and how it was worded: equal shapes mean the same."""
    if isinstance(node, tuple):
        return tuple(shape(n) for n in node)
    if not isinstance(node, Node):
        assert isinstance(node, Hashable)
        return node
    return _shape(node)


@lru_cache(maxsize=4096)
def _shape(node: Node) -> Hashable:
    skip = {"span"} if isinstance(node, Word) else {"span", "text"}
    fields = [f for f in node.__struct_fields__ if f not in skip]
    return (type(node).__name__, *(shape(getattr(node, f)) for f in fields))


def evaluate(expr: Expr, reader: Reader) -> Value:
    """What the expression is worth."""
    match expr:
        case Attr() | Parameter():
            return reader.read(expr)
        case ConclusionValue(name=name):
            return reader.conclusion(name)
        case Paid(name=name):
            return reader.paid(name)
        case Aggregate() | Stretch():
            return reader.counted(expr)
        case Outer(item=item):
            return evaluate(item, reader.outer())
    below = operands(expr)
    if not below:
        return literal(expr)
    return _compute(expr, [evaluate(b, reader) for b in below])


def _compute(expr: Expr, values: Sequence[Value]) -> Value:
    known = [v for v in values if v is not None and not isinstance(v, Open)]
    if any(v is None for v in values):
        return None
    if isinstance(expr, Arithmetic) and expr.op == "*" and any(v == 0 for v in known):
        return Fraction(0)
    if len(known) < len(values):
        return opened(_head(expr), values)
    try:
        return _apply(expr, known)
    except (ZeroDivisionError, OverflowError, ValueError):
        return None


def _head(expr: Expr) -> Hashable:
    fields = [getattr(expr, f) for f in expr.__struct_fields__ if f != "span"]
    return (type(expr).__name__, *(f for f in fields if not isinstance(f, Node | tuple)))


def opened(head: Hashable, values: Iterable[Value]) -> Open:
    """An open value made of values at least one of which is open."""
    listed = list(values)
    causes = frozenset(c for v in listed if isinstance(v, Open) for c in v.causes)
    return Open(causes, (head, *(v.term if isinstance(v, Open) else v for v in listed)))


def _apply(expr: Expr, values: Sequence[Known]) -> Known | None:
    match expr, list(values):
        case Arithmetic(op=op), [left, right]:
            return _arithmetic(op, left, right)
        case Extreme(which=which), items:
            return _extreme(which, items)
        case Floor(), [Fraction() | int() as item]:
            return Fraction(item.__floor__())
        case AsMonths(), [Fraction() | int() as item] if item == int(item):
            return Duration(int(item), "months")
        case Anchor(), [date() as base]:
            return dates.anchored(base, expr)
        case PeriodEnd(whole=whole), [date() as base, Duration() as length]:
            return (dates.whole_months_end if whole else dates.period_end)(base, length)
        case Shift(), [date() as base, Duration() as length]:
            return dates.shift(base, length)
        case Apart(measure=measure), [date() as earlier, date() as later]:
            return dates.apart(earlier, later, measure)
        case YearOf(by=by), [date() | int() as base]:
            return dates.year_of(base, by)
        case Dated(), [date() as base]:
            return _of_its_time(expr, base)
    return None


def _of_its_time(expr: Expr, day: date) -> Known | None:
    """分期依 (semantics §6): of the values that have begun by the day the latest."""
    assert isinstance(expr, Dated)
    found: Known | None = None
    for since, value in zip(expr.since, expr.values, strict=True):
        if not since or date.fromisoformat(since) <= day:
            found = literal(value)
    return found


def _arithmetic(op: str, left: Known, right: Known) -> Known | None:
    if isinstance(left, Duration) and isinstance(right, Duration) and left.unit == right.unit:
        return Duration(left.n + (right.n if op == "+" else -right.n), left.unit)
    if not (isinstance(left, Fraction | int) and isinstance(right, Fraction | int)):
        return None
    a, b = Fraction(left), Fraction(right)
    match op:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
    return a / b


def _extreme(which: str, items: Sequence[Known]) -> Known | None:
    best = items[0]
    for item in items[1:]:
        if not (compare("ge", item, best) or compare("lt", item, best)):
            return None
        if compare("gt" if which == "max" else "lt", item, best):
            best = item
    return best


def rank(value: Known, domain: Sequence[str] = ()) -> tuple[str, Fraction | date | str] | None:
    """A place in an order; values with different first members do not compare. `None`: no order."""
    match value:
        case bool():
            return ("word", "是" if value else "否")
        case Fraction() | int():
            return ("number", Fraction(value))
        case date():
            return ("date", value)
        case Duration(n=n, unit=unit):
            return (unit, Fraction(n))
        case str() if value in domain:
            return ("grade", Fraction(domain.index(value) + 1))
        case str():
            return ("word", value)
    return None


def compare(op: str, left: Known, right: Known, domain: Sequence[str] = ()) -> bool:
    """left op right; false for values that do not compare (months with days)."""
    a, b = rank(left, domain), rank(right, domain)
    if a is None or b is None or a[0] != b[0] or (a[0] == "word" and op not in ("eq", "ne")):
        return False
    return {"ge": a >= b, "le": a <= b, "gt": a > b, "lt": a < b, "eq": a == b, "ne": a != b}[op]


def truth(leaf: Leaf, values: Sequence[Known], domain: Sequence[str] = ()) -> bool:
    """Whether the condition holds of these values."""
    match leaf, list(values):
        case Compare(op=op), [left, right]:
            return compare(op, left, right, domain)
        case InWindow(), [date() as what, Window() as window]:
            return dates.in_window(what, window)
        case Within(), [date() as what, date() as base, Duration() as length]:
            after, end = leaf.after, last_of(base, length, leaf.counted)
            return what > end if after else base <= what <= end
    return False


def last_of(base: date, length: Duration, counted: bool) -> date:
    """The last day of the period; none is later than the calendar's last."""
    try:
        return dates.last_day(base, length, counted)
    except (OverflowError, ValueError):
        return date.max


def round_half_up(amount: Fraction) -> Fraction:
    """To the whole fen, half a fen up."""
    return Fraction((amount + Fraction(1, 2)).__floor__())


def ordered(values: Iterable[Fact]) -> list[Fact] | None:
    """The distinct values from low to high; None when they do not compare."""
    distinct: list[Fact] = []
    for value in values:
        if value not in distinct:
            distinct.append(value)
    ranks = [None if isinstance(v, Many) else rank(v) for v in distinct]
    kinds = {None if r is None else r[0] for r in ranks}
    if len(distinct) <= 1:
        return distinct
    if len(kinds) > 1 or kinds & {None, "word"}:
        return None
    return [v for _, v in sorted(zip(ranks, distinct, strict=True), key=lambda p: p[0] or ("", ""))]


def number(value: Value) -> Fraction:
    """A known value as a number."""
    assert isinstance(value, Fraction | int), f"not a number: {value}"
    return Fraction(value)
