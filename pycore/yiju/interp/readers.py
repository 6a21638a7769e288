"""Readers of one completion: what a comparison reads, and what a formula reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from yiju.interp.evaluate import Item, Leaf, Open, Place, Reader, Value, evaluate
from yiju.interp.records import come_to, holds, list_item, spots
from yiju.ir.model import Aggregate, Attr, Counted, Derivation, Parameter, Stretch

if TYPE_CHECKING:
    from yiju.interp.world import World

Struck = Mapping[tuple[str, str], Value]  # (class, attribute) → the value after 不得计入


def paid(world: World, name: str, place: Place) -> Value:
    """What a payer pays (§15): 0 where it does not hold, nothing known where it is contested."""
    result = world.conclude(name, place)
    if result.status == "冲突":
        return None
    return result.value if result.status == "成立" else Fraction(0)


@dataclass(frozen=True)
class _Reader:
    world: World
    place: Place

    def conclusion(self, name: str) -> Value:
        result = self.world.conclude(name, self.place)
        return result.value if result.status == "成立" else None

    def paid(self, name: str) -> Value:
        return paid(self.world, name, self.place)

    def read(self, node: Attr | Parameter) -> Value:
        found = self.world.facts.look(node, self.place)
        if isinstance(found, Derivation):
            return self._followed(found)
        return self._unknown(found) if isinstance(found, Item) else found

    def _unknown(self, item: Item) -> Value:
        raise NotImplementedError

    def _followed(self, derivation: Derivation) -> Value:
        """A fact that follows from others."""
        line = self.world.line(derivation, self.place)
        if line is None:
            return None
        return holds(line.cond, self) if line.cond is not None else evaluate(line.value, self)  # type: ignore[arg-type]

    def inner(self, node: Counted) -> Sequence[Reader] | None:
        found = spots(self.world.facts.case, node, self.place)
        return None if found is None else [self._at(spot) for spot in found]

    def unlisted(self, node: Counted) -> Value:
        facts = self.world.facts
        return self._unknown(list_item(facts.case, facts.policy, node, self.place))

    def counted(self, node: Aggregate | Stretch) -> Value:
        return come_to(node, self)

    def outer(self) -> Reader:
        return self._at(self.place[2])

    def _at(self, place: Place) -> _Reader:
        return replace(self, place=place)

    def among(self, node: Attr, values: Sequence[str]) -> bool | Open:
        world = self.world
        if world.facts.attributes[node.cls, node.name].kind == "many":
            where = (self.place[0], self.place[1]) if node.cls == self.place[0] else (node.cls, 0)
            return any(world.has(where, node.name, value) for value in values)
        value = self.read(node)
        return value if isinstance(value, Open) else value in values

    def domain(self, leaf: Leaf) -> tuple[str, ...]:
        return self.world.domain(leaf)


@dataclass(frozen=True)
class InCondition(_Reader):
    """Reads for a comparison: the raw values, an ordered unknown by any value of its segment."""

    tried: bool

    def _unknown(self, item: Item) -> Value:
        if not self.tried:
            return Open(frozenset([item]), item.key)
        if self.world.facts.options(item):
            return self.world.listed(item)
        return self.world.segment(item).value


@dataclass(frozen=True)
class InFormula(_Reader):
    """Reads for a formula: reduced values, an ordered unknown by the ends of its segment."""

    struck: Struck = field(default_factory=dict)

    def read(self, node: Attr | Parameter) -> Value:
        if isinstance(node, Attr) and (node.cls, node.name) in self.struck:
            return self.struck[node.cls, node.name]
        return super().read(node)

    def _unknown(self, item: Item) -> Value:
        return self.world.settled(item)

    def _at(self, place: Place) -> _Reader:
        return replace(self, place=place, struck={})
