"""Values of candidates and their comparison, told to the logic layer as `nq` and `gt`.

Nothing here decides who applies or wins: it computes what each candidate would give, says which
pairs differ and which is higher, and reads back the value of what clingo let win.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import permutations

from yiju.asp.from_ir import Program
from yiju.asp.world import Open, World, selected
from yiju.case.model import ABSENT
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.values.evaluate import Env, ValueOf, round_half_up
from yiju.values.fold import Candidate, Measure, fold, gross
from yiju.values.operations import Value


@dataclass(frozen=True)
class _Priced:
    """The compiled formulas of an effect."""

    effect: ir.Effect
    money: bool
    value: ValueOf | None
    limit: ValueOf | None


class Weigher:
    """Computes and compares the candidates of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        compile_ = program.compiler.value
        self.priced = {
            e.id: _Priced(
                e,
                self._is_money(e),
                compile_(e.value, formula=True, notice=_notice(program, e))
                if e.value is not None
                else None,
                compile_(e.cap.limit, formula=True, notice=_notice(program, e)) if e.cap else None,
            )
            for e in program.effects.values()
        }
        self.by_head: dict[str, list[_Priced]] = {}
        for priced in self.priced.values():
            if priced.effect.mode in ("value", "floor"):
                self.by_head.setdefault(priced.effect.conclusion, []).append(priced)
        self.strikes = [p for p in self.priced.values() if p.effect.mode == "strike"]

    def _is_money(self, effect: ir.Effect) -> bool:
        head = self.program.compiler.conclusions.get(effect.conclusion)
        return head is not None and head.kind == "money"

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
                if self.program.compiler.conclusions[head].combine == "max":
                    raised |= self._void(head, world, counts)
                else:
                    raised |= self._differ(head, world, counts)
        return raised

    def rank(self, heads: Iterable[str], world: World, counts: dict[str, int]) -> bool:
        """Compare, for 就高, what is left standing; whether any is higher than another."""
        raised = False
        for head in heads:
            if head in self.by_head and self.program.compiler.conclusions[head].combine == "max":
                raised |= self._rank(head, world, counts)
        return raised

    def _strike(self, world: World, counts: dict[str, int]) -> None:
        """不得计入: what is struck from an amount of a record before any formula reads it."""
        for priced in self.strikes:
            cls = self.program.clause_of[priced.effect.id].cls
            for r in (0,) if cls == PERSON else range(1, counts[cls] + 1):
                done = (priced.effect.id, r) in world.values
                if not done and priced.value and world.holds("ef", priced.effect.id, r):
                    off = _known(priced.value(world.env, r))
                    world.values[priced.effect.id, r] = off
                    if off is not ABSENT:
                        for notice in (_notice(self.program, priced.effect), -1):
                            key = (notice, priced.effect.conclusion, r)
                            world.env.struck[key] = world.env.struck.get(key, 0) + off

    def _differ(self, head: str, world: World, counts: dict[str, int]) -> bool:
        cls, raised = self.program.compiler.conclusions[head].cls, False
        for r in self.records(head, counts):
            for priced in self.by_head[head]:
                if world.holds("ef", priced.effect.id, r):
                    value = self._plain(priced, world.env, r)
                    world.values[priced.effect.id, r] = value
                    raised |= value is ABSENT and world.tell(cls, "nv", priced.effect.id, record=r)
            for a, b in self.program.rivals.get(head, ()):
                first, second = world.values.get((a, r), ABSENT), world.values.get((b, r), ABSENT)
                if first is not ABSENT and second is not ABSENT and first != second:
                    raised |= world.tell(cls, "nq", a, b, record=r)
        return raised

    def _plain(self, priced: _Priced, env: Env, r: int) -> Value:
        assert priced.value is not None
        value = _known(priced.value(env, r))
        return round_half_up(value) if priced.money and value is not ABSENT else value

    def _void(self, head: str, world: World, counts: dict[str, int]) -> bool:
        cls, raised = self.program.compiler.conclusions[head].cls, False
        for r in self.records(head, counts):
            for priced in self.by_head[head]:
                if world.holds("ef", priced.effect.id, r) and not self._candidate(priced, world, r):
                    world.values[priced.effect.id, r] = ABSENT
                    raised |= world.tell(cls, "nv", priced.effect.id, record=r)
        return raised

    def _rank(self, head: str, world: World, counts: dict[str, int]) -> bool:
        cls, raised = self.program.compiler.conclusions[head].cls, False
        found: list[Candidate] = []
        for r in self.records(head, counts):
            for priced in self.by_head[head]:
                if world.holds("lv", priced.effect.id, r):
                    candidate = self._candidate(priced, world, r)
                    assert candidate is not None, "nv was raised for it"
                    found.append(candidate)
        folded = fold(found, self.measure(head, world), world.completion.order)
        for key, result in folded.items():
            world.values[key] = result.amount
        records: dict[int, list[int]] = {}
        for effect, r in folded:
            records.setdefault(r, []).append(effect)
        for r, effects in records.items():
            for a, b in permutations(effects, 2):
                if folded[a, r].rank > folded[b, r].rank:
                    raised |= world.tell(cls, "gt", a, b, record=r)
        return raised

    def _candidate(self, priced: _Priced, world: World, r: int) -> Candidate | None:
        """What an effect would give; None when its formula has no value."""
        effect, env = priced.effect, world.env
        assert priced.value is not None
        base = _known(priced.value(env, r))
        ratio = _known(env.parameters.get(effect.ratio)) if effect.ratio else 1
        limit = _known(priced.limit(env, r)) if priced.limit else None
        if base is ABSENT or ratio is ABSENT or limit is ABSENT:
            return None
        whole = False
        if effect.cap:
            whole = any(
                c.what == "all" and selected(c.when, world.completion) for c in effect.cap.ranges
            )
        rank = Fraction(ratio) if effect.ratio else None
        day = self._key_day(effect, world, r)
        return Candidate(effect.id, r, gross(base, ratio), limit, rank, whole, day)

    def _key_day(self, effect: ir.Effect, world: World, r: int) -> date | None:
        """The day that gives year and order; without a cap of its own, that of its rivals' caps."""
        caps = [effect.cap, *(p.effect.cap for p in self.by_head[effect.conclusion])]
        cap = next((c for c in caps if c), None)
        name = self.program.compiler.conclusions[effect.conclusion].event
        if cap:
            chosen = (c.attribute for c in cap.keys if selected(c.when, world.completion))
            name = next(chosen, "")
        cls = self.program.clause_of[effect.id].cls
        day = world.env.facts[cls][0 if cls == PERSON else r - 1].get(name)
        return day if isinstance(day, date) else None

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
            wins = "wi" if self.program.compiler.conclusions[head].combine == "max" else "lv"
            for r in self.records(head, counts):
                if world.holds("hv", number, r):
                    for priced in self.by_head[head]:
                        if world.holds(wins, priced.effect.id, r):
                            world.env.derived[head, r] = world.values[priced.effect.id, r]
                            break


def _notice(program: Program, effect: ir.Effect) -> int:
    return program.clause_of[effect.id].notice


def _known(value: Value) -> Value:
    """A value that everything is known for; a completion leaves nothing open.

    :raises Open: otherwise.
    """
    if value is None:
        raise Open("a formula reads something unknown")
    return value
