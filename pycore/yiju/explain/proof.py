"""Why an answer is what it is, as a tree of data: steps with clauses, facts, numbers, losers.

Everything is read off the worlds the engine decided; `wording` makes sentences of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

from yiju.asp.from_ir import Program
from yiju.asp.world import World, selected
from yiju.asp.worlds import Deciding
from yiju.case.answer import Answer, Outcome, Support
from yiju.explain.counting import counted
from yiju.explain.disputes import Dispute, Disputes
from yiju.explain.findings import Examiner, Finding
from yiju.explain.force import ForceTold
from yiju.explain.formula import Formulas, show_value
from yiju.explain.grounds import Ground, Grounds
from yiju.ir import model as ir
from yiju.ir.kinds import SHOWN
from yiju.ir.walk import conclusions_in, effect_expressions, held_in


@dataclass(frozen=True)
class Step:
    """One clause with regard to one record.

    role: 'won' 依据, 'outranked' 落选, 'overridden' 被推翻, 'behind' 后位, 'excluded' 被排除, 'excluding' 排除,
    'failed' 管到而不满足, 'silent' 范围不及, 'idle' 文件不在效力期,
    'unread' 在所取的读法之下没有这一行.
    """

    role: str
    citation: str
    title: str
    value: str = ""
    conditions: tuple[Finding, ...] = ()
    exceptions: tuple[Finding, ...] = ()
    arithmetic: tuple[str, ...] = ()
    by: tuple[str, ...] = ()  # citations of the winners
    grounds: tuple[Ground, ...] = ()
    gaps: tuple[str, ...] = ()
    presumptions: tuple[str, ...] = ()
    polarity: str = ""  # 正面、反面 of a 是否 conclusion
    than: str = ""  # of what is outranked: 低于、高于、早于…
    force: tuple[Finding, ...] = ()  # the clause's own days; what keeps it from being in force
    clause: int = -1  # its number in the policy
    adds: tuple[str, ...] = ()  # citations of what the clause supplements


@dataclass(frozen=True)
class Derived:
    """A conclusion that the steps rest on, explained in turn."""

    conclusion: str
    outcome: Outcome
    shown: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Proof:
    """The explanation of one answer in one world."""

    answer: Answer
    outcome: Outcome
    shown: str
    steps: tuple[Step, ...]
    derived: tuple[Derived, ...]
    measure: str  # what 就高 compared; empty when nothing was compared
    combined: str  # how several supports came to one value; empty when there was one
    readings: tuple[str, ...]  # the answers to questions of reading taken in this world
    disputes: tuple[Dispute, ...] = ()  # of a 冲突: both sides, and every ground that was tried


MEASURES = {
    "amount": "每张账单的实得额",
    "ratio": "补助比例",
    "cap": "年限额",
    "year_total": "各目单独适用时的全年合计",
}


# A value that lost: by 就高 or 就低, and by how values of its kind are spoken of.
_SORT = {"date": "day", "year": "day", "duration": "length"}
_THAN = {
    ("max", ""): "低于",
    ("min", ""): "高于",
    ("max", "day"): "早于",
    ("min", "day"): "晚于",
    ("max", "length"): "短于",
    ("min", "length"): "长于",
}


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
        """The proof of an answer in a world that gives it."""
        outcome = self.deciding.reader.outcome(world, answer.conclusion, answer.record)
        steps = self.steps(world, answer.conclusion, answer.record, outcome)
        names = self._rests_on(answer.conclusion, outcome)
        derived = tuple(self._derived(world, name, answer.record) for name in names)
        return Proof(
            answer,
            outcome,
            self.shown(answer.conclusion, outcome),
            steps,
            derived,
            self._measure(world, answer.conclusion, outcome),
            self._combined(world, answer, outcome),
            self._readings(world),
            Disputes(self.program, world).of(answer.conclusion, answer.record, outcome),
        )

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
            value=value,
            conditions=self.conditions(world, clause, record),
            exceptions=self.exceptions(world, clause, record),
            arithmetic=self._arithmetic(world, effect, record),
            by=tuple(dict.fromkeys(self.policy.cite(c) for c in by)),
            grounds=tuple(dict.fromkeys(grounds)),
            gaps=tuple(self._gap(g) for g in support.gaps),
            presumptions=clause.presumptions if support.state == "won" else (),
            than=("不清零，依" if effect.mode == "reset" else "让")
            if support.state == "behind"
            else _THAN.get((head.combine, _SORT.get(head.kind, "")), ""),
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
        notice = self.program.clause_of[effect.id].notice
        formulas = Formulas(self.program, world, record, notice)
        if effect.value is None:
            return ()
        head = self.program.compiler.conclusions.get(effect.conclusion)
        if head is not None and head.kind == "money":
            return tuple(formulas.amount(effect))
        if isinstance(effect.value, ir.Word) or (
            effect.mode == "add" and isinstance(effect.value, ir.Literal_)
        ):
            return ()
        return (
            f"{formulas.words(effect.value)} ＝ {formulas.show(formulas.value(effect.value), effect.value)}",
        )

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

    def _rests_on(self, name: str, outcome: Outcome) -> tuple[str, ...]:
        """Other conclusions (not definitions) that the applying clauses ask about or compute with."""
        clauses = {self.program.clause_of[s.effect].id for s in outcome.supports}
        return self._behind(clauses, name)

    def _behind(self, clauses: Collection[int], name: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for clause in (self._clauses[number] for number in sorted(clauses)):
            formulas = (n for e in clause.effects for n in effect_expressions(e))
            for node in (clause.scope, clause.condition, *formulas):
                for other in sorted(held_in(node) | conclusions_in(node)):
                    found |= dict.fromkeys(self._through(other))
        return tuple(n for n in found if n != name)

    def asked_by(
        self, clauses: Collection[int], name: str, record: int, world: World
    ) -> tuple[Derived, ...]:
        """The conclusions that clauses ask about or compute with, each explained in turn."""
        return tuple(self._derived(world, n, record) for n in self._behind(clauses, name))

    def _through(self, name: str) -> list[str]:
        """The conclusion, or those a definition is made of."""
        if not self.program.compiler.conclusions[name].defined:
            return [name]
        found: list[str] = []
        for clause in self.policy.clauses:
            if clause.kind == "define" and clause.effects[0].conclusion == name:
                for other in sorted(held_in(clause.condition)):
                    found += self._through(other)
        return found

    def _derived(self, world: World, name: str, record: int) -> Derived:
        r = 0 if self.program.compiler.conclusions[name].cls == ir.PERSON else record
        outcome = self.deciding.reader.outcome(world, name, r)
        steps = self.steps(world, name, r, outcome)
        return Derived(name, outcome, self.shown(name, outcome), steps)

    def _measure(self, world: World, name: str, outcome: Outcome) -> str:
        standing = [s for s in outcome.supports if s.state in ("won", "outranked")]
        if self.program.compiler.conclusions[name].combine != "max" or len(standing) < 2:
            return ""
        for rule in self.policy.max_rules:
            if rule.conclusion == name:
                measure = self.deciding.resident.weigher.measure(name, world)
                return f"{self.policy.cite(self._clauses[rule.clause])}：比{MEASURES[measure]}"
        return ""

    def _combined(self, world: World, answer: Answer, outcome: Outcome) -> str:
        """`就高　…，高者得`, `叠加　300.00元 ＋ 200.00元 ＝ 500.00元`."""
        name = answer.conclusion
        head = self.program.compiler.conclusions[name]
        standing = [s for s in outcome.supports if s.state in ("won", "outranked")]
        if head.combine == "count" and outcome.status == "成立":
            return f"计数　{counted(self.program, world, name, answer.record)}"
        if len(standing) < 2 or outcome.status != "成立":
            return ""
        measure = self._measure(world, name, outcome)
        compared = "比实得额" if head.kind == "money" else f"比{SHOWN[head.kind]}"
        match head.combine:
            case "max":
                late = _SORT.get(head.kind) == "day"
                return f"就高　{measure or compared}，{'晚' if late else '高'}者得"
            case "min":
                early = _SORT.get(head.kind) == "day"
                return f"就低　{compared}，{'早' if early else '低'}者得"
            case "sum":
                parts = " ＋ ".join(show_value(s.value, head.kind) for s in standing)
                return f"叠加　{parts} ＝ {show_value(outcome.value, head.kind)}"
        return ""

    def _readings(self, world: World) -> tuple[str, ...]:
        return tuple(
            f"{q.name}：{o.key}「{o.text}」"
            for q in self.policy.questions
            for o in q.options
            if world.completion.readings.get(q.id) == o.key
        )
