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
    """Difference of calendar months, days ignored (相隔月数)."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def full_months(earlier: date, later: date) -> int:
    """Completed months: the most that `add_months` takes `earlier` to no later than `later`."""
    months = months_apart(earlier, later)
    return months if add_months(earlier, months) <= later else months - 1


def natural_months(earlier: date, later: date) -> int:
    """Calendar months that lie wholly from `earlier` to the eve of `later` (相隔自然月数).

    The months missing from a gap whose first day is `earlier`, payment resuming on `later`.
    """
    return max(0, months_apart(earlier, later) - (earlier.day > 1))


def age(born: date, day: date, *, on_birthday: bool) -> int:
    """周岁: reached on the birthday itself, or the day after (法释〔2006〕1号第二条, by analogy).

    Who was born on 29 February has the month's last day for a birthday in other years.
    """
    reached = day if on_birthday else day - timedelta(days=1)
    return max(0, full_months(born, reached) // 12)


def quarter_end(day: date) -> date:
    """The last day of the quarter (季末)."""
    return month_end(day.year, (day.month + 2) // 3 * 3)


def last_day(base: date, length: Duration, *, counted: bool) -> date:
    """The last day of a period from `base`, which is its first day when `counted`.

    Otherwise the period begins the day after (民法典第二百零一条第一款).
    """
    return period_end(base, length) if counted else add(base, length)


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
