"""What a literal of the policy is as a fact of a case. The interpreter keeps its own reading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from yiju.case.model import Duration
from yiju.case.scalars import Value
from yiju.ir import model as ir

_TRUTHS = {"是": True, "否": False}


def literal_value(literal: ir.Literal_) -> Value:
    """The fact: amounts in 分 and numbers exact, 是 and 否 as truths, a window as itself."""
    match literal:
        case ir.Money(fen=fen):
            return Fraction(fen)
        case ir.Rational(num=num, den=den):
            return Fraction(num, den)
        case ir.Months(n=n):
            return Duration(n, "months")
        case ir.Days(n=n):
            return Duration(n, "days")
        case ir.Date(iso=iso):
            return date.fromisoformat(iso)
        case ir.Year(n=n):
            return n
        case ir.Word(text=text):
            return _TRUTHS.get(text, text)
        case ir.Window():
            return literal
