"""Semantics §5, literally."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from yiju.case.model import Duration
from yiju.interp import dates
from yiju.ir.model import Anchor, Date, Window


def months(n: int) -> Duration:
    return Duration(n, "months")


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2025-09-09", 3, "2025-12-09"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-03-31", -1, "2025-02-28"),
    ],
)
def test_adding_months_takes_the_month_end(start: str, n: int, end: str) -> None:
    assert dates.shift(date.fromisoformat(start), months(n)).isoformat() == end


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2025-01-01", 3, "2025-03-31"),
        ("2025-01-15", 1, "2025-02-14"),
        ("2025-01-29", 1, "2025-02-28"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-28", 12, "2025-02-27"),
    ],
)
def test_a_period_ends_on_the_eve(start: str, n: int, end: str) -> None:
    assert dates.period_end(date.fromisoformat(start), months(n)).isoformat() == end


def test_a_period_of_days_counts_the_first() -> None:
    assert dates.period_end(date(2025, 1, 1), Duration(90, "days")) == date(2025, 3, 31)


def test_whole_months() -> None:
    assert dates.whole_months_end(date(2025, 1, 1), months(3)) == date(2025, 3, 31)
    assert dates.whole_months_end(date(2025, 1, 2), months(3)) == date(2025, 4, 30)
    assert dates.whole_months_end(date(2024, 1, 31), months(1)) == date(2024, 2, 29)
    assert dates.whole_months_end(date(2025, 1, 2), Duration(90, "days")) is None


def test_months_apart_ignores_days() -> None:
    assert dates.apart(date(2025, 1, 31), date(2025, 2, 1), "months") == months(1)
    assert dates.apart(date(2025, 3, 1), date(2024, 12, 31), "months") is None


def test_anchors() -> None:
    base = Date(iso="2025-01-01")
    new_year = Anchor(base=base, which="next_year", month=1, day=1)
    assert dates.anchored(date(2025, 12, 31), new_year) == date(2026, 1, 1)
    assert dates.anchored(date(2025, 12, 31), Anchor(base=base, which="next_day")) == date(
        2026, 1, 1
    )
    assert dates.anchored(date(2025, 12, 31), Anchor(base=base, which="next_month", day=1)) == date(
        2026, 1, 1
    )
    assert dates.anchored(date(2025, 2, 10), Anchor(base=base, which="this_month", day=1)) == date(
        2025, 2, 1
    )


@pytest.mark.parametrize(
    ("iso", "inside"),
    [
        ("2025-08-31", False),
        ("2025-09-01", True),
        ("2025-12-31", True),
        ("2026-02-28", True),
        ("2024-02-29", True),
        ("2026-03-01", False),
    ],
)
def test_a_window_over_the_new_year(iso: str, inside: bool) -> None:
    window = Window(from_month=9, from_day=1, to_month=2, to_day=31, wraps=True)
    assert dates.in_window(date.fromisoformat(iso), window) is inside


def test_a_window_from_a_month_end() -> None:
    window = Window(from_month=2, from_day=31, to_month=3, to_day=1)
    assert dates.in_window(date(2025, 2, 28), window)
    assert not dates.in_window(date(2024, 2, 28), window)


def test_month_lengths_against_the_calendar() -> None:
    day = date(1999, 1, 1)
    while day.year < 2101:
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        assert dates.month_length(day.year, day.month) == (following - day).days
        day = following
