"""How a value over records hangs on one quantity: where it stops varying evenly; semantics §14."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from yiju.ir import model as ir
from yiju.values import stretches
from yiju.values.reads import tests

if TYPE_CHECKING:
    from yiju.values.evaluate import Compiler, Env


def structure(compiler: Compiler, node: ir.Node) -> Callable[[Env, int], object]:
    """Which records a node picks and how their stretches lie to one another.

    While this stays the same, the value varies evenly with any one quantity it is made of.
    """

    def lies(env: Env, r: int) -> object:
        return tuple(
            _lie(compiler, part, env, s)
            if isinstance(part, ir.Stretch)
            else compiler.test(part)(env, s)
            for part, s in tests(env, node, r)
        )

    return lies


def _lie(compiler: Compiler, node: ir.Stretch, env: Env, r: int) -> object:
    """The order of the ends, the number of blocks, whether the last is gone on with."""
    found = compiler.counter.stretches(node)(env, r)
    if found is None:
        return None
    ends = sorted({day for stretch in found for day in stretch})
    order = tuple((ends.index(a), ends.index(b)) for a, b in found)
    day = compiler.value(node.until)(env, r) if node.until is not None else None
    blocks = stretches.covered(found, day) if isinstance(day, date) else None
    if blocks is None or not blocks.blocks:
        return order
    tolerance = compiler.value(node.tolerance)(env, r) if node.tolerance else None
    joined = len(stretches.chain(blocks, tolerance))
    return order, len(blocks.blocks), blocks.gap is None, joined
