"""Ordered unknowns: the stretches of values between which no condition of the policy tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise, product

from yiju.case.model import Duration
from yiju.interp import dates, reach
from yiju.interp.compared import (
    comparisons,
    conditions,
    constrained_days,
    flatten,
    formulas,
    ordering,
    walk,
)
from yiju.interp.evaluate import (
    Item,
    Known,
    Leaf,
    Open,
    Place,
    Value,
    evaluate,
    number,
    operands,
    round_half_up,
    shape,
    sources,
    truth,
)
from yiju.interp.known import Facts
from yiju.interp.lines import NUMERIC, Lines
from yiju.interp.meetings import Duel, Meetings, Side
from yiju.interp.records import asked, holds
from yiju.interp.trial import Trial
from yiju.interp.unknowns import Unknowns
from yiju.ir.model import (
    Attr,
    Cap,
    Compare,
    ConclusionValue,
    Dated,
    Days,
    Effect,
    Expr,
    Months,
    Stretch,
    Within,
    Year,
)

STEPPED = ("date", "duration", "year")  # every value is tried
ORDERED = STEPPED + NUMERIC
IN_DAYS = ("gapdays", "daysum")
HUGE = 10**15  # fen; stands for “without upper limit”


@dataclass(frozen=True)
class Segment:
    """Values no condition tells apart. `ends`: its first, its last, and turns between them."""

    value: Known
    ends: tuple[Known, ...]


class Segments:
    """The segments of each ordered unknown of one case."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._leaves: list[tuple[Leaf, Place]] | None = None
        self._made: dict[Item, tuple[Segment, ...]] = {}
        self._counting: list[tuple[Expr, Place]] | None = None
        self._dated: list[tuple[Dated, Place]] | None = None
        self._span: tuple[date, date] | None = None
        self.meetings = Meetings(facts)
        self.unknown = Unknowns(facts)
        self.lines = Lines(facts)

    def of(self, item: Item) -> tuple[Segment, ...]:
        """The segments of the item, from low to high."""
        if item not in self._made:
            told = [self._told(one) for one in self._together(item)]
            points: Sequence[Known] = told[0][0]
            if len(told) > 1:
                points = sorted({v for values, _ in told for v in values})  # type: ignore[type-var]
            self._made[item] = tuple(_runs(points, lambda v: [vector(v) for _, vector in told]))
        return self._made[item]

    def _told(self, item: Item) -> tuple[Sequence[Known], Callable[[Known], object]]:
        """The values to try, and all that tells one from another."""
        telling = [(f, p) for f, p in self.leaves() if self.telling(f, p) == item]
        counting = self._formulas(item)
        duels = self.meetings.duels(item)
        return self._points(item, telling), lambda v: [
            self._vector(telling, item, v),
            [self._alike(duel, item, v) for duel in duels],
            self._lies(counting, item, v),
            self._of_their_time(item, v),
        ]

    def _together(self, item: Item) -> list[Item]:
        """With the unknown days of other records that it is put in order with: all are cut alike."""
        facts = self.facts
        if item.key[0] != "fact" or (item.key[1], item.key[3]) not in ordering(facts):
            return [item]
        node = Attr(cls=str(item.key[1]), name=str(item.key[3]))
        looked = (facts.look(node, place) for place in facts.places(node.cls))
        return [item, *(i for i in looked if isinstance(i, Item) and i != item)]

    def leaves(self) -> list[tuple[Leaf, Place]]:
        """Every comparison the policy makes on this case, each at each record it is made on."""
        if self._leaves is None:
            distinct = {}
            for cls, cond in conditions(self.facts):
                for place in self.facts.places(cls):
                    for leaf, spot in comparisons(self.facts, cond, place):
                        distinct[shape(leaf), spot] = (leaf, spot)
            self._leaves = list(distinct.values())
        return self._leaves

    def telling(self, leaf: Leaf, place: Place) -> Item | None:
        """The one ordered unknown the comparison turns on, if it is to be tried value by value."""
        items = self.lines.unknowns(leaf, place)
        if isinstance(leaf, Within) and leaf.roll:  # no stretch of days tells when it moves on
            return None
        if len(items) != 1 or self.unknown.concludes(leaf, place):
            return None
        (item,) = items
        tried = item.kind in STEPPED or self.lines.difference(leaf, place, item) is not None
        tried = tried or self.unknown.counts(leaf, place)
        return item if item.kind in ORDERED and tried else None

    def _formulas(self, item: Item) -> list[tuple[Expr, Place]]:
        """Formulas that count records, among them what the item is about."""
        if self._counting is None:
            self._counting = [
                (node, place)
                for cls, node in formulas(self.facts)
                for place in self.facts.places(cls)
                if self.unknown.counts(node, place)
            ]
        return [(n, p) for n, p in self._counting if item in self.lines.unknowns(n, p)]

    def _lies(self, formulas_: Sequence[tuple[Expr, Place]], item: Item, value: Known) -> object:
        """How records are picked, and the order of the ends of stretches, with the item so."""
        found: list[object] = []
        for node, place in formulas_:
            for part, spot in asked(self.facts.case, node, place, self.facts.follow):
                reader = Trial(self.facts, spot, item, value)
                if isinstance(part, Stretch):
                    found.append(_order(part, reader))
                else:
                    found += [
                        _said(holds(leaf, replace(reader, place=s)))
                        for leaf, s in comparisons(self.facts, part, spot)
                    ]
        return found

    def _of_their_time(self, item: Item, value: Known) -> list[Value]:
        """What parameters in periods come to in formulas that read the day on trial."""
        if item.kind != "date":
            return []
        if self._dated is None:
            said = [*formulas(self.facts)]
            for cls, cond in conditions(self.facts):
                said += [(cls, side) for leaf in flatten(cond) for side in operands(leaf)]
            self._dated = [
                (part, place)
                for cls, node in said
                for part in walk(node)
                if isinstance(part, Dated)
                for place in self.facts.places(cls)
            ]
        return [evaluate(n, Trial(self.facts, p, item, value)) for n, p in self._dated]

    def _vector(self, telling: Sequence[tuple[Leaf, Place]], item: Item, value: Known) -> object:
        return [self._truth(leaf, place, item, value) for leaf, place in telling]

    def _truth(self, leaf: Leaf, place: Place, item: Item, value: Known) -> bool:
        reader = Trial(self.facts, place, item, value)
        read = [evaluate(o, reader) for o in operands(leaf)]
        plain = [v for v in read if v is not None and not isinstance(v, Open)]
        try:
            return len(plain) == len(read) and truth(leaf, plain)
        except (OverflowError, ValueError):
            return False

    def _alike(self, duel: Duel, item: Item, value: Known) -> bool:
        """Whether both formulas of a duel come to the same with this value."""
        one, other = (
            evaluate(side.formula, Trial(self.facts, duel.place, item, value, side.offs))
            for side in duel.sides
        )
        if one is None or other is None or isinstance(one, Open) or isinstance(other, Open):
            return False
        if duel.money:
            return round_half_up(number(one)) == round_half_up(number(other))
        return one == other

    # ── the values to try ────────────────────────────────────────────────────

    def _points(self, item: Item, telling: Sequence[tuple[Leaf, Place]]) -> Sequence[Known]:
        if item.key[0] in ("effective", "expiry"):
            return self._about_days()
        if item.kind == "date":
            return reach.days(self.facts, self.span(), telling)
        if item.kind == "year":
            first, last = self.span()
            found = {n.n for leaf, _ in telling for n in _nodes(leaf) if isinstance(n, Year)}
            near = {year + n for year in found for n in (-1, 0, 1)}
            return sorted({*range(first.year, last.year + 1), *near})
        if item.kind == "duration":
            return self._durations(item, telling)
        roots = self._crossings(item, telling)
        for leaf, place in telling:
            form = self.lines.difference(leaf, place, item)
            if form is not None and form[0] != 0:
                roots.add(-form[1] / form[0])
        for duel in self.meetings.duels(item):
            for a, b in product(*(self.lines.branches(e, duel.place, item) for e in duel.sides)):
                if a[0] != b[0]:
                    roots.add((b[1] - a[1]) / (a[0] - b[0]))
        bounds = self.facts.bounds(item)
        if bounds is not None:
            return _between(roots, bounds, self._peaks(item))
        return _around_fen(roots) if item.kind == "money" else _around(roots)

    def _crossings(self, item: Item, telling: Sequence[tuple[Leaf, Place]]) -> set[Fraction]:
        """Thresholds in brackets; and, between any two of them, where a sum meets what it is held
        against, found by two values."""
        case, follow = self.facts.case, self.facts.follow
        counting = [*telling, *self._formulas(item)]
        inner = {
            (shape(leaf), spot): (leaf, spot)
            for node, place in counting
            for part, at in asked(case, node, place, follow)
            if not isinstance(part, Stretch)
            for leaf, spot in comparisons(self.facts, part, at)
        }
        forms = [self.lines.difference(leaf, spot, item) for leaf, spot in inner.values()]
        breaks = {-form[1] / form[0] for form in forms if form is not None and form[0] != 0}
        edges = sorted({Fraction(0), *breaks, max(breaks, default=Fraction(0)) + 1000})
        roots = set(breaks)
        duels = [
            Duel((Side(leaf.left, {}), Side(leaf.right, {})), place, money=False)
            for leaf, place in telling
            if isinstance(leaf, Compare)
        ]
        for duel in (*duels, *self.meetings.duels(item)):
            if any(self.unknown.counts(side.formula, duel.place) for side in duel.sides):
                for low, high in [*pairwise(edges), (edges[-1], edges[-1] + 1000)]:
                    third = (high - low) / 3
                    root = self._line(duel, item, (low + third, high - third))
                    roots |= {root} if root is not None else set()
        return roots

    def _line(self, duel: Duel, item: Item, at: tuple[Fraction, Fraction]) -> Fraction | None:
        """Where the line through two points crosses zero."""
        gaps = []
        for value in at:
            sides = [
                evaluate(side.formula, Trial(self.facts, duel.place, item, value, side.offs))
                for side in duel.sides
            ]
            if not all(isinstance(side, Fraction | int) for side in sides):
                return None
            gaps.append(Fraction(sides[0]) - Fraction(sides[1]))  # type: ignore[arg-type]
        slope = (gaps[1] - gaps[0]) / (at[1] - at[0])
        return at[0] - gaps[0] / slope if slope else None

    def _durations(self, item: Item, telling: Sequence[tuple[Leaf, Place]]) -> Sequence[Known]:
        nodes = [n for leaf, _ in telling for n in _nodes(leaf)]
        by_days = [n.n for n in nodes if isinstance(n, Days)]
        by_months = [n.n for n in nodes if isinstance(n, Months)]
        first, last = self.span()
        if item.key[0] == "list":  # what stretches come to is in days or in months
            by_days, by_months = ([0], []) if item.key[1][1] in IN_DAYS else ([], [0])  # type: ignore[index]
        if by_days and not by_months:
            top = max((last - first).days, *by_days) + 1
            return [Duration(n, "days") for n in range(top + 1)]
        top = max((last.year - first.year + 1) * 12, *by_months, 0) + 1
        return [Duration(n, "months") for n in range(top + 1)]

    def span(self) -> tuple[date, date]:
        """From the year before the first day of the case to the year after its last (§6)."""
        if self._span is None:
            days = self._days() | set(constrained_days(self.facts))
            self._span = date(min(days).year - 1, 1, 1), date(max(days).year + 1, 12, 31)
        return self._span

    def _days(self) -> set[date]:
        """The known days of the case, and the known 施行日."""
        facts = self.facts
        given = (*facts.given.effective.values(), *facts.given.expiry.values())
        found = {facts.case.judged, *given}
        found |= {date.fromisoformat(n.effective) for n in facts.policy.notices if n.effective}
        stated = [v for rows in facts.case.records.values() for r in rows for v in r.facts.values()]
        return found | {v for v in (*stated, *facts.given.facts.values()) if isinstance(v, date)}

    def _about_days(self) -> Sequence[Known]:
        """Where a 施行日 can make a difference: at the known days, and next to them."""
        found = {*self._days()}
        ends = (n.expires for n in self.facts.policy.notices if n.expires)
        found |= {date.fromisoformat(day) for day in ends}
        return sorted({day + timedelta(days=n) for day in found for n in (-1, 0, 1)})

    def _peaks(self, item: Item) -> set[Fraction]:
        """Where a local ratio just uses up a cap after each bill: single bills turn there."""
        found = set() if self._local(item) else {Fraction(1, 2), Fraction(1)}  # samples
        for _, effect in self.facts.effects(("floor",)):
            if item.key != ("parameter", effect.ratio):
                continue
            cls = self.facts.conclusions[effect.conclusion].cls
            for cap in effect.caps:
                if cap.period == "each":
                    for place in self.facts.places(cls):
                        found |= self._used_up(effect, cap, [place])
                for key in cap.orders or cap.keys:
                    found |= self._used_up(effect, cap, [*self._by_day(cls, key.attribute)])
        return found

    def _local(self, item: Item) -> bool:
        return item.key[0] == "parameter" and self.facts.parameters[str(item.key[1])].local

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
        if expr is None or self.lines.unknowns(expr, place):
            return Fraction(0)
        if any(isinstance(s, ConclusionValue) for s in sources(expr)):
            return Fraction(0)
        value = evaluate(expr, Trial(self.facts, place, None, Fraction(0)))
        return Fraction(value) if isinstance(value, Fraction | int) else Fraction(0)


def _said(held: bool | Open) -> object:
    return "open" if isinstance(held, Open) else held


def _order(node: Stretch, reader: Trial) -> object:
    """Which comes before which: first days, days after the last ones, the day asked about."""
    days: list[object] = []
    until = evaluate(node.until, reader) if node.until is not None else None
    days.append(until)
    allowed = evaluate(node.tolerance, reader) if node.tolerance is not None else None
    for one in reader.inner(node) or ():
        first, last = (one.read(Attr(cls=node.cls, name=n)) for n in (node.start, node.end))
        after = last + timedelta(days=1) if isinstance(last, date) and last < date.max else None
        reach = after
        if after is not None and isinstance(allowed, Duration):
            reach = dates.shift(after, allowed)
        days += [first, after, reach]
    known = sorted({d for d in days if isinstance(d, date)})
    return [known.index(d) if isinstance(d, date) else None for d in days]


def _nodes(leaf: Leaf) -> Iterator[Expr]:
    for operand in operands(leaf):
        yield from walk(operand)


def _runs(points: Sequence[Known], vector: Callable[[Known], object]) -> Iterator[Segment]:
    for _, group in groupby(points, key=vector):
        run = list(group)
        turns = [v for v in run if isinstance(v, Fraction)]  # few: each by a threshold or peak
        inner = [run[0] + 100] if turns and run[0] + 100 < run[-1] else []  # type: ignore
        yield Segment(run[0], tuple(dict.fromkeys((run[0], *inner, *turns, run[-1]))))


def _around_fen(roots: set[Fraction]) -> Sequence[Known]:
    """No amount is below zero, and none has an upper limit."""
    fen = {r.__floor__() + n for r in roots for n in (-1, 0, 1, 2)} | {0, HUGE}
    return [Fraction(n) for n in sorted(fen) if n >= 0]


def _around(roots: set[Fraction]) -> Sequence[Known]:
    exact = sorted({Fraction(0), Fraction(1), *roots})
    inner = {(a + b) / 2 for a, b in pairwise(exact)}
    return sorted({exact[0] - 1, *exact, *inner, exact[-1] + 1} if roots else {*exact, *inner})


def _between(
    roots: set[Fraction], bounds: tuple[Known, Known], peaks: set[Fraction]
) -> Sequence[Known]:
    low, high = bounds
    assert isinstance(low, Fraction) and isinstance(high, Fraction)
    exact = sorted({low, high, *(r for r in (*roots, *peaks) if low < r < high)})
    if not roots:
        return [*exact]
    return sorted({*exact, *((a + b) / 2 for a, b in pairwise(exact))})
