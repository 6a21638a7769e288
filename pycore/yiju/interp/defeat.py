"""Inconsistency and precedence (semantics §8): which supports are overridden, which clash."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from yiju.interp.accumulate import received
from yiju.interp.applies import Candidate, live
from yiju.interp.evaluate import Open, Place, Value, opened
from yiju.interp.excepted import Excepted, excepted, facing
from yiju.interp.grounds import keeps, on_matter, speaking
from yiju.interp.world import World
from yiju.ir.model import Conclusion

Pair = tuple[int, int]  # ids of effects


@dataclass(frozen=True)
class Settlement:
    """Which supports are overridden, by which effects, and which of the rest clash."""

    overridden: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    clashing: frozenset[int] = frozenset()


def settle(world: World, name: str, place: Place) -> Settlement:
    """Precedence among all supports that the conclusion's own may meet."""
    names = _field(world, name)
    return world.once(("settle", names, place), lambda: _settle(world, sorted(names), place))


def _settle(world: World, names: list[str], place: Place) -> Settlement:
    supports = [c for n in names for c in live(world, n, place)]
    pairs = [(a, b) for a, b in permutations(supports, 2) if _inconsistent(world, a, b, place)]
    arrows: set[Pair] = set()
    for a, b in pairs:
        arrows.update(_arrows(world, a, b, supports))
    for shadow in excepted(world, [c.effect.conclusion for c in supports], place):
        for support in supports:
            arrows.update(_kept(world, shadow, support))
    counting = {(a, b) for a, b in arrows if not _path(arrows, b, a)}
    lost = {b for _, b in counting if not _stands(counting, b)}
    overridden = {
        effect: tuple(sorted(a for a, b in counting if b == effect and a not in lost))
        for effect in lost
    }
    rest = {a.effect.id for a, b in pairs if not {a.effect.id, b.effect.id} & lost}
    return Settlement(overridden, frozenset(rest))


def _field(world: World, name: str) -> frozenset[str]:
    """The conclusions whose supports may meet, directly or by one clause on one matter."""
    names, todo = {name}, [name]
    while todo:
        one = todo.pop()
        found = (_exclusive(world, one) | _mates(world, one)) - names
        names |= found
        todo += found
    return frozenset(names)


def _exclusive(world: World, name: str) -> set[str]:
    return {
        c.name
        for c in world.facts.conclusions.values()
        if (name in c.excludes or c.name in world.facts.conclusions[name].excludes)
        and c.cls == world.facts.conclusions[name].cls
    }


def _mates(world: World, name: str) -> set[str]:
    """Other conclusions on the same matter in a clause that speaks to this one."""
    found: set[str] = set()
    for clause in world.facts.policy.clauses:
        heads = {e.conclusion for e in clause.effects if e.mode not in ("forbid", "strike")}
        if clause.kind == "rule" and name in heads:
            found |= {h for h in heads if _same_matter(world, name, h)}
    return found - {name}


def _same_matter(world: World, one: str, other: str) -> bool:
    a, b = world.facts.conclusions[one], world.facts.conclusions[other]
    return bool(a.matter) and a.matter == b.matter and a.cls == b.cls


# ── arrows ───────────────────────────────────────────────────────────────────


def _arrows(
    world: World, a: Candidate, b: Candidate, supports: Sequence[Candidate]
) -> Iterator[Pair]:
    """What follows when `a` and `b` are inconsistent: arrows from the clause of `a` to that of `b`.

    By matter, from all that the one clause says on the matter to all that the other says on it.
    """
    grounds = speaking(world, a.clause, b.clause)
    presumed = a.clause.kind != "define" and b.clause.kind == "define"  # 视为 压过【定义】
    if grounds or presumed:
        yield a.effect.id, b.effect.id
    matter = a.effect.conclusion
    alike = _same_matter(world, matter, b.effect.conclusion)
    if not (alike and on_matter(world, grounds, world.facts.notices[a.clause.notice])):
        return
    on = [c for c in supports if _same_matter(world, matter, c.effect.conclusion)]
    for one in (c for c in on if c.clause.id == a.clause.id):
        for other in (c for c in on if c.clause.id == b.clause.id):
            yield one.effect.id, other.effect.id


def _kept(world: World, shadow: Excepted, support: Candidate) -> Iterator[Pair]:
    """Between a support that an exception keeps from being given and one of an earlier notice."""
    relation = facing(world, shadow, support)
    if not relation:
        return
    notice = world.facts.notices[shadow.clause.notice]
    over = speaking(world, shadow.clause, support.clause)
    if keeps(world, over, notice) and (relation == "same" or on_matter(world, over, notice)):
        yield shadow.effect.id, support.effect.id
    if speaking(world, support.clause, shadow.clause):
        yield support.effect.id, shadow.effect.id


def _path(arrows: set[Pair], start: int, goal: int) -> bool:
    reached = {start}
    while True:
        further = {v for u, v in arrows if u in reached} - reached
        if goal in reached or not further:
            return goal in reached
        reached |= further


def _stands(counting: set[Pair], effect: int) -> bool:
    """Whether nothing that stands has a counting arrow to it. The arrows make no ring."""
    return not any(b == effect and _stands(counting, a) for a, b in counting)


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
