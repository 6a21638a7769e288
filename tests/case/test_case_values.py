"""Text ↔ values: exact, and there and back again."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiju.case import scalars
from yiju.case.model import ABSENT, Duration, Many
from yiju.case.scalars import SCALARS, Refused, show_fact
from yiju.ir.model import Window


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("12345.67元", 1234567),
        ("1,234.5元", 123450),
        ("2万元", 2000000),
        ("2.00001万元", 2000010),
        ("１２．５元", 1250),
        ("0元", 0),
        ("0010元", 1000),
        ("1亿元", 10**10),
    ],
)
def test_money(text: str, fen: int) -> None:
    assert scalars.money(text) == Fraction(fen)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("ratio", "95%", Fraction(19, 20)),
        ("ratio", "0.95", Fraction(19, 20)),
        ("ratio", "33.3%", Fraction(333, 1000)),
        ("number", "-1.5", Fraction(-3, 2)),
        ("duration", "3个月", Duration(3, "months")),
        ("duration", "2年", Duration(24, "months")),
        ("duration", "90天", Duration(90, "days")),
        ("year", "2025年度", 2025),
        ("year", "2025", 2025),
        ("date", "2025年9月9日", date(2025, 9, 9)),
        ("date", "2024-02-29", date(2024, 2, 29)),
        ("date", "无", ABSENT),
        ("bool", "是", True),
        ("finding", "false", False),
    ],
)
def test_values(kind, text: str, value: object) -> None:
    assert SCALARS[kind](text) == value


def test_window_over_the_year_end() -> None:
    found = scalars.window("每年 9月1日 至 次年 2月末日")
    assert found == Window(from_month=9, from_day=1, to_month=2, to_day=31, wraps=True)
    assert show_fact(found) == "每年 9月1日 至 次年 2月末日"
    for bad in ("每年9月1日至2月末日", "每年1月1日至次年2月1日", "每年2月30日至3月1日", "9月1日"):
        with pytest.raises(Refused):
            scalars.window(bad)


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (Fraction(1234567), "money", "12,345.67元"),
        (Fraction(90000), "money", "900.00元"),
        (Fraction(100, 3), "money", "1/3元"),
        (Fraction(19, 20), "ratio", "95%"),
        (Fraction(1, 3), "ratio", "1/3"),
        (Fraction(5, 4), "number", "1.25"),
        (date(2025, 9, 9), None, "2025-09-09"),
        (Duration(3, "months"), None, "3个月"),
        (True, None, "是"),
        (2025, "year", "2025年度"),
        (ABSENT, None, "无"),
        (None, None, "未知"),
        (Many(frozenset({"三属"})), None, "三属"),
        (Many(frozenset()), None, "无"),
        (Many(frozenset({"自杀"}), False, frozenset({"斗殴"})), None, "自杀 是、斗殴 否、其余未知"),
    ],
)
def test_shown(value, kind, text: str) -> None:
    assert show_fact(value, kind) == text


@st.composite
def windows(draw) -> Window:
    ends = [(draw(st.integers(1, 12)), draw(st.integers(1, 28) | st.just(31))) for _ in "ab"]
    (a, b), (c, d) = ends
    return Window(from_month=a, from_day=b, to_month=c, to_day=d, wraps=(a, b) > (c, d))


VALUES = {
    "bool": st.booleans(),
    "money": st.integers(0, 10**16).map(Fraction),
    "ratio": st.fractions(0, 10, max_denominator=10**6),
    "number": st.fractions(-(10**9), 10**9, max_denominator=10**6),
    "duration": st.builds(Duration, st.integers(0, 3600), st.sampled_from(["months", "days"])),
    "year": st.integers(1900, 2100),
    "date": st.dates(date(1900, 1, 1), date(2100, 12, 31)) | st.just(ABSENT),
    "window": windows(),
}


@given(st.data())
def test_there_and_back(data) -> None:
    kind = data.draw(st.sampled_from(sorted(VALUES)))
    value = data.draw(VALUES[kind])
    assert SCALARS[kind](show_fact(value, kind)) == value


@given(st.sampled_from(sorted(VALUES)), st.text(max_size=30))
def test_any_text_is_a_value_or_refused(kind, text: str) -> None:
    try:
        SCALARS[kind](text)
    except Refused as refused:
        refused.cls(name="名", **refused.fields)


@given(st.from_regex(r"[0-9０-９,.\-年月日个天度元万亿%/ 无至次每末]{1,18}", fullmatch=True))
def test_near_values_are_read_or_refused(text: str) -> None:
    for kind, parse in SCALARS.items():
        try:
            value = parse(text)
        except Refused:
            continue
        shown = show_fact(value, kind)
        assert parse(shown) == value
