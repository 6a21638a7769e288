"""Force in time: what a notice repeals, and from when to when a clause counts; semantics §4."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.kinds import SHOWN
from yiju.ir.literals import literal, unusable
from yiju.ir.readings import Readings
from yiju.ir.scope import Scope, hint
from yiju.syntax import tree


def repeals(scope: Scope, notice: ir.Notice, card: tree.Card) -> tuple[ir.Repeal, ...]:
    """废止：the notices that this one repeals. One that is not loaded is a warning, no fault."""
    found: list[ir.Repeal] = []
    for line in card.lines:
        if isinstance(line, tree.RepealLine):
            for document in line.documents:
                other = _notice(scope, notice, document)
                if other is None:
                    continue
                if other.id == notice.id or other.kind != "notice":
                    scope.report(errors.RepealsItself(span=document.span, name=document.text))
                    continue
                found.append(ir.Repeal(other.id, line.since, line.basis))
    return tuple(found)


def _notice(scope: Scope, by: ir.Notice, document: tree.Text) -> ir.Notice | None:
    for other in scope.notices:
        if document.text in (other.name, other.short):
            return other
    others = [n for n in scope.notices if n.kind == "notice" and n.id != by.id]
    known = [name for n in others for name in (n.name, n.short)]
    near = hint(document.text, known)
    scope.report(errors.RepealNotLoaded(span=document.span, name=document.text, hint=near))
    return None


def starts(
    scope: Scope,
    card: tree.Card,
    binder: Binder,
    found: Readings,
    effects: Sequence[ir.Effect],
) -> tuple[tuple[ir.Start, ...], tuple[ir.Start, ...]]:
    """适用自 and 适用至 of a card, in this order."""
    since: list[ir.Start] = []
    until: list[ir.Start] = []
    for line in card.lines:
        if isinstance(line, tree.StartLine):
            try:
                day = _bound(scope, line, binder, effects)
                made = _start(scope, line, found.guard(line.mark), day)
            except Unbound:
                continue
            (until if line.until else since).append(made)
    _not_empty(scope, card, since, until)
    return tuple(since), tuple(until)


def _start(scope: Scope, line: tree.StartLine, when: ir.Cond, day: ir.Expr | None) -> ir.Start:
    wrong = unusable(scope, line.at)
    if wrong is not None:
        scope.report(wrong)
        raise Unbound
    at, _ = literal(line.at)
    assert isinstance(at, ir.Date | ir.Year)
    if day is None:
        return ir.Start(when=when, at=at, span=line.span)
    text = scope.text(line.span)
    op: Literal["le", "ge"] = "le" if line.until else "ge"
    test = ir.Compare(op=op, left=day, right=at, text=text, span=line.span)
    return ir.Start(when=when, at=at, test=test, span=line.span)


def _bound(
    scope: Scope, line: tree.StartLine, binder: Binder, effects: Sequence[ir.Effect]
) -> ir.Expr | None:
    """What is compared: what the line names, else the day by which the conclusions ask for force."""
    kind, text = line.at.kind, scope.text(line.at.span)
    if line.attribute is not None:
        bound, other = binder.value(line.attribute)
        if not isinstance(bound, ir.Attr) or other != kind:
            name, span = line.attribute.name, line.attribute.span
            found = SHOWN[other]
            scope.report(errors.StartOfAnotherKind(span=span, name=name, found=found, text=text))
            raise Unbound
        return bound
    if kind == "year":
        years = [a.name for a in scope.attributes.values() if a.kind == "year"]
        known = f"：{'、'.join(years)}" if years else ""
        scope.report(errors.StartWithoutYear(span=line.at.span, text=text, known=known))
        raise Unbound
    return event_of(scope, line.at, binder, effects)


def event_of(
    scope: Scope, line: tree.Node, binder: Binder, effects: Sequence[ir.Effect]
) -> ir.Expr | None:
    """The day by which the effects' conclusions ask for force; None for the day of judgement."""
    heads = [binder.head(e.conclusion) for e in effects]
    events = {head.event for head in heads if head is not None}
    if len(events) > 1:
        days = "、".join(sorted(day or "判定日" for day in events))
        text = scope.text(line.span)
        scope.report(errors.EventUnclear(span=line.span, text=text, days=days))
        raise Unbound
    event = next(iter(events), "")
    attribute = scope.attributes.get(event)
    return None if attribute is None else ir.Attr(cls=attribute.cls, name=event, span=line.span)


def _not_empty(scope: Scope, card: tree.Card, since: list[ir.Start], until: list[ir.Start]) -> None:
    for first in since:
        for last in until:
            alike = type(first.at) is type(last.at) and first.when == last.when
            if alike and _order(last.at) < _order(first.at):
                shown = (scope.text(first.at.span), scope.text(last.at.span))
                scope.report(
                    errors.EndBeforeStart(span=last.at.span, since=shown[0], until=shown[1])
                )
                return


def _order(at: ir.Date | ir.Year) -> str:
    return at.iso if isinstance(at, ir.Date) else f"{at.n:04}"
