"""Inconsistency and precedence (semantics §8): which supports are overridden, which clash."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from itertools import permutations

from yiju.interp import force
from yiju.interp.accumulate import received
from yiju.interp.applies import Candidate, live
from yiju.interp.evaluate import Open, Place, Value, opened
from yiju.interp.world import World
from yiju.ir.model import PERSON, Conclusion

Unit = Hashable


@dataclass(frozen=True)
class Settlement:
    """Which supports are overridden, by which effects, and which of the rest clash."""

    overridden: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    clashing: frozenset[int] = frozenset()


def settle(world: World, name: str, place: Place) -> Settlement:
    """Precedence among all supports that the conclusion's own may meet."""
    names, by_matter = _field(world, name)
    return world.once(
        ("settle", names, place), lambda: _settle(world, sorted(names), by_matter, place)
    )


def _settle(world: World, names: list[str], by_matter: bool, place: Place) -> Settlement:
    supports = [c for n in names for c in live(world, n, place)]
    pairs = [(a, b) for a, b in permutations(supports, 2) if _inconsistent(world, a, b, place)]
    unit = {c.effect.id: _unit(world, c, by_matter) for c in supports}
    arrows = {(unit[a.effect.id], unit[b.effect.id]) for a, b in pairs if _ground(world, a, b)}
    counting = {(u, v) for u, v in arrows if not _path(arrows, v, u)}
    lost = {u for u in unit.values() if not _stands(counting, u)}
    overridden = {
        effect: tuple(
            sorted(
                {
                    a.effect.id
                    for a, b in pairs
                    if unit[b.effect.id] == mine
                    and (unit[a.effect.id], mine) in counting
                    and unit[a.effect.id] not in lost
                }
            )
        )
        for effect, mine in unit.items()
        if mine in lost
    }
    rest = {a.effect.id for a, b in pairs if not {a.effect.id, b.effect.id} & overridden.keys()}
    return Settlement(overridden, frozenset(rest))


def _field(world: World, name: str) -> tuple[frozenset[str], bool]:
    """The conclusions whose supports may meet, directly or by one clause on one matter."""
    names, by_matter = {name}, False
    while True:
        found = {n for x in names for n in _exclusive(world, x)}
        mates = {n for x in names for n in _mates(world, x)}
        if mates - names or (mates and not by_matter):
            by_matter = by_matter or _by_matter(world)
        found |= mates if by_matter else set()
        if found <= names:
            return frozenset(names), by_matter
        names |= found


def _exclusive(world: World, name: str) -> set[str]:
    return {
        c.name
        for c in world.facts.conclusions.values()
        if (name in c.excludes or c.name in world.facts.conclusions[name].excludes)
        and c.cls == world.facts.conclusions[name].cls
    }


def _mates(world: World, name: str) -> set[str]:
    """Other conclusions on the same matter in a clause that speaks to this one."""
    conclusions = world.facts.conclusions
    matter, cls = conclusions[name].matter, conclusions[name].cls

    def same(other: Conclusion) -> bool:
        return other.matter == matter and other.cls == cls

    found: set[str] = set()
    for clause in world.facts.policy.clauses:
        heads = {e.conclusion for e in clause.effects if e.mode not in ("forbid", "strike")}
        if matter and clause.kind == "rule" and name in heads:
            found |= {h for h in heads if same(conclusions[h])}
    return found - {name}


def _by_matter(world: World) -> bool:
    """不一致按什么判: whether inconsistency is judged by matter in this completion."""
    return any(
        notice.kind != "vocabulary"
        and bool(notice.prevails)
        and notice.prevails_by_matter is not None
        and world.true(notice.prevails_by_matter, (PERSON, 0))
        for notice in world.facts.policy.notices
    )


def _unit(world: World, candidate: Candidate, by_matter: bool) -> Unit:
    matter = world.facts.conclusions[candidate.effect.conclusion].matter
    if by_matter and matter:
        return ("matter", candidate.clause.id, matter)
    return ("effect", candidate.effect.id)


# ── two supports ─────────────────────────────────────────────────────────────


def _inconsistent(world: World, a: Candidate, b: Candidate, place: Place) -> bool:
    one = world.facts.conclusions[a.effect.conclusion]
    two = world.facts.conclusions[b.effect.conclusion]
    if one.name != two.name:
        exclusive = one.name in two.excludes or two.name in one.excludes
        return exclusive and a.positive and b.positive
    if one.combine != "unique":
        return False
    if a.positive != b.positive:
        return True
    return a.positive and _valued(one) and not _equal(world, a, b, place)


def _valued(conclusion: Conclusion) -> bool:
    return conclusion.kind not in ("bool", "finding")


def _equal(world: World, a: Candidate, b: Candidate, place: Place) -> bool:
    one, two = received(world, a, place), received(world, b, place)
    if _term(one) == _term(two):
        return True
    if not (isinstance(one, Open) or isinstance(two, Open)):
        return False
    both = frozenset((_term(one), _term(two)))
    return world.ask(("equal", both), opened("", [one, two]).causes, (True, False))


def _term(value: Value) -> Hashable:
    return ("open", value.term) if isinstance(value, Open) else ("known", value)


def _ground(world: World, a: Candidate, b: Candidate) -> bool:
    """Whether there is a reason for `a` before `b`."""
    if b.clause.id in a.clause.over:
        return True
    notices = world.facts.notices
    by = force.ground(world.facts, notices[a.clause.notice], notices[b.clause.notice])
    return world.true(by, (PERSON, 0))


# ── arrows ───────────────────────────────────────────────────────────────────


def _path(arrows: set[tuple[Unit, Unit]], start: Unit, goal: Unit) -> bool:
    reached = {start}
    while True:
        further = {v for u, v in arrows if u in reached} - reached
        if goal in reached or not further:
            return goal in reached
        reached |= further


def _stands(counting: set[tuple[Unit, Unit]], unit: Unit) -> bool:
    """Whether no unit that stands has a counting arrow to it. The arrows make no ring."""
    return not any(v == unit and _stands(counting, u) for u, v in counting)
