"""年度累计 (semantics §9): what a bill still gets after the bills before it in the same year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cmp_to_key
from itertools import permutations

from yiju.interp.applies import Candidate, live
from yiju.interp.evaluate import Item, Open, Place, Value, number, opened
from yiju.interp.known import GIVING
from yiju.interp.world import World
from yiju.ir.model import Attr, Cap


def total(values: Iterable[Value]) -> Value:
    """The sum; open when a part is."""
    parts = [v for v in values if v is not None]
    known = sum((number(v) for v in parts if not isinstance(v, Open)), start=Fraction(0))
    unknown = [v for v in parts if isinstance(v, Open)]
    return opened("sum", [known, *unknown]) if unknown else known


def within(value: Value, limit: Value, used: Value) -> Value:
    """较小（应得，限额－已得），不低于零."""
    if not isinstance(value, Open) and number(value) <= 0:
        return Fraction(0)
    if isinstance(limit, Open) or isinstance(used, Open):
        return opened("cap", [value, limit, used])
    room = max(number(limit) - number(used), Fraction(0))
    if isinstance(value, Open):
        return opened("cap", [value, room]) if room else room
    return min(number(value), room)


def received(world: World, candidate: Candidate, place: Place) -> Value:
    """What the support comes to at the record, its cap applied."""
    cap = candidate.effect.cap
    if cap is None:
        return candidate.value
    key = ("received", candidate.effect.id, place)
    return world.once(
        key, lambda: within(candidate.value, candidate.limit, _used(world, candidate, cap, place))
    )


def _used(world: World, candidate: Candidate, cap: Cap, place: Place) -> Value:
    """已得: what the earlier bills of the year were really given, of the kind the cap adds up."""
    attribute = order_key(world, candidate, place)
    by_row = any(r.what == "row" for r in cap.ranges if world.true(r.when, place))
    name, own = candidate.effect.conclusion, candidate.effect.id
    before: list[Value] = []
    for other in world.facts.places(place[0]):
        if other == place or not _relevant(world, name, own if by_row else None, other):
            continue
        if not earlier(world, attribute, other, place):
            continue
        result = world.conclude(name, other)
        if result.status != "成立":
            continue
        won = any(s.effect == own and s.state == "won" for s in result.supports)
        before.append(result.value if won or not by_row else None)
    return total(before)


def _relevant(world: World, name: str, effect: int | None, place: Place) -> bool:
    return any(effect in (None, c.effect.id) for c in live(world, name, place))


def order_key(world: World, candidate: Candidate, place: Place) -> str:
    """The date that gives year and order; without a cap of its own, that of its rivals' caps."""
    name = candidate.effect.conclusion
    caps = [e.cap for _, e in world.facts.effects(GIVING) if e.conclusion == name and e.cap]
    cap = candidate.effect.cap or (caps[0] if caps else None)
    if cap is None:
        return world.facts.conclusions[name].event
    return next((k.attribute for k in cap.keys if world.true(k.when, place)), "")


# ── order ────────────────────────────────────────────────────────────────────


def day_of(world: World, attribute: str, place: Place) -> date | None:
    """The day of a record; of an unknown day, one that stands for its segment."""
    found = world.facts.look(Attr(cls=place[0], name=attribute), place)
    day = world.segment(found).value if isinstance(found, Item) else found
    return day if isinstance(day, date) else None


def same_year(world: World, attribute: str, a: Place, b: Place) -> bool:
    """Whether both records have their day in the same year."""
    one, two = day_of(world, attribute, a), day_of(world, attribute, b)
    return one is not None and two is not None and one.year == two.year


def earlier(world: World, attribute: str, a: Place, b: Place) -> bool:
    """Whether `a` comes before `b` in the same year; records of one day stand in any order."""
    one, two = day_of(world, attribute, a), day_of(world, attribute, b)
    if one is None or two is None or one.year != two.year or one != two:
        return one is not None and two is not None and one.year == two.year and one < two
    order = _tie(world, attribute, one, a[0])
    return order.index(a) < order.index(b)


def _tie(world: World, attribute: str, day: date, cls: str) -> tuple[Place, ...]:
    """An order of the records of that day; unknown days may only look the same, and are named."""
    group = tuple(p for p in world.facts.places(cls) if day_of(world, attribute, p) == day)
    known = world.facts.known_on(cls, day)
    if set(group) <= set(known):  # one order of the day, whichever of its dates counts
        item = Item(("tie", cls, day), "order", f"同日先后 {day.isoformat()}")
        return world.ask(("tie", cls, day), [item], tuple(permutations(known)))
    looked = [world.facts.look(Attr(cls=cls, name=attribute), p) for p in group]
    vague = [i for i in looked if isinstance(i, Item) and len(world.segment(i).ends) != 1]
    tie = Item(("tie", cls, attribute, day), "order", f"同日先后 {day.isoformat()}")
    return world.ask(("tie", cls, attribute, group), vague or [tie], tuple(permutations(group)))


# ── 全年合计 ─────────────────────────────────────────────────────────────────


def year_total(world: World, candidate: Candidate, place: Place) -> Value:
    """The year's total if this effect alone governed, by its own accumulation."""
    attribute = order_key(world, candidate, place)
    if not attribute:
        return candidate.value
    bills = [
        (other, own)
        for other in world.facts.places(place[0])
        for own in live(world, candidate.effect.conclusion, other)
        if own.effect.id == candidate.effect.id
        and (other == place or same_year(world, attribute, other, place))
    ]
    if candidate.effect.cap is None:
        return total(own.value for _, own in bills)

    def order(a: tuple[Place, Candidate], b: tuple[Place, Candidate]) -> int:
        return -1 if earlier(world, attribute, a[0], b[0]) else 1

    sums: list[Value] = []
    for _, own in sorted(bills, key=cmp_to_key(order)):
        sums.append(within(own.value, own.limit, total(sums)))
    return total(sums)
