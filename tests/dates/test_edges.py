"""docs/time.md row by row, and every day of six years: engine, interpreter and an oracle."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from dateutil.relativedelta import relativedelta

from yiju.case.model import Duration
from yiju.interp import dates
from yiju.ir import model as ir
from yiju.pipeline import load_policy
from yiju.values import calendar, holidays
from yiju.values.operations import operation_of

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "time.md").read_text("utf-8")
DAYS = [date(2023, 1, 1) + timedelta(days=n) for n in range(366 * 4 + 365 * 2 - 2)]
ANY = ir.Date(iso="2000-01-01")


def _tables() -> Iterator[tuple[str, list[list[str]]]]:
    for part in PAGE.split("\n## ")[1:]:
        lines = [line for line in part.split("\n") if line.startswith("| ")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        if rows:
            yield part.split("\n")[0], rows[1:]


ROWS = [(title[:4], row) for title, rows in _tables() for row in rows]


def _length(text: str) -> Duration:
    found = re.fullmatch(r"(\d+)(个月|天)", text)
    assert found
    return Duration(int(found[1]), "days" if found[2] == "天" else "months")


def _plus(day: date, length: Duration) -> date:
    if length.unit == "days":
        return day + timedelta(days=length.n)
    return day + relativedelta(months=length.n)


def _added(row: list[str]) -> None:
    start, length, end = date.fromisoformat(row[0]), _length(row[1]), date.fromisoformat(row[2])
    assert calendar.add(start, length) == dates.shift(start, length) == _plus(start, length) == end


def _full(row: list[str]) -> None:
    start, length, end = date.fromisoformat(row[0]), _length(row[1]), date.fromisoformat(row[2])
    assert calendar.period_end(start, length) == dates.period_end(start, length) == end
    corresponding = _plus(start, length)
    exists = length.unit == "days" or corresponding.day == start.day
    assert end == corresponding - timedelta(days=exists)


def _whole(row: list[str]) -> None:
    start, length, end = date.fromisoformat(row[0]), _length(row[1]), date.fromisoformat(row[2])
    assert calendar.whole_months_end(start, length.n) == end
    assert dates.whole_months_end(start, length) == end
    first = start if start.day == 1 else (start + relativedelta(months=1)).replace(day=1)
    assert end == first + relativedelta(months=length.n) - timedelta(days=1)


def _anchor(text: str) -> ir.Anchor:
    simple = {
        "次日": ("next_day", 0, 0),
        "年末": ("this_year", 12, 31),
        "季末": ("quarter_end", 0, 0),
    }
    if text in simple:
        which, month, day = simple[text]
        return ir.Anchor(base=ANY, which=which, month=month, day=day)  # type: ignore[arg-type]
    found = re.fullmatch(r"(上|次)(月|年)(?:(\d+)月)?(?:(\d+)日|末日)", text)
    assert found
    word = {"上": "last", "次": "next"}[found[1]] + {"月": "_month", "年": "_year"}[found[2]]
    month, day = int(found[3] or 0), int(found[4] or 31)
    return ir.Anchor(base=ANY, which=word, month=month, day=day)  # type: ignore[arg-type]


def _other_day(row: list[str]) -> None:
    base, anchor, end = date.fromisoformat(row[0]), _anchor(row[1]), date.fromisoformat(row[2])
    assert operation_of(anchor)(base) == dates.anchored(base, anchor) == end


MEASURES = {
    "月数": "months",
    "整月数": "full",
    "自然月数": "natural",
    "整年数": "years",
    "天数": "days",
}


def _apart(row: list[str]) -> None:
    earlier, later = date.fromisoformat(row[0]), date.fromisoformat(row[1])
    measure = MEASURES[row[2]]
    node = ir.Apart(earlier=ANY, later=ANY, measure=measure)  # type: ignore[arg-type]
    found = operation_of(node)(earlier, later)
    if row[3] == "没有":
        assert not isinstance(found, Duration)
        assert dates.apart(earlier, later, measure) is None
    else:
        assert found == dates.apart(earlier, later, measure) == _length(row[3])


def _aged(row: list[str]) -> None:
    born, day = date.fromisoformat(row[0]), date.fromisoformat(row[1])
    assert calendar.age(born, day, on_birthday=True) == int(row[2])
    assert calendar.age(born, day, on_birthday=False) == int(row[3])
    for measure, years in (("on_birthday", row[2]), ("on_morrow", row[3])):
        assert dates.apart(born, day, measure) == int(years)


YEARS = {y.year: y for y in load_policy([ROOT / "policy" / "common"], cache=False).holidays}
REST = {n: holidays.rest_of(y) for n, y in YEARS.items()}


def _last(row: list[str]) -> None:
    start, length, end = date.fromisoformat(row[0]), _length(row[1]), date.fromisoformat(row[3])
    counted = row[2].startswith("当日起")
    plain = calendar.last_day(start, length, counted=counted)
    assert plain == dates.last_day(start, length, counted)
    if "顺延" not in row[2]:
        assert plain == end
        return
    roll = "holiday" if "法定" in row[2] else "rest"
    assert holidays.moved_to(plain, roll, REST) == end
    assert plain == end or holidays.reaches(plain, end, roll, REST) is True
    assert dates.moved(plain, end, roll, YEARS) is True
    assert dates.moved(plain, end + timedelta(days=1), roll, YEARS) is False
    if roll == "rest":
        while chinese_calendar.is_holiday(plain):
            plain += timedelta(days=1)
        assert plain == end


CHECKS: dict[str, Callable[[list[str]], None]] = {
    "加几个月": _added, "期满之日": _full, "整月期满": _whole, "另一天": _other_day,
    "相隔多久": _apart, "周岁": _aged, "期间的最": _last,
}  # fmt: skip


def test_there_are_many_rows() -> None:
    assert len(ROWS) >= 60
    assert {title for title, _ in ROWS} == set(CHECKS)


@pytest.mark.parametrize(("title", "row"), ROWS, ids=lambda v: v if isinstance(v, str) else "")
def test_row(title: str, row: list[str]) -> None:
    CHECKS[title](row)


def test_every_day_of_six_years() -> None:
    assert (DAYS[0], DAYS[-1]) == (date(2023, 1, 1), date(2028, 12, 31))
    for day in DAYS:
        for months in (1, 3, 6, 12, 24):
            length = Duration(months, "months")
            added = day + relativedelta(months=months)
            assert calendar.add_months(day, months) == dates.shift(day, length) == added
            assert calendar.period_end(day, length) == dates.period_end(day, length)
            assert calendar.whole_months_end(day, months) == dates.whole_months_end(day, length)
        assert calendar.quarter_end(day).month == (day.month + 2) // 3 * 3
        assert calendar.add(day, Duration(90, "days")) == day + timedelta(days=90)


def test_full_months_as_dateutil_counts_them() -> None:
    start = date(2023, 1, 28)
    for earlier in (start + timedelta(days=n) for n in range(40)):
        for later in DAYS[100:1200:7]:
            if later < earlier:
                continue
            delta = relativedelta(later, earlier)
            months = delta.years * 12 + delta.months
            ours = calendar.full_months(earlier, later)
            assert dates.apart(earlier, later, "full") == Duration(ours, "months")
            assert ours == months
