"""Stretches of days before a day: gaps, continuity, what is covered; docs/semantics.md §14.

A stretch is (first day, last day), both in it. Only days before `day` count; stretches that share
a day, or follow one another without a day between, are one block.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

from yiju.case.model import ABSENT, Duration
from yiju.values import calendar
from yiju.values.operations import Value

ONE = timedelta(days=1)
Stretch = tuple[date, date]


@dataclass(frozen=True)
class Covered:
    """The blocks of days covered before a day, first to last."""

    blocks: tuple[Stretch, ...]
    day: date

    @property
    def gap(self) -> date | None:
        """The first day of the gap that lasts up to the day; None without one."""
        last = self.blocks[-1][1]
        return None if last == self.day - ONE else last + ONE


def covered(stretches: Iterable[Stretch], day: date) -> Covered:
    """The blocks before a day; a stretch that ends before it begins is none."""
    blocks: list[Stretch] = []
    for first, last in sorted((a, min(b, day - ONE)) for a, b in stretches):
        if first > last:
            continue
        if blocks and first <= blocks[-1][1] + ONE:
            blocks[-1] = (blocks[-1][0], max(last, blocks[-1][1]))
        else:
            blocks.append((first, last))
    return Covered(tuple(blocks), day)


def gap_day(found: Covered) -> Value:
    """间断首日: 无 where nothing was ever covered, or the day before is."""
    return (found.gap or ABSENT) if found.blocks else ABSENT


def gap_days(found: Covered) -> Value:
    """间断天数."""
    if not found.blocks:
        return ABSENT
    return Duration((found.day - found.blocks[-1][1]).days - 1, "days")


def gap_months(found: Covered) -> Value:
    """间断月数: the fewest months that, added to the gap's first day, reach the day.

    So that `不超过 N个月` is `在 间断首日 起 N个月 内` (民法典第二百零一、二百零二条).
    """
    if not found.blocks:
        return ABSENT
    gap = found.gap
    if gap is None:
        return Duration(0, "months")
    n = calendar.months_apart(gap, found.day)
    return Duration(n if calendar.add_months(gap, n) >= found.day else n + 1, "months")


def missed(found: Covered) -> Value:
    """缺缴月数: calendar months between the month of the last covered day and that of the day."""
    if not found.blocks:
        return ABSENT
    apart = calendar.months_apart(found.blocks[-1][1], found.day)
    return Duration(max(0, apart - 1), "months")


def run(found: Covered, tolerance: Duration | None = None) -> Value:
    """连续时长: whole months from the first to the last day of the last blocks joined."""
    if not found.blocks:
        return ABSENT
    first, last = chain(found, tolerance)[0][0], found.blocks[-1][1]
    months = calendar.months_apart(first, last) + 1
    while calendar.period_end(first, Duration(months, "months")) > last:
        months -= 1
    return Duration(months, "months")


def chain(found: Covered, tolerance: Duration | None) -> Sequence[Stretch]:
    """The last blocks between which no gap is longer than tolerated."""
    taken = [found.blocks[-1]]
    for block in reversed(found.blocks[:-1]):
        if tolerance is None or taken[-1][0] > calendar.add(block[1] + ONE, tolerance):
            break
        taken.append(block)
    return taken[::-1]


def day_sum(found: Covered) -> Value:
    """覆盖天数."""
    return Duration(sum((last - first).days + 1 for first, last in found.blocks), "days")


def month_sum(found: Covered) -> Value:
    """覆盖月数: calendar months with at least one covered day."""
    months = sum(calendar.months_apart(first, last) + 1 for first, last in found.blocks)
    shared = sum(calendar.months_apart(a[1], b[0]) == 0 for a, b in pairwise(found.blocks))
    return Duration(months - shared, "months")


def overlaps(stretches: Sequence[Stretch]) -> int:
    """重叠: how many pairs have a day in common."""
    sound = [s for s in stretches if s[0] <= s[1]]
    return sum(max(a[0], b[0]) <= min(a[1], b[1]) for a, b in combinations(sound, 2))


BEFORE = {
    "gapday": gap_day,
    "gapdays": gap_days,
    "gapmonths": gap_months,
    "missed": missed,
    "daysum": day_sum,
    "monthsum": month_sum,
}
