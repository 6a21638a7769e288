"""Facts that hang on one another (仅当, 当且仅当) and parameters in periods (分期依) in random pairs.

Drawn apart from the rest, so that the rest stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec
from agreement.vocabulary import BILL, bill

from yiju.case.model import ABSENT, Case, Fact, Record
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import walk

if TYPE_CHECKING:
    from agreement.generate import Pair

SHARE = 0.25  # of the policies
TIES = (
    (PERSON, "参保日", "城镇"),
    (BILL, "结算日", "定点"),
    (BILL, "他方", "精神病"),
    (BILL, "自付比", "城镇"),
)
PERIODS = 0.3  # of the policies
SINCE = ("", "2025-01-31", "2025-06-01", "2025-09-01")
TIED = "仅当（知道）"
DATED = "分期依"
FEATURES = (TIED, DATED)


def with_policy(made: list[Pair], seed: int) -> list[Pair]:
    """The pairs, some of them with facts of which one is only where another is 是."""
    rng = Random(seed * 11 + 5)
    if rng.random() < PERIODS:
        clauses = tuple(_periods(c, rng) for c in made[0].policy.clauses)
        parameters = (*made[0].policy.parameters, *_declared(clauses))
        policy = msgspec.structs.replace(made[0].policy, clauses=clauses, parameters=parameters)
        made = [replace(p, policy=policy) for p in made]
    if rng.random() > SHARE:
        return made
    ties = {t[:2]: (t[2], rng.random() < 0.6) for t in rng.sample(TIES, 2)}
    attributes = tuple(_tied(a, ties.get((a.cls, a.name))) for a in made[0].policy.attributes)
    policy = msgspec.structs.replace(made[0].policy, attributes=attributes)
    return [replace(p, policy=policy, case=_agreeing(p.case, policy, rng)) for p in made]


def _periods(clause: ir.Clause, rng: Random) -> ir.Clause:
    """A clause on bills with some of its numbers as parameters that go by a day of the bill."""
    if clause.cls != BILL:
        return clause
    effects = tuple(
        msgspec.structs.replace(e, value=_dated(e.value, rng)) if e.mode == "value" else e
        for e in clause.effects
    )
    return msgspec.structs.replace(clause, condition=_dated(clause.condition, rng), effects=effects)


def _dated(node: Any, rng: Random) -> Any:
    """The node with amounts and ratios, at times, in periods of their own."""
    if isinstance(node, (ir.Aggregate, ir.Stretch, ir.Quantified)):
        return node
    if isinstance(node, (ir.Money, ir.Rational)) and rng.random() < 0.5:
        since = SINCE[: rng.choice((2, 3, 3, 4))]
        values = tuple(node if n % 2 == 0 else _other(node, rng) for n in range(len(since)))
        day = bill(rng.choice(("发生日", "发生日", "结算日")))
        name = f"期{rng.randrange(10**9)}"
        return ir.Dated(base=day, name=name, since=since, values=values)
    if isinstance(node, tuple):
        return tuple(_dated(part, rng) for part in node)
    if not isinstance(node, ir.Node):
        return node
    fields = {name: _dated(getattr(node, name), rng) for name in node.__struct_fields__}
    return type(node)(**fields)


def _declared(clauses: Iterable[ir.Clause]) -> Iterator[ir.ParameterDecl]:
    """The parameters in periods that the clauses read, as a policy that is read declares them."""
    for dated in (n for c in clauses for n in _within(c) if isinstance(n, ir.Dated)):
        first, day = dated.values[0], dated.base
        assert isinstance(first, (ir.Money, ir.Rational)) and isinstance(day, ir.Attr)
        percent = isinstance(first, ir.Rational) and first.percent
        kind: ir.Kind = "money" if isinstance(first, ir.Money) else "ratio" if percent else "number"
        steps = zip(dated.values, dated.since, strict=True)
        values = tuple(ir.ParameterValue(value, since) for value, since in steps)
        yield ir.ParameterDecl(
            name=dated.name, kind=kind, notice=0, locator="", values=values, by=day.name
        )


def _within(clause: ir.Clause) -> Iterator[ir.Node]:
    values = (e.value for e in clause.effects if e.value is not None)
    for node in (clause.condition, *values):
        yield from walk(node)


def _other(node: ir.Money | ir.Rational, rng: Random) -> ir.Money | ir.Rational:
    if isinstance(node, ir.Money):
        return ir.Money(fen=rng.choice((0, 50, 99, 101, 300)))
    return msgspec.structs.replace(node, num=node.num + rng.choice((1, 10)))


def _tied(attribute: ir.Attribute, tie: tuple[str, bool] | None) -> ir.Attribute:
    if tie is None:
        return attribute
    return msgspec.structs.replace(attribute, only_if=tie[0], always_if=tie[1])


def _agreeing(case: Case, policy: ir.Policy, rng: Random) -> Case:
    """The case with one of the two facts left out, at times, and wherever both cannot be."""
    records = {cls: list(rows) for cls, rows in case.records.items()}
    for a, n, flags in _tied_records(policy, records):
        row = records[a.cls][n]
        fact, flag = row.facts.get(a.name), flags.facts.get(a.only_if)
        clash = flag is False and fact not in (None, ABSENT)
        clash |= a.always_if and flag is True and fact is ABSENT
        own = flags is row
        if clash and not own:
            records[a.cls][n] = _without(row, a.name)
        elif clash or (own and rng.random() < 0.4):
            records[a.cls][n] = _without(row, a.only_if if rng.random() < 0.5 else a.name)
    rest: dict[str, Any] = {cls: tuple(rows) for cls, rows in records.items()}
    return replace(case, records=rest)


def _tied_records(
    policy: ir.Policy, records: dict[str, list[Record]]
) -> Iterator[tuple[ir.Attribute, int, Record]]:
    for a in policy.attributes:
        if a.only_if:
            own = any(b.cls == a.cls and b.name == a.only_if for b in policy.attributes)
            for n in range(len(records[a.cls])):
                yield a, n, records[a.cls][n] if own else records[PERSON][0]


def _without(row: Record, name: str) -> Record:
    facts: dict[str, Fact] = {k: v for k, v in row.facts.items() if k != name}
    return replace(row, facts=facts)


def features(pair: Pair) -> set[str]:
    """What occurred: a number in periods, a fact that is known only because another is."""
    found = {DATED} if "Dated(" in repr(pair.policy.clauses) else set()
    records = {cls: list(rows) for cls, rows in pair.case.records.items()}
    for a, n, flags in _tied_records(pair.policy, records):
        fact, flag = records[a.cls][n].facts.get(a.name), flags.facts.get(a.only_if)
        told = a.always_if and flag is None and fact is ABSENT
        if told or (fact is None and flag is False):
            found.add(TIED)
    return found
