"""材料: a set that is concluded element by element; each element is a 是否 conclusion of its own.

docs/semantics.md §20. The set itself only groups its elements, as 含〔…〕 does; alternatives
(户口簿 或 居住证) are one more element.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from yiju.ir import errors_papers as errors
from yiju.ir import model as ir
from yiju.ir.bind_values import Unbound
from yiju.ir.drafts import change
from yiju.ir.scope import Scope, hint
from yiju.source import Span
from yiju.syntax import tree


def declare_papers(scope: Scope, documents: Mapping[int, tree.Document]) -> None:
    """The elements of every 材料, and the alternatives that some card names."""
    for declared in [h for h in scope.conclusions.values() if h.papers]:
        for paper in declared.papers:
            _element(scope, declared.name, (paper,), declared.span)
    for document in documents.values():
        for card in document.cards:
            for line in card.lines:
                if isinstance(line, tree.Result) and line.form == "includes_any":
                    _alternatives(scope, line)


def _alternatives(scope: Scope, line: tree.Result) -> None:
    head = scope.conclusions.get(line.conclusion.name)
    names = {n.name for n in line.items}
    if head is not None and names <= set(head.papers) and len(names) > 1:
        _element(scope, head.name, _ordered(head, names), line.span)


def _ordered(head: ir.Conclusion, names: Iterable[str]) -> tuple[str, ...]:
    """Alternatives as they were declared, so that 甲 或 乙 is 乙 或 甲."""
    wanted = set(names)
    return tuple(p for p in head.papers if p in wanted)


def element(head: str, papers: tuple[str, ...]) -> str:
    """The conclusion that stands for one element: `应交材料·户口簿`."""
    return f"{head}·{'或'.join(papers)}"


def _element(scope: Scope, group: str, papers: tuple[str, ...], span: Span) -> None:
    head, name = scope.conclusions[group], element(group, papers)
    if name in scope.conclusions:
        return
    scope.conclusions[name] = ir.Conclusion(
        name=name, cls=head.cls, kind="bool", event=head.event, matter=head.matter, group=group,
        papers=papers, span=span,
    )  # fmt: skip
    scope.conclusions[group] = msgspec.structs.replace(head, members=(*head.members, name))


@dataclass
class Papers:
    """Binds what is said of 材料: the names after 含 and 不含."""

    scope: Scope

    def papered(
        self, effect: ir.Effect, head: ir.Conclusion, line: tree.Result
    ) -> ir.Effect | None:
        """The effect on a set, for each of its elements alike; None where neither has to do with one.

        :raises Unbound: when it says of a set what only others can be, or the reverse.
        """
        if line.items:
            self.known(head, line.items)
            return change(effect, mode="deny" if line.form == "excludes" else "affirm")
        if head.papers and line.form != "forbid":
            found, example = "要说含哪几件", head.papers[0]
            told = errors.PapersWithValue(
                span=line.conclusion.span, name=head.name, found=found, example=example
            )
            self.scope.report(told)
            raise Unbound
        return None

    def elements_of(self, head: ir.Conclusion, line: tree.Result) -> tuple[str, ...]:
        """The conclusions that a line with 含 or 不含 speaks of."""
        if line.form == "includes_any":
            return (self._alternatives(head, line.items),)
        return self.elements(head, line.items)

    def elements(self, head: ir.Conclusion, names: tuple[tree.Name, ...]) -> tuple[str, ...]:
        """The conclusions of these papers, each by itself."""
        self.known(head, names)
        return tuple(dict.fromkeys(element(head.name, (n.name,)) for n in names))

    def _alternatives(self, head: ir.Conclusion, names: tuple[tree.Name, ...]) -> str:
        """The conclusion that any one of these papers will do."""
        seen: set[str] = set()
        for name in names:
            if name.name in seen:
                self.scope.report(errors.PaperTwice(span=name.span, name=name.name))
                raise Unbound
            seen.add(name.name)
        return element(head.name, _ordered(head, seen))

    def known(self, head: ir.Conclusion, names: tuple[tree.Name, ...]) -> None:
        """Whether it is a set, and each name one of what it can have.

        :raises Unbound: when it is not, told.
        """
        if not head.papers or head.group:
            self.scope.report(errors.NotPapers(span=names[0].span, name=head.name))
            raise Unbound
        for name in names:
            if name.name not in head.papers:
                near, known = hint(name.name, head.papers), "、".join(head.papers)
                told = errors.UnknownPaper(
                    span=name.span, name=name.name, head=head.name, hint=near, known=known
                )
                self.scope.report(told)
                raise Unbound
