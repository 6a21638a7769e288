"""Ordered unknowns: the stretches of values between which no condition of the policy tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise

from yiju.case.model import Duration
from yiju.interp.compared import conditions, flatten, values, walk
from yiju.interp.evaluate import (
    Item,
    Known,
    Leaf,
    Open,
    Place,
    Value,
    evaluate,
    operands,
    shape,
    sources,
    truth,
)
from yiju.interp.known import Facts
from yiju.ir.model import (
    Arithmetic,
    Attr,
    Cap,
    Compare,
    ConclusionValue,
    Days,
    Effect,
    Expr,
    Months,
    Parameter,
)

STEPPED = ("date", "duration", "year")  # every value is tried
NUMERIC = ("money", "ratio", "number")  # only the values next to a threshold are tried
ORDERED = STEPPED + NUMERIC
Point = tuple[Known, bool]  # a value to try; whether it is a true end (and not “or beyond”)


@dataclass(frozen=True)
class Segment:
    """Values no condition tells apart. `ends`: first, last, turns; empty when it has no ends."""

    value: Known
    ends: tuple[Known, ...]


class Segments:
    """The segments of each ordered unknown of one case."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._leaves: list[tuple[Leaf, Place]] | None = None
        self._made: dict[Item, tuple[Segment, ...]] = {}
        self._span: tuple[date, date] | None = None

    def of(self, item: Item) -> tuple[Segment, ...]:
        """The segments of the item, from low to high."""
        if item not in self._made:
            telling = [(f, p) for f, p in self.leaves() if self.telling(f, p) == item]
            points = self._points(item, telling)
            self._made[item] = tuple(_runs(points, lambda v: self._vector(telling, item, v)))
        return self._made[item]

    def leaves(self) -> list[tuple[Leaf, Place]]:
        """Every comparison the policy makes on this case, each at each record it is made on."""
        if self._leaves is None:
            distinct = {}
            for cls, cond in conditions(self.facts):
                for leaf in flatten(cond):
                    for place in self.facts.places(cls):
                        distinct[shape(leaf), place] = (leaf, place)
            self._leaves = list(distinct.values())
        return self._leaves

    def unknowns(self, node: Leaf | Expr, place: Place) -> set[Item]:
        """The unknown facts and parameters in it."""
        looked = (
            self.facts.look(s, place) for s in sources(node) if not isinstance(s, ConclusionValue)
        )
        return {found for found in looked if isinstance(found, Item)}

    def telling(self, leaf: Leaf, place: Place) -> Item | None:
        """The one ordered unknown the comparison turns on, if it is to be tried value by value."""
        items = self.unknowns(leaf, place)
        derived = any(isinstance(s, ConclusionValue) for s in sources(leaf))
        if len(items) != 1 or derived:
            return None
        (item,) = items
        tried = item.kind in STEPPED or self._difference(leaf, place, item) is not None
        return item if item.kind in ORDERED and tried else None

    def _vector(self, telling: Sequence[tuple[Leaf, Place]], item: Item, value: Known) -> object:
        return [self._truth(leaf, place, item, value) for leaf, place in telling]

    def _truth(self, leaf: Leaf, place: Place, item: Item, value: Known) -> bool:
        reader = _Trial(self.facts, place, item, value)
        read = [evaluate(o, reader) for o in operands(leaf)]
        plain = [v for v in read if v is not None and not isinstance(v, Open)]
        try:
            return len(plain) == len(read) and truth(leaf, plain)
        except (OverflowError, ValueError):
            return False

    # ── the values to try ────────────────────────────────────────────────────

    def _points(self, item: Item, telling: Sequence[tuple[Leaf, Place]]) -> list[Point]:
        if item.kind == "date":
            first, last = self.span()
            days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
            return [(day, day not in (first, last)) for day in days]
        if item.kind == "year":
            first, last = self.span()
            years = range(first.year - 1, last.year + 2)
            return [(year, year not in (years[0], years[-1])) for year in years]
        if item.kind == "duration":
            return self._durations(telling)
        roots = set()
        for leaf, place in telling:
            form = self._difference(leaf, place, item)
            if form is not None and form[0] != 0:
                roots.add(-form[1] / form[0])
        bounds = self.facts.bounds(item)
        if bounds is not None:
            return _between(roots, bounds, self._peaks(item))
        return _around_fen(roots) if item.kind == "money" else _around(roots)

    def _durations(self, telling: Sequence[tuple[Leaf, Place]]) -> list[Point]:
        nodes = [n for leaf, _ in telling for o in operands(leaf) for n in walk(o)]
        by_days = any(isinstance(n, Days) for n in nodes)
        by_months = any(isinstance(n, Months) for n in nodes)
        first, last = self.span()
        if by_days and not by_months:
            top = (last - first).days
            return [(Duration(n, "days"), n < top) for n in range(top + 1)]
        top = (last.year - first.year + 1) * 12
        return [(Duration(n, "months"), n < top) for n in range(top + 1)]

    def span(self) -> tuple[date, date]:
        """A year more than the dates of case and policy, and the longest duration, at both ends."""
        if self._span is None:
            facts = self.facts
            days = {facts.case.judged, *facts.given.effective.values()}
            months = 0
            for value in values(facts):
                if isinstance(value, date):
                    days.add(value)
                if isinstance(value, Duration):
                    months = max(months, value.n if value.unit == "months" else value.n // 28)
            extra = 1 + -(-months // 12)
            first = max(1, min(days).year - extra)
            last = min(9998, max(days).year + extra)
            self._span = date(first, 1, 1), date(last, 12, 31)
        return self._span

    def _peaks(self, item: Item) -> set[Fraction]:
        """Where a local ratio just uses up a cap after each bill: single bills turn there."""
        found: set[Fraction] = set()
        for _, effect in self.facts.effects(("floor",)):
            if effect.cap is None or item.key != ("parameter", effect.ratio):
                continue
            cls = self.facts.conclusions[effect.conclusion].cls
            for key in effect.cap.keys:
                found |= self._used_up(effect, effect.cap, [*self._by_day(cls, key.attribute)])
        return found

    def _used_up(self, effect: Effect, cap: Cap, bills: Sequence[Place]) -> set[Fraction]:
        found: set[Fraction] = set()
        for start in range(len(bills)):
            together = Fraction(0)
            for place in bills[start:]:
                base, limit = self._plain(effect.value, place), self._plain(cap.limit, place)
                together += base
                if together > 0:
                    found.add(limit / together)
        return found

    def _by_day(self, cls: str, attribute: str) -> Iterator[Place]:
        for day in self.facts.key_days(cls, attribute):
            yield from (p for p in self.facts.places(cls) if self.facts.fact(p, attribute) == day)

    def _plain(self, expr: Expr | None, place: Place) -> Fraction:
        """A known amount; nothing when it is not known."""
        if expr is None or self.unknowns(expr, place):
            return Fraction(0)
        if any(isinstance(s, ConclusionValue) for s in sources(expr)):
            return Fraction(0)
        value = evaluate(expr, _Trial(self.facts, place, None, Fraction(0)))
        return Fraction(value) if isinstance(value, Fraction | int) else Fraction(0)

    # ── thresholds of numbers ────────────────────────────────────────────────

    def _difference(self, leaf: Leaf, place: Place, item: Item) -> tuple[Fraction, Fraction] | None:
        """(a, b) when the comparison is of a·x + b with zero; None when it is not of that form."""
        if not isinstance(leaf, Compare) or item.kind not in NUMERIC:
            return None
        left = self._linear(leaf.left, place, item)
        right = self._linear(leaf.right, place, item)
        return None if left is None or right is None else (left[0] - right[0], left[1] - right[1])

    def _linear(self, expr: Expr, place: Place, item: Item) -> tuple[Fraction, Fraction] | None:
        if not self.unknowns(expr, place):
            value = evaluate(expr, _Trial(self.facts, place, item, Fraction(0)))
            return (Fraction(0), Fraction(value)) if isinstance(value, Fraction | int) else None
        if isinstance(expr, Attr | Parameter):
            return (Fraction(1), Fraction(0))
        if not isinstance(expr, Arithmetic):
            return None
        left = self._linear(expr.left, place, item)
        right = self._linear(expr.right, place, item)
        if left is None or right is None:
            return None
        match expr.op:
            case "+":
                return (left[0] + right[0], left[1] + right[1])
            case "-":
                return (left[0] - right[0], left[1] - right[1])
            case "*" if left[0] == 0 or right[0] == 0:
                return (left[0] * right[1] + right[0] * left[1], left[1] * right[1])
            case "/" if right[0] == 0 and right[1] != 0:
                return (left[0] / right[1], left[1] / right[1])
        return None


@dataclass(frozen=True)
class _Trial:
    """Reads what is known, and the item on trial as `value`."""

    facts: Facts
    place: Place
    item: Item | None
    value: Known

    def read(self, node: Attr | Parameter) -> Value:
        found = self.facts.look(node, self.place)
        return self.value if isinstance(found, Item) else found

    def conclusion(self, name: str) -> Value:
        raise AssertionError(f"{name} is decided in a completion only")


def _runs(points: Sequence[Point], vector: Callable[[Known], object]) -> Iterator[Segment]:
    for _, group in groupby(points, key=lambda p: vector(p[0])):
        run = list(group)
        (first, low), (last, high) = run[0], run[-1]
        value = last if high and not low else first
        turns = [v for v, _ in run if isinstance(v, Fraction)]  # few: each by a threshold or peak
        ends = tuple(dict.fromkeys((first, *turns, last)))
        yield Segment(value, ends if low and high else ())


def _around_fen(roots: set[Fraction]) -> list[Point]:
    fen = {r.__floor__() + n for r in roots for n in (-1, 0, 1, 2)} or {0}
    return [(Fraction(n), n not in (min(fen), max(fen))) for n in sorted(fen)]


def _around(roots: set[Fraction]) -> list[Point]:
    if not roots:
        return [(Fraction(0), False)]
    low, high = min(roots) - 1, max(roots) + 1
    inner = [(r, True) for r in roots] + [((a + b) / 2, False) for a, b in pairwise(sorted(roots))]
    return sorted([(low, False), *inner, (high, False)])


def _between(
    roots: set[Fraction], bounds: tuple[Known, Known], peaks: set[Fraction]
) -> list[Point]:
    low, high = bounds
    assert isinstance(low, Fraction) and isinstance(high, Fraction)
    exact = sorted({low, high, *(r for r in roots if low < r < high)})
    if len(exact) <= 2:
        inner = {p for p in (*peaks, (low + high) / 2) if peaks and low < p < high}
        return [(p, True) for p in sorted({*exact, *inner})]
    middles = [((a + b) / 2, False) for a, b in pairwise(exact)]
    return sorted([*((p, True) for p in exact), *middles])
