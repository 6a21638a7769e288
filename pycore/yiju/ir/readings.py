"""The readings of one card: which answer a （甲） on a line stands for, and whether all are said."""

from __future__ import annotations

from dataclasses import dataclass, field

from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.scope import Scope, hint
from yiju.source import Span
from yiju.syntax import tree


@dataclass
class Readings:
    """The marks of one card."""

    scope: Scope
    options: dict[str, ir.Question] = field(default_factory=dict)  # 甲 → its question
    lost: bool = False  # a question that is followed was not found: what it answers is not known

    def guard(self, mark: tree.Mark | None) -> ir.Cond:
        """The condition that one of the marked answers is chosen."""
        if mark is None:
            return ir.ALWAYS
        found = []
        for key in mark.keys:
            question = self.options.get(key)
            if question is not None:
                found.append(ir.Reading(question=question.id, option=key, span=mark.span))
            elif not self.lost:
                keys = "、".join(self.options)
                span = self.scope.find(key, mark.span)
                self.scope.report(errors.MarkWithoutReading(span=span, key=key, keys=keys))
        if not found:
            return ir.ALWAYS
        return found[0] if len(found) == 1 else ir.AnyOf(items=tuple(found), span=mark.span)

    def only_under(self, mark: tree.Mark | None, cond: ir.Cond) -> ir.Cond:
        """A condition that is asked only under the marked answers."""
        if mark is None:
            return cond
        guard = self.guard(mark)
        return ir.AnyOf(items=(ir.Not(item=guard), cond), span=cond.span)


def readings(scope: Scope, notice: int, card: tree.Card) -> Readings:
    """The readings that a card asks or follows."""
    result = Readings(scope)
    for line in card.lines:
        if not isinstance(line, tree.ReadingLine):
            continue
        question = _question(scope, notice, line)
        if question is None:
            result.lost = True
            continue
        for option in question.options:
            other = result.options.get(option.key)
            if other is not None and other.id != question.id:
                found = errors.OptionTwice(
                    span=scope.find(f"「{question.name}」", line.span),
                    key=option.key,
                    first=other.name,
                    second=question.name,
                )
                scope.report(found)
                break
            result.options[option.key] = question
    return result


def _question(scope: Scope, notice: int, line: tree.ReadingLine) -> ir.Question | None:
    where = notice
    if line.follows is not None and line.follows.document:
        named = find_notice(scope, line.follows.document, line.follows.span)
        if named is None:
            return None
        where = named
    found = scope.questions.get((where, line.question))
    if found is None:
        names = [name for number, name in scope.questions if number == where]
        place = f"读法「{line.question}」"
        near = hint(line.question, names)
        fix = "「沿用」要照抄那个问题的名称；别的文件的，写「沿用 「文件名称」第几条」。"
        span = scope.find(line.question, line.span)
        scope.report(errors.NoSuchPlace(span=span, place=place, hint=near, fix=fix))
    return found


def find_notice(scope: Scope, document: str, span: Span) -> int | None:
    """The number of a notice by its full or short name."""
    for notice in scope.notices:
        if document in (notice.name, notice.short):
            return notice.id
    names = [n for notice in scope.notices for n in (notice.name, notice.short)]
    where = scope.find(document, span)
    scope.report(errors.NoSuchNotice(span=where, name=document, hint=hint(document, names)))
    return None
