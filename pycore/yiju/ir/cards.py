"""Second pass: the cards that say something. 条, 表 and 定义 become clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

import msgspec

from yiju.ir import errors, kinds
from yiju.ir import model as ir
from yiju.ir.bind import Binder, Unbound, each
from yiju.ir.model import PERSON
from yiju.ir.readings import Readings, find_notice, readings
from yiju.ir.scope import Scope, hint
from yiju.source import Span
from yiju.syntax import tree

_Node = TypeVar("_Node", bound=ir.Node)
# Forms of 则 that affirm or deny; the rest have code of their own.
_PLAIN = {"holds": "affirm", "deem": "affirm", "notdeem": "deny", "none": "deny"}


@dataclass
class Draft:
    """A clause in the making."""

    locator: str
    title: str
    scope: list[ir.Cond] = field(default_factory=list)
    condition: list[ir.Cond] = field(default_factory=list)
    exceptions: list[ir.Exception_] = field(default_factory=list)
    guard: ir.Cond = ir.ALWAYS
    scope_text: list[str] = field(default_factory=list)
    condition_text: list[str] = field(default_factory=list)


@dataclass
class Cards:
    """Binds cards one by one; clauses and effects are numbered as they come."""

    scope: Scope
    clauses: list[ir.Clause] = field(default_factory=list)
    max_rules: list[ir.MaxRule] = field(default_factory=list)
    over: list[tuple[int, tree.Place, int]] = field(default_factory=list)  # clause, place, notice
    cards: list[tree.Card] = field(default_factory=list)  # of each clause
    _effects: int = 0

    def bind(self, notice: int, card: tree.Card) -> None:
        """Add the clauses of a card."""
        if card.head in ("FILE", "VOCAB"):
            return  # its readings are those of 不一致; see from_syntax
        found = readings(self.scope, notice, card)
        if card.head == "DEF":
            self._definition(notice, card, found)
        elif card.head in ("RULE", "TABLE"):
            rows: Sequence[tree.Row | None] = card.rows or (None,)
            for row in rows:
                self._rule(notice, card, row, found)

    # ── definitions ─────────────────────────────────────────────────────────

    def define(self, name: str) -> ir.Conclusion:
        """The conclusion a 【定义】 makes; its class is that of the facts it speaks about."""
        site = self.scope.definitions[name]
        if site.conclusion is None and not site.visiting:
            for other in self._first(name):
                self._define(other)
        if site.conclusion is not None:
            return site.conclusion
        # a circle; told by `strata` with its path
        return ir.Conclusion(name=name, cls=PERSON, kind="bool", defined=True)

    def _first(self, name: str) -> list[str]:
        """A definition after all those it uses, however long their chain is."""
        order: dict[str, None] = {}
        open_: list[tuple[str, bool]] = [(name, False)]
        seen: set[str] = set()
        while open_:
            here, done = open_.pop()
            site = self.scope.definitions[here]
            if done:
                order[here] = None
            elif here not in seen and site.conclusion is None:
                seen.add(here)
                open_.append((here, True))
                used = _names_in(tuple(_conditions(site.card))) & self.scope.definitions.keys()
                open_ += [(other, False) for other in sorted(used)]
        return list(order)

    def _define(self, name: str) -> None:
        site = self.scope.definitions[name]
        if site.conclusion is not None or site.visiting:
            return
        site.visiting = True
        binder = Binder(self._quiet(), self.define)
        for node in _conditions(site.card):
            try:
                binder.condition(node)
            except Unbound:
                continue
        site.visiting = False
        site.conclusion = ir.Conclusion(
            name=name,
            cls=binder.cls,
            kind="bool",
            defined=True,
            notice=site.notice,
            span=site.card.span,
        )

    def _quiet(self) -> Scope:
        """The scope without its list of findings: the card is bound again in its own turn."""
        return replace(self.scope, diagnostics=[])

    def _definition(self, notice: int, card: tree.Card, found: Readings) -> None:
        head = self.define(card.name)
        binder = Binder(self.scope, self.define)
        draft = Draft(_locator(card), card.name)
        self._lines(card, binder, found, draft)
        effect = ir.Effect(
            id=self._next_effect(),
            clause=len(self.clauses),
            conclusion=head.name,
            mode="affirm",
            text=head.name,
            span=card.span,
        )
        self._add(notice, card, draft, (effect,), head.cls, kind="define")
        for line in card.lines:
            if isinstance(line, tree.OverLine):
                fix = "请写在【条】里；「视为」「不视为」压过定义，不必写优先于。"
                self._not_yet("优先于", line.span, "写在【定义】里", fix)

    def _not_yet(self, word: str, within: Span, said: str, fix: str) -> None:
        span = self.scope.find(word, within)
        self.scope.report(errors.NotYet(span=span, word=word, said=said, fix=fix))

    # ── rules ───────────────────────────────────────────────────────────────

    def _rule(self, notice: int, card: tree.Card, row: tree.Row | None, found: Readings) -> None:
        fills = _fills(card, row)
        binder = Binder(self.scope, self.define, fills)
        draft = Draft(card.locator, card.title)
        if row is not None:
            self._row(card, row, binder, found, draft)
        self._lines(card, binder, found, draft)
        effects = tuple(self._effects_of(notice, card, row, binder, found, draft))
        number = len(self.clauses)
        self._add(notice, card, draft, effects, binder.cls, span=row.span if row else card.span)
        for line in card.lines:
            if isinstance(line, tree.OverLine):
                self.over += [(number, place, notice) for place in line.places]
                if line.mark is not None:
                    fix = "请去掉代号；只在一种读法下优先的，请拆成两张卡片，代号写在「则」上。"
                    self._not_yet("优先于", line.span, "带着读法代号", fix)
        caps = [line for line in card.lines if isinstance(line, tree.CapLine)]
        if any(cap.mark is not None for cap in caps):
            fix = "请拆成两张卡片，代号写在「则」上。"
            self._not_yet("限额", caps[0].span, "带着读法代号", fix)
        for cap in caps[1:]:
            self._not_yet("限额", cap.span, "在一张卡片里写了两行", "请拆成两张卡片。")

    def _row(
        self, card: tree.Card, row: tree.Row, binder: Binder, found: Readings, draft: Draft
    ) -> None:
        for column, cell in zip(card.columns, row.cells, strict=True):
            try:
                self._cell(card, column, cell, binder, found, draft)
            except Unbound:
                continue

    def _cell(
        self,
        card: tree.Card,
        column: tree.Column,
        cell: tree.Cell,
        binder: Binder,
        found: Readings,
        draft: Draft,
    ) -> None:
        if not cell.blank:
            if column.kind == "LOC":
                draft.locator = card.locator + cell.text
            elif column.kind == "READ":
                mark = tree.Mark(keys=tuple(cell.text.split("、")), span=cell.span)
                draft.guard = found.guard(mark)
            elif column.kind == "WHO" and cell.cond is not None:
                draft.scope.append(self.who(cell.cond, binder))
                draft.scope_text.append(cell.text)
            elif cell.cond is not None:
                into, text = (
                    (draft.scope, draft.scope_text)
                    if column.kind == "SCOPETEST"
                    else (draft.condition, draft.condition_text)
                )
                into.append(binder.condition(cell.cond))
                subject = self.scope.text(column.subject.span) if column.subject else ""
                text.append(f"{subject} 为 {cell.text}" if subject else cell.text)

    def who(self, node: tree.Node, binder: Binder) -> ir.Cond:
        """对象: each name is an identity or a definition; any of them will do."""
        if isinstance(node, tree.Both):
            items = tuple(each(partial(self.who, item, binder) for item in node.items))
            return ir.AnyOf(items=items, span=node.span)
        if isinstance(node, tree.Name):
            for attribute in self.scope.attributes.values():
                if attribute.kind == "many" and node.name in attribute.domain:
                    binder.meet(attribute.cls, node.span)
                    return ir.Among(
                        cls=attribute.cls,
                        name=attribute.name,
                        values=(node.name,),
                        text=f"{attribute.name} 含 {node.name}",
                        span=node.span,
                    )
        return binder.condition(node)

    def _lines(self, card: tree.Card, binder: Binder, found: Readings, draft: Draft) -> None:
        for line in card.lines:
            if isinstance(line, tree.Condition):
                try:
                    self._condition(line, binder, found, draft)
                except Unbound:
                    continue
        self._unconditional(card, found)

    def _condition(
        self, line: tree.Condition, binder: Binder, found: Readings, draft: Draft
    ) -> None:
        if line.label == "WHO" and line.cond is not None:
            cond = self.who(line.cond, binder)
        else:
            cond = self._cond(line, binder, found)
        if line.label == "UNLESS":
            parts = tuple(c for c in (found.guard(line.mark), cond) if c != ir.ALWAYS)
            whole = parts[0] if len(parts) == 1 else ir.All(items=parts, span=line.span)
            draft.exceptions.append(ir.Exception_(cond=whole, text=line.text, span=line.span))
            return
        into, text = (
            (draft.scope, draft.scope_text)
            if line.label in ("WHO", "SCOPE")
            else (draft.condition, draft.condition_text)
        )
        into.append(found.only_under(line.mark, cond))
        text.append(line.text)

    def _cond(self, line: tree.Condition, binder: Binder, found: Readings) -> ir.Cond:
        if line.cond is not None:
            return binder.condition(line.cond)
        items = each(partial(self._alternative, a, binder, found) for a in line.alternatives)
        return ir.AnyOf(items=tuple(items), span=line.span)

    def _alternative(
        self, alternative: tree.Alternative, binder: Binder, found: Readings
    ) -> ir.Cond:
        guard = found.guard(alternative.mark)
        cond = binder.condition(alternative.cond)
        return cond if guard == ir.ALWAYS else ir.All(items=(guard, cond), span=alternative.span)

    def _unconditional(self, card: tree.Card, found: Readings) -> None:
        """A card whose conditions all stand under some of the answers is bare under the rest."""
        conditions = [c for c in card.lines if isinstance(c, tree.Condition)]
        asked = [c for c in conditions if c.label in ("IF", "AND", "MEANS", "WHO", "SCOPE")]
        columns = {"WHO", "IF", "TEST", "SCOPETEST"}
        if any(c.mark is None for c in asked) or columns & {c.kind for c in card.columns}:
            return
        keys = {key for c in asked if c.mark for key in c.mark.keys}
        results = [r for r in card.lines if isinstance(r, tree.Result)]
        if results and all(r.mark and set(r.mark.keys) <= keys for r in results):
            return  # under the rest it says nothing
        for question in {q.id: q for k, q in found.options.items() if k in keys}.values():
            if not {option.key for option in question.options} <= keys:
                mark = asked[0].mark
                assert mark is not None
                shown = "、".join(sorted(keys))
                self.scope.report(errors.UnconditionalUnderReading(span=mark.span, keys=shown))
                return

    # ── effects ─────────────────────────────────────────────────────────────

    def _effects_of(
        self,
        notice: int,
        card: tree.Card,
        row: tree.Row | None,
        binder: Binder,
        found: Readings,
        draft: Draft,
    ) -> list[ir.Effect]:
        result = []
        blank = {c.name for c, cell in _filled_cells(card, row) if cell.blank}
        for line in card.lines:
            if not isinstance(line, tree.Result):
                continue
            if blank & _names_in(line.value):
                continue  # — : this row does not produce the result that uses it
            if line.form == "highest":
                self._highest(line, found)
                continue
            try:
                effect = self._effect(notice, card, line, binder, found, draft)
                result += self._per_member(effect, line, binder)
            except Unbound:
                continue
        if any(isinstance(line, tree.CapLine) for line in card.lines):
            self._capped(card, result)
        return result

    def _per_member(self, effect: ir.Effect, line: tree.Result, binder: Binder) -> list[ir.Effect]:
        """不得 a group is 不得 each of its members, each in force by its own day."""
        head = self.scope.conclusions.get(effect.conclusion)
        if effect.mode != "forbid" or head is None or not head.members:
            return [effect]
        found = []
        for name in head.members:
            member = self.scope.conclusions.get(name)
            if member is not None:  # else the group's own declaration is at fault, and told
                binder.meet(member.cls, line.span)
                number = effect.id if not found else self._next_effect()
                found.append(_change(effect, id=number, conclusion=name))
        return found

    def _capped(self, card: tree.Card, effects: list[ir.Effect]) -> None:
        """限额 limits an amount that the card gives."""
        results = [line for line in card.lines if isinstance(line, tree.Result)]
        heads = (self.scope.conclusions.get(line.conclusion.name) for line in results)
        if any(head is None or head.kind == "money" for head in heads):
            return  # or the fault is told already
        cap = next(line for line in card.lines if isinstance(line, tree.CapLine))
        wanted = "给出金额的卡片"
        fix = "「限额」管的是「则：某金额结论 为 …」；请移到那张卡片上。"
        self.scope.report(
            errors.WrongAttribute(
                span=self.scope.find("限额", cap.span), name="限额", wanted=wanted, fix=fix
            )
        )

    def _highest(self, line: tree.Result, found: Readings) -> None:
        name = line.conclusion.name
        if name not in self.scope.conclusions:
            self._not_a_conclusion(line)
            return
        if self.scope.conclusions[name].combine != "max":
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
        when = _both(draft.guard, found.guard(line.mark))
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
        else:
            head = binder.head(line.conclusion.name)
            if head is None:
                raise self._not_a_conclusion(line)
            if not head.members:
                binder.meet(head.cls, line.span)
            effect = self._conclude(effect, head, notice, line, binder, draft)
            if effect.mode in ("value", "floor") and head.kind == "money":
                effect = _change(effect, cap=self._cap(card, head, binder, found))
        return _change(effect, id=self._next_effect())

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
        return _change(effect, mode="strike", value=binder.expect(line.value, "money"))

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
            return _change(effect, mode="forbid")
        if head.members:
            found, fix = "不能一起给", "请写它所含的某一项；「不得 X」可以指整组。"
            raise self._wrong_type(line, head, found, fix, wanted="一组结论")
        if line.form in _PLAIN:
            if head.kind != "bool":
                found, fix = "没有给值", f"请写成「{head.name} 为 …」。"
                if _PLAIN[line.form] == "deny":
                    found, fix = "只能给值或排除", f"要排除它，请写「不得 {head.name}」。"
                raise self._wrong_type(line, head, found, fix)
            return _change(effect, mode=_PLAIN[line.form])
        if head.kind == "bool":
            fix = f"请写成「{head.name}」「视为 {head.name}」或「不视为 {head.name}」。"
            raise self._wrong_type(line, head, "给的是一个值", fix)
        if line.form == "at_least":
            return self._floor(effect, head, notice, line, binder, draft)
        if line.form == "set_open" or self._is_open(line.value, binder):
            if head.kind in ("one", "scale"):
                fix = "请把几种可能写成读法，每种读法一行「则（甲）：…」。"
                self._not_yet("未定", line.span, f"用作{kinds.SHOWN[head.kind]}的值", fix)
                raise Unbound
            return _change(effect, mode="value", value=self._open(head, notice, draft, line))
        assert line.value is not None
        value, kind = self._value(head, line.value, binder)
        if not kinds.comparable(head.kind, kind):
            found = f"给的是{kinds.SHOWN[kind]}"
            fix = kinds.HOW[head.kind]
            span = binder.at(line.value)
            raise self._wrong_type(line, head, found, fix, span=span)
        return _change(effect, mode="value", value=value)

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

    def _floor(
        self,
        effect: ir.Effect,
        head: ir.Conclusion,
        notice: int,
        line: tree.Result,
        binder: Binder,
        draft: Draft,
    ) -> ir.Effect:
        product = line.value
        form = isinstance(product, tree.Binary) and product.op == "*"
        if head.kind != "money" or not form:
            span = product.span if product is not None else line.conclusion.span
            self.scope.report(errors.FloorForm(span=span))
            raise Unbound
        assert isinstance(product, tree.Binary)
        base = binder.expect(product.left, "money")
        floor, kind = binder.value(product.right)
        if kind not in kinds.PLAIN or not isinstance(floor, ir.Rational):
            self.scope.report(errors.FloorForm(span=binder.at(product.right)))
            raise Unbound
        if floor.num > floor.den:
            text = self.scope.text(floor.span)
            bounds = "补助的比例不超过 100%"
            self.scope.report(errors.OutOfReach(span=floor.span, text=text, bounds=bounds))
            raise Unbound
        name = self.scope.notices[notice].short + draft.locator
        self._not_twice(name, f"比例 {name}", line)
        self.scope.parameters[name] = ir.ParameterDecl(
            name=name,
            kind="ratio",
            notice=notice,
            locator=draft.locator,
            floor=floor,
            ceiling=ir.Rational(num=1, percent=True),
            local=True,
            span=line.span,
        )
        return _change(effect, mode="floor", value=base, ratio=name)

    def _open(
        self, head: ir.Conclusion, notice: int, draft: Draft, line: tree.Result
    ) -> ir.Parameter:
        """X 为 未定: the text grants it and leaves the value to others; a parameter of its own."""
        name = f"{self.scope.notices[notice].short}{draft.locator} {head.name}"
        self._not_twice(name, name, line)
        self.scope.parameters[name] = ir.ParameterDecl(
            name=name, kind=head.kind, notice=notice, locator=draft.locator, span=line.span
        )
        return ir.Parameter(name=name, span=line.span)

    def _not_twice(self, name: str, shown: str, line: tree.Result) -> None:
        """A value given from elsewhere is told by its place: one place, one value."""
        other = self.scope.parameters.get(name)
        if other is not None:
            where = str(other.span)
            self.scope.report(errors.OpenTwice(span=line.conclusion.span, name=shown, where=where))
            raise Unbound

    def _cap(
        self, card: tree.Card, head: ir.Conclusion, binder: Binder, found: Readings
    ) -> ir.Cap | None:
        cap = next((x for x in card.lines if isinstance(x, tree.CapLine)), None)
        if cap is None:
            return None
        ranges = [x for x in card.lines if isinstance(x, tree.CapRangeLine)]
        days = [x for x in card.lines if isinstance(x, tree.CapKeyLine)]
        sound = True
        for lines, missing, example in (
            (ranges, "累计哪些补助", f"累计：本目」或「累计：{head.name}"),
            (days, "依哪一天分年度和排先后", "年度依：费用发生日"),
        ):
            if not lines:
                span = self.scope.find("限额", cap.span)
                self.scope.report(errors.CapNotSaid(span=span, missing=missing, example=example))
                sound = False
        for x in ranges:
            if x.what and x.what != head.name:
                span = self.scope.find(x.what, x.span)
                fix = f"请写「本目」或「{head.name}」；别的结论的累计还不能写。"
                sound = self._refuse(span, x.what, "本卡片给出的那个结论", fix)
        for line in days:
            name = line.attribute.name
            attribute = self.scope.attributes.get(name)
            if attribute is None or attribute.kind != "date" or attribute.cls != head.cls:
                dates = [
                    a.name
                    for a in self.scope.attributes.values()
                    if a.kind == "date" and a.cls == head.cls
                ]
                fix = f"可用的日期：{'、'.join(dates)}。"
                span = line.attribute.span
                sound = self._refuse(span, name, f"「{head.cls}」的一个日期", fix)
        if not sound:
            raise Unbound
        return ir.Cap(
            limit=binder.expect(cap.limit, "money"),
            ranges=tuple(
                ir.CapRange(found.guard(x.mark), "all" if x.what else "row") for x in ranges
            ),
            keys=tuple(ir.CapKey(found.guard(x.mark), x.attribute.name) for x in days),
            span=cap.span,
        )

    def _refuse(self, span: Span, name: str, wanted: str, fix: str) -> bool:
        self.scope.report(errors.WrongAttribute(span=span, name=name, wanted=wanted, fix=fix))
        return False

    # ── clauses ─────────────────────────────────────────────────────────────

    def _next_effect(self) -> int:
        self._effects += 1
        return self._effects

    def _add(
        self,
        notice: int,
        card: tree.Card,
        draft: Draft,
        effects: tuple[ir.Effect, ...],
        cls: str,
        kind: str = "rule",
        span: Span | None = None,
    ) -> None:
        presumptions = [x.text for x in card.lines if isinstance(x, tree.PresumptionLine)]
        prints = [x.digest for x in card.lines if isinstance(x, tree.FingerprintLine)]
        self.cards.append(card)
        self.clauses.append(
            ir.Clause(
                id=len(self.clauses),
                notice=notice,
                locator=draft.locator,
                title=draft.title,
                cls=cls,
                kind=kind,  # type: ignore[arg-type]
                scope=_all(draft.scope),
                condition=_all(draft.condition),
                exceptions=tuple(draft.exceptions),
                effects=effects,
                presumptions=tuple(presumptions),
                fingerprint=prints[0] if prints else "",
                scope_text=tuple(draft.scope_text),
                condition_text=tuple(draft.condition_text),
                span=span or card.span,
            )
        )

    def resolve_places(self) -> None:
        """优先于: every place names clauses that exist."""
        named: dict[int, list[int]] = {}
        for number, place, home in self.over:
            notice = home
            if place.document:
                other = find_notice(self.scope, place.document, place.span)
                if other is None:
                    continue
                notice = other
            found = [
                c.id
                for c in self.clauses
                if c.notice == notice
                and c.kind == "rule"
                and c.locator == place.locator
                and (not place.title or c.title == place.title)
                and c.id != number
            ]
            if not found:
                self._no_such_place(notice, place)
            named.setdefault(number, []).extend(found)
        self.clauses = [
            _change(c, over=tuple(sorted(set(named[c.id])))) if c.id in named else c
            for c in self.clauses
        ]

    def _no_such_place(self, notice: int, place: tree.Place) -> None:
        known = [c for c in self.clauses if c.notice == notice and c.kind == "rule"]
        here = [c for c in known if c.locator == place.locator]
        shown = f"「{place.document}」" if place.document else ""
        shown += place.locator + (f"「{place.title}」" if place.title else "")
        if here and place.title:
            titles = "、".join(f"「{c.title}」" for c in here)
            fix = f"这一位置的卡片是{titles}；请照抄题目。"
            self.scope.report(errors.NoSuchPlace(span=place.span, place=shown, fix=fix))
            return
        if here:
            fix = "这里只有本卡片自己；卡片不能优先于自己。"
            self.scope.report(errors.NoSuchPlace(span=place.span, place="别的" + shown, fix=fix))
            return
        near = hint(place.locator, [c.locator for c in known])
        self.scope.report(errors.NoSuchPlace(span=place.span, place=shown, hint=near))


def _conditions(card: tree.Card) -> list[tree.Node]:
    """The conditions of a card, alternatives one by one."""
    found: list[tree.Node] = []
    for line in card.lines:
        if isinstance(line, tree.Condition):
            nodes = (line.cond, *(a.cond for a in line.alternatives))
            found += [node for node in nodes if node is not None]
    return found


def _change(node: _Node, **fields: object) -> _Node:
    return msgspec.structs.replace(node, **fields)


def _both(a: ir.Cond, b: ir.Cond) -> ir.Cond:
    parts = tuple(c for c in (a, b) if c != ir.ALWAYS)
    return parts[0] if len(parts) == 1 else ir.All(items=parts) if parts else ir.ALWAYS


def _all(conditions: list[ir.Cond]) -> ir.Cond:
    if not conditions:
        return ir.ALWAYS
    return conditions[0] if len(conditions) == 1 else ir.All(items=tuple(conditions))


def _locator(card: tree.Card) -> str:
    """A definition's place: its 条文 line, or the card itself where the vocabulary defines it."""
    for line in card.lines:
        if isinstance(line, tree.AtLine):
            return line.place.locator
    return f"「{card.name}」"


def _filled_cells(card: tree.Card, row: tree.Row | None) -> list[tuple[tree.Column, tree.Cell]]:
    if row is None:
        return []
    pairs = zip(card.columns, row.cells, strict=True)
    return [(column, cell) for column, cell in pairs if column.kind == "FILL"]


def _fills(card: tree.Card, row: tree.Row | None) -> Mapping[str, tree.Cell]:
    return {column.name: cell for column, cell in _filled_cells(card, row)}


def _names_in(node: object) -> set[str]:
    """Names used anywhere under an expression."""
    if isinstance(node, tree.Name):
        return {node.name}
    if isinstance(node, tuple):
        return set().union(*(_names_in(item) for item in node)) if node else set()
    if isinstance(node, tree.Node):
        return set().union(*(_names_in(getattr(node, f)) for f in node.__dataclass_fields__))
    return set()
