"""Why an answer is what it is: the steps of a proof, read off a world that the engine decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property

from yiju.asp.from_ir import Program
from yiju.asp.world import World, selected
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer, Outcome, Support
from yiju.explain.combined import Combined, than
from yiju.explain.disputes import Disputes
from yiju.explain.findings import Examiner, Finding
from yiju.explain.force import ForceTold
from yiju.explain.formula import Formulas, show_value
from yiju.explain.grounds import Ground, Grounds
from yiju.explain.records import Counted, counted_in
from yiju.explain.rests import Rests
from yiju.explain.steps import Derived, Proof, Step
from yiju.ir import model as ir

_POLARITY = {"deny": "反面", "affirm": "正面", "add": "增加", "reset": "清零", "keep": "不清零"}


class Prover:
    """Explains answers of one decided case."""

    def __init__(self, deciding: Deciding) -> None:
        self.deciding = deciding
        self.program: Program = deciding.program
        self.policy = self.program.policy

    @cached_property
    def _clauses(self) -> dict[int, ir.Clause]:
        return {c.id: c for c in self.policy.clauses}

    def prove(self, answer: Answer, world: World) -> Proof:
        """The proof of an answer in a world that gives it, with all it rests on."""
        told = self.derived(world, answer.conclusion, answer.record)
        rests = Rests(self.program, world).all_of(
            self._relevant(told.steps), told.outcome, answer.conclusion, answer.record
        )
        return Proof(
            **{f: getattr(told, f) for f in Derived.__dataclass_fields__},
            answer=answer,
            derived=tuple(self._elsewhere(world, answer.record, *at) for at in rests),
            readings=self._readings(world),
        )

    def asked_by(
        self, clauses: Collection[int], name: str, record: int, world: World
    ) -> tuple[Derived, ...]:
        """The conclusions that clauses ask about or compute with, each explained in turn."""
        rests = Rests(self.program, world).all_of(clauses, None, name, record)
        return tuple(self._elsewhere(world, record, *at) for at in rests)

    def shown(self, name: str, outcome: Outcome) -> str:
        """`成立，6,172.84元`."""
        head = self.program.compiler.conclusions[name]
        if outcome.status != "成立" or head.kind == "bool":
            return outcome.status
        if outcome.value is None:
            return f"{outcome.status}，数值未定"
        return f"{outcome.status}，{show_value(outcome.value, head.kind)}"

    def steps(self, world: World, name: str, record: int, outcome: Outcome) -> tuple[Step, ...]:
        """Supports first, by what became of them; then exclusions; then what failed."""
        order = {"won": 0, "outranked": 1, "overridden": 2, "behind": 3, "excluded": 4}
        supports = sorted(outcome.supports, key=lambda s: (order[s.state], s.effect))
        steps = [self.support(world, name, record, support) for support in supports]
        steps += self.exclusions(world, name, record)
        steps += self._excepted(world, record, outcome)
        if outcome.status in ("不成立", "无规定"):
            steps += self._failures(world, name, record)
        return tuple(steps)

    def support(self, world: World, name: str, record: int, support: Support) -> Step:
        """A clause that applied: what it gives, and what became of it."""
        effect = self.program.effects[support.effect]
        clause = self.program.clause_of[effect.id]
        head = self.program.compiler.conclusions[name]
        priced = head.kind != "bool" and support.value is not None
        value = show_value(support.value, head.kind) if priced else ""
        if effect.mode == "add":
            value = f"增加 {value}"
        by = [self.program.clause_of[e] for e in support.by]
        grounds: tuple[Ground, ...] = ()
        between = Grounds(self.program, world, name, record)
        if support.state == "overridden":
            grounds = tuple(
                g
                for victor in support.by
                for g in (
                    *between.known(self.program.clause_of[victor], clause),
                    *between.beyond(victor, effect.id),
                )
            )
        if support.state == "won" and world.holds("cl", self.program.heads[name], record):
            by = [self.program.clause_of[e] for e in self.rivals(world, effect, record)]
            grounds = between.among(clause, by)
        return Step(
            role=support.state,
            citation=self.policy.cite(clause),
            clause=clause.id,
            title=clause.title,
            inherited=clause.inherited,
            value=value,
            conditions=self.conditions(world, clause, record),
            exceptions=self.exceptions(world, clause, record),
            arithmetic=self._arithmetic(world, effect, record),
            by=tuple(dict.fromkeys(self.policy.cite(c) for c in by)),
            grounds=tuple(dict.fromkeys(grounds)),
            gaps=tuple(self._gap(g) for g in support.gaps),
            presumptions=clause.presumptions if support.state == "won" else (),
            than=than(head, effect, support.state),
            adds=tuple(self.policy.cite(self._clauses[c]) for c in clause.adds),
            polarity=_POLARITY.get(effect.mode, ""),
            force=self._force(world, clause, effect, record),
        )

    def _force(
        self, world: World, clause: ir.Clause, effect: ir.Effect, record: int
    ) -> tuple[Finding, ...]:
        examiner = self._examiner(world, record)
        return ForceTold(self.program, world, examiner, record).of(clause, effect)

    def rivals(self, world: World, effect: ir.Effect, record: int) -> tuple[int, ...]:
        """The standing supports that an effect is inconsistent with."""
        between = Grounds(self.program, world, effect.conclusion, record)
        met = (pair for pair in self.program.contested if effect.id in pair)
        others = (a if b == effect.id else b for a, b in met)
        return tuple(
            sorted(
                e
                for e in others
                if world.holds("lv", e, record) and between.holds("in", effect.id, e, placed=True)
            )
        )

    def _gap(self, number: int) -> str:
        gap = self.policy.gaps[number]
        return f"{self.policy.notices[gap.notice].short}{gap.locator}"

    def _examiner(self, world: World, record: int) -> Examiner:
        known = self.deciding.opened.env
        return Examiner(self.program, world, record, known, self.deciding.given.readings)

    def conditions(self, world: World, clause: ir.Clause, record: int) -> tuple[Finding, ...]:
        """Scope and condition as they turned out."""
        examine = self._examiner(world, record).examine
        return tuple(examine(c) for c in (clause.scope, clause.condition) if c != ir.ALWAYS)

    def exceptions(self, world: World, clause: ir.Clause, record: int) -> tuple[Finding, ...]:
        """Exceptions as they turned out."""
        examine = self._examiner(world, record).examine
        return tuple(examine(e.cond) for e in clause.exceptions)

    def _arithmetic(self, world: World, effect: ir.Effect, record: int) -> tuple[str, ...]:
        """The formula with its numbers, then what each sum over records was counted from."""
        if effect.value is None:
            return ()
        notice = self.program.clause_of[effect.id].notice
        formulas = Formulas(self.program, world, record, notice)
        head = self.program.compiler.conclusions.get(effect.conclusion)
        money = head is not None and head.kind == "money"
        lines = formulas.amount(effect) if money else formulas.computed(effect.value)
        told = Counted(self.program, world, record)
        return (*lines, *(told.tell(node) for node in counted_in(effect.value)))

    def _excepted(self, world: World, record: int, outcome: Outcome) -> list[Step]:
        """The clauses whose exception holds and that displace an older rule all the same."""
        victors = dict.fromkeys(
            e for s in outcome.supports if s.state == "overridden" for e in s.by
        )
        return [
            self.step("excepted", world, self.program.effects[e], record)
            for e in victors
            if world.holds("ks", e, record)
        ]

    def exclusions(self, world: World, name: str, record: int) -> list[Step]:
        """The clauses whose 不得 reaches a conclusion."""
        return [
            self.step("excluding", world, effect, record)
            for effect in self.deciding.reader.forbids[name]
            if world.holds("ef", effect.id, record)
        ]

    def step(self, role: str, world: World, effect: ir.Effect, record: int) -> Step:
        """A clause with its conditions, whatever became of it."""
        clause = self.program.clause_of[effect.id]
        return Step(
            role=role,
            citation=self.policy.cite(clause),
            clause=clause.id,
            title=clause.title,
            inherited=clause.inherited,
            conditions=self.conditions(world, clause, record),
            exceptions=self.exceptions(world, clause, record),
            force=self._force(world, clause, effect, record),
        )

    def _failures(self, world: World, name: str, record: int) -> list[Step]:
        """Clauses that could have given it and did not, with what each lacked."""
        fired = {
            s.id for s in self.deciding.reader.supports[name] if world.holds("ef", s.id, record)
        }
        steps = []
        for effect in self.deciding.reader.supports[name]:
            if effect.id in fired or effect.mode == "deny":
                continue
            step = self.step("", world, effect, record)
            if not selected(effect.when, world.completion):
                steps.append(replace(step, role="unread"))
                continue
            scope = self.program.clause_of[effect.id].scope
            scoped = scope == ir.ALWAYS or step.conditions[0].held
            covered = world.holds("cv", effect.id, record)
            role = "failed" if covered else "silent" if not scoped else "idle"
            steps.append(replace(step, role=role))
        return steps

    def derived(self, world: World, name: str, record: int) -> Derived:
        """A conclusion of a record with its steps, how its supports came to one value, disputes."""
        outcome = self.deciding.reader.outcome(world, name, record)
        combined = Combined(self.program, self.deciding.resident.weigher, world, name)
        return Derived(
            conclusion=name,
            outcome=outcome,
            shown=self.shown(name, outcome),
            steps=self.steps(world, name, record, outcome),
            measure=combined.measure(outcome),
            combined=combined.told(outcome),
            counts=combined.counts(record, outcome),
            disputes=Disputes(self.program, world).of(name, record, outcome),
        )

    def _elsewhere(self, world: World, record: int, name: str, other: int) -> Derived:
        """What a proof about `record` rests on; of another record without its steps' reasons."""
        told = self.derived(world, name, other)
        if other in (0, record):
            return told
        cls = self.program.compiler.conclusions[name].cls
        return replace(told, of=world.env.record(cls, other - 1))

    def _relevant(self, steps: Collection[Step]) -> list[int]:
        """The clauses whose conditions and formulas the answer turns on."""
        return [s.clause for s in steps if s.role not in ("silent", "idle", "unread")]

    def _readings(self, world: World) -> tuple[str, ...]:
        return tuple(
            f"{q.name}：{o.key}「{o.text}」"
            for q in self.policy.questions
            for o in q.options
            if world.completion.readings.get(q.id) == o.key
        )
