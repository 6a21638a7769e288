"""Values out of their range and facts that cannot be: an error with its place, by every door."""

from __future__ import annotations

from typing import Any

import pytest
from case.case_policy import SMALL

from yiju.case.reader import CaseReader
from yiju.source import Source

READER = CaseReader(SMALL)
HEAD: dict[str, Any] = {"判定日": "2025-12-01", "地域": "阜阳市"}
BAD = [
    ("账单", "费用发生日", "2025-02-30", "Y529"),
    ("账单", "费用发生日", "2025-13-01", "Y529"),
    ("账单", "费用发生日", "2023-02-29", "Y529"),
    ("账单", "费用发生日", "1899-12-31", "Y530"),
    ("账单", "费用发生日", "2101-01-01", "Y530"),
    ("账单", "费用发生日", "9999-12-31", "Y530"),
    ("账单", "费用发生日", "0000-00-00", "Y530"),
    ("账单", "医保报销后合规余额", "-1元", "Y530"),
    ("账单", "医保报销后合规余额", "99999999999999999元", "Y530"),
    ("账单", "医保报销后合规余额", "0.001元", "Y523"),
    ("账单", "报销比例", "1001%", "Y530"),
    ("账单", "报销比例", "-5%", "Y530"),
    ("参保", "参保年度", "1899年度", "Y530"),
    ("参保", "参保年度", "2101年度", "Y530"),
    ("参保", "连续参加基本医保时长", "-3个月", "Y526"),
    ("参保", "连续参加基本医保时长", "301年", "Y530"),
    ("参保", "连续参加基本医保时长", "999999999天", "Y530"),
]


@pytest.mark.parametrize(("cls", "name", "text", "code"), BAD)
def test_a_bad_value(cls: str, name: str, text: str, code: str) -> None:
    """In a file, from a program, and assumed: no case is made of it."""
    source = Source("c", f"判定日: 2025-12-01\n地域: 阜阳市\n{cls}:\n- {name}: {text}\n")
    _, found = READER.read_text(source)
    assert [d.code for d in found] == [code]
    assert (found[0].span.line, found[0].span.column) == (4, 2 + len(name) + 2)
    assert found[0].mend
    _, told = READER.read_object({**HEAD, cls: [{name: text}]})
    assert [d.code for d in told] == [code]
    sound, _ = READER.read_object({**HEAD, cls: [{"名称": "甲"}]})
    _, assumed = READER.read_given_items([f"{cls}「甲」{name}={text}"], sound)
    assert [d.code for d in assumed] == [code]


@pytest.mark.parametrize(
    ("text", "code"), [("2025-02-30", "Y529"), ("2101-01-01", "Y530"), ("1899-12-31", "Y530")]
)
def test_a_bad_day_of_a_notice(text: str, code: str) -> None:
    _, found = READER.read_given(Source("p", f"施行日 阜阳办法: {text}\n"), facts=False)
    assert [d.code for d in found] == [code]


def test_two_values_for_one_thing() -> None:
    """The second is told, and nothing is decided."""
    text = "判定日: 2025-12-01\n地域: 阜阳市\n账单:\n- {就诊类型: 住院, 就诊类型: 门诊}\n"
    _, found = READER.read_text(Source("c", text))
    assert [d.severity for d in found] == ["error"]


def test_a_value_beside_a_list_of_one() -> None:
    _, found = READER.read_object({**HEAD, "账单": [{"就诊类型": ["住院", "门诊"]}]})
    assert [d.severity for d in found] == ["error"]
    _, found = READER.read_object({**HEAD, "账单": [{"就诊类型": "急诊"}]})
    assert [d.severity for d in found] == ["error"]
