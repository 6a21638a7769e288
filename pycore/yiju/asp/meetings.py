"""Where the values of two supports that contest one 唯一 conclusion meet; docs/semantics.md §6.

Two different values are inconsistent and equal ones are not, so the points at which an unknown
quantity makes them equal are among the values to try.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import chain, combinations, pairwise
from math import floor

from yiju.asp.from_ir import Program, followed
from yiju.asp.items import Item, overlay
from yiju.case.model import ABSENT, Duration
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import leaf_operands
from yiju.values.evaluate import Env, ValueOf, round_half_up
from yiju.values.operations import Value

NEAR = 8  # 分 to either side of a meeting point: rounding can make values equal a little off it
Struck = Mapping[tuple[int, str, int], Value]  # (notice, attribute, record) → what is struck
MONTHS = 120  # durations tried where a contested day or duration reads an unknown one


Facts = frozenset[tuple[str, str]]  # (class, attribute)
STRIKES = 4  # part-exclusions whose every choice is tried


@dataclass(frozen=True)
class Rival:
    """Two contested formulas at one record."""

    one: ValueOf
    other: ValueOf
    record: int
    money: bool
    struck: Struck = field(default_factory=dict)  # what is taken off the amounts they read

    def apart(self, env: Env) -> Fraction | None:
        """How far the one lies above the other; None where that is no number."""
        a, b = self.values(env)
        if isinstance(a, (int, Fraction)) and isinstance(b, (int, Fraction)):
            return Fraction(a) - b
        return None

    def equal(self, env: Env) -> bool:
        """Whether both have the same value."""
        a, b = self.values(env)
        return a is not None and a is not ABSENT and a == b

    def values(self, env: Env) -> tuple[Value, Value]:
        """Both values; amounts in whole 分."""
        if self.struck:
            env = replace(env, struck=dict(self.struck))
        a, b = self.one(env, self.record), self.other(env, self.record)
        return (_whole(a), _whole(b)) if self.money else (a, b)


def _whole(value: Value) -> Value:
    return round_half_up(value) if isinstance(value, (int, Fraction)) else value


class Meetings:
    """The contested pairs of formulas of one program, and what each of them reads."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.pairs = []
        for a, b in program.contested:
            one, other = program.effects[a], program.effects[b]
            same = one.conclusion == other.conclusion
            if same and one.mode == other.mode == "value" and one.value and other.value:
                facts, names = leaf_operands(one.value)
                more, others = leaf_operands(other.value)
                read = frozenset(followed(program.policy, facts | more)[0])
                counts = program.counts(one.value) or program.counts(other.value)
                self.pairs.append((one, other, read, names | others, counts))

    def rivals(self, env: Env, item: Item) -> list[Rival]:
        """The pairs whose values an open item can bring together."""
        return list(self._rivals(env, item))

    def _rivals(self, env: Env, item: Item) -> Iterator[Rival]:
        for one, other, facts, names, counts in self.pairs:
            if item.kind == "parameter":
                reads = item.key[0] in names
            elif item.kind == "list":
                reads = counts
            else:
                reads = item.kind == "fact" and (item.key[0], item.key[2]) in facts
            if not reads or one.value is None or other.value is None:
                continue
            cls = self.program.clause_of[one.id].cls
            money = self.program.compiler.conclusions[one.conclusion].kind == "money"
            formulas = self._formula(one), self._formula(other)
            for r in self._records(env, item, cls, counts):
                for struck in self._struck(env, r, facts):
                    yield Rival(*formulas, r, money, struck)

    def _formula(self, effect: ir.Effect) -> ValueOf:
        assert effect.value is not None
        notice = self.program.clause_of[effect.id].notice
        return self.program.compiler.value(effect.value, formula=True, notice=notice)

    def _struck(self, env: Env, r: int, facts: Facts) -> Iterator[Struck]:
        """Nothing struck, and every choice among the part-exclusions from what is read."""
        found: list[tuple[tuple[int, str, int], Value]] = []
        for effect in self.program.effects.values():
            if effect.mode == "strike" and any(name == effect.conclusion for _, name in facts):
                clause = self.program.clause_of[effect.id]
                assert effect.value is not None
                record = r if clause.cls != PERSON else 0
                off = self.program.compiler.value(effect.value)(env, record)
                if isinstance(off, (int, Fraction)) and off > 0:
                    found.append(((clause.notice, effect.conclusion, r), off))
        found = found[:STRIKES]
        several = (combinations(found, n) for n in range(len(found) + 1))
        for some in chain.from_iterable(several):
            sums: dict[tuple[int, str, int], Value] = {}
            for place, off in some:
                sums[place] = sums.get(place, Fraction(0)) + off
            yield sums

    def _records(self, env: Env, item: Item, cls: str, counts: bool) -> Sequence[int]:
        if cls == PERSON:
            return (0,)
        if item.kind == "fact" and item.key[0] == cls and not counts:
            return (int(item.key[1]) + 1,)  # type: ignore[call-overload]
        return range(1, len(env.facts[cls]) + 1)

    def points(self, env: Env, item: Item, kind: ir.Kind, known: Sequence[object]) -> set[object]:
        """Values of the item at which contested values meet; `known`: values tried anyway."""
        rivals = self.rivals(env, item)
        if not rivals:
            return set()
        if kind == "duration":
            return {Duration(n, "months") for n in range(MONTHS + 1)}
        numbers = [v for v in known if isinstance(v, Fraction)]
        found: set[object] = set()
        for rival in rivals:
            gaps = {v: rival.apart(overlay(env, [(item, v)])) for v in numbers}
            for low, high in pairwise(numbers):
                a, b = gaps[low], gaps[high]
                if a is None or b is None or a * b >= 0:
                    continue
                if kind == "money":
                    root = self._root(env, item, rival, floor(low), floor(high))
                    found |= {Fraction(root + n) for n in range(-NEAR, NEAR + 1)}
                else:
                    found.add(low + (high - low) * a / (a - b))
        return found

    def _root(self, env: Env, item: Item, rival: Rival, low: int, high: int) -> int:
        """The last amount in whole 分 before the sign of the difference changes, by halving."""
        before = rival.apart(overlay(env, [(item, Fraction(low))]))
        assert before is not None
        while high - low > 1:
            middle = (low + high) // 2
            gap = rival.apart(overlay(env, [(item, Fraction(middle))]))
            if gap is not None and gap * before > 0:
                low = middle
            else:
                high = middle
        return low
