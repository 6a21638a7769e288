"""Conditions: tree → IR. With `bind_values`, everything that a card's lines can say.

A faulty part is reported and raises `Unbound`, so that the line is left out and the rest goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, singledispatchmethod

from yiju.ir import bind_records, errors, kinds
from yiju.ir import model as ir
from yiju.ir.bind_values import Unbound, Values, each
from yiju.ir.literals import TRUTHS, ordinal, window
from yiju.ir.model import Kind
from yiju.ir.papers import Papers
from yiju.ir.scope import hint
from yiju.source import Span
from yiju.syntax import tree

_GRADED = {"ge": "不低于", "le": "不超过", "gt": "超过", "lt": "低于"}


@dataclass
class Binder(Values):
    """Binds the values and conditions of one card."""

    def _compound(self, node: tree.Node) -> tuple[ir.Expr, Kind]:
        match node:
            case tree.Aggregate():
                return bind_records.aggregate(self, node)
            case tree.Lasting():
                return bind_records.stretch(self, node)
            case _:
                return super()._compound(node)

    @singledispatchmethod
    def condition(self, node: tree.Node) -> ir.Cond:
        """A condition."""
        _, kind = self.value(node)
        raise self._bare(self.scope.text(node.span), kind, node.span)

    @condition.register
    def _on_quantified(self, node: tree.Quantified) -> ir.Cond:
        return bind_records.quantified(self, node)

    @condition.register
    def _on_overlap(self, node: tree.Overlap) -> ir.Cond:
        return bind_records.overlap(self, node)

    def _bare(
        self, name: str, kind: Kind, span: Span, domain: tuple[str, ...] = (), what: str = ""
    ) -> Unbound:
        """Report a value that stands alone where a condition is wanted."""
        example = kinds.example(name, kind, domain)
        shown = what or kinds.SHOWN[kind]
        self.scope.report(errors.NotACondition(span=span, name=name, kind=shown, example=example))
        return Unbound()

    @condition.register
    def _on_name(self, node: tree.Name) -> ir.Cond:
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
    def _on_both(self, node: tree.Both) -> ir.Cond:
        items = tuple(each(partial(self.condition, item) for item in node.items))
        if node.op == "and":
            return ir.All(items=items, span=node.span)
        return ir.AnyOf(items=items, span=node.span)

    @condition.register
    def _on_negation(self, node: tree.Negation) -> ir.Cond:
        return ir.Not(item=self.condition(node.item), span=node.span)

    @condition.register
    def _on_comparison(self, node: tree.Comparison) -> ir.Cond:
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
        if {kinds.unit(left), kinds.unit(right)} == {"months", "days"}:
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
    def _on_membership(self, node: tree.Membership) -> ir.Cond:
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
        head = self.scope.conclusions.get(name)
        if head is not None and head.papers and node.word in ("HAS", "HASNT"):
            return self._papers(head, node)
        pairs = each(partial(self._equal, node.left, value) for value in node.values)
        found = [
            ir.Compare(op="eq", left=left, right=right, text=text, span=node.span)
            for left, right in pairs
        ]
        return found[0] if len(found) == 1 else ir.AnyOf(items=tuple(found), span=node.span)

    def _papers(self, head: ir.Conclusion, node: tree.Membership) -> ir.Cond:
        """应交材料 含 户口簿: the conclusion that stands for it holds."""
        self.meet(head.cls, node.span)
        names = tuple(n for n in node.values if isinstance(n, tree.Name))
        text = self.scope.text(node.span)
        found = [
            ir.Holds(name=name, text=text, span=node.span)
            for name in Papers(self.scope).elements(head, names)
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
    def _on_between(self, node: tree.Between) -> ir.Cond:
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
    def _on_inwindow(self, node: tree.InWindow) -> ir.Cond:
        what, stretch = each(
            [partial(self.expect, node.left, "date"), partial(self.expect, node.window, "window")]
        )
        text = self.scope.text(node.span)
        inner = ir.InWindow(what=what, window=stretch, text=text, span=node.span)
        return ir.Not(item=inner, span=node.span) if node.negated else inner

    @condition.register
    def _on_since(self, node: tree.Since) -> ir.Cond:
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
            counted=node.counted,
            roll=node.roll,
            text=self.scope.text(node.span),
            span=node.span,
        )
        return ir.Not(item=inner, span=node.span) if node.negated else inner

    @condition.register
    def _on_quarter_month(self, node: tree.InQuarterMonth) -> ir.Cond:
        """The month's last day is the quarter's."""
        day = self.expect(node.left, "date")
        ends = (
            ir.Anchor(base=day, which="this_month", day=31, span=node.span),
            ir.Anchor(base=day, which="quarter_end", span=node.span),
        )
        text = self.scope.text(node.span)
        inner = ir.Compare(op="eq", left=ends[0], right=ends[1], text=text, span=node.span)
        return ir.Not(item=inner, span=node.span) if node.negated else inner
