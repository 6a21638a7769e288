"""Calendar rules (semantics §5): months added, periods completed, windows of the year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

from yiju.case.model import Duration
from yiju.ir.model import Anchor, HolidayYear, Window

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


def apart(earlier: date, later: date, measure: str) -> Duration | Fraction | None:
    """相隔…, by stepping through the months; None when `later` is the earlier one."""
    if later < earlier:
        return None
    match measure:
        case "days":
            return Duration(later.toordinal() - earlier.toordinal(), "days")
        case "months":
            return Duration(_steps(earlier.replace(day=1), later.replace(day=1)), "months")
        case "full":
            return Duration(_steps(earlier, later), "months")
        case "natural":
            return Duration(_natural(earlier, later), "months")
        case "years":
            return Duration(_steps(earlier, later) // 12 * 12, "months")
        case "on_birthday":
            return Fraction(_birthdays(earlier, later))
        case "on_morrow":
            return Fraction(_birthdays(earlier, later - timedelta(days=1)))
    raise ValueError(measure)


def _steps(start: date, day: date) -> int:
    """How many months fit in from the start to the day."""
    months = 0
    while shift(start, Duration(months + 1, "months")) <= day:
        months += 1
    return months


def _natural(start: date, end: date) -> int:
    """How many calendar months begin no earlier than `start` and are over before `end`."""
    year, month = start.year, start.month
    count = 0
    while clamped(year, month, MONTH_END) < end:
        count += date(year, month, 1) >= start
        year, month = month_after(date(year, month, 1), 1)
    return count


def _birthdays(born: date, day: date) -> int:
    """How many birthdays have come by the day; of 29 February, the last of February."""
    return sum(
        clamped(year, born.month, born.day) <= day for year in range(born.year + 1, day.year + 1)
    )


def year_of(base: date | int, by: int) -> int:
    """当年度、上一年度、下一年度 of a day or of a 年度."""
    return (base if isinstance(base, int) else base.year) + by


def last_day(base: date, length: Duration, counted: bool) -> date:
    """The last day of N from Y; a period that counts Y itself is a day shorter."""
    return period_end(base, length) if counted else shift(base, length)


def anchored(day: date, anchor: Anchor) -> date:
    """次日, 上月、当月、次月N日, 上年、当年、次年M月N日, 季末."""
    match anchor.which:
        case "next_day":
            return day + timedelta(days=1)
        case "this_month":
            return clamped(day.year, day.month, anchor.day)
        case "next_month":
            return clamped(*month_after(day, 1), anchor.day)
        case "last_month":
            return clamped(*month_after(day, -1), anchor.day)
        case "last_year":
            return clamped(day.year - 1, anchor.month, anchor.day)
        case "quarter_end":
            last = next(month for month in (3, 6, 9, 12) if day.month <= month)
            return clamped(day.year, last, MONTH_END)
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


FURTHEST = 15  # days: no stretch of holidays is longer


def restful(day: date, year: HolidayYear, roll: str) -> bool:
    """Whether one rests on the day: 放假, or a Saturday or Sunday that is not 上班 (`roll` rest)."""
    text = day.isoformat()
    if text in year.off:
        return True
    weekend = day.isoweekday() in (6, 7) and roll == "rest"
    return weekend and text not in year.work


def moved(end: date, day: date, roll: str, years: Mapping[int, HolidayYear]) -> bool | set[int]:
    """遇节假日顺延: whether the rest from `end` on lasts until the eve of `day`.

    The years whose holidays are not known, where it depends on them.
    """
    if day.toordinal() - end.toordinal() > FURTHEST:
        return False
    missing: set[int] = set()
    while end < day:
        if end.year not in years:
            missing.add(end.year)
        elif not restful(end, years[end.year], roll):
            return False
        end += timedelta(days=1)
    return missing or True
