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
    options: dict[str, int] = field(default_factory=dict)  # 甲 → question id
    silent: dict[str, tree.ReadingLine] = field(default_factory=dict)
    lines: list[tree.ReadingLine] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def guard(self, mark: tree.Mark | None) -> ir.Cond:
        """The condition that one of the marked answers is chosen."""
        if mark is None:
            return ir.ALWAYS
        found = []
        for key in mark.keys:
            self.used.add(key)
            question = self.options.get(key)
            if question is None:
                self.scope.report(errors.MarkWithoutReading(span=mark.span, key=key))
                continue
            found.append(ir.Reading(question=question, option=key, span=mark.span))
        if not found:
            return ir.ALWAYS
        return found[0] if len(found) == 1 else ir.AnyOf(items=tuple(found), span=mark.span)

    def only_under(self, mark: tree.Mark | None, cond: ir.Cond) -> ir.Cond:
        """A condition that is asked only under the marked answers."""
        if mark is None:
            return cond
        guard = self.guard(mark)
        return ir.AnyOf(items=(ir.Not(item=guard), cond), span=cond.span)

    def finish(self) -> None:
        """Every answer has a line or says that it has none."""
        for line in self.lines:
            for option in line.options:
                if option.key not in self.used and not option.silent:
                    found = errors.SilentOption(
                        span=option.span, question=line.question, key=option.key
                    )
                    self.scope.report(found)
                elif option.key in self.used and option.silent:
                    self.scope.report(
                        errors.SpokenOption(
                            span=option.span, question=line.question, key=option.key
                        )
                    )


def readings(scope: Scope, notice: int, card: tree.Card) -> Readings:
    """The readings that a card asks or follows."""
    result = Readings(scope)
    for line in card.lines:
        if not isinstance(line, tree.ReadingLine):
            continue
        question = _question(scope, notice, line)
        if question is None:
            continue
        if line.options:
            result.lines.append(line)
        for option in question.options:
            if option.key in result.options:
                scope.report(errors.OptionTwice(span=line.span, key=option.key))
            result.options[option.key] = question.id
    return result


def _question(scope: Scope, notice: int, line: tree.ReadingLine) -> ir.Question | None:
    where = notice
    if line.follows is not None and line.follows.document:
        named = find_notice(scope, line.follows.document, line.span)
        if named is None:
            return None
        where = named
    found = scope.questions.get((where, line.question))
    if found is None:
        names = [name for number, name in scope.questions if number == where]
        place = f"读法「{line.question}」"
        near = hint(line.question, names)
        scope.report(errors.NoSuchPlace(span=line.span, place=place, hint=near))
    return found


def find_notice(scope: Scope, document: str, span: Span) -> int | None:
    """The number of a notice by its full or short name."""
    for notice in scope.notices:
        if document in (notice.name, notice.short):
            return notice.id
    names = [n for notice in scope.notices for n in (notice.name, notice.short)]
    scope.report(errors.NoSuchNotice(span=span, name=document, hint=hint(document, names)))
    return None
