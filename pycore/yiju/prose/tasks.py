"""Duties and procedures as sentences: who is to do what, for whom, after what, by when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from yiju.ir import model as ir
from yiju.prose.clauses import shared
from yiju.prose.documents import Documents
from yiju.prose.literals import day, of_month
from yiju.prose.said import Said, Sentence, fixed
from yiju.prose.taken import Taken, asked, holds, settle, worded

_MODALS = {"shall": "{}应当{}", "may": "{}可以{}", "encourage": "鼓励{}{}", "mustnot": "{}不得{}"}

_Say = Callable[[Taken], Said | None]


class Tasks(Documents):
    """Words what is to be done; nothing of it is a conclusion."""

    def parties(self, parties: Sequence[ir.Party]) -> Iterator[Sentence]:
        """Who is named in duties, and whom a common name covers."""
        yield fixed("职责和程序里说到的主体：", tuple(map(_party, parties)))

    def duty(self, duty: ir.Duty, taken: Taken) -> Iterator[Sentence]:
        """职责: who does what, then everything that bounds it."""
        whens = [p.when for p in (*duty.agents, *duty.jointly)] + [a.when for a in duty.acts]

        def say(now: Taken) -> Said | None:
            who = _joined(duty.agents, now) + _after("会同", _joined(duty.jointly, now))
            acts = [_MODALS[a.modal].format(who, a.text) for a in duty.acts if holds(a.when, now)]
            return Said("；".join(acts) + "。") if acts else None

        yield from self._worded(whens, taken, say)
        for word, parties in (("对方是{}。", duty.towards), ("资金由{}出或安排。", duty.funds)):
            yield from self._named(word, parties, taken)
        yield from self._bounds(duty, taken)
        for said in duty.triggers:
            yield from self._line(said.when, f"从{said.text}起算。", taken)
        for due in duty.dues:
            yield from self._line(due.when, f"期限：{self._due(due)}。", taken)
        yield from _based(duty.basis)

    def procedure(self, made: ir.Procedure, taken: Taken) -> Iterator[Sentence]:
        """程序: the steps in order."""
        yield from self._bounds(made, taken)

        def say(now: Taken) -> Said | None:
            steps = [self._step(s, now) for s in made.steps if holds(s.when, now)]
            return Said("依次办理：", tuple(steps))

        yield from self._worded([s.when for s in made.steps], taken, say)
        yield from _based(made.basis)

    # ── parts ───────────────────────────────────────────────────────────────

    def _bounds(self, task: ir.Duty | ir.Procedure, taken: Taken) -> Iterator[Sentence]:
        """Scope, condition, exceptions."""
        yield from shared(task.inherited)
        for lead, cond in (
            (f"只对这样的{task.cls}：", task.scope),
            ("只在这样的情形：", task.condition),
            *(("下列情形除外：", e) for e in task.exceptions),
        ):

            def say(now: Taken, lead: str = lead, cond: ir.Cond = cond) -> Said | None:
                settled = settle(cond, now)
                if isinstance(settled, ir.Const):
                    return None
                parts, items = self.listing(settled)
                told = [self._member(p, "") for p in parts] + ["有下列情形之一"] * bool(items)
                return Said(f"{lead}{'，且'.join(told)}{'：' if items else '。'}", items)

            yield from self._worded([cond], taken, say)

    def _step(self, step: ir.Step, now: Taken) -> str:
        who = "、".join(step.by) + _after("会同", "、".join(step.jointly))
        parts = [f"第{step.number}步，{who}{_after('向', '、'.join(step.towards))}{step.text}"]
        if step.after:
            parts.append(f"在{'、'.join(f'第{n}步' for n in step.after)}之后")
        if step.due is not None:
            parts.append(self._due(step.due))
        cond = settle(step.cond, now)
        if cond != ir.ALWAYS:
            parts.append(f"只在{self._member(cond, '')}时")
        return "，".join(parts)

    def _due(self, due: ir.Due) -> str:
        match due.kind:
            case "open":
                return "条文没有写多久，由别的规定定"
            case "said":
                return f"{due.text}，条文只写了这一个词"
            case "within" if due.length is not None:
                return f"{self.value(due.length)}之内"
            case "date":
                return f"{day(due.date)}之前"
            case "yearly":
                return f"每年{_day_of(due.start)}之前"
            case "window":
                wraps = "次年" if due.wraps else ""
                return f"每年{_day_of(due.start)}至{wraps}{_day_of(due.end)}"
            case "monthly":
                return f"每月{'末' if due.day == 31 else due.day}日之前"
        return "每季度的最后一个月"

    def _named(self, word: str, parties: Sequence[ir.Parties], taken: Taken) -> Iterator[Sentence]:
        def say(now: Taken) -> Said | None:
            names = _joined(parties, now)
            return Said(word.format(names)) if names else None

        yield from self._worded([p.when for p in parties], taken, say)

    def _line(self, when: ir.Cond, text: str, taken: Taken) -> Iterator[Sentence]:
        yield from self._worded([when], taken, lambda now: Said(text) if holds(when, now) else None)

    def _worded(self, conds: Iterable[ir.Cond], taken: Taken, say: _Say) -> Iterator[Sentence]:
        sentence = worded(self.policy, asked(conds), taken, say)
        if sentence is not None:
            yield sentence


def _day_of(date: tuple[int, int]) -> str:
    month, number = date
    return of_month(month, number)


def _party(party: ir.Party) -> str:
    if not party.members:
        return party.name
    more = "等" if party.open else ""
    return f"{party.name}，总称{'、'.join(party.members)}{more}"


def _joined(parties: Iterable[ir.Parties], now: Taken) -> str:
    return "、".join(name for p in parties if holds(p.when, now) for name in p.names)


def _after(word: str, names: str) -> str:
    return word + names if names else ""


def _based(basis: Sequence[str]) -> Iterator[Sentence]:
    if basis:
        yield fixed(f"依据：{'；'.join(basis)}。")
