"""What a policy compares on a case: every comparison it is put to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yiju.interp import force
from yiju.interp.evaluate import Leaf, Place, operands
from yiju.interp.known import Facts
from yiju.interp.records import spots
from yiju.ir.model import (
    PERSON,
    All,
    Anchor,
    AnyOf,
    Attr,
    Clause,
    Compare,
    Cond,
    Date,
    Expr,
    Flag,
    InWindow,
    Not,
    Quantified,
    Reading,
    Within,
    Year,
)


def conditions(facts: Facts) -> Iterator[tuple[str, Cond]]:
    """Every condition of the policy with the class of the records it is put to."""
    policy = facts.policy
    for clause in policy.clauses:
        for cond in (*_clause_conditions(clause), *force.asked_of(facts, clause)):
            yield clause.cls, cond
    for rule in policy.max_rules:
        yield from ((PERSON, choice.when) for choice in rule.choices)
    for notice in policy.notices:
        yield from ((PERSON, force.later(facts, notice, other)) for other in policy.notices)
        for conclusion in policy.conclusions:
            yield from ((conclusion.cls, c) for c in force.asked(facts, notice, conclusion))
    yield from ((c.cls, c.violated) for c in policy.constraints)
    yield from _order_conditions(facts)


def _clause_conditions(clause: Clause) -> Iterator[Cond]:
    yield clause.scope
    yield clause.condition
    yield from (e.cond for e in clause.exceptions)
    for effect in clause.effects:
        yield effect.when
        for cap in effect.caps:
            yield from cap.guards


def _order_conditions(facts: Facts) -> Iterator[tuple[str, Cond]]:
    """What tells an unknown date of accumulation: its year, and its order among the known ones."""
    yield from _counted(facts)
    for cls, attribute in sorted(_keys(facts)):
        days = facts.key_days(cls, attribute)
        for year in {day.year for day in days} | {facts.case.judged.year}:
            first = Anchor(base=Attr(cls=cls, name=attribute), which="this_year", month=1, day=1)
            yield cls, Compare(op="eq", left=first, right=Date(iso=f"{year:04}-01-01"))
        for day in days:
            for op in ("lt", "gt"):
                other = Date(iso=day.isoformat())
                yield cls, Compare(op=op, left=Attr(cls=cls, name=attribute), right=other)


def _counted(facts: Facts) -> Iterator[tuple[str, Cond]]:
    """What tells where an unknown day or year of a counter stands among the known ones."""
    for head in facts.policy.conclusions:
        for place in facts.places(head.cls) if head.order else ():
            known = facts.fact(place, head.order)
            node: Expr | None = Date(iso=known.isoformat()) if isinstance(known, date) else None
            node = Year(n=known) if isinstance(known, int) else node
            for op in ("lt", "gt") if node is not None else ():
                assert node is not None
                yield head.cls, Compare(op=op, left=Attr(cls=head.cls, name=head.order), right=node)


def _keys(facts: Facts) -> set[tuple[str, str]]:
    found = set()
    for clause in facts.policy.clauses:
        for effect in clause.effects:
            for cap in effect.caps:
                head = facts.conclusions[effect.conclusion]
                found |= {(head.cls, key.attribute) for key in (*cap.keys, *cap.orders)}
                found |= {(head.cls, event) for event in [head.event] if event}
    return found


def ordering(facts: Facts) -> set[tuple[str, str]]:
    """(class, attribute) of the days and years that put records in order."""
    return _keys(facts) | {(h.cls, h.order) for h in facts.policy.conclusions if h.order}


def comparisons(facts: Facts, cond: Cond, place: Place) -> Iterator[tuple[Leaf, Place]]:
    """The comparisons in a condition, each where it is put."""
    match cond:
        case All(items=items) | AnyOf(items=items):
            for item in items:
                yield from comparisons(facts, item, place)
        case Not(item=item):
            yield from comparisons(facts, item, place)
        case Compare() | Within() | InWindow():
            yield cond, place
        case Quantified(item=item):
            for spot in spots(facts.case, cond, place) or ():
                yield from comparisons(facts, item, spot)
        case Flag(cls=cls, name=name):
            derivation = facts.derivations.get((cls, name))
            for line in derivation.lines if derivation else ():
                if line.cond is not None:
                    yield from comparisons(facts, line.cond, place)


def flatten(cond: Cond) -> Iterator[Leaf]:
    """The comparisons in a condition that counts no records."""
    match cond:
        case All(items=items) | AnyOf(items=items):
            for item in items:
                yield from flatten(item)
        case Not(item=item):
            yield from flatten(item)
        case Compare() | Within() | InWindow():
            yield cond


def formulas(facts: Facts) -> Iterator[tuple[str, Expr]]:
    """Every formula, and every comparison of a conclusion, with its class."""
    for clause in facts.policy.clauses:
        for effect in clause.effects:
            for expr in (effect.value, *(cap.limit for cap in effect.caps)):
                if expr is not None:
                    yield clause.cls, expr


def questions(when: Cond) -> set[int]:
    """The questions of reading in a guard."""
    match when:
        case Reading(question=question):
            return {question}
        case All(items=items) | AnyOf(items=items):
            return set().union(*(questions(item) for item in items))
    return set()


def walk(expr: Expr) -> Iterator[Expr]:
    """The expression and all below it."""
    yield expr
    for below in operands(expr):
        yield from walk(below)


def constrained_days(facts: Facts) -> Iterator[date]:
    """The days that constraints compare with: unknown days are tried beyond them (§6)."""
    for constraint in facts.policy.constraints:
        for leaf in flatten(constraint.violated):
            for operand in operands(leaf):
                yield from (date.fromisoformat(n.iso) for n in walk(operand) if isinstance(n, Date))
