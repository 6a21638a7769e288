"""Expressions and conditions: tree → IR, names bound and kinds checked.

A faulty part is reported and raises `Unbound`, so that the line is left out and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import singledispatchmethod

from yiju.ir import errors, kinds
from yiju.ir import model as ir
from yiju.ir.model import PERSON, Kind
from yiju.ir.scope import Scope, hint
from yiju.source import Span
from yiju.syntax import tree


class Unbound(Exception):
    """This part could not be bound; its diagnostic is already reported."""


@dataclass
class Binder:
    """Binds the parts of one card. `cls` is the record class met so far (人 until one is met)."""

    scope: Scope
    define: Callable[[str], ir.Conclusion]  # binds a definition on demand, for its class
    fills: Mapping[str, tree.Cell] = field(default_factory=dict)  # 填 columns of the row
    cls: str = PERSON

    # ── names ───────────────────────────────────────────────────────────────

    def meet(self, cls: str, span: Span) -> None:
        """Note that the card speaks about a class; two record classes cannot go together."""
        if cls in (PERSON, self.cls):
            return
        if self.cls != PERSON:
            self.scope.report(errors.TwoClasses(span=span, first=self.cls, second=cls))
            raise Unbound
        self.cls = cls

    def unknown(self, name: tree.Name) -> Unbound:
        """Report a name that nothing declares."""
        found = hint(name.name, self.scope.names())
        self.scope.report(errors.UnknownName(span=name.span, name=name.name, hint=found))
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
            self.meet(head.cls, node.span)
            return ir.ConclusionValue(name=name, span=node.span), head.kind
        raise self.unknown(node)

    def _filled(self, node: tree.Name) -> tuple[ir.Expr, Kind]:
        cell = self.fills[node.name]
        if cell.value is None:
            self.scope.report(errors.NotAValue(span=cell.span, name=cell.text or node.name))
            raise Unbound
        return self.value(cell.value)

    @singledispatchmethod
    def _compound(self, node: tree.Node) -> tuple[ir.Expr, Kind]:
        self.scope.report(errors.NotAValue(span=node.span, name=self.scope.text(node.span)))
        raise Unbound

    @_compound.register
    def _(self, node: tree.Binary) -> tuple[ir.Expr, Kind]:
        left, left_kind = self.value(node.left)
        right, right_kind = self.value(node.right)
        kind = kinds.result(node.op, left_kind, right_kind)
        if kind is None:
            shown = (kinds.SHOWN[left_kind], kinds.SHOWN[right_kind])
            word = {"+": "加", "-": "减", "*": "乘", "/": "除"}[node.op]
            self.scope.report(
                errors.WrongOperands(span=node.span, left=shown[0], right=shown[1], word=word)
            )
            raise Unbound
        return ir.Arithmetic(op=node.op, left=left, right=right, span=node.span), kind

    @_compound.register
    def _(self, node: tree.Call) -> tuple[ir.Expr, Kind]:
        bound = [self.value(item) for item in node.items]
        kind = bound[0][1]
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
        base, length = self.expect(node.base, "date"), self.expect(node.length, "duration")
        return ir.PeriodEnd(base=base, length=length, whole=node.whole, span=node.span), "date"

    @_compound.register
    def _(self, node: tree.Shifted) -> tuple[ir.Expr, Kind]:
        base, length = self.expect(node.base, "date"), self.expect(node.length, "duration")
        return ir.Shift(base=base, length=length, span=node.span), "date"

    @_compound.register
    def _(self, node: tree.MonthsApart) -> tuple[ir.Expr, Kind]:
        later, earlier = self.expect(node.left, "date"), self.expect(node.right, "date")
        return ir.MonthsApart(earlier=earlier, later=later, span=node.span), "duration"

    @_compound.register
    def _(self, node: tree.AsMonths) -> tuple[ir.Expr, Kind]:
        return ir.AsMonths(item=self.expect(node.item, "number"), span=node.span), "duration"

    @_compound.register
    def _(self, node: tree.Window) -> tuple[ir.Expr, Kind]:
        return window(node.start, node.end, node.wraps, node.span), "window"

    def expect(self, node: tree.Node, kind: Kind) -> ir.Expr:
        """An expression of a kind."""
        expr, found = self.value(node)
        self._agree(kind, found, node.span)
        return expr

    def _agree(self, wanted: Kind, found: Kind, span: Span) -> None:
        if not kinds.comparable(wanted, found):
            self.scope.report(
                errors.TypesDiffer(span=span, left=kinds.SHOWN[wanted], right=kinds.SHOWN[found])
            )
            raise Unbound

    # ── conditions ──────────────────────────────────────────────────────────

    @singledispatchmethod
    def condition(self, node: tree.Node) -> ir.Cond:
        """A condition."""
        self.scope.report(
            errors.NotACondition(span=node.span, name=self.scope.text(node.span), kind="算式")
        )
        raise Unbound

    @condition.register
    def _(self, node: tree.Name) -> ir.Cond:
        name, scope = node.name, self.scope
        text = scope.text(node.span) or name
        for table, value in ((scope.attributes, True), (scope.negatives, False)):
            if name in table:
                attribute = table[name]
                if attribute.kind not in ("bool", "finding"):
                    shown = kinds.SHOWN[attribute.kind]
                    scope.report(errors.NotACondition(span=node.span, name=name, kind=shown))
                    raise Unbound
                self.meet(attribute.cls, node.span)
                return ir.Flag(
                    cls=attribute.cls, name=attribute.name, value=value, text=text, span=node.span
                )
        head = self.head(name)
        if head is None:
            raise self.unknown(node)
        if head.kind != "bool":
            shown = kinds.SHOWN[head.kind]
            scope.report(errors.NotACondition(span=node.span, name=name, kind=shown))
            raise Unbound
        self.meet(head.cls, node.span)
        return ir.Holds(name=name, text=text, span=node.span)

    @condition.register
    def _(self, node: tree.Both) -> ir.Cond:
        items = tuple(self.condition(item) for item in node.items)
        if node.op == "and":
            return ir.All(items=items, span=node.span)
        return ir.AnyOf(items=items, span=node.span)

    @condition.register
    def _(self, node: tree.Negation) -> ir.Cond:
        return ir.Not(item=self.condition(node.item), span=node.span)

    @condition.register
    def _(self, node: tree.Comparison) -> ir.Cond:
        left, right = self._pair(node.left, node.right, node.span)
        text = self.scope.text(node.span)
        return ir.Compare(op=node.op, left=left, right=right, text=text, span=node.span)

    def _pair(self, left: tree.Node, right: tree.Node, span: Span) -> tuple[ir.Expr, ir.Expr]:
        bound_left, kind = self.value(left)
        if kind == "scale":
            return bound_left, self._grade(left, right)
        bound_right, other = self.value(right)
        if not kinds.comparable(kind, other):
            shown = (kinds.SHOWN[kind], kinds.SHOWN[other])
            self.scope.report(errors.TypesDiffer(span=span, left=shown[0], right=shown[1]))
            raise Unbound
        units = {type(e) for e in (bound_left, bound_right)} & {ir.Months, ir.Days}
        if len(units) > 1 or (isinstance(bound_left, ir.MonthsApart) and ir.Days in units):
            self.scope.report(errors.DurationUnits(span=span))
            raise Unbound
        return bound_left, bound_right

    def _grade(self, scale: tree.Node, node: tree.Node) -> ir.Expr:
        attribute = self.scope.attributes[getattr(scale, "name", "")]
        return ir.Word(text=self._member(attribute, node), span=node.span)

    def _member(self, attribute: ir.Attribute, node: tree.Node) -> str:
        value = node.name if isinstance(node, tree.Name) else self.scope.text(node.span)
        if value not in attribute.domain:
            domain = "、".join(attribute.domain)
            found = hint(value, attribute.domain)
            self.scope.report(
                errors.WrongMember(
                    span=node.span, name=attribute.name, value=value, domain=domain, hint=found
                )
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
            values = tuple(self._member(attribute, value) for value in node.values)
            word = "含" if attribute.kind == "many" else "为" if len(values) == 1 else "属于"
            text = f"{name} {word} {'、'.join(values)}"
            return ir.Among(cls=attribute.cls, name=name, values=values, text=text, span=node.span)
        left, kind = self.value(node.left)
        found = []
        for value in node.values:
            if kind in ("bool", "finding") and isinstance(value, tree.Name):
                right: ir.Expr = ir.Word(text=value.name, span=value.span)
            else:
                _, right = self._pair(node.left, value, node.span)
            found.append(ir.Compare(op="eq", left=left, right=right, text=text, span=node.span))
        return found[0] if len(found) == 1 else ir.AnyOf(items=tuple(found), span=node.span)

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
        left, low = self._pair(node.left, node.low, node.span)
        _, high = self._pair(node.left, node.high, node.span)
        self._not_empty(node, low, high)
        parts = (
            ir.Compare(op="ge", left=left, right=low, text=text, span=node.span),
            ir.Compare(op="le", left=left, right=high, text=text, span=node.span),
        )
        return ir.All(items=parts, span=node.span)

    def _not_empty(self, node: tree.Between, low: ir.Expr, high: ir.Expr) -> None:
        if isinstance(low, ir.Word) and isinstance(high, ir.Word):
            domain = self.scope.attributes[getattr(node.left, "name", "")].domain
            if domain.index(low.text) > domain.index(high.text):
                self.scope.report(errors.EmptyRange(span=node.span, low=low.text, high=high.text))
                raise Unbound

    @condition.register
    def _(self, node: tree.InWindow) -> ir.Cond:
        what = self.expect(node.left, "date")
        stretch = self.expect(node.window, "window")
        text = self.scope.text(node.span)
        inner = ir.InWindow(what=what, window=stretch, text=text, span=node.span)
        return ir.Not(item=inner, span=node.span) if node.negated else inner

    @condition.register
    def _(self, node: tree.Since) -> ir.Cond:
        inner = ir.Within(
            what=self.expect(node.left, "date"),
            base=self.expect(node.base, "date"),
            length=self.expect(node.length, "duration"),
            after=node.after,
            text=self.scope.text(node.span),
            span=node.span,
        )
        return ir.Not(item=inner, span=node.span) if node.negated else inner


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
