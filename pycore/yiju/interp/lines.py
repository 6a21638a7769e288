"""Formulas and comparisons as straight lines in one unknown: where they turn and meet (§6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from yiju.interp.evaluate import Item, Known, Leaf, Place, Value, evaluate, sources
from yiju.interp.known import Facts
from yiju.interp.meetings import Offs, Side
from yiju.ir.model import (
    Arithmetic,
    Attr,
    Compare,
    ConclusionValue,
    Expr,
    Extreme,
    Floor,
    Parameter,
)

NUMERIC = ("money", "ratio", "number")  # only the values next to a threshold are tried
NONE: Offs = {}


class Lines:
    """Lines of the formulas of one case."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def unknowns(self, node: Leaf | Expr, place: Place) -> set[Item]:
        """The unknown facts and parameters in it."""
        looked = (
            self.facts.look(s, place) for s in sources(node) if not isinstance(s, ConclusionValue)
        )
        return {found for found in looked if isinstance(found, Item)}

    def branches(self, side: Side, place: Place, item: Item) -> list[tuple[Fraction, Fraction]]:
        """The straight lines a formula is made of: one for each operand of 较大, 较小 taken."""
        expr = side.formula
        if isinstance(expr, Extreme | Floor):
            parts = expr.items if isinstance(expr, Extreme) else (expr.item,)
            return [
                line for part in parts for line in self.branches(Side(part, side.offs), place, item)
            ]
        line = self._linear(expr, place, item, side.offs)
        return [] if line is None else [line]

    def difference(self, leaf: Leaf, place: Place, item: Item) -> tuple[Fraction, Fraction] | None:
        """(a, b) when the comparison is of a·x + b with zero; None when it is not of that form."""
        if not isinstance(leaf, Compare) or item.kind not in NUMERIC:
            return None
        left = self._linear(leaf.left, place, item)
        right = self._linear(leaf.right, place, item)
        return None if left is None or right is None else (left[0] - right[0], left[1] - right[1])

    def _linear(
        self, expr: Expr, place: Place, item: Item, offs: Offs = NONE
    ) -> tuple[Fraction, Fraction] | None:
        if not self.unknowns(expr, place):
            value = evaluate(expr, Trial(self.facts, place, item, Fraction(0), offs))
            return (Fraction(0), Fraction(value)) if isinstance(value, Fraction | int) else None
        if isinstance(expr, Attr | Parameter):
            off = offs.get((expr.cls, expr.name)) if isinstance(expr, Attr) else None
            return (Fraction(1), -(off or Fraction(0)))
        if not isinstance(expr, Arithmetic):
            return None
        left = self._linear(expr.left, place, item, offs)
        right = self._linear(expr.right, place, item, offs)
        if left is None or right is None:
            return None
        match expr.op:
            case "+":
                return (left[0] + right[0], left[1] + right[1])
            case "-":
                return (left[0] - right[0], left[1] - right[1])
            case "*" if left[0] == 0 or right[0] == 0:
                return (left[0] * right[1] + right[0] * left[1], left[1] * right[1])
            case "/" if right[0] == 0 and right[1] != 0:
                return (left[0] / right[1], left[1] / right[1])
        return None


@dataclass(frozen=True)
class Trial:
    """Reads what is known, and the item on trial as `value`."""

    facts: Facts
    place: Place
    item: Item | None
    value: Known
    offs: Offs = field(default_factory=dict)

    def read(self, node: Attr | Parameter) -> Value:
        found = self.facts.look(node, self.place)
        value = self.value if isinstance(found, Item) else found
        off = self.offs.get((node.cls, node.name)) if isinstance(node, Attr) else None
        if off is None or not isinstance(value, Fraction | int):
            return value
        return max(Fraction(0), value - off)

    def conclusion(self, name: str) -> Value:
        raise AssertionError(f"{name} is decided in a completion only")

    def paid(self, name: str) -> Value:
        return self.conclusion(name)
