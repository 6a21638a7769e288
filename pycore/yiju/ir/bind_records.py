"""What counts records, with the conditions in its brackets: tree → IR; semantics §14."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from yiju.ir import errors as resolving
from yiju.ir import errors_records as errors
from yiju.ir import kinds
from yiju.ir import model as ir
from yiju.ir.model import Kind
from yiju.ir.scope import hint
from yiju.ir.walk import effect_expressions, walk
from yiju.syntax import tree

if TYPE_CHECKING:
    from yiju.ir.bind import Binder

_ADDED: tuple[Kind, ...] = ("money", "number")
_STRETCH_KINDS: dict[str, Kind] = {"gapday": "date"}  # the rest are durations


def quantified(binder: Binder, node: tree.Quantified) -> ir.Cond:
    """存在／每个 … 满足（…）. The rule over the records is the logic layer's."""
    found = _class(binder, node.cls)
    inner = _inside(binder, found, reaches=False)
    return ir.Quantified(
        every=node.every,
        cls=found.name,
        owner=found.owner,
        item=inner.condition(node.cond),
        text=binder.scope.text(node.span),
        span=node.span,
    )


def aggregate(binder: Binder, node: tree.Aggregate) -> tuple[ir.Expr, Kind]:
    """个数, 合计, 最早, 最晚."""
    found = _class(binder, node.cls)
    inner = _inside(binder, found, reaches=True)
    where = _picked(inner, found, node.where)
    of, kind = None, _kind(node.function)
    if node.of is not None:
        of, kind = inner.value(node.of)
        wanted = ("date",) if node.function in ("earliest", "latest") else _ADDED
        if kind not in wanted:
            shown = "、".join(kinds.SHOWN[k] for k in wanted)
            raise binder.refuse(
                resolving.TypesDiffer(
                    span=node.of.span,
                    wanted=shown,
                    found=kinds.SHOWN[kind],
                    fix=kinds.HOW[wanted[0]],
                )
            )
    made = ir.Aggregate(
        op=node.function,
        cls=found.name,
        owner=found.owner,
        of=of,
        where=where,
        text=binder.scope.text(node.span),
        span=node.span,
    )
    return made, kind


def _kind(function: str) -> Kind:
    return "number" if function == "count" else "date"


def stretch(binder: Binder, node: tree.Lasting) -> tuple[ir.Expr, Kind]:
    """What stretches of days come to before a day."""
    found = _stretches(binder, node.cls)
    where = _picked(_inside(binder, found, reaches=True), found, node.where)
    until = binder.expect(node.until, "date")
    tolerance = None if node.tolerance is None else binder.expect(node.tolerance, "duration")
    if node.tolerance is not None and node.function != "run":
        fix = "「容许」只用在「连续时长」里。"
        text = binder.scope.text(node.tolerance.span)
        raise binder.refuse(resolving.NotAValue(span=node.tolerance.span, name=text, fix=fix))
    made = ir.Stretch(
        op=node.function,  # type: ignore[arg-type]
        cls=found.name,
        owner=found.owner,
        start=found.start,
        end=found.end,
        where=where,
        until=until,
        tolerance=tolerance,
        text=binder.scope.text(node.span),
        span=node.span,
    )
    return made, _STRETCH_KINDS.get(node.function, "duration")


def overlap(binder: Binder, node: tree.Overlap) -> ir.Cond:
    """重叠（…）: at least one pair of stretches has a day in common."""
    found = _stretches(binder, node.cls)
    where = _picked(_inside(binder, found, reaches=True), found, node.where)
    text = binder.scope.text(node.span)
    pairs = ir.Stretch(
        op="overlaps",
        cls=found.name,
        owner=found.owner,
        start=found.start,
        end=found.end,
        where=where,
        text=text,
        span=node.span,
    )
    one = ir.Rational(num=1, span=node.span)
    return ir.Compare(op="ge", left=pairs, right=one, text=text, span=node.span)


def _class(binder: Binder, name: tree.Name) -> ir.RecordClass:
    """The class that is counted; of those that belong to a record, the one at hand is meant."""
    found = binder.scope.classes.get(name.name)
    if found is None:
        known = list(binder.scope.classes)
        near, listed = hint(name.name, known), "、".join(known) or "还没有"
        raise binder.refuse(
            errors.NotAClass(span=name.span, name=name.name, known=listed, hint=near)
        )
    if found.owner:
        binder.meet(found.owner, name.span)
    return found


def _stretches(binder: Binder, name: tree.Name) -> ir.RecordClass:
    found = _class(binder, name)
    if not found.start:
        raise binder.refuse(errors.NoStretch(span=name.span, name=found.name))
    return found


def _inside(binder: Binder, found: ir.RecordClass, *, reaches: bool) -> Binder:
    return replace(binder, cls=found.name, outside=binder, reaches=reaches, told=False)


def _picked(inner: Binder, found: ir.RecordClass, node: tree.Cond | None) -> ir.Cond:
    """The condition that picks the records: facts, parameters and comparisons only."""
    if node is None:
        return ir.ALWAYS
    cond = inner.condition(node)
    for part in walk(cond):
        if isinstance(part, (ir.Holds, ir.Quantified, ir.Reading)):
            name = getattr(part, "name", "") or inner.scope.text(part.span)
            raise inner.refuse(errors.NotForPicking(span=part.span, cls=found.name, name=name))
    return cond


def struck_inside(clauses: list[ir.Clause]) -> Iterator[errors.StruckInside]:
    """不得计入 an amount that some formula adds up over records: the two are not yet combined."""
    struck = {e.conclusion for c in clauses for e in c.effects if e.mode == "strike"}
    for clause in clauses:
        for effect in clause.effects:
            for expr in effect_expressions(effect):
                for part in walk(expr):
                    yield from _struck(part, struck) if isinstance(part, ir.Aggregate) else ()


def _struck(part: ir.Aggregate, struck: set[str]) -> Iterator[errors.StruckInside]:
    read = {n.name for n in walk(part.of)} & struck if part.of is not None else set()  # type: ignore[attr-defined]
    for name in sorted(read):
        yield errors.StruckInside(span=part.span, name=name, text=part.text)
