"""Reading with one unknown on trial: what a comparison says when it takes a value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from yiju.case.model import Many
from yiju.interp.evaluate import Item, Known, Leaf, Open, Place, Reader, Value, evaluate
from yiju.interp.known import Facts
from yiju.interp.records import come_to, holds, list_item, spots
from yiju.ir.model import (
    Aggregate,
    All,
    AnyOf,
    Attr,
    Compare,
    Cond,
    Const,
    Counted,
    Derivation,
    Parameter,
    Reading,
    Stretch,
)

Offs = Mapping[tuple[str, str], Fraction]  # (class, attribute) → what 不得计入 takes off it


@dataclass(frozen=True)
class Trial:
    """Reads what is known, and the item on trial as `value`; what else is unknown stays open."""

    facts: Facts
    place: Place
    item: Item | None
    value: Known
    offs: Offs = field(default_factory=dict)

    def read(self, node: Attr | Parameter) -> Value:
        """A fact or a parameter, less what is taken off it."""
        value = self._plain(node)
        off = self.offs.get((node.cls, node.name)) if isinstance(node, Attr) else None
        if off is None or not isinstance(value, Fraction | int):
            return value
        return max(Fraction(0), value - off)

    def _plain(self, node: Attr | Parameter) -> Value:
        found = self.facts.look(node, self.place)
        if isinstance(found, Derivation):
            return self._followed(found)
        return self._unknown(found) if isinstance(found, Item) else found

    def _unknown(self, item: Item) -> Value:
        return self.value if item == self.item else Open(frozenset([item]), item.key)

    def _followed(self, derivation: Derivation) -> Value:
        for line in derivation.lines:
            taken = self._taken(line.when)
            if taken is None:
                return Open(frozenset(), "reading")
            if taken and line.cond is not None:
                return holds(line.cond, self)
            if taken and line.value is not None:
                return evaluate(line.value, self)
        return None

    def _taken(self, when: Cond) -> bool | None:
        """Whether the readings given take a line; None when its question is open."""
        match when:
            case Const(value=value):
                return value
            case Reading(question=question, option=option):
                given = self.facts.given.readings.get(question)
                return None if given is None else given == option
            case All(items=items) | AnyOf(items=items):
                several = [self._taken(item) for item in items]
                return True if True in several else None if None in several else False
        return False

    def conclusion(self, name: str) -> Value:
        """A value that is decided in a completion only."""
        return Open(frozenset(), ("conclusion", name))

    def paid(self, name: str) -> Value:
        """The same of a payer."""
        return self.conclusion(name)

    def inner(self, node: Counted) -> Sequence[Reader] | None:
        """The same trial at each record."""
        found = spots(self.facts.case, node, self.place)
        return None if found is None else [replace(self, place=spot, offs={}) for spot in found]

    def unlisted(self, node: Counted) -> Value:
        """What is not listed, on trial itself or open."""
        return self._unknown(list_item(self.facts.case, self.facts.policy, node, self.place))

    def counted(self, node: Aggregate | Stretch) -> Value:
        """What a node over records comes to."""
        return come_to(node, self)

    def outer(self) -> Reader:
        """The trial outside the brackets."""
        return replace(self, place=self.place[2], offs={})

    def among(self, node: Attr, values: Sequence[str]) -> bool | Open:
        """Whether a 单选 is, or a 多选 has, one of the values."""
        found = self.read(node)
        if not isinstance(found, Many):
            return found if isinstance(found, Open) else found in values
        has = [found.has(value) for value in values]
        return Open(frozenset(), "member") if True not in has and None in has else True in has

    def domain(self, leaf: Leaf) -> tuple[str, ...]:
        """The grades that a comparison is of, if it is of grades."""
        sides = (leaf.left, leaf.right) if isinstance(leaf, Compare) else ()
        for side in sides:
            if (
                isinstance(side, Attr)
                and self.facts.attributes[side.cls, side.name].kind == "scale"
            ):
                return self.facts.attributes[side.cls, side.name].domain
        return ()
