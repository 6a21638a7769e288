"""计数 (semantics §16): the count at a record, over those that come before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from typing import Any

from yiju.case.answer import Support
from yiju.interp.accumulate import total
from yiju.interp.applies import Candidate, candidates, covers, forbidding
from yiju.interp.evaluate import Item, Open, Place, Value, number, opened
from yiju.interp.in_force import in_force
from yiju.interp.known import COUNTING
from yiju.interp.segments import Segment
from yiju.interp.world import Result, World
from yiju.ir.model import Attr, Conclusion


def counted(world: World, conclusion: Conclusion, place: Place) -> Result:
    """The counter at the record: it stands wherever a clause in force speaks of it."""
    if not _spoken_of(world, conclusion, place):
        barred = any(True for _ in forbidding(world, conclusion, place))
        return Result("不成立" if barred else "无规定")
    found = _standing(world, conclusion, place)
    supports = tuple(_told(c, found) for c in candidates(world, conclusion.name, place))
    own = _when(world, conclusion, place)
    value: Value = number(0)
    if own is None:
        value = _after(value, found)
    else:
        places = world.facts.places(conclusion.cls)
        whens = {p: _when(world, conclusion, p) for p in places}
        for when in sorted({w for w in whens.values() if w is not None and w <= own}):  # (day, n)
            together = [
                c for p in places if whens[p] == when for c in _standing(world, conclusion, p)
            ]
            value = _after(value, together)
    clauses = tuple(c.clause.id for c in found)
    return Result("成立", value, tuple(sorted(supports, key=lambda s: s.effect)), False, clauses)


def _spoken_of(world: World, conclusion: Conclusion, place: Place) -> bool:
    facts = world.facts
    return any(
        effect.conclusion == conclusion.name
        and facts.speaks(clause, conclusion.cls)
        and in_force(world, clause, conclusion, place)
        and covers(world, clause, place)
        and world.true(effect.when, place)
        for clause, effect in facts.effects(COUNTING)
    )


def _standing(world: World, conclusion: Conclusion, place: Place) -> list[Candidate]:
    """What bears on the count at the record: 不清零 takes every 清零 away."""
    live = [c for c in candidates(world, conclusion.name, place) if c.live]
    kept = any(c.effect.mode == "keep" for c in live)
    return [c for c in live if not (kept and c.effect.mode == "reset")]


def _told(candidate: Candidate, standing: Sequence[Candidate]) -> Support:
    effect = candidate.effect
    known = None if isinstance(candidate.value, Open) else candidate.value
    if candidate.behind:
        return Support(effect.id, "behind", None, candidate.behind)
    if not candidate.live:
        return Support(effect.id, "excluded", None, candidate.excluded, candidate.gaps)
    if candidate in standing:
        return Support(effect.id, "won", known)  # type: ignore[arg-type]
    keepers = tuple(c.effect.id for c in standing if c.effect.mode == "keep")
    return Support(effect.id, "behind", None, keepers)


def _when(world: World, conclusion: Conclusion, place: Place) -> Any:
    """Where the record stands: its day or year, and its turn among unknown ones that look the same."""
    found = world.facts.look(Attr(cls=place[0], name=conclusion.order), place)
    if not isinstance(found, Item):
        return (found, 0) if isinstance(found, date | int) else None
    segment = world.segment(found)
    alike = _alike(world, conclusion, segment)
    if len(alike) == 1:
        return segment.value, 0
    turns = tuple(_weak_orders(len(alike), _room(segment)))
    key = ("turns", conclusion.order, tuple(alike))
    items = [item for item in alike.values() if isinstance(item, Item)]
    return segment.value, world.ask(key, items, turns)[[*alike].index(place)]


def _alike(world: World, conclusion: Conclusion, segment: Segment) -> dict[Place, Item]:
    """The records whose unknown day lies in a segment that begins on the same day."""
    found = {}
    for place in world.facts.places(conclusion.cls):
        item = world.facts.look(Attr(cls=conclusion.cls, name=conclusion.order), place)
        if isinstance(item, Item) and world.segment(item).value == segment.value:
            found[place] = item
    return found


def _room(segment: Segment) -> int:
    """How many different days or years the segment has."""
    first, last = segment.value, segment.ends[-1]
    if isinstance(first, date) and isinstance(last, date):
        return (last - first).days + 1
    assert isinstance(first, int) and isinstance(last, int)
    return last - first + 1


def _weak_orders(many: int, room: int) -> Iterator[tuple[int, ...]]:
    """The turns that so many records can take, some together, with at most so many turns."""
    for turns in product(range(min(many, room)), repeat=many):
        if {*turns} == {*range(max(turns) + 1)}:
            yield turns


def _after(value: Value, together: Sequence[Candidate]) -> Value:
    """先清零，后增加; a limit stops the raising and takes nothing away."""
    if any(c.effect.mode == "reset" for c in together):
        value = number(0)
    added = [c for c in together if c.effect.mode == "add"]
    limits = [limit for c in added for limit in c.limits]
    parts = [value, *(c.value for c in added), *limits]
    if any(isinstance(p, Open) for p in parts):
        return opened("count", parts)
    raised = number(total([value, *(c.value for c in added)]))
    return max(number(value), min([raised, *(number(limit) for limit in limits)]))
