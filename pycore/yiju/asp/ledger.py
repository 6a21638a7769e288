"""What an effect would give on a record, with its caps, and where the record stands in its books.

The days that give order and year are chosen by readings; docs/semantics.md §9.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yiju.asp.from_ir import Program
from yiju.asp.world import Open, World, selected
from yiju.case.model import ABSENT
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import ValueOf, round_half_up
from yiju.values.fold import LIFE, Account, Candidate, Limit, Place, gross
from yiju.values.operations import Value


@dataclass(frozen=True)
class Priced:
    """The compiled formulas of an effect: its value, and the limit of each cap."""

    effect: ir.Effect
    money: bool
    value: ValueOf | None
    limits: tuple[ValueOf, ...]


def price(program: Program, effect: ir.Effect) -> Priced:
    """An effect with its formulas compiled."""

    def compiled(expr: ir.Expr) -> ValueOf:
        notice = notice_of(program, effect)
        return program.compiler.value(expr, formula=True, notice=notice)

    head = program.compiler.conclusions.get(effect.conclusion)
    value = compiled(effect.value) if effect.value is not None else None
    limits = tuple(compiled(cap.limit) for cap in effect.caps)
    return Priced(effect, head is not None and head.kind == "money", value, limits)


@dataclass(frozen=True)
class Ledger:
    """Candidates and places of the records of one program."""

    program: Program

    def base(self, priced: Priced, world: World, r: int) -> Value:
        """What the formula of an effect comes to, once for each world: 应得额 before its ratio."""
        key = (priced.effect.id, r)
        if key not in world.bases:
            assert priced.value is not None
            world.bases[key] = known(priced.value(world.env, r))
        return world.bases[key]

    def candidate(self, priced: Priced, world: World, r: int) -> Candidate:
        """What an effect would give; `nv` was raised where something has no value."""
        effect, env = priced.effect, world.env
        ratio = known(env.parameters.get(effect.ratio)) if effect.ratio else 1
        limits = tuple(
            self._limit(effect, cap, known(limit(env, r)), world, r)
            for cap, limit in zip(effect.caps, priced.limits, strict=True)
        )
        yearly = next((cap.keys for cap in effect.caps if cap.period == "year"), None)
        day = self._day(
            effect.conclusion, yearly or self.program.pools[effect.conclusion].years, world, r
        )
        return Candidate(
            effect.id,
            effect.conclusion,
            r,
            bounded(
                gross(self.base(priced, world, r), ratio), self.left(effect.conclusion, world, r)
            ),
            limits,
            Fraction(ratio) if effect.ratio else None,
            day.year if day else ("alone", r),
        )

    def left(self, head: str, world: World, r: int) -> Value:
        """余额: the least that is left for a payer, of what it pays in turn; None: it pays freely.

        ABSENT where an earlier payer is contested.
        """
        least: Value = None
        for turn in self.program.turns.get(head, ()):
            if not world.holds("ef", turn.effect.id, r):
                continue
            total = known(self._total(turn.effect)(world.env, r))
            if total is ABSENT:
                continue
            paid = [world.env.derived.get((name, r), 0) for name in turn.before]
            if any(x is ABSENT for x in paid):
                return ABSENT
            room = max(0, round_half_up(total) - sum(paid))
            least = room if least is None else min(least, room)
        return least

    def _total(self, effect: ir.Effect) -> ValueOf:
        assert effect.total is not None
        notice = notice_of(self.program, effect)
        return self.program.compiler.value(effect.total, formula=True, notice=notice)

    def _limit(self, effect: ir.Effect, cap: ir.Cap, amount: int, world: World, r: int) -> Limit:
        if cap.period == "each":
            return Limit(amount)
        spread = next(x for x in cap.ranges if selected(x.when, world.completion))
        own: Account = effect.conclusion if spread.what == "all" else effect.id
        period = self.period(cap, effect.conclusion, world, r)
        return Limit(amount, (own, *spread.others), period, cap.period == "year")

    def place(self, head: str, world: World, r: int) -> Place:
        """The day by which a record is put in order, and the periods it is booked in."""
        pool = self.program.pools[head]
        day = self._day(head, pool.order, world, r)
        found = (self.period(cap, head, world, r) for cap in pool.periods)
        return Place(day, tuple(dict.fromkeys(found)))

    def _day(self, head: str, keys: Sequence[ir.CapKey], world: World, record: int) -> date | None:
        """The day of a record by the date chosen; where no cap names one, by that of force."""
        found = self.program.compiler.conclusions[head]
        name = chosen(keys, world) if keys else found.event
        return day_of(world, found.cls, name, record)

    def period(self, cap: ir.Cap, head: str, world: World, record: int) -> tuple[Hashable, ...]:
        """The stretch a cap adds up: a year by its date, all years, or the record alone.

        A record without the day that gives its order or its year shares nothing with others.
        """
        cls = self.program.compiler.conclusions[head].cls
        placed = day_of(world, cls, chosen(cap.order, world), record)
        if placed is None:
            return ("alone", record)
        if cap.period == "life":
            return (LIFE,)
        name = chosen(cap.keys, world)
        dated = day_of(world, cls, name, record)
        return ("alone", record) if dated is None else (name, dated.year)


def bounded(amount: Value, left: Value) -> Value:
    """What a payer pays of what is left."""
    return amount if left is None else min(amount, left)


def chosen(keys: Sequence[ir.CapKey], world: World) -> str:
    """The date that the readings choose."""
    return next((k.attribute for k in keys if selected(k.when, world.completion)), "")


def day_of(world: World, cls: str, name: str, record: int) -> date | None:
    """A date of a record; None where it has none."""
    day = world.env.facts[cls][0 if cls == PERSON else record - 1].get(name)
    return day if isinstance(day, date) else None


def notice_of(program: Program, effect: ir.Effect) -> int:
    return program.clause_of[effect.id].notice


def known(value: Value) -> Value:
    """A value that everything is known for; a completion leaves nothing open.

    :raises Open: otherwise.
    """
    if value is None:
        raise Open("a formula reads something unknown")
    return value
