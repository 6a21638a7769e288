"""外界: two values between which an answer lies in every completion, where its ends are not known.

Which supports there can be is read off the ground program with everything open as choices; what
each can give is a span of its formula, its ratio and its caps; docs/semantics.md §6, §9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from yiju.asp.from_ir import Program
from yiju.asp.items import Opened
from yiju.asp.ledger import notice_of
from yiju.case.answer import Outer
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values import spans
from yiju.values.spans import NOTHING, Span, Spans, hull, point

T = TypeVar("T")
ORDERED = ("money", "ratio", "number", "duration", "year", "date")
ZERO = Fraction(0)


@dataclass
class Bounding:
    """The outer bounds of one case.

    :param possible: (effect, record) pairs of the supports of a conclusion that can stand.
    :param days: between which an unknown day is taken.
    """

    program: Program
    opened: Opened
    possible: Callable[[str], set[tuple[int, int]]]
    days: tuple[date, date]
    _made: dict[object, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spans = Spans(self.program.compiler, self.opened.env, self.days, self)
        self.strikes = [e for e in self.program.effects.values() if e.mode == "strike"]

    # ── what is told ────────────────────────────────────────────────────────

    def outer(self, name: str, record: int) -> Outer | None:
        """The bound of a value where the conclusion holds; None for what has no order."""
        if self.program.compiler.conclusions[name].kind not in ORDERED:
            return None
        self.spans.used = False
        self._made.clear()  # so that days taken near the case are noticed
        return self._told(self.value(name, record))

    def total(self, name: str, year: int) -> Outer:
        """The bound of what a conclusion gives in one year."""
        self.spans.used = False
        self._made.clear()
        cls = self.program.compiler.conclusions[name].cls
        keys = self.program.pools[name].years
        rows = range(1, len(self.opened.env.facts[cls]) + 1)
        some = [r for r in rows if self._same_year(cls, keys, r, year)]
        parts = [hull([point(ZERO), self.value(name, r)]) for r in some]
        low = _sum(p.low for p in parts)
        highs = [_sum(p.high for p in parts), self._capped_total(name, keys, some)]
        known = [h for h in highs if h is not None]
        return self._told(Span(low, min(known) if known else None))

    def _told(self, found: Span) -> Outer:
        ends = (None if found.empty else found.low, None if found.empty else found.high)
        bounded = any(end is not None for end in ends)
        return Outer(*ends, days=self.days if self.spans.used and bounded else None)

    # ── conclusions ─────────────────────────────────────────────────────────

    def value(self, name: str, record: int) -> Span:
        """The values of a conclusion where it holds."""
        return self._once(("value", name, record), lambda: self._value(name, record))

    def _value(self, name: str, record: int) -> Span:
        combine = self.program.compiler.conclusions[name].combine
        if combine == "count":
            return self._count(name)
        found = [self.gives(e, record) for e in self._supports(name, record)]
        whole = hull(found)
        if combine != "sum" or whole.empty:
            return whole
        parts = [hull([point(0), s]) for s in found if not s.empty]  # those that stand, together
        low, high = _sum(p.low for p in parts), _sum(p.high for p in parts)
        positive = whole.low is not None and whole.low >= 0  # one of them stands
        negative = whole.high is not None and whole.high <= 0
        return Span(whole.low if positive else low, whole.high if negative else high)

    def _supports(self, name: str, record: int) -> list[ir.Effect]:
        return [self.program.effects[e] for e, r in sorted(self._possible(name)) if r == record]

    def _count(self, name: str) -> Span:
        """A counter: what all its records can add; set back, it starts from zero."""
        adding = [(self.program.effects[e], r) for e, r in self._possible(name)]
        parts = [
            hull([point(ZERO), self.spans.of(e.value, r, notice_of(self.program, e))])
            for e, r in adding
            if e.mode == "add" and e.value is not None
        ]
        return Span(_sum(p.low for p in parts), _sum(p.high for p in parts))

    def struck(self, notice: int, attribute: str, record: int) -> Span:
        """What is taken off an amount before a formula of the notice reads it; may be nothing."""
        found = point(ZERO)
        for effect in self.strikes:
            if effect.conclusion == attribute and notice_of(self.program, effect) == notice:
                assert effect.value is not None
                cls = self.program.clause_of[effect.id].cls
                at = 0 if cls == PERSON else record
                off = self.spans.of(effect.value, at, notice)
                found = spans.plus(found, hull([point(ZERO), off]))
        return found

    # ── one support ─────────────────────────────────────────────────────────

    def gives(self, effect: ir.Effect, record: int) -> Span:
        """What a support gives on a record, within its caps."""
        key = ("gives", effect.id, record)
        return self._once(key, lambda: self._gives(effect, record))

    def _gives(self, effect: ir.Effect, record: int) -> Span:
        gross = self._gross(effect, record)
        if gross.empty or not effect.caps:
            return gross
        low, high = gross.low, self._most(effect, record)
        for cap in effect.caps:
            limit = self._limit(effect, cap, record)
            before = ZERO if cap.period == "each" else self._before(effect, cap, record)
            room = None if limit.low is None or before is None else limit.low - before
            low = None if room is None or low is None else min(low, room)
        return Span(ZERO if low is None else max(ZERO, low), high)

    def _most(self, effect: ir.Effect, record: int) -> Any:
        """The most a support gives on a record; None without an upper end."""
        gross = self._gross(effect, record)
        highs = [] if gross.high is None else [gross.high]
        for cap in effect.caps:
            limit = self._limit(effect, cap, record)
            if limit.high is not None and self._grows(effect, cap):
                highs.append(limit.high)
        if not effect.caps:
            return gross.high
        return max(ZERO, min(highs)) if highs else None

    def _gross(self, effect: ir.Effect, record: int) -> Span:
        return self._once(("gross", effect.id, record), lambda: self._due(effect, record))

    def _due(self, effect: ir.Effect, record: int) -> Span:
        """What a formula comes to with its ratio, rounded, within what is left to pay."""
        if effect.value is None:
            return NOTHING
        found = self.spans.of(effect.value, record, notice_of(self.program, effect))
        if effect.ratio:
            found = spans.times(found, self.spans.parameter(effect.ratio))
        if self.program.compiler.conclusions[effect.conclusion].kind == "money":
            found = spans.rounded(found)
        for turn in self.program.turns.get(effect.conclusion, ()):
            assert turn.effect.total is not None
            total = self.spans.of(turn.effect.total, record, notice_of(self.program, turn.effect))
            if not found.empty and not total.empty:
                low = None if found.low is None else min(found.low, ZERO)
                found = Span(low, found.high)
        return found

    # ── caps ────────────────────────────────────────────────────────────────

    def _limit(self, effect: ir.Effect, cap: ir.Cap, record: int) -> Span:
        return self.spans.of(cap.limit, record, notice_of(self.program, effect))

    def _accounts(self, effect: ir.Effect, cap: ir.Cap) -> tuple[bool, set[str]]:
        """What a cap may add up: whether only its own support, and the conclusions otherwise."""
        whole = [r for r in cap.ranges if r.what == "all"]
        names = {name for r in cap.ranges for name in r.others}
        return not whole, names | ({effect.conclusion} if whole else set())

    def _grows(self, effect: ir.Effect, cap: ir.Cap) -> bool:
        """Whether what a cap adds up is never below zero, so that there is no more room than it."""
        _, names = self._accounts(effect, cap)
        return all(
            other.caps or ((low := self._gross(other, r).low) is not None and low >= 0)
            for name in names
            for e, r in self._possible(name)
            for other in (self.program.effects[e],)
        )

    def _before(self, effect: ir.Effect, cap: ir.Cap, record: int) -> Any:
        """The most that a cap can have added up before a record; None without an upper end."""
        own, names = self._accounts(effect, cap)
        cls = self.program.clause_of[effect.id].cls
        total: Any = ZERO
        for r in range(1, len(self.opened.env.facts[cls]) + 1):
            if r == record:
                others = names - {effect.conclusion}
            elif not self._can_precede(cls, cap, r, record):
                continue
            else:
                others = names
            highs = [self._highest(name, r) for name in others]
            if own and r != record:
                highs.append(self._most(effect, r))
            total = _sum([total, *(None if h is None else max(ZERO, h) for h in highs)])
        return total

    def _highest(self, name: str, r: int) -> Any:
        """The most that a conclusion gives on a record."""
        found = [self._most(e, r) for e in self._supports(name, r)]
        if any(high is None for high in found):
            return None
        if self.program.compiler.conclusions[name].combine == "sum":
            return _sum(max(ZERO, high) for high in found)
        return max(found, default=ZERO)

    def _can_precede(self, cls: str, cap: ir.Cap, r: int, record: int) -> bool:
        """Whether a record may come before another in one period of a cap."""
        facts = self.opened.env.facts[cls]
        first, second = facts[r - 1], facts[record - 1]

        def open_or(a: object, b: object, holds: Callable[[Any, Any], bool]) -> bool:
            if a is None or b is None:
                return True
            return isinstance(a, date) and isinstance(b, date) and holds(a, b)

        names = [key.attribute for key in cap.order]
        before = any(open_or(first.get(n), second.get(n), lambda a, b: a <= b) for n in names)
        years = [key.attribute for key in cap.keys] if cap.period == "year" else []
        same = not years or any(
            open_or(first.get(n), second.get(n), lambda a, b: a.year == b.year) for n in years
        )
        return before and same

    def _same_year(self, cls: str, keys: Iterable[ir.CapKey], r: int, year: int) -> bool:
        days = [self.opened.env.facts[cls][r - 1].get(key.attribute) for key in keys]
        return any(d is None or (isinstance(d, date) and d.year == year) for d in days)

    def _capped_total(self, name: str, keys: tuple[ir.CapKey, ...], records: list[int]) -> Any:
        """The most in a year by yearly caps: the highest on the whole, beside it each row's own.

        What rows give under caps of their own aside, the whole never grows past a cap on it.
        """
        shared: Any = ZERO
        own: dict[int, Any] = {}
        for e, r in self._possible(name):
            if r not in records:
                continue
            effect = self.program.effects[e]
            caps = [c for c in effect.caps if c.period == "year" and c.keys == keys]
            limits = [self._limit(effect, c, r).high for c in caps]
            if not limits or None in limits or not all(self._grows(effect, c) for c in caps):
                return None
            if any(x.what == "all" for c in caps for x in c.ranges):
                shared = max(shared, *limits)
            if any(x.what == "row" for c in caps for x in c.ranges):
                own[e] = max(own.get(e, ZERO), *limits)
        return shared + sum(own.values())

    def binds(self, records: Iterable[int], cls: str) -> bool:
        """Whether a cap that adds up may leave one of these records of a class less than its due."""
        running = [
            (effect, cap)
            for effect in self.program.effects.values()
            for cap in effect.caps
            if cap.period != "each" and self.program.clause_of[effect.id].cls == cls
        ]
        return any(not self._within(effect, cap, r) for effect, cap in running for r in records)

    def _within(self, effect: ir.Effect, cap: ir.Cap, record: int) -> bool:
        """Whether all that a cap can add up before a record leaves room for what is due on it."""
        most = self._gross(effect, record)
        ends = (most.high, self._before(effect, cap, record), self._limit(effect, cap, record).low)
        return most.empty or (None not in ends and ends[0] + ends[1] <= ends[2])

    def _possible(self, name: str) -> set[tuple[int, int]]:
        return self._once(("possible", name), lambda: self.possible(name))

    def _once(self, key: object, make: Callable[[], T]) -> T:
        if key not in self._made:
            self._made[key] = make()
        found: T = self._made[key]
        return found


def _sum(values: Iterable[Any]) -> Any:
    """A sum; None where one of them has no end."""
    total: Any = ZERO
    for value in values:
        if value is None:
            return None
        total += value
    return total
