"""除外的 不按旧规定 (semantics §8): supports that only an exception of their clause keeps away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from yiju.interp.applies import Candidate, covers
from yiju.interp.evaluate import Place
from yiju.interp.in_force import in_force
from yiju.interp.world import World
from yiju.ir.model import Clause, Effect, Node

SUPPORTING = ("affirm", "deny", "value", "floor")


@dataclass(frozen=True)
class Excepted:
    """An effect whose clause fails by its exception alone."""

    clause: Clause
    effect: Effect


def excepted(world: World, about: Iterable[str], place: Place) -> Iterator[Excepted]:
    """Those of notices that may keep the excepted from earlier rules, as far as they face `about`."""
    names = set(about)
    for clause, effect in world.facts.effects(SUPPORTING):
        notice = world.facts.notices[clause.notice]
        if not (notice.prevails and notice.keeps_excepted is not None and clause.exceptions):
            continue
        if not any(_relation(world, effect.conclusion, name) for name in names):
            continue
        conclusion = world.facts.conclusions[effect.conclusion]
        if (
            world.facts.speaks(clause, conclusion.cls)
            and in_force(world, clause, conclusion, place)
            and world.true(effect.when, place)
            and covers(world, clause, place)
            and world.true(clause.condition, place)
            and any(world.true(e.cond, place) for e in clause.exceptions)
        ):
            yield Excepted(clause, effect)


def facing(world: World, one: Excepted, other: Candidate) -> Literal["", "same", "matter"]:
    """How they face one another: the same conclusion, one matter only, or not at all."""
    if one.clause.notice == other.clause.notice or other.clause.kind == "define":
        return ""
    if one.clause.cls != other.clause.cls:
        return ""
    return _relation(world, one.effect.conclusion, other.effect.conclusion)


def _relation(world: World, one: str, other: str) -> Literal["", "same", "matter"]:
    a, b = world.facts.conclusions[one], world.facts.conclusions[other]
    if {a.combine, b.combine} != {"unique"}:
        return ""
    if one == other:
        return "same"
    if not a.matter or a.matter != b.matter or a.cls != b.cls:
        return ""
    return "" if _rests(world, one, other) or _rests(world, other, one) else "matter"


def _rests(world: World, name: str, other: str) -> bool:
    """Whether a clause for `name` has to know `other` first, through whatever lies between."""
    seen: set[str] = set()
    todo = [name]
    while todo:
        for used in _used(world, todo.pop()) - seen:
            seen.add(used)
            todo.append(used)
    return other in seen


def _used(world: World, name: str) -> set[str]:
    found: set[str] = set()
    for clause in world.facts.policy.clauses:
        for effect in clause.effects:
            if name in world.facts.expand(effect.conclusion):
                asked = (clause.scope, clause.condition, effect.when, *clause.exceptions)
                given = (effect.value, *(cap.limit for cap in effect.caps))
                for node in (*asked, *given):
                    found |= set(_named(node))
    return found


def _named(node: object) -> Iterator[str]:
    """The conclusions a condition or a formula names."""
    if type(node).__name__ in ("Holds", "ConclusionValue"):
        yield node.name  # type: ignore[attr-defined]
    if isinstance(node, Node):
        for field in node.__struct_fields__:
            yield from _named(getattr(node, field))
    elif isinstance(node, tuple):
        for item in node:
            yield from _named(item)
