"""Second pass: the cards that say something. 条, 表 and 定义 become clauses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

import msgspec

from yiju.ir import errors, kinds
from yiju.ir import model as ir
from yiju.ir.bind import Binder, Unbound
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
    _effects: int = 0

    def bind(self, notice: int, card: tree.Card) -> None:
        """Add the clauses of a card."""
        if card.head in ("FILE", "VOCAB"):
            return  # its readings are those of 不一致; see from_syntax
        found = readings(self.scope, notice, card)
        if card.head == "DEF":
            self._definition(notice, card, found)
        elif card.head in ("RULE", "TABLE"):
            results = [line for line in card.lines if isinstance(line, tree.Result)]
            if not results:
                self.scope.report(errors.NoResult(span=card.span))
            rows: Sequence[tree.Row | None] = card.rows or (None,)
            for row in rows:
                try:
                    self._rule(notice, card, row, found)
                except Unbound:
                    break  # the same fault would be told once for every row
        found.finish()

    # ── definitions ─────────────────────────────────────────────────────────

    def define(self, name: str) -> ir.Conclusion:
        """The conclusion a 【定义】 makes; its class is that of the facts it speaks about."""
        site = self.scope.definitions[name]
        if site.conclusion is not None:
            return site.conclusion
        if site.visiting:  # a circle; told by `strata` with its path
            return ir.Conclusion(name=name, cls=PERSON, kind="bool", defined=True)
        site.visiting = True
        binder = Binder(self._quiet(), self.define)
        for line in site.card.lines:
            if isinstance(line, tree.Condition):
                for node in (line.cond, *(a.cond for a in line.alternatives)):
                    if node is not None:
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
        return site.conclusion

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

    def _row(
        self, card: tree.Card, row: tree.Row, binder: Binder, found: Readings, draft: Draft
    ) -> None:
        for column, cell in zip(card.columns, row.cells, strict=True):
            if cell.blank:
                continue
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
            items = tuple(self.who(item, binder) for item in node.items)
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
        conditions = [c for c in card.lines if isinstance(c, tree.Condition)]
        self._unconditional(conditions, found)

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
        items = []
        for alternative in line.alternatives:
            cond = binder.condition(alternative.cond)
            if alternative.mark is not None:
                guard = found.guard(alternative.mark)
                cond = ir.All(items=(guard, cond), span=alternative.span)
            items.append(cond)
        return ir.AnyOf(items=tuple(items), span=line.span)

    def _unconditional(self, conditions: list[tree.Condition], found: Readings) -> None:
        """A card whose only condition stands under some of the answers is bare under the rest."""
        asked = [c for c in conditions if c.label in ("IF", "AND", "MEANS", "WHO", "SCOPE")]
        if not asked or any(c.mark is None for c in asked):
            return
        keys = {key for c in asked if c.mark for key in c.mark.keys}
        questions = {found.options.get(key) for key in keys}
        for line in found.lines:
            rest = [o.key for o in line.options if o.key not in keys]
            if rest and {found.options.get(o.key) for o in line.options} & questions:
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
                result.append(self._effect(notice, card, line, binder, found, draft))
            except Unbound:
                continue
        return result

    def _highest(self, line: tree.Result, found: Readings) -> None:
        name = line.conclusion.name
        if name not in self.scope.conclusions:
            self._not_a_conclusion(line)
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
        found = hint(name, [*self.scope.conclusions, *self.scope.definitions])
        self.scope.report(errors.NotAConclusion(span=line.conclusion.span, name=name, hint=found))
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
            if effect.mode in ("value", "floor"):
                effect = _change(effect, cap=self._cap(card, binder, found))
        return _change(effect, id=self._next_effect())

    def _strike(self, effect: ir.Effect, line: tree.Result, binder: Binder) -> ir.Effect:
        attribute = self.scope.attributes.get(line.conclusion.name)
        if attribute is None or attribute.kind != "money" or line.value is None:
            wanted = "档案里的一项金额"
            self.scope.report(
                errors.WrongAttribute(
                    span=line.conclusion.span, name=line.conclusion.name, wanted=wanted
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
        if line.form in _PLAIN:
            if head.kind != "bool" or head.members:
                self._wrong_type(line, head, "是否")
            return _change(effect, mode=_PLAIN[line.form])
        if line.form == "at_least":
            return self._floor(effect, head, notice, line, binder, draft)
        if line.form == "set_open":
            return _change(effect, mode="value", value=self._open(head, notice, draft, line))
        assert line.value is not None
        value, kind = self._value(head, line.value, binder)
        if not kinds.comparable(head.kind, kind):
            self._wrong_type(line, head, kinds.SHOWN[kind])
        return _change(effect, mode="value", value=value)

    def _value(
        self, head: ir.Conclusion, node: tree.Node, binder: Binder
    ) -> tuple[ir.Expr, ir.Kind]:
        name = getattr(node, "name", "")
        if head.kind in ("one", "scale") and name in head.domain:
            return ir.Word(text=name, span=node.span), head.kind
        return binder.value(node)

    def _wrong_type(self, line: tree.Result, head: ir.Conclusion, found: str) -> None:
        wanted = kinds.SHOWN[head.kind]
        self.scope.report(
            errors.WrongResultType(span=line.span, name=head.name, wanted=wanted, found=found)
        )
        raise Unbound

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
        if not isinstance(product, tree.Binary) or product.op != "*":
            self.scope.report(errors.FloorForm(span=line.span))
            raise Unbound
        base = binder.expect(product.left, "money")
        floor, kind = binder.value(product.right)
        if kind not in kinds.PLAIN or not isinstance(floor, ir.Rational):
            self.scope.report(errors.FloorForm(span=line.span))
            raise Unbound
        name = self.scope.notices[notice].short + draft.locator
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
        self.scope.parameters[name] = ir.ParameterDecl(
            name=name, kind=head.kind, notice=notice, locator=draft.locator, span=line.span
        )
        return ir.Parameter(name=name, span=line.span)

    def _cap(self, card: tree.Card, binder: Binder, found: Readings) -> ir.Cap | None:
        cap = next((x for x in card.lines if isinstance(x, tree.CapLine)), None)
        if cap is None:
            return None
        ranges = [x for x in card.lines if isinstance(x, tree.CapRangeLine)]
        days = [x for x in card.lines if isinstance(x, tree.CapKeyLine)]
        for lines, what, example in (
            (ranges, "累计哪些补助", "写「累计：本目」或「累计：某结论」"),
            (days, "依哪一天分年和排次序", "写「年度依：某日期」"),
        ):
            if not lines:
                found_ = errors.CapNotSaid(span=cap.span, what=what, example=example)
                self.scope.report(found_)
                raise Unbound
        for line in days:
            attribute = self.scope.attributes.get(line.attribute.name)
            if attribute is None or attribute.kind != "date":
                name = line.attribute.name
                wanted = "档案里的一个日期"
                self.scope.report(errors.WrongAttribute(span=line.span, name=name, wanted=wanted))
                raise Unbound
        return ir.Cap(
            limit=binder.expect(cap.limit, "money"),
            ranges=tuple(
                ir.CapRange(found.guard(x.mark), "all" if x.what else "row") for x in ranges
            ),
            keys=tuple(ir.CapKey(found.guard(x.mark), x.attribute.name) for x in days),
            span=cap.span,
        )

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
        locators = [c.locator for c in self.clauses if c.notice == notice]
        shown = place.document + place.locator + (f"「{place.title}」" if place.title else "")
        near = hint(place.locator, locators)
        self.scope.report(errors.NoSuchPlace(span=place.span, place=shown, hint=near))


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
