"""How far from the days of a case an unknown day still makes a difference; docs/semantics.md §6."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil

from yiju.asp.leaves import Leaf
from yiju.case.model import Duration
from yiju.ir import model as ir
from yiju.ir.walk import children
from yiju.values.evaluate import Compiler, Env
from yiju.values.operations import Value

MOST = 150  # years; no life and no period is longer
_COUNTING = (ir.Within, ir.Shift, ir.PeriodEnd, ir.Apart)


def reach(compiler: Compiler, env: Env, leaves: Iterable[tuple[Leaf, int]]) -> int:
    """Years by which the known days are to be exceeded: the longest of what the leaves count."""
    return min(MOST, max((_counted(compiler, env, leaf, r) for leaf, r in leaves), default=0))


def _counted(compiler: Compiler, env: Env, leaf: Leaf, r: int) -> int:
    """All the lengths and ages that one comparison names, in years, each rounded up."""
    if isinstance(leaf.cond, ir.Node):
        nodes = list(_at_hand(leaf.cond))
        if any(isinstance(node, _COUNTING) for node in nodes):
            named = (ir.Months, ir.Days, ir.Rational, ir.Attr, ir.Parameter)
            found = (compiler.value(n)(env, r) for n in nodes if isinstance(n, named))
            return sum(_years(value) for value in found)
    return 0


def _at_hand(node: ir.Node) -> Iterator[ir.Node]:
    """The node and what is under it, but nothing of the records it counts."""
    yield node
    if not isinstance(node, ir.Aggregate | ir.Stretch):
        for child in children(node):
            yield from _at_hand(child)


def _years(value: Value) -> int:
    if isinstance(value, Duration):
        return ceil(Fraction(value.n, 365 if value.unit == "days" else 12))
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return min(MOST, ceil(abs(Fraction(value))))
    return 0
