"""Calendar rules (semantics §5): months added, periods completed, windows of the year."""

from __future__ import annotations

from datetime import date, timedelta

from yiju.case.model import Duration
from yiju.ir.model import Anchor, Window

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTH_END = 31  # as a day of a window or an anchor: the month's last day


def month_length(year: int, month: int) -> int:
    """How many days the month has."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]


def clamped(year: int, month: int, day: int) -> date:
    """The day of that number, or the month's last day when there is none."""
    return date(year, month, min(day, month_length(year, month)))


def month_after(day: date, months: int) -> tuple[int, int]:
    """Year and month, so many months later."""
    count = day.year * 12 + (day.month - 1) + months
    return count // 12, count % 12 + 1


def shift(day: date, length: Duration) -> date:
    """`day` 加 N: the corresponding day, or the month's last day when there is none."""
    if length.unit == "days":
        return day + timedelta(days=length.n)
    year, month = month_after(day, length.n)
    return clamped(year, month, day.day)


def period_end(day: date, length: Duration) -> date:
    """X 起 满 N 之日: the eve of the corresponding day; the month end when there is none."""
    if length.unit == "days":
        return day + timedelta(days=length.n - 1)
    year, month = month_after(day, length.n)
    if day.day > month_length(year, month):
        return clamped(year, month, MONTH_END)
    return date(year, month, day.day) - timedelta(days=1)


def whole_months_end(day: date, length: Duration) -> date | None:
    """X 起 满 N 整月之日: only full calendar months count, the month of X only from its 1st."""
    if length.unit == "days":
        return None
    year, month = month_after(day, length.n - 1 if day.day == 1 else length.n)
    return clamped(year, month, MONTH_END)


def months_apart(earlier: date, later: date) -> Duration:
    """相隔月数: the difference of the two calendar months, days ignored."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return Duration(months, "months")


def anchored(day: date, anchor: Anchor) -> date:
    """次日, 当月N日, 次月N日, 当年M月N日, 次年M月N日."""
    match anchor.which:
        case "next_day":
            return day + timedelta(days=1)
        case "this_month":
            return clamped(day.year, day.month, anchor.day)
        case "next_month":
            return clamped(*month_after(day, 1), anchor.day)
        case "this_year":
            return clamped(day.year, anchor.month, anchor.day)
        case "next_year":
            return clamped(day.year + 1, anchor.month, anchor.day)


def in_window(day: date, window: Window) -> bool:
    """Whether the day falls in that stretch of its year, both ends in it."""
    first_day = window.from_day
    if first_day == MONTH_END:
        first_day = month_length(day.year, window.from_month)
    from_start = (day.month, day.day) >= (window.from_month, first_day)
    to_end = (day.month, day.day) <= (window.to_month, window.to_day)
    return from_start or to_end if window.wraps else from_start and to_end
