"""则：X 不低于 …, X 为 未定: values that others give; each is a parameter of its own."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.ir import errors, kinds
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.definitions import Definitions
from yiju.ir.drafts import Draft, change
from yiju.syntax import tree


@dataclass
class Floors(Definitions):
    """Binds values that the text leaves to others."""

    def floor(
        self,
        effect: ir.Effect,
        head: ir.Conclusion,
        notice: int,
        line: tree.Result,
        binder: Binder,
        draft: Draft,
    ) -> ir.Effect:
        """X 不低于 base × ratio: a local ratio of its own, at least that; semantics §10."""
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
        return change(effect, mode="floor", value=base, ratio=name)

    def left_open(
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
