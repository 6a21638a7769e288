"""限额与累计 (semantics §9): what a record still gets after what was given before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import permutations

from yiju.interp.applies import Candidate, live
from yiju.interp.evaluate import Item, Open, Place, Value, number, opened
from yiju.interp.known import GIVING
from yiju.interp.world import World
from yiju.ir.model import Attr, Cap, CapKey


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
    """What the support comes to at the record, each of its caps kept."""
    key = ("received", candidate.effect.id, place)
    return world.once(key, lambda: _received(world, candidate, place))


def _received(world: World, candidate: Candidate, place: Place) -> Value:
    value = candidate.value
    for cap, limit in zip(candidate.effect.caps, candidate.limits, strict=True):
        used = Fraction(0) if cap.period == "each" else _used(world, candidate, cap, place)
        value = within(value, limit, used)
    return value


def _used(world: World, candidate: Candidate, cap: Cap, place: Place) -> Value:
    """已得: what was really given before, of the kinds the cap adds up."""
    spread = next(r for r in cap.ranges if world.true(r.when, place))
    own = candidate.effect
    names = (own.conclusion, *spread.others)
    only = own.id if spread.what == "row" else None
    before: list[Value] = []
    for other in world.facts.places(place[0]):
        for name in names:
            effect = only if name == own.conclusion else None
            if not _relevant(world, name, effect, other):
                continue
            if not _counts(world, cap, (name, other), (own.conclusion, place)):
                continue
            result = world.conclude(name, other)
            if result.status == "成立":
                before.append(_given(world, name, effect, other))
    return total(before)


def _given(world: World, name: str, effect: int | None, place: Place) -> Value:
    """What the conclusion gave at the record, or only what one effect of it did."""
    result = world.conclude(name, place)
    if effect is None:
        return result.value
    if not any(s.effect == effect and s.state == "won" for s in result.supports):
        return None
    if world.facts.conclusions[name].combine != "sum":
        return result.value
    return next(
        received(world, c, place) for c in live(world, name, place) if c.effect.id == effect
    )


def _counts(world: World, cap: Cap, other: tuple[str, Place], own: tuple[str, Place]) -> bool:
    """Whether what `other` gave comes before `own` and in the period of the cap."""
    if other[1] == own[1]:
        return other[0] != own[0] and first_on_record(world, other[0], own[0], own[1])
    if not earlier(world, _chosen(world, cap.orders or cap.keys, own[1]), other[1], own[1]):
        return False
    if cap.period == "life":
        return True
    return same_year(world, _chosen(world, cap.keys, own[1]), other[1], own[1])


def _chosen(world: World, keys: Sequence[CapKey], place: Place) -> str:
    """The date that the readings choose."""
    return next((k.attribute for k in keys if world.true(k.when, place)), "")


def first_on_record(world: World, one: str, other: str, place: Place) -> bool:
    """同笔先后: which of two conclusions that share a cap is reckoned first on one record."""
    names = tuple(sorted(_pool(world, one)))
    item = Item(("turn", names), "order", f"同笔先后 {' 与 '.join(names)}")
    order = world.ask(("turn", names), [item], tuple(permutations(names)))
    return order.index(one) < order.index(other)


def _pool(world: World, name: str) -> set[str]:
    """The conclusion, and all that a chain of shared caps ties to it."""
    ties = [
        {e.conclusion, *r.others}
        for _, e in world.facts.effects(GIVING)
        for cap in e.caps
        for r in cap.ranges
    ]
    found = {name}
    while any(tie & found and not tie <= found for tie in ties):
        found |= set().union(*(tie for tie in ties if tie & found))
    return found


def _relevant(world: World, name: str, effect: int | None, place: Place) -> bool:
    return any(effect in (None, c.effect.id) for c in live(world, name, place))


def year_key(world: World, candidate: Candidate, place: Place) -> str:
    """The date that gives the year; without a yearly cap of its own, that of its rivals'."""
    name = candidate.effect.conclusion
    rivals = [e for _, e in world.facts.effects(GIVING) if e.conclusion == name]
    yearly = [c for e in (candidate.effect, *rivals) for c in e.caps if c.period == "year"]
    if not yearly:
        return world.facts.conclusions[name].event
    return _chosen(world, yearly[0].keys, place)


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
    """Whether `a` comes before `b`; records of one day stand in any order."""
    one, two = day_of(world, attribute, a), day_of(world, attribute, b)
    if one is None or two is None or one != two:
        return one is not None and two is not None and one < two
    order = _tie(world, attribute, one, a[0])
    return order.index(a) < order.index(b)


def _tie(world: World, attribute: str, day: date, cls: str) -> tuple[Place, ...]:
    """An order of the records of that day; where none is known to fall on it, one of their days."""
    group = tuple(p for p in world.facts.places(cls) if day_of(world, attribute, p) == day)
    known = world.facts.known_on(cls, day)
    if set(group) <= set(known):  # one order of the day, whichever of its dates counts
        item = Item(("tie", cls, day), "order", f"同日先后 {day.isoformat()}")
        return world.ask(("tie", cls, day), [item], tuple(permutations(known)))
    looked = [world.facts.look(Attr(cls=cls, name=attribute), p) for p in group]
    vague = [i for i in looked if isinstance(i, Item)]
    tie = Item(("tie", cls, attribute, day), "order", f"同日先后 {day.isoformat()}")
    items = vague if len(vague) == len(group) else [tie]
    return world.ask(("tie", cls, attribute, group), items, tuple(permutations(group)))


# ── 全年合计 ─────────────────────────────────────────────────────────────────


def year_total(world: World, candidate: Candidate, place: Place) -> Value:
    """The year's total if this effect alone governed, by its own accumulation."""
    attribute = year_key(world, candidate, place)
    if not attribute:
        return candidate.value
    return total(_kept_alone(world, own, other) for other, own in _year(world, candidate, place))


def _year(world: World, candidate: Candidate, place: Place) -> list[tuple[Place, Candidate]]:
    """The records of the year at which the effect stands."""
    attribute = year_key(world, candidate, place)
    return [
        (other, own)
        for other, own in _alone(world, candidate)
        if other == place or same_year(world, attribute, other, place)
    ]


def day_by_day(world: World, rivals: Sequence[Candidate], place: Place) -> list[tuple[Value, ...]]:
    """What each rival would give by itself in the year, day by day: of equal totals, who is first."""
    given: list[dict[date, list[Value]]] = []
    for candidate in rivals:
        given.append({})
        for other, own in _year(world, candidate, place):
            caps = [c for c in own.effect.caps if c.period == "year"]
            keys = (caps[0].orders or caps[0].keys) if caps else ()
            key = _chosen(world, keys, other) if keys else year_key(world, own, other)
            day = day_of(world, key, other) or date.min
            given[-1].setdefault(day, []).append(_kept_alone(world, own, other))
    days = sorted({day for mine in given for day in mine})
    return [tuple(total(mine.get(day, ())) for day in days) for mine in given]


def _alone(world: World, candidate: Candidate) -> list[tuple[Place, Candidate]]:
    """The records at which the effect stands."""
    return [
        (other, own)
        for other in world.facts.places(world.facts.conclusions[candidate.effect.conclusion].cls)
        for own in live(world, candidate.effect.conclusion, other)
        if own.effect.id == candidate.effect.id
    ]


def _kept_alone(world: World, candidate: Candidate, place: Place) -> Value:
    """What the support comes to at the record if nothing but its effect had given anything."""
    return world.once(
        ("alone", candidate.effect.id, place), lambda: _within_own(world, candidate, place)
    )


def _within_own(world: World, candidate: Candidate, place: Place) -> Value:
    value = candidate.value
    for cap, limit in zip(candidate.effect.caps, candidate.limits, strict=True):
        before: list[Value] = []
        for other, own in _alone(world, candidate) if cap.period != "each" else ():
            name = own.effect.conclusion
            if other != place and _counts(world, cap, (name, other), (name, place)):
                before.append(_kept_alone(world, own, other))
        value = within(value, limit, total(before))
    return value
