"""Days and months against hand counts and against dateutil."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from yiju.case.model import Duration
from yiju.ir.model import Window
from yiju.values import calendar

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-07-01", 3, "2025-10-01"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2025-08-31", 3, "2025-11-30"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-05-31", 0, "2025-05-31"),
    ],
)
def test_corresponding_day(day: str, months: int, expected: str) -> None:
    assert calendar.add_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


@given(DAYS, st.integers(0, 240))
def test_months_as_dateutil_counts_them(day: date, months: int) -> None:
    assert calendar.add_months(day, months) == day + relativedelta(months=months)


@pytest.mark.parametrize(
    ("first", "months", "expected"),
    [
        ("2026-01-01", 3, "2026-03-31"),
        ("2026-03-01", 3, "2026-05-31"),
        ("2026-01-21", 1, "2026-02-20"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-28", 12, "2025-02-27"),
    ],
)
def test_last_day_of_a_period(first: str, months: int, expected: str) -> None:
    found = calendar.period_end(date.fromisoformat(first), Duration(months, "months"))
    assert found == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("first", "months", "expected"),
    [
        ("2026-01-01", 3, "2026-03-31"),
        ("2026-01-21", 3, "2026-04-30"),
        ("2026-02-28", 1, "2026-03-31"),
        ("2028-02-29", 1, "2028-03-31"),
        ("2026-03-01", 1, "2026-03-31"),
        ("2025-12-02", 2, "2026-02-28"),
    ],
)
def test_whole_natural_months(first: str, months: int, expected: str) -> None:
    found = calendar.whole_months_end(date.fromisoformat(first), months)
    assert found == date.fromisoformat(expected)


@given(DAYS, st.integers(1, 60))
def test_whole_months_begin_on_a_first_and_end_on_a_last_day(day: date, months: int) -> None:
    end = calendar.whole_months_end(day, months)
    assert (end + timedelta(days=1)).day == 1
    begin = day if day.day == 1 else day.replace(day=1) + relativedelta(months=1)
    assert end == begin + relativedelta(months=months) - timedelta(days=1)


@given(DAYS)
def test_anchors(day: date) -> None:
    assert calendar.next_day(day) - day == timedelta(days=1)
    first = calendar.day_of_month(day.year, day.month + 1, 1)
    assert first == day.replace(day=1) + relativedelta(months=1)
    assert calendar.day_of_month(day.year, day.month, 31) == first - timedelta(days=1)


@given(DAYS, DAYS)
def test_months_apart_ignore_the_day(a: date, b: date) -> None:
    later, earlier = max(a, b), min(a, b)
    first = relativedelta(later.replace(day=1), earlier.replace(day=1))
    assert calendar.months_apart(earlier, later) == first.years * 12 + first.months


SEASON = Window(from_month=9, from_day=1, to_month=2, to_day=31, wraps=True)


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        ("2025-08-31", False),
        ("2025-09-01", True),
        ("2025-12-31", True),
        ("2026-01-01", True),
        ("2026-02-28", True),
        ("2028-02-29", True),
        ("2026-03-01", False),
        ("2028-03-01", False),
    ],
)
def test_a_window_over_the_turn_of_the_year(day: str, inside: bool) -> None:
    assert calendar.in_window(date.fromisoformat(day), SEASON) is inside


@given(DAYS)
def test_a_window_and_the_rest_of_the_year_share_no_day(day: date) -> None:
    rest = Window(from_month=3, from_day=1, to_month=8, to_day=31)
    assert calendar.in_window(day, SEASON) is not calendar.in_window(day, rest)
