"""Whether a clause has force for a record in one completion (semantics §4)."""

from __future__ import annotations

from yiju.interp import force
from yiju.interp.compared import comparisons
from yiju.interp.evaluate import Item, Place, shape
from yiju.interp.world import World
from yiju.ir.model import Clause, Conclusion, Cond


def in_force(world: World, clause: Clause, conclusion: Conclusion, place: Place) -> bool:
    """Begun, not past its own end, its notice neither ended nor repealed."""
    key = ("in force", clause.id, conclusion.name, place)
    return world.once(key, lambda: _in_force(world, clause, conclusion, place))


def _in_force(world: World, clause: Clause, conclusion: Conclusion, place: Place) -> bool:
    facts, notice = world.facts, world.facts.notices[clause.notice]
    if notice.kind == "vocabulary":
        return True
    if not facts.inside(notice.territory):
        return False
    if not _begun(world, clause, conclusion, place):
        return False
    for end in clause.ends:
        if world.true(end.when, place) and not world.true(force.own(facts, end, "le"), place):
            return False
    if _as_one(world, force.over(facts, notice, conclusion), place):
        return False
    return not any(
        _as_one(world, force.repealed(facts, notice, other, conclusion), place)
        for other in force.repealing(facts, notice)
    )


def _begun(world: World, clause: Clause, conclusion: Conclusion, place: Place) -> bool:
    """From the clause's own day, where this reading has one; else from the notice's."""
    facts, notice = world.facts, world.facts.notices[clause.notice]
    starts = [s for s in clause.starts if world.true(s.when, place)]
    if not starts:
        return _as_one(world, force.force(facts, notice, conclusion), place)
    return world.true(force.taken_effect(facts, notice), place) and any(
        world.true(force.own(facts, s, "ge"), place) for s in starts
    )


def _as_one(world: World, cond: Cond, place: Place) -> bool:
    """One condition of force: with two days in it unknown it is true or false freely."""
    leaves = [leaf for leaf, _ in comparisons(world.facts, cond, place)]
    items: set[Item] = set().union(*(world.segments.lines.unknowns(leaf, place) for leaf in leaves))
    if len(items) > 1:
        return world.ask(("force", shape(cond), place), items, (True, False))
    return world.true(cond, place)
