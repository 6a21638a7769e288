"""`节假日 2027年: 放假 2027-01-01、2027-02-05 至 2027-02-11；上班 2027-02-14` → a year's days of rest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from yiju.case import given_errors
from yiju.case.facts import text_of
from yiju.case.nodes import Path, Plain, Troubles
from yiju.case.scalars import Refused, day, shorten
from yiju.case.targets import Target
from yiju.ir.model import HolidayYear, Policy
from yiju.source import fold

OFF, WORK, TO = "放假", "上班", "至"
_LONGEST = 31


def holiday_year(
    policy: Policy, target: Target, value: Plain, path: Path, troubles: Troubles
) -> tuple[Any, str] | None:
    """The year as it was given; None when something is wrong with it, which is told."""
    if any(year.year == target.id for year in policy.holidays):
        stated = f"词汇里的【节假日】{target.id}年度"
        troubles.add(path, given_errors.AlreadyStated, name=target.label, stated=stated)
        return None
    text = text_of(value) or ""
    days: dict[str, list[str]] = {OFF: [], WORK: []}
    try:
        for part in fold(text).replace(";", "；").split("；"):
            word = part.strip()[: len(OFF)]
            if word not in days:
                raise Refused(given_errors.BadHolidays, name=target.label, text=shorten(text))
            for stretch in part.strip()[len(OFF) :].replace(",", "、").split("、"):
                days[word] += _days(stretch, target, text)
        if not days[OFF] or set(days[OFF]) & set(days[WORK]):
            raise Refused(given_errors.BadHolidays, name=target.label, text=shorten(text))
    except Refused as refused:
        troubles.add(path, refused.cls, **{"name": target.label, **refused.fields})
        return None
    off, work = (tuple(sorted(days[word])) for word in (OFF, WORK))
    shown = f"{OFF} {len(off)} 天，{WORK} {len(work)} 天"
    return HolidayYear(year=target.id, off=off, work=work), shown


def _days(stretch: str, target: Target, text: str) -> list[str]:
    """某日, or 某日 至 某日, of the year that is given."""
    ends = [day(end.strip()) for end in stretch.split(TO)]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or not _stretch(first, last, target.id):
        raise Refused(given_errors.BadHolidays, name=target.label, text=shorten(text))
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def _stretch(first: date, last: date, year: int) -> bool:
    return first.year == last.year == year and 0 <= (last - first).days <= _LONGEST
