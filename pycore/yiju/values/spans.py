"""Between which two values a formula lies, whatever the unknowns turn out to be: interval arithmetic.

Each operation gives a span that contains every value it can take for operands in theirs
(R. E. Moore, Interval Analysis, 1966); docs/semantics.md §6. An end None: there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor
from typing import Protocol

from yiju.case.model import ABSENT, Duration
from yiju.ir import model as ir
from yiju.values.evaluate import Compiler, Env, round_half_up
from yiju.values.infer import lines_of
from yiju.values.operations import Value, literal, operands, operation_of
from yiju.values.records import list_kind, members, within, without


@dataclass(frozen=True)
class Span:
    """All values from `low` to `high`, both included; a missing end is no bound."""

    low: Value = None
    high: Value = None
    empty: bool = field(default=False, kw_only=True)  # there is no value at all

    def __contains__(self, value: Value) -> bool:
        above = self.low is None or _at_most(self.low, value)
        return above and (self.high is None or _at_most(value, self.high)) and not self.empty


ANYTHING = Span()
NOTHING = Span(empty=True)
# Of what is unknown (§6): amounts and lengths have no upper end, a ratio what a case can say.
UNKNOWN: dict[ir.Kind, Span] = {
    "money": Span(Fraction(0)),
    "ratio": Span(Fraction(0), Fraction(10)),
    "duration": Span(Duration(0, "months")),
}


def point(value: Value) -> Span:
    """The one value; an absent one gives nothing."""
    return NOTHING if value is ABSENT else Span(value, value)


class Conclusions(Protocol):
    """What the formulas of one case read beside its facts."""

    def value(self, name: str, record: int) -> Span:
        """The values of a conclusion where it holds."""

    def struck(self, notice: int, attribute: str, record: int) -> Span:
        """What is taken off an amount before a formula of the notice reads it; may be nothing."""


@dataclass
class Spans:
    """Spans of the formulas of one case.

    :param days: between which an unknown day is taken; `used` says whether that was asked for.
    """

    compiler: Compiler
    env: Env
    days: tuple[date, date]
    conclusions: Conclusions
    used: bool = field(default=False, init=False)

    def of(self, expr: ir.Expr, r: int, notice: int | None = None) -> Span:
        """The span of an expression at a record; `notice`: as a formula of that notice."""
        match expr:
            case ir.Attr():
                return self._fact(expr, r, notice)
            case ir.Parameter(name=name):
                return self.parameter(name)
            case ir.ConclusionValue(name=name):
                return self.conclusions.value(name, self._record(name, r))
            case ir.Paid(name=name):
                return hull([point(0), self.conclusions.value(name, self._record(name, r))])
            case ir.Outer(item=item):
                with without(self.env) as outside:
                    return self.of(item, outside)
            case ir.Aggregate() | ir.Stretch():
                return self._counted(expr, r)
        parts = [self.of(part, r, notice) for part in operands(expr)]
        if not parts:
            return point(literal(expr))  # type: ignore[arg-type]
        return NOTHING if any(part.empty for part in parts) else _operation(expr, parts)

    def parameter(self, name: str) -> Span:
        """A parameter: its value, or from its floor to its ceiling."""
        known = self.env.parameters.get(name)
        if known is not None:
            return point(known)
        declared = self.compiler.parameters[name]
        whole = self.unknown(declared.kind)
        low = whole.low if declared.floor is None else literal(declared.floor)
        high = whole.high if declared.ceiling is None else literal(declared.ceiling)
        return Span(low, Fraction(1) if declared.local and high is None else high)

    def unknown(self, kind: ir.Kind) -> Span:
        """All that is possible for a kind."""
        if kind == "date":
            self.used = True
            return Span(*self.days)
        return UNKNOWN.get(kind, ANYTHING)

    def _record(self, name: str, r: int) -> int:
        return 0 if self.compiler.conclusions[name].cls == ir.PERSON else r

    def _fact(self, expr: ir.Attr, r: int, notice: int | None) -> Span:
        index = 0 if expr.cls == ir.PERSON else r - 1
        kind = self.compiler.attributes[expr.cls, expr.name].kind
        fact = self.env.facts[expr.cls][index].get(expr.name)
        if kind == "scale":
            return ANYTHING
        if fact is not None:
            found = point(fact)
        elif (expr.cls, index, expr.name) in self.env.inferred:
            lines = lines_of(self.env, (expr.cls, index, expr.name))
            found = hull(ANYTHING if x.value is None else self.of(x.value, r) for x in lines)
        else:
            found = self.unknown(kind)
        if notice is None or kind != "money" or found.empty:
            return found
        off = self.conclusions.struck(notice, expr.name, 0 if expr.cls == ir.PERSON else r)
        if off == point(0):
            return found
        left = _arithmetic("-", found, off)  # and not below zero
        low = Fraction(0) if left.low is None else max(Fraction(0), left.low)
        high = None if left.high is None else max(Fraction(0), left.high)
        return hull([found, Span(low, high)])

    # ── over records ────────────────────────────────────────────────────────

    def _counted(self, expr: ir.Aggregate | ir.Stretch, r: int) -> Span:
        numbers = members(self.env, expr, r)
        if isinstance(expr, ir.Stretch) or numbers is None:
            return self._stretch(expr, r)
        pick = self.compiler.counter.pick(expr.where)
        some: list[tuple[Span, bool]] = []  # of each record that may be picked; whether it is
        with within(self.env, r):
            for s in numbers:
                picked = pick(self.env, s)
                if picked is not False:
                    found = self.of(expr.of, s) if expr.of is not None else point(1)
                    if not found.empty:
                        sure = picked is True and not self._may_lack(expr, s)
                        some.append((found, sure))
        if expr.op in ("earliest", "latest"):
            return hull(found for found, _ in some)
        parts = (found if sure else hull([point(0), found]) for found, sure in some)
        total = point(Fraction(0))
        for part in parts:
            total = _arithmetic("+", total, part)
        return total

    def _may_lack(self, expr: ir.Aggregate, s: int) -> bool:
        """Whether a record may have nothing to add."""
        return expr.of is not None and self.compiler.value(expr.of)(self.env, s) in (None, ABSENT)

    def _stretch(self, expr: ir.Aggregate | ir.Stretch, r: int) -> Span:
        """Stretches, or records that are not listed: known, or anything of the kind."""
        known = self.compiler.value(expr)(self.env, r)
        if known is not None:
            return point(known)
        kind = list_kind(self.compiler, expr)
        if kind == "number":  # how many there are
            return Span(Fraction(0)) if _counts(expr) else ANYTHING
        return self.unknown(kind) if kind == "duration" else ANYTHING


def _counts(expr: ir.Aggregate | ir.Stretch) -> bool:
    return isinstance(expr, ir.Stretch) or expr.op == "count"


# ── operations ──────────────────────────────────────────────────────────────


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that contains them all."""
    found = [s for s in spans if not s.empty]
    if not found:
        return NOTHING
    if len(units([s.low for s in found] + [s.high for s in found])) > 1:
        return ANYTHING  # months and days have no common order
    return Span(least([s.low for s in found]), most([s.high for s in found]))


def least(lows: list[Value]) -> Value:
    """The least of some lower ends; none where one has none."""
    return None if any(x is None for x in lows) else min(lows, key=_key)


def most(highs: list[Value]) -> Value:
    """The greatest of some upper ends; none where one has none."""
    return None if any(x is None for x in highs) else max(highs, key=_key)


def units(values: Iterable[Value]) -> set[str]:
    """The units of the durations among some values."""
    return {v.unit for v in values if isinstance(v, Duration)}


def plus(one: Span, other: Span) -> Span:
    """The sums of two values."""
    return NOTHING if one.empty or other.empty else _arithmetic("+", one, other)


def times(one: Span, other: Span) -> Span:
    """The products of two values."""
    return NOTHING if one.empty or other.empty else _arithmetic("*", one, other)


def rounded(span: Span) -> Span:
    """Every value rounded to whole 分, half up; rounding never changes an order."""
    if span.empty:
        return span
    ends = (None if end is None else round_half_up(end) for end in (span.low, span.high))
    return Span(*ends)


def _operation(expr: ir.Expr, parts: list[Span]) -> Span:
    match expr:
        case ir.Arithmetic(op=op):
            return _arithmetic(op, *parts)
        case ir.Extreme(which=which):
            lows, highs = [p.low for p in parts], [p.high for p in parts]
            if which == "max":  # as great as the greatest lower end that is known
                known = [x for x in lows if x is not None]
                return Span(max(known, default=None), most(highs))
            known = [x for x in highs if x is not None]
            return Span(least(lows), min(known, default=None))
        case ir.Floor():
            (part,) = parts
            return Span(*(None if x is None else floor(x) for x in (part.low, part.high)))
        case ir.Apart():
            return _apart(expr, *parts)
        case ir.Dated():
            return _of_its_time(expr, *parts)
        case _:  # dates moved on, years of dates, months of numbers: none changes an order
            return _monotone(operation_of(expr), parts)


def _of_its_time(expr: ir.Dated, day: Span) -> Span:
    """The values of the periods that the day may fall in: they may rise and fall."""
    low = "" if day.low is None else day.low.isoformat()
    high = "9999" if day.high is None else day.high.isoformat()
    ends = (*expr.since[1:], "9999-99")
    periods = zip(expr.since, ends, expr.values, strict=True)
    return hull(point(literal(v)) for since, end, v in periods if since <= high and end > low)


def _monotone(operation: Callable[..., Value], parts: list[Span]) -> Span:
    ends = []
    for values in ([p.low for p in parts], [p.high for p in parts]):
        found = None if any(v is None for v in values) else operation(*values)
        ends.append(None if found is ABSENT else found)  # beyond the calendar
    return Span(*ends)


def _apart(expr: ir.Apart, earlier: Span, later: Span) -> Span:
    """What lies between two days: never less than nothing, most where they are farthest apart."""
    measure = operation_of(expr)
    known = [d for d in (earlier.low, earlier.high, later.low, later.high) if d is not None]
    if not known:
        return ANYTHING
    low = measure(known[0], known[0])
    if earlier.high is not None and later.low is not None and earlier.high < later.low:
        low = measure(earlier.high, later.low)
    if earlier.low is None or later.high is None:
        return Span(low)
    high = measure(earlier.low, later.high)
    return NOTHING if high is ABSENT else Span(low, high)


def _arithmetic(op: str, one: Span, other: Span) -> Span:
    if op == "-":
        return _arithmetic("+", one, _negative(other))
    if op == "+":
        return Span(_sum(one.low, other.low), _sum(one.high, other.high))
    if op == "/":
        if other == point(0):
            return NOTHING
        if other.low is None or other.high is None or other.low <= 0 <= other.high:
            return ANYTHING
        other = Span(1 / Fraction(other.high), 1 / Fraction(other.low))
    return _product(one, other)


def _negative(span: Span) -> Span:
    return Span(*(None if end is None else -end for end in (span.high, span.low)))


def _sum(a: Value, b: Value) -> Value:
    return None if a is None or b is None else a + b


def _product(one: Span, other: Span) -> Span:
    """Products at the corners; a missing end times zero is zero."""
    found = list(_corners(one, other))
    low = None if -1 in [sign for sign, _ in found] else min(v for _, v in found)
    high = None if 1 in [sign for sign, _ in found] else max(v for _, v in found)
    return Span(low, high)


def _corners(one: Span, other: Span) -> Iterator[tuple[int, Value]]:
    """Each product of an end of one with one of the other: its value, or the sign of a missing end."""
    for a, a_sign in ((one.low, -1), (one.high, 1)):
        for b, b_sign in ((other.low, -1), (other.high, 1)):
            if a is not None and b is not None:
                yield 0, a * b
                continue
            signs = (a_sign if a is None else _sign(a)) * (b_sign if b is None else _sign(b))
            yield signs, 0


def _sign(value: Value) -> int:
    return int(value > 0) - int(value < 0)


def _key(value: Value) -> Value:
    return value.n if isinstance(value, Duration) else value


def _at_most(a: Value, b: Value) -> bool:
    if isinstance(a, Duration) or isinstance(b, Duration):
        if not isinstance(a, Duration) or not isinstance(b, Duration):
            return False
        return (a.unit == b.unit or a.n == 0) and a.n <= b.n  # nothing has no unit
    return bool(a <= b)
