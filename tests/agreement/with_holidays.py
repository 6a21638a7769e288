"""遇节假日顺延 in random policies: some years have their holidays, one has none; semantics §5."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from agreement.vocabulary import DAYS, bill, person
from msgspec.structs import replace

from yiju.ir import model as ir

LENGTHS = (ir.Days(n=1), ir.Days(n=2), ir.Days(n=30), ir.Months(n=1), ir.Months(n=3))


def with_holidays(policy: ir.Policy, seed: int) -> ir.Policy:
    """The policy with the holidays of some years: rest and work about the days of the cases."""
    rng = Random(f"holidays {seed}")
    years = [year for year in (2024, 2025, 2026) if rng.random() < 0.6]
    return replace(policy, holidays=tuple(_year(rng, year) for year in years))


def _year(rng: Random, year: int) -> ir.HolidayYear:
    near = [d + timedelta(days=n) for d in DAYS for n in (-1, 0, 1, 2)]
    off = {d for d in near if d.year == year and rng.random() < 0.5}
    work = {d for d in _weekends(year) if d not in off and rng.random() < 0.3}
    return ir.HolidayYear(year=year, off=_iso(off), work=_iso(work))


def _weekends(year: int) -> list[date]:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    return [d for d in days if d.isoweekday() in (6, 7)]


def _iso(days: set[date]) -> tuple[str, ...]:
    return tuple(sorted(d.isoformat() for d in days))


def condition(rng: Random) -> ir.Cond:
    """Within a period whose last day moves on."""
    roll: Any = rng.choice(("rest", "holiday"))
    what = bill(rng.choice(("发生日", "结算日")))
    base: ir.Expr = rng.choice((person("参保日"), ir.Date(iso=rng.choice(DAYS).isoformat())))
    return ir.Within(
        what=what,
        base=base,
        length=rng.choice(LENGTHS),
        after=rng.random() < 0.4,
        counted=rng.random() < 0.3,
        roll=roll,
    )
