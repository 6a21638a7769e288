"""Formulas in words keep the meaning of the formula."""

from __future__ import annotations

from yiju.ir import model as ir
from yiju.values.words import words

A = ir.Attr(cls="账单", name="甲")
B = ir.Attr(cls="账单", name="乙")


def test_a_sum_within_a_product_stands_in_brackets() -> None:
    both = ir.Arithmetic(op="+", left=A, right=B)
    half = ir.Rational(num=1, den=2, percent=True)
    assert words(ir.Arithmetic(op="*", left=both, right=half)) == "（甲 ＋ 乙） × 50%"
    assert words(both) == "甲 ＋ 乙"


def test_names_are_shown_as_asked() -> None:
    least = ir.Extreme(which="min", items=(A, ir.Money(fen=30_000)))
    assert words(least, lambda node: f"{node.name}（1元）") == "较小（甲（1元），300.00元）"


def test_words_of_time() -> None:
    day = ir.Attr(cls="参保", name="缴费日")
    first = ir.Anchor(base=day, which="next_month", day=1)
    assert words(ir.PeriodEnd(base=first, length=ir.Months(n=3), whole=True)) == (
        "缴费日 的 次月1日 起 满 3个月 整月之日"
    )
