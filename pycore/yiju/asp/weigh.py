"""Values of candidates and their comparison, told to the logic layer as `nq` and `gt`.

Nothing here decides who applies or wins: it computes what each candidate would give, says which
pairs differ and which is higher, and reads back the value of what clingo let win.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from yiju.asp.counters import Counters
from yiju.asp.from_conclusions import picks, signs
from yiju.asp.from_ir import COUNTING, Program
from yiju.asp.ledger import Ledger, Priced, bounded, known, notice_of, price
from yiju.asp.world import World, selected
from yiju.case.model import ABSENT, Duration
from yiju.ir.model import PERSON
from yiju.values.evaluate import round_half_up
from yiju.values.fold import Candidate, Measure, Order, Rule, fold
from yiju.values.operations import Value


class Weigher:
    """Computes and compares the candidates of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.ledger = Ledger(program)
        self.counters = Counters(program, self.ledger)
        self.priced = {e.id: price(program, e) for e in program.effects.values()}
        self.by_head: dict[str, list[Priced]] = {}
        for priced in self.priced.values():
            if priced.effect.mode in ("value", "floor", *COUNTING):
                self.by_head.setdefault(priced.effect.conclusion, []).append(priced)
        self.folded = frozenset(head for head in self.by_head if self._folded(head))
        self.strikes = [p for p in self.priced.values() if p.effect.mode == "strike"]

    def records(self, head: str, counts: dict[str, int]) -> Iterable[int]:
        """The records a conclusion is about."""
        cls = self.program.compiler.conclusions[head].cls
        return (0,) if cls == PERSON else range(1, counts[cls] + 1)

    def differ(self, heads: Iterable[str], world: World, counts: dict[str, int]) -> bool:
        """Compute the candidates; whether any has no value or differs from a rival."""
        self._strike(world, counts)
        raised = False
        for head in heads:
            if head in self.by_head:
                for r in self.records(head, counts):
                    raised |= self._void(head, r, world)
                    if head not in self.folded:
                        raised |= self._differ(head, r, world)
        return raised

    def rank(self, heads: Iterable[str], world: World, counts: dict[str, int]) -> bool:
        """Compare, for 就高 and 就低, what is left standing; whether any is before another."""
        raised = False
        done: set[str] = set()
        for head in heads:
            if head not in self.by_head or head in done:
                continue
            if self._counts(head):
                self.counters.count(head, self.by_head[head], self.records(head, counts), world)
            elif head in self.folded:
                together = self.program.pool(head) or (head,)
                done.update(together)
                raised |= self._rank(together, world, counts)
            elif "gt" in signs(self.program, head):
                for r in self.records(head, counts):
                    raised |= self._compare(head, r, world)
        return raised

    def _counts(self, head: str) -> bool:
        return self.program.compiler.conclusions[head].combine == "count"

    def _folded(self, head: str) -> bool:
        """Amounts are folded record by record, unless they must all be the same."""
        found = self.program.compiler.conclusions[head]
        return found.kind == "money" and found.combine not in ("unique", "count", "pick")

    def _strike(self, world: World, counts: dict[str, int]) -> None:
        """不得计入: what is struck from an amount of a record before any formula reads it."""
        for priced in self.strikes:
            cls = self.program.clause_of[priced.effect.id].cls
            for r in (0,) if cls == PERSON else range(1, counts[cls] + 1):
                done = (priced.effect.id, r) in world.values
                if not done and priced.value and world.holds("ef", priced.effect.id, r):
                    off = known(priced.value(world.env, r))
                    world.values[priced.effect.id, r] = off
                    if off is not ABSENT:
                        for notice in (notice_of(self.program, priced.effect), -1):
                            key = (notice, priced.effect.conclusion, r)
                            world.env.struck[key] = world.env.struck.get(key, 0) + off

    def _void(self, head: str, r: int, world: World) -> bool:
        """`nv` for formulas that have no value; the values of the others."""
        raised = False
        for priced in self._holding("ef", head, r, world):
            if priced.value is None:
                continue
            left = self.ledger.left(head, world, r)
            value = self.ledger.base(priced, world, r)
            if priced.money and value is not ABSENT and head not in self.folded:
                value = round_half_up(value)
            if left is ABSENT or self._unpriced(priced, world, r):
                value = ABSENT
            if value is not ABSENT and head not in self.folded:
                value = bounded(value, left)
            if value is ABSENT or head not in self.folded:
                world.values[priced.effect.id, r] = value
            raised |= value is ABSENT and self._tell(world, head, "nv", priced.effect.id, record=r)
        return raised

    def _holding(self, sign: str, head: str, r: int, world: World) -> Sequence[Priced]:
        """The supports of which an atom holds: read once wherever the same atoms hold."""
        room = world.room(self.program.heads[head], r)
        if room is None or head not in self.by_head:
            return ()
        truth, local = room
        key = (sign, head, local)
        if key not in truth.read:
            truth.read[key] = tuple(
                p for p in self.by_head[head] if world.holds(sign, p.effect.id, r)
            )
        return truth.read[key]  # type: ignore[no-any-return]

    def _differ(self, head: str, r: int, world: World) -> bool:
        """`nq` for rivals that differ, or where the best is asked, that do not compare."""
        raised = False
        for a, b in self.program.rivals.get(head, ()) if "nq" in signs(self.program, head) else ():
            first, second = world.values.get((a, r), ABSENT), world.values.get((b, r), ABSENT)
            if first is ABSENT or second is ABSENT:
                continue
            if _apart(first, second) if picks(self.program, head) else first != second:
                raised |= self._tell(world, head, "nq", a, b, record=r)
        return raised

    def _unpriced(self, priced: Priced, world: World, r: int) -> bool:
        """Whether a ratio or a limit has no value."""
        ratio = known(world.env.parameters.get(priced.effect.ratio)) if priced.effect.ratio else 1
        return ratio is ABSENT or any(known(x(world.env, r)) is ABSENT for x in priced.limits)

    def _compare(self, head: str, r: int, world: World) -> bool:
        """`gt` between the standing values of one record that are not amounts."""
        raised = False
        standing = [p.effect.id for p in self._holding("lv", head, r, world)]
        lowest = self.program.compiler.conclusions[head].combine == "min"
        for a, b in permutations(standing, 2):
            one, other = world.values[a, r], world.values[b, r]
            if goes_before(one, other, lowest=lowest):
                raised |= self._tell(world, head, "gt", a, b, record=r)
        return raised

    def _rank(self, heads: Sequence[str], world: World, counts: dict[str, int]) -> bool:
        raised = False
        found: list[Candidate] = []
        for head in heads:
            for r in self.records(head, counts):
                for priced in self._holding("lv", head, r, world):
                    found.append(self.ledger.candidate(priced, world, r))
        if not found:
            return False
        places = {c.record: self.ledger.place(c.head, world, c.record) for c in found}
        rules = {head: self._rule(head, world) for head in heads}
        order = Order(world.completion.order, world.completion.turns)
        folded = fold(found, rules, places, order)
        effects: dict[tuple[int, str], list[int]] = {}
        for c in found:
            got = folded[c.effect, c.record]
            world.values[c.effect, c.record] = got.amount
            world.spent[c.effect, c.record] = got.spent
            effects.setdefault((c.record, c.head), []).append(c.effect)
        for (r, head), standing in effects.items():
            for a, b in permutations(standing, 2) if picks(self.program, head) else ():
                if folded[a, r].rank > folded[b, r].rank:
                    raised |= self._tell(world, head, "gt", a, b, record=r)
        return raised

    def _rule(self, head: str, world: World) -> Rule:
        combine = self.program.compiler.conclusions[head].combine
        measure = self.measure(head, world) if combine == "max" else "amount"
        return Rule(combine, measure)  # type: ignore[arg-type]

    def _tell(self, world: World, head: str, sign: str, *numbers: int, record: int) -> bool:
        cls = self.program.compiler.conclusions[head].cls
        return world.tell(cls, sign, *numbers, record=record)

    def measure(self, head: str, world: World) -> Measure:
        """What 就高 compares in this world."""
        for found in self.program.policy.max_rules:
            if found.conclusion == head:
                for choice in found.choices:
                    if selected(choice.when, world.completion):
                        return choice.measure
        return "amount"

    def derive(self, heads: Iterable[str], world: World, counts: dict[str, int]) -> None:
        """Read the values of the conclusions that hold, for the stages after."""
        for head in heads:
            if head not in self.by_head:
                continue
            number = self.program.heads[head]
            wins = "wi" if picks(self.program, head) else "lv"
            for r in self.records(head, counts):
                if self._counts(head):
                    world.env.derived[head, r] = world.counts.get((head, r), ABSENT)
                elif world.holds("hv", number, r):
                    won = [
                        world.values[p.effect.id, r] for p in self._holding(wins, head, r, world)
                    ]
                    world.env.derived[head, r] = combined(self.program, head, won)
                elif world.holds("cl", number, r):
                    world.env.derived[head, r] = ABSENT


def combined(program: Program, head: str, won: Sequence[Value]) -> Value:
    """The value of a conclusion from those of its supports that won."""
    return sum(won) if program.compiler.conclusions[head].combine == "sum" else won[0]


def _apart(one: Value, other: Value) -> bool:
    """Months and days, which have no common order."""
    return isinstance(one, Duration) and isinstance(other, Duration) and one.unit != other.unit


def goes_before(one: Value, other: Value, *, lowest: bool) -> bool:
    """Whether one value is before another for 就高 or 就低; months and days do not compare."""
    if isinstance(one, Duration) and isinstance(other, Duration):
        return one.unit == other.unit and (one.n < other.n if lowest else one.n > other.n)
    return bool(one < other if lowest else one > other)
