"""Reads a policy back: every card in the order it is written, or those that are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from yiju.ir import model as ir
from yiju.prose.layout import paragraph
from yiju.prose.names import is_row
from yiju.prose.notes import Notes
from yiju.prose.said import Restated, Sentence
from yiju.source import Span

Entry = tuple[Span, Restated]
_N = TypeVar("_N", bound=ir.Node)


class Restater:
    """Restates one policy.

    :param readings: question → answer; the sentences are then told under these readings only.
    """

    def __init__(self, policy: ir.Policy, readings: Mapping[int, str] | None = None) -> None:
        self.policy = policy
        self.taken = dict(readings or {})
        self.words = Notes(policy)

    def restate(self, notice: int | None = None) -> tuple[Restated, ...]:
        """Every card of a document, or of all of them."""
        found: list[Restated] = []
        for document in self.policy.notices:
            if notice is None or document.id == notice:
                entries = sorted(self._entries(document), key=lambda e: (e[0].line, e[0].column))
                found += [restated for _, restated in entries]
        common = tuple(self.words.common())
        if notice is None and common:
            found.append(Restated("", "共用", "", "地域和机关", common))
        return tuple(found)

    def clause(self, clause: ir.Clause) -> Restated:
        """One clause."""
        notice = self.policy.notices[clause.notice]
        return Restated(
            notice.short,
            "定义" if clause.kind == "define" else "条",
            clause.locator,
            clause.title,
            tuple(self.words.clause(clause, self.taken)),
            clause.presumptions,
            self.words.notes(clause),
            self._table(clause),
        )

    def in_one(self, clause: int) -> str:
        """What a clause says, in one line: for an explanation or a hover text."""
        return paragraph(self.clause(self.policy.clauses[clause]))

    def _table(self, clause: ir.Clause) -> int:
        """The first clause of the table that this one is a row of: the rows stand line by line."""
        if not is_row(clause):
            return -1
        first = clause
        for other in reversed(self.policy.clauses[: clause.id]):
            if other.span.file != first.span.file or other.span.end_line != first.span.line - 1:
                break
            if not is_row(other):
                break
            first = other
        return first.id

    def _entries(self, notice: ir.Notice) -> Iterator[Entry]:
        words, taken = self.words, self.taken
        kind = "文件" if notice.kind == "notice" else "词汇"
        said, more = words.head(notice, taken), notice.presumptions
        yield self._entry(notice, notice, kind, "", notice.name, said, more)
        for clause in self.policy.clauses:
            if clause.notice == notice.id:
                yield clause.span, self.clause(clause)
        yield from self._declarations(notice)
        yield from self._tasks(notice)
        for gap in self.policy.gaps:
            if gap.notice == notice.id:
                kind = "缺文" if gap.missing else "未编"
                yield self._entry(notice, gap, kind, gap.locator, gap.title, words.gap(gap))
        for made in self.policy.constraints:
            if made.notice == notice.id:
                yield self._entry(notice, made, "约束", "", made.title, words.constraint(made))
        for ground in self.policy.grounds:
            if ground.notice == notice.id:
                said = words.ground(ground, taken)
                more = ground.presumptions
                yield self._entry(notice, ground, "先后理由", "", ground.name, said, more)
        for ruling in self._of(notice, self.policy.rulings):
            said = words.ruling(ruling)
            yield self._entry(notice, ruling, "裁决", "", ruling.name, said, ruling.presumptions)
        for year in self._of(notice, self.policy.holidays):
            title = f"{year.year}年度"
            yield self._entry(notice, year, "节假日", "", title, words.holidays(year))

    def _declarations(self, notice: ir.Notice) -> Iterator[Entry]:
        words = self.words
        classes: dict[str, list[ir.Attribute]] = {}
        for attribute in self._of(notice, self.policy.attributes):
            classes.setdefault(attribute.cls, []).append(attribute)
        for cls, attributes in classes.items():
            said = words.facts(cls, attributes)
            yield self._entry(notice, attributes[0], "档案", "", cls, said)
        for head in self._of(notice, self.policy.conclusions):
            if not (head.defined or head.group or head.like):
                yield self._entry(notice, head, "结论", "", head.name, words.conclusion(head))
        for declared in self.policy.parameters:
            if declared.notice == notice.id and not self._made_by_clause(declared):
                said, place = words.parameter(declared), declared.locator
                more = declared.presumptions
                yield self._entry(notice, declared, "参数", place, declared.name, said, more)
        for made in self.policy.derivations:
            if made.notice == notice.id:
                place = "" if made.locator.startswith("「") else made.locator
                said, more = words.derivation(made, self.taken), made.presumptions
                yield self._entry(notice, made, "推算", place, made.name, said, more)
        for question in self.policy.questions:
            if question.notice == notice.id and question.is_choice:
                said = words.question(question)
                place = question.locator
                yield self._entry(notice, question, "选择", place, question.name, said)

    def _tasks(self, notice: ir.Notice) -> Iterator[Entry]:
        words, policy = self.words, self.policy
        parties = self._of(notice, policy.parties)
        if parties:
            parties.sort(key=lambda p: (p.span.line, p.span.column))
            yield self._entry(notice, parties[0], "主体", "", "谁做事", words.parties(parties))
        for duty in policy.duties:
            if duty.notice == notice.id:
                said, more = words.duty(duty, self.taken), duty.presumptions
                yield self._entry(notice, duty, "职责", duty.locator, duty.title, said, more)
        for made in policy.procedures:
            if made.notice == notice.id:
                said, more = words.procedure(made, self.taken), made.presumptions
                yield self._entry(notice, made, "程序", made.locator, made.title, said, more)

    def _made_by_clause(self, declared: ir.ParameterDecl) -> bool:
        """A local ratio or an open value: the sentence of its clause tells it."""
        short = self.policy.notices[declared.notice].short
        place = short + declared.locator
        return declared.local or (declared.name.startswith(place + " "))

    @staticmethod
    def _of(notice: ir.Notice, nodes: Iterable[_N]) -> list[_N]:
        return [n for n in nodes if n.span.file == notice.span.file]

    def _entry(
        self,
        notice: ir.Notice,
        node: ir.Node,
        kind: str,
        locator: str,
        title: str,
        sentences: Iterable[Sentence],
        presumptions: tuple[str, ...] = (),
    ) -> Entry:
        made = Restated(notice.short, kind, locator, title, tuple(sentences), presumptions)
        return node.span, made
