"""Values that stand in a policy, in one manner: 3万元, 50%, 3个月, 2025年9月9日."""

from __future__ import annotations

from fractions import Fraction

from yiju.ir import model as ir

_LONG_MONTHS = (1, 3, 5, 7, 8, 10, 12)


def literal(node: ir.Literal_) -> str:
    """A value as a notice would write it."""
    match node:
        case ir.Money():
            return money(node.fen)
        case ir.Rational():
            return ratio(node)
        case ir.Months():
            return f"{node.n // 12}年" if node.n and node.n % 12 == 0 else f"{node.n}个月"
        case ir.Days():
            return f"{node.n}天"
        case ir.Date():
            return day(node.iso)
        case ir.Year():
            return f"{node.n}年度"
        case ir.Window():
            next_year = "次年" if node.wraps else ""
            start = of_month(node.from_month, node.from_day)
            return f"每年{start}至{next_year}{of_month(node.to_month, node.to_day)}"
        case ir.Word():
            return node.text


def money(fen: int) -> str:
    """2万元, 5000元, 0.5元."""
    if fen and fen % 100_000 == 0 and abs(fen) >= 1_000_000:
        return f"{_decimal(Fraction(fen, 1_000_000))}万元"
    return f"{_decimal(Fraction(fen, 100))}元"


def ratio(node: ir.Rational) -> str:
    """50%, or a plain number; what has no end as a decimal stays a fraction."""
    value = Fraction(node.num, node.den)
    if not node.percent:
        return _decimal(value)
    whole = _decimal(value * 100)
    return f"{whole}%" if "/" not in whole else _decimal(value)


def _decimal(value: Fraction) -> str:
    for digits in range(13):
        scaled = value * 10**digits
        if scaled.denominator == 1:
            sign = "-" if value < 0 else ""
            text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
            return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
    return f"{value.numerator}/{value.denominator}"


def day(iso: str) -> str:
    """2025年9月9日."""
    year, month, number = iso.split("-")
    return f"{int(year)}年{int(month)}月{int(number)}日"


def of_month(month: int, number: int) -> str:
    """9月1日, 2月末日; day 31 is the month's last."""
    last = number == 31 and month not in _LONG_MONTHS
    return f"{month}月{'末日' if last else f'{number}日'}"
