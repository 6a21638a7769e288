"""Names and expressions: tree → IR, names bound and kinds checked.

A faulty part is reported and raises `Unbound`, so that the line is left out and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial, singledispatchmethod
from typing import TypeVar

from yiju.diagnostic import Diagnostic
from yiju.ir import errors, errors_records, kinds
from yiju.ir import model as ir
from yiju.ir.literals import TRUTHS, literal, unusable, window
from yiju.ir.model import PERSON, Kind
from yiju.ir.scope import Scope, unknown
from yiju.source import Span
from yiju.syntax import tree

T = TypeVar("T")


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
class Values:
    """Binds the values of one card. `cls` is the record class met so far (人 until one is met)."""

    scope: Scope
    define: Callable[[str], ir.Conclusion]  # binds a definition on demand, for its class
    fills: Mapping[str, tree.Cell] = field(default_factory=dict)  # 填 columns of the row
    cls: str = PERSON
    told: bool = False  # that the card speaks of two classes: once is enough
    outside: Values | None = None  # inside the brackets of what counts records: who stands outside
    reaches: bool = False  # whether values from outside the brackets may be read in them

    # ── names ───────────────────────────────────────────────────────────────

    def meet(self, cls: str, span: Span) -> None:
        """Note that the card speaks about a class; two record classes cannot go together."""
        if cls in (PERSON, self.cls):
            return
        if self.outside is not None:
            raise self.refuse(errors_records.NotInBrackets(span=span, cls=self.cls, other=cls))
        if self.cls != PERSON:
            if not self.told:
                found = errors.TwoClasses(span=span, first=self.cls, second=cls, person=PERSON)
                self.scope.report(found)
            self.told = True
            raise Unbound
        self.cls = cls

    def placed(self, expr: ir.Expr, cls: str, span: Span) -> ir.Expr:
        """A fact or a conclusion of a class, read here; from outside the brackets where it is."""
        if self.reaches and self.outside is not None and cls not in (PERSON, self.cls):
            return ir.Outer(item=self.outside.placed(expr, cls, span), span=span)
        self.meet(cls, span)
        return expr

    def refuse(self, found: Diagnostic) -> Unbound:
        """Report a finding; what is raised for it."""
        self.scope.report(found)
        return Unbound()

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

    def _of_its_time(self, found: ir.ParameterDecl, node: tree.Name) -> ir.Expr:
        """A parameter by the day of the record at hand."""
        day = self.scope.attributes.get(found.by)
        if day is None or day.kind != "date":  # told where it is declared
            raise Unbound
        base = ir.Attr(cls=day.cls, name=day.name, span=node.span)
        steps = sorted(found.values, key=lambda v: v.since)
        return ir.Dated(
            base=self.placed(base, day.cls, node.span),
            name=found.name,
            since=tuple(v.since for v in steps),
            values=tuple(v.value for v in steps),
            span=node.span,
        )

    def _named(self, node: tree.Name) -> tuple[ir.Expr, Kind]:
        name, scope = node.name, self.scope
        if name in self.fills:
            return self._filled(node)
        if name in scope.attributes:
            attribute = scope.attributes[name]
            expr = ir.Attr(cls=attribute.cls, name=name, span=node.span)
            return self.placed(expr, attribute.cls, node.span), attribute.kind
        if name in scope.parameters:
            found = scope.parameters[name]
            if found.by:
                return self._of_its_time(found, node), found.kind
            return ir.Parameter(name=name, span=node.span), found.kind
        head = self.head(name)
        if head is not None:
            if head.members:
                fix = f"这是一组结论，请写它所含的某一项：{'、'.join(head.members)}。"
                self.scope.report(errors.NotAValue(span=node.span, name=name, fix=fix))
                raise Unbound
            value = ir.ConclusionValue(name=name, span=node.span)
            return self.placed(value, head.cls, node.span), head.kind
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
    def _(self, node: tree.Apart) -> tuple[ir.Expr, Kind]:
        later, earlier = each(partial(self.expect, d, "date") for d in (node.left, node.right))
        found = ir.Apart(earlier=earlier, later=later, measure=node.measure, span=node.span)
        return found, "number" if node.measure.startswith("on_") else "duration"

    @_compound.register
    def _(self, node: tree.YearOf) -> tuple[ir.Expr, Kind]:
        base, kind = self.value(node.base)
        if kind != "year":
            self._agree("date", kind, self.at(node.base))
        return ir.YearOf(base=base, by=node.by, span=node.span), "year"

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
