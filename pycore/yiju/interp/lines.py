"""Formulas and comparisons as straight lines in one unknown: where they turn and meet (§6)."""

from __future__ import annotations

from fractions import Fraction

from yiju.interp.evaluate import Item, Leaf, Place, evaluate
from yiju.interp.known import Facts
from yiju.interp.meetings import Side
from yiju.interp.trial import Offs, Trial
from yiju.interp.unknowns import Unknowns
from yiju.ir.model import (
    Arithmetic,
    Attr,
    Compare,
    Expr,
    Extreme,
    Floor,
    Outer,
    Parameter,
)

NUMERIC = ("money", "ratio", "number")  # only the values next to a threshold are tried
NONE: Offs = {}


class Lines:
    """Lines of the formulas of one case."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.unknowns = Unknowns(facts).of

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
            if self.facts.look(expr, place) != item:
                return None
            off = offs.get((expr.cls, expr.name)) if isinstance(expr, Attr) else None
            return (Fraction(1), -(off or Fraction(0)))
        if isinstance(expr, Outer):
            return self._linear(expr.item, place[2], item)
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
