"""【约束】: tree → IR, as the condition under which facts do not go together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yiju.ir import errors_unknowns as errors
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.drafts import conjunction
from yiju.ir.scope import Scope
from yiju.ir.walk import walk
from yiju.syntax import tree

_OPPOSITE: dict[str, str] = {
    "ge": "lt", "lt": "ge", "gt": "le", "le": "gt", "eq": "ne", "ne": "eq",
}  # fmt: skip
_BEYOND = (
    ir.Holds, ir.ConclusionValue, ir.Within, ir.InWindow, ir.Parameter, ir.Dated, ir.Quantified,
    ir.Aggregate, ir.Stretch,
)  # fmt: skip


def constraint(
    scope: Scope, binder: Binder, number: int, notice: int, card: tree.Card
) -> ir.Constraint | None:
    """The constraint of a card; None when it cannot be made out."""
    premises: list[ir.Cond] = []
    contents: list[ir.Cond] = []
    texts = []
    sound = True
    for line in card.lines:
        if not isinstance(line, tree.Condition):
            continue
        try:
            cond = _condition(line, binder)
        except Unbound:
            sound = False
            continue
        sound = sound and _allowed(scope, line, cond)
        if line.label == "ALWAYS":
            contents.append(cond)
        else:
            premises.append(ir.Not(item=cond) if line.label == "UNLESS" else cond)
        texts.append(line.text)
    if not sound or not contents:
        return None
    return ir.Constraint(
        id=number,
        notice=notice,
        cls=binder.cls,
        title=card.name,
        violated=conjunction([*premises, opposite(conjunction(contents))]),
        text="；".join(texts),
        span=card.span,
    )


def declared(first: int, attributes: Iterable[ir.Attribute]) -> Iterator[ir.Constraint]:
    """不早于 in the vocabulary: a constraint of two days, numbered from `first`."""
    found = list(attributes)
    own = {(a.cls, a.name) for a in found}
    for a in found:
        for name in a.not_before:
            other = ir.Attr(cls=a.cls if (a.cls, name) in own else ir.PERSON, name=name)
            yield ir.Constraint(
                id=first,
                notice=-1,
                cls=a.cls,
                title=f"{a.name}不早于{name}",
                violated=ir.Compare(op="lt", left=ir.Attr(cls=a.cls, name=a.name), right=other),
                text="词汇",
                span=a.span,
            )
            first += 1


def _condition(line: tree.Condition, binder: Binder) -> ir.Cond:
    if line.cond is not None:
        return binder.condition(line.cond)
    return ir.AnyOf(items=tuple(binder.condition(a.cond) for a in line.alternatives))


def _allowed(scope: Scope, line: tree.Condition, cond: ir.Cond) -> bool:
    """Facts only, compared or tested; what the notices conclude is decided, not given."""
    if line.mark is not None:
        scope.report(errors.ConstraintUnderReading(span=line.mark.span))
        return False
    for node in walk(cond):
        if isinstance(node, _BEYOND):
            span = node.span if node.span.line else line.span
            scope.report(errors.ConstraintBeyondFacts(span=span))
            return False
    return True


def opposite(cond: ir.Cond) -> ir.Cond:
    """The condition that holds when this one does not; a comparison with 无 holds in neither."""
    match cond:
        case ir.Const(value=value):
            return ir.Const(value=not value)
        case ir.All(items=items):
            return ir.AnyOf(items=tuple(opposite(item) for item in items))
        case ir.AnyOf(items=items):
            return ir.All(items=tuple(opposite(item) for item in items))
        case ir.Not(item=item):
            return item
        case ir.Flag(cls=cls, name=name, value=value):
            return ir.Flag(cls=cls, name=name, value=not value)
        case ir.Compare(op=op, left=left, right=right):
            return ir.Compare(op=_OPPOSITE[op], left=left, right=right)  # type: ignore[arg-type]
    return ir.Not(item=cond)
