"""Grounds of precedence (semantics §8): whether one clause precedes another, premise by premise."""

from __future__ import annotations

from yiju.interp import force
from yiju.interp.known import Facts
from yiju.interp.world import World
from yiju.ir.model import PERSON, Clause, Ground, Notice, PremiseKind

SOMEONE = (PERSON, 0)


def speaking(world: World, over: Clause, under: Clause) -> list[Ground]:
    """The grounds for which the one clause precedes the other."""
    return [g for g in world.facts.policy.grounds if _speaks(world, g, over, under)]


def _speaks(world: World, ground: Ground, over: Clause, under: Clause) -> bool:
    for premise in ground.premises:
        if world.true(premise.when, SOMEONE) and not _met(world, premise.kind, over, under):
            return False
    return True


def _met(world: World, kind: PremiseKind, over: Clause, under: Clause) -> bool:
    facts = world.facts
    one, other = facts.notices[over.notice], facts.notices[under.notice]
    here = one.id == other.id
    match kind:
        case "written":
            return under.id in over.over
        case "special":
            return under.id in over.special
        case "own":
            return bool(one.prevails) and not here and one.kind == "notice"
        case "later":
            return world.true(force.later(facts, one, other), SOMEONE)
        case "same_organ":
            return here or (bool(one.issuers) and set(one.issuers) == set(other.issuers))
        case "common_organ":
            return here or any(organ in other.issuers for organ in one.issuers)
        case "superior":
            return not here and _superior(facts, one, other)


def _superior(facts: Facts, one: Notice, other: Notice) -> bool:
    """Every organ of the other has one of the first above it."""
    if not one.issuers or not other.issuers:
        return False
    return all(any(_above(facts, a, b) for a in one.issuers) for b in other.issuers)


def _above(facts: Facts, high: str, low: str) -> bool:
    reached: set[str] = set()
    todo = [low]
    while todo:
        organ = todo.pop()
        for below, above in facts.policy.organs:
            if below == organ and above not in reached:
                reached.add(above)
                todo.append(above)
    return high in reached


def on_matter(world: World, grounds: list[Ground], notice: Notice) -> bool:
    """Whether one of the grounds is the notice's own sentence, read as judging by matter."""
    return _own(grounds) and _chosen(world, notice.prevails_by_matter)


def keeps(world: World, grounds: list[Ground], notice: Notice) -> bool:
    """Whether one of them is its own sentence, read as keeping the excepted from earlier rules."""
    return _own(grounds) and _chosen(world, notice.keeps_excepted)


def _own(grounds: list[Ground]) -> bool:
    return any(p.kind == "own" for ground in grounds for p in ground.premises)


def _chosen(world: World, when: object) -> bool:
    return when is not None and world.true(when, SOMEONE)  # type: ignore[arg-type]
