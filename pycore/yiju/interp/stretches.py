"""Stretches of days before a day (semantics §14), by looking at every stretch again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from yiju.case.model import Duration
from yiju.interp import dates

DAY = timedelta(days=1)
Stretch = tuple[date, date]


def come_to(
    op: str, stretches: Sequence[Stretch], before: date | None, allowed: Duration | None
) -> date | Duration | int | None:
    """What the stretches come to before the day; None when there is none."""
    if op == "overlaps":
        return _pairs([s for s in stretches if s[0] <= s[1]])
    assert before is not None
    seen = [(a, min(b, before - DAY)) for a, b in stretches if a < before]
    seen = [(a, b) for a, b in seen if a <= b]
    if op == "daysum":
        return Duration(
            len({n for a, b in seen for n in range(a.toordinal(), b.toordinal() + 1)}), "days"
        )
    if op == "monthsum":
        return Duration(len({m for a, b in seen for m in _months(a, b)}), "months")
    if not seen:
        return None
    return _before(op, seen, before, allowed)


def _before(
    op: str, seen: Sequence[Stretch], before: date, allowed: Duration | None
) -> date | Duration | None:
    last = max(b for _, b in seen)
    broken = last + DAY < before
    if op == "gapday":
        return last + DAY if broken else None
    if op == "gapdays":
        return Duration((before - last).days - 1, "days")
    if op == "gapmonths":
        n = 0
        while broken and dates.shift(last + DAY, Duration(n, "months")) < before:
            n += 1
        return Duration(n, "months")
    if op == "missed":
        months = _months(last, before)
        return Duration(max(0, len(months) - 2), "months")
    return _run(seen, last, allowed)


def _run(seen: Sequence[Stretch], last: date, allowed: Duration | None) -> Duration:
    """连续时长: the first day moves back as long as some stretch reaches near enough to it."""
    first = last
    while True:
        reaching = [a for a, b in seen if a < first <= _reach(b, allowed)]
        if not reaching:
            break
        first = min(reaching)
    n = 0
    while dates.period_end(first, Duration(n + 1, "months")) <= last:
        n += 1
    return Duration(n, "months")


def _reach(end: date, allowed: Duration | None) -> date:
    return end + DAY if allowed is None else max(end + DAY, dates.shift(end + DAY, allowed))


def _months(first: date, last: date) -> list[tuple[int, int]]:
    """The calendar months from that of the first day to that of the last."""
    found = [(first.year, first.month)]
    while found[-1] < (last.year, last.month):
        year, month = found[-1]
        found.append((year, month + 1) if month < 12 else (year + 1, 1))
    return found


def _pairs(stretches: Sequence[Stretch]) -> int:
    return sum(
        one[0] <= other[1] and other[0] <= one[1]
        for n, one in enumerate(stretches)
        for other in stretches[:n]
    )
