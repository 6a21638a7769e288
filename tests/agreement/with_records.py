"""Records of records, stretches, what counts them and what follows from them, put into random pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from agreement.vocabulary import AMOUNTS, BILL, DAYS, bill, person

from yiju.case.model import ABSENT, Case, Fact, Record
from yiju.ir import model as ir
from yiju.ir.model import PERSON
from yiju.ir.walk import walk

if TYPE_CHECKING:
    from agreement.generate import Pair

LINE, SPELL = "明细", "参保段"
SHARE = 0.5  # of the policies
ATTRIBUTES = (
    ir.Attribute(cls=LINE, name="金额", kind="money"),
    ir.Attribute(cls=LINE, name="目录内", kind="bool"),
    ir.Attribute(cls=SPELL, name="段险种", kind="one", domain=("职工", "居民")),
    ir.Attribute(cls=SPELL, name="起保日", kind="date"),
    ir.Attribute(cls=SPELL, name="停保日", kind="date"),
)
CLASSES = (
    ir.RecordClass(name=BILL),
    ir.RecordClass(name=LINE, owner=BILL),
    ir.RecordClass(name=SPELL, start="起保日", end="停保日"),
)
LINES: dict[str, Any] = {"cls": LINE, "owner": BILL}
SPELLS: dict[str, Any] = {"cls": SPELL}


def with_records(made: list[Pair], seed: int) -> list[Pair]:
    """The pairs, some of them with records that belong to bills, and stretches."""
    rng = Random(seed * 7 + 3)
    if rng.random() > SHARE:
        return made
    policy = _Policy(rng).change(made[0].policy)
    derived = {d.name for d in policy.derivations}
    return [replace(p, policy=policy, case=_case(rng, p.case, derived)) for p in made]


def _change(node: Any, **fields: object) -> Any:
    return type(node)(**{**{n: getattr(node, n) for n in node.__struct_fields__}, **fields})


class _Policy:
    """Conditions and formulas over records, put into a policy."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def change(self, policy: ir.Policy) -> ir.Policy:
        """The policy with some of its cards speaking of records."""
        clauses = tuple(self._clause(c) for c in policy.clauses)
        return _change(
            policy,
            attributes=(*policy.attributes, *ATTRIBUTES),
            record_classes=CLASSES,
            clauses=clauses,
            derivations=tuple(self._derivations(policy)),
        )

    def _clause(self, clause: ir.Clause) -> ir.Clause:
        rng = self.rng
        made = clause
        if rng.random() < 0.5:
            parts = (clause.condition, self.condition(clause.cls))
            made = _change(made, condition=self._joined(parts))
        effects = tuple(self._effect(made, e) for e in made.effects)
        return _change(made, effects=effects)

    def _joined(self, parts: tuple[ir.Cond, ...]) -> ir.Cond:
        if parts[0] == ir.ALWAYS:
            return parts[1]
        return ir.All(items=parts) if self.rng.random() < 0.6 else ir.AnyOf(items=parts)

    def _effect(self, clause: ir.Clause, effect: ir.Effect) -> ir.Effect:
        rng = self.rng
        if effect.mode != "value" or clause.cls != BILL or rng.random() < 0.5:
            return effect
        match effect.conclusion:
            case "津贴" | "补助" if not effect.caps:
                return _change(effect, value=self._sum(self._where_line()))
            case "等待长":
                return _change(
                    effect,
                    value=self._stretch(rng.choice(("gapmonths", "missed", "missed", "run"))),
                )
            case "起始日":
                if rng.random() < 0.5:
                    return _change(effect, value=self._stretch("gapday"))
                return _change(effect, value=self._day())
        return effect

    # ── conditions ──────────────────────────────────────────────────────────

    def condition(self, cls: str) -> ir.Cond:
        """A condition over records, on a bill or on the person."""
        rng = self.rng
        if cls == BILL and rng.random() < 0.55:
            return self._of_lines()
        return self._of_spells(cls)

    def _of_lines(self) -> ir.Cond:
        rng = self.rng
        match rng.randrange(3):
            case 0:
                return ir.Quantified(every=rng.random() < 0.5, item=self._where_line(), **LINES)
            case 1:
                count = ir.Aggregate(op="count", where=self._where_line(), **LINES)
                return self._compare(count, ir.Rational(num=rng.choice((0, 1, 2))))
        return self._compare(self._sum(self._where_line()), ir.Money(fen=int(rng.choice(AMOUNTS))))

    def _of_spells(self, cls: str) -> ir.Cond:
        rng = self.rng
        match rng.choice((0, 1, 1, 2, 2, 3, 4, 5)):
            case 0:
                return ir.Quantified(every=rng.random() < 0.5, item=self._where_spell(), **SPELLS)
            case 1:
                pairs = self._stretch("overlaps")
                return ir.Compare(op="ge", left=pairs, right=ir.Rational(num=1))
            case 2 if cls == BILL:  # held against the bill at hand
                day = ir.Outer(item=bill("发生日"))
                inside = (
                    self._compare(day, ir.Attr(cls=SPELL, name="起保日"), "ge"),
                    self._compare(day, ir.Attr(cls=SPELL, name="停保日"), "le"),
                )
                count = ir.Aggregate(op="count", where=ir.All(items=inside), **SPELLS)
                return self._compare(count, ir.Rational(num=1), "ge")
            case 3:
                length = self._stretch("gapdays" if rng.random() < 0.5 else "daysum", cls)
                return self._compare(length, ir.Days(n=rng.choice((0, 30, 90, 365))))
        op = rng.choice(("gapmonths", "missed", "run", "run", "monthsum"))
        return self._compare(self._stretch(op, cls), ir.Months(n=rng.choice((0, 1, 3, 12))))

    def _where_line(self) -> ir.Cond:
        rng = self.rng
        inside: ir.Cond = ir.Flag(cls=LINE, name="目录内", value=rng.random() < 0.7)
        amount = ir.Attr(cls=LINE, name="金额")
        over = self._compare(amount, ir.Money(fen=int(rng.choice(AMOUNTS))))
        return rng.choice((inside, over, ir.All(items=(inside, over)), ir.Not(item=inside)))

    def _where_spell(self) -> ir.Cond:
        rng = self.rng
        scheme = ir.Among(cls=SPELL, name="段险种", values=("职工",))
        start = ir.Attr(cls=SPELL, name="起保日")
        early = self._compare(start, ir.Date(iso=rng.choice(DAYS).isoformat()))
        return rng.choice((scheme, early, ir.AnyOf(items=(scheme, early)), ir.Not(item=scheme)))

    def _compare(self, left: ir.Expr, right: ir.Expr, op: Any = "") -> ir.Compare:
        return ir.Compare(
            op=op or self.rng.choice(("ge", "le", "gt", "lt", "eq", "ne")), left=left, right=right
        )

    # ── formulas ────────────────────────────────────────────────────────────

    def _sum(self, where: ir.Cond) -> ir.Expr:
        of: ir.Expr = ir.Attr(cls=LINE, name="金额")
        if self.rng.random() < 0.25:
            of = ir.Arithmetic(op="*", left=of, right=ir.Outer(item=bill("自付比")))
        where = where if self.rng.random() < 0.7 else ir.ALWAYS
        return ir.Aggregate(op="sum", of=of, where=where, **LINES)

    def _day(self) -> ir.Expr:
        op: Any = self.rng.choice(("earliest", "latest"))
        of = ir.Attr(cls=SPELL, name=self.rng.choice(("起保日", "停保日")))
        return ir.Aggregate(op=op, of=of, where=self._where_spell(), **SPELLS)

    def _stretch(self, op: Any, cls: str = BILL) -> ir.Stretch:
        rng = self.rng
        until = bill("发生日") if cls == BILL else person("参保日")
        where = self._where_spell() if rng.random() < 0.5 else ir.ALWAYS
        tolerance = rng.choice((None, ir.Months(n=3), ir.Days(n=30))) if op == "run" else None
        return ir.Stretch(
            op=op,
            start="起保日",
            end="停保日",
            where=where,
            until=None if op == "overlaps" else until,
            tolerance=tolerance,
            **SPELLS,
        )

    # ── what follows ────────────────────────────────────────────────────────

    def _derivations(self, policy: ir.Policy) -> list[ir.Derivation]:
        """The end of an interruption, and whether a bill falls into a stretch."""
        rng = self.rng
        found = []
        if rng.random() < 0.5:
            ways = [self._stretch("gapmonths"), self._stretch("missed")]
            readings = [q for q in policy.questions if not q.is_choice]
            if readings and rng.random() < 0.5:
                question = rng.choice(readings).id
                whens = [ir.Reading(question=question, option=key) for key in "甲乙"]
                lines = [ir.DerivedLine(w, value=v) for w, v in zip(whens, ways, strict=True)]
            else:
                lines = [ir.DerivedLine(ir.ALWAYS, value=ways[0])]
            lines = [
                ir.DerivedLine(x.when, value=_change(x.value, until=ir.Date(iso="2025-09-01")))
                for x in lines
            ]
            found.append(
                ir.Derivation(cls=PERSON, name="中断", notice=0, locator="", lines=tuple(lines))
            )
        if rng.random() < 0.5:
            cond = self._of_lines_plain()
            line = ir.DerivedLine(ir.ALWAYS, cond=cond)
            found.append(ir.Derivation(cls=BILL, name="定点", notice=0, locator="", lines=(line,)))
        return found

    def _of_lines_plain(self) -> ir.Cond:
        count = ir.Aggregate(op="count", where=self._where_line(), **LINES)
        return self._compare(count, ir.Rational(num=1))


# ── what occurred ────────────────────────────────────────────────────────────

OCCURS = (
    "存在、每个", "个数", "合计", "最早、最晚", "间断", "缺缴月数", "连续时长", "覆盖", "重叠",
    "同手头的记录比", "推算", "有哪些未知",
)  # fmt: skip
_AGGREGATES = {"count": "个数", "sum": "合计", "earliest": "最早、最晚", "latest": "最早、最晚"}
_STRETCHES = {
    "gapday": "间断", "gapdays": "间断", "gapmonths": "间断", "missed": "缺缴月数",
    "run": "连续时长", "daysum": "覆盖", "monthsum": "覆盖", "overlaps": "重叠",
}  # fmt: skip


def occurs(
    policy: ir.Policy, live: Iterable[tuple[ir.Clause, ir.Effect]], depends: Iterable[str]
) -> Iterator[str]:
    """Which of these stood behind a support, or kept an answer open."""
    derived = {(d.cls, d.name) for d in policy.derivations}
    for clause, effect in live:
        for node in (n for part in (clause, effect) for n in walk(part)):
            if isinstance(node, ir.Quantified):
                yield "存在、每个"
            elif isinstance(node, ir.Aggregate):
                yield _AGGREGATES[node.op]
            elif isinstance(node, ir.Stretch):
                yield _STRETCHES[node.op]
            elif isinstance(node, ir.Outer):
                yield "同手头的记录比"
            elif isinstance(node, ir.Attr | ir.Flag) and (node.cls, node.name) in derived:
                yield "推算"
    if any(name.endswith("有哪些") for name in depends):
        yield "有哪些未知"


# ── cases ────────────────────────────────────────────────────────────────────


def _case(rng: Random, case: Case, derived: set[str]) -> Case:
    """The case with lines under its bills and stretches beside them; little of it unknown."""
    left = [rng.choice((0, 0, 1, 1, 2))]

    def leave(p: float) -> bool:
        if left[0] and rng.random() < p:
            left[0] -= 1
            return True
        return False

    unlisted: set[tuple[str, int]] = set()
    lines: list[Record] = []
    for number in range(1, len(case.records[BILL]) + 1):
        if leave(0.2):
            unlisted.add((LINE, number))
            continue
        for n in range(rng.choice((0, 1, 2, 2))):
            made: dict[str, Fact] = {"金额": rng.choice(AMOUNTS), "目录内": rng.random() < 0.5}
            known = {k: v for k, v in made.items() if not leave(0.12)}
            lines.append(Record(LINE, str(n + 1), known, {}, BILL, number))
    spells: list[Record] = []
    if leave(0.2):
        unlisted.add((SPELL, 0))
    for n in range(0 if unlisted & {(SPELL, 0)} else rng.choice((0, 1, 2, 2, 3))):
        known = {k: v for k, v in _spell(rng).items() if not leave(0.05)}
        spells.append(Record(SPELL, str(n + 1), known))
    records = {**case.records, LINE: tuple(lines), SPELL: tuple(spells)}
    bills = case.records[BILL]
    if "定点" in derived:
        bills = tuple(_without(rng, r, "定点") for r in bills)
    people = case.records[PERSON]
    if "中断" in derived and not unlisted & {(SPELL, 0)}:  # else it is an unknown of a formula
        people = tuple(_without(rng, r, "中断") for r in people)
    records = {**records, BILL: bills, PERSON: people}
    return replace(case, records=records, unlisted=frozenset(unlisted))


def _spell(rng: Random) -> dict[str, Fact]:
    start = rng.choice(DAYS) - timedelta(days=rng.choice((0, 1, 30, 90, 400)))
    end: Fact = start + timedelta(days=rng.choice((0, 29, 30, 31, 89, 90, 91, 200)))
    return {
        "段险种": rng.choice(("职工", "居民")),
        "起保日": start,
        "停保日": ABSENT if rng.random() < 0.15 else end,
    }


def _without(rng: Random, record: Record, name: str) -> Record:
    """A fact that may follow is often not stated."""
    if rng.random() < 0.4:
        return record
    return replace(record, facts={k: v for k, v in record.facts.items() if k != name})
