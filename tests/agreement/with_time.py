"""Words of time in random policies: conditions and formulas made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

from agreement import with_holidays
from agreement.vocabulary import bill, person
from msgspec.structs import replace

from yiju.ir import model as ir
from yiju.ir.walk import walk

FEATURES = (
    "相隔",
    "当日起",
    "季末月",
    "年度的前后",
    "废止",
    "失效日未定",
    "适用自",
    "适用至",
    "溯及",
    "顺延",
    "起多久内",
    "时段",
    "满期之日",
    "时长相加",
)  # what the histogram counts
LENGTHS = (ir.Months(n=3), ir.Months(n=1), ir.Days(n=90), ir.Days(n=1))


def features(policy: ir.Policy, live: Iterable[tuple[ir.Clause, ir.Effect]]) -> Iterator[str]:
    """What of it stood behind a support."""
    nodes = [n for clause, effect in live for part in (clause, effect) for n in walk(part)]
    yield from _of_force(policy, [clause for clause, _ in live])
    for node in nodes:
        if isinstance(node, ir.Apart):
            yield FEATURES[0]
        elif isinstance(node, ir.Within) and node.counted:
            yield FEATURES[1]
        elif isinstance(node, ir.Anchor) and node.which == "quarter_end":
            yield FEATURES[2]
        elif isinstance(node, ir.YearOf):
            yield FEATURES[3]
        elif isinstance(node, ir.Within):
            yield "顺延" if node.roll else "起多久内"
        elif isinstance(node, ir.InWindow):
            yield "时段"
        elif isinstance(node, ir.PeriodEnd):
            yield "满期之日"
        elif isinstance(node, ir.Shift):
            yield "时长相加"


def _of_force(policy: ir.Policy, live: Sequence[ir.Clause]) -> Iterator[str]:
    for clause in live:
        if any(r.notice == clause.notice for n in policy.notices for r in n.repeals):
            yield FEATURES[4]
        if policy.notices[clause.notice].expires_open:
            yield FEATURES[5]
        if clause.starts:
            yield FEATURES[6]
            before = policy.notices[clause.notice].effective
            days = [s.at.iso for s in clause.starts if isinstance(s.at, ir.Date)]
            if any(day < before for day in days):
                yield "溯及"
        if clause.ends:
            yield FEATURES[7]


def condition(rng: Random) -> ir.Cond:
    """A condition on a bill's days."""
    day = bill(rng.choice(("发生日", "结算日")))
    match rng.choice((0, 0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4)):
        case 0:
            return _distance(rng, day)
        case 1:
            after, length = rng.random() < 0.4, rng.choice(LENGTHS)
            return ir.Within(
                what=day, base=person("参保日"), length=length, after=after, counted=True
            )
        case 2:
            month = ir.Anchor(base=day, which="this_month", day=31)
            return ir.Compare(op="eq", left=month, right=ir.Anchor(base=day, which="quarter_end"))
        case 4:
            return with_holidays.condition(rng)
    by: Any = rng.choice((-1, 0, 1))
    return ir.Compare(op="eq", left=person("入学"), right=ir.YearOf(base=day, by=by))


def _distance(rng: Random, day: ir.Expr) -> ir.Cond:
    measure: Any = rng.choice(
        ("months", "full", "natural", "years", "days", "on_birthday", "on_morrow")
    )
    apart = ir.Apart(earlier=person("参保日"), later=day, measure=measure)
    op: Any = rng.choice(("ge", "lt", "eq", "le"))
    limit: ir.Expr = rng.choice((ir.Months(n=1), ir.Months(n=3), ir.Months(n=0)))
    if measure == "days":
        limit = ir.Days(n=rng.choice((0, 30, 90)))
    elif measure.startswith("on_"):
        limit = ir.Rational(num=rng.choice((0, 1)))
    return ir.Compare(op=op, left=apart, right=limit)


def day(rng: Random, base: ir.Expr) -> ir.Expr:
    """A day reckoned from another."""
    which: Any = rng.choice(("last_month", "last_year", "quarter_end"))
    if which == "quarter_end":
        return ir.Anchor(base=base, which=which)
    return ir.Anchor(
        base=base, which=which, month=2 if which == "last_year" else 0, day=rng.choice((1, 29, 31))
    )


def length(rng: Random) -> ir.Expr:
    """A duration between two days."""
    measure: Any = rng.choice(("months", "full", "natural", "years"))
    return ir.Apart(earlier=person("参保日"), later=bill("发生日"), measure=measure)


# ── force ────────────────────────────────────────────────────────────────────


def notices(rng: Random, made: Sequence[ir.Notice]) -> tuple[ir.Notice, ...]:
    """Some of them have ceased on a day nobody knows, or are repealed by the other."""
    older, newer = made
    if rng.random() < 0.12:
        older = replace(older, expires="", expires_open=True)
    if rng.random() < 0.15:
        since = rng.choice(("", "2025-09-01"))
        newer = replace(newer, repeals=(ir.Repeal(older.id, since),))
    return older, newer


def own_days(rng: Random, cls: str, event: str, guard: ir.Cond) -> dict[str, Any]:
    """适用自 and 适用至 of a clause whose conclusions go by that day."""
    found: dict[str, Any] = {}
    for name, op, days in (
        ("starts", "ge", ("2023-06-01", "2025-01-31", "2025-07-01")),
        ("ends", "le", ("2025-09-30", "2025-12-31")),
    ):
        if rng.random() > 0.12:
            continue
        left, at = person("入学"), ir.Year(n=2025)
        test: ir.Compare | None = None
        if rng.random() < 0.75:
            at = ir.Date(iso=rng.choice(days))
            left = ir.Attr(cls=cls, name=event) if event else None
        if left is not None:
            test = ir.Compare(op=op, left=left, right=at)
        found[name] = (ir.Start(at=at, test=test, when=rng.choice((ir.ALWAYS, guard))),)
    return found


def expiry(rng: Random, policy: ir.Policy, days: Sequence[date]) -> dict[int, date]:
    """失效日 given for some of the notices that have an open one."""
    return {n.id: rng.choice(days) for n in policy.notices if n.expires_open and rng.random() < 0.4}
