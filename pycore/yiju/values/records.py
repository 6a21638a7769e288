"""Values over the records of a class: counts, sums, first and last days, stretches; semantics §14.

Which records are there is read off the case (`Env.parents`, `Env.unlisted`); of a list that the
case does not give, every value is open and may be filled in by a completion (`Env.assumed`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from yiju.case.model import ABSENT
from yiju.ir import model as ir
from yiju.ir.walk import bare, walk
from yiju.values import stretches
from yiju.values.operations import Value

if TYPE_CHECKING:
    from yiju.values.evaluate import Compiler, Env, TestOf, ValueOf

Counting = ir.Aggregate | ir.Stretch
Key = tuple[object, int]


def members(env: Env, node: ir.Counted, r: int) -> Sequence[int] | None:
    """Numbers of the records a node ranges over, seen from record `r`; None when not listed."""
    if not node.owner:
        return None if (node.cls, 0) in env.unlisted else range(1, len(env.facts[node.cls]) + 1)
    if (node.cls, r) in env.unlisted:
        return None
    return [s for s, owner in enumerate(env.parents.get(node.cls, ()), 1) if owner == r]


def whole(node: ir.Counted, r: int) -> Key:
    """What a value over a list that is not given is kept under."""
    key, reaches = _reach(node)
    return key, r if reaches else 0


@lru_cache(maxsize=4096)  # asked for each value that is tried
def _reach(node: ir.Counted) -> tuple[object, bool]:
    """The node as a key, and whether what it comes to hangs on the record it is asked from."""
    reaches = bool(node.owner) or any(isinstance(part, ir.Outer) for part in walk(node))
    until = isinstance(node, ir.Stretch) and node.until is not None
    return bare(node), reaches or until


@contextmanager
def within(env: Env, r: int) -> Iterator[None]:
    """Inside the brackets of what counts records: `r` is the record outside."""
    env.outside.append(r)
    try:
        yield
    finally:
        env.outside.pop()


@contextmanager
def without(env: Env) -> Iterator[int]:
    """Back at the record outside the brackets."""
    r = env.outside.pop()
    try:
        yield r
    finally:
        env.outside.append(r)


def list_kind(compiler: Compiler, node: ir.Counted) -> ir.Kind:
    """The kind of what a node over records comes to."""
    match node:
        case ir.Quantified():
            return "bool"
        case ir.Aggregate(op="earliest" | "latest") | ir.Stretch(op="gapday"):
            return "date"
        case ir.Aggregate(op="sum"):
            read = [
                n for n in walk(node.of or node) if isinstance(n, (ir.Attr, ir.ConclusionValue))
            ]
            return "money" if "money" in [compiler.kind(n) for n in read] else "number"
        case ir.Aggregate() | ir.Stretch(op="overlaps"):
            return "number"
        case _:
            return "duration"


class Counter:
    """Compiles what counts records, for one compiler of expressions."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler

    def value(self, expr: ir.Outer | Counting) -> ValueOf:
        """The value function of a node over records."""
        if isinstance(expr, ir.Outer):
            return self._outer(expr)
        read = self._aggregate(expr) if isinstance(expr, ir.Aggregate) else self._stretch(expr)

        def counted(env: Env, r: int) -> Value:
            numbers = members(env, expr, r)
            return env.assumed.get(whole(expr, r)) if numbers is None else read(env, r, numbers)

        return counted

    def _outer(self, expr: ir.Outer) -> ValueOf:
        inner = self.compiler.value(expr.item)

        def outer(env: Env, s: int) -> Value:
            with without(env) as r:
                return inner(env, r)

        return outer

    def pick(self, cond: ir.Cond) -> TestOf:
        """A condition in brackets, over facts alone: True, False, or None when it is open."""
        match cond:
            case ir.Const(value=value):
                return lambda env, r: value
            case ir.Not(item=item):
                test = self.pick(item)
                return lambda env, r: None if (found := test(env, r)) is None else not found
            case ir.All(items=items) | ir.AnyOf(items=items):
                parts = [self.pick(item) for item in items]
                decisive = isinstance(cond, ir.AnyOf)

                def several(env: Env, r: int) -> bool | None:
                    found = [part(env, r) for part in parts]
                    if decisive in found:
                        return decisive
                    return None if None in found else not decisive

                return several
            case _:
                return self.compiler.test(cond)

    def _aggregate(self, expr: ir.Aggregate) -> Callable[[Env, int, Sequence[int]], Value]:
        where = self.pick(expr.where)
        of = self.compiler.value(expr.of) if expr.of is not None else lambda env, r: 1
        fold = _FOLDS[expr.op]

        def aggregate(env: Env, r: int, numbers: Sequence[int]) -> Value:
            found: list[Any] = []
            with within(env, r):
                for s in numbers:
                    picked = where(env, s)
                    value = of(env, s) if picked is not False else ABSENT
                    if value is ABSENT:
                        continue
                    if picked is None or value is None:
                        return None
                    found.append(value)
            return fold(found)

        return aggregate

    def _stretch(self, expr: ir.Stretch) -> Callable[[Env, int, Sequence[int]], Value]:
        read = self.stretches(expr)
        until = self.compiler.value(expr.until) if expr.until is not None else None
        tolerance = self.compiler.value(expr.tolerance) if expr.tolerance is not None else None

        def stretch(env: Env, r: int, numbers: Sequence[int]) -> Value:
            found = read(env, r)
            day = until(env, r) if until else date.max
            longest = tolerance(env, r) if tolerance else None
            if day is ABSENT or longest is ABSENT:
                return ABSENT
            if found is None or day is None or (tolerance and longest is None):
                return None
            try:
                return _come_to(expr.op, found, day, longest)
            except (OverflowError, ValueError):
                return ABSENT

        return stretch

    def stretches(self, expr: ir.Stretch) -> Callable[[Env, int], list[stretches.Stretch] | None]:
        """The stretches that a node picks; None when one of them is open."""
        where = self.pick(expr.where)
        first = self.compiler.value(ir.Attr(cls=expr.cls, name=expr.start))
        last = self.compiler.value(ir.Attr(cls=expr.cls, name=expr.end))

        def read(env: Env, r: int) -> list[stretches.Stretch] | None:
            found = []
            with within(env, r):
                for s in members(env, expr, r) or ():
                    picked, a, b = where(env, s), first(env, s), last(env, s)
                    if picked is False or a is ABSENT:
                        continue
                    if picked is None or a is None or b is None:
                        return None
                    found.append((a, date.max if b is ABSENT else b))
            return found

        return read


def _come_to(op: str, found: list[stretches.Stretch], day: date, longest: Value) -> Value:
    if op == "overlaps":
        return stretches.overlaps(found)
    blocks = stretches.covered(found, day)
    return stretches.run(blocks, longest) if op == "run" else stretches.BEFORE[op](blocks)


_FOLDS: dict[str, Callable[[list[Any]], Value]] = {
    "count": len,
    "sum": lambda found: sum(found, Fraction(0)),
    "earliest": lambda found: min(found, default=ABSENT),
    "latest": lambda found: max(found, default=ABSENT),
}
