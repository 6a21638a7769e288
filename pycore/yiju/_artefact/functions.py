"""The @-functions that policy.lp calls: facts, one test of a condition, one formula, sums of strings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from clingo import Function, Number, String, Symbol

from yiju._artefact.case_in import Inputs, apart, decode, encode, half_up, rank
from yiju.case.model import ABSENT, Many
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import walk
from yiju.values import force
from yiju.values.evaluate import Compiler, Env, open_years


class Functions:
    """What policy.lp calls. Values pass as strings: 12345 (分), 1/2, 2025-01-01, P3M, P90D."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.env = inputs.env
        self.compiler = Compiler(inputs.policy)
        self.clauses = {c.id: c for c in inputs.policy.clauses}
        self.notices = {n.id: n for n in inputs.policy.notices}
        self.effects = {e.id: e for c in inputs.policy.clauses for e in c.effects}
        self.classes = {e.id: c.cls for c in inputs.policy.clauses for e in c.effects}
        self.heads = [c for c in inputs.policy.conclusions if not c.members]
        self.known = self.compiler.attributes.keys()
        self.open: list[str] = []

    def vf(self) -> Symbol:
        """Tells the program that its functions are there."""
        return Number(1)

    def records(self) -> list[Symbol]:
        """(class, record) of every record but the person."""
        classes = enumerate(self.inputs.policy.classes)
        return [
            Function("", [Number(n), Number(r)])
            for n, cls in classes
            if cls != PERSON
            for r in range(1, len(self.env.facts[cls]) + 1)
        ]

    def readings(self) -> list[Symbol]:
        """(question, option) of every reading chosen."""
        chosen = self.inputs.readings.items()
        return [Function("", [Number(q), Number(ord(option))]) for q, option in chosen]

    def gaps(self) -> list[Symbol]:
        """The missing texts that strike this case."""
        return [Number(gap) for gap in sorted(self.inputs.gaps)]

    # conditions

    def test(self, where: Symbol, record: Symbol, *read: Symbol) -> Symbol:
        """One condition of the policy, found by its address."""
        cond, env = self._at(where.string), self._with(read, record.number)
        return self._truth(self.compiler.test(cond)(env, record.number), cond, record.number)

    def force(self, notice: Symbol, cls: Symbol, event: Symbol, record: Symbol) -> Symbol:
        """Whether a notice is in force for a record, by its event day."""
        found = force.in_force(self.compiler, notice.number, cls.string, event.string)
        return self._of_day(found(self.env, record.number), notice, cls, event, record)

    def begun(self, notice: Symbol) -> Symbol:
        """Whether a notice has taken effect by the day of judgement."""
        truth = force.in_effect(self.compiler, notice.number)(self.env, 0)
        if truth is None:
            self._undated(notice.number)
        return Number(bool(truth))

    def ended(self, notice: Symbol, cls: Symbol, event: Symbol, record: Symbol) -> Symbol:
        """Whether a notice has ceased by a record's event day."""
        found = force.ended(self.compiler, notice.number, cls.string, event.string)
        truth = found(self.env, record.number)
        if truth is None and self.env.expiry.get(notice.number) is None:
            self.open.append(f"失效日 {self.notices[notice.number].short}")
            return Number(0)
        return self._truth(truth, self._event(cls, event), record.number)

    def repealed(
        self, notice: Symbol, by: Symbol, cls: Symbol, event: Symbol, record: Symbol
    ) -> Symbol:
        """Whether another notice has repealed it by a record's event day."""
        names = (cls.string, event.string)
        found = force.repealed(self.compiler, notice.number, by.number, *names)
        return self._of_day(found(self.env, record.number), by, cls, event, record)

    def judged(self, op: Symbol, day: Symbol) -> Symbol:
        """The day of judgement against a day of the text."""
        return Number(bool(force.judged(op.string, day.string)(self.env, 0)))

    def later(self, newer: Symbol, older: Symbol) -> Symbol:
        """Whether one notice took effect after another."""
        for notice in (newer.number, older.number):
            if self.env.effective.get(notice) is None:
                self._undated(notice)
        return Number(bool(force.later(newer.number, older.number)(self.env, 0)))

    # values

    def value(self, effect: Symbol, record: Symbol, *read: Symbol) -> Symbol:
        """What an effect gives, before any cap: the formula, times the local ratio, in whole 分."""
        found = self.effects[effect.number]
        value = self._formula(found.value, record.number, read)
        if found.ratio and value is not ABSENT:
            ratio = self.env.parameters.get(found.ratio)
            if ratio is None:
                self.open.append(f"比例 {found.ratio}")
            value = ABSENT if ratio is None else value * ratio
        money = self.compiler.conclusions[found.conclusion].kind == "money"
        return String(encode(half_up(value) if money and value is not ABSENT else value))

    def limit(self, effect: Symbol, record: Symbol, *read: Symbol) -> Symbol:
        """The annual cap of an effect."""
        (cap,) = self.effects[effect.number].caps
        return String(encode(self._formula(cap.limit, record.number, read)))

    def strike(self, effect: Symbol, record: Symbol) -> Symbol:
        """不得计入: how much is taken off."""
        found = self._formula(self.effects[effect.number].value, record.number, ())
        return String("0" if found is ABSENT else encode(found))

    def ratio(self, effect: Symbol) -> Symbol:
        """The local ratio of an effect; where it has none, one below all."""
        name = self.effects[effect.number].ratio
        return String(encode(self.env.parameters[name]) if name else "-1")

    def year(self, cls: Symbol, attribute: Symbol, record: Symbol) -> Symbol:
        """The year of a day; 0 where there is none."""
        found = self._day(cls.string, attribute.string, record.number)
        return Number(found.year if found else 0)

    def day(self, cls: Symbol, attribute: Symbol, record: Symbol) -> Symbol:
        """A day, as text that sorts; empty where there is none."""
        found = self._day(cls.string, attribute.string, record.number)
        return String(found.isoformat() if found else "")

    def before(self, day: Symbol, record: Symbol, other: Symbol, than: Symbol) -> Symbol:
        """Whether a record comes before another; the order within one day has to be given."""
        if day.string != other.string or record == than:
            return Number(day.string < other.string)
        order = self.inputs.order
        if day.string and not {record.number, than.number} <= order.keys():
            self.open.append(f"同日先后 {day.string}")
        first, second = (order.get(r, r) for r in (record.number, than.number))
        return Number(first < second)

    # strings of 分

    def plus(self, a: Symbol, b: Symbol) -> Symbol:
        """The sum."""
        return String(str(int(a.string) + int(b.string)))

    def within(self, amount: Symbol, limit: Symbol, used: Symbol) -> Symbol:
        """The smaller of the amount and what is left of the limit, never below zero."""
        left = Fraction(limit.string) - int(used.string)
        return String(encode(max(Fraction(0), min(Fraction(amount.string), left))))

    def higher(self, a: Symbol, b: Symbol) -> Symbol:
        """Whether a is more than b; "max" is above all."""
        return Number(not apart(a.string, b.string) and rank(a.string) > rank(b.string))

    def apart(self, a: Symbol, b: Symbol) -> Symbol:
        """Whether two lengths have no common order: months and days."""
        return Number(apart(a.string, b.string))

    # inside

    def _undated(self, notice: int) -> None:
        self.open.append(f"施行日 {self.notices[notice].short}")

    def _event(self, cls: Symbol, event: Symbol) -> ir.Attr:
        own = (cls.string, event.string) in self.known
        return ir.Attr(cls=cls.string if own else PERSON, name=event.string)

    def _of_day(
        self, truth: bool | None, notice: Symbol, cls: Symbol, event: Symbol, record: Symbol
    ) -> Symbol:
        """A truth that reads a notice's 施行日 and a record's event day."""
        if truth is None and self.env.effective.get(notice.number) is None:
            self._undated(notice.number)
            return Number(0)
        return self._truth(truth, self._event(cls, event), record.number)

    def _truth(self, truth: bool | None, cond: ir.Node, record: int) -> Symbol:
        if truth is None:
            self._note(cond, record)
        return Number(bool(truth))

    def _formula(self, expr: ir.Expr | None, record: int, read: tuple[Symbol, ...]) -> Any:
        assert expr is not None
        value = self.compiler.value(expr)(self._with(read, record), record)
        if value is None:
            self._note(expr, record)
        return ABSENT if value is None else value

    def _with(self, read: tuple[Symbol, ...], record: int = 0) -> Env:
        """The case with what was passed: d(conclusion, value), s(effect, amount not to count)."""
        derived: dict[tuple[str, int], Any] = {}
        facts = {cls: list(rows) for cls, rows in self.env.facts.items()} if read else {}
        for part in read:
            number, text = part.arguments[0].number, part.arguments[1].string
            if part.name == "d":
                head = self.heads[number]
                derived[head.name, 0 if head.cls == PERSON else record] = decode(text, head.kind)
                continue
            name = self.effects[number].conclusion
            cls = self.classes[number] if (self.classes[number], name) in self.known else PERSON
            index = 0 if cls == PERSON else record - 1
            amount = facts[cls][index].get(name)
            if isinstance(amount, int | Fraction):
                left = max(Fraction(0), Fraction(amount) - Fraction(text))
                facts[cls][index] = {**facts[cls][index], name: left}
        return replace(self.env, facts=facts or self.env.facts, derived=derived, struck={})

    def _at(self, where: str) -> Any:
        """The node at an address such as c27/scope/items/1."""
        root, *steps = where.split("/")
        node: Any = (self.clauses if root[0] == "c" else self.notices)[int(root[1:])]
        for step in steps:
            node = node[int(step)] if step.isdigit() else getattr(node, step)
        return node

    def _day(self, cls: str, attribute: str, record: int) -> date | None:
        cls = cls if (cls, attribute) in self.known else PERSON
        if (cls, attribute) not in self.known:
            return None
        fact = self.env.facts[cls][max(record, 1) - 1 if cls != PERSON else 0].get(attribute)
        if fact is None:
            self._note(ir.Attr(cls=cls, name=attribute), record)
        return fact if isinstance(fact, date) else None

    def _note(self, node: ir.Node, record: int) -> None:
        """Name what a condition or a formula reads and nobody knows."""
        for part in walk(node):
            if isinstance(part, ir.Attr | ir.Flag | ir.Among):
                index = 0 if part.cls == PERSON else record - 1
                fact = self.env.facts[part.cls][index].get(part.name)
                if fact is None or (isinstance(fact, Many) and not fact.complete):
                    self.open.append(self.env.item(part.cls, index, part.name))
            elif isinstance(part, ir.Within) and part.roll:
                years = open_years(self.compiler, part, record, self.env)
                self.open += [f"节假日 {year}年" for year in years]
            elif isinstance(part, ir.Parameter) and self.env.parameters.get(part.name) is None:
                self.open.append(f"参数 {part.name}")
