"""【主体】, 【职责】 and 【程序】: tree → IR. What they name is declared, steps are in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from yiju.ir import errors_tasks as errors
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_values import Unbound
from yiju.ir.cards import Cards
from yiju.ir.drafts import Draft, conjunction, presumptions_of
from yiju.ir.literals import literal
from yiju.ir.readings import Readings, readings
from yiju.ir.scope import Scope, hint
from yiju.syntax import tree

Documents = Mapping[int, tree.Document]


def parties(scope: Scope, documents: Documents) -> tuple[ir.Party, ...]:
    """The parties of all files; a name declared in several files has the members of all."""
    found: dict[str, ir.Party] = {}
    for card in _cards(documents, "PARTIES"):
        for party in card[1].parties:
            known = found.get(party.name)
            names = [*(known.members if known else ()), *(m.text for m in party.members)]
            found[party.name] = ir.Party(
                name=party.name,
                members=tuple(dict.fromkeys(names)),
                open=party.open or (known is not None and known.open),
                span=known.span if known else party.span,
            )
    return tuple(found[name] for name in sorted(found))


def tasks(
    scope: Scope, cards: Cards, documents: Documents, known: Sequence[ir.Party]
) -> tuple[tuple[ir.Duty, ...], tuple[ir.Procedure, ...]]:
    """Duties and procedures of all files, numbered as they come."""
    names = {p.name for p in known} | {m for p in known for m in p.members}
    names |= {organ for notice in scope.notices for organ in notice.issuers}
    for _, card in _cards(documents, "ORGANS"):
        for declaration in card.declarations:
            names |= {declaration.name, *(m.text for m in declaration.members)}
    maker = _Tasks(scope, cards, frozenset(names))
    duties = [maker.duty(k, *c) for k, c in enumerate(_cards(documents, "DUTY"))]
    procedures = [maker.procedure(k, *c) for k, c in enumerate(_cards(documents, "STEPS"))]
    return tuple(duties), tuple(procedures)


def _cards(documents: Documents, head: str) -> Iterator[tuple[int, tree.Card]]:
    for notice, document in documents.items():
        yield from ((notice, card) for card in document.cards if card.head == head)


@dataclass
class _Tasks:
    scope: Scope
    cards: Cards
    names: frozenset[str]

    def duty(self, number: int, notice: int, card: tree.Card) -> ir.Duty:
        asked = readings(self.scope, notice, card)
        fields = self._common(number, notice, card, asked) | self._said(card, asked)
        return ir.Duty(**{"agents": (), "acts": (), **fields})

    def procedure(self, number: int, notice: int, card: tree.Card) -> ir.Procedure:
        asked = readings(self.scope, notice, card)
        binder = Binder(self.scope, self.cards.define)
        lines = [line for line in card.lines if isinstance(line, tree.Step)]
        numbers = sorted({line.number for line in lines})
        steps = [self._step(line, numbers, asked, binder) for line in lines]
        steps.sort(key=lambda s: (s.number, s.span.line))
        common = self._common(number, notice, card, asked, binder)
        return ir.Procedure(steps=tuple(steps), **common)

    # ── what both have ──────────────────────────────────────────────────────

    def _common(
        self,
        number: int,
        notice: int,
        card: tree.Card,
        asked: Readings,
        binder: Binder | None = None,
    ) -> dict[str, Any]:
        binder = binder or Binder(self.scope, self.cards.define)
        draft = Draft(card.locator, card.title)
        self.cards.inherit(notice, card, binder, draft)
        self.cards.conditions(card, binder, asked, draft)
        prints = [x.digest for x in card.lines if isinstance(x, tree.FingerprintLine)]
        return {
            "id": number,
            "notice": notice,
            "locator": card.locator,
            "title": card.title,
            "cls": binder.cls,
            "scope": conjunction(draft.scope),
            "condition": conjunction(draft.condition),
            "exceptions": tuple(e.cond for e in draft.exceptions),
            "scope_text": tuple(draft.scope_text),
            "condition_text": tuple(draft.condition_text),
            "exception_text": tuple(e.text for e in draft.exceptions),
            "basis": tuple(_basis(self.scope, card)),
            "presumptions": (*draft.presumptions, *presumptions_of(card)),
            "inherited": tuple(draft.inherited),
            "fingerprint": prints[0] if prints else "",
            "span": card.span,
        }

    def _said(self, card: tree.Card, asked: Readings) -> dict[str, Any]:
        """The lines of a duty, by the field they fill."""
        found: dict[str, list[Any]] = {}
        for line in card.lines:
            match line:
                case tree.Agents():
                    field = {"AGENT": "agents", "FUND": "funds"}.get(line.field, line.field.lower())
                    names = self._known(line.names)
                    found.setdefault(field, []).append(ir.Parties(asked.guard(line.mark), names))
                case tree.Act():
                    act = ir.Act(asked.guard(line.mark), line.modal, line.text)
                    found.setdefault("acts", []).append(act)
                case tree.Trigger():
                    said = ir.Said(asked.guard(line.mark), line.text)
                    found.setdefault("triggers", []).append(said)
                case tree.DueLine():
                    due = self._due(line.due, asked.guard(line.mark))
                    found.setdefault("dues", []).extend([due] if due else [])
        return {field: tuple(lines) for field, lines in found.items()}

    def _known(self, names: Iterable[tree.Text]) -> tuple[str, ...]:
        for name in names:
            if name.text not in self.names:
                near = hint(name.text, sorted(self.names))
                self.scope.report(errors.UnknownParty(span=name.span, name=name.text, hint=near))
        return tuple(name.text for name in names)

    def _due(self, due: tree.Due, when: ir.Cond) -> ir.Due | None:
        length: ir.Expr | None = None
        if isinstance(due.length, tree.Literal_):
            length = literal(due.length)[0]
        elif due.length is not None:
            name = due.length.name
            parameter = self.scope.parameters.get(name)
            if parameter is None or parameter.kind != "duration":
                spans = [p.name for p in self.scope.parameters.values() if p.kind == "duration"]
                near = hint(name, spans)
                self.scope.report(errors.DueNotDuration(span=due.length.span, name=name, hint=near))
                return None
            length = ir.Parameter(name=name, span=due.length.span)
        return ir.Due(
            when=when, kind=due.kind, text=due.text, length=length,
            date=due.date.isoformat() if due.date else "", start=due.start, end=due.end,
            wraps=due.wraps, day=due.day,
        )  # fmt: skip

    # ── steps ───────────────────────────────────────────────────────────────

    def _step(
        self, line: tree.Step, numbers: Sequence[int], asked: Readings, binder: Binder
    ) -> ir.Step:
        self._ordered(line, numbers)
        cond: ir.Cond = ir.ALWAYS
        if line.cond is not None:
            with suppress(Unbound):
                cond = binder.condition(line.cond)
        lower = [n for n in numbers if n < line.number]
        return ir.Step(
            number=line.number,
            text=line.text,
            when=asked.guard(line.mark),
            by=self._known(line.by),
            jointly=self._known(line.jointly),
            towards=self._known(line.towards),
            after=line.after or tuple(lower[-1:]),
            due=self._due(line.due, ir.ALWAYS) if line.due else None,
            cond=cond,
            cond_text=line.cond_text,
            span=line.span,
        )

    def _ordered(self, line: tree.Step, numbers: Sequence[int]) -> None:
        """Numbers run from 1 without a gap; what comes before has a lower one: so no circle."""
        known = "、".join(f"第{n}步" for n in numbers)
        missing = [n for n in (line.number - 1, *line.after) if n > 0 and n not in numbers]
        for before in missing[:1]:
            self.scope.report(errors.NoSuchStep(span=line.span, before=before, known=known))
        if missing:
            return
        for before in line.after:
            if before >= line.number:
                found = errors.StepOrder(span=line.span, number=line.number, before=before)
                self.scope.report(found)
                return


def _basis(scope: Scope, card: tree.Card) -> Iterator[str]:
    """What the card rests on, as it is written."""
    for line in card.lines:
        if isinstance(line, tree.BasisLine):
            yield from (scope.text(place.span) for place in line.places)
