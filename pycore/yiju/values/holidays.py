"""Days of rest, and periods that end on one (民法典第二百零三条); docs/semantics.md §5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from yiju.ir import model as ir

LONGEST = 15  # days; no arrangement of holidays has ever been so long
_SATURDAY = 5


@dataclass(frozen=True)
class Rest:
    """The days of one year on which one is off, and those on which one works instead."""

    off: frozenset[date]
    work: frozenset[date]


@lru_cache
def rest_of(year: ir.HolidayYear) -> Rest:
    """A 【节假日】 as sets of days."""
    off, work = (frozenset(map(date.fromisoformat, days)) for days in (year.off, year.work))
    return Rest(off, work)


def rests(day: date, roll: str, known: Mapping[int, Rest]) -> bool | None:
    """Whether a day is one of rest; None when its year's arrangement is not known.

    `roll`: 'rest' counts Saturdays and Sundays, unless one works on them; 'holiday' does not.
    """
    year = known.get(day.year)
    if year is None:
        return None
    if day in year.off or day in year.work:
        return day in year.off
    return roll == "rest" and day.weekday() >= _SATURDAY


def reaches(end: date, day: date, roll: str, known: Mapping[int, Rest]) -> bool | None:
    """Whether a period that would end on `end` is prolonged to `day`, a later day.

    It is when every day from `end` to the eve of `day` is one of rest.
    """
    between = [rests(d, roll, known) for d in _days(end, day)]
    if False in between or (day - end).days > LONGEST:
        return False
    return None if None in between else True


def moved_to(end: date, roll: str, known: Mapping[int, Rest]) -> date:
    """The first day from `end` on that is known not to be one of rest, or `end` itself."""
    days = (end + timedelta(days=n) for n in range(LONGEST + 1))
    return next((d for d in days if not rests(d, roll, known)), end)


def unknown_years(end: date, day: date, known: Mapping[int, Rest]) -> list[int]:
    """The years without an arrangement on which that depends."""
    return sorted({d.year for d in _days(end, day) if d.year not in known})


def _days(end: date, day: date) -> list[date]:
    count = min((day - end).days, LONGEST + 1)
    return [end + timedelta(days=n) for n in range(count)]
