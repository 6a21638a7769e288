"""Numbers: read exactly, or refused with what they could mean."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.syntax.numerals import Refusal, chinese, loose_number, matches_at, read_number

LITERALS = {
    "50%": ("PERCENT", Fraction(1, 2)),
    "百分之五十": ("PERCENT", Fraction(1, 2)),
    "五成": ("PERCENT", Fraction(1, 2)),
    "12.5%": ("PERCENT", Fraction(1, 8)),
    "千分之五": ("PERCENT", Fraction(1, 200)),
    "2万元": ("MONEY", Fraction(20000)),
    "二万元": ("MONEY", Fraction(20000)),
    "两万元": ("MONEY", Fraction(20000)),
    "20000元": ("MONEY", Fraction(20000)),
    "20,000元": ("MONEY", Fraction(20000)),
    "0.01元": ("MONEY", Fraction(1, 100)),
    "3个月": ("MONTHS", 3),
    "三个月": ("MONTHS", 3),
    "2年": ("MONTHS", 24),
    "90天": ("DAYS", 90),
    "2025年9月9日": ("DATE", date(2025, 9, 9)),
    "2025-09-09": ("DATE", date(2025, 9, 9)),
    "二〇二五年九月九日": ("DATE", date(2025, 9, 9)),
    "2025年度": ("YEAR", 2025),
    "9月1日": ("MONTHDAY", (9, 1)),
    "2月29日": ("MONTHDAY", (2, 29)),
    "2月末日": ("MONTHDAY", (2, 31)),
    "1日": ("DAYNUM", 1),
    "0.5": ("NUMBER", Fraction(1, 2)),
}


@pytest.mark.parametrize("text", LITERALS)
def test_literal(text: str) -> None:
    whole = [m for m in matches_at(text, 0) if m.end == len(text)]
    assert [(m.kind, m.value) for m in whole] == [LITERALS[text]]


REFUSED = {
    "三万五元": ("35000", "30005"),
    "一百一元": ("110", "101"),
    "三四十元": ("30", "40"),
    "七八天": ("7", "8"),
}


@pytest.mark.parametrize("text", REFUSED)
def test_loose_numbers_show_both_readings(text: str) -> None:
    values = [m.value for m in matches_at(text, 0) if m.end == len(text)]
    assert values == [Refusal("ellipsis", REFUSED[text])]


@pytest.mark.parametrize("text", ["2月30日", "13月1日", "2025年2月29日", "0日", "0月1日"])
def test_days_that_do_not_exist(text: str) -> None:
    assert Refusal("calendar") in [m.value for m in matches_at(text, 0) if m.end == len(text)]


@pytest.mark.parametrize(
    "text", ["十二二十元", "一千五十元", "零五元", "万元", "二百十元", "1万5千元", "二万伍千元"]
)
def test_malformed(text: str) -> None:
    values = [m.value for m in matches_at(text, 0) if m.end == len(text)]
    assert all(isinstance(v, Refusal) for v in values)


@pytest.mark.parametrize("text", ["2025年6月", "9月", "2025年6月末日", "三月"])
def test_a_month_without_its_day(text: str) -> None:
    assert Refusal("month") in [m.value for m in matches_at(text, 0) if m.end == len(text)]


@pytest.mark.parametrize("text", ["90日", "180日"])
def test_a_count_of_days_is_written_otherwise(text: str) -> None:
    assert [m.value for m in matches_at(text, 0) if m.end == len(text)] == [Refusal("count")]


def test_a_year_is_not_a_duration() -> None:
    assert Refusal("year", ("2025",)) in [m.value for m in matches_at("2025年", 0)]


def test_loose_number_in_a_longer_text() -> None:
    found = loose_number("不低于三万五")
    assert found == (3, 6, Refusal("ellipsis", ("35000", "30005")))


@given(st.integers(0, 10**12))
def test_chinese_numerals_come_back(number: int) -> None:
    assert read_number(chinese(number)) == number


@settings(deadline=None)
@given(st.integers(0, 10**8))
def test_agrees_with_cn2an(number: int) -> None:
    cn2an = pytest.importorskip("cn2an")
    assert cn2an.cn2an(chinese(number), "normal") == number
    assert read_number(cn2an.an2cn(number, "low")) == number


@given(st.text(alphabet="零一二两三五九十百千万亿〇点0159,.", max_size=12))
def test_what_is_read_is_what_the_standard_form_says(text: str) -> None:
    """A Chinese numeral that is accepted is its own standard form, so it cannot be read otherwise."""
    value = read_number(text)
    if isinstance(value, Fraction) and not any(c.isdecimal() or c == "点" for c in text):
        standard = text.replace("两", "二").replace("〇", "零")
        assert chinese(int(value)) in (standard, standard.removeprefix("一"))
