"""Trees → policy: declarations first, then the cards, then places, strata and card-wide checks."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from yiju.diagnostic import Diagnostic
from yiju.ir import errors, picking, priorities
from yiju.ir import model as ir
from yiju.ir.bind import Binder
from yiju.ir.bind_tasks import parties, tasks
from yiju.ir.cards import Cards
from yiju.ir.chapters import chapters_of, check_chapters
from yiju.ir.constraints import constraint, declared
from yiju.ir.declare import check_attributes, check_conclusions, declare
from yiju.ir.derive import Derivations
from yiju.ir.force import repeals
from yiju.ir.holidays import holidays
from yiju.ir.likened import likened
from yiju.ir.limits import limits
from yiju.ir.model import PERSON
from yiju.ir.parameters import check_days
from yiju.ir.readings import find_notice, readings
from yiju.ir.record_classes import check_classes
from yiju.ir.relations import relate
from yiju.ir.scope import Scope, hint
from yiju.ir.strata import strata
from yiju.source import Source, Span
from yiju.syntax import tree


def resolve(
    documents: Mapping[str, tree.Document], sources: Mapping[str, Source]
) -> tuple[ir.Policy, list[Diagnostic]]:
    """The policy of all documents, and every fault found on the way. Never raises on bad input."""
    scope, by_notice = declare(documents, sources)
    classes = {PERSON, *(a.cls for a in scope.attributes.values())}
    check_attributes(scope)
    check_days(scope)
    check_conclusions(scope, classes)
    check_classes(scope, classes)
    cards = Cards(scope, chapters={n: chapters_of(d) for n, d in by_notice.items()})
    check_chapters(scope, by_notice)
    for notice, document in by_notice.items():
        for card in document.cards:
            cards.bind(notice, card)
    constraints = _constraints(scope, cards, by_notice)
    clauses = likened(scope.conclusions, relate(scope, cards.clauses, cards.relations))
    grounds = priorities.grounds(scope, by_notice)
    priorities.relied_on(scope, cards.relations, grounds)
    _duplicates(scope, cards)
    _used_documents(scope, by_notice)
    _affected(scope)
    derivations = Derivations(scope, cards.define)
    for notice, document in by_notice.items():
        for card in document.cards:
            if card.head == "DERIVE":
                derivations.bind(notice, card)
    conclusions = [
        *scope.conclusions.values(),
        *(cards.define(name) for name in scope.definitions),
    ]
    limits(scope, conclusions, clauses)
    known = parties(scope, by_notice)
    duties, procedures = tasks(scope, cards, by_notice, known)
    layers = strata(scope, conclusions, clauses)
    notices = [_headed(scope, n, by_notice[n.id]) for n in scope.notices]
    policy = ir.Policy(
        notices=tuple(notices),
        attributes=tuple(scope.attributes.values()),
        conclusions=tuple(conclusions),
        parameters=tuple(scope.parameters.values()),
        questions=tuple(scope.questions.values()),
        gaps=tuple(scope.gaps),
        clauses=tuple(clauses),
        max_rules=tuple(cards.max_rules),
        regions=tuple(scope.regions),
        strata=layers,
        constraints=constraints,
        holidays=holidays(scope, by_notice),
        record_classes=tuple(scope.classes.values()),
        derivations=derivations.ordered(),
        organs=priorities.organs(scope, by_notice),
        grounds=grounds,
        rulings=priorities.rulings(scope, by_notice, grounds),
        parties=known,
        duties=duties,
        procedures=procedures,
    )
    asked = (*policy.questions, *picking.questions(policy, conclusions))
    policy = msgspec.structs.replace(policy, questions=asked)
    return policy, list(dict.fromkeys(scope.diagnostics))


def _constraints(
    scope: Scope, cards: Cards, by_notice: Mapping[int, tree.Document]
) -> tuple[ir.Constraint, ...]:
    found: list[ir.Constraint] = []
    for notice, document in by_notice.items():
        for card in document.cards:
            if card.head == "BOUND":
                binder = Binder(scope, cards.define)
                made = constraint(scope, binder, len(found), notice, card)
                found += [made] if made is not None else []
    return (*found, *declared(len(found), scope.attributes.values()))


def _duplicates(scope: Scope, cards: Cards) -> None:
    """One place and title, one card; the rows of a table share both."""
    seen: dict[tuple[int, str, str], tuple[tree.Card, ir.Clause]] = {}
    told: set[int] = set()
    for card, clause in zip(cards.cards, cards.clauses, strict=True):
        if clause.kind != "rule":
            continue
        key = (clause.notice, clause.locator, clause.title)
        first, _ = seen.setdefault(key, (card, clause))
        if first is not card and id(card) not in told:
            told.add(id(card))
            scope.report(
                errors.DuplicateCard(
                    span=scope.find("", card.span),
                    locator=clause.locator,
                    title=clause.title,
                    where=str(first.span),
                )
            )


def _used_documents(scope: Scope, by_notice: Mapping[int, tree.Document]) -> None:
    """引用: the documents named are loaded."""
    for document in by_notice.values():
        for card in document.cards:
            for line in card.lines:
                if isinstance(line, tree.HeaderLine) and line.field == "USE":
                    for name in line.values:
                        find_notice(scope, name, line.span)


def _affected(scope: Scope) -> None:
    known = [*scope.conclusions, *scope.definitions]
    for gap in scope.gaps:
        for name in dict.fromkeys(gap.affects):
            if name not in known:
                found = hint(name, known)
                fix = "「影响」后面写受影响的结论或定义。"
                text = [
                    scope.sources[gap.span.file].line(n)
                    for n in range(gap.span.line, gap.span.end_line + 1)
                ]
                start = next(
                    (gap.span.line + k for k, x in enumerate(text) if k and name in x),
                    gap.span.line,
                )
                after = Span(gap.span.file, start, 0, gap.span.end_line, gap.span.end_column)
                span = scope.find(name, after)
                scope.report(errors.NotAConclusion(span=span, name=name, hint=found, fix=fix))


def _headed(scope: Scope, notice: ir.Notice, document: tree.Document) -> ir.Notice:
    """What the head says of other notices: what it repeals, how inconsistency is judged."""
    head = next(c for c in document.cards if c.head in ("FILE", "VOCAB"))
    repealed = repeals(scope, notice, head)
    chosen = _own_readings(scope, notice, head)
    return msgspec.structs.replace(
        notice,
        prevails_by_matter=chosen.get("matter"),
        keeps_excepted=chosen.get("keeps"),
        repeals=repealed,
        presumptions=tuple(x.text for x in head.lines if isinstance(x, tree.PresumptionLine)),
    )


def _own_readings(scope: Scope, notice: ir.Notice, head: tree.Card) -> dict[str, ir.Cond]:
    """不一致（甲）：按事项 — when inconsistency is judged per matter; 除外的（乙）：不按旧规定 —
    when whom the notice excepts it keeps from earlier rules."""
    found = readings(scope, notice.id, head)
    chosen: dict[str, ir.Cond] = {}
    for line in head.lines:
        if isinstance(line, tree.HeaderLine) and line.field in ("PREVAIL_MODE", "REVIVAL"):
            chosen[line.values[0]] = found.guard(line.mark)
    return chosen
