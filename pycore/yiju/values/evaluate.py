"""Expressions and leaf tests of the IR as Python functions of a case. Compiled once per policy.

A value function gives an exact value, None when something it needs is unknown, or ABSENT when
it has none (no such day, a conclusion that does not hold, division by zero).
A test gives True, False, or None when open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from yiju.case.model import ABSENT, Fact, Many
from yiju.ir import model as ir
from yiju.values import calendar
from yiju.values.holidays import Rest, reaches, unknown_years
from yiju.values.infer import Inference
from yiju.values.operations import (
    COMPARISONS,
    Value,
    last_day,
    literal,
    operands,
    operation_of,
    window_of,
)
from yiju.values.records import Counter

ValueOf = Callable[["Env", int], Value]
TestOf = Callable[["Env", int], bool | None]
KEPT = 10_000  # compiled expressions: explanations ask for those of the policy again and again


@dataclass
class Env:
    """What the functions read: facts by class and record, parameters, values derived so far."""

    judged: date
    region: str
    facts: Mapping[str, Sequence[Mapping[str, Fact]]]  # class → facts of each record
    parameters: Mapping[str, Value]
    effective: Mapping[int, date | None]
    expiry: Mapping[int, date | None]  # 失效日 of the notices that have one
    derived: dict[tuple[str, int], Value] = field(default_factory=dict)  # (conclusion, record)
    # (notice, attribute, record): what a notice strikes from its own formulas; notice -1: all of it
    struck: dict[tuple[int, str, int], Value] = field(default_factory=dict)
    holidays: Mapping[int, Rest] = field(default_factory=dict)
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)  # class → names of records
    # class → the number of the record each one belongs to, 0 for the person's
    parents: Mapping[str, Sequence[int]] = field(default_factory=dict)
    unlisted: frozenset[tuple[str, int]] = frozenset()  # (class, owner): lists the case has not
    assumed: dict[tuple[object, int], Value] = field(default_factory=dict)  # values over those
    readings: Mapping[int, str] = field(default_factory=dict)  # answers chosen so far
    inference: Inference | None = None  # what follows from the facts, put in by `derive`
    inferred: dict[tuple[str, int, str], ir.Derivation] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)  # class → class of its owner
    outside: list[int] = field(default_factory=list)  # records outside the brackets being read

    def item(self, cls: str, index: int, name: str) -> str:
        """The name of an unknown fact as a 待定项: `账单「甲」结算日`, `人 伤残等级`."""
        return f"{cls} {name}" if cls == ir.PERSON else f"{self.record(cls, index)}{name}"

    def record(self, cls: str, index: int) -> str:
        """A record by its name, behind that of the record it belongs to: `账单「甲」明细「1」`."""
        parents = self.parents.get(cls, ())
        owner = parents[index] if index < len(parents) else 0
        before = self.record(self.owners[cls], owner - 1) if owner else ""
        return f"{before}{cls}「{self.names[cls][index]}」"


def round_half_up(amount: Fraction | int) -> int:
    """To whole 分, half up (四舍五入). The notices do not say how to round; docs/semantics.md §9."""
    if isinstance(amount, int):
        return amount
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


class Compiler:
    """Compiles the expressions of one policy."""

    def __init__(self, policy: ir.Policy) -> None:
        self.attributes = {(a.cls, a.name): a for a in policy.attributes}
        self.conclusions = {c.name: c for c in policy.conclusions}
        self.parameters = {p.name: p for p in policy.parameters}
        self.regions = policy.regions
        self.notices = policy.notices
        self.counter = Counter(self)
        self._values: dict[tuple[int, bool, int], tuple[ir.Expr, ValueOf]] = {}  # by identity

    def kind(self, node: ir.Attr | ir.ConclusionValue) -> ir.Kind:
        """The kind of a fact or of a conclusion."""
        if isinstance(node, ir.Attr):
            return self.attributes[node.cls, node.name].kind
        return self.conclusions[node.name].kind

    def value(self, expr: ir.Expr, *, formula: bool = False, notice: int = -1) -> ValueOf:
        """The value function; in a `formula` the parts that its notice strikes are taken off."""
        key = (id(expr), formula, notice)
        made = self._values.get(key)
        if made is None or made[0] is not expr:
            if len(self._values) > KEPT:
                self._values.clear()
            made = self._values[key] = (expr, self._value(expr, formula, notice))
        return made[1]

    def _value(self, expr: ir.Expr, formula: bool, notice: int) -> ValueOf:
        if isinstance(expr, ir.Attr):
            return self._attribute(expr, formula, notice)
        if isinstance(expr, ir.Parameter):
            name = expr.name
            return lambda env, r: env.parameters.get(name)
        if isinstance(expr, ir.ConclusionValue):
            name, personal = expr.name, self.conclusions[expr.name].cls == ir.PERSON
            return lambda env, r: env.derived.get((name, 0 if personal else r), ABSENT)
        if isinstance(expr, ir.Paid):
            payer, own = expr.name, self.conclusions[expr.name].cls == ir.PERSON
            return lambda env, r: env.derived.get((payer, 0 if own else r), 0)
        if isinstance(expr, ir.Literal_):
            constant = literal(expr)
            return lambda env, r: constant
        if isinstance(expr, (ir.Outer, ir.Aggregate, ir.Stretch)):
            return self.counter.value(expr)
        parts = tuple(self.value(p, formula=formula, notice=notice) for p in operands(expr))
        return _lifted(operation_of(expr), parts)

    def _attribute(self, expr: ir.Attr, formula: bool, notice: int = -1) -> ValueOf:
        cls, name = expr.cls, expr.name
        declared = self.attributes[cls, name]
        personal = cls == ir.PERSON
        if declared.kind == "scale":
            ranks = {word: rank for rank, word in enumerate(declared.domain, 1)}

            def rank(env: Env, r: int) -> Value:
                fact = env.facts[cls][0 if personal else r - 1].get(name)
                return None if fact is None else ranks.get(str(fact), ABSENT)

            return rank
        if formula and declared.kind == "money":

            def reduced(env: Env, r: int) -> Value:
                fact = env.facts[cls][0 if personal else r - 1].get(name)
                off = env.struck.get((notice, name, r), 0)
                if not off or fact is None or fact is ABSENT:
                    return fact if off is not None else None
                return max(Fraction(0), fact - off)

            return reduced
        if personal:
            return lambda env, r: env.facts[cls][0].get(name)
        return lambda env, r: env.facts[cls][r - 1].get(name)

    def test(self, cond: ir.Cond) -> TestOf:
        """The test function of a leaf condition."""
        if isinstance(cond, ir.Flag):
            return self._flag(cond)
        if isinstance(cond, ir.Among):
            return self._among(cond)
        if isinstance(cond, ir.Compare):
            return self._compare(cond)
        if isinstance(cond, ir.Within):
            parts = tuple(self.value(e) for e in (cond.what, cond.base, cond.length))
            if cond.roll:
                return _rolled(cond, parts)
            return _tested(window_of(cond), parts)
        if isinstance(cond, ir.InWindow):
            return _tested(calendar.in_window, (self.value(cond.what), self.value(cond.window)))
        raise TypeError(f"not a leaf: {cond!r}")

    def _flag(self, cond: ir.Flag) -> TestOf:
        get = self._attribute(ir.Attr(cls=cond.cls, name=cond.name), formula=False)
        wanted = cond.value

        def flag(env: Env, r: int) -> bool | None:
            fact = get(env, r)
            return None if fact is None else fact is wanted

        return flag

    def _among(self, cond: ir.Among) -> TestOf:
        get = self._attribute(ir.Attr(cls=cond.cls, name=cond.name), formula=False)
        values = cond.values

        def among(env: Env, r: int) -> bool | None:
            fact = get(env, r)
            if isinstance(fact, Many):
                found = [fact.has(value) for value in values]
                return True if True in found else None if None in found else False
            return None if fact is None else fact in values

        return among

    def _compare(self, cond: ir.Compare) -> TestOf:
        left, right = cond.left, cond.right
        ranks = self._ranks(left) or self._ranks(right)
        parts = tuple(self._side(side, ranks) for side in (left, right))
        return _tested(COMPARISONS[cond.op], parts)

    def _ranks(self, expr: ir.Expr) -> dict[str, int]:
        if isinstance(expr, ir.Attr):
            declared = self.attributes[expr.cls, expr.name]
            if declared.kind == "scale":
                return {word: rank for rank, word in enumerate(declared.domain, 1)}
        return {}

    def _side(self, expr: ir.Expr, ranks: dict[str, int]) -> ValueOf:
        if isinstance(expr, ir.Word):
            constant: Value = ranks.get(
                expr.text, {"是": True, "否": False}.get(expr.text, expr.text)
            )
            return lambda env, r: constant
        return self.value(expr)


def _lifted(operation: Callable[..., Value], parts: tuple[ValueOf, ...]) -> ValueOf:
    """Apply to the parts' values; unknown or absent parts make the whole so, absent first."""
    if len(parts) == 2:
        first, second = parts

        def binary(env: Env, r: int) -> Value:
            a, b = first(env, r), second(env, r)
            if a is ABSENT or b is ABSENT:
                return ABSENT
            return None if a is None or b is None else operation(a, b)

        return binary

    def lifted(env: Env, r: int) -> Value:
        values = [part(env, r) for part in parts]
        if any(value is ABSENT for value in values):
            return ABSENT
        return None if any(value is None for value in values) else operation(*values)

    return lifted


def _tested(operation: Callable[..., bool], parts: tuple[ValueOf, ...]) -> TestOf:
    whole = _lifted(operation, parts)

    def tested(env: Env, r: int) -> bool | None:
        value = whole(env, r)
        return False if value is ABSENT else value

    return tested


def period(compiler: Compiler, cond: ir.Within, env: Env, r: int) -> tuple[date, date] | None:
    """The last day of a period before any holiday, and the day held against it; None when open."""
    values = [compiler.value(part)(env, r) for part in (cond.what, cond.base, cond.length)]
    if any(value is None or value is ABSENT for value in values):
        return None
    what, base, length = values
    return last_day(base, length, cond.counted), what


def open_years(compiler: Compiler, cond: ir.Within, r: int, env: Env) -> list[int]:
    """The years whose holidays a period that moves on with them depends on, and nobody knows.

    None where a day or the length is unknown: then the comparison is open for that reason.
    """
    ends = period(compiler, cond, env, r)
    return unknown_years(*ends, env.holidays) if ends else []


def _rolled(cond: ir.Within, parts: tuple[ValueOf, ...]) -> TestOf:
    """A period whose last day moves on where it is a day of rest (遇节假日顺延)."""
    roll, after = cond.roll, cond.after

    def tested(env: Env, r: int) -> bool | None:
        what, base, length = (part(env, r) for part in parts)
        if ABSENT in (what, base, length):
            return False
        if what is None or base is None or length is None:
            return None
        end = last_day(base, length, cond.counted)
        if what <= end:
            return not after and base <= what
        prolonged = reaches(end, what, roll, env.holidays)
        return None if prolonged is None else prolonged is not after and (after or base <= what)

    return tested
