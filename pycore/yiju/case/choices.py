"""What a case says was chosen: `选择: {题目: 甲}`, with the day where it was chosen again.

A final choice (不可撤回) is made once. Of others the latest counts; the order written never does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yiju.case import errors, given_errors
from yiju.case.facts import Field, text_of, unknown_keys
from yiju.case.model import Case, Given
from yiju.case.nodes import BAD, Path, Plain, Troubles
from yiju.case.scalars import hint, shorten
from yiju.case.targets import CHOICE, tidy
from yiju.diagnostic import Diagnostic
from yiju.ir.model import Policy, Question
from yiju.source import Span

OPTION, WHEN = "选", "日期"


@dataclass(frozen=True)
class _Made:
    """One choice made."""

    option: str
    day: date | None
    path: Path


class Choices:
    """Reads the choices of one policy."""

    def __init__(self, policy: Policy) -> None:
        asked = [q for q in policy.questions if q.is_choice]
        names = [q.name for q in asked]
        self.found: dict[str, Question] = {}
        for question in asked:
            full = f"{policy.notices[question.notice].short} {question.name}"
            self.found[tidy(full)] = question
            if names.count(question.name) == 1:
                self.found[tidy(question.name)] = question
        self._day = Field(WHEN, "date")

    def read(self, value: Plain, path: Path, troubles: Troubles) -> dict[int, str]:
        """Question id → the option that counts."""
        if value is None or value is BAD or value == "":
            return {}
        if not isinstance(value, dict):
            troubles.add(path, errors.NotMapping, name=CHOICE)
            return {}
        made: dict[int, tuple[Question, list[_Made]]] = {}
        for name, written in value.items():
            here = (*path, name)
            question = self.found.get(tidy(name))
            if question is None:
                told = hint(name, tuple(q.name for q in self.found.values()))
                troubles.add(here, errors.UnknownChoice, at_key=True, name=shorten(name), hint=told)
                continue
            items = list(enumerate(written)) if isinstance(written, list) else [(None, written)]
            places = [(here if k is None else (*here, k), item) for k, item in items]
            read = [self._one(question, item, place, troubles) for place, item in places]
            made.setdefault(question.id, (question, []))[1].extend(m for m in read if m)
        return {
            number: last.option
            for number, (question, all_) in made.items()
            if (last := _last(question, all_, troubles)) is not None
        }

    def _one(
        self, question: Question, written: Plain, path: Path, troubles: Troubles
    ) -> _Made | None:
        day = None
        if isinstance(written, dict):
            unknown_keys(written, (OPTION, WHEN), f"“{question.name}”里", path, troubles)
            if OPTION not in written:
                where = f"“{question.name}”里"
                troubles.add(path, errors.MissingKey, where=where, key=OPTION, example="甲")
                return None
            if WHEN in written:
                read = self._day.read(written[WHEN], (*path, WHEN), troubles)
                day = read if isinstance(read, date) else None
            written, path = written[OPTION], (*path, OPTION)
        text = text_of(written)
        options = [option.key for option in question.options]
        if text is None or text.strip() not in options:
            if written is not BAD:
                listed, shown = "、".join(options), shorten(text or "")
                name = f"{CHOICE} {question.name}"
                troubles.add(path, given_errors.BadOption, name=name, text=shown, options=listed)
            return None
        return _Made(text.strip(), day, path)


def _last(question: Question, made: list[_Made], troubles: Troubles) -> _Made | None:
    """The one that counts; told where there is none."""
    if len({m.option for m in made}) <= 1:
        return made[0] if made else None
    dated = [(m.day, m) for m in made if m.day is not None]
    latest = max((day for day, _ in dated), default=None)
    newest = [m for day, m in dated if day == latest]
    clear = len(dated) == len(made) and len({m.option for m in newest}) == 1
    if clear and not question.final:
        return newest[0]
    other = next(m for m in made if m.option != made[0].option)
    why, fix = "没有写日期，不知道哪一个在后", "每一次选择都写上日期：{选: 甲, 日期: 2025-01-01}"
    if question.final:
        why, fix = "这一项不可撤回", "只写当初选定的那一个"
    elif len(dated) == len(made):
        why, fix = "同一天选了两样", "核对日期，只留真正选定的那一个"
    troubles.add(
        other.path, errors.ContraryChoice, name=question.name, first=made[0].option,
        second=other.option, why=why, fix=fix,
    )  # fmt: skip
    return None


def check_choices(policy: Policy, case: Case, given: Given) -> list[Diagnostic]:
    """Assumptions against a final choice that was made."""
    span = Span(given.used, 0, 0, 0, 0)
    return [
        errors.FinalChoice(
            span=span, name=q.name, chosen=case.chosen[q.id], assumed=given.readings[q.id]
        )
        for q in policy.questions
        if q.final
        and q.id in case.chosen
        and given.readings.get(q.id, case.chosen[q.id]) != case.chosen[q.id]
    ]
