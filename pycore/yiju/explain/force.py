"""Why a clause counts for a record or does not: territory, days of the notice, its own days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yiju.asp.from_ir import Program
from yiju.asp.world import World, selected
from yiju.case.model import Fact
from yiju.explain.findings import Examiner, Finding
from yiju.ir import model as ir
from yiju.values.force import ended, in_effect, inside, repealed


class ForceTold:
    """Words the force of one effect for one record in one world."""

    def __init__(self, program: Program, world: World, examiner: Examiner, record: int) -> None:
        self.program, self.world, self.examiner, self.record = program, world, examiner, record
        self.policy = program.policy

    def of(self, clause: ir.Clause, effect: ir.Effect) -> tuple[Finding, ...]:
        """The clause's own days, and whatever keeps its notice from being in force."""
        if clause.kind == "define":
            return ()
        head = self.program.compiler.conclusions.get(effect.conclusion)
        event = head.event if head else self.program.strike_event(clause.cls)
        return (*self._own(clause, event), *self._against(clause, event))

    def _own(self, clause: ir.Clause, event: str) -> Iterator[Finding]:
        notice = self.policy.notices[clause.notice]
        begun = [self._tested(s, since=True) for s in clause.starts if self._taken(s)]
        yield from begun
        yield from (self._tested(s, since=False) for s in clause.ends if self._taken(s))
        day, effective = self._day(clause.cls, event), self.world.env.effective.get(notice.id)
        back = isinstance(day, date) and effective is not None and day < effective
        if back and any(finding.held for finding in begun):
            text = f"溯及：{notice.short} {effective} 起施行，本条另定起算，也管此前的{event}"
            yield Finding(text, True, f"案情：{day}")

    def _taken(self, start: ir.Start) -> bool:
        return selected(start.when, self.world.completion)

    def _tested(self, start: ir.Start, *, since: bool) -> Finding:
        if start.test is not None:
            return self.examiner.examine(start.test)
        assert isinstance(start.at, ir.Date)
        judged = self.world.env.judged
        day = date.fromisoformat(start.at.iso)
        held = judged >= day if since else judged <= day
        return Finding(f"适用{'自' if since else '至'} {day}", held, f"判定日 {judged}")

    def _against(self, clause: ir.Clause, event: str) -> Iterator[Finding]:
        """What keeps the notice from being in force; nothing where it is."""
        notice, env = self.policy.notices[clause.notice], self.world.env
        if not inside(env.region, notice.territory, self.policy.regions):
            yield Finding(f"{notice.short}施行于{notice.territory}", False, f"案情：{env.region}")
            return
        effective, day = env.effective.get(notice.id), self._day(clause.cls, event)
        own = any(self._taken(start) for start in clause.starts)
        began = f"{notice.short} {effective} 起施行"
        if in_effect(self.program.compiler, notice.id)(env, 0) is False:
            yield Finding(f"{began}，判定日还没有施行", False, f"判定日 {env.judged}")
        elif not own and isinstance(day, date) and effective and day < effective:
            yield Finding(f"{began}，不管此前的{event or '判定日'}", False, f"案情：{day}")
        elif event and not isinstance(day, date):
            yield Finding(f"要有{event}，才知道归不归{notice.short}管", False, "案情：无")
        yield from self._over(notice, clause.cls, event, day)

    def _over(self, notice: ir.Notice, cls: str, event: str, day: Fact | None) -> Iterator[Finding]:
        compiler, env = self.program.compiler, self.world.env
        actual = f"{event or '判定日'} {day}"
        if ended(compiler, notice.id, cls, event)(env, self.record):
            yield Finding(f"{notice.short} {env.expiry[notice.id]} 失效", False, actual)
        for other in self.policy.notices:
            for repeal in other.repeals:
                if repeal.notice != notice.id:
                    continue
                if repealed(compiler, notice.id, other.id, cls, event)(env, self.record):
                    since = repeal.since or env.effective[other.id]
                    cited = f"{other.short}{repeal.basis}"
                    yield Finding(f"{cited}自 {since} 起废止{notice.short}", False, actual)

    def _day(self, cls: str, event: str) -> Fact | None:
        if not event:
            return self.world.env.judged
        own = (cls, event) in self.program.compiler.attributes
        rows = self.world.env.facts[cls if own else ir.PERSON]
        return rows[self.record - 1 if own and cls != ir.PERSON else 0].get(event)
