"""Words of time from card to answer, each against a hand count; docs/semantics.md §5."""

from __future__ import annotations

from datetime import date

import pytest
from dates.small import condition_holds, decided, one, policy, value_of


@pytest.mark.parametrize(
    ("formula", "day", "expected"),
    [
        ("甲日 的 上月1日", "2025-01-31", "2024-12-01"),
        ("甲日 的 上月末日", "2024-03-31", "2024-02-29"),
        ("甲日 的 次月末日", "2025-01-31", "2025-02-28"),
        ("甲日 的 当月末日", "2025-04-01", "2025-04-30"),
        ("甲日 的 上年2月末日", "2025-06-01", "2024-02-29"),
        ("甲日 的 次年1月1日", "2025-12-31", "2026-01-01"),
        ("甲日 的 年末", "2025-01-01", "2025-12-31"),
        ("甲日 的 季末", "2025-01-01", "2025-03-31"),
        ("甲日 的 季末", "2025-04-30", "2025-06-30"),
        ("甲日 的 季末", "2025-12-31", "2025-12-31"),
    ],
)
def test_anchors(formula: str, day: str, expected: str) -> None:
    assert value_of(formula, {"甲日": day}) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("measure", "earlier", "later", "holds"),
    [
        ("相隔月数 为 3个月", "2025-01-31", "2025-04-01", True),
        ("相隔整月数 为 2个月", "2025-01-31", "2025-04-01", True),
        ("相隔整月数 为 1个月", "2025-01-31", "2025-02-28", True),
        ("相隔整月数 为 0个月", "2025-01-31", "2025-02-27", True),
        ("相隔自然月数 为 3个月", "2025-05-01", "2025-08-20", True),
        ("相隔自然月数 为 2个月", "2025-05-15", "2025-08-20", True),
        ("相隔自然月数 为 0个月", "2025-05-15", "2025-05-20", True),
        ("相隔整年数 为 1年", "2024-02-29", "2025-02-28", True),
        ("相隔整年数 为 0年", "2024-03-01", "2025-02-28", True),
        ("相隔天数 为 366天", "2024-01-01", "2025-01-01", True),
        ("相隔月数 不超过 3个月", "2025-05-01", "2025-04-30", False),  # no gap backwards
        ("相隔天数 不超过 3天", "2025-05-01", "2025-04-30", False),
        ("相隔天数 为 0天", "2025-05-01", "2025-05-01", True),
    ],
)
def test_distances(measure: str, earlier: str, later: str, holds: bool) -> None:
    row = {"甲日": earlier, "乙日": later}
    expected = "成立" if holds else "不成立"
    assert condition_holds(f"乙日 与 甲日 {measure}", row) == expected


@pytest.mark.parametrize(
    ("born", "day", "on_birthday", "on_morrow"),
    [
        ("1965-06-15", "2025-06-14", 59, 59),
        ("1965-06-15", "2025-06-15", 60, 59),
        ("1965-06-15", "2025-06-16", 60, 60),
        ("2004-02-29", "2022-02-27", 17, 17),
        ("2004-02-29", "2022-02-28", 18, 17),  # no 29 February: the month's last day
        ("2004-02-29", "2022-03-01", 18, 18),
        ("2004-02-29", "2024-02-28", 19, 19),
        ("2004-02-29", "2024-02-29", 20, 19),
        ("2025-06-15", "2025-06-15", 0, 0),
    ],
)
def test_ages(born: str, day: str, on_birthday: int, on_morrow: int) -> None:
    for word, years in (("按生日", on_birthday), ("按次日", on_morrow)):
        text = f"甲日 与 出生日 相隔周岁 {word} 为 {years}周岁"
        assert condition_holds(text, {"甲日": day}, 人={"出生日": born}) == "成立"


@pytest.mark.parametrize(
    ("text", "last", "first_out"),
    [
        ("乙日 在 甲日 起 1个月 内", "2025-02-28", "2025-03-01"),
        ("乙日 在 甲日 当日起 1个月 内", "2025-02-28", "2025-03-01"),
        ("乙日 在 甲日 起 10天 内", "2025-02-10", "2025-02-11"),
        ("乙日 在 甲日 当日起 10天 内", "2025-02-09", "2025-02-10"),
        ("乙日 不在 甲日 起 满 6个月 后", "2025-07-30", "2025-07-31"),
        ("乙日 不在 甲日 当日起 10天 后", "2025-02-09", "2025-02-10"),
    ],
)
def test_periods(text: str, last: str, first_out: str) -> None:
    for day, status in ((last, "成立"), (first_out, "不成立")):
        assert condition_holds(text, {"甲日": "2025-01-31", "乙日": day}) == status
    assert condition_holds("乙日 在 甲日 当日起 1天 内", {"乙日": "2025-05-31"}) == "不成立"


def test_last_month_of_a_quarter() -> None:
    for day, status in (("2025-02-28", "不成立"), ("2025-03-01", "成立"), ("2025-12-31", "成立")):
        assert condition_holds("乙日 在 每季度末月", {"乙日": day}) == status


def test_years_of_days_and_of_years() -> None:
    for text in ("甲日 的 上一年度", "甲日 的 上一年度 的 本年度"):
        assert condition_holds(f"年份 为 {text}", {"年份": "2024年度"}) == "成立"
    assert condition_holds("年份 的 下一年度 为 甲日 的 当年度", {"年份": "2024年度"}) == "成立"


def test_an_unknown_birth_date_is_looked_for_as_far_back_as_the_age() -> None:
    """An age that is asked about may be reached: not knowing the birth date is not being young."""
    text = "甲日 与 出生日 相隔周岁 按生日 已满 60周岁"
    model = policy(f"【条】第一条「试」\n若：{text}\n则：是甲\n")
    found = one(decided(model, [{"甲日": "2025-06-01"}]), "是甲")
    assert (found.status, found.depends) == ("未定", ("人 出生日",))


def test_a_date_beyond_the_calendar_is_no_date() -> None:
    row = {"甲日": "2025-06-01", "时长": "300年"}
    formula = "甲日"
    for _ in range(30):
        formula += " 加 时长"
    assert value_of(formula, row) is None
    assert value_of("甲日 加 时长", row) == date(2325, 6, 1)
