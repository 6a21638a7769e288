"""Periods that end on a day of rest (民法典第二百零三条), and years whose holidays nobody knows."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from dates.small import WORDS, decided, one, policy

from yiju.interp import dates
from yiju.ir import model as ir
from yiju.pipeline import load_policy
from yiju.values import holidays

HOLIDAYS = """【节假日】2024年度
放假：2024年10月1日 至 2024年10月7日
上班：2024年9月29日；2024年10月12日
依据：「2024年部分节假日安排的通知」

【节假日】2025年度
放假：2025年1月1日；2025年1月28日 至 2025年2月4日；2025年10月1日 至 2025年10月8日
上班：2025年1月26日；2025年9月28日；2025年10月11日
"""
COMMON = Path(__file__).parents[2] / "policy" / "common"
CARD = "【条】第一条「试」\n若：乙日 在 甲日 {}\n则：是甲\n"


def _model(text: str) -> ir.Policy:
    return policy(CARD.format(text), words=f"{WORDS}\n{HOLIDAYS}")


@pytest.mark.parametrize(
    ("text", "start", "last"),
    [
        ("起 30天 内，遇节假日顺延", "2025-09-01", "2025-10-09"),  # 10-01 to 10-08 are off
        ("起 30天 内，遇法定节假日顺延", "2025-09-01", "2025-10-09"),
        ("起 30天 内", "2025-09-01", "2025-10-01"),
        ("起 10天 内，遇节假日顺延", "2025-08-20", "2025-09-01"),  # 8-30 is a Saturday
        ("起 10天 内，遇法定节假日顺延", "2025-08-20", "2025-08-30"),
        ("起 10天 内，遇节假日顺延", "2025-09-18", "2025-09-28"),  # a Sunday on which one works
        ("当日起 1个月 内，遇节假日顺延", "2025-09-02", "2025-10-09"),
        ("起 3个月 内，遇节假日顺延", "2024-10-01", "2025-01-02"),
        ("起 11天 内，遇节假日顺延", "2025-09-30", "2025-10-11"),  # a Saturday on which one works
        ("起 12天 内，遇节假日顺延", "2025-09-30", "2025-10-13"),
    ],
)
def test_the_last_day_moves_on(text: str, start: str, last: str) -> None:
    model = _model(text)
    outside = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    for day, status in ((start, "成立"), (last, "成立"), (outside, "不成立")):
        assert one(decided(model, [{"甲日": start, "乙日": day}]), "是甲").status == status


def test_after_a_period_is_after_its_last_day_moved_on() -> None:
    model = _model("起 30天 后，遇节假日顺延")
    for day, status in (("2025-10-09", "不成立"), ("2025-10-10", "成立"), ("2025-08-31", "不成立")):
        row = {"甲日": "2025-09-01", "乙日": day}
        assert one(decided(model, [row]), "是甲").status == status


def test_a_year_without_holidays_is_a_cause_where_it_matters() -> None:
    model = _model("起 3个月 内，遇节假日顺延")
    row = {"甲日": "2026-10-01", "乙日": "2027-01-04"}
    found = one(decided(model, [row], 判定日="2027-06-30"), "是甲")
    assert (found.status, found.depends) == ("未定", ("节假日 2027年",))
    for given, status in (
        ("放假 2027-01-01 至 2027-01-03", "成立"),
        ("放假 2027-01-01；上班 2027-01-02、2027-01-03", "不成立"),
    ):
        answers = decided(model, [row], {"节假日 2027年": given}, 判定日="2027-06-30")
        assert one(answers, "是甲").status == status
    for day, status in (("2027-01-01", "成立"), ("2027-01-17", "不成立")):
        answers = decided(model, [{**row, "乙日": day}], 判定日="2027-06-30")
        assert one(answers, "是甲").status == status  # whatever the holidays are


def test_an_unknown_day_is_a_cause_itself() -> None:
    found = one(decided(_model("起 3个月 内，遇节假日顺延"), [{"甲日": "2026-10-01"}]), "是甲")
    assert (found.status, found.depends) == ("未定", ("参保「甲」乙日",))


def test_our_table_is_that_of_chinese_calendar() -> None:
    """Every day of the years that we state, by the engine and by the interpreter."""
    years = {y.year: y for y in load_policy([COMMON], cache=False).holidays}
    known = {n: holidays.rest_of(y) for n, y in years.items()}
    assert sorted(years) == [2021, 2022, 2023, 2024, 2025, 2026]
    day = date(2021, 1, 1)
    while day.year in years:
        off = chinese_calendar.is_holiday(day)
        assert holidays.rests(day, "rest", known) is off
        assert dates.restful(day, years[day.year], "rest") is off
        day += timedelta(days=1)
