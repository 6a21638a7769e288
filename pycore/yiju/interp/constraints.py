"""Constraints (semantics §6): a completion that breaks one does not exist."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from yiju.interp.evaluate import Item, Place
from yiju.interp.known import Facts, at
from yiju.interp.unknowns import Unknowns
from yiju.interp.world import World
from yiju.ir.model import (
    PERSON,
    All,
    Among,
    AnyOf,
    Attr,
    Compare,
    Cond,
    Constraint,
    Flag,
    Not,
)

Judged = tuple[Constraint, Place, frozenset[Hashable]]  # what of it is unknown


class Impossible(Exception):
    """The facts break a constraint."""


class Constraints:
    """The constraints of one policy on one case."""

    def __init__(self, facts: Facts) -> None:
        self.all: list[Judged] = []
        for constraint in facts.policy.constraints:
            for place in facts.places(constraint.cls):
                unknown = frozenset(i.key for i in _unknown(facts, constraint.violated, place))
                self.all.append((constraint, place, unknown))

    def check_known(self, world: World) -> None:
        """What can be judged from the case alone.

        :raises Impossible: when the case breaks it.
        """
        for constraint, place, unknown in self.all:
            if not unknown and world.true(constraint.violated, place):
                raise Impossible(constraint.title)

    def check(self, world: World, fixed: Mapping[Hashable, object]) -> None:
        """Those that bear on what the completion has fixed, directly or by others.

        :raises Impossible: when the completion breaks one.
        """
        live = {key[0] for key in fixed if isinstance(key, tuple)}
        waiting = [judged for judged in self.all if judged[2]]
        while True:
            now = [judged for judged in waiting if judged[2] & live]
            if not now:
                return
            waiting = [judged for judged in waiting if judged not in now]
            for constraint, place, unknown in now:
                live |= unknown
                if world.true(constraint.violated, place):
                    raise Impossible(constraint.title)


def _unknown(facts: Facts, cond: Cond, place: Place) -> Iterator[Item]:
    match cond:
        case All(items=items) | AnyOf(items=items):
            for item in items:
                yield from _unknown(facts, item, place)
        case Not(item=item):
            yield from _unknown(facts, item, place)
        case Flag(cls=cls, name=name):
            yield from Unknowns(facts).of(Attr(cls=cls, name=name), place)
        case Among(cls=cls, name=name, values=values):
            where = at(cls, place) if cls == PERSON or cls == place[0] else place
            if facts.attributes[cls, name].kind == "many":
                members = (facts.member(where, name, value) for value in values)
                yield from (m for m in members if isinstance(m, Item))
            else:
                yield from Unknowns(facts).of(Attr(cls=cls, name=name), place)
        case Compare():
            yield from Unknowns(facts).of(cond, place)
