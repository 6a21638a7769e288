"""Counting days, months and windows; docs/semantics.md §5. Every function is total on real dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from yiju.case.model import Duration
from yiju.ir.model import Window


def month_end(year: int, month: int) -> date:
    """The last day of a month; `month` may run past 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, or that month's last day (民法典第二百零二条)."""
    end = month_end(day.year, day.month + months)
    return end.replace(day=min(day.day, end.day))


def add(day: date, length: Duration) -> date:
    """The day `length` after."""
    if length.unit == "days":
        return day + timedelta(days=length.n)
    return add_months(day, length.n)


def period_end(first: date, length: Duration) -> date:
    """The last day of a period whose first day is `first`: the day before the corresponding day.

    Where the target month has no corresponding day, its last day.
    """
    if length.unit == "days":
        return first + timedelta(days=length.n - 1)
    corresponding = add_months(first, length.n)
    if corresponding.day < first.day:
        return corresponding
    return corresponding - timedelta(days=1)


def whole_months_end(first: date, months: int) -> date:
    """The end of the `months`-th complete calendar month from `first` on (自然月整月)."""
    skip = 0 if first.day == 1 else 1
    return month_end(first.year, first.month + skip + months - 1)


def months_apart(earlier: date, later: date) -> int:
    """Difference of calendar months, days ignored."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def next_day(day: date) -> date:
    """次日."""
    return day + timedelta(days=1)


def day_of_month(year: int, month: int, day: int) -> date:
    """Day `day` of a month (31 = the last day); `month` may run past 12."""
    end = month_end(year, month)
    return end.replace(day=min(day, end.day))


def in_window(day: date, window: Window) -> bool:
    """Whether a yearly window contains the day, both ends included."""
    start = day_of_month(day.year, window.from_month, window.from_day)
    end = day_of_month(day.year, window.to_month, window.to_day)
    if window.wraps:
        return day >= start or day <= end
    return start <= day <= end
