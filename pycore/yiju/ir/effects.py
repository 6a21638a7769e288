"""The lines 则, 限额 and 就高 of a card: effects of a clause, with their values and caps."""

from __future__ import annotations

from dataclasses import dataclass, field

from yiju.ir import errors, kinds
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.caps import Caps
from yiju.ir.counters import Counters
from yiju.ir.drafts import Draft, both, change, filled_cells, names_in
from yiju.ir.errors_likened import LikenedRecord
from yiju.ir.floors import Floors
from yiju.ir.likened import named
from yiju.ir.papers import Papers
from yiju.ir.payers import Payers
from yiju.ir.readings import Readings
from yiju.ir.scope import hint
from yiju.source import Span
from yiju.syntax import tree

# Forms of 则 that affirm or deny; the rest have code of their own.
_PLAIN = {"holds": "affirm", "deem": "affirm", "notdeem": "deny", "none": "deny"}


@dataclass
class Effects(Payers, Counters, Caps, Floors, Papers):
    """Binds the results of cards; effects are numbered as they come."""

    clauses: list[ir.Clause] = field(default_factory=list)
    max_rules: list[ir.MaxRule] = field(default_factory=list)
    _effects: int = 0

    def not_yet(self, word: str, within: Span, said: str, fix: str) -> None:
        span = self.scope.find(word, within)
        self.scope.report(errors.NotYet(span=span, word=word, said=said, fix=fix))

    def next_effect(self) -> int:
        self._effects += 1
        return self._effects

    # ── effects ─────────────────────────────────────────────────────────────

    def effects_of(
        self,
        notice: int,
        card: tree.Card,
        row: tree.Row | None,
        binder: Binder,
        found: Readings,
        draft: Draft,
    ) -> list[ir.Effect]:
        result = []
        blank = {c.name for c, cell in filled_cells(card, row) if cell.blank}
        for line in card.lines:
            if not isinstance(line, tree.Result):
                continue
            if blank & names_in(line.value):
                continue  # — : this row does not produce the result that uses it
            if line.form == "highest":
                self._highest(line, found)
                continue
            try:
                effect = self._effect(notice, card, line, binder, found, draft)
                result += (
                    self._per_member(effect, line, binder)
                    if not line.items
                    else self._listed(effect, line)
                )
            except Unbound:
                continue
        if any(isinstance(line, tree.CapLine) for line in card.lines):
            self.capped(card)
        return result

    def _per_member(self, effect: ir.Effect, line: tree.Result, binder: Binder) -> list[ir.Effect]:
        """不得 a group is 不得 each of its members, each in force by its own day."""
        head = self.scope.conclusions.get(effect.conclusion)
        if effect.mode != "forbid" or head is None or not head.members:
            return [effect]
        found: list[ir.Effect] = []
        for name in head.members:
            member = self.scope.conclusions.get(name)
            if member is not None:  # else the group's own declaration is at fault, and told
                binder.meet(member.cls, line.span)
                number = effect.id if not found else self.next_effect()
                found.append(change(effect, id=number, conclusion=name))
        return found

    def _listed(self, effect: ir.Effect, line: tree.Result) -> list[ir.Effect]:
        """含 and 不含: one effect for each paper, one for alternatives; semantics §20."""
        found: list[ir.Effect] = []
        for name in self.elements_of(self.scope.conclusions[effect.conclusion], line):
            number = effect.id if not found else self.next_effect()
            found.append(change(effect, id=number, conclusion=name))
        return found

    def _highest(self, line: tree.Result, found: Readings) -> None:
        name = line.conclusion.name
        if name not in self.scope.conclusions:
            self._not_a_conclusion(line)
            return
        head = self.scope.conclusions[name]
        if head.combine != "max" or head.kind != "money":
            wanted = "声明了「就高」的金额结论"
            fix = f"请在【结论】的「{name}」一行写上「就高」。"
            span = line.conclusion.span
            self.scope.report(errors.WrongAttribute(span=span, name=name, wanted=wanted, fix=fix))
            return
        number = len(self.clauses)
        choice = ir.MaxChoice(found.guard(line.mark), line.measure)  # type: ignore[arg-type]
        for k, rule in enumerate(self.max_rules):
            if rule.conclusion == name and rule.clause == number:
                self.max_rules[k] = ir.MaxRule(
                    conclusion=name, clause=number, choices=(*rule.choices, choice), span=rule.span
                )
                return
        self.max_rules.append(
            ir.MaxRule(conclusion=name, clause=number, choices=(choice,), span=line.span)
        )

    def _not_a_conclusion(self, line: tree.Result) -> Unbound:
        name = line.conclusion.name
        span = line.conclusion.span
        if name in self.scope.attributes or name in self.scope.negatives:
            fix = "这是档案项，由案情给出，条文不能得出；「则」里只写结论。"
            self.scope.report(errors.NotAConclusion(span=span, name=name, fix=fix))
        else:
            found = hint(name, [*self.scope.conclusions, *self.scope.definitions])
            self.scope.report(errors.NotAConclusion(span=span, name=name, hint=found))
        return Unbound()

    def _effect(
        self,
        notice: int,
        card: tree.Card,
        line: tree.Result,
        binder: Binder,
        found: Readings,
        draft: Draft,
    ) -> ir.Effect:
        when = both(draft.guard, found.guard(line.mark))
        effect = ir.Effect(
            id=-1,
            clause=len(self.clauses),
            conclusion=line.conclusion.name,
            mode="affirm",
            when=when,
            text=line.text,
            span=line.span,
        )
        if line.form == "strike":
            effect = self._strike(effect, line, binder)
        elif line.form == "like":
            effect = self._like(effect, notice, line, binder)
        else:
            head = binder.head(line.conclusion.name)
            if head is None:
                raise self._not_a_conclusion(line)
            if not head.members:
                binder.meet(head.cls, line.span)
            counted = self.papered(effect, head, line) or self.counted(effect, head, line, binder)
            effect = counted or self._conclude(effect, head, notice, line, binder, draft)
            if effect.mode == "add" or (effect.mode in ("value", "floor") and head.kind == "money"):
                effect = change(effect, caps=self.caps(card, head, binder, found))
        return change(effect, id=self.next_effect())

    def _like(self, effect: ir.Effect, notice: int, line: tree.Result, binder: Binder) -> ir.Effect:
        """参照 an identity: a conclusion about the person, made where it is declared."""
        name = named(self.scope.notices[notice], line.conclusion.name)
        if name not in self.scope.conclusions:
            raise Unbound  # no identity; told when it was declared
        if binder.cls != ir.PERSON:
            self.scope.report(LikenedRecord(span=line.span, cls=binder.cls))
            raise Unbound
        return change(effect, conclusion=name)

    def _strike(self, effect: ir.Effect, line: tree.Result, binder: Binder) -> ir.Effect:
        attribute = self.scope.attributes.get(line.conclusion.name)
        if attribute is None or attribute.kind != "money" or line.value is None:
            wanted = "【档案】里的一项金额"
            name = line.conclusion.name
            amounts = [a.name for a in self.scope.attributes.values() if a.kind == "money"]
            self.scope.report(
                errors.WrongAttribute(
                    span=line.conclusion.span,
                    name=name,
                    wanted=wanted,
                    hint=hint(name, amounts),
                    fix=f"可用的金额项：{'、'.join(amounts)}。",
                )
            )
            raise Unbound
        binder.meet(attribute.cls, line.span)
        return change(effect, mode="strike", value=binder.expect(line.value, "money"))

    def _conclude(
        self,
        effect: ir.Effect,
        head: ir.Conclusion,
        notice: int,
        line: tree.Result,
        binder: Binder,
        draft: Draft,
    ) -> ir.Effect:
        if line.form == "forbid":
            return change(effect, mode="forbid")
        if head.members:
            found, fix = "不能一起给", "请写它所含的某一项；「不得 X」可以指整组。"
            raise self._wrong_type(line, head, found, fix, wanted="一组结论")
        if line.form in _PLAIN:
            if head.kind != "bool":
                found, fix = "没有给值", f"请写成「{head.name} 为 …」。"
                if _PLAIN[line.form] == "deny":
                    found, fix = "只能给值或排除", f"要排除它，请写「不得 {head.name}」。"
                raise self._wrong_type(line, head, found, fix)
            return change(effect, mode=_PLAIN[line.form])
        if head.kind == "bool":
            fix = f"请写成「{head.name}」「视为 {head.name}」或「不视为 {head.name}」。"
            raise self._wrong_type(line, head, "给的是一个值", fix)
        if line.form == "in_turn":
            return self.in_turn(effect, head, line, binder)
        if line.form == "at_least":
            return self.floor(effect, head, notice, line, binder, draft)
        if line.form == "set_open" or self._is_open(line.value, binder):
            if head.kind in ("one", "scale"):
                fix = "请把几种可能写成读法，每种读法一行「则（甲）：…」。"
                self.not_yet("未定", line.span, f"用作{kinds.SHOWN[head.kind]}的值", fix)
                raise Unbound
            return change(effect, mode="value", value=self.left_open(head, notice, draft, line))
        assert line.value is not None
        value, kind = self._value(head, line.value, binder)
        if not kinds.comparable(head.kind, kind):
            found = f"给的是{kinds.SHOWN[kind]}"
            fix = kinds.HOW[head.kind]
            span = binder.at(line.value)
            raise self._wrong_type(line, head, found, fix, span=span)
        return change(effect, mode="value", value=value)

    def _is_open(self, node: tree.Node | None, binder: Binder) -> bool:
        """A 填 cell that says 未定, given as the whole value."""
        cell = binder.fills.get(getattr(node, "name", ""))
        return cell is not None and cell.is_open

    def _value(
        self, head: ir.Conclusion, node: tree.Node, binder: Binder
    ) -> tuple[ir.Expr, ir.Kind]:
        cell = binder.fills.get(getattr(node, "name", ""))
        if cell is not None and cell.value is not None:
            node = cell.value
        name = getattr(node, "name", "")
        if head.kind in ("one", "scale"):
            if name in head.domain:
                return ir.Word(text=name, span=node.span), head.kind
            shown = name or self.scope.text(node.span)
            domain, found = "、".join(head.domain), hint(shown, head.domain)
            self.scope.report(
                errors.WrongMember(
                    span=node.span, name=head.name, value=shown, domain=domain, hint=found
                )
            )
            raise Unbound
        return binder.value(node)

    def _wrong_type(
        self,
        line: tree.Result,
        head: ir.Conclusion,
        found: str,
        fix: str,
        *,
        wanted: str = "",
        span: Span | None = None,
    ) -> Unbound:
        self.scope.report(
            errors.WrongResultType(
                span=span or line.conclusion.span,
                name=head.name,
                wanted=wanted or kinds.SHOWN[head.kind],
                found=found,
                fix=fix,
            )
        )
        return Unbound()
