"""How far each clause got towards a goal, and what stopped it; docs/semantics.md §18.

Read off one world in which the goal is missed. Nothing is decided here again; the count of what
would have to turn only puts the nearest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from yiju.asp.goal import Goal
from yiju.asp.world import World, selected
from yiju.case.answer import Outcome, Support
from yiju.case.model import ABSENT
from yiju.explain.findings import turns
from yiju.explain.grounds import Ground
from yiju.explain.proof import Prover
from yiju.explain.steps import Step
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import conclusions_in, effect_expressions, leaf_operands

Stage = Literal[
    "idle",  # its notice is not in force
    "unread",  # the line is not there under the reading taken
    "silent",  # its scope does not cover the record
    "failed",  # it covers the record, and a condition fails or an exception holds
    "void",  # it applies, and its formula has no value
    "excluded",  # 不得, or a missing text
    "overridden",
    "clashing",  # stands against another, and no ground tells which prevails
    "outranked",  # 就高落选
    "behind",  # 后位: an earlier row of its table stands
    "other",  # it gives another value than the one asked for
]


_LOST: dict[str, Stage] = {"outranked": "outranked", "behind": "behind"}


@dataclass(frozen=True)
class Obstacle:
    """One clause that could have met the goal. `away`: conditions that would have to turn, at least.

    `against`: the clauses that exclude it, override it, stand against it or rank above it.
    `lacking`: what its formula needs and does not have. `grounds`: precedence between it and those
    it stands against, in both directions.
    """

    stage: Stage
    away: int
    step: Step
    against: tuple[Step, ...] = ()
    lacking: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    grounds: tuple[Ground, ...] = ()


class Surveyor:
    """Surveys the clauses that could meet a goal, in one world."""

    def __init__(self, prover: Prover, goal: Goal, world: World, outcome: Outcome) -> None:
        self.prover = prover
        self.program = prover.program
        self.goal = goal
        self.world = world
        self.outcome = outcome

    def survey(self) -> tuple[Obstacle, ...]:
        """Every obstacle, the nearest first."""
        applied = {s.effect: s for s in self.outcome.supports}
        found = []
        for effect in self._candidates():
            support = applied.get(effect.id)
            if support is not None:
                found.append(self._applied(effect, support))
            elif not self.world.holds("ef", effect.id, self.goal.record):
                found.append(self._stopped(effect))
            elif self.world.values.get((effect.id, self.goal.record)) is ABSENT:
                found.append(self._void(effect))
        return tuple(sorted(found, key=lambda o: (o.away, o.step.citation)))

    def _candidates(self) -> Iterator[ir.Effect]:
        """The effects that could bring the status that is asked for."""
        reader, name = self.prover.deciding.reader, self.goal.conclusion
        if self.goal.status == "成立":
            yield from (e for e in reader.supports[name] if e.mode != "deny")
        elif self.goal.status == "不成立":
            yield from (e for e in reader.supports[name] if e.mode == "deny")
            yield from reader.forbids[name]

    # ── clauses that applied ────────────────────────────────────────────────

    def _applied(self, effect: ir.Effect, support: Support) -> Obstacle:
        record = self.goal.record
        step = self.prover.support(self.world, self.goal.conclusion, record, support)
        if support.state == "excluded":
            against = self._excluding(effect)
            return Obstacle(
                "excluded", len(against) + len(step.gaps), step, against, gaps=step.gaps
            )
        rivals = support.by or self.prover.rivals(self.world, effect, record)
        against = self._rivals(rivals)
        if support.state == "overridden":
            return Obstacle("overridden", max(1, len(rivals)), step, against)
        if (lost := _LOST.get(support.state)) is not None:
            return Obstacle(lost, 1, step, against)
        if self.outcome.status == "冲突":
            return Obstacle("clashing", 1, step, against, grounds=step.grounds)
        return Obstacle("other", 1, step)

    def _excluding(self, effect: ir.Effect) -> tuple[Step, ...]:
        """不得 of its own notice that reaches the effect."""
        notice = self.program.clause_of[effect.id].notice
        return tuple(
            self.prover.step("excluding", self.world, forbid, self.goal.record)
            for forbid in self.prover.deciding.reader.forbids[effect.conclusion]
            if self.world.holds("ef", forbid.id, self.goal.record)
            and self.program.clause_of[forbid.id].notice == notice
        )

    def _rivals(self, numbers: Iterable[int]) -> tuple[Step, ...]:
        """The clauses of rivals, each once: by the conclusion that is asked about, if it gives it."""
        own = self.goal.conclusion
        rivals = sorted(numbers, key=lambda e: self.program.effects[e].conclusion != own)
        first = {self.program.clause_of[e].id: e for e in reversed(rivals)}
        return tuple(self._given(e) for e in rivals if first[self.program.clause_of[e].id] == e)

    def _given(self, number: int) -> Step:
        """A rival with what it gives."""
        rival = self.program.effects[number]
        record = self.goal.record
        outcome = self.prover.deciding.reader.outcome(self.world, rival.conclusion, record)
        step = self.prover.step("won", self.world, rival, record)
        for support in outcome.supports:
            if support.effect == number:
                step = self.prover.support(self.world, rival.conclusion, record, support)
        if rival.conclusion == self.goal.conclusion:
            return step
        polarity = "" if step.polarity == "正面" else step.polarity
        said = " ".join((rival.conclusion, step.value or polarity)).strip()
        return replace(step, value=said)

    # ── clauses that did not apply ──────────────────────────────────────────

    def _stopped(self, effect: ir.Effect) -> Obstacle:
        """What keeps a clause from applying: all of it, and what would exclude it even then."""
        step = self.prover.step("failed", self.world, effect, self.goal.record)
        clause = self.program.clause_of[effect.id]
        scoped = clause.scope == ir.ALWAYS or step.conditions[0].held
        idle = sum(not f.held for f in step.force)
        unread = not selected(effect.when, self.world.completion)
        met = all(f.held for f in step.conditions) and not any(f.held for f in step.exceptions)
        lacking = self._needs(effect) if met else ()
        against = self._excluding(effect) if effect.mode != "forbid" else ()
        away = idle + unread + len(lacking) + len(against)
        away += sum(turns(f) for f in step.conditions)
        away += sum(turns(f, held=False) for f in step.exceptions)
        stage: Stage = "void"
        if idle:
            stage = "idle"
        elif unread:
            stage = "unread"
        elif not scoped:
            stage = "silent"
        elif not met:
            stage = "failed"
        return Obstacle(stage, max(1, away), step, against, lacking)

    def _needs(self, effect: ir.Effect) -> tuple[str, ...]:
        """Conclusions that its formula computes with and that have no value."""
        names = {n for node in effect_expressions(effect) for n in conclusions_in(node)}
        return tuple(sorted(n for n in names if (n, self._record(n)) not in self.world.env.derived))

    def _void(self, effect: ir.Effect) -> Obstacle:
        step = self.prover.step("failed", self.world, effect, self.goal.record)
        env, lacking = self.world.env, list(self._needs(effect))
        for node in effect_expressions(effect):
            for cls, name in sorted(leaf_operands(node)[0]):
                index = 0 if cls == PERSON else self.goal.record - 1
                if env.facts[cls][index].get(name) is ABSENT:
                    lacking.append(name)
        return Obstacle("void", max(1, len(lacking)), step, lacking=tuple(dict.fromkeys(lacking)))

    def _record(self, name: str) -> int:
        personal = self.program.compiler.conclusions[name].cls == PERSON
        return 0 if personal else self.goal.record
