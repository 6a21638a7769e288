"""Expressions and conditions: tree → IR, names bound and kinds checked.

A faulty part is reported and raises `Unbound`, so that the line is left out and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial, singledispatchmethod
from typing import TypeVar

from yiju.diagnostic import Diagnostic
from yiju.ir import errors, kinds
from yiju.ir import model as ir
from yiju.ir.model import PERSON, Kind
from yiju.ir.scope import Scope, hint, unknown
from yiju.source import Span
from yiju.syntax import tree

T = TypeVar("T")
# The same bounds as of facts in a case (case/scalars.py).
MOST_YUAN, MOST_YEARS, FIRST_YEAR, LAST_YEAR = 10**14, 300, 1900, 2200
TRUTHS = ("是", "否")
_GRADED = {"ge": "不低于", "le": "不超过", "gt": "超过", "lt": "低于"}


class Unbound(Exception):
    """This part could not be bound; its diagnostic is already reported."""


def each(parts: Iterable[Callable[[], T]]) -> list[T]:
    """All parts bound; where some cannot be, the rest is still looked at, so that all is told."""
    found: list[T] = []
    failed = False
    for part in parts:
        try:
            found.append(part())
        except Unbound:
            failed = True
    if failed:
        raise Unbound
    return found


@dataclass
class Binder:
    """Binds the parts of one card. `cls` is the record class met so far (人 until one is met)."""

    scope: Scope
    define: Callable[[str], ir.Conclusion]  # binds a definition on demand, for its class
    fills: Mapping[str, tree.Cell] = field(default_factory=dict)  # 填 columns of the row
    cls: str = PERSON
    told: bool = False  # that the card speaks of two classes: once is enough

    # ── names ───────────────────────────────────────────────────────────────

    def meet(self, cls: str, span: Span) -> None:
        """Note that the card speaks about a class; two record classes cannot go together."""
        if cls in (PERSON, self.cls):
            return
        if self.cls != PERSON:
            if not self.told:
                found = errors.TwoClasses(span=span, first=self.cls, second=cls, person=PERSON)
                self.scope.report(found)
            self.told = True
            raise Unbound
        self.cls = cls

    def unknown(self, name: tree.Name) -> Unbound:
        """Report a name that means nothing here."""
        self.scope.report(unknown(self.scope, name.name, name.span))
        return Unbound()

    def head(self, name: str) -> ir.Conclusion | None:
        """The conclusion or definition of that name."""
        if name in self.scope.definitions:
            return self.define(name)
        return self.scope.conclusions.get(name)

    # ── values ──────────────────────────────────────────────────────────────

    def value(self, node: tree.Node) -> tuple[ir.Expr, Kind]:
        """An expression with its kind."""
        if isinstance(node, tree.Name):
            return self._named(node)
        if isinstance(node, tree.Literal_):
            wrong = unusable(self.scope, node)
            if wrong is not None:
                self.scope.report(wrong)
                raise Unbound
            return literal(node)
        return self._compound(node)

    def _named(self, node: tree.Name) -> tuple[ir.Expr, Kind]:
        name, scope = node.name, self.scope
        if name in self.fills:
            return self._filled(node)
        if name in scope.attributes:
            attribute = scope.attributes[name]
            self.meet(attribute.cls, node.span)
            return ir.Attr(cls=attribute.cls, name=name, span=node.span), attribute.kind
        if name in scope.parameters:
            found = scope.parameters[name]
            return ir.Parameter(name=name, span=node.span), found.kind
        head = self.head(name)
        if head is not None:
            if head.members:
                fix = f"这是一组结论，请写它所含的某一项：{'、'.join(head.members)}。"
                self.scope.report(errors.NotAValue(span=node.span, name=name, fix=fix))
                raise Unbound
            self.meet(head.cls, node.span)
            return ir.ConclusionValue(name=name, span=node.span), head.kind
        if name in TRUTHS:
            return ir.Word(text=name, span=node.span), "bool"
        raise self.unknown(node)

    def _filled(self, node: tree.Name) -> tuple[ir.Expr, Kind]:
        cell = self.fills[node.name]
        if cell.value is None:
            fix = f"算式和条件里用到「{node.name}」，这一格要写出值；写「—」则这一行不用它。"
            name = cell.text or node.name
            self.scope.report(errors.NotAValue(span=cell.span, name=name, fix=fix))
            raise Unbound
        return self.value(cell.value)

    @singledispatchmethod
    def _compound(self, node: tree.Node) -> tuple[ir.Expr, Kind]:
        self.scope.report(errors.NotAValue(span=node.span, name=self.scope.text(node.span)))
        raise Unbound

    @_compound.register
    def _(self, node: tree.Binary) -> tuple[ir.Expr, Kind]:
        parts = (node.left, node.right)
        (left, left_kind), (right, right_kind) = each(partial(self.value, p) for p in parts)
        kind = kinds.result(node.op, left_kind, right_kind)
        if kind is None:
            shown = (kinds.SHOWN[left_kind], kinds.SHOWN[right_kind])
            word = {"+": "加", "-": "减", "*": "乘", "/": "除"}[node.op]
            fix = kinds.how_to_compute(node.op, left_kind, right_kind)
            self.scope.report(
                errors.WrongOperands(
                    span=node.span, left=shown[0], right=shown[1], word=word, fix=fix
                )
            )
            raise Unbound
        return ir.Arithmetic(op=node.op, left=left, right=right, span=node.span), kind

    @_compound.register
    def _(self, node: tree.Call) -> tuple[ir.Expr, Kind]:
        bound = each(partial(self.value, item) for item in node.items)
        kind = bound[0][1]
        wanted: Kind | None = None
        if node.function == "floor" and kind not in ("money", *kinds.PLAIN):
            wanted = "number"
        elif kind not in kinds.ORDERED:
            wanted = "money"
        if wanted is not None:
            self._agree(wanted, kind, node.items[0].span)
        for (_, other), item in zip(bound, node.items, strict=True):
            self._agree(kind, other, item.span)
        if node.function == "floor":
            return ir.Floor(item=bound[0][0], span=node.span), kind
        items = tuple(expr for expr, _ in bound)
        return ir.Extreme(which=node.function, items=items, span=node.span), kind

    @_compound.register
    def _(self, node: tree.Anchored) -> tuple[ir.Expr, Kind]:
        base = self.expect(node.base, "date")
        return ir.Anchor(
            base=base, which=node.which, month=node.month, day=node.day, span=node.span
        ), "date"

    @_compound.register
    def _(self, node: tree.PeriodEnd) -> tuple[ir.Expr, Kind]:
        base, length = self._dated(node.base, node.length)
        if node.whole and isinstance(length, ir.Days):
            self.scope.report(errors.DurationUnits(span=node.length.span))
            raise Unbound
        return ir.PeriodEnd(base=base, length=length, whole=node.whole, span=node.span), "date"

    @_compound.register
    def _(self, node: tree.Shifted) -> tuple[ir.Expr, Kind]:
        base, length = self._dated(node.base, node.length)
        return ir.Shift(base=base, length=length, span=node.span), "date"

    @_compound.register
    def _(self, node: tree.MonthsApart) -> tuple[ir.Expr, Kind]:
        later, earlier = each(partial(self.expect, d, "date") for d in (node.left, node.right))
        return ir.MonthsApart(earlier=earlier, later=later, span=node.span), "duration"

    @_compound.register
    def _(self, node: tree.AsMonths) -> tuple[ir.Expr, Kind]:
        return ir.AsMonths(item=self.expect(node.item, "number"), span=node.span), "duration"

    @_compound.register
    def _(self, node: tree.Window) -> tuple[ir.Expr, Kind]:
        return window(node.start, node.end, node.wraps, node.span), "window"

    def _dated(self, base: tree.Node, length: tree.Node) -> list[ir.Expr]:
        return each([partial(self.expect, base, "date"), partial(self.expect, length, "duration")])

    def at(self, node: tree.Node) -> Span:
        """Where a value is written: of a 填 column, its cell in this row."""
        cell = self.fills.get(getattr(node, "name", ""))
        return node.span if cell is None else cell.span

    def expect(self, node: tree.Node, kind: Kind) -> ir.Expr:
        """An expression of a kind."""
        expr, found = self.value(node)
        self._agree(kind, found, self.at(node))
        return expr

    def _agree(self, wanted: Kind, found: Kind, span: Span) -> None:
        if not kinds.comparable(wanted, found):
            shown = (kinds.SHOWN[wanted], kinds.SHOWN[found])
            self.scope.report(
                errors.TypesDiffer(
                    span=span, wanted=shown[0], found=shown[1], fix=kinds.HOW[wanted]
                )
            )
            raise Unbound

    # ── conditions ──────────────────────────────────────────────────────────

    @singledispatchmethod
    def condition(self, node: tree.Node) -> ir.Cond:
        """A condition."""
        _, kind = self.value(node)
        raise self._bare(self.scope.text(node.span), kind, node.span)

    def _bare(
        self, name: str, kind: Kind, span: Span, domain: tuple[str, ...] = (), what: str = ""
    ) -> Unbound:
        """Report a value that stands alone where a condition is wanted."""
        example = kinds.example(name, kind, domain)
        shown = what or kinds.SHOWN[kind]
        self.scope.report(errors.NotACondition(span=span, name=name, kind=shown, example=example))
        return Unbound()

    @condition.register
    def _(self, node: tree.Name) -> ir.Cond:
        name, scope = node.name, self.scope
        text = scope.text(node.span) or name
        for table, value in ((scope.attributes, True), (scope.negatives, False)):
            if name in table:
                attribute = table[name]
                if attribute.kind not in ("bool", "finding"):
                    raise self._bare(name, attribute.kind, node.span, attribute.domain)
                self.meet(attribute.cls, node.span)
                return ir.Flag(
                    cls=attribute.cls, name=attribute.name, value=value, text=text, span=node.span
                )
        head = self.head(name)
        if head is None:
            if name in self.fills or name in scope.parameters:
                _, kind = self.value(node)
                what = f"参数（{kinds.SHOWN[kind]}）" if name in scope.parameters else ""
                raise self._bare(name, kind, node.span, what=what)
            raise self.unknown(node)
        if head.members:
            first = scope.conclusions.get(head.members[0])
            kind, domain = (first.kind, first.domain) if first else ("bool", ())
            example = head.members[0]
            if kind != "bool":
                example = kinds.example(example, kind, domain)
            scope.report(
                errors.NotACondition(span=node.span, name=name, kind="一组结论", example=example)
            )
            raise Unbound
        if head.kind != "bool":
            raise self._bare(name, head.kind, node.span, head.domain)
        self.meet(head.cls, node.span)
        return ir.Holds(name=name, text=text, span=node.span)

    @condition.register
    def _(self, node: tree.Both) -> ir.Cond:
        items = tuple(each(partial(self.condition, item) for item in node.items))
        if node.op == "and":
            return ir.All(items=items, span=node.span)
        return ir.AnyOf(items=items, span=node.span)

    @condition.register
    def _(self, node: tree.Negation) -> ir.Cond:
        return ir.Not(item=self.condition(node.item), span=node.span)

    @condition.register
    def _(self, node: tree.Comparison) -> ir.Cond:
        left, right = self._pair(node.left, node.right, node.op)
        text = self.scope.text(node.span)
        return ir.Compare(op=node.op, left=left, right=right, text=text, span=node.span)

    def _pair(self, left: tree.Node, right: tree.Node, op: str = "eq") -> tuple[ir.Expr, ir.Expr]:
        """Both sides of a comparison. `op` is 'eq' or 'in' where a grade may be named."""
        domain = self._domain(left)
        if domain:
            bound, kind = self.value(left)
            if op in _GRADED and kind == "scale":
                raise self._graded(left, op, domain)
            if op != "eq" and kind != "scale":
                raise self._unordered(left, kind)
            return bound, ir.Word(text=self._member(left, domain, right), span=right.span)
        (bound, kind), (other_bound, other) = each(partial(self.value, n) for n in (left, right))
        if op != "eq" and kind not in kinds.ORDERED:
            raise self._unordered(left, kind)
        self._agree(kind, other, self.at(right))
        self._same_units(bound, other_bound, right.span)
        return bound, other_bound

    def _domain(self, node: tree.Node) -> tuple[str, ...]:
        """The values that a named quantity is chosen from; empty when it is not."""
        if not isinstance(node, tree.Name) or node.name in self.fills:
            return ()
        attribute = self.scope.attributes.get(node.name)
        if attribute is not None:
            return attribute.domain
        head = self.head(node.name)
        return head.domain if head is not None else ()

    def _graded(self, left: tree.Node, op: str, domain: tuple[str, ...]) -> Unbound:
        name, first, last = self.scope.text(left.span), domain[0], domain[-1]
        self.scope.report(
            errors.GradeOrder(span=left.span, name=name, word=_GRADED[op], first=first, last=last)
        )
        return Unbound()

    def _unordered(self, left: tree.Node, kind: Kind) -> Unbound:
        self.scope.report(
            errors.TypesDiffer(
                span=left.span,
                wanted="分大小先后的量",
                found=kinds.SHOWN[kind],
                fix=kinds.HOW[kind],
            )
        )
        return Unbound()

    def _same_units(self, left: ir.Expr, right: ir.Expr, span: Span) -> None:
        units = {type(e) for e in (left, right)} & {ir.Months, ir.Days}
        monthly = isinstance(left, (ir.MonthsApart, ir.AsMonths))
        if len(units) > 1 or (monthly and ir.Days in units):
            self.scope.report(errors.DurationUnits(span=span))
            raise Unbound

    def _member(self, left: tree.Node, domain: tuple[str, ...], node: tree.Node) -> str:
        value = node.name if isinstance(node, tree.Name) else self.scope.text(node.span)
        if value not in domain:
            name = self.scope.text(left.span)
            shown, found = "、".join(domain), hint(value, domain)
            self.scope.report(
                errors.WrongMember(span=node.span, name=name, value=value, domain=shown, hint=found)
            )
            raise Unbound
        return value

    @condition.register
    def _(self, node: tree.Membership) -> ir.Cond:
        inner = self._membership(node)
        if node.word in ("ISNT", "NOTIN", "HASNT"):
            return ir.Not(item=inner, span=node.span)
        return inner

    def _membership(self, node: tree.Membership) -> ir.Cond:
        text = self.scope.text(node.span)
        name = getattr(node.left, "name", "")
        attribute = self.scope.attributes.get(name)
        if attribute is not None and attribute.kind in ("one", "many"):
            self.meet(attribute.cls, node.span)
            values = tuple(
                each(partial(self._member, node.left, attribute.domain, v) for v in node.values)
            )
            word = "含" if attribute.kind == "many" else "为" if len(values) == 1 else "属于"
            text = f"{name} {word} {'、'.join(values)}"
            return ir.Among(cls=attribute.cls, name=name, values=values, text=text, span=node.span)
        pairs = each(partial(self._equal, node.left, value) for value in node.values)
        found = [
            ir.Compare(op="eq", left=left, right=right, text=text, span=node.span)
            for left, right in pairs
        ]
        return found[0] if len(found) == 1 else ir.AnyOf(items=tuple(found), span=node.span)

    def _equal(self, left: tree.Node, value: tree.Node) -> tuple[ir.Expr, ir.Expr]:
        """是 and 否 are the values of what is true or not; the rest is a pair like any other."""
        if self._domain(left):
            return self._pair(left, value)
        bound, kind = self.value(left)
        if kind in ("bool", "finding"):
            word = self._member(left, TRUTHS, value)
            return bound, ir.Word(text=word, span=value.span)
        return self._pair(left, value)

    @condition.register
    def _(self, node: tree.Between) -> ir.Cond:
        inner = self._between(node)
        return ir.Not(item=inner, span=node.span) if node.negated else inner

    def _between(self, node: tree.Between) -> ir.Cond:
        text = self.scope.text(node.span)
        ends = (node.low, node.high)
        if all(isinstance(e, tree.Literal_) and e.kind == "monthday" for e in ends):
            start, end = (e.value for e in ends if isinstance(e, tree.Literal_))
            what = self.expect(node.left, "date")
            stretch = window(start, end, node.wraps, node.span)  # type: ignore[arg-type]
            return ir.InWindow(what=what, window=stretch, text=text, span=node.span)
        if node.wraps:  # 次年 makes sense of days of the year only
            fix = "「次年」后面写月日，例如 9月1日 至 次年 2月末日；写了年份的不写「次年」。"
            found = errors.TypesDiffer(span=node.high.span, wanted="月日", found="日期", fix=fix)
            self.scope.report(found)
            raise Unbound
        (left, low), (_, high) = each(partial(self._pair, node.left, end, "in") for end in ends)
        self._not_empty(node, low, high)
        parts = (
            ir.Compare(op="ge", left=left, right=low, text=text, span=node.span),
            ir.Compare(op="le", left=left, right=high, text=text, span=node.span),
        )
        return ir.All(items=parts, span=node.span)

    def _not_empty(self, node: tree.Between, low: ir.Expr, high: ir.Expr) -> None:
        domain = self._domain(node.left)
        if isinstance(low, ir.Word) and isinstance(high, ir.Word):
            empty = domain.index(low.text) > domain.index(high.text)
        else:
            ends = (ordinal(low), ordinal(high))
            empty = None not in ends and ends[0] > ends[1]  # type: ignore[operator]
        if empty:
            first, last = self.scope.text(node.low.span), self.scope.text(node.high.span)
            self.scope.report(errors.EmptyRange(span=node.span, low=first, high=last))
            raise Unbound

    @condition.register
    def _(self, node: tree.InWindow) -> ir.Cond:
        what, stretch = each(
            [partial(self.expect, node.left, "date"), partial(self.expect, node.window, "window")]
        )
        text = self.scope.text(node.span)
        inner = ir.InWindow(what=what, window=stretch, text=text, span=node.span)
        return ir.Not(item=inner, span=node.span) if node.negated else inner

    @condition.register
    def _(self, node: tree.Since) -> ir.Cond:
        what, base, length = each(
            [
                partial(self.expect, node.left, "date"),
                partial(self.expect, node.base, "date"),
                partial(self.expect, node.length, "duration"),
            ]
        )
        inner = ir.Within(
            what=what,
            base=base,
            length=length,
            after=node.after,
            text=self.scope.text(node.span),
            span=node.span,
        )
        return ir.Not(item=inner, span=node.span) if node.negated else inner


def unusable(scope: Scope, node: tree.Literal_) -> Diagnostic | None:
    """What is wrong with a number that is well written: no whole 分, or no such quantity."""
    value, bounds = node.value, ""
    text = scope.text(node.span)
    if node.kind == "money" and Fraction(value) * 100 % 1:  # type: ignore[arg-type]
        return errors.FractionOfCent(span=node.span, text=text)
    match node.kind:
        case "money" if value > MOST_YUAN:  # type: ignore[operator]
            bounds = "金额不超过 100万亿元"
        case "percent" | "number" if value > MOST_YUAN:  # type: ignore[operator]
            bounds = "数不超过 100万亿"
        case "months" if value > 12 * MOST_YEARS:  # type: ignore[operator]
            bounds = f"时长不超过 {MOST_YEARS}年"
        case "days" if value > 366 * MOST_YEARS:  # type: ignore[operator]
            bounds = f"时长不超过 {MOST_YEARS}年"
        case "year" if not FIRST_YEAR <= value <= LAST_YEAR:  # type: ignore[operator]
            bounds = f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}"
        case "date" if not FIRST_YEAR <= value.year <= LAST_YEAR:  # type: ignore[union-attr]
            bounds = f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}"
    return errors.OutOfReach(span=node.span, text=text, bounds=bounds) if bounds else None


def parameter_value(node: tree.Node, kind: Kind) -> ir.Expr | None:
    """A value as it is written in 【参数】; None when it is not one of that kind."""
    if isinstance(node, tree.Name) and node.name in TRUTHS:
        return ir.Word(text=node.name, span=node.span) if kind == "bool" else None
    if isinstance(node, tree.Window) and kind == "window":
        return window(node.start, node.end, node.wraps, node.span)
    if isinstance(node, tree.Literal_):
        found, found_kind = literal(node)
        return found if kinds.comparable(found_kind, kind) else None
    return None


def ordinal(expr: ir.Expr) -> Fraction | str | None:
    """What orders literals of one kind and unit; None for anything else."""
    match expr:
        case ir.Money(fen=n) | ir.Months(n=n) | ir.Days(n=n) | ir.Year(n=n):
            return Fraction(n)
        case ir.Rational(num=num, den=den):
            return Fraction(num, den)
        case ir.Date(iso=iso):
            return iso
        case _:
            return None


def window(start: tuple[int, int], end: tuple[int, int], wraps: bool, span: Span) -> ir.Window:
    """A yearly stretch; it wraps when said so, or when it ends before it starts."""
    return ir.Window(
        from_month=start[0],
        from_day=start[1],
        to_month=end[0],
        to_day=end[1],
        wraps=wraps or end < start,
        span=span,
    )


def literal(node: tree.Literal_) -> tuple[ir.Expr, Kind]:
    """A literal with its kind. Money in the tree is in yuan, in the IR in 分."""
    value, span = node.value, node.span
    match node.kind:
        case "money":
            fen = Fraction(value) * 100  # type: ignore[arg-type]
            return ir.Money(fen=int(fen), span=span), "money"
        case "percent":
            ratio = Fraction(value)  # type: ignore[arg-type]
            return ir.Rational(
                num=ratio.numerator, den=ratio.denominator, percent=True, span=span
            ), "ratio"
        case "number":
            number = Fraction(value)  # type: ignore[arg-type]
            return ir.Rational(num=number.numerator, den=number.denominator, span=span), "number"
        case "months":
            return ir.Months(n=int(value), span=span), "duration"  # type: ignore[arg-type]
        case "days":
            return ir.Days(n=int(value), span=span), "duration"  # type: ignore[arg-type]
        case "year":
            return ir.Year(n=int(value), span=span), "year"  # type: ignore[arg-type]
        case "date":
            return ir.Date(iso=str(value), span=span), "date"
        case _:
            month, day = value  # type: ignore[misc]
            return window((month, day), (month, day), False, span), "window"
