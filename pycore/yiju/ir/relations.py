"""What cards say of other cards: 优先于, 特别于, 补充. Places become clauses that exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.drafts import change
from yiju.ir.readings import find_notice
from yiju.ir.scope import Scope, hint
from yiju.syntax import tree
from yiju.syntax.keywords import keywords


@dataclass(frozen=True)
class Relation:
    """One place named by a card, or by the head of a file (`clause` None: all its clauses)."""

    line: tree.OverLine
    place: tree.Place
    notice: int
    clause: int | None = None


def word_of(line: tree.OverLine) -> str:
    """The label as it is written."""
    return keywords().spell("label", line.relation.upper())


def relate(
    scope: Scope, clauses: Sequence[ir.Clause], relations: Sequence[Relation]
) -> list[ir.Clause]:
    """The clauses with what they say of others; places that name nothing are reported."""
    named: dict[tuple[int, str], set[int]] = {}
    for relation in relations:
        if relation.line.prior:
            continue
        found = _named(scope, clauses, relation)
        for clause in clauses:
            mine = clause.id == relation.clause or (
                relation.clause is None and clause.notice == relation.notice
            )
            if mine and clause.kind == "rule":
                key = (clause.id, relation.line.relation)
                named.setdefault(key, set()).update(found - {clause.id})
                _contradiction(scope, named, clause.id, relation)

    def of(clause: ir.Clause, relation: str) -> tuple[int, ...]:
        return tuple(sorted(named.get((clause.id, relation), ())))

    return [
        change(c, over=of(c, "over"), special=of(c, "special"), adds=of(c, "adds")) for c in clauses
    ]


def _named(scope: Scope, clauses: Sequence[ir.Clause], relation: Relation) -> set[int]:
    place, notice = relation.place, relation.notice
    if place.document:
        other = find_notice(scope, place.document, place.span)
        if other is None:
            return set()
        notice = other
    whole = not place.locator and relation.line.relation != "over"
    if whole and notice == relation.notice:
        own = errors.NoSuchPlace(
            span=place.span,
            place="别的文件",
            fix="这里写的是本文件自己；请写另一份文件，或写明哪一条。",
        )
        scope.report(own)
        return set()
    found = {
        c.id
        for c in _rules(clauses, notice)
        if whole
        or (
            c.locator == place.locator
            and (not place.title or c.title == place.title)
            and c.id != relation.clause
        )
    }
    if not found:
        _no_such_place(scope, clauses, notice, place)
    return found


def _rules(clauses: Sequence[ir.Clause], notice: int) -> Iterator[ir.Clause]:
    return (c for c in clauses if c.notice == notice and c.kind == "rule")


def _contradiction(
    scope: Scope, named: dict[tuple[int, str], set[int]], clause: int, relation: Relation
) -> None:
    """A supplement leaves in force what it supplements."""
    adds = named.get((clause, "adds"), set())
    for kind in ("over", "special"):
        both = adds & named.get((clause, kind), set())
        if both and relation.line.relation in ("adds", kind):
            place = f"「{relation.place.document}」" if relation.place.document else ""
            word = keywords().spell("label", kind.upper())
            shown = place + relation.place.locator
            scope.report(errors.AddsAndPrevails(span=relation.line.span, place=shown, word=word))


def _no_such_place(
    scope: Scope, clauses: Sequence[ir.Clause], notice: int, place: tree.Place
) -> None:
    known = list(_rules(clauses, notice))
    here = [c for c in known if c.locator == place.locator]
    shown = f"「{place.document}」" if place.document else ""
    shown += place.locator + (f"「{place.title}」" if place.title else "")
    if here and place.title:
        titles = "、".join(f"「{c.title}」" for c in here)
        fix = f"这一位置的卡片是{titles}；请照抄题目。"
        scope.report(errors.NoSuchPlace(span=place.span, place=shown, fix=fix))
        return
    if here:
        fix = "这里只有本卡片自己；卡片不能优先于自己。"
        scope.report(errors.NoSuchPlace(span=place.span, place="别的" + shown, fix=fix))
        return
    near = hint(place.locator, [c.locator for c in known])
    scope.report(errors.NoSuchPlace(span=place.span, place=shown, hint=near))
