"""Both sides of a 冲突: what is inconsistent, and every ground that was tried for either side."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.asp.from_ir import Program
from yiju.asp.world import World
from yiju.case.answer import Outcome
from yiju.case.model import ABSENT
from yiju.explain.formula import show_value
from yiju.explain.grounds import Grounds, Tried
from yiju.ir import model as ir


@dataclass(frozen=True)
class Side:
    """A support that stands: its clause, its conclusion where that is another, what it says."""

    citation: str
    conclusion: str
    says: str


@dataclass(frozen=True)
class Dispute:
    """Two supports that are inconsistent and both stand. `ruling`: who settles it, if known."""

    one: Side
    other: Side
    tried: tuple[Tried, Tried]
    ruling: str


class Disputes:
    """The disputes of one world."""

    def __init__(self, program: Program, world: World) -> None:
        self.program, self.world = program, world

    def of(self, name: str, record: int, outcome: Outcome) -> tuple[Dispute, ...]:
        """Every pair behind a 冲突 about one conclusion of one record."""
        if outcome.status != "冲突":
            return ()
        grounds = Grounds(self.program, self.world, name, record)
        return tuple(
            self._dispute(grounds, a, b)
            for a, b in self.program.contested
            if name in {self.program.effects[e].conclusion for e in (a, b)}
            and all(self.world.holds("lv", e, record) for e in (a, b))
            and grounds.holds("in", a, b, placed=True)
        )

    def _dispute(self, grounds: Grounds, a: int, b: int) -> Dispute:
        one, other = self.program.clause_of[a], self.program.clause_of[b]
        return Dispute(
            self._side(a, grounds.record),
            self._side(b, grounds.record),
            (grounds.tried(one, other), grounds.tried(other, one)),
            grounds.ruling(one, other),
        )

    def _side(self, number: int, record: int) -> Side:
        effect = self.program.effects[number]
        value = self.world.values.get((number, record))
        says = {"deny": "反面", "affirm": "正面"}.get(effect.mode, "")
        if value is not None and value is not ABSENT:
            kind: ir.Kind = self.program.compiler.conclusions[effect.conclusion].kind
            says = show_value(value, kind)
        cited = self.program.policy.cite(self.program.clause_of[number])
        return Side(cited, effect.conclusion, says)
