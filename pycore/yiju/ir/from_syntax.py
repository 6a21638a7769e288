"""Trees → policy: declarations first, then the cards, then places, strata and card-wide checks."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from yiju.diagnostic import Diagnostic
from yiju.ir import errors
from yiju.ir import model as ir
from yiju.ir.cards import Cards
from yiju.ir.declare import check_conclusions, declare
from yiju.ir.model import PERSON
from yiju.ir.readings import readings
from yiju.ir.scope import Scope, hint
from yiju.ir.strata import strata
from yiju.source import Source
from yiju.syntax import tree


def resolve(
    documents: Mapping[str, tree.Document], sources: Mapping[str, Source]
) -> tuple[ir.Policy, list[Diagnostic]]:
    """The policy of all documents, and every fault found on the way. Never raises on bad input."""
    scope, by_notice = declare(documents, sources)
    classes = {PERSON, *(a.cls for a in scope.attributes.values())}
    check_conclusions(scope, classes)
    cards = Cards(scope)
    for notice, document in by_notice.items():
        for card in document.cards:
            cards.bind(notice, card)
    cards.resolve_places()
    _duplicates(scope, cards.clauses)
    _affected(scope)
    conclusions = [
        *scope.conclusions.values(),
        *(cards.define(name) for name in scope.definitions),
    ]
    layers = strata(scope, conclusions, cards.clauses)
    notices = [_prevail_mode(scope, n, by_notice[n.id]) for n in scope.notices]
    policy = ir.Policy(
        notices=tuple(notices),
        attributes=tuple(scope.attributes.values()),
        conclusions=tuple(conclusions),
        parameters=tuple(scope.parameters.values()),
        questions=tuple(scope.questions.values()),
        gaps=tuple(scope.gaps),
        clauses=tuple(cards.clauses),
        max_rules=tuple(cards.max_rules),
        regions=tuple(scope.regions),
        strata=layers,
    )
    return policy, list(dict.fromkeys(scope.diagnostics))


def _duplicates(scope: Scope, clauses: list[ir.Clause]) -> None:
    seen: dict[tuple[int, str, str], ir.Clause] = {}
    for clause in (c for c in clauses if c.kind == "rule"):
        key = (clause.notice, clause.locator, clause.title)
        other = seen.get(key)
        if other is not None and not _same_table(other, clause):
            scope.report(
                errors.DuplicateCard(
                    span=clause.span,
                    locator=clause.locator,
                    title=clause.title,
                    where=str(other.span),
                )
            )
        seen.setdefault(key, clause)


def _same_table(a: ir.Clause, b: ir.Clause) -> bool:
    """Rows without a 目 of their own share the place of their table."""
    return a.effects != () and b.effects != () and a.effects[0].span == b.effects[0].span


def _affected(scope: Scope) -> None:
    known = [*scope.conclusions, *scope.definitions]
    for gap in scope.gaps:
        for name in gap.affects:
            if name not in known:
                found = hint(name, known)
                scope.report(errors.NotAConclusion(span=gap.span, name=name, hint=found))


def _prevail_mode(scope: Scope, notice: ir.Notice, document: tree.Document) -> ir.Notice:
    """不一致（甲）：按事项 — the condition under which inconsistency is judged per matter."""
    head = next(c for c in document.cards if c.head in ("FILE", "VOCAB"))
    found = readings(scope, notice.id, head)
    by_matter: ir.Cond | None = None
    for line in head.lines:
        if isinstance(line, tree.HeaderLine) and line.field == "PREVAIL_MODE":
            guard = found.guard(line.mark)
            if line.values and line.values[0] == "matter":
                by_matter = guard
    found.finish()
    return msgspec.structs.replace(notice, prevails_by_matter=by_matter)
