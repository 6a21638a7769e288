"""Combination and caps of every kind, put into random policies; docs/semantics.md §7, §9."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
from agreement.vocabulary import BILL, LIMITS, bill

from yiju.case.answer import Answer
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.strata import uses

AMOUNTS = ("津贴", "补助")
ORDERED = ("起始日", "等待长", "终止日")
LEFT, COUNT = "余下", "年数"
SUPPORTS = ("affirm", "value", "floor")
change = msgspec.structs.replace


def with_money(rng: Random, policy: ir.Policy) -> ir.Policy:
    """The policy with other ways to combine and other caps, in half of the policies."""
    if rng.random() < 0.3:
        return _again(rng, policy, ("补助",), {c.name: c for c in policy.conclusions})
    shares = rng.random() < 0.55
    heads = {c.name: _combine(rng, c, shares) for c in policy.conclusions}
    policy = change(policy, conclusions=tuple(heads.values()))
    maker = _Caps(rng, policy, heads)
    clauses = tuple(
        change(c, effects=tuple(maker.capped(e) for e in c.effects)) for c in policy.clauses
    )
    policy = change(policy, clauses=clauses)
    for names in [(n,) for n in AMOUNTS] if maker.shares else [AMOUNTS, AMOUNTS]:
        policy = _again(rng, policy, names, heads)
    if not maker.shares and rng.random() < 0.6:
        policy = _in_turn(rng, policy, heads)
    if rng.random() < 0.35:
        policy = _counted(rng, policy)
    return _in_ranks(rng, policy) if rng.random() < 0.7 else policy


def _again(
    rng: Random, policy: ir.Policy, names: tuple[str, ...], heads: dict[str, ir.Conclusion]
) -> ir.Policy:
    """Another card that gives an amount which some card gives, with the caps of that card."""
    givers = [
        (c, e) for c in policy.clauses for e in c.effects
        if e.mode == "value" and e.conclusion in names and heads[e.conclusion].combine != "unique"
    ]  # fmt: skip
    if not givers or rng.random() < 0.15:
        return policy
    clause, effect = rng.choice(givers)
    number = len(policy.clauses)
    value = rng.choice((effect.value, bill("余额"), ir.Money(fen=rng.choice(LIMITS))))
    made = change(
        effect, id=sum(len(c.effects) for c in policy.clauses), clause=number, value=value
    )
    more = ir.Clause(
        id=number,
        notice=clause.notice,
        locator=f"第{number + 1}条",
        title="",
        cls=BILL,
        effects=(made,),
    )
    return change(policy, clauses=(*policy.clauses, more))


def _counted(rng: Random, policy: ir.Policy) -> ir.Policy:
    """年数, counted along the bills by one of their dates."""
    flags = [ir.Flag(cls=BILL, name=n, value=v) for n in ("定点", "精神病") for v in (True, False)]
    flags += [ir.Flag(cls=PERSON, name="城镇", value=v) for v in (True, False)]
    number = sum(len(c.effects) for c in policy.clauses)
    clauses = list(policy.clauses)
    for mode in rng.sample(("add", "add", "add", "reset", "reset", "keep"), 4):
        effect = ir.Effect(id=number, clause=len(clauses), conclusion=COUNT, mode=mode)
        if mode == "add":
            value = rng.choice((ir.Rational(num=1), ir.Rational(num=2), bill("自付比")))
            limits = (ir.Cap(limit=ir.Rational(num=rng.choice((1, 2, 3))), period="count"),)
            effect = change(effect, value=value, caps=rng.choice(((), limits)))
        clause = ir.Clause(
            id=len(clauses),
            notice=rng.randint(0, 1),
            locator=f"第{len(clauses) + 1}条",
            title="",
            cls=BILL,
            condition=rng.choice(flags),
            effects=(effect,),
        )
        clauses.append(clause)
        number += 1
    order = rng.choice(("发生日", "结算日"))
    head = ir.Conclusion(
        name=COUNT, cls=BILL, kind="number", combine="count", order=order, event="发生日"
    )
    return change(policy, clauses=tuple(clauses), conclusions=(*policy.conclusions, head))


def _in_turn(rng: Random, policy: ir.Policy, heads: dict[str, ir.Conclusion]) -> ir.Policy:
    """余下 为 余额 依次减去 津贴、补助, on some of the bills."""
    given = {e.conclusion for c in policy.clauses for e in c.effects}
    payers = tuple(n for n in AMOUNTS if n in given and heads[n].combine != "sum")
    if not payers:
        return policy
    left: ir.Expr = bill("余额")
    for name in payers:
        left = ir.Arithmetic(op="-", left=left, right=ir.Paid(name=name))
    number = len(policy.clauses)
    effect = ir.Effect(
        id=sum(len(c.effects) for c in policy.clauses),
        clause=number,
        conclusion=LEFT,
        mode="value",
        value=ir.Extreme(which="max", items=(ir.Money(fen=0), left)),
        total=bill("余额"),
        payers=payers,
    )
    scope: ir.Cond = ir.Flag(cls=BILL, name="定点") if rng.random() < 0.4 else ir.ALWAYS
    clause = ir.Clause(
        id=number,
        notice=rng.randint(0, 1),
        locator=f"第{number + 1}条",
        title="",
        cls=BILL,
        scope=scope,
        effects=(effect,),
    )
    head = ir.Conclusion(name=LEFT, cls=BILL, kind="money", event="发生日")
    clauses = (*policy.clauses, clause)
    return change(policy, clauses=clauses, conclusions=(*policy.conclusions, head))


def _in_ranks(rng: Random, policy: ir.Policy) -> ir.Policy:
    """The cards of one conclusion as rows of a table with 顺位."""
    names = sorted({e.conclusion for c in policy.clauses for e in c.effects if e.mode in SUPPORTS})
    name = rng.choice(names)
    rows = {c.id for c in policy.clauses if any(e.conclusion == name for e in c.effects)}
    rows &= {c.id for c in policy.clauses if c.kind == "rule"}
    if len(rows) < 2:
        return policy
    clauses = tuple(
        change(c, table=min(rows), rank=rng.choice((1, 2, 3)))
        if c.id in rows and rng.random() < 0.9
        else c
        for c in policy.clauses
    )
    return change(policy, clauses=clauses)


def _combine(rng: Random, head: ir.Conclusion, shares: bool) -> ir.Conclusion:
    ways: tuple[Any, ...] = (head.combine,)
    if head.name in AMOUNTS:
        ways = ("max", "min") if shares else ("max", "min", *(["sum"] * 6), head.combine)
    elif head.name in ORDERED:
        ways = ("max", "min", "unique", "unique")
    return change(head, combine=rng.choice(ways), across=True)


class _Caps:
    """Makes caps whose records are all put in order by the same dates."""

    def __init__(self, rng: Random, policy: ir.Policy, heads: dict[str, ir.Conclusion]) -> None:
        self.rng = rng
        self.heads = heads
        needs = uses(list(policy.conclusions), list(policy.clauses))
        given = {e.conclusion for c in policy.clauses for e in c.effects}
        free = "津贴" not in _behind(needs, "补助") and set(AMOUNTS) <= given
        alike = all(heads[name].combine in ("max", "min") for name in AMOUNTS)
        self.shares = free and alike
        self.orders = self._dates() if rng.random() < 0.4 else ()
        self.years = self._dates()

    def _dates(self) -> tuple[ir.CapKey, ...]:
        return (ir.CapKey(ir.ALWAYS, self.rng.choice(("发生日", "发生日", "结算日"))),)

    def capped(self, effect: ir.Effect) -> ir.Effect:
        """The effect with caps anew."""
        head = self.heads.get(effect.conclusion)
        if effect.mode not in ("value", "floor") or head is None or head.name not in AMOUNTS:
            return effect
        if head.combine == "unique":
            return change(effect, caps=())
        return change(
            effect,
            caps=tuple(
                self._cap(head)
                for _ in range(self.rng.choice((0, 1, 1, 2) if not self.shares else (1, 1, 2)))
            ),
        )

    def _cap(self, head: ir.Conclusion) -> ir.Cap:
        rng = self.rng
        limit = ir.Money(fen=rng.choice(LIMITS))
        period: Any = rng.choice(("year", "year", "life", "each"))
        if period == "each":
            return ir.Cap(limit=limit, period=period)
        what: Any = (
            "row"
            if head.combine == "sum"
            else rng.choice(("row", "all", "all", *(["all"] * 4 * self.shares)))
        )
        other = tuple(n for n in AMOUNTS if n != head.name)
        shared = what == "all" and self.shares
        keys = self.years if period == "year" or not self.orders else ()
        return ir.Cap(
            limit=limit,
            period=period,
            ranges=(ir.CapRange(ir.ALWAYS, what, other if shared else ()),),
            keys=keys,
            orders=self.orders,
        )


def _behind(needs: Any, name: str) -> set[str]:
    found: set[str] = set()
    todo = [name]
    while todo:
        new = set(needs.get(todo.pop(), {})) - found
        found |= new
        todo += new
    return found


MONEY = (
    "叠加", "就低", "就高就低（非金额）", "几个限额", "历年限额", "每笔限额", "共用限额", "次序依",
    "依次减去", "后位", "计数", "同笔先后", "计数有限额", "清零", "不清零", "分年另依一日",
    "比比例", "比限额", "比全年合计",
)  # fmt: skip


def features(policy: ir.Policy, answers: list[Answer]) -> Iterator[str]:
    """What of all this bore on the answers."""
    heads = {c.name: c for c in policy.conclusions}
    effects = {e.id: e for c in policy.clauses for e in c.effects}
    for answer in answers:
        if any(name.startswith("同笔先后") for name in answer.depends):
            yield "同笔先后"
        supports = answer.outcome.supports if answer.outcome else ()
        if any(s.state == "behind" for s in supports):
            yield "后位"
        if answer.conclusion == COUNT and len(supports) > 1:
            yield "计数"
        if answer.conclusion == LEFT and any(s.state == "won" for s in supports):
            yield "依次减去"
        live = [effects[s.effect] for s in supports if s.state in ("won", "outranked")]
        head = heads[answer.conclusion]
        for mode in {effects[s.effect].mode for s in supports} & {"reset", "keep"}:
            yield {"reset": "清零", "keep": "不清零"}[mode]
        if len(live) > 1:
            yield from _of_several(policy, head)
        for effect in live:
            if len(effect.caps) > 1:
                yield "几个限额"
            for cap in effect.caps:
                yield from _of_cap(cap)


def _of_several(policy: ir.Policy, head: ir.Conclusion) -> Iterator[str]:
    """How several supports came together."""
    if head.combine in ("sum", "min"):
        yield {"sum": "叠加", "min": "就低"}[head.combine]
    if head.combine in ("max", "min") and head.kind != "money":
        yield "就高就低（非金额）"
    if head.combine == "max" and head.kind == "money":
        for rule in policy.max_rules:
            yield from (_MEASURES.get(c.measure, "") for c in rule.choices)


_MEASURES = {"ratio": "比比例", "cap": "比限额", "year_total": "比全年合计"}


def _of_cap(cap: ir.Cap) -> Iterator[str]:
    if cap.period != "year":
        yield {"life": "历年限额", "each": "每笔限额", "count": "计数有限额"}[cap.period]
    if any(key.attribute != "发生日" for key in cap.keys):
        yield "分年另依一日"
    if cap.orders:
        yield "次序依"
    if any(r.others for r in cap.ranges):
        yield "共用限额"
